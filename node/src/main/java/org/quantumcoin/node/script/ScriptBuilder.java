package org.quantumcoin.node.script;

import static org.quantumcoin.node.script.Opcodes.OP_0;
import static org.quantumcoin.node.script.Opcodes.OP_1;
import static org.quantumcoin.node.script.Opcodes.OP_PUSHDATA1;
import static org.quantumcoin.node.script.Opcodes.OP_PUSHDATA2;
import static org.quantumcoin.node.script.Opcodes.OP_PUSHDATA4;

import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.primitives.Script;

/// Writes scripts, as Core's `CScript` does with `<<`.
public final class ScriptBuilder {
  private final ByteWriter out = new ByteWriter(64);

  public ScriptBuilder op(int opcode) {
    out.writeByte(opcode);
    return this;
  }

  /// Pushes bytes as they are, by the shortest operation for their length. Numbers from -1 to 16
  /// have shorter ones; [#number] takes those.
  public ScriptBuilder push(byte[] data) {
    writePush(out, data);
    return this;
  }

  /// Pushes a number by the shortest operation.
  public ScriptBuilder number(long value) {
    if (value == -1 || (value >= 1 && value <= 16)) {
      return op((int) value + (OP_1 - 1));
    }
    return value == 0 ? op(OP_0) : push(ScriptNumber.encode(value));
  }

  /// Bytes that go into the script unchanged.
  public ScriptBuilder raw(byte[] code) {
    out.writeBytes(code);
    return this;
  }

  public Script build() {
    byte[] bytes = out.toByteArray();
    return Script.slice(bytes, 0, bytes.length);
  }

  /// The operation that pushes these bytes.
  static byte[] pushOf(byte[] data) {
    ByteWriter push = new ByteWriter(data.length + 5);
    writePush(push, data);
    return push.toByteArray();
  }

  private static void writePush(ByteWriter out, byte[] data) {
    int length = data.length;
    if (length < OP_PUSHDATA1) {
      out.writeByte(length);
    } else if (length <= 0xff) {
      out.writeByte(OP_PUSHDATA1).writeByte(length);
    } else if (length <= 0xffff) {
      out.writeByte(OP_PUSHDATA2).writeUint16(length);
    } else {
      out.writeByte(OP_PUSHDATA4).writeInt32(length);
    }
    out.writeBytes(data);
  }
}
