package org.quantumcoin.node.mempool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.log.Log;

/// Keeps the history of fees over a restart, in `fee_estimates.dat`, which Core can read and whose
/// file it reads. It is written each hour and at the end.
///
/// A file that cannot be read is a line in the log: estimates begin anew.
public final class FeeEstimatesKeeper implements AutoCloseable {
  private static final String FILE_NAME = "fee_estimates.dat";

  /// Core's `MAX_FILE_AGE`: estimates of older days would mislead.
  private static final Duration MAX_AGE = Duration.ofHours(60);

  /// Core's `FEE_FLUSH_INTERVAL`.
  private static final Duration FLUSH_INTERVAL = Duration.ofHours(1);

  /// More than any estimator writes: a thousand buckets on three horizons of a week.
  private static final long MAX_BYTES = 64L << 20;

  private final Mempool pool;
  private final Path file;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("fee-estimates").factory());

  private FeeEstimatesKeeper(Mempool pool, Path file) {
    this.pool = pool;
    this.file = file;
  }

  /// Reads what was kept, and begins to keep. To be called before anything is in the pool.
  ///
  /// @param folder where the chain's own data is
  /// @param acceptStale whether a file counts that is older than 60 hours
  public static FeeEstimatesKeeper open(
      Mempool pool, InstantSource clock, Path folder, boolean acceptStale) {
    FeeEstimatesKeeper keeper = new FeeEstimatesKeeper(pool, folder.resolve(FILE_NAME));
    keeper.load(clock, acceptStale);
    ScheduledFuture<?> _ =
        keeper.timer.scheduleAtFixedRate(
            keeper::flush,
            FLUSH_INTERVAL.toSeconds(),
            FLUSH_INTERVAL.toSeconds(),
            TimeUnit.SECONDS);
    return keeper;
  }

  private void load(InstantSource clock, boolean acceptStale) {
    if (!Files.exists(file)) {
      Log.info(file + " is not found. Continue anyway.");
      return;
    }
    try {
      Duration age = Duration.between(Files.getLastModifiedTime(file).toInstant(), clock.instant());
      if (age.toHours() > MAX_AGE.toHours() && !acceptStale) {
        Log.info(
            "Fee estimation file %s too old (age=%d > %d hours) and will not be used to avoid serving stale estimates."
                .formatted(file, age.toHours(), MAX_AGE.toHours()));
        return;
      }
      if (Files.size(file) > MAX_BYTES) {
        throw new IOException("it is larger than any that was written by a node");
      }
      pool.loadFeeEstimates(Files.readAllBytes(file));
    } catch (IOException | DecodeException e) {
      Log.info(
          "Failed to read fee estimates from %s: %s. Continue anyway."
              .formatted(file, e.getMessage()));
    }
  }

  /// Writes the file whole or not at all.
  synchronized void flush() {
    Path fresh = file.resolveSibling(FILE_NAME + ".new");
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(pool.feeEstimates());
      while (bytes.hasRemaining()) {
        int _ = channel.write(bytes);
      }
      channel.force(true);
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      Log.info("Flushed fee estimates to " + FILE_NAME + ".");
    } catch (IOException e) {
      Log.warning(
          "Failed to write fee estimates to %s: %s. Continue anyway."
              .formatted(file, e.getMessage()));
    }
  }

  /// Counts what still waits as unconfirmed, and writes.
  @Override
  public void close() {
    timer.shutdownNow();
    pool.flushUnconfirmed();
    flush();
  }
}
