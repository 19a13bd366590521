package org.quantumcoin.node.rpc;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.node.script.Opcodes;
import org.quantumcoin.node.script.ScriptBuilder;
import tools.jackson.databind.JsonNode;

/// Builds an unsigned transaction from what a call gives (Core's `ConstructTransaction`).
public final class TxBuilder {
  private static final int VERSION = 2;

  /// The highest sequence number that says "replaceable" (BIP-0125).
  private static final int MAX_REPLACEABLE = 0xffff_fffd;

  /// Final but for the lock time.
  private static final int MAX_NOT_FINAL = 0xffff_fffe;

  private final Addresses addresses;

  public TxBuilder(Addresses addresses) {
    this.addresses = addresses;
  }

  /// Fails with an [RpcException] in Core's words.
  public Transaction build(
      JsonNode inputs, JsonNode outputs, JsonNode lockTime, JsonNode replaceable) {
    int lock = 0;
    if (!lockTime.isNull()) {
      long given = RpcCall.longInteger(lockTime);
      if (given < 0 || given > 0xffff_ffffL) {
        throw invalid("Invalid parameter, locktime out of range");
      }
      lock = (int) given;
    }
    boolean replace = replaceable.isNull() || replaceable.booleanValue();
    List<TxIn> ins = inputs(inputs, replace, lock != 0);
    Transaction tx = Transaction.create(VERSION, ins, outputs(outputs), lock);
    boolean asked = !replaceable.isNull() && replace;
    if (asked && !ins.isEmpty() && ins.stream().noneMatch(TxBuilder::signalsReplacement)) {
      throw invalid(
          "Invalid parameter combination: Sequence number(s) contradict replaceable option");
    }
    return tx;
  }

  private static boolean signalsReplacement(TxIn in) {
    return Integer.compareUnsigned(in.sequence(), MAX_REPLACEABLE) <= 0;
  }

  private static List<TxIn> inputs(JsonNode inputs, boolean replaceable, boolean locked) {
    List<TxIn> result = new ArrayList<>();
    for (JsonNode input : inputs) {
      if (!input.isObject()) {
        throw new RpcException(
            RpcErrorCode.TYPE_ERROR,
            "JSON value of type " + Json.typeName(input) + " is not of expected type object");
      }
      Txid txid = new Txid(RpcCall.hash(field(input, "txid"), "txid"));
      JsonNode index = field(input, "vout");
      if (!index.isNumber()) {
        throw invalid("Invalid parameter, missing vout key");
      }
      int vout = RpcCall.integer(index);
      if (vout < 0) {
        throw invalid("Invalid parameter, vout cannot be negative");
      }
      int sequence = replaceable ? MAX_REPLACEABLE : locked ? MAX_NOT_FINAL : TxIn.SEQUENCE_FINAL;
      JsonNode given = field(input, "sequence");
      if (given.isNumber()) {
        long number = RpcCall.longInteger(given);
        if (number < 0 || number > 0xffff_ffffL) {
          throw invalid("Invalid parameter, sequence number is out of range");
        }
        sequence = (int) number;
      }
      result.add(new TxIn(new OutPoint(txid, vout), Script.EMPTY, sequence));
    }
    return result;
  }

  private static JsonNode field(JsonNode object, String name) {
    JsonNode value = object.get(name);
    return value == null ? Json.nothing() : value;
  }

  /// One object with all outputs, or an array of objects with one each, which keeps their order.
  List<TxOut> outputs(JsonNode outputs) {
    List<TxOut> result = new ArrayList<>();
    Set<Script> seen = new HashSet<>();
    boolean[] hasData = new boolean[1];
    if (outputs.isObject()) {
      outputs.forEachEntry((name, value) -> add(result, seen, hasData, name, value));
      return result;
    }
    if (!outputs.isArray()) {
      throw outputs.isNull()
          ? invalid("Invalid parameter, output argument must be non-null")
          : new RpcException(
              RpcErrorCode.TYPE_ERROR,
              "JSON value of type " + Json.typeName(outputs) + " is not of expected type array");
    }
    for (JsonNode one : outputs) {
      if (!one.isObject()) {
        throw invalid("Invalid parameter, key-value pair not an object as expected");
      }
      if (one.size() != 1) {
        throw invalid("Invalid parameter, key-value pair must contain exactly one key");
      }
      for (Map.Entry<String, JsonNode> entry : one.properties()) {
        add(result, seen, hasData, entry.getKey(), entry.getValue());
      }
    }
    return result;
  }

  private void add(
      List<TxOut> to, Set<Script> seen, boolean[] hasData, String name, JsonNode value) {
    if (name.equals("data")) {
      if (hasData[0]) {
        throw invalid("Invalid parameter, duplicate key: data");
      }
      hasData[0] = true;
      byte[] data = RpcCall.bytes(value.isNumber() ? Json.string(value.asString()) : value, "Data");
      to.add(new TxOut(0, new ScriptBuilder().op(Opcodes.OP_RETURN).push(data).build()));
      return;
    }
    Optional<Script> script = addresses.script(name);
    if (script.isEmpty()) {
      throw new RpcException(
          RpcErrorCode.INVALID_ADDRESS_OR_KEY, "Invalid Bitcoin address: " + name);
    }
    if (!seen.add(script.get())) {
      throw invalid("Invalid parameter, duplicated address: " + name);
    }
    to.add(new TxOut(Json.amountFrom(value), script.get()));
  }

  private static RpcException invalid(String message) {
    return new RpcException(RpcErrorCode.INVALID_PARAMETER, message);
  }
}
