package org.quantumcoin.tests.interop;

import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.script.Opcodes;
import org.quantumcoin.node.script.ScriptBuilder;
import org.quantumcoin.node.script.ScriptNumber;

/// Writes a script from its beginning and keeps account of what it consumes, so that signatures can
/// be made for it.
///
/// What is written must be executed, unless it is written inside [#skip].
final class ScriptWriter {
  final Dialect dialect;
  private final ScriptBuilder out = new ScriptBuilder();
  private final List<Puzzle.Item> items = new ArrayList<>();
  private int length;
  private int position;
  private int operations;
  private int separatorEnd;
  private int separatorPosition = -1;
  private boolean skipping;

  ScriptWriter(Dialect dialect) {
    this.dialect = dialect;
  }

  boolean isTapscript() {
    return dialect == Dialect.TAPSCRIPT;
  }

  /// Operations that count against the limit of 201.
  int operations() {
    return operations;
  }

  int length() {
    return length;
  }

  ScriptWriter op(int... opcodes) {
    for (int opcode : opcodes) {
      raw(new byte[] {(byte) opcode});
      operations += opcode > Opcodes.OP_16 ? 1 : 0;
    }
    return this;
  }

  /// One operation as it is, a push with its data.
  ScriptWriter raw(byte[] operation) {
    out.raw(operation);
    length += operation.length;
    position++;
    return this;
  }

  /// By the shortest operation.
  ScriptWriter push(byte[] data) {
    return raw(minimalPush(data));
  }

  static byte[] minimalPush(byte[] data) {
    ScriptBuilder push = new ScriptBuilder();
    if (data.length == 1 && ((data[0] >= 1 && data[0] <= 16) || data[0] == (byte) 0x81)) {
      push.number(data[0] == (byte) 0x81 ? -1 : data[0]);
    } else {
      push.push(data);
    }
    return push.build().toBytes();
  }

  ScriptWriter number(long value) {
    return push(ScriptNumber.encode(value));
  }

  ScriptWriter separator() {
    op(Opcodes.OP_CODESEPARATOR);
    if (!skipping) {
      separatorEnd = length;
      separatorPosition = position - 1;
    }
    return this;
  }

  /// The keys that an executed CHECKMULTISIG looks at count as operations too.
  void countKeys(int keys) {
    operations += skipping ? 0 : keys;
  }

  /// The script consumes this next.
  ScriptWriter takes(Puzzle.Item item) {
    if (!skipping) {
      items.add(item);
    }
    return this;
  }

  ScriptWriter takes(byte[] item) {
    return takes(_ -> item);
  }

  /// A signature of the script as it goes on from the last separator; to be called before the
  /// operation that checks it is written.
  ScriptWriter takesSignature(SecretKey key, int hashType) {
    int end = separatorEnd;
    int at = separatorPosition;
    return takes(spend -> spend.sign(key, hashType, end, at));
  }

  /// Writes what will not be executed.
  void skip(Runnable writing) {
    boolean before = skipping;
    skipping = true;
    writing.run();
    skipping = before;
  }

  Puzzle build() {
    Script script = out.build();
    return new Puzzle(dialect, script, List.copyOf(items));
  }
}
