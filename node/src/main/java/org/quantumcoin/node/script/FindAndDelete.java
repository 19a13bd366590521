package org.quantumcoin.node.script;

import java.util.Arrays;
import org.quantumcoin.node.encoding.ByteWriter;

/// Core's `FindAndDelete`: before segwit a signature was taken out of the script it signs, wherever
/// it is found as whole operations.
///
/// No honest script contains its own signature. What remains is consensus because attackers can
/// write such scripts, and the loop has to treat them as Core does: matches are looked for at
/// operation boundaries only, and repeatedly at each.
final class FindAndDelete {
  private FindAndDelete() {}

  /// The script from index `from` on without the push of a signature; the very same array, not cut
  /// at `from`, if there is nothing to delete.
  static byte[] signature(byte[] script, int from, byte[] signature) {
    // Most scripts are shorter than a signature.
    if (script.length - from <= signature.length) {
      return script;
    }
    byte[] pattern = ScriptBuilder.pushOf(signature);
    ScriptCursor cursor = new ScriptCursor(script, from, script.length);
    ByteWriter kept = new ByteWriter(16);
    int keptUntil = from;
    boolean found = false;
    int at = from;
    while (true) {
      int matchEnd = at;
      while (startsWith(script, matchEnd, pattern)) {
        matchEnd += pattern.length;
      }
      if (matchEnd > at) {
        found = true;
        kept.writeBytes(script, keptUntil, at - keptUntil);
        keptUntil = matchEnd;
        cursor = new ScriptCursor(script, matchEnd, script.length);
      }
      if (!cursor.next()) {
        break;
      }
      at = cursor.position();
    }
    if (!found) {
      return script;
    }
    kept.writeBytes(script, keptUntil, script.length - keptUntil);
    return kept.toByteArray();
  }

  private static boolean startsWith(byte[] script, int at, byte[] pattern) {
    return script.length - at >= pattern.length
        && Arrays.equals(script, at, at + pattern.length, pattern, 0, pattern.length);
  }
}
