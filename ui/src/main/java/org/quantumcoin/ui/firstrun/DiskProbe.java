package org.quantumcoin.ui.firstrun;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;

/// A disk as it was measured: what is free, how large it is, and how fast it takes what must be
/// safe on it.
record DiskProbe(long freeBytes, long totalBytes, double bytesPerSecond) {
  private static final int CHUNK_BYTES = 1 << 20;
  private static final int CHUNKS = 32;
  private static final double NANOS = 1e9;

  /// Below this a first sync of a large chain takes days rather than hours.
  private static final double SLOW_BYTES_PER_SECOND = 30e6;

  /// Writes 32 MiB beside where the folder is or would be, waits until they are on the disk, and
  /// removes them.
  static DiskProbe of(Path folder) throws IOException {
    Path existing = folder.toAbsolutePath();
    while (!Files.isDirectory(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    FileStore store = Files.getFileStore(existing);
    Path file = Files.createTempFile(existing, "speed", ".tmp");
    try {
      // Noise, because some disks pack what repeats.
      byte[] noise = new byte[CHUNK_BYTES];
      new SplittableRandom(1).nextBytes(noise);
      long began = System.nanoTime();
      try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
        for (int i = 0; i < CHUNKS; i++) {
          ByteBuffer chunk = ByteBuffer.wrap(noise);
          while (chunk.hasRemaining()) {
            out.write(chunk);
          }
        }
        out.force(true);
      }
      double seconds = Math.max(System.nanoTime() - began, 1) / NANOS;
      return new DiskProbe(
          store.getUsableSpace(), store.getTotalSpace(), (double) CHUNK_BYTES * CHUNKS / seconds);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  boolean isSlow() {
    return bytesPerSecond < SLOW_BYTES_PER_SECOND;
  }
}
