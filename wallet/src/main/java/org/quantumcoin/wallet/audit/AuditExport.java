package org.quantumcoin.wallet.audit;

import java.util.List;
import org.quantumcoin.node.encoding.ByteString;

/// Writes a log as text: a first line with the key, a line for every entry, lines with the signed
/// heads between them, and one at the end that says how many entries there are.
public final class AuditExport {
  private AuditExport() {}

  /// The whole log, ending as it does now.
  ///
  /// @param heads signed before, in ascending order of size
  public static String write(
      ByteString key,
      AuditLog log,
      List<SignedHead> heads,
      long now,
      SignedHead.HeadSigner signer) {
    StringBuilder out = new StringBuilder();
    line(out, AuditLines.header(key));
    int next = 0;
    for (AuditEntry entry : log.entries()) {
      line(out, AuditLines.entry(entry));
      while (next < heads.size() && heads.get(next).head().size() <= entry.sequence() + 1) {
        line(out, AuditLines.head(heads.get(next)));
        next++;
      }
    }
    line(out, AuditLines.head(SignedHead.sign(log.head(), now, true, signer)));
    return out.toString();
  }

  private static void line(StringBuilder out, String line) {
    out.append(line).append('\n');
  }
}
