package org.quantumcoin.wallet.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.audit.AuditEntry;

/// The wallet's audit log at one moment, the newest entry first.
public final class AuditList {
  private final List<AuditEntry> entries;
  private final long all;

  private AuditList(List<AuditEntry> entries, long all) {
    this.entries = entries;
    this.all = all;
  }

  /// An entry as a list shows it.
  ///
  /// @param number from 0 on
  /// @param time unix seconds
  /// @param seat whose wallet it was; or empty
  /// @param kind a word
  public record Line(long number, long time, String seat, String kind, String text) {}

  /// Entries that have a text in them; all for an empty one.
  public static AuditList of(Wallet wallet, String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    List<AuditEntry> all = wallet.locked(() -> List.copyOf(wallet.journal().log().entries()));
    List<AuditEntry> found = new ArrayList<>();
    for (AuditEntry each : all.reversed()) {
      if (wanted.isEmpty() || has(each, wanted)) {
        found.add(each);
      }
    }
    return new AuditList(found, all.size());
  }

  private static boolean has(AuditEntry entry, String wanted) {
    return entry.text().toLowerCase(Locale.ROOT).contains(wanted)
        || entry.kind().toLowerCase(Locale.ROOT).contains(wanted)
        || entry.seat().toLowerCase(Locale.ROOT).contains(wanted);
  }

  /// How many were found.
  public int size() {
    return entries.size();
  }

  /// How many there are.
  public long all() {
    return all;
  }

  /// As many as there are from a place on, at most `count`.
  public List<Line> lines(int offset, int count) {
    int from = Math.clamp(offset, 0, entries.size());
    int to = Math.min(from + Math.max(count, 0), entries.size());
    return entries.subList(from, to).stream()
        .map(each -> new Line(each.sequence(), each.time(), each.seat(), each.kind(), each.text()))
        .toList();
  }
}
