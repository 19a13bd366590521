package org.quantumcoin.node;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.api.MempoolAccess;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.mempool.FeeFrac;
import org.quantumcoin.node.mempool.Mempool;
import org.quantumcoin.node.mining.NextBlocks;
import org.quantumcoin.node.mining.TemplateOptions;

/// Shows what waits in the mempool through the `api`.
///
/// Sorting and filling blocks happen on the caller's thread; the pool is held only while its
/// entries are copied. The last answers are kept until the pool or the tip changes, so that a
/// window that pages and redraws pays once.
final class MempoolView implements MempoolAccess {
  private final ChainManager chain;
  private final Mempool mempool;
  private final TemplateOptions options;
  private volatile @Nullable Sorted sorted;
  private volatile @Nullable Projected projected;

  private record Sorted(long change, EntryOrder order, boolean descending, List<Entry> entries) {}

  private record Projected(long change, BlockIndex tip, int count, List<NextBlock> blocks) {}

  MempoolView(ChainManager chain, Mempool mempool, TemplateOptions options) {
    this.chain = chain;
    this.mempool = mempool;
    this.options = options;
  }

  @Override
  public List<FeeBand> feeBands(List<Long> boundsSatPerVb) {
    return mempool.histogram(boundsSatPerVb).stream()
        .map(band ->
            new FeeBand(
                band.fromSatPerVb(), band.transactions(), band.virtualBytes(), band.feeSats()))
        .toList();
  }

  @Override
  public EntryPage entries(EntryOrder order, boolean descending, int offset, int count) {
    if (offset < 0 || count < 0) {
      throw new IllegalArgumentException("no page: " + offset + ", " + count);
    }
    long change = mempool.changeCount();
    Sorted last = sorted;
    if (last == null
        || last.change != change
        || last.order != order
        || last.descending != descending) {
      Comparator<Entry> by = comparator(order);
      last =
          new Sorted(
              change,
              order,
              descending,
              mempool.listed().stream().sorted(descending ? by.reversed() : by).toList());
      sorted = last;
    }
    List<Entry> all = last.entries;
    int from = Math.min(offset, all.size());
    int to = (int) Math.min((long) from + count, all.size());
    return new EntryPage(all.size(), all.subList(from, to));
  }

  private static Comparator<Entry> comparator(EntryOrder order) {
    return switch (order) {
      case ARRIVAL -> Comparator.comparingLong(Entry::addedAt);
      case FEE -> Comparator.comparingLong(Entry::feeSats);
      case SIZE -> Comparator.comparingLong(Entry::virtualSize);
      case FEE_RATE ->
          (one, other) ->
              new FeeFrac(one.feeSats(), one.virtualSize())
                  .compareTo(new FeeFrac(other.feeSats(), other.virtualSize()));
      case ANCESTORS -> Comparator.comparingInt(Entry::ancestors);
      case DESCENDANTS -> Comparator.comparingInt(Entry::descendants);
    };
  }

  @Override
  public List<NextBlock> nextBlocks(int count) {
    if (count < 1 || count > MAX_NEXT_BLOCKS) {
      throw new IllegalArgumentException("blocks to come: " + count);
    }
    long change = mempool.changeCount();
    BlockIndex tip = chain.snapshot().tip();
    Projected last = projected;
    if (last == null || last.change != change || last.tip != tip || last.count != count) {
      last =
          new Projected(
              change, tip, count, NextBlocks.of(options, tip, mempool.candidates(), count));
      projected = last;
    }
    return last.blocks;
  }
}
