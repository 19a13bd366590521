package org.quantumcoin.node.index;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.BlockUndo;
import org.quantumcoin.node.chain.ChainListener;
import org.quantumcoin.node.chain.ChainService;
import org.quantumcoin.node.chain.ChainSnapshot;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.storage.DamagedFileException;
import org.quantumcoin.node.storage.KeyValueStore;
import org.quantumcoin.node.storage.StorageException;

/// Follows the active chain for an index, on a thread of its own.
///
/// There is one way of following, whether the index is years behind or a block: the thread looks
/// for the block after its last one on the active chain, reads it and its undo data from the disk,
/// and has the content take it in; where there is none it writes what it has and waits for the tip
/// to move. Where its last block is not on the active chain any more, it first goes back to where
/// the chains part. The chain's writer is never waited for and never waits: it only wakes the
/// thread.
///
/// What the content makes of blocks gathers in a batch, which is written after [#COMMIT_BLOCKS],
/// [#COMMIT_BYTES] or [#COMMIT_MILLIS] and at the tip, synced to the disk, with how far it leads
/// ([SavedPosition]). So a crash at any moment costs the blocks since the last batch, which are
/// read again.
///
/// As in Bitcoin Core an index goes back only when there is a block to go forward to: while the tip
/// merely moved down, the index stays ahead of it.
public final class BackgroundIndex implements AutoCloseable {
  /// Blocks that a crash may cost, at most.
  static final int COMMIT_BLOCKS = 1_000;

  /// Memory that a batch may take.
  private static final long COMMIT_BYTES = 4L << 20;

  private static final long COMMIT_MILLIS = 5_000;

  /// Core's `SYNC_LOG_INTERVAL`.
  private static final long LOG_MILLIS = 30_000;

  /// A damaged block or undo data is being mended; nobody tells when that is done.
  private static final long RETRY_MILLIS = 5_000;

  private static final byte[] POSITION_KEY = {'B'};

  private static final BlockUndo NOTHING_SPENT = new BlockUndo(List.of());

  private final String name;
  private final Path folder;
  private final ChainService chain;
  private final KeyValueStore store;
  private final IndexContent content;
  private final Consumer<StorageException> onFailure;
  private final int commitBlocks;
  private final Thread worker;
  private final ReadWriteLock open = new ReentrantReadWriteLock();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition chainMoved = lock.newCondition();
  private final Condition indexMoved = lock.newCondition();
  private boolean news;

  private volatile @Nullable BlockIndex written;
  private volatile boolean synced;
  private volatile boolean ended;
  private volatile boolean closed;

  // The worker's own.

  private KeyValueStore.Batch batch = new KeyValueStore.Batch();
  private @Nullable BlockIndex position;
  private int pendingBlocks;
  private long lastCommitMillis;
  private long lastLogMillis;
  private ChainService.@Nullable Subscription subscription;

  /// Opens what is on disk; [#start] begins to follow.
  ///
  /// @param name as `getindexinfo` has it
  /// @param folder of the index, whose database is in `db` below
  /// @param onFailure is told once, on the index's thread, when the disk fails: the index stands
  ///   still from then on
  /// @param commitBlocks blocks in a batch; [#COMMIT_BLOCKS], unless a test wants few
  BackgroundIndex(
      String name,
      Path folder,
      ChainService chain,
      KeyValueStore store,
      IndexContent content,
      Consumer<StorageException> onFailure,
      int commitBlocks) {
    this.name = name;
    this.folder = folder;
    this.chain = chain;
    this.store = store;
    this.content = content;
    this.onFailure = onFailure;
    this.commitBlocks = commitBlocks;
    this.worker = Thread.ofPlatform().daemon().name("index").unstarted(this::work);
  }

  /// What to do when an index is damaged, in a sentence.
  static String remedy(Path folder) {
    return "Delete the folder "
        + folder
        + " and start again: the index is built anew from the blocks, in the background.";
  }

  /// Begins to follow the chain, which must have been started.
  public void start() {
    subscription =
        chain.subscribe(
            new ChainListener() {
              @Override
              public void tipChanged(ChainSnapshot now, BlockIndex fork) {
                wake();
              }
            });
    worker.start();
  }

  public String name() {
    return name;
  }

  public IndexProgress progress() {
    BlockIndex last = written;
    return new IndexProgress(name, synced, last == null ? 0 : last.height());
  }

  /// Bytes on disk of the database, about.
  long diskBytes() {
    return store.diskBytes();
  }

  /// Waits until the index holds the tip; false at once while it is still being built, and when it
  /// ends meanwhile. Not on the chain's or the peers' thread.
  public boolean awaitTip() {
    if (!synced) {
      return false;
    }
    lock.lock();
    try {
      boolean told = false;
      while (!ended && !holdsTip()) {
        if (!told) {
          told = true;
          Log.info("awaitTip: " + name + " is catching up on block notifications");
        }
        indexMoved.awaitUninterruptibly();
      }
      return !ended;
    } finally {
      lock.unlock();
    }
  }

  private boolean holdsTip() {
    BlockIndex last = written;
    return last != null && last.descendsFrom(chain.snapshot().tip());
  }

  /// Looks something up, unless the index is closed.
  <T> Optional<T> read(Function<KeyValueStore, Optional<T>> question) {
    open.readLock().lock();
    try {
      return closed ? Optional.empty() : question.apply(store);
    } finally {
      open.readLock().unlock();
    }
  }

  private void wake() {
    lock.lock();
    try {
      news = true;
      chainMoved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  // The worker.

  private void work() {
    try {
      resume();
      while (!closed) {
        follow();
      }
      commit();
    } catch (StorageException e) {
      fail(e);
    } catch (RuntimeException | Error e) {
      Log.error("The " + name + " failed", e);
      fail(
          new StorageException(
              "The "
                  + name
                  + " stopped because of a fault in this program. Wallets and funds are safe, and what was written to"
                  + " disk is intact: start again, and report the log file.",
              e));
    } finally {
      end();
    }
  }

  private void resume() {
    Optional<SavedPosition> saved = saved();
    Optional<BlockIndex> known = saved.flatMap(each -> each.lastKnown(chain::find));
    if (saved.isPresent() && known.isEmpty()) {
      throw new StorageException(
          "The folder "
              + folder
              + " belongs to another chain. Wallets and funds are safe. "
              + remedy(folder));
    }
    content.resume(known);
    position = known.orElse(null);
    lastCommitMillis = nowMillis();
    int height = saved.map(SavedPosition::height).orElse(0);
    if (known.isPresent() && known.get().height() != height) {
      content.rewind(height, known.get(), batch);
      commit();
    }
    written = position;
    synced = position == chain.snapshot().tip();
  }

  private Optional<SavedPosition> saved() {
    byte[] value = store.get(POSITION_KEY);
    try {
      return Optional.ofNullable(value).map(SavedPosition::parse);
    } catch (DecodeException e) {
      throw new StorageException(
          "The database in "
              + folder
              + " holds an entry that cannot be read ("
              + e.getMessage()
              + "). Wallets and funds are safe. "
              + remedy(folder),
          e);
    }
  }

  /// Takes in one block, or waits for there to be one.
  private void follow() {
    takeNews();
    BlockIndex next = next();
    if (next == null) {
      commit();
      if (!synced) {
        synced = true;
        BlockIndex last = written;
        Log.info(name + " is enabled" + (last == null ? "" : " at height " + last.height()));
      }
      told();
      awaitNews();
    } else if (!append(next)) {
      awaitNews(RETRY_MILLIS);
    }
  }

  /// The block to take in next; null when the index holds the active chain.
  private @Nullable BlockIndex next() {
    ChainSnapshot now = chain.snapshot();
    BlockIndex at = position;
    return at == null ? now.at(0) : now.at(now.forkWith(at).height() + 1);
  }

  /// False if the block cannot be read now.
  private boolean append(BlockIndex next) {
    BlockIndex at = position;
    BlockIndex parent = next.previous();
    if (at != null && parent != null && parent != at) {
      commit();
      content.rewind(at.height(), parent, batch);
      position = parent;
      commit();
    }
    boolean readable = next.hasData() && (parent == null || next.hasUndo());
    if (!readable) {
      return false;
    }
    try {
      Block block = chain.readBlock(next);
      content.append(next, block, parent == null ? NOTHING_SPENT : chain.readUndo(next), batch);
    } catch (DamagedFileException e) {
      Log.warning(name + " waits for a block to be mended: " + e.getMessage());
      return false;
    } catch (IllegalArgumentException e) {
      if (next.hasData() && next.hasUndo()) {
        throw e;
      }
      // Found to be damaged by somebody else, a moment ago.
      return false;
    }
    position = next;
    pendingBlocks++;
    report(next);
    boolean due =
        pendingBlocks >= commitBlocks
            || batch.sizeBytes() >= COMMIT_BYTES
            || nowMillis() - lastCommitMillis >= COMMIT_MILLIS;
    if (due) {
      commit();
    }
    return true;
  }

  private void report(BlockIndex at) {
    if (!synced && nowMillis() - lastLogMillis >= LOG_MILLIS) {
      lastLogMillis = nowMillis();
      Log.info("Syncing " + name + " with block chain from height " + at.height());
    }
  }

  /// Writes what there is, with how far it leads.
  private void commit() {
    BlockIndex last = position;
    if (last == null || last == written) {
      return;
    }
    content.commit(batch);
    batch.put(POSITION_KEY, SavedPosition.of(last).toBytes());
    store.write(batch, true);
    batch.close();
    batch = new KeyValueStore.Batch();
    pendingBlocks = 0;
    lastCommitMillis = nowMillis();
    written = last;
    told();
  }

  /// Steady, for intervals.
  private static long nowMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  private void told() {
    lock.lock();
    try {
      indexMoved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void takeNews() {
    lock.lock();
    try {
      news = false;
    } finally {
      lock.unlock();
    }
  }

  private void awaitNews() {
    lock.lock();
    try {
      while (!news && !closed) {
        chainMoved.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private void awaitNews(long millis) {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(millis);
      while (!news && !closed && left > 0) {
        left = chainMoved.awaitNanos(left);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private void fail(StorageException broken) {
    Log.fatal(String.valueOf(broken.getMessage()));
    onFailure.accept(broken);
  }

  /// Nobody may wait for the index from here on.
  private void end() {
    batch.close();
    lock.lock();
    try {
      ended = true;
      indexMoved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Writes what there is and closes the database; what is asked from then on has no answer.
  @Override
  public void close() {
    ChainService.Subscription listening = subscription;
    if (listening != null) {
      listening.close();
    }
    lock.lock();
    try {
      closed = true;
      chainMoved.signalAll();
    } finally {
      lock.unlock();
    }
    join();
    open.writeLock().lock();
    try {
      store.close();
    } finally {
      open.writeLock().unlock();
    }
  }

  private void join() {
    try {
      worker.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the " + name + " was closing", e);
    }
  }
}
