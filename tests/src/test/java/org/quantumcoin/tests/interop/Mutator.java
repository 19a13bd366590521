package org.quantumcoin.tests.interop;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.script.Opcodes;
import org.quantumcoin.node.script.ScriptCursor;

/// Damages transactions that were good, one thing at a time. Not all damage makes them invalid.
final class Mutator {
  private static final BigInteger ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

  private final Chance chance;

  Mutator(Chance chance) {
    this.chance = chance;
  }

  /// Changes the draft and says what was done.
  String mutate(TxDraft tx) {
    TxDraft.Input input = chance.of(tx.inputs);
    return switch (chance.below(10)) {
      case 0 -> tx.outputs.isEmpty() ? "none" : shape(tx, input);
      case 1, 2, 3 -> signature(input);
      default -> {
        boolean witness = !input.witness.isEmpty();
        if (input.scriptSig.length > 0 && (!witness || chance.percent(30))) {
          yield scriptSig(input);
        }
        yield witness ? witness(input) : extra(input);
      }
    };
  }

  /// One bit, one byte more or one byte less.
  byte[] bytes(byte[] from) {
    if (from.length == 0) {
      return chance.bytes(1);
    }
    int at = chance.below(from.length);
    ByteWriter out = new ByteWriter();
    out.writeBytes(from, 0, at);
    switch (chance.below(4)) {
      case 0 -> out.writeBytes(chance.bytes(1)).writeBytes(from, at, from.length - at);
      case 1 -> out.writeBytes(from, at + 1, from.length - at - 1);
      case 2 -> out.writeByte(chance.below(256)).writeBytes(from, at + 1, from.length - at - 1);
      default ->
          out.writeByte(from[at] ^ (1 << chance.below(8)))
              .writeBytes(from, at + 1, from.length - at - 1);
    }
    return out.toByteArray();
  }

  private String shape(TxDraft tx, TxDraft.Input input) {
    switch (chance.below(9)) {
      case 0 -> {
        input.sequence = chance.of(0, 1, 2, -1, -2, 0x00400001, 0x0000ffff, Integer.MIN_VALUE);
        return "sequence";
      }
      case 1 -> {
        tx.lockTime = chance.of(0, 1, 100_000, 500_000_000, -1);
        return "lock time";
      }
      case 2 -> {
        tx.version = chance.of(0, 1, 2, 3, -1);
        return "version";
      }
      case 3 -> {
        amount(tx);
        return "amount";
      }
      case 4 -> {
        tx.outputs.add(new TxOut(chance.below(1000), BlockMaker.ANYONE));
        return "output added";
      }
      case 5 -> {
        tx.outputs.removeLast();
        return "output dropped";
      }
      case 6 -> {
        input.prevout = new OutPoint(input.prevout.txid(), input.prevout.index() + 5_000);
        return "unknown coin";
      }
      case 7 -> {
        tx.inputs.add(input);
        return "input twice";
      }
      default -> {
        tx.inputs.add(tx.inputs.removeFirst());
        Collections.reverse(tx.outputs);
        return "order";
      }
    }
  }

  private void amount(TxDraft tx) {
    int at = chance.below(tx.outputs.size());
    TxOut old = tx.outputs.get(at);
    long value =
        switch (chance.below(5)) {
          case 0 -> -1;
          case 1 -> 2_100_000_000_000_001L;
          case 2 -> old.value() + 100_000_000;
          default -> old.value() + chance.between(-10, 10);
        };
    tx.outputs.set(at, new TxOut(value, old.script()));
  }

  private String scriptSig(TxDraft.Input input) {
    List<byte[]> operations = operations(input.scriptSig);
    if (operations.isEmpty() || chance.percent(25)) {
      input.scriptSig = bytes(input.scriptSig);
      return "scriptSig byte";
    }
    if (chance.percent(20)) {
      operations.add(
          chance.below(operations.size() + 1),
          new byte[] {(byte) chance.of(Opcodes.OP_NOP, Opcodes.OP_DUP, Opcodes.OP_RESERVED)});
      input.scriptSig = joined(operations);
      return "scriptSig operation";
    }
    if (chance.percent(20)) {
      int at = chance.below(operations.size());
      operations.set(at, longerPush(operations.get(at)));
      input.scriptSig = joined(operations);
      return "scriptSig longer push";
    }
    rearrange(operations);
    input.scriptSig = joined(operations);
    return "scriptSig elements";
  }

  /// The operations one by one, each with its data; nothing for a script that cannot be read.
  private static List<byte[]> operations(byte[] script) {
    List<byte[]> operations = new ArrayList<>();
    ScriptCursor cursor = new ScriptCursor(Script.of(script));
    int before = 0;
    while (cursor.next()) {
      byte[] data = cursor.dataLength() > 0 ? cursor.data() : new byte[0];
      int size = operationLength(cursor.opcode(), data.length);
      operations.add(Arrays.copyOfRange(script, before, before + size));
      before += size;
    }
    return cursor.isBroken() ? new ArrayList<>() : operations;
  }

  private static int operationLength(int opcode, int data) {
    return switch (opcode) {
      case Opcodes.OP_PUSHDATA1 -> 2 + data;
      case Opcodes.OP_PUSHDATA2 -> 3 + data;
      case Opcodes.OP_PUSHDATA4 -> 5 + data;
      default -> 1 + data;
    };
  }

  private static byte[] joined(List<byte[]> operations) {
    ByteWriter out = new ByteWriter();
    operations.forEach(out::writeBytes);
    return out.toByteArray();
  }

  /// The same data by an operation made for more; small numbers become data.
  private static byte[] longerPush(byte[] operation) {
    int opcode = operation[0] & 0xff;
    ByteWriter out = new ByteWriter();
    if (opcode < Opcodes.OP_PUSHDATA1) {
      return out.writeByte(Opcodes.OP_PUSHDATA1).writeBytes(operation).toByteArray();
    }
    if (opcode == Opcodes.OP_PUSHDATA1) {
      out.writeByte(Opcodes.OP_PUSHDATA2).writeByte(operation[1]).writeByte(0);
      return out.writeBytes(operation, 2, operation.length - 2).toByteArray();
    }
    boolean number = opcode > Opcodes.OP_RESERVED && opcode <= Opcodes.OP_16;
    return number ? new byte[] {1, (byte) (opcode - Opcodes.OP_RESERVED)} : operation;
  }

  private String witness(TxDraft.Input input) {
    if (chance.percent(10)) {
      return extra(input);
    }
    int last = input.witness.size() - 1;
    if (chance.percent(20) && last > 0) {
      input.witness.set(last, control(input.witness.get(last)));
      return "last item of witness";
    }
    if (chance.percent(50)) {
      int at = chance.below(input.witness.size());
      input.witness.set(at, bytes(input.witness.get(at)));
      return "witness byte";
    }
    rearrange(input.witness);
    return "witness items";
  }

  /// Of a control block: parity or leaf version, length, a byte of key or path.
  private byte[] control(byte[] item) {
    return switch (chance.below(5)) {
      case 0 -> flipped(item, 1);
      case 1 -> flipped(item, 2 << chance.below(7));
      case 2 -> Arrays.copyOf(item, item.length + chance.of(1, 32));
      case 3 -> Arrays.copyOf(item, Math.max(0, item.length - chance.of(1, 32)));
      default -> bytes(item);
    };
  }

  private static byte[] flipped(byte[] item, int bits) {
    byte[] changed = item.clone();
    if (changed.length > 0) {
      changed[0] ^= (byte) bits;
    }
    return changed;
  }

  private void rearrange(List<byte[]> elements) {
    int at = chance.below(elements.size());
    switch (chance.below(5)) {
      case 0 -> elements.remove(at);
      case 1 -> elements.add(at, elements.get(at));
      case 2 -> Collections.swap(elements, at, chance.below(elements.size()));
      case 3 -> elements.set(at, new byte[at % 2]);
      default -> elements.addFirst(new byte[] {0});
    }
  }

  /// Something where nothing belongs, or nothing where something does.
  private String extra(TxDraft.Input input) {
    if (chance.percent(40)) {
      input.witness.add(chance.bytes(chance.below(3)));
      return "witness added";
    }
    if (chance.percent(30)) {
      input.witness = new ArrayList<>();
      input.scriptSig = new byte[0];
      return "nothing left";
    }
    byte[] push = ScriptWriter.minimalPush(chance.bytes(chance.below(3)));
    input.scriptSig = joined(List.of(push, input.scriptSig));
    return "scriptSig added";
  }

  private String signature(TxDraft.Input input) {
    for (int i = 0; i < input.witness.size(); i++) {
      byte[] item = input.witness.get(i);
      if (isDer(item)) {
        input.witness.set(i, der(item));
        return "DER signature";
      }
      if (item.length == 64 || item.length == 65) {
        input.witness.set(i, schnorr(item));
        return "Schnorr signature";
      }
    }
    List<byte[]> operations = operations(input.scriptSig);
    for (int i = 0; i < operations.size(); i++) {
      byte[] operation = operations.get(i);
      byte[] data = Arrays.copyOfRange(operation, 1, operation.length);
      if (isDer(data)) {
        operations.set(i, ScriptWriter.minimalPush(der(data)));
        input.scriptSig = joined(operations);
        return "DER signature";
      }
    }
    return "none";
  }

  private static boolean isDer(byte[] item) {
    return item.length >= 60
        && item.length <= 73
        && item[0] == 0x30
        && item[1] == item.length - 3
        && item[2] == 2;
  }

  private byte[] schnorr(byte[] signature) {
    return switch (chance.below(5)) {
      case 0 -> Arrays.copyOf(signature, 65);
      case 1 -> Arrays.copyOf(signature, 64);
      case 2 -> Arrays.copyOf(signature, chance.of(0, 1, 63, 66));
      case 3 -> {
        byte[] typed = Arrays.copyOf(signature, 65);
        typed[64] = (byte) chance.of(0, 1, 2, 3, 4, 0x80, 0x81, 0x82, 0x83, 0x84, 0xff);
        yield typed;
      }
      default -> bytes(signature);
    };
  }

  /// Ways to write the same numbers otherwise, or others.
  private byte[] der(byte[] signature) {
    int rLength = signature[3];
    byte[] r = Arrays.copyOfRange(signature, 4, 4 + rLength);
    byte[] s = Arrays.copyOfRange(signature, 6 + rLength, signature.length - 1);
    int type = signature[signature.length - 1];
    return switch (chance.below(11)) {
      case 0 -> encode(r, ORDER.subtract(new BigInteger(s)).toByteArray(), type);
      case 1 -> encode(padded(r), s, type);
      case 2 -> encode(r, padded(s), type);
      case 3 -> encode(new byte[0], s, type);
      case 4 -> encode(r, BigInteger.ZERO.toByteArray(), type);
      case 5 -> encode(r, new BigInteger(s).negate().toByteArray(), type);
      case 6 -> encode(ORDER.add(BigInteger.ONE).toByteArray(), s, type);
      case 7 -> new byte[chance.below(2)];
      case 8 -> encode(r, s, chance.of(0, 1, 2, 3, 4, 0x81, 0x82, 0x83, 0xff));
      case 9 -> {
        byte[] changed = signature.clone();
        int at = chance.of(0, 1, 2, 3, 4 + rLength, 5 + rLength);
        changed[at] += (byte) chance.of(-1, 1, 0x80);
        yield changed;
      }
      default -> bytes(signature);
    };
  }

  private static byte[] padded(byte[] number) {
    byte[] longer = new byte[number.length + 1];
    System.arraycopy(number, 0, longer, 1, number.length);
    return longer;
  }

  private static byte[] encode(byte[] r, byte[] s, int type) {
    ByteWriter out = new ByteWriter();
    out.writeByte(0x30).writeByte(4 + r.length + s.length);
    out.writeByte(2).writeByte(r.length).writeBytes(r);
    out.writeByte(2).writeByte(s.length).writeBytes(s);
    return out.writeByte(type).toByteArray();
  }
}
