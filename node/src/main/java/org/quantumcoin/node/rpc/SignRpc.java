package org.quantumcoin.node.rpc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.mempool.Mempool;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.primitives.Amount;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.script.ScriptAsm;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.node.script.Wif;
import org.quantumcoin.node.script.sign.KeyStore;
import org.quantumcoin.node.script.sign.ScriptSatisfier;
import org.quantumcoin.node.script.sign.TransactionSigner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `signrawtransactionwithkey`: signs with keys that the call brings along.
public final class SignRpc {
  /// Core shows so much of a script in `CTxOut::ToString`.
  private static final int SHOWN_SCRIPT_CHARS = 30;

  private final ChainManager chain;
  private final Mempool pool;
  private final AddressPrefixes prefixes;

  SignRpc(ChainManager chain, Mempool pool) {
    this.chain = chain;
    this.pool = pool;
    this.prefixes = chain.params().addresses();
  }

  RpcMethod method() {
    return RpcMethod.of("signrawtransactionwithkey", RpcCategory.RAWTRANSACTIONS)
        .help(
            """
            Sign inputs for raw transaction (serialized, hex-encoded).
            The second argument is an array of base58-encoded private keys that will be the only keys used to sign the transaction.
            The third optional argument (may be null) is an array of previous transaction outputs that
            this transaction depends on but may not yet be in the block chain.\
            """)
        .param(RpcParam.required("hexstring", RpcType.STRING, "The transaction hex string"))
        .param(
            RpcParam.required(
                    "privkeys", RpcType.ARRAY, "The base58-encoded private keys for signing")
                .shownAs("[\"privatekey\",...]"))
        .param(
            RpcParam.optional(
                    "prevtxs", RpcType.ARRAY, "", "The previous dependent transaction outputs")
                .shownAs(
                    "[{\"txid\":\"hex\",\"vout\":n,\"scriptPubKey\":\"hex\",\"redeemScript\":\"hex\",\"witnessScript\":\"hex\",\"amount\":amount},...]"))
        .param(
            RpcParam.optional(
                "sighashtype",
                RpcType.STRING,
                "\"DEFAULT\" for Taproot, \"ALL\" otherwise",
                "The signature hash type: DEFAULT, ALL, NONE, SINGLE, and the last three with |ANYONECANPAY"))
        .result("{ \"hex\", \"complete\", \"errors\" }    (json object)")
        .example("\"myhex\" \"[\\\"key1\\\",\\\"key2\\\"]\"")
        .handler(this::sign);
  }

  private JsonNode sign(RpcCall call) {
    Transaction tx =
        RawTxRpc.parse(call.get(0), "TX decode failed. Make sure the tx has at least one input.");
    try (KeyStore keys = new KeyStore()) {
      for (JsonNode key : call.get(1)) {
        keys.addKey(secret(RpcCall.string(key)));
      }
      return sign(
          tx, coins(tx), keys, ScriptSatisfier.NONE, call.get(2), call.get(3), chain.params());
    }
  }

  /// Signs with given keys, as the reply tells it.
  ///
  /// @param coins what the inputs spend, as far as it is known; `previous` adds to it
  /// @param previous the call's `prevtxs`, or null
  /// @param hashType the call's `sighashtype`, or null
  public static JsonNode sign(
      Transaction tx,
      Map<OutPoint, TxOut> coins,
      KeyStore keys,
      ScriptSatisfier satisfier,
      JsonNode previous,
      JsonNode hashType,
      NetworkParams params) {
    Map<OutPoint, TxOut> known = new HashMap<>(coins);
    for (JsonNode each : previous) {
      addPrevious(each, known, keys);
    }
    List<Optional<TxOut>> spent = new ArrayList<>();
    for (TxIn input : tx.inputs()) {
      spent.add(Optional.ofNullable(known.get(input.prevout())));
    }
    TransactionSigner.Result signed =
        TransactionSigner.sign(tx, spent, keys, satisfier, SighashNames.parse(hashType));
    refuseMissingAmount(signed, known, params);
    return result(signed);
  }

  private SecretKey secret(String text) {
    return Wif.decode(text, prefixes)
        .orElseThrow(
            () -> new RpcException(RpcErrorCode.INVALID_ADDRESS_OR_KEY, "Invalid private key"));
  }

  /// The coins that the inputs spend, as far as chain and mempool know them.
  private Map<OutPoint, TxOut> coins(Transaction tx) {
    Map<OutPoint, TxOut> found = new HashMap<>();
    for (TxIn input : tx.inputs()) {
      TxOut out = pool.output(input.prevout());
      if (out != null) {
        found.put(input.prevout(), out);
      }
    }
    Map<OutPoint, TxOut> inChain =
        Waiting.on(
            chain.onWriter(view -> {
              Map<OutPoint, TxOut> coins = new HashMap<>();
              for (TxIn input : tx.inputs()) {
                Coin coin = view.coins().get(input.prevout());
                if (coin != null) {
                  coins.put(input.prevout(), coin.out());
                }
              }
              return coins;
            }));
    found.putAll(inChain);
    return found;
  }

  /// One of `prevtxs` (Core's `ParsePrevouts`).
  private static void addPrevious(JsonNode previous, Map<OutPoint, TxOut> coins, KeyStore keys) {
    if (!previous.isObject()) {
      throw new RpcException(
          RpcErrorCode.DESERIALIZATION_ERROR,
          "expected object with {\"txid'\",\"vout\",\"scriptPubKey\"}");
    }
    // All are looked at before any is used, in the order of their names.
    JsonNode scriptHex = member(previous, "scriptPubKey", "string");
    JsonNode id = member(previous, "txid", "string");
    JsonNode index = member(previous, "vout", "number");
    Txid txid = new Txid(RpcCall.hash(id, "txid"));
    int vout = RpcCall.integer(index);
    if (vout < 0) {
      throw new RpcException(RpcErrorCode.DESERIALIZATION_ERROR, "vout cannot be negative");
    }
    OutPoint outpoint = new OutPoint(txid, vout);
    Script script = Script.of(RpcCall.bytes(scriptHex, "scriptPubKey"));
    TxOut known = coins.get(outpoint);
    if (known != null && !known.script().equals(script)) {
      throw new RpcException(
          RpcErrorCode.DESERIALIZATION_ERROR,
          "Previous output scriptPubKey mismatch:\n%s\nvs:\n%s"
              .formatted(ScriptAsm.format(known.script()), ScriptAsm.format(script)));
    }
    JsonNode amount = previous.get("amount");
    long value = amount == null ? TransactionSigner.UNKNOWN_AMOUNT : Json.amountFrom(amount);
    coins.put(outpoint, new TxOut(value, script));
    addScripts(previous, script, keys);
  }

  private static void addScripts(JsonNode previous, Script script, KeyStore keys) {
    boolean byHash = ScriptTemplates.isPayToScriptHash(script);
    boolean byWitnessHash = ScriptTemplates.witnessVersion(script) == 0 && script.length() == 34;
    if (!byHash && !byWitnessHash) {
      return;
    }
    Optional<Script> redeem = script(previous, "redeemScript");
    Optional<Script> witness = script(previous, "witnessScript");
    if (redeem.isEmpty() && witness.isEmpty()) {
      throw new RpcException(RpcErrorCode.INVALID_PARAMETER, "Missing redeemScript/witnessScript");
    }
    Script inner = witness.orElseGet(() -> redeem.orElseThrow());
    keys.addScriptAndItsWitnessForm(inner);
    Script wrapped = ScriptTemplates.payToWitnessScriptHash(inner);
    boolean fits =
        byHash
            ? script.equals(ScriptTemplates.payToScriptHash(inner))
                || script.equals(ScriptTemplates.payToScriptHash(wrapped))
            : script.equals(wrapped);
    boolean agree =
        redeem.isEmpty()
            || witness.isEmpty()
            || redeem.get().equals(inner)
            || redeem.get().equals(wrapped);
    if (!agree) {
      throw new RpcException(
          RpcErrorCode.INVALID_PARAMETER, "redeemScript does not correspond to witnessScript");
    }
    if (!fits) {
      throw new RpcException(
          RpcErrorCode.INVALID_PARAMETER, "redeemScript/witnessScript does not match scriptPubKey");
    }
  }

  private static Optional<Script> script(JsonNode previous, String name) {
    JsonNode value = previous.get(name);
    return value == null || value.isNull()
        ? Optional.empty()
        : Optional.of(Script.of(RpcCall.bytes(value, name)));
  }

  private static JsonNode member(JsonNode object, String name, String type) {
    JsonNode value = object.get(name);
    if (value == null) {
      throw new RpcException(RpcErrorCode.TYPE_ERROR, "Missing " + name);
    }
    String actual = Json.typeName(value);
    if (!actual.equals(type)) {
      throw new RpcException(
          RpcErrorCode.TYPE_ERROR,
          "JSON value of type %s for field %s is not of expected type %s"
              .formatted(actual, name, type));
    }
    return value;
  }

  /// What the caller forgot to say is an error of the call, not of the input.
  private static void refuseMissingAmount(
      TransactionSigner.Result signed, Map<OutPoint, TxOut> coins, NetworkParams params) {
    signed
        .errors()
        .forEach((index, message) -> {
          TxOut out = coins.get(signed.tx().inputs().get(index).prevout());
          if (out != null && message.equals("Missing amount")) {
            String script = out.script().toHex();
            throw new RpcException(
                RpcErrorCode.TYPE_ERROR,
                "Missing amount for CTxOut(nValue=%s, scriptPubKey=%s)"
                    .formatted(
                        Amount.format(params.consensus().maxMoney()),
                        script.substring(0, Math.min(script.length(), SHOWN_SCRIPT_CHARS))));
          }
        });
  }

  private static JsonNode result(TransactionSigner.Result signed) {
    ObjectNode json = Json.object();
    json.put("hex", Hex.encode(signed.tx().toBytes()));
    json.put("complete", signed.isComplete());
    if (signed.isComplete()) {
      return json;
    }
    ArrayNode errors = Json.array();
    signed
        .errors()
        .forEach((index, message) -> {
          TxIn input = signed.tx().inputs().get(index);
          ArrayNode witness = Json.array();
          for (int i = 0; i < input.witness().size(); i++) {
            witness.add(input.witness().itemHex(i));
          }
          ObjectNode error = Json.object();
          error.put("txid", input.prevout().txid().toString());
          error.put("vout", input.prevout().indexUnsigned());
          error.set("witness", witness);
          error.put("scriptSig", input.scriptSig().toHex());
          error.put("sequence", input.sequenceUnsigned());
          errors.add(error.put("error", message));
        });
    return json.set("errors", errors);
  }
}
