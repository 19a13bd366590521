package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.WALLET;

import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcException;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.Wallets;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.psbt.PsbtException;
import org.quantumcoin.wallet.psbt.role.Extractor;
import org.quantumcoin.wallet.psbt.role.Signer;
import org.quantumcoin.wallet.token.TokenDescription;
import org.quantumcoin.wallet.token.TokenKey;
import org.quantumcoin.wallet.token.TokenSession;
import org.quantumcoin.wallet.token.TokenSigner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Methods of keys on tokens (PKCS #11): `listtokens`, `newtokenkey`, `listtokenkeys`,
/// `signwithtoken`.
final class TokenRpc {
  private final TokenCalls tokens;
  private final Wallets wallets;

  TokenRpc(TokenCalls tokens, Wallets wallets) {
    this.tokens = tokens;
    this.wallets = wallets;
  }

  void register(RpcRegistry registry) {
    RpcParam token =
        RpcParam.required("token", RpcType.STRING, "The label or serial number of the token");
    RpcParam pin =
        RpcParam.required(
            "pin", RpcType.STRING, "Its PIN; empty where the reader has keys of its own");
    registry.add(
        RpcMethod.of("listtokens", WALLET)
            .help("Lists the tokens that are there.")
            .result(
                "[ { \"label\", \"serial\", \"manufacturer\", \"model\", \"pinpad\" }, ... ]    (json array)")
            .example("")
            .handler(TokenCalls.guarded(_ -> list())));
    registry.add(
        RpcMethod.of("newtokenkey", WALLET)
            .help(
                "Makes a key on a token, which it never leaves, and tells how it is written in a descriptor.\nA token derives no keys: the one key stands for its seat at every address.")
            .param(token)
            .param(pin)
            .param(RpcParam.required("label", RpcType.STRING, "A name for the key"))
            .result("{ \"label\", \"pubkey\", \"fingerprint\", \"expression\" }    (json object)")
            .example("\"seat 3\" \"1234\" \"treasury\"")
            .handler(
                TokenCalls.guarded(call ->
                    with(call, 0, 1, session -> describe(session.makeKey(call.string(2)))))));
    registry.add(
        RpcMethod.of("listtokenkeys", WALLET)
            .help("Lists the keys on a token that can sign.")
            .param(token)
            .param(pin)
            .result(
                "[ { \"label\", \"pubkey\", \"fingerprint\", \"expression\" }, ... ]    (json array)")
            .example("\"seat 3\" \"1234\"")
            .handler(TokenCalls.guarded(call -> with(call, 0, 1, TokenRpc::keys))));
    registry.add(
        RpcMethod.of("signwithtoken", WALLET)
            .help(
                "Signs a PSBT by the keys of a token. Scripts come from the PSBT: let the wallet that watches the multisig update it first (walletprocesspsbt).\n"
                    + "A key that is a seat of a treasury, of which a loaded wallet is a seat too, signs by signproposal only.")
            .param(RpcParam.required("psbt", RpcType.STRING, "The PSBT base64 string"))
            .param(token)
            .param(pin)
            .param(
                RpcParam.optional(
                    "finalize", RpcType.BOOLEAN, "true", "Also finalize inputs if possible"))
            .result(
                "{ \"psbt\", \"complete\", \"signed\": n, \"missing\": [\"pubkey\",...], \"hex\" }    (json object)")
            .example("\"psbt\" \"seat 3\" \"1234\"")
            .handler(TokenCalls.guarded(this::sign)));
  }

  private <T> T with(RpcCall call, int token, int pin, Function<TokenSession, T> work) {
    return tokens.with(call.string(token), call.string(pin), work);
  }

  private JsonNode list() {
    ArrayNode list = Json.array();
    for (TokenDescription each : tokens.library().tokens()) {
      list.add(
          Json.object()
              .put("label", each.label())
              .put("serial", each.serial())
              .put("manufacturer", each.manufacturer())
              .put("model", each.model())
              .put("pinpad", each.pinPad()));
    }
    return list;
  }

  private static JsonNode describe(TokenKey key) {
    return Json.object()
        .put("label", key.label())
        .put("pubkey", Hex.encode(key.publicKey().toBytes()))
        .put("fingerprint", key.origin().fingerprintHex())
        .put("expression", key.expression());
  }

  private static JsonNode keys(TokenSession session) {
    ArrayNode list = Json.array();
    session.keys().forEach(key -> list.add(describe(key)));
    return list;
  }

  /// A treasury's policy would be worth nothing if its seats could be made to sign by another way.
  private void expectNoSeat(TokenKey key) {
    Optional<String> refusal = Optional.empty();
    for (Wallet wallet : wallets.list()) {
      Optional<String> each =
          wallet.locked(() ->
              wallet.treasury().flatMap(treasury -> treasury.refusalOfToken(key.publicKey())));
      refusal = refusal.or(() -> each);
    }
    refusal.ifPresent(why -> {
      throw new RpcException(RpcErrorCode.WALLET_ERROR, why);
    });
  }

  private JsonNode sign(RpcCall call) {
    Psbt psbt = PsbtRpc.decode(call.get(0));
    boolean finish = call.bool(3, true);
    Signer.Result signed =
        with(call, 1, 2, session -> TokenSigner.sign(session, psbt, finish, this::expectNoSeat));
    NavigableSet<ByteString> missing = new TreeSet<>();
    int count = 0;
    for (Signer.InputReport report : signed.inputs()) {
      count += report.added().size();
      if (!report.complete()) {
        missing.addAll(report.missing());
      }
      report
          .refusal()
          .ifPresent(reason -> {
            throw new RpcException(RpcErrorCode.WALLET_ERROR, reason);
          });
    }
    ObjectNode result =
        Json.object()
            .put("psbt", signed.psbt().toBase64())
            .put("complete", signed.isComplete())
            .put("signed", count);
    ArrayNode list = result.putArray("missing");
    missing.forEach(key -> list.add(Hex.encode(key.toBytes())));
    if (signed.isComplete() && finish) {
      try {
        result.put("hex", Hex.encode(Extractor.extract(signed.psbt()).toBytes()));
      } catch (PsbtException e) {
        throw new RpcException(RpcErrorCode.WALLET_ERROR, String.valueOf(e.getMessage()));
      }
    }
    return result;
  }
}
