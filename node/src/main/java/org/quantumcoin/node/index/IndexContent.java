package org.quantumcoin.node.index;

import java.util.Optional;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.BlockUndo;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.storage.KeyValueStore;

/// What one index makes of the blocks that [BackgroundIndex] shows it. All methods are called on
/// the index's own thread, with nothing else between; those that fail do so with a
/// [org.quantumcoin.node.storage.StorageException].
///
/// What is put into a batch counts when the batch is written, together with how far the index came,
/// or never. So after a crash an index begins where its last batch ended. The key `B` is the
/// frame's.
interface IndexContent {
  /// Begins after the last block of what was written that the chain knows; empty for nothing.
  /// Blocks behind it are taken back next.
  void resume(Optional<BlockIndex> position);

  /// Takes the block after the one before, or the first. `undo` has nothing for the genesis block.
  void append(BlockIndex index, Block block, BlockUndo undo, KeyValueStore.Batch batch);

  /// Takes back the blocks from height `from` down to `to`, which stays. What was appended before
  /// is written already.
  ///
  /// Those blocks need not be known to anybody any more: a crash may have lost them with what the
  /// chain had not written yet. So an index takes back by what it keeps itself, as found by
  /// heights.
  void rewind(int from, BlockIndex to, KeyValueStore.Batch batch);

  /// The batch is about to be written: files of the index's own must be on disk before.
  void commit(KeyValueStore.Batch batch);
}
