package org.quantumcoin.node.p2p.sync;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.BlockVerdict;
import org.quantumcoin.node.chain.ChainService;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.p2p.PeerThread;
import org.quantumcoin.node.p2p.TimeSource;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.BlockHeader;

/// The way of a block from the wire to the chain, and the answer back to whom it came from.
final class BlockIntake implements AutoCloseable {
  /// Blocks that have come and that the chain has not judged yet, as bytes on the wire; parsed they
  /// take several times as much. Seconds of work for the writer, so a pause never starves it.
  static final long MAX_WAITING_BYTES = 16L * 1024 * 1024;

  /// The smallest blocks count as this much, or the objects around them would not be counted.
  private static final int MIN_COUNTED_BYTES = 512;

  /// Blocks up to so many bytes are checked, by themselves, in about a millisecond: another thread
  /// would take as long to wake up.
  private static final int MAX_CHECKED_AT_ONCE_BYTES = 200_000;

  /// Where a pause ends.
  private static final long RESUME_BYTES = MAX_WAITING_BYTES * 3 / 4;

  /// Blocks whose sender is remembered until they are connected.
  private static final int MAX_SOURCES = 2 * BlockDownload.WINDOW;

  private final ChainService chain;
  private final PeerThread thread;
  private final TimeSource time;
  private final BlockDownload download;
  private final Availability availability;
  private final Punishment punishment;
  private final Collection<SyncPeer> peers;
  private final Executor io;
  private final BlockPreparer preparer;
  private final Map<BlockHash, Source> sources =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<BlockHash, Source> eldest) {
          return size() > MAX_SOURCES;
        }
      };

  /// Bytes waiting, by sender.
  private final Map<SyncPeer, Long> waitingOf = new LinkedHashMap<>();

  private long waitingBytes;
  private boolean held;

  /// Who brought a block, and whether as a compact one.
  private record Source(SyncPeer peer, boolean compact) {}

  /// `io` runs what may take a while; `preparers` parse blocks and are ended with this.
  BlockIntake(
      ChainService chain,
      PeerThread thread,
      TimeSource time,
      BlockDownload download,
      Availability availability,
      Punishment punishment,
      Collection<SyncPeer> peers,
      Executor io,
      ExecutorService preparers) {
    this.chain = chain;
    this.thread = thread;
    this.time = time;
    this.download = download;
    this.availability = availability;
    this.punishment = punishment;
    this.peers = peers;
    this.io = io;
    this.preparer = new BlockPreparer(preparers);
  }

  void received(SyncPeer peer, byte[] bytes) {
    if (bytes.length <= BlockHeader.SIZE_BYTES) {
      ignored(peer, "block without transactions");
      return;
    }
    BlockHeader header = BlockHeader.read(new ByteReader(bytes));
    BlockHash hash = header.hash();
    Log.debug(LogCategory.NET, () -> "received block " + hash + " peer=" + peer.id());
    if (isLowWork(header)) {
      Log.debug(
          LogCategory.VALIDATION,
          () ->
              "not adding new block header %s, missing anti-dos proof-of-work validation, peer=%d"
                  .formatted(hash, peer.id()));
      return;
    }
    if (isStored(hash) && !download.isAskedOf(peer, hash)) {
      // Or who sends one block again and again would have it parsed as often.
      availability.has(peer, hash);
      return;
    }
    boolean requested = download.arrived(peer, hash);
    Source source = new Source(peer, false);
    int counted = Math.max(bytes.length, MIN_COUNTED_BYTES);
    noteWaiting(source, hash, counted);
    preparer.submit(
        bytes,
        new BlockPreparer.Sink() {
          @Override
          public void prepared(Block block) {
            submit(source, block, requested, counted);
          }

          @Override
          public void malformed(DecodeException why) {
            String text = "malformed block: " + why.getMessage();
            thread.execute(
                () -> BlockIntake.this.malformed(source, hash, counted, requested, text));
          }
        });
    download.request(peer);
  }

  /// Whether keeping the block would keep a header whose chain has too little work: those that were
  /// asked for have been through [HeaderSync].
  private boolean isLowWork(BlockHeader header) {
    BlockIndex previous = chain.find(header.previous());
    return previous != null
        && chain.find(header.hash()) == null
        && previous
                .chainWork()
                .plus(ChainWork.claimed(List.of(header)))
                .compareTo(ChainWork.threshold(chain))
            < 0;
  }

  /// A compact block was completed. It counts as requested: only those with more work than our tip
  /// are looked at.
  void reconstructed(SyncPeer peer, Block block) {
    boolean _ = download.arrived(peer, block.hash());
    Source source = new Source(peer, true);
    int counted = Math.max(block.totalSize(), MIN_COUNTED_BYTES);
    noteWaiting(source, block.hash(), counted);
    // Parsed already, but not checked: with large ones that is not for the peer thread.
    if (counted <= MAX_CHECKED_AT_ONCE_BYTES) {
      submit(source, block, true, counted);
    } else {
      io.execute(() -> submit(source, block, true, counted));
    }
  }

  private void noteWaiting(Source source, BlockHash hash, int size) {
    sources.putIfAbsent(hash, source);
    waitingBytes += size;
    waitingOf.merge(source.peer, (long) size, Long::sum);
    if (waitingBytes > MAX_WAITING_BYTES) {
      hold(true);
    }
  }

  private void submit(Source source, Block block, boolean requested, int size) {
    CompletableFuture<?> _ =
        chain
            .submitBlock(block, requested)
            .whenComplete((verdict, trouble) ->
                thread.execute(() -> judged(source, block.hash(), size, verdict, trouble)));
  }

  private void malformed(Source source, BlockHash hash, int size, boolean requested, String why) {
    SyncPeer peer = source.peer;
    done(peer, hash, size);
    sources.remove(hash, source);
    if (!requested) {
      ignored(peer, why);
      return;
    }
    // Core forgets the message and waits for the block until a timeout; it would be asked for again
    // at once here.
    Log.debug(LogCategory.NET, () -> why + ", disconnecting peer=" + peer.id());
    peer.peer.disconnect();
  }

  private static void ignored(SyncPeer peer, String why) {
    Log.debug(LogCategory.NET, () -> why + ", ignored, peer=" + peer.id());
  }

  private boolean isStored(BlockHash hash) {
    BlockIndex index = chain.find(hash);
    return index != null && index.hasData();
  }

  private void done(SyncPeer peer, BlockHash hash, int size) {
    download.judged(hash);
    waitingBytes -= size;
    waitingOf.computeIfPresent(peer, (_, bytes) -> bytes <= size ? null : bytes - size);
    if (held && waitingBytes < RESUME_BYTES) {
      hold(false);
    }
  }

  /// Stops or resumes reading from those whose blocks wait. Others are still heard.
  private void hold(boolean hold) {
    if (hold) {
      waitingOf.keySet().forEach(peer -> peer.peer.holdReading(true));
    } else {
      peers.forEach(peer -> peer.peer.holdReading(false));
    }
    if (held != hold) {
      held = hold;
      download.hold(hold);
    }
  }

  private void judged(
      Source from,
      BlockHash hash,
      int size,
      @Nullable BlockVerdict verdict,
      @Nullable Throwable trouble) {
    SyncPeer peer = from.peer;
    done(peer, hash, size);
    if (verdict == null) {
      // Our failure, which the chain reports; it says nothing about the sender.
      sources.remove(hash);
      Log.debug(LogCategory.NET, () -> "block " + hash + " not judged: " + trouble);
      return;
    }
    switch (verdict) {
      case BlockVerdict.Accepted accepted -> {
        peer.lastBlockSeconds = time.seconds();
        download.stored(hash);
        availability.has(peer, accepted.index().hash());
        if (accepted.connected()) {
          sources.remove(hash);
          download.connected();
        }
      }
      case BlockVerdict.Duplicate(BlockIndex index) -> availability.has(peer, index.hash());
      case BlockVerdict.Ignored(BlockIndex index) -> availability.has(peer, index.hash());
      case BlockVerdict.Invalid invalid -> {
        if (sources.remove(hash) != null) {
          punish(from, invalid);
        }
      }
    }
    if (!held) {
      peers.forEach(download::request);
    }
  }

  /// A block that had been stored turned out bad when its turn came.
  void refused(BlockHash hash, BlockVerdict.Invalid verdict) {
    Source source = sources.remove(hash);
    if (source != null) {
      punish(source, verdict);
    }
  }

  private void punish(Source source, BlockVerdict.Invalid verdict) {
    if (source.compact) {
      punishment.forCompactBlock(source.peer, verdict.failure(), verdict.reason());
    } else {
      punishment.forBlock(source.peer, verdict);
    }
  }

  /// A block is on the active chain; answers with who brought it, if that was a peer.
  @Nullable SyncPeer connected(BlockHash hash) {
    Source source = sources.remove(hash);
    return source == null ? null : source.peer;
  }

  @Override
  public void close() {
    preparer.close();
  }
}
