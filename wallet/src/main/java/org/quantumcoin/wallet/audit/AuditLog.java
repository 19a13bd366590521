package org.quantumcoin.wallet.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.quantumcoin.node.encoding.ByteString;

/// Entries in the order in which they were written. They are added and nothing else. Not safe for
/// several threads.
public final class AuditLog {
  private final List<AuditEntry> entries = new ArrayList<>();
  private final MerkleTree tree = new MerkleTree();
  private ByteString lastHash = AuditEntry.NOTHING;

  /// Writes the next entry. Text that does not fit is cut.
  public AuditEntry append(long time, String seat, String kind, String text, ByteString payload) {
    AuditEntry entry =
        new AuditEntry(
            entries.size(),
            time,
            AuditEntry.fitting(seat, AuditEntry.MAX_NAME_CHARS),
            kind,
            AuditEntry.fitting(text, AuditEntry.MAX_TEXT_CHARS),
            payload,
            lastHash);
    boolean _ = add(entry);
    return entry;
  }

  /// Takes an entry that was written before; false if it is not the next one.
  public boolean add(AuditEntry entry) {
    if (entry.sequence() != entries.size() || !entry.previous().equals(lastHash)) {
      return false;
    }
    entries.add(entry);
    lastHash = entry.hash();
    tree.add(lastHash);
    return true;
  }

  public List<AuditEntry> entries() {
    return Collections.unmodifiableList(entries);
  }

  public MerkleTree tree() {
    return tree;
  }

  public TreeHead head() {
    return new TreeHead(tree.size(), tree.root());
  }
}
