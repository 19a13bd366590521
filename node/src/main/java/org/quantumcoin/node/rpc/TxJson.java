package org.quantumcoin.node.rpc;

import java.util.List;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Witness;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.node.script.InferredDescriptor;
import org.quantumcoin.node.script.ScriptAsm;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.node.script.TxoutType;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Transactions and scripts as results show them (Core's `TxToUniv` and `ScriptToUniv`).
public final class TxJson {
  private final Addresses addresses;

  public TxJson(Addresses addresses) {
    this.addresses = addresses;
  }

  Addresses addresses() {
    return addresses;
  }

  /// An output script with everything that is known of it.
  public ObjectNode script(Script script) {
    return addScript(Json.object(), script, true);
  }

  ObjectNode addScript(ObjectNode to, Script script, boolean withHex) {
    to.put("asm", ScriptAsm.format(script));
    to.put("desc", InferredDescriptor.of(script, addresses));
    if (withHex) {
      to.put("hex", script.toHex());
    }
    TxoutType type = ScriptTemplates.solve(script).type();
    addresses.encode(script).ifPresent(address -> to.put("address", address));
    return to.put("type", type.text());
  }

  /// The transaction alone.
  public ObjectNode transaction(Transaction tx) {
    return addTransaction(Json.object(), tx, List.of(), false);
  }

  /// @param spent the coins that its inputs spend, in their order; empty when they are not known,
  ///   and then there is no fee
  /// @param withPrevouts whether each input shows the coin it spends
  ObjectNode addTransaction(ObjectNode to, Transaction tx, List<Coin> spent, boolean withPrevouts) {
    to.put("txid", tx.txid().toString());
    to.put("hash", tx.wtxid().toString());
    to.put("version", Integer.toUnsignedLong(tx.version()));
    to.put("size", tx.totalSize());
    to.put("vsize", tx.virtualSize());
    to.put("weight", tx.weight());
    to.put("locktime", tx.lockTimeUnsigned());
    ArrayNode inputs = Json.array();
    for (int i = 0; i < tx.inputs().size(); i++) {
      ObjectNode input = input(tx.inputs().get(i), tx.isCoinbase());
      if (withPrevouts && !spent.isEmpty()) {
        input.set("prevout", prevout(spent.get(i)));
      }
      inputs.add(input.put("sequence", tx.inputs().get(i).sequenceUnsigned()));
    }
    to.set("vin", inputs);
    ArrayNode outputs = Json.array();
    for (int i = 0; i < tx.outputs().size(); i++) {
      outputs.add(output(tx.outputs().get(i), i));
    }
    to.set("vout", outputs);
    if (!spent.isEmpty()) {
      to.set("fee", Json.amount(fee(tx, spent)));
    }
    return to.put("hex", Hex.encode(tx.toBytes()));
  }

  static long fee(Transaction tx, List<Coin> spent) {
    long fee = 0;
    for (Coin coin : spent) {
      fee = Math.addExact(fee, coin.out().value());
    }
    for (TxOut out : tx.outputs()) {
      fee = Math.subtractExact(fee, out.value());
    }
    return fee;
  }

  private static ObjectNode input(TxIn in, boolean coinbase) {
    ObjectNode input = Json.object();
    if (coinbase) {
      input.put("coinbase", in.scriptSig().toHex());
    } else {
      input.put("txid", in.prevout().txid().toString());
      input.put("vout", Integer.toUnsignedLong(in.prevout().index()));
      input.set(
          "scriptSig",
          Json.object()
              .put("asm", ScriptAsm.formatWithHashTypes(in.scriptSig()))
              .put("hex", in.scriptSig().toHex()));
    }
    Witness witness = in.witness();
    if (!witness.isEmpty()) {
      ArrayNode items = Json.array();
      for (int i = 0; i < witness.size(); i++) {
        items.add(witness.itemHex(i));
      }
      input.set("txinwitness", items);
    }
    return input;
  }

  private ObjectNode prevout(Coin coin) {
    ObjectNode prevout = Json.object();
    prevout.put("generated", coin.coinbase());
    prevout.put("height", coin.height());
    prevout.set("value", Json.amount(coin.out().value()));
    prevout.set("scriptPubKey", script(coin.out().script()));
    return prevout;
  }

  private ObjectNode output(TxOut out, int index) {
    ObjectNode output = Json.object();
    output.set("value", Json.amount(out.value()));
    output.put("n", index);
    output.set("scriptPubKey", script(out.script()));
    return output;
  }
}
