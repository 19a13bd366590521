package org.quantumcoin.node.api;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What the node keeps on disk.
public interface StorageAccess {
  /// Measured anew with each call, which reads the disk's tables but no block.
  StorageStatus storage();

  /// Bytes on disk, by what they are for.
  ///
  /// @param folder where the chain is kept
  /// @param blocksFolder where its blocks are, which may be another disk
  /// @param blockBytes block files
  /// @param undoBytes what is needed to take blocks back
  /// @param chainstateBytes the coins, about
  /// @param freeBytes free for this user on the disk of the blocks; empty if the system does not
  ///   say
  /// @param diskBytes that disk's size
  /// @param pruned whether old blocks are deleted
  /// @param pruneTargetBytes what blocks and undo data may take, when pruned
  /// @param pruneHeight the first block that is kept, when pruned
  /// @param keptSince when the oldest block that is kept was made, in unix seconds; empty before
  ///   there is one
  /// @param bytesPerDay how fast blocks and undo data grow, by the last weeks of the chain; empty
  ///   while there are too few
  /// @param blockIndex headers, and where their blocks are: what every node has
  /// @param indexes others, for which somebody asked
  record StorageStatus(
      String folder,
      String blocksFolder,
      long blockBytes,
      long undoBytes,
      long chainstateBytes,
      OptionalLong freeBytes,
      OptionalLong diskBytes,
      boolean pruned,
      OptionalLong pruneTargetBytes,
      OptionalInt pruneHeight,
      OptionalLong keptSince,
      OptionalLong bytesPerDay,
      IndexStatus blockIndex,
      List<IndexStatus> indexes) {
    public StorageStatus {
      indexes = List.copyOf(indexes);
    }
  }

  /// An index: its name, as `getindexinfo` has it for those it tells of, and how far it has come.
  record IndexStatus(String name, boolean synced, int height, long bytes) {}
}
