package org.quantumcoin.node.script;

import java.nio.charset.StandardCharsets;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.Script;

/// Reads the notation of Core's script vectors (`ParseScript`): numbers, `0x…` as raw bytes, `'…'`
/// as a pushed text, and names of operations.
public final class ScriptAssembler {
  private ScriptAssembler() {}

  public static Script parse(String text) {
    ScriptBuilder builder = new ScriptBuilder();
    for (String word : text.split("[ \t\n]+", -1)) {
      if (word.isEmpty()) {
        continue;
      }
      if (word.matches("-?[0-9]+")) {
        builder.number(Long.parseLong(word));
      } else if (word.startsWith("0x")) {
        builder.raw(Hex.decode(word.substring(2)));
      } else if (word.length() >= 2 && word.startsWith("'") && word.endsWith("'")) {
        builder.push(word.substring(1, word.length() - 1).getBytes(StandardCharsets.UTF_8));
      } else {
        int opcode = Opcodes.parse(word);
        if (opcode < 0) {
          throw new IllegalArgumentException("no operation: " + word);
        }
        builder.op(opcode);
      }
    }
    return builder.build();
  }
}
