package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.WALLET;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcException;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.wallet.Treasury;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.multisig.MultisigSetup;
import org.quantumcoin.wallet.multisig.SetupFiles;
import org.quantumcoin.wallet.shared.SeatDesk;
import org.quantumcoin.wallet.store.OwnerOnly;
import org.quantumcoin.wallet.treasury.Charter;
import org.quantumcoin.wallet.treasury.Role;
import org.quantumcoin.wallet.treasury.Seat;
import org.quantumcoin.wallet.treasury.TreasuryException;
import org.quantumcoin.wallet.treasury.TreasuryFile;
import org.quantumcoin.wallet.treasury.TreasuryState;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Methods by which seats make a treasury and exchange what they said.
final class TreasuryRpc {
  private final WalletCalls calls;
  private final TreasuryCalls seats;
  private final AddressPrefixes prefixes;

  TreasuryRpc(WalletCalls calls) {
    this.calls = calls;
    this.seats = new TreasuryCalls(calls);
    this.prefixes = calls.wallets().config().params().addresses();
  }

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("gettreasurykey", WALLET)
            .help(
                "The key by which this wallet signs what it says in a treasury; made at the first call. It spends nothing.")
            .result("\"hex\"    (string) The x-only key")
            .example("")
            .handler(
                calls.on((wallet, _) -> {
                  WalletCalls.expectUnlocked(wallet);
                  return Json.string(wallet.identityKey().toHex());
                })));
    registry.add(
        RpcMethod.of("createtreasury", WALLET)
            .help(
                "Makes a treasury of which this wallet is a seat. Give its file to the other seats (exporttreasury), and compare the words aloud before anything is paid in.")
            .param(RpcParam.required("name", RpcType.STRING, "What the treasury is called"))
            .param(
                RpcParam.required(
                    "setup",
                    RpcType.STRING,
                    "The wallet of several signers, as createmultisigsetup shows its descriptor"))
            .param(
                RpcParam.required("seats", RpcType.ARRAY, "Who sits in it")
                    .unchecked()
                    .shownAs(
                        "[{\"name\":\"str\",\"key\":\"hex\",\"roles\":[\"proposer\",\"approver\",\"signer\",\"auditor\",\"admin\"],\"fingerprint\":\"hex\"},...]"))
            .param(
                RpcParam.required("policy", RpcType.OBJECT, "The rules for payments")
                    .unchecked()
                    .shownAs(PolicyJson.SHOWN))
            .result(infoResult())
            .example(
                "\"Treasury\" \"wsh(...)\" \"[...]\" \"{\\\"quorum\\\":[{\\\"from\\\":0,\\\"approvals\\\":2}]}\"")
            .handler(calls.on(this::create)));
    registry.add(
        RpcMethod.of("jointreasury", WALLET)
            .help("Takes this wallet's seat in a treasury that another seat made, from its file.")
            .param(fileParam())
            .result(infoResult())
            .example("\"/media/stick/ours.treasury\"")
            .handler(calls.on(this::join)));
    registry.add(
        RpcMethod.of("gettreasuryinfo", WALLET)
            .help(
                "The treasury as it stands: seats, policy, reserved coins, and what to look after.")
            .result(infoResult())
            .example("")
            .handler(seats.onSeat((treasury, _) -> info(treasury))));
    registry.add(
        RpcMethod.of("exporttreasury", WALLET)
            .help("A signed file with what the seats have said, for another seat.")
            .param(
                RpcParam.options(
                    "options",
                    "",
                    List.of(
                        RpcParam.optional(
                            "for",
                            RpcType.STRING,
                            "",
                            "Only what this seat has not shown to have seen"),
                        RpcParam.optional(
                            "charter",
                            RpcType.BOOLEAN,
                            "true",
                            "With the charter, for those who have not joined yet"),
                        RpcParam.optional(
                            "filename",
                            RpcType.STRING,
                            "",
                            "Write it here instead of showing it"))))
            .result(
                "{ \"file\": \"base64\", \"filename\": \"str\", \"events\": n, \"bytes\": n }    (json object)")
            .example("")
            .handler(seats.bySeat(this::export)));
    registry.add(
        RpcMethod.of("importtreasury", WALLET)
            .help("Takes what other seats have said from a file. What is in it already is no harm.")
            .param(fileParam())
            .result(
                "{ \"added\": n, \"known\": n, \"refused\": [\"str\",...], \"sender\": \"str\", \"warnings\": [\"str\",...] }    (json object)")
            .example("\"/media/stick/ours.treasury\"")
            .handler(seats.onSeat(this::take)));
  }

  private static String infoResult() {
    return "{ \"name\", \"id\", \"words\", \"seat\", \"setup\", \"seats\", \"policy\", \"reserved\", \"warnings\" }    (json object)";
  }

  private static RpcParam fileParam() {
    return RpcParam.required(
        "file",
        RpcType.STRING,
        "The file's content in base64, or the path of a file whose name ends in .treasury");
  }

  private TreasuryFile file(RpcCall call) {
    String given = call.string(0);
    byte[] bytes;
    if (given.endsWith(TreasuryFile.SUFFIX)) {
      try {
        Path path = Path.of(given);
        if (Files.size(path) > TreasuryFile.MAX_BYTES) {
          throw new TreasuryException("The file is too large to be a treasury's.");
        }
        bytes = Files.readAllBytes(path);
      } catch (IOException | InvalidPathException e) {
        throw unusable("The file %s cannot be read (%s).".formatted(given, e.getMessage()));
      }
    } else {
      try {
        bytes = Base64.getDecoder().decode(given.strip());
      } catch (IllegalArgumentException _) {
        throw unusable(
            "This is neither base64 nor the path of a file whose name ends in .treasury.");
      }
    }
    return TreasuryFile.decode(bytes, prefixes);
  }

  private static RpcException unusable(String sentence) {
    return WalletCalls.error(RpcErrorCode.INVALID_PARAMETER, sentence + " Nothing was changed.");
  }

  private JsonNode create(Wallet wallet, RpcCall call) {
    WalletCalls.expectUnlocked(wallet);
    MultisigSetup setup = SetupFiles.read(call.string(1), prefixes);
    List<Seat> all = new ArrayList<>();
    for (JsonNode each : call.get(2)) {
      all.add(seat(each));
    }
    long now = calls.wallets().clock().instant().getEpochSecond();
    Charter charter =
        new Charter(call.string(0), now, setup, all, PolicyJson.read(call.get(3), calls));
    new SeatDesk(wallet).create(charter);
    return wallet.locked(() -> info(TreasuryCalls.treasury(wallet)));
  }

  private static Seat seat(JsonNode json) {
    String name = RpcCall.string(json.path("name"));
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (JsonNode each : json.path("roles")) {
      String word = RpcCall.string(each);
      roles.add(
          Role.of(word)
              .orElseThrow(() ->
                  unusable(
                      "There is no role called %s; there are proposer, approver, signer, auditor and admin."
                          .formatted(word))));
    }
    String key = RpcCall.string(json.path("key"));
    if (!Hex.isHex(key)) {
      throw unusable("The key of %s is not hexadecimal; see gettreasurykey.".formatted(name));
    }
    OptionalInt fingerprint = OptionalInt.empty();
    if (json.has("fingerprint")) {
      String hex = RpcCall.string(json.get("fingerprint"));
      if (!hex.matches("[0-9a-fA-F]{8}")) {
        throw unusable("The fingerprint of %s must be eight hexadecimal digits.".formatted(name));
      }
      fingerprint = OptionalInt.of(Integer.parseUnsignedInt(hex, 16));
    }
    return new Seat(name, ByteString.fromHex(key), roles, fingerprint);
  }

  private JsonNode join(Wallet wallet, RpcCall call) {
    TreasuryFile file = file(call);
    new SeatDesk(wallet).join(file);
    return wallet.locked(() -> info(TreasuryCalls.treasury(wallet)));
  }

  private JsonNode info(Treasury treasury) {
    Charter charter = treasury.charter();
    TreasuryState state = treasury.state();
    ObjectNode json =
        Json.object()
            .put("name", charter.name())
            .put("id", charter.id().toHex())
            .put("words", charter.checksumWords())
            .put("seat", treasury.own().name());
    json.set("setup", MultisigSetupRpc.json(charter.setup()));
    var shown = json.putArray("seats");
    for (Seat seat : charter.seats()) {
      ObjectNode each =
          shown.addObject().put("name", seat.name()).put("key", seat.identity().toHex());
      var roles = each.putArray("roles");
      seat.roles().stream().sorted().forEach(role -> roles.add(role.word()));
      seat.fingerprint()
          .ifPresent(fingerprint -> each.put("fingerprint", "%08x".formatted(fingerprint)));
    }
    json.set("policy", PolicyJson.write(state.policy(), calls));
    json.put("policy_since", state.policies().since());
    var reserved = json.putArray("reserved");
    state
        .reserved()
        .forEach((coin, id) ->
            reserved
                .addObject()
                .put("txid", coin.txid().toString())
                .put("vout", coin.indexUnsigned())
                .put("proposal", id.toHex()));
    json.put("events", state.events().all().size());
    var warnings = json.putArray("warnings");
    state.warnings().forEach(warnings::add);
    return json;
  }

  private JsonNode export(Treasury treasury, RpcCall call) {
    JsonNode options = call.get(0);
    OptionalInt receiver =
        options.has("for")
            ? OptionalInt.of(
                TreasuryCalls.seat(treasury.charter(), RpcCall.string(options.get("for"))))
            : OptionalInt.empty();
    TreasuryFile file = treasury.export(receiver, options.path("charter").asBoolean(true));
    byte[] bytes = file.encode();
    ObjectNode json = Json.object().put("events", file.events().size()).put("bytes", bytes.length);
    if (!options.has("filename")) {
      return json.put("file", Base64.getEncoder().encodeToString(bytes));
    }
    String name = RpcCall.string(options.get("filename"));
    if (!name.endsWith(TreasuryFile.SUFFIX)) {
      throw unusable("The name of the file must end in .treasury.");
    }
    try {
      OwnerOnly.replace(Path.of(name), bytes);
    } catch (IOException | InvalidPathException e) {
      throw unusable("The file %s cannot be written (%s).".formatted(name, e.getMessage()));
    }
    return json.put("filename", name);
  }

  private JsonNode take(Treasury treasury, RpcCall call) {
    TreasuryFile file = file(call);
    Treasury.Taken taken = treasury.take(file);
    ObjectNode json = Json.object().put("added", taken.added()).put("known", taken.known());
    var refused = json.putArray("refused");
    taken.refused().forEach(refused::add);
    treasury
        .charter()
        .seatOf(file.sender())
        .ifPresent(seat -> json.put("sender", treasury.charter().seats().get(seat).name()));
    var warnings = json.putArray("warnings");
    treasury.state().warnings().forEach(warnings::add);
    return json;
  }
}
