package org.quantumcoin.wallet;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.rpc.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A treasury of two of three signers at one table, each seat in a wallet of its own, all spoken to
/// by their RPC methods: `ana`, `ben` and `cleo` propose, approve, sign and administrate; a seat
/// for each role alone, named like it; and `nobody`, a wallet that is no seat.
final class TreasuryDesk implements AutoCloseable {
  static final List<String> SIGNERS = List.of("ana", "ben", "cleo");
  static final List<String> ROLES = List.of("proposer", "approver", "auditor", "admin");
  static final String PAYEE = "bcrt1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqdku202";
  static final byte[] PASSPHRASE = "correct horse".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NO_PASSPHRASE = {};

  final AtomicLong now = new AtomicLong(FakeNode.GENESIS_TIME);
  private final WalletServer server;
  final FakeNode node;
  final Wallets wallets;
  private int nextCoin = 1;

  private TreasuryDesk(Path folder) {
    server = new WalletServer(folder, () -> Instant.ofEpochSecond(now.get()));
    node = server.node;
    wallets = server.wallets;
  }

  /// With everybody seated, and nothing paid in yet.
  static TreasuryDesk open(Path folder, String policy) {
    TreasuryDesk desk = new TreasuryDesk(folder);
    String setup = desk.makeSetup();
    ArrayNode seats = Json.array();
    Map<String, String> fingerprints = new LinkedHashMap<>();
    SIGNERS.forEach(name -> fingerprints.put(name, desk.fingerprint(name)));
    for (String name : desk.seats()) {
      JsonNode _ = desk.call(name, "importmultisigsetup", setup);
      ObjectNode seat =
          seats
              .addObject()
              .put("name", name)
              .put("key", desk.call(name, "gettreasurykey").asString());
      ArrayNode roles = seat.putArray("roles");
      if (SIGNERS.contains(name)) {
        seat.put("fingerprint", fingerprints.get(name));
        roles.add("proposer").add("approver").add("signer").add("admin");
      } else {
        roles.add(name);
      }
    }
    JsonNode _ = desk.call("ana", "createtreasury", "Treasury", setup, seats, json(policy));
    JsonNode file = desk.call("ana", "exporttreasury").get("file");
    for (String name : desk.seats()) {
      if (!name.equals("ana")) {
        JsonNode _ = desk.call(name, "jointreasury", file);
      }
    }
    return desk;
  }

  private String makeSetup() {
    ArrayNode cosigners = Json.array();
    for (String name : SIGNERS) {
      Wallet _ = wallets.create(name, WalletOptions.DEFAULT, NO_PASSPHRASE);
      cosigners.addObject().put("name", name).set("key", call(name, "getcosignerkey").get("key"));
    }
    for (String name : ROLES) {
      Wallet _ = wallets.create(name, new WalletOptions(true, true, false), NO_PASSPHRASE);
    }
    Wallet _ = wallets.create("nobody", WalletOptions.DEFAULT, NO_PASSPHRASE);
    return call("nobody", "createmultisigsetup", "Treasury", 2, cosigners)
        .get("descriptor")
        .asString();
  }

  List<String> seats() {
    return List.of("ana", "ben", "cleo", "proposer", "approver", "auditor", "admin");
  }

  String fingerprint(String name) {
    return call(name, "getcosignerkey").get("fingerprint").asString();
  }

  static JsonNode json(String text) {
    return new ObjectMapper().readTree(text.replace('\'', '"'));
  }

  JsonNode call(String wallet, String method, Object... parameters) {
    return server.call(wallet, method, parameters);
  }

  /// Pays coins in, each of 1 with its own address.
  void fund(int coins) {
    for (int i = 0; i < coins; i++) {
      pay(call("ana", "getnewaddress").asString(), 100_000_000L);
    }
    for (String name : seats()) {
      JsonNode _ = call(name, "getbalance");
    }
  }

  Transaction pay(String address, long sats) {
    Transaction tx =
        TestPayments.pay(
            List.of(TestPayments.foreignCoin(nextCoin++)), new TxOut(sats, server.script(address)));
    var _ = node.mine(List.of(tx));
    wallets.awaitEvents();
    return tx;
  }

  String propose(String seat, String amount, String options) {
    return call(
            seat,
            "createproposal",
            json("[{'%s':%s}]".formatted(PAYEE, amount)),
            json("{'fee_rate':5" + (options.isEmpty() ? "" : "," + options) + "}"))
        .get("id")
        .asString();
  }

  /// What each seat has said reaches every other, a second later.
  void travel() {
    now.incrementAndGet();
    for (String from : seats()) {
      JsonNode file = call(from, "exporttreasury", json("{'charter':false}")).get("file");
      for (String to : seats()) {
        if (!to.equals(from)) {
          JsonNode _ = call(to, "importtreasury", file);
        }
      }
    }
    now.incrementAndGet();
  }

  String state(String seat, String id) {
    return call(seat, "getproposal", id).get("state").asString();
  }

  byte[] file(String seat) {
    return Base64.getDecoder()
        .decode(call(seat, "exporttreasury", json("{'charter':false}")).get("file").asString());
  }

  @Override
  public void close() {
    server.close();
  }
}
