package org.quantumcoin.wallet.view;

/// By what a list of transactions is sorted.
public record HistoryOrder(Column column, boolean descending) {
  public static final HistoryOrder NEWEST_FIRST = new HistoryOrder(Column.TIME, true);

  /// What can be sorted by.
  public enum Column {
    TIME,
    /// What the wallet gained or lost.
    AMOUNT
  }
}
