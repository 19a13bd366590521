package org.quantumcoin.node.script;

import static org.quantumcoin.node.script.Opcodes.OP_PUSHDATA4;

import java.util.StringJoiner;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.Script;

/// Scripts as text, as Core's `ScriptToAsmStr` prints them.
public final class ScriptAsm {
  private ScriptAsm() {}

  /// Pushes of up to four bytes as numbers, longer ones as hexadecimal digits, operations by name,
  /// and `[error]` where the script breaks off.
  public static String format(Script script) {
    return format(script, false);
  }

  /// With the hash type of what looks like a signature split off as `[ALL]`: for scriptSigs.
  public static String formatWithHashTypes(Script script) {
    return format(script, true);
  }

  private static String format(Script script, boolean decodeHashTypes) {
    // Data behind OP_RETURN may look like a signature and is none.
    boolean decode = decodeHashTypes && !ScriptTemplates.isUnspendable(script);
    StringJoiner text = new StringJoiner(" ");
    ScriptCursor cursor = new ScriptCursor(script);
    while (cursor.next()) {
      text.add(
          cursor.opcode() <= OP_PUSHDATA4
              ? push(cursor.data(), decode)
              : Opcodes.name(cursor.opcode()));
    }
    if (cursor.isBroken()) {
      text.add("[error]");
    }
    return text.toString();
  }

  private static String push(byte[] data, boolean decodeHashTypes) {
    if (data.length <= ScriptNumber.MAX_BYTES) {
      return Long.toString(
          ScriptNumber.toInt(ScriptNumber.decode(data, false, ScriptNumber.MAX_BYTES)));
    }
    if (decodeHashTypes && SignatureEncoding.check(data, ScriptFlags.STRICTENC) == ScriptError.OK) {
      int type = data[data.length - 1] & 0xff;
      return Hex.encode(data, 0, data.length - 1) + "[" + hashTypeName(type) + "]";
    }
    return Hex.encode(data);
  }

  /// For a type that is defined.
  private static String hashTypeName(int type) {
    String outputs =
        switch (type & ~SigHash.ANYONECANPAY) {
          case SigHash.NONE -> "NONE";
          case SigHash.SINGLE -> "SINGLE";
          default -> "ALL";
        };
    return (type & SigHash.ANYONECANPAY) != 0 ? outputs + "|ANYONECANPAY" : outputs;
  }
}
