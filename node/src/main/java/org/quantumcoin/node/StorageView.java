package org.quantumcoin.node;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.util.Collection;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.quantumcoin.node.api.StorageAccess;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.index.BlockFilterIndex;
import org.quantumcoin.node.index.IndexProgress;
import org.quantumcoin.node.index.Indexes;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.storage.FileInfo;

/// Shows through the `api` what is on disk.
final class StorageView implements StorageAccess {
  private static final long DAY_SECONDS = 24 * 60 * 60;

  /// Growth is told by what was made in so many days before the tip, as the files remember it.
  private static final long GROWTH_DAYS = 60;

  /// The folder's name, below that of the blocks.
  private static final String BLOCK_INDEX = "index";

  private final ChainManager chain;
  private final Indexes indexes;
  private final NodeConfig.Directories directories;

  StorageView(ChainManager chain, Indexes indexes, NodeConfig.Directories directories) {
    this.chain = chain;
    this.indexes = indexes;
    this.directories = directories;
  }

  @Override
  public StorageStatus storage() {
    Collection<FileInfo> files = chain.fileInfos().values();
    OptionalLong free = OptionalLong.empty();
    OptionalLong size = OptionalLong.empty();
    try {
      FileStore disk = Files.getFileStore(directories.blocks());
      free = OptionalLong.of(disk.getUsableSpace());
      size = OptionalLong.of(disk.getTotalSpace());
    } catch (IOException e) {
      Log.warning("The system does not say how much room the disk has: " + e.getMessage());
    }
    return new StorageStatus(
        directories.chain().toString(),
        directories.blocks().toString(),
        files.stream().mapToLong(FileInfo::sizeBytes).sum(),
        files.stream().mapToLong(FileInfo::undoBytes).sum(),
        chain.coinsDiskBytes(),
        free,
        size,
        false,
        OptionalLong.empty(),
        OptionalInt.empty(),
        files.stream().filter(file -> file.blocks() > 0).mapToLong(FileInfo::firstTime).min(),
        bytesPerDay(files, chain.snapshot().tip().time()),
        new IndexStatus(
            BLOCK_INDEX, true, chain.snapshot().bestHeader().height(), chain.blockIndexDiskBytes()),
        indexes.blockFilters().stream().map(StorageView::status).toList());
  }

  private static IndexStatus status(BlockFilterIndex index) {
    IndexProgress progress = index.follower().progress();
    return new IndexStatus(
        progress.name(), progress.synced(), progress.height(), index.diskBytes());
  }

  /// From the files that hold blocks of the last weeks: their bytes over the time between their
  /// first block and their last. A file is 128 MiB of blocks, so while only one is recent the
  /// number is rough.
  static OptionalLong bytesPerDay(Collection<FileInfo> files, long tipTime) {
    long since = tipTime - GROWTH_DAYS * DAY_SECONDS;
    long bytes = 0;
    long first = Long.MAX_VALUE;
    long last = 0;
    for (FileInfo file : files) {
      if (file.blocks() > 0 && file.lastTime() >= since) {
        bytes += (long) file.sizeBytes() + file.undoBytes();
        first = Math.min(first, file.firstTime());
        last = Math.max(last, file.lastTime());
      }
    }
    return last - first < DAY_SECONDS
        ? OptionalLong.empty()
        : OptionalLong.of(bytes / Math.max(1, (last - first) / DAY_SECONDS));
  }
}
