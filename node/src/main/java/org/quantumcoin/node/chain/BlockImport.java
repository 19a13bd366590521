package org.quantumcoin.node.chain;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.consensus.BlockRules;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.storage.BlockFiles;
import org.quantumcoin.node.storage.BlockScanner;
import org.quantumcoin.node.storage.FilePosition;
import org.quantumcoin.node.storage.RebuildTime;

/// Reads blocks from files: the node's own when its index is rebuilt (`-reindex`), or others'
/// (`-loadblock`).
///
/// Files hold blocks in the order in which they came, so parents may stand behind their children. A
/// first pass notes where each header's block stands, a second goes through them from the genesis
/// block up.
final class BlockImport {
  private final ChainState state;
  private final BooleanSupplier stopping;

  BlockImport(ChainState state, BooleanSupplier stopping) {
    this.state = state;
    this.stopping = stopping;
  }

  /// Where a block stands, and which comes before it.
  private record Found(BlockHash hash, FilePosition at) {}

  void rebuildIndex() {
    BlockFiles files = state.files();
    Map<BlockHash, List<Found>> children = new HashMap<>();
    List<Integer> numbers = files.fileNumbers();
    Log.info(
        "Rebuilding the block index from "
            + numbers.size()
            + " files. With all blocks checked again this takes "
            + RebuildTime.of(state.blocksFolder())
            + ".");
    for (int file : numbers) {
      if (stopping.getAsBoolean()) {
        break;
      }
      Log.info("Reindexing block file blk%05d.dat...".formatted(file));
      files.scan(file, (at, bytes) -> note(at, bytes, children));
    }
    acceptFromGenesis(children);
    if (!stopping.getAsBoolean()) {
      state.flush(ChainState.Flush.ALWAYS);
      state.indexStore().setReindexing(false);
      Log.info("Reindexing finished");
    }
  }

  private static void note(FilePosition at, byte[] bytes, Map<BlockHash, List<Found>> children) {
    BlockHeader header = BlockHeader.read(new ByteReader(bytes));
    children
        .computeIfAbsent(header.previous(), _ -> new ArrayList<>())
        .add(new Found(header.hash(), at));
  }

  private void acceptFromGenesis(Map<BlockHash, List<Found>> children) {
    ArrayDeque<BlockHash> parents = new ArrayDeque<>();
    parents.add(BlockHash.ZERO);
    while (!parents.isEmpty() && !stopping.getAsBoolean()) {
      List<Found> found = children.remove(parents.poll());
      if (found == null) {
        continue;
      }
      for (Found block : found) {
        accept(block);
        parents.add(block.hash());
      }
    }
    if (!stopping.getAsBoolean()) {
      ensureGenesis();
    }
  }

  private void accept(Found found) {
    BlockIndex known = state.tree().find(found.hash());
    if (known != null && known.hasData()) {
      return;
    }
    @Nullable Block block = parse(state.files().readBlock(found.at()));
    if (block == null) {
      return;
    }
    if (accept(block, Optional.of(found.at()))
        instanceof BlockVerdict.Invalid(var _, String reason, var _)) {
      Log.warning(
          "Block %s in blk%05d.dat is damaged or invalid and is passed over (%s)"
              .formatted(found.hash(), found.at().file(), reason));
    }
    state.activateBestChain();
  }

  private void ensureGenesis() {
    BlockIndex genesis = state.tree().genesis();
    if (!genesis.hasData()) {
      Block block = state.params().genesis();
      accept(block, Optional.empty());
    }
  }

  private BlockVerdict accept(Block block, Optional<FilePosition> at) {
    return state.acceptBlock(block, BlockRules.check(block, state.params().consensus()), true, at);
  }

  private static @Nullable Block parse(byte[] bytes) {
    try {
      return Block.parse(bytes);
    } catch (DecodeException e) {
      Log.warning("A block on disk cannot be read and is passed over: " + e.getMessage());
      return null;
    }
  }

  /// Imports files of blocks; blocks whose parents come later in the same file wait for them.
  void loadFiles(List<Path> paths, NetworkParams params) {
    for (Path path : paths) {
      Log.info("Importing blocks file " + path + "...");
      Map<BlockHash, List<Block>> waiting = new HashMap<>();
      int[] loaded = {0};
      BlockScanner.scanFile(
          path,
          params.magic(),
          bytes -> {
            Block block = stopping.getAsBoolean() ? null : parse(bytes);
            if (block != null) {
              loaded[0] += importBlock(block, waiting);
            }
          });
      Log.info("Loaded " + loaded[0] + " blocks from external file " + path);
    }
  }

  private int importBlock(Block first, Map<BlockHash, List<Block>> waiting) {
    int loaded = 0;
    ArrayDeque<Block> ready = new ArrayDeque<>(List.of(first));
    while (!ready.isEmpty()) {
      Block block = ready.poll();
      if (!block.hash().equals(state.params().genesisHash())
          && state.tree().find(block.header().previous()) == null) {
        waiting.computeIfAbsent(block.header().previous(), _ -> new ArrayList<>()).add(block);
        continue;
      }
      if (accept(block, Optional.empty()) instanceof BlockVerdict.Accepted) {
        loaded++;
        state.activateBestChain();
      }
      List<Block> children = waiting.remove(block.hash());
      if (children != null) {
        ready.addAll(children);
      }
    }
    return loaded;
  }
}
