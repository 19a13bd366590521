package org.quantumcoin.node.chain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.consensus.BlockFailure;
import org.quantumcoin.node.consensus.CompactTarget;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Uint256;

/// A chain in memory that takes every block whose parent it knows, with real headers: work is done
/// for what it mines. One thread stands for the writer.
public final class FakeChain implements ChainService, AutoCloseable {
  private static final Script ANYONE = Script.fromHex("51");

  private final NetworkParams params;
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("fake-writer").daemon().factory());
  private final Map<BlockHash, BlockIndex> indexes = new HashMap<>();
  private final Map<BlockHash, Block> blocks = new HashMap<>();
  private final List<ChainListener> listeners = new CopyOnWriteArrayList<>();
  private volatile ChainSnapshot snapshot;
  private volatile boolean catchingUp;
  private volatile long delayMillis;
  private volatile long readDelayMillis;
  private volatile @Nullable BlockHash poison;

  public FakeChain(NetworkParams params) {
    this.params = params;
    BlockIndex genesis = new BlockIndex(params.genesis().header(), null);
    genesis.setStatus(BlockStatus.VALID_SCRIPTS | BlockStatus.HAVE_DATA);
    genesis.setTransactionCount(1);
    genesis.setChainTransactionCount(1);
    indexes.put(genesis.hash(), genesis);
    blocks.put(genesis.hash(), params.genesis());
    snapshot = new ChainSnapshot(genesis, genesis, false);
  }

  /// Whether the snapshot says that the node is catching up.
  public void setCatchingUp(boolean value) {
    catchingUp = value;
    snapshot = new ChainSnapshot(snapshot.tip(), snapshot.bestHeader(), value);
  }

  /// Makes the writer slow.
  public void setDelayMillis(long millis) {
    delayMillis = millis;
  }

  /// A block that is refused when it comes.
  public void poison(BlockHash hash) {
    poison = hash;
  }

  @Override
  public NetworkParams params() {
    return params;
  }

  @Override
  public ChainSnapshot snapshot() {
    return snapshot;
  }

  @Override
  public synchronized @Nullable BlockIndex find(BlockHash hash) {
    return indexes.get(hash);
  }

  @Override
  public CompletableFuture<HeadersVerdict> submitHeaders(List<BlockHeader> headers) {
    return CompletableFuture.supplyAsync(() -> addHeaders(headers), writer);
  }

  private synchronized HeadersVerdict addHeaders(List<BlockHeader> headers) {
    int fresh = 0;
    BlockIndex last = snapshot.tip();
    for (BlockHeader header : headers) {
      Uint256 target = CompactTarget.decode(header.bits()).value();
      if (Uint256.of(header.hash().hash()).compareTo(target) > 0) {
        return new HeadersVerdict.Invalid(
            header.hash(), BlockFailure.INVALID_HEADER, "high-hash", "proof of work failed");
      }
      BlockIndex previous = indexes.get(header.previous());
      if (previous == null) {
        return new HeadersVerdict.Invalid(
            header.hash(), BlockFailure.MISSING_PREV, "prev-blk-not-found", "");
      }
      BlockIndex known = indexes.get(header.hash());
      if (known == null) {
        fresh++;
        known = new BlockIndex(header, previous);
        known.setStatus(BlockStatus.VALID_TREE);
        indexes.put(known.hash(), known);
        if (known.chainWork().compareTo(snapshot.bestHeader().chainWork()) > 0) {
          snapshot = new ChainSnapshot(snapshot.tip(), known, catchingUp);
        }
      }
      last = known;
    }
    return new HeadersVerdict.Accepted(last, fresh);
  }

  @Override
  public CompletableFuture<BlockVerdict> submitBlock(Block block, boolean requested) {
    return CompletableFuture.supplyAsync(() -> addBlock(block), writer);
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private BlockVerdict addBlock(Block block) {
    pause(delayMillis);
    BlockIndex index;
    ChainSnapshot before;
    synchronized (this) {
      if (block.hash().equals(poison)) {
        return new BlockVerdict.Invalid(BlockFailure.CONSENSUS, "bad-cb-amount", "");
      }
      if (addHeaders(List.of(block.header())) instanceof HeadersVerdict.Invalid invalid) {
        return new BlockVerdict.Invalid(invalid.failure(), invalid.reason(), invalid.detail());
      }
      index = indexes.get(block.hash());
      if (index == null) {
        throw new IllegalStateException("just added");
      }
      if (index.hasData()) {
        return new BlockVerdict.Duplicate(index);
      }
      if (index.previous() == snapshot.tip() && !catchingUp) {
        BlockIndex fresh = index;
        listeners.forEach(listener -> listener.blockChecked(fresh, block));
      }
      blocks.put(index.hash(), block);
      index.setTransactionCount(block.transactions().size());
      index.setStatus(BlockStatus.VALID_SCRIPTS | BlockStatus.HAVE_DATA | BlockStatus.HAVE_UNDO);
      before = snapshot;
    }
    moveTip();
    ChainSnapshot now = snapshot;
    if (now.tip() != before.tip()) {
      BlockIndex fork = now.forkWith(before.tip());
      listeners.forEach(listener -> listener.tipChanged(now, fork));
    }
    return new BlockVerdict.Accepted(index, now.contains(index));
  }

  /// Connects whatever chain of stored blocks has the most work.
  private void moveTip() {
    List<BlockIndex> fresh = new ArrayList<>();
    synchronized (this) {
      BlockIndex best = snapshot.tip();
      for (BlockIndex index : indexes.values()) {
        if (index.chainWork().compareTo(best.chainWork()) > 0 && isComplete(index)) {
          best = index;
        }
      }
      BlockIndex fork = snapshot.forkWith(best);
      for (BlockIndex at = best; at != null && at != fork; at = at.previous()) {
        fresh.addFirst(at);
      }
      for (BlockIndex index : fresh) {
        BlockIndex previous = index.previous();
        long before = previous == null ? 0 : previous.chainTransactionCount();
        index.setChainTransactionCount(before + index.transactionCount());
      }
      snapshot = new ChainSnapshot(best, snapshot.bestHeader(), catchingUp);
    }
    for (BlockIndex index : fresh) {
      Block block = readBlock(index);
      listeners.forEach(listener -> listener.blockConnected(index, block));
    }
  }

  private static boolean isComplete(BlockIndex index) {
    for (BlockIndex at = index; at != null; at = at.previous()) {
      if (!at.hasData()) {
        return false;
      }
      if (at.chainTransactionCount() > 0) {
        return true;
      }
    }
    return true;
  }

  /// Makes the disk slow.
  public void setReadDelayMillis(long millis) {
    readDelayMillis = millis;
  }

  @Override
  public Block readBlock(BlockIndex index) {
    pause(readDelayMillis);
    Block block;
    synchronized (this) {
      block = blocks.get(index.hash());
    }
    if (block == null) {
      throw new IllegalArgumentException("not stored: " + index);
    }
    return block;
  }

  @Override
  public BlockUndo readUndo(BlockIndex index) {
    int spending = readBlock(index).transactions().size() - 1;
    return new BlockUndo(Collections.nCopies(spending, List.of()));
  }

  @Override
  public Subscription subscribe(ChainListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /// Mines blocks on the tip and takes them; their times go up to now where that is possible.
  public List<Block> mine(int count) {
    return mineOn(snapshot.tip(), count, "");
  }

  /// Mines a branch. `mark` makes its blocks differ from those of others.
  public List<Block> mineOn(BlockIndex start, int count, String mark) {
    List<Block> mined = new ArrayList<>();
    BlockIndex at = start;
    for (int i = 0; i < count; i++) {
      Block block = mineOne(at.hash(), at.height() + 1, at.time() + 1, mark);
      BlockVerdict verdict = CompletableFuture.supplyAsync(() -> addBlock(block), writer).join();
      if (!(verdict instanceof BlockVerdict.Accepted accepted)) {
        throw new IllegalStateException(verdict.toString());
      }
      at = accepted.index();
      mined.add(block);
    }
    return mined;
  }

  private Block mineOne(BlockHash previous, int height, long minTime, String mark) {
    ByteWriter scriptSig = new ByteWriter();
    // BIP-0034: the height as the smallest number push.
    if (height <= 16) {
      scriptSig.writeByte(0x50 + height);
    } else {
      byte[] number = java.math.BigInteger.valueOf(height).toByteArray();
      scriptSig.writeByte(number.length);
      for (int i = number.length - 1; i >= 0; i--) {
        scriptSig.writeByte(number[i]);
      }
    }
    scriptSig.writeByte(0);
    byte[] text = mark.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    if (text.length > 0) {
      scriptSig.writeByte(text.length).writeBytes(text);
    }
    TxIn input = new TxIn(OutPoint.NULL, Script.of(scriptSig.toByteArray()), TxIn.SEQUENCE_FINAL);
    Transaction coinbase =
        Transaction.create(2, List.of(input), List.of(new TxOut(1_0000L, ANYONE)), 0);
    int bits = CompactTarget.encode(params.consensus().powLimit());
    long time = Math.max(minTime, System.currentTimeMillis() / 1000 - 3600);
    BlockHeader header =
        new BlockHeader(0x20000000, previous, coinbase.txid().hash(), time, bits, 0);
    Uint256 target = CompactTarget.decode(bits).value();
    while (Uint256.of(header.hash().hash()).compareTo(target) > 0) {
      header = header.withNonce(header.nonce() + 1);
    }
    return Block.create(header, List.of(coinbase));
  }

  @Override
  public void close() {
    writer.shutdownNow();
  }
}
