package org.quantumcoin.node.mempool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.log.Log;

/// Keeps a mempool over a restart, in `mempool.dat`, which Core can read and whose file it reads.
///
/// Loading has a thread of its own and goes on while the node works: each transaction is judged as
/// if it came from a peer. What was not loaded to its end is not written over.
public final class MempoolKeeper implements AutoCloseable {
  private static final String FILE_NAME = "mempool.dat";
  private static final int KEY_BYTES = 8;

  /// Transactions that the chain's writer judges before it looks for other work.
  private static final int BATCH = 50;

  private final Mempool pool;
  private final InstantSource clock;
  private final Path file;
  private final Keep keep;
  private volatile boolean loaded;
  private volatile boolean stopping;
  private @Nullable Thread loader;

  /// Whether and how: `-persistmempool` and `-persistmempoolv1`.
  public enum Keep {
    NOT,
    PLAIN,
    OBFUSCATED
  }

  /// What an import takes over beside the transactions.
  ///
  /// @param currentTime whether they count as having come now, instead of when they did
  /// @param feeDeltas what `prioritisetransaction` had said of them
  /// @param unbroadcast which are still to be sent by us until a peer fetches them
  public record ImportOptions(boolean currentTime, boolean feeDeltas, boolean unbroadcast) {
    /// `importmempool`'s when nothing is said.
    public static final ImportOptions DEFAULT = new ImportOptions(true, false, false);

    static final ImportOptions OWN_FILE = new ImportOptions(false, true, true);
  }

  /// @param folder where the chain's own data is
  public MempoolKeeper(Mempool pool, InstantSource clock, Path folder, Keep keep) {
    this.pool = pool;
    this.clock = clock;
    this.file = folder.resolve(FILE_NAME);
    this.keep = keep;
  }

  /// Begins to load, once the chain is at its tip.
  public synchronized void start() {
    if (loader == null && !stopping) {
      loader = Thread.ofPlatform().name("mempool").start(this::load);
    }
  }

  /// Whether everything that was kept is here again; until then nothing is saved.
  public boolean isLoaded() {
    return loaded;
  }

  private void load() {
    if (keep != Keep.NOT) {
      if (Files.exists(file)) {
        try {
          take(file, ImportOptions.OWN_FILE);
        } catch (IOException | CompletionException e) {
          Log.info(
              "Failed to deserialize mempool data on file: %s. Continuing anyway."
                  .formatted(e.getMessage()));
        }
      } else {
        Log.info("Failed to open mempool file. Continuing anyway.");
      }
    }
    loaded = !stopping;
  }

  /// Takes the transactions of a file into the pool, those of them that it would take from a peer.
  ///
  /// @throws IOException where the file cannot be read or is damaged
  public void importFrom(Path from, ImportOptions options) throws IOException {
    take(from, options);
  }

  private void take(Path from, ImportOptions options) throws IOException {
    Log.info("Loading mempool transactions from file...");
    Import run = new Import(options);
    MempoolFile.Rest rest = MempoolFile.read(from, run::offer);
    run.flush();
    if (stopping) {
      return;
    }
    if (options.feeDeltas()) {
      rest.feeDeltas().forEach((txid, delta) -> pool.prioritise(txid, delta).join());
    }
    int waiting = options.unbroadcast() ? rest.unbroadcast().size() : 0;
    if (options.unbroadcast()) {
      rest.unbroadcast().forEach(pool::awaitBroadcast);
    }
    Log.info(
        "Imported mempool transactions from file: %d succeeded, %d failed, %d expired, %d already there, %d waiting for initial broadcast"
            .formatted(run.succeeded, run.failed, run.expired, run.known, waiting));
  }

  /// One file on its way into the pool.
  private final class Import {
    private final ImportOptions options;
    private final List<MempoolFile.Saved> batch = new ArrayList<>();
    private int succeeded;
    private int failed;
    private int expired;
    private int known;

    Import(ImportOptions options) {
      this.options = options;
    }

    void offer(MempoolFile.Saved saved) {
      if (stopping) {
        return;
      }
      long now = clock.instant().getEpochSecond();
      long came = options.currentTime() ? now : saved.timeSeconds();
      long delta = options.feeDeltas() ? saved.feeDelta() : 0;
      batch.add(new MempoolFile.Saved(saved.tx(), came, delta));
      if (batch.size() == BATCH) {
        flush();
      }
    }

    void flush() {
      if (batch.isEmpty() || stopping) {
        return;
      }
      for (Mempool.Restored each : pool.restore(List.copyOf(batch)).join()) {
        switch (each) {
          case ACCEPTED -> succeeded++;
          case KNOWN -> known++;
          case EXPIRED -> expired++;
          case REFUSED -> failed++;
        }
      }
      batch.clear();
    }
  }

  /// Writes what waits now; answers with the file.
  ///
  /// @throws IOException where it cannot be written; the file before it is as it was
  public synchronized Path save() throws IOException {
    byte[] key = new byte[keep == Keep.PLAIN ? 0 : KEY_BYTES];
    new SecureRandom().nextBytes(key);
    long start = System.nanoTime();
    Mempool.Contents contents = pool.contents();
    long copied = System.nanoTime();
    Log.info(
        "Writing %d mempool transactions to file...".formatted(contents.transactions().size()));
    Log.info(
        "Writing %d unbroadcasted transactions to file."
            .formatted(contents.rest().unbroadcast().size()));
    long bytes = MempoolFile.write(file, key, contents.transactions(), contents.rest());
    Log.info(
        "Dumped mempool: %.3fs to copy, %.3fs to dump, %d bytes dumped to file"
            .formatted(seconds(copied - start), seconds(System.nanoTime() - copied), bytes));
    return file;
  }

  private static double seconds(long nanos) {
    return nanos / (double) TimeUnit.SECONDS.toNanos(1);
  }

  /// Ends loading, and saves.
  @Override
  public void close() {
    stopping = true;
    @Nullable Thread running;
    synchronized (this) {
      running = loader;
    }
    if (running != null) {
      try {
        running.join();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
    if (keep == Keep.NOT || !loaded) {
      return;
    }
    try {
      Path _ = save();
    } catch (IOException e) {
      Log.warning("Failed to dump mempool: %s. Continuing anyway.".formatted(e.getMessage()));
    }
  }
}
