package org.quantumcoin.node.script;

import static org.quantumcoin.node.script.Opcodes.OP_PUSHDATA1;
import static org.quantumcoin.node.script.Opcodes.OP_PUSHDATA2;
import static org.quantumcoin.node.script.Opcodes.OP_PUSHDATA4;

import java.util.Arrays;
import org.quantumcoin.node.primitives.Script;

/// Walks over a script operation by operation (Core's `GetScriptOp`).
public final class ScriptCursor {
  private final byte[] bytes;
  private final int end;
  private int position;
  private int start;
  private int opcode = Opcodes.OP_INVALIDOPCODE;
  private int dataStart;
  private int dataLength;
  private boolean broken;

  public ScriptCursor(Script script) {
    this(script.array(), script.offset(), script.offset() + script.length());
  }

  ScriptCursor(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.position = from;
    this.end = end;
  }

  /// Moves to the next operation. False at the end, and where the script breaks off within a push;
  /// [#isBroken] tells which.
  public boolean next() {
    if (position >= end || broken) {
      return false;
    }
    start = position;
    int op = bytes[position++] & 0xff;
    opcode = op;
    int length = 0;
    if (op < OP_PUSHDATA1) {
      length = op;
    } else if (op <= OP_PUSHDATA4) {
      length = readLength(op);
      if (broken) {
        return false;
      }
    }
    if (length > end - position) {
      broken = true;
      return false;
    }
    dataStart = position;
    dataLength = length;
    position += length;
    return true;
  }

  private int readLength(int op) {
    int size = op == OP_PUSHDATA1 ? 1 : op == OP_PUSHDATA2 ? 2 : 4;
    if (size > end - position) {
      broken = true;
      return 0;
    }
    long length = 0;
    for (int i = 0; i < size; i++) {
      length |= (bytes[position + i] & 0xffL) << (8 * i);
    }
    position += size;
    if (length > end - position) {
      broken = true;
      return 0;
    }
    return (int) length;
  }

  public boolean isBroken() {
    return broken;
  }

  /// Behind the last operation, with nothing left.
  public boolean isAtEnd() {
    return position >= end && !broken;
  }

  public int opcode() {
    return opcode;
  }

  /// Index into the array of the operation's first byte.
  int start() {
    return start;
  }

  /// Index into the array of the first byte behind the operation.
  int position() {
    return position;
  }

  int dataStart() {
    return dataStart;
  }

  /// Bytes that the operation pushes; 0 for operations that are no push.
  public int dataLength() {
    return dataLength;
  }

  /// A copy of what the operation pushes.
  public byte[] data() {
    return Arrays.copyOfRange(bytes, dataStart, dataStart + dataLength);
  }

  /// What the operation pushes, sharing the bytes.
  public Script dataAsScript() {
    return Script.slice(bytes, dataStart, dataLength);
  }

  /// BIP-0062, rule 3: is this push the shortest there is for its data?
  public boolean isMinimalPush() {
    return isMinimalPush(opcode, bytes, dataStart, dataLength);
  }

  static boolean isMinimalPush(int opcode, byte[] bytes, int dataStart, int dataLength) {
    if (dataLength == 0) {
      return opcode == Opcodes.OP_0;
    }
    if (dataLength == 1) {
      int value = bytes[dataStart] & 0xff;
      return !(value >= 1 && value <= 16) && value != 0x81 && opcode == 1;
    }
    if (dataLength < OP_PUSHDATA1) {
      return opcode == dataLength;
    }
    if (dataLength <= 0xff) {
      return opcode == OP_PUSHDATA1;
    }
    return dataLength > 0xffff || opcode == OP_PUSHDATA2;
  }
}
