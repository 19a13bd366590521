package org.quantumcoin.node.chain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.BlockHeader;

/// All headers known, and which of them could become the tip.
///
/// A candidate has its block and all blocks below it stored, none of them invalid, and at least the
/// tip's work. Looking up is for any thread; changing belongs to the chain writer.
final class HeaderTree {
  /// More work first; of equal work the one that arrived first (Core's
  /// `CBlockIndexWorkComparator`).
  static final Comparator<BlockIndex> BY_WORK =
      Comparator.comparing(BlockIndex::chainWork)
          .thenComparing(Comparator.comparingInt(BlockIndex::sequence).reversed())
          .thenComparing(BlockIndex::hash);

  private final Map<BlockHash, BlockIndex> byHash;
  private final NavigableSet<BlockIndex> candidates = new TreeSet<>(BY_WORK);
  private final Map<BlockIndex, List<BlockIndex>> waitingForParent = new ConcurrentHashMap<>();
  private final Set<BlockIndex> changed = new HashSet<>();
  private final Set<BlockIndex> lost = ConcurrentHashMap.newKeySet();
  private final BlockIndex genesis;
  private BlockIndex bestHeader;
  private int nextSequence = 1;
  private int lastReverseSequence = -1;

  HeaderTree(Map<BlockHash, BlockIndex> loaded, BlockHeader genesisHeader) {
    byHash = new ConcurrentHashMap<>(loaded);
    BlockIndex known = byHash.get(genesisHeader.hash());
    if (known == null) {
      known = new BlockIndex(genesisHeader, null);
      known.setStatus(BlockStatus.VALID_TREE);
      byHash.put(known.hash(), known);
      changed.add(known);
    }
    genesis = known;
    bestHeader = genesis;
    restore();
  }

  /// Works out what is not stored: transaction counts along chains, failed descendants, the best
  /// header.
  private void restore() {
    List<BlockIndex> byHeight = new ArrayList<>(byHash.values());
    byHeight.sort(Comparator.comparingInt(BlockIndex::height));
    for (BlockIndex index : byHeight) {
      BlockIndex parent = index.previous();
      if (parent != null && parent.isFailed() && !index.isFailed()) {
        index.setStatus(index.status() | BlockStatus.FAILED_CHILD);
        changed.add(index);
      }
      if (index.transactionCount() > 0) {
        linkStored(index);
        if (!index.hasData()) {
          lost.add(index);
        }
      }
      if (!index.isFailed() && BY_WORK.compare(index, bestHeader) > 0) {
        bestHeader = index;
      }
    }
  }

  private boolean linkStored(BlockIndex index) {
    BlockIndex parent = index.previous();
    if (parent == null) {
      index.setChainTransactionCount(index.transactionCount());
      return true;
    }
    if (parent.chainTransactionCount() == 0) {
      waitingForParent.computeIfAbsent(parent, _ -> new ArrayList<>()).add(index);
      return false;
    }
    index.setChainTransactionCount(parent.chainTransactionCount() + index.transactionCount());
    return true;
  }

  BlockIndex genesis() {
    return genesis;
  }

  BlockIndex bestHeader() {
    return bestHeader;
  }

  @Nullable BlockIndex find(BlockHash hash) {
    return byHash.get(hash);
  }

  Collection<BlockIndex> all() {
    return byHash.values();
  }

  /// Adds a header that was checked.
  BlockIndex add(BlockHeader header, BlockIndex parent) {
    BlockIndex index = new BlockIndex(header, parent);
    index.setStatus(BlockStatus.VALID_TREE);
    byHash.put(index.hash(), index);
    changed.add(index);
    if (index.chainWork().compareTo(bestHeader.chainWork()) > 0) {
      bestHeader = index;
    }
    return index;
  }

  /// Takes note that a block is stored now; everything on top of it that waited for it may become a
  /// candidate too.
  void stored(BlockIndex index, int transactions, BlockIndex tip) {
    index.setTransactionCount(transactions);
    raise(index, BlockStatus.VALID_TRANSACTIONS);
    if (!linkStored(index)) {
      return;
    }
    List<BlockIndex> queue = new ArrayList<>(List.of(index));
    while (!queue.isEmpty()) {
      BlockIndex at = queue.removeLast();
      if (at != index) {
        linkStored(at);
      }
      at.setSequence(nextSequence++);
      addCandidate(at, tip);
      List<BlockIndex> children = waitingForParent.remove(at);
      if (children != null) {
        queue.addAll(children);
      }
    }
  }

  /// Takes note that a block was stored and cannot be read any more. What is known of the chain
  /// through it stays known, so that the tip may stand on it.
  void dataLost(BlockIndex index) {
    index.setStatus(index.status() & ~BlockStatus.HAVE_DATA);
    changed.add(index);
    lost.add(index);
  }

  /// A block that was lost is stored again.
  void dataFound(BlockIndex index, BlockIndex tip) {
    addFlags(index, BlockStatus.HAVE_DATA);
    lost.remove(index);
    rebuildCandidates(tip);
  }

  /// Blocks that were stored once and cannot be read any more; any thread may look.
  Set<BlockIndex> lost() {
    return lost;
  }

  void addCandidate(BlockIndex index, BlockIndex tip) {
    if (!index.isFailed()
        && index.chainTransactionCount() > 0
        && BY_WORK.compare(index, tip) >= 0) {
      candidates.add(index);
    }
  }

  /// Makes candidates of everything that may be one, after a start or when a verdict was taken
  /// back.
  void rebuildCandidates(BlockIndex tip) {
    candidates.clear();
    for (BlockIndex index : byHash.values()) {
      addCandidate(index, tip);
    }
    candidates.add(tip);
  }

  /// The candidate with the most work, or null.
  @Nullable BlockIndex bestCandidate() {
    return candidates.isEmpty() ? null : candidates.last();
  }

  void removeCandidate(BlockIndex index) {
    candidates.remove(index);
  }

  /// Drops candidates that are worse than the tip.
  void pruneCandidates(BlockIndex tip) {
    while (!candidates.isEmpty() && BY_WORK.compare(candidates.first(), tip) < 0) {
      candidates.pollFirst();
    }
  }

  void raise(BlockIndex index, int level) {
    if ((index.status() & BlockStatus.VALID_MASK) < level) {
      index.setStatus((index.status() & ~BlockStatus.VALID_MASK) | level);
    }
    changed.add(index);
  }

  void addFlags(BlockIndex index, int flags) {
    index.setStatus(index.status() | flags);
    changed.add(index);
  }

  /// Condemns a block and everything on top of it.
  void markFailed(BlockIndex failed) {
    addFlags(failed, BlockStatus.FAILED_VALID);
    candidates.remove(failed);
    for (BlockIndex index : byHash.values()) {
      if (index != failed && index.height() > failed.height() && index.descendsFrom(failed)) {
        addFlags(index, BlockStatus.FAILED_CHILD);
        candidates.remove(index);
      }
    }
    if (bestHeader.isFailed()) {
      bestHeader = genesis;
      for (BlockIndex index : byHash.values()) {
        if (!index.isFailed() && BY_WORK.compare(index, bestHeader) > 0) {
          bestHeader = index;
        }
      }
    }
  }

  /// Takes the verdict back from a block, from those below it, and from those on top of it.
  void clearFailure(BlockIndex pardoned) {
    for (BlockIndex index : byHash.values()) {
      if (index.isFailed() && (index.descendsFrom(pardoned) || pardoned.descendsFrom(index))) {
        index.setStatus(index.status() & ~BlockStatus.FAILED_MASK);
        changed.add(index);
      }
      if (!index.isFailed() && BY_WORK.compare(index, bestHeader) > 0) {
        bestHeader = index;
      }
    }
  }

  /// Puts a block before all others of the same work, the latest call winning (Core's
  /// `PreciousBlock`).
  void prefer(BlockIndex index, BlockIndex tip) {
    candidates.remove(index);
    index.setSequence(lastReverseSequence);
    if (lastReverseSequence > Integer.MIN_VALUE) {
      lastReverseSequence--;
    }
    addCandidate(index, tip);
  }

  /// Entries that differ from the disk; they are counted as written from here on.
  Collection<BlockIndex> takeChanged() {
    List<BlockIndex> taken = new ArrayList<>(changed);
    changed.clear();
    return taken;
  }

  boolean hasChanges() {
    return !changed.isEmpty();
  }
}
