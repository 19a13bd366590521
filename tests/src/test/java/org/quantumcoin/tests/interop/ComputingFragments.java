package org.quantumcoin.tests.interop;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.quantumcoin.node.crypto.Hash160;
import org.quantumcoin.node.crypto.Ripemd160;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.script.Opcodes;
import org.quantumcoin.node.script.ScriptNumber;

/// Parts of scripts that compute something, compare it with what it should be and leave the stack
/// as it was. Now and then what they do is on the other side of a rule's edge.
final class ComputingFragments {
  private static final List<Long> NUMBERS =
      List.of(
          0L,
          1L,
          -1L,
          2L,
          15L,
          16L,
          17L,
          -16L,
          127L,
          128L,
          -127L,
          -128L,
          255L,
          256L,
          -255L,
          32767L,
          32768L,
          -32768L,
          65535L,
          8388607L,
          8388608L,
          -8388608L,
          2147483646L,
          2147483647L,
          -2147483647L);
  private static final List<Long> TOO_LARGE =
      List.of(2147483648L, -2147483648L, 4294967295L, 549755813887L, -549755813887L);

  private static final List<Integer> UNARY =
      List.of(
          Opcodes.OP_1ADD,
          Opcodes.OP_1SUB,
          Opcodes.OP_NEGATE,
          Opcodes.OP_ABS,
          Opcodes.OP_NOT,
          Opcodes.OP_0NOTEQUAL);
  private static final List<Integer> BINARY =
      List.of(
          Opcodes.OP_ADD,
          Opcodes.OP_SUB,
          Opcodes.OP_BOOLAND,
          Opcodes.OP_BOOLOR,
          Opcodes.OP_NUMEQUAL,
          Opcodes.OP_NUMNOTEQUAL,
          Opcodes.OP_LESSTHAN,
          Opcodes.OP_GREATERTHAN,
          Opcodes.OP_LESSTHANOREQUAL,
          Opcodes.OP_GREATERTHANOREQUAL,
          Opcodes.OP_MIN,
          Opcodes.OP_MAX);
  private static final List<Integer> HASHES =
      List.of(
          Opcodes.OP_RIPEMD160,
          Opcodes.OP_SHA1,
          Opcodes.OP_SHA256,
          Opcodes.OP_HASH160,
          Opcodes.OP_HASH256);

  private static final int MAX_ELEMENT_BYTES = 520;

  private final Chance chance;

  ComputingFragments(Chance chance) {
    this.chance = chance;
  }

  void write(ScriptWriter writer) {
    switch (chance.below(8)) {
      case 0, 1, 2 -> arithmetic(writer);
      case 3 -> hash(writer);
      case 4 -> size(writer);
      case 5 -> comparison(writer);
      default -> new StackFragment(chance, writer).write();
    }
  }

  private long number() {
    return chance.percent(3) ? chance.of(TOO_LARGE) : chance.of(NUMBERS);
  }

  /// Mostly as short as it can be.
  private byte[] encoded(long number) {
    byte[] shortest = ScriptNumber.encode(number);
    if (!chance.percent(3)) {
      return shortest;
    }
    byte[] padded = Arrays.copyOf(shortest, shortest.length + 1);
    if (shortest.length > 0) {
      padded[shortest.length] = (byte) (shortest[shortest.length - 1] & 0x80);
      padded[shortest.length - 1] &= 0x7f;
    }
    return padded;
  }

  private void arithmetic(ScriptWriter writer) {
    int operation = operation();
    int count = UNARY.contains(operation) ? 1 : operation == Opcodes.OP_WITHIN ? 3 : 2;
    List<Long> operands = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      operands.add(number());
    }
    if (chance.percent(40)) {
      operands.reversed().forEach(operand -> writer.takes(encoded(operand)));
    } else {
      operands.forEach(operand -> writer.push(encoded(operand)));
    }
    long result = compute(operation, operands) + (chance.percent(2) ? 1 : 0);
    writer.op(operation).number(result);
    boolean asNumber = Math.abs(result) <= Integer.MAX_VALUE ? chance.percent(50) : false;
    writer.op(asNumber ? Opcodes.OP_NUMEQUALVERIFY : Opcodes.OP_EQUALVERIFY);
  }

  private int operation() {
    return switch (chance.below(8)) {
      case 0, 1 -> chance.of(UNARY);
      case 2 -> Opcodes.OP_WITHIN;
      default -> chance.of(BINARY);
    };
  }

  private static long compute(int operation, List<Long> operands) {
    long a = operands.getFirst();
    if (operands.size() == 1) {
      return switch (operation) {
        case Opcodes.OP_1ADD -> a + 1;
        case Opcodes.OP_1SUB -> a - 1;
        case Opcodes.OP_NEGATE -> -a;
        case Opcodes.OP_ABS -> Math.abs(a);
        case Opcodes.OP_NOT -> truth(a == 0);
        default -> truth(a != 0);
      };
    }
    long b = operands.get(1);
    return switch (operation) {
      case Opcodes.OP_ADD -> a + b;
      case Opcodes.OP_SUB -> a - b;
      case Opcodes.OP_BOOLAND -> truth(a != 0 && b != 0);
      case Opcodes.OP_BOOLOR -> truth(a != 0 || b != 0);
      case Opcodes.OP_NUMEQUAL -> truth(a == b);
      case Opcodes.OP_NUMNOTEQUAL -> truth(a != b);
      case Opcodes.OP_LESSTHAN -> truth(a < b);
      case Opcodes.OP_GREATERTHAN -> truth(a > b);
      case Opcodes.OP_LESSTHANOREQUAL -> truth(a <= b);
      case Opcodes.OP_GREATERTHANOREQUAL -> truth(a >= b);
      case Opcodes.OP_MIN -> Math.min(a, b);
      case Opcodes.OP_MAX -> Math.max(a, b);
      default -> truth(b <= a && a < operands.get(2));
    };
  }

  private static long truth(boolean holds) {
    return holds ? 1 : 0;
  }

  private byte[] data() {
    return chance.bytes(
        switch (chance.below(20)) {
          case 0 -> MAX_ELEMENT_BYTES;
          case 1 -> chance.percent(30) ? MAX_ELEMENT_BYTES + 1 : MAX_ELEMENT_BYTES - 1;
          case 2 -> chance.of(75, 76, 80, 81, 255, 256);
          case 3 -> 0;
          default -> chance.between(1, 60);
        });
  }

  private void hash(ScriptWriter writer) {
    byte[] preimage = data();
    int operation = chance.of(HASHES);
    byte[] digest =
        switch (operation) {
          case Opcodes.OP_RIPEMD160 -> Ripemd160.hash(preimage);
          case Opcodes.OP_SHA1 -> sha1(preimage);
          case Opcodes.OP_SHA256 -> Sha256.hash(preimage);
          case Opcodes.OP_HASH160 -> Hash160.hash(preimage);
          default -> Sha256.hashTwice(preimage);
        };
    writer.takes(preimage).op(operation).push(digest).op(Opcodes.OP_EQUALVERIFY);
  }

  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void size(ScriptWriter writer) {
    byte[] data = data();
    writer.takes(data).op(Opcodes.OP_SIZE).number(data.length).op(Opcodes.OP_EQUALVERIFY);
    writer.op(Opcodes.OP_DROP);
  }

  private void comparison(ScriptWriter writer) {
    byte[] data = data();
    if (chance.percent(50)) {
      writer.takes(data);
    } else {
      writer.raw(anyPush(data));
    }
    writer.push(data).op(Opcodes.OP_EQUAL, Opcodes.OP_VERIFY);
  }

  /// Not always by the shortest operation.
  private byte[] anyPush(byte[] data) {
    byte[] shortest = ScriptWriter.minimalPush(data);
    if (!chance.percent(15) || data.length == 0) {
      return shortest;
    }
    byte[] longer = new byte[data.length + 3];
    longer[0] = Opcodes.OP_PUSHDATA2;
    longer[1] = (byte) data.length;
    longer[2] = (byte) (data.length >> 8);
    System.arraycopy(data, 0, longer, 3, data.length);
    return longer;
  }
}
