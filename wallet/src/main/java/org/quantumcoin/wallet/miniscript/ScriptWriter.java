package org.quantumcoin.wallet.miniscript;

import static org.quantumcoin.node.script.Opcodes.*;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;
import org.quantumcoin.node.crypto.Hash160;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.script.ScriptBuilder;

/// Writes an expression's script from left to right (BIP-0379, "Translation table").
final class ScriptWriter {
  /// What is still to be written: an operation, or a part, of which it is known whether it has to
  /// verify its result. Where it has, its last operation is replaced by the form that verifies.
  private sealed interface Pending {
    record Operation(int opcode) implements Pending {}

    record Constant(int value) implements Pending {}

    record Part(Miniscript node, boolean verify) implements Pending {}
  }

  private final IntFunction<byte[]> keyBytes;
  private final ScriptBuilder out = new ScriptBuilder();
  private final Deque<Pending> pending = new ArrayDeque<>();

  ScriptWriter(IntFunction<byte[]> keyBytes) {
    this.keyBytes = keyBytes;
  }

  Script write(Miniscript root) {
    pending.push(new Pending.Part(root, false));
    while (!pending.isEmpty()) {
      switch (pending.pop()) {
        case Pending.Operation(int opcode) -> out.op(opcode);
        case Pending.Constant(int value) -> out.number(value);
        case Pending.Part(Miniscript node, boolean verify) -> write(node, verify);
      }
    }
    return out.build();
  }

  private void write(Miniscript node, boolean verify) {
    List<Miniscript> subs = node.subs();
    switch (node.fragment()) {
      case JUST_0 -> out.op(OP_0);
      case JUST_1 -> out.op(OP_1);
      case PK_K -> out.push(keyBytes.apply(node.keys().getFirst()));
      case PK_H -> {
        byte[] keyHash = Hash160.hash(keyBytes.apply(node.keys().getFirst()));
        out.op(OP_DUP).op(OP_HASH160).push(keyHash).op(OP_EQUALVERIFY);
      }
      case OLDER -> out.number(node.k()).op(OP_CHECKSEQUENCEVERIFY);
      case AFTER -> out.number(node.k()).op(OP_CHECKLOCKTIMEVERIFY);
      case SHA256 -> hash(OP_SHA256, node, verify);
      case HASH256 -> hash(OP_HASH256, node, verify);
      case RIPEMD160 -> hash(OP_RIPEMD160, node, verify);
      case HASH160 -> hash(OP_HASH160, node, verify);
      case MULTI -> multi(node, verify);
      case MULTI_A -> multiA(node, verify);
      case THRESH -> thresh(node, verify);
      case WRAP_A -> next(op(OP_TOALTSTACK), part(subs.get(0)), op(OP_FROMALTSTACK));
      case WRAP_S -> next(op(OP_SWAP), new Pending.Part(subs.get(0), verify));
      case WRAP_C -> next(part(subs.get(0)), op(verify ? OP_CHECKSIGVERIFY : OP_CHECKSIG));
      case WRAP_D -> next(op(OP_DUP), op(OP_IF), part(subs.get(0)), op(OP_ENDIF));
      case WRAP_V -> {
        Pending.Part inner = new Pending.Part(subs.get(0), true);
        if (subs.get(0).type().has("x")) {
          next(inner, op(OP_VERIFY));
        } else {
          next(inner);
        }
      }
      case WRAP_J ->
          next(op(OP_SIZE), op(OP_0NOTEQUAL), op(OP_IF), part(subs.get(0)), op(OP_ENDIF));
      case WRAP_N -> next(part(subs.get(0)), op(OP_0NOTEQUAL));
      case AND_V -> next(part(subs.get(0)), new Pending.Part(subs.get(1), verify));
      case AND_B -> next(part(subs.get(0)), part(subs.get(1)), op(OP_BOOLAND));
      case OR_B -> next(part(subs.get(0)), part(subs.get(1)), op(OP_BOOLOR));
      case OR_C -> next(part(subs.get(0)), op(OP_NOTIF), part(subs.get(1)), op(OP_ENDIF));
      case OR_D ->
          next(part(subs.get(0)), op(OP_IFDUP), op(OP_NOTIF), part(subs.get(1)), op(OP_ENDIF));
      case OR_I -> next(op(OP_IF), part(subs.get(0)), op(OP_ELSE), part(subs.get(1)), op(OP_ENDIF));
      case ANDOR ->
          next(
              part(subs.get(0)),
              op(OP_NOTIF),
              part(subs.get(2)),
              op(OP_ELSE),
              part(subs.get(1)),
              op(OP_ENDIF));
    }
  }

  private static Pending op(int opcode) {
    return new Pending.Operation(opcode);
  }

  private static Pending part(Miniscript node) {
    return new Pending.Part(node, false);
  }

  private void next(Pending... items) {
    for (Pending item : Arrays.asList(items).reversed()) {
      pending.push(item);
    }
  }

  private void hash(int opcode, Miniscript node, boolean verify) {
    out.op(OP_SIZE).number(32).op(OP_EQUALVERIFY).op(opcode).push(node.hash());
    out.op(verify ? OP_EQUALVERIFY : OP_EQUAL);
  }

  private void multi(Miniscript node, boolean verify) {
    out.number(node.k());
    node.keys().forEach(key -> out.push(keyBytes.apply(key)));
    out.number(node.keys().size()).op(verify ? OP_CHECKMULTISIGVERIFY : OP_CHECKMULTISIG);
  }

  private void multiA(Miniscript node, boolean verify) {
    int opcode = OP_CHECKSIG;
    for (int key : node.keys()) {
      out.push(keyBytes.apply(key)).op(opcode);
      opcode = OP_CHECKSIGADD;
    }
    out.number(node.k()).op(verify ? OP_NUMEQUALVERIFY : OP_NUMEQUAL);
  }

  private void thresh(Miniscript node, boolean verify) {
    pending.push(op(verify ? OP_EQUALVERIFY : OP_EQUAL));
    pending.push(new Pending.Constant(node.k()));
    List<Miniscript> backwards = node.subs().reversed();
    for (Miniscript sub : backwards.subList(0, backwards.size() - 1)) {
      pending.push(op(OP_ADD));
      pending.push(part(sub));
    }
    pending.push(part(backwards.getLast()));
  }
}
