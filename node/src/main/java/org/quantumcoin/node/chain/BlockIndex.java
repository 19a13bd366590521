package org.quantumcoin.node.chain;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.consensus.ChainedHeader;
import org.quantumcoin.node.consensus.Work;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.Uint256;

/// A header's node in the tree of all headers known: its place, its work, and what we have and
/// think of its block.
///
/// What comes from the header never changes. The status, the file positions and the transaction
/// counts are written by the chain writer only and may be read by anyone. A million of these are in
/// memory, so the header's fields stand here directly; [#header()] makes the record anew.
public final class BlockIndex implements ChainedHeader {
  /// Blocks that the median time is taken over (Core's `nMedianTimeSpan`).
  private static final int MEDIAN_TIME_SPAN = 11;

  private final BlockHash hash;
  private final @Nullable BlockIndex previous;
  private final @Nullable BlockIndex skip;
  private final int height;
  private final int version;
  private final Hash256 merkleRoot;
  private final int time;
  private final int maxTime;
  private final int bits;
  private final int nonce;
  private final Uint256 chainWork;

  private volatile int status;
  private volatile int transactionCount;
  private volatile long chainTransactionCount;
  private int file;
  private int dataPosition;
  private int undoPosition;
  private int sequence;

  BlockIndex(BlockHeader header, @Nullable BlockIndex previous) {
    this.hash = header.hash();
    this.previous = previous;
    this.height = previous == null ? 0 : previous.height + 1;
    this.skip = previous == null ? null : previous.ancestor(skipHeight(height));
    this.version = header.version();
    this.merkleRoot = header.merkleRoot();
    this.time = (int) header.time();
    this.maxTime = (int) Math.max(header.time(), previous == null ? 0 : previous.maxTime());
    this.bits = header.bits();
    this.nonce = header.nonce();
    Uint256 work = Work.of(header.bits());
    this.chainWork = previous == null ? work : previous.chainWork.plus(work);
  }

  public BlockHash hash() {
    return hash;
  }

  @Override
  public int height() {
    return height;
  }

  /// The parent; null for the genesis block only.
  @Override
  public @Nullable BlockIndex previous() {
    return previous;
  }

  @Override
  public int version() {
    return version;
  }

  public Hash256 merkleRoot() {
    return merkleRoot;
  }

  /// Unix seconds.
  @Override
  public long time() {
    return Integer.toUnsignedLong(time);
  }

  /// The latest time of this block and all before it, in unix seconds (Core's `nTimeMax`).
  public long maxTime() {
    return Integer.toUnsignedLong(maxTime);
  }

  @Override
  public int bits() {
    return bits;
  }

  public int nonce() {
    return nonce;
  }

  /// Expected hashes to redo this chain from genesis up to and including this block.
  public Uint256 chainWork() {
    return chainWork;
  }

  public BlockHeader header() {
    BlockHash parent = previous == null ? BlockHash.ZERO : previous.hash;
    return new BlockHeader(version, parent, merkleRoot, time(), bits, nonce, hash);
  }

  /// The median time of this block and the ten before it, in unix seconds (BIP-0113).
  @Override
  public long medianTimePast() {
    long[] times = new long[MEDIAN_TIME_SPAN];
    int count = 0;
    for (BlockIndex at = this; at != null && count < MEDIAN_TIME_SPAN; at = at.previous) {
      times[count++] = at.time();
    }
    Arrays.sort(times, 0, count);
    return times[count / 2];
  }

  /// The ancestor at a height between 0 and this height, in logarithmic time through skip pointers.
  @Override
  public BlockIndex ancestor(int target) {
    if (target < 0 || target > height) {
      throw new IllegalArgumentException("no ancestor at height " + target + " of block " + height);
    }
    BlockIndex walk = this;
    while (walk.height > target) {
      int skipTo = skipHeight(walk.height);
      int skipToOfPrevious = skipHeight(walk.height - 1);
      BlockIndex jump = walk.skip;
      // A jump is taken unless the parent's own jump would come closer (Core's
      // CBlockIndex::GetAncestor).
      boolean jumps =
          jump != null
              && (skipTo == target
                  || (skipTo > target
                      && !(skipToOfPrevious < skipTo - 2 && skipToOfPrevious >= target)));
      BlockIndex next = jumps ? jump : walk.previous;
      if (next == null) {
        throw new IllegalStateException(
            "block " + walk.hash + " at height " + walk.height + " has no parent");
      }
      walk = next;
    }
    return walk;
  }

  private static int clearLowestOne(int n) {
    return n & (n - 1);
  }

  private static int skipHeight(int height) {
    if (height < 2) {
      return 0;
    }
    return (height & 1) != 0
        ? clearLowestOne(clearLowestOne(height - 1)) + 1
        : clearLowestOne(height);
  }

  /// Whether `other` is this block or below it on the same branch.
  public boolean descendsFrom(BlockIndex other) {
    return other.height <= height && ancestor(other.height) == other;
  }

  /// The last block that two branches share: at worst the genesis block.
  public static BlockIndex lastCommonAncestor(BlockIndex one, BlockIndex other) {
    int low = Math.min(one.height, other.height);
    BlockIndex a = one.ancestor(low);
    BlockIndex b = other.ancestor(low);
    while (a != b) {
      BlockIndex nextA = a.previous;
      BlockIndex nextB = b.previous;
      if (nextA == null || nextB == null) {
        throw new IllegalStateException("two branches without a common genesis block");
      }
      // Where the skip pointers still differ both branches can jump.
      if (a.skip != null && b.skip != null && a.skip != b.skip && a.skip.height == b.skip.height) {
        a = a.skip;
        b = b.skip;
      } else {
        a = nextA;
        b = nextB;
      }
    }
    return a;
  }

  /// Whether the block's transactions are stored.
  public boolean hasData() {
    return (status & BlockStatus.HAVE_DATA) != 0;
  }

  public boolean hasUndo() {
    return (status & BlockStatus.HAVE_UNDO) != 0;
  }

  /// Whether this block or one below it was found invalid.
  public boolean isFailed() {
    return (status & BlockStatus.FAILED_MASK) != 0;
  }

  /// Whether the block was checked at least up to a level of [BlockStatus] and nothing failed.
  public boolean isValid(int level) {
    return !isFailed() && (status & BlockStatus.VALID_MASK) >= level;
  }

  /// Transactions in the block; 0 until it is stored.
  public int transactionCount() {
    return transactionCount;
  }

  /// Transactions in the chain up to and including this block; 0 until all blocks down to genesis
  /// are stored.
  public long chainTransactionCount() {
    return chainTransactionCount;
  }

  int status() {
    return status;
  }

  void setStatus(int changed) {
    status = changed;
  }

  void setTransactionCount(int count) {
    transactionCount = count;
  }

  void setChainTransactionCount(long count) {
    chainTransactionCount = count;
  }

  int file() {
    return file;
  }

  int dataPosition() {
    return dataPosition;
  }

  int undoPosition() {
    return undoPosition;
  }

  /// Where the block stands: number of the block file, and the position of its first byte in it.
  void setDataLocation(int blockFile, int position) {
    file = blockFile;
    dataPosition = position;
  }

  void setUndoPosition(int position) {
    undoPosition = position;
  }

  /// Order of arrival, which decides between branches of equal work; lower is preferred.
  int sequence() {
    return sequence;
  }

  void setSequence(int order) {
    sequence = order;
  }

  @Override
  public String toString() {
    return "BlockIndex[" + height + ", " + hash + "]";
  }
}
