package org.quantumcoin.node.chain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.storage.KeyValueStore;
import org.quantumcoin.node.storage.RebuildTime;
import org.quantumcoin.node.storage.StorageException;

/// The deletion of databases that `-reindex` and `-reindex-chainstate` begin with.
///
/// A file marks that it was begun, so that a kill in the midst of it leaves no half of a database
/// behind: the next start finds the mark and goes on, whatever its options.
final class PendingRebuild {
  private final List<Path> marks;
  private final boolean ofIndex;

  private PendingRebuild(List<Path> marks, boolean ofIndex) {
    this.marks = marks;
    this.ofIndex = ofIndex;
  }

  /// Deletes what is to be built anew.
  static PendingRebuild begin(ChainConfig config) {
    Path indexMark = config.blocksFolder().resolve("reindex.begun");
    Path coinsMark = config.blocksFolder().resolve("reindex-chainstate.begun");
    boolean ofIndex = config.rebuildIndex() || Files.exists(indexMark);
    boolean ofCoins = config.rebuildCoins() || Files.exists(coinsMark);
    if (ofIndex || ofCoins) {
      make(ofIndex ? indexMark : coinsMark);
      if (ofIndex) {
        KeyValueStore.destroy(config.blocksFolder().resolve("index"));
      } else {
        Log.info(
            "Rebuilding the coins from the blocks on disk. This takes "
                + RebuildTime.of(config.blocksFolder())
                + ".");
      }
      KeyValueStore.destroy(config.chainFolder().resolve("chainstate"));
    }
    return new PendingRebuild(List.of(indexMark, coinsMark), ofIndex);
  }

  boolean ofIndex() {
    return ofIndex;
  }

  private static void make(Path mark) {
    try {
      Files.createDirectories(mark.getParent());
      Files.write(mark, new byte[0]);
    } catch (IOException e) {
      throw failure("write", mark, e);
    }
  }

  /// The databases themselves know from here on.
  void begun() {
    for (Path mark : marks) {
      try {
        Files.deleteIfExists(mark);
      } catch (IOException e) {
        throw failure("delete", mark, e);
      }
    }
  }

  private static StorageException failure(String verb, Path mark, IOException cause) {
    return new StorageException(
        "Could not "
            + verb
            + " the file "
            + mark
            + " ("
            + cause.getMessage()
            + "). Wallets and funds are safe. Check that the disk is connected and may be written to, then start again.",
        cause);
  }
}
