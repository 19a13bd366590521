package org.quantumcoin.tests.interop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.script.Opcodes;

/// Makes scripts together with what satisfies them: some parts in a row, each of which consumes its
/// own elements, and an end that leaves true. A share of them is made to fail.
final class ScriptGenerator {
  private static final int MAX_OPERATIONS = 201;
  private static final int MAX_SCRIPT_BYTES = 10_000;
  private static final int MAX_STACK = 1_000;
  private static final int MAX_ELEMENT_BYTES = 520;
  private static final byte[] TRUE = {1};
  private static final byte[] FALSE = {};

  private final Chance chance;
  private final ComputingFragments computing;
  private final SignatureFragments signing;

  ScriptGenerator(Chance chance) {
    this.chance = chance;
    this.computing = new ComputingFragments(chance);
    this.signing = new SignatureFragments(chance);
  }

  int hashType(Dialect dialect) {
    return signing.hashType(dialect);
  }

  /// A script that suits the lock times of the transaction that is to spend it.
  Puzzle puzzle(Dialect dialect, TxTimes times) {
    if (chance.percent(5)) {
      return soup(dialect);
    }
    ScriptWriter writer = new ScriptWriter(dialect);
    for (int i = chance.between(1, 4); i > 0; i--) {
      fragment(writer, times, 0);
    }
    end(writer);
    Puzzle made = writer.build();
    return chance.percent(7) ? new Puzzle(dialect, damaged(made.script()), made.items()) : made;
  }

  private Script damaged(Script script) {
    return Script.of(new Mutator(chance).bytes(script.toBytes()));
  }

  private void fragment(ScriptWriter writer, TxTimes times, int depth) {
    switch (chance.below(20)) {
      case 0, 1, 2, 3, 4, 5, 6 -> computing.write(writer);
      case 7, 8, 9, 10, 11, 12 -> signing.write(writer);
      case 13, 14, 15 -> {
        if (depth < 4) {
          branches(writer, times, depth);
        }
      }
      case 16 -> absoluteLock(writer, times);
      case 17 -> relativeLock(writer, times);
      default -> oddity(writer);
    }
  }

  /// Both branches are written as if they were run, and one of them is.
  private void branches(ScriptWriter writer, TxTimes times, int depth) {
    boolean taken = chance.percent(50);
    boolean inverted = chance.percent(40);
    byte[] condition = taken != inverted ? TRUE : FALSE;
    if (chance.percent(6)) {
      // BIP-0342 and, as a policy, witness v0 want exactly these two.
      condition = chance.of(List.of(new byte[] {2}, new byte[] {0, 1}, new byte[] {0}, FALSE));
    }
    writer.takes(condition).op(inverted ? Opcodes.OP_NOTIF : Opcodes.OP_IF);
    branch(writer, times, depth, taken);
    for (int i = chance.percent(3) ? 3 : 1; i > 0; i--) {
      taken = !taken;
      boolean now = taken;
      writer.op(Opcodes.OP_ELSE);
      branch(writer, times, depth, now);
    }
    if (!chance.percent(2)) {
      writer.op(Opcodes.OP_ENDIF);
    }
  }

  private void branch(ScriptWriter writer, TxTimes times, int depth, boolean taken) {
    if (taken) {
      fragment(writer, times, depth + 1);
      return;
    }
    writer.skip(() -> {
      fragment(writer, times, depth + 1);
      if (chance.percent(8)) {
        // Some operations matter even where they are not run.
        writer.op(
            chance.of(
                Opcodes.OP_RETURN,
                Opcodes.OP_RESERVED,
                Opcodes.OP_VER,
                Opcodes.OP_VERIF,
                Opcodes.OP_CAT,
                Opcodes.OP_LSHIFT,
                Opcodes.OP_CHECKSIGADD,
                Opcodes.OP_INVALIDOPCODE));
      }
    });
  }

  private void absoluteLock(ScriptWriter writer, TxTimes times) {
    long wanted = times.lockTime();
    if (chance.percent(50)) {
      wanted -= Math.min(wanted % 500_000_000, chance.below(3));
    }
    if (chance.percent(12)) {
      wanted = edge(wanted);
    }
    writer.number(wanted).op(Opcodes.OP_CHECKLOCKTIMEVERIFY, Opcodes.OP_DROP);
  }

  private void relativeLock(ScriptWriter writer, TxTimes times) {
    long wanted = times.sequence() & 0x0040ffff;
    if (times.relativeDisabled() || chance.percent(10)) {
      wanted |= 0x80000000L;
    }
    if (chance.percent(12)) {
      wanted = edge(wanted);
    }
    writer.number(wanted).op(Opcodes.OP_CHECKSEQUENCEVERIFY, Opcodes.OP_DROP);
  }

  private long edge(long wanted) {
    return switch (chance.below(6)) {
      case 0 -> wanted + 1;
      case 1 -> wanted ^ 0x00400000;
      case 2 -> -1;
      case 3 -> 0xffffffffL;
      case 4 -> 1L << 40;
      default -> wanted < 500_000_000 ? wanted + 500_000_000 : wanted - 500_000_000;
    };
  }

  private void oddity(ScriptWriter writer) {
    switch (chance.below(12)) {
      case 0 -> writer.op(chance.between(Opcodes.OP_NOP4, Opcodes.OP_NOP10));
      case 1, 2 -> writer.op(Opcodes.OP_NOP);
      case 3 -> writer.op(Opcodes.OP_DEPTH, Opcodes.OP_DROP);
      case 4 -> writer.separator();
      case 5 -> {
        if (writer.isTapscript()) {
          writer.op(chance.of(80, 98, 126, 131, 137, 141, 149, 187, 254));
          writer.raw(chance.bytes(chance.below(10)));
        } else {
          writer.op(Opcodes.OP_RESERVED2);
        }
      }
      case 6 -> {
        if (writer.isTapscript()) {
          signing.manyChecks(writer);
        }
      }
      case 7 -> {
        // A push by each of the operations there are, longer than it needs to be.
        writer.raw(new byte[] {Opcodes.OP_PUSHDATA4, 1, 0, 0, 0, 5}).op(Opcodes.OP_DROP);
      }
      default -> writer.op(Opcodes.OP_1, Opcodes.OP_VERIFY);
    }
  }

  private void end(ScriptWriter writer) {
    if (chance.percent(5)) {
      toALimit(writer);
    }
    switch (chance.below(25)) {
      case 0 -> writer.op(Opcodes.OP_0);
      case 1 -> writer.push(chance.of(List.of(new byte[] {(byte) 0x80}, new byte[2], TRUE)));
      case 2 -> writer.push(chance.of(List.of(new byte[] {0, 1}, new byte[] {2}, new byte[521])));
      case 3 -> writer.op(Opcodes.OP_1, Opcodes.OP_1);
      case 4 -> writer.op(chance.of(Opcodes.OP_1NEGATE, Opcodes.OP_16));
      case 5, 6, 7, 8 -> {
        var key = KeyRing.any(chance);
        writer.takesSignature(key, hashType(writer.dialect));
        writer.push(writer.isTapscript() ? key.xOnly() : key.publicKey()).op(Opcodes.OP_CHECKSIG);
      }
      default -> writer.op(Opcodes.OP_1);
    }
  }

  /// Right at one of the limits, or one beyond.
  private void toALimit(ScriptWriter writer) {
    int beyond = chance.below(2);
    switch (chance.below(4)) {
      case 0 -> {
        int left = MAX_OPERATIONS + beyond - writer.operations();
        for (int i = 0; i < left; i++) {
          writer.op(Opcodes.OP_NOP);
        }
      }
      case 1 -> {
        // The last byte is the end's OP_1, most of the time.
        while (writer.length() < MAX_SCRIPT_BYTES - 1 + beyond) {
          int left = MAX_SCRIPT_BYTES - 1 + beyond - writer.length();
          int push = Math.min(MAX_ELEMENT_BYTES, left - 4);
          if (push < 256) {
            writer.op(Opcodes.OP_NOP);
          } else {
            writer.push(new byte[push]).op(Opcodes.OP_DROP);
          }
        }
      }
      case 2 -> {
        int elements = MAX_STACK + beyond;
        for (int i = 0; i < elements; i++) {
          writer.op(Opcodes.OP_1);
        }
        // Few operations are allowed in the older languages, so what is left stays there.
        for (int i = 0; i < elements / 2 && writer.isTapscript(); i++) {
          writer.op(Opcodes.OP_2DROP);
        }
      }
      default -> writer.push(new byte[MAX_ELEMENT_BYTES + beyond]).op(Opcodes.OP_DROP);
    }
  }

  /// Operations without any plan.
  private Puzzle soup(Dialect dialect) {
    ScriptWriter writer = new ScriptWriter(dialect);
    for (int i = chance.between(1, 25); i > 0; i--) {
      if (chance.percent(45)) {
        writer.number(chance.between(-1, 20));
      } else if (chance.percent(10)) {
        writer.push(chance.bytes(chance.below(34)));
      } else if (chance.percent(90)) {
        writer.op(chance.between(Opcodes.OP_NOP, Opcodes.OP_CHECKSIGADD));
      } else {
        writer.op(chance.below(256));
      }
    }
    List<byte[]> elements = new ArrayList<>();
    for (int i = chance.below(6); i > 0; i--) {
      elements.add(chance.percent(70) ? chance.bytes(chance.below(3)) : TRUE);
    }
    elements.forEach(writer::takes);
    Puzzle made = writer.build();
    return chance.percent(50)
        ? new Puzzle(dialect, Script.of(withTrue(made.script().toBytes())), made.items())
        : made;
  }

  private static byte[] withTrue(byte[] script) {
    byte[] longer = Arrays.copyOf(script, script.length + 1);
    longer[script.length] = Opcodes.OP_1;
    return longer;
  }
}
