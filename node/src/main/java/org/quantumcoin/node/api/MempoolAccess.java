package org.quantumcoin.node.api;

import java.util.List;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.Txid;

/// The mempool, for those who look into it.
///
/// A look at a full mempool takes tens of milliseconds: not for a window's own thread. What has not
/// changed is not computed again.
public interface MempoolAccess {
  /// What waits, by the fee rate at which it is about to be mined: a band for each bound, which
  /// grow, in satoshis for a virtual byte. What pays less than the first bound is in none.
  List<FeeBand> feeBands(List<Long> boundsSatPerVb);

  /// What waits from one fee rate up to the next band's.
  record FeeBand(long fromSatPerVb, int transactions, long virtualBytes, long feeSats) {}

  /// A page of the entries; empty beyond the last.
  EntryPage entries(EntryOrder order, boolean descending, int offset, int count);

  /// How entries are sorted. Ties are in order of arrival.
  enum EntryOrder {
    ARRIVAL,
    FEE,
    SIZE,
    FEE_RATE,
    ANCESTORS,
    DESCENDANTS
  }

  /// `total` counts all entries there are.
  record EntryPage(int total, List<Entry> entries) {
    public EntryPage {
      entries = List.copyOf(entries);
    }
  }

  /// An entry. Counts, sizes and fees over relatives include the entry; fees are satoshis and
  /// include what an operator added, sizes virtual bytes, `addedAt` unix seconds.
  record Entry(
      Txid txid,
      long feeSats,
      long virtualSize,
      int weight,
      long addedAt,
      int ancestors,
      long ancestorSize,
      long ancestorFeeSats,
      int descendants,
      long descendantSize,
      long descendantFeeSats) {
    public FeeRate rate() {
      return FeeRate.of(feeSats, virtualSize);
    }
  }

  /// What the next blocks would hold if no more transactions came: each filled by ancestor fee
  /// rate, as miners do. At most [#MAX_NEXT_BLOCKS]; fewer when the mempool has less, none when it
  /// is empty.
  List<NextBlock> nextBlocks(int count);

  int MAX_NEXT_BLOCKS = 8;

  /// A block to come. `weight` leaves out header and coinbase. Rates are those at which
  /// transactions are taken, children paying for parents: the lowest, the one in the middle by
  /// weight, the highest.
  record NextBlock(
      long weight,
      long virtualBytes,
      long feeSats,
      FeeRate lowest,
      FeeRate median,
      FeeRate highest,
      List<NextTransaction> transactions) {
    public NextBlock {
      transactions = List.copyOf(transactions);
    }
  }

  /// A transaction of a block to come, with the rate at which it is taken.
  record NextTransaction(Txid txid, long feeSats, long virtualSize, FeeRate takenAt) {}
}
