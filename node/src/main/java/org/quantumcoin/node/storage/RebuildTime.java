package org.quantumcoin.node.storage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// How long it takes to check all blocks on disk again, said honestly: as a range, since it depends
/// on the disk, the memory and how many scripts are checked.
public final class RebuildTime {
  /// Scripts assumed valid and coins in memory: a guess, not a measurement.
  private static final long FAST_BYTES_PER_SECOND = 20L << 20;

  /// Every script checked on two cores (3.0 MiB a second were measured, on blocks full of
  /// signatures), or the coins on a slow disk.
  private static final long SLOW_BYTES_PER_SECOND = 2L << 20;

  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;

  private RebuildTime() {}

  /// In words, for the block files in a folder: `about 3 to 30 minutes for 3600 MiB of blocks`.
  public static String of(Path blocksFolder) {
    long bytes = bytes(blocksFolder);
    long slow = bytes / SLOW_BYTES_PER_SECOND;
    long fast = bytes / FAST_BYTES_PER_SECOND;
    return words(fast, slow) + " for " + (bytes >> 20) + " MiB of blocks";
  }

  private static String words(long fast, long slow) {
    if (slow < MINUTE) {
      return "less than a minute";
    }
    if (slow < 2 * HOUR) {
      return "about %d to %d minutes".formatted(Math.max(fast / MINUTE, 1), slow / MINUTE);
    }
    return "about %d to %d hours".formatted(Math.max(fast / HOUR, 1), slow / HOUR);
  }

  private static long bytes(Path folder) {
    long bytes = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "blk*.dat")) {
      for (Path file : files) {
        bytes += Files.size(file);
      }
    } catch (IOException _) {
      // A folder that cannot be read is somebody else's sentence; the estimate is of what is seen.
      return bytes;
    }
    return bytes;
  }
}
