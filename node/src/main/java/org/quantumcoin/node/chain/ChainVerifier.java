package org.quantumcoin.node.chain;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.consensus.BlockRules;
import org.quantumcoin.node.consensus.Violation;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.storage.DamagedFileException;
import org.quantumcoin.node.storage.StorageException;

/// Checks the last blocks again, on coins of its own in front of the real ones, which stay as they
/// are (Core's `CVerifyDB`).
final class ChainVerifier {
  private final ChainState state;
  private final BooleanSupplier stopping;
  private final Consumer<BlockIndex> onDamagedUndo;

  /// `onDamagedUndo` mends undo data; blocks are marked as lost, so that they are fetched again.
  ChainVerifier(ChainState state, BooleanSupplier stopping, Consumer<BlockIndex> onDamagedUndo) {
    this.state = state;
    this.stopping = stopping;
    this.onDamagedUndo = onDamagedUndo;
  }

  /// What was found.
  sealed interface Finding {
    /// All is well, as far as it was looked at.
    record Sound() implements Finding {}

    /// Files are damaged that the node mends by itself; the sentence is about the first.
    record Damaged(String sentence) implements Finding {}

    /// The coins or the index do not fit the blocks; they must be built anew.
    record Inconsistent(String sentence) implements Finding {}
  }

  /// Levels add up: 0 reads the blocks, 1 checks them, 2 reads undo data, 3 disconnects them, 4
  /// connects them again.
  Finding verify(int level, int depth) {
    BlockIndex tip = state.tip();
    int blocks = depth <= 0 || depth > tip.height() ? tip.height() : depth;
    Log.info("Verifying last %d blocks at level %d".formatted(blocks, level));
    return new Run(level).run(tip, blocks);
  }

  /// One pass down the chain, and up again.
  private final class Run {
    private final int level;
    private final NetworkParams.Consensus rules = state.params().consensus();
    private final CoinsCache trial;
    private boolean disconnecting;
    private @Nullable String damage;

    Run(int level) {
      this.level = level;
      this.disconnecting = level >= 3;
      SecureRandom random = new SecureRandom();
      trial = new CoinsCache(state.coins(), random.nextLong(), random.nextLong());
    }

    Finding run(BlockIndex tip, int blocks) {
      try (ScriptCheckPool scripts = new ScriptCheckPool(0)) {
        BlockConnector connector =
            new BlockConnector(rules, state.softForks(), trial, scripts, () -> null);
        BlockIndex at = tip;
        BlockIndex lowest = tip;
        for (int i = 0; i < blocks && !stopping.getAsBoolean(); i++) {
          Optional<Finding> wrong = down(at, connector);
          if (wrong.isPresent()) {
            return wrong.get();
          }
          BlockIndex parent = at.previous();
          if (parent == null) {
            break;
          }
          at = parent;
          lowest = disconnecting ? at : lowest;
        }
        return level < 4 ? summary() : up(lowest, tip, connector);
      } catch (DamagedFileException e) {
        // Only on the way up, from a block that was read on the way down.
        return new Finding.Damaged(String.valueOf(e.getMessage()));
      }
    }

    private Finding summary() {
      return damage == null ? new Finding.Sound() : new Finding.Damaged(damage);
    }

    private void damaged(BlockIndex at, DamagedFileException e) {
      Log.error("Block " + at.hash() + " at height " + at.height() + ": " + e.getMessage());
      damage = damage == null ? String.valueOf(e.getMessage()) : damage;
      // What lies below can still be read, but no coins belong to it here.
      disconnecting = false;
    }

    private Optional<Finding> down(BlockIndex at, BlockConnector connector) {
      Block block;
      try {
        block = state.needBlock(at);
      } catch (DamagedFileException e) {
        damaged(at, e);
        return Optional.empty();
      }
      Optional<Violation> violation =
          level >= 1 ? BlockRules.check(block, rules) : Optional.empty();
      if (violation.isPresent() || level < 2) {
        return violation.map(v -> inconsistent(at, v.toString()));
      }
      BlockUndo undo;
      try {
        undo = state.readUndo(at);
      } catch (DamagedFileException e) {
        onDamagedUndo.accept(at);
        damaged(at, e);
        return Optional.empty();
      }
      return disconnecting ? disconnect(at, block, undo, connector) : Optional.empty();
    }

    private Optional<Finding> disconnect(
        BlockIndex at, Block block, BlockUndo undo, BlockConnector connector) {
      if (trial.memoryBytes() > state.coinsLimitBytes()) {
        Log.info("Verification goes on without coins from block " + at.height() + ": no memory");
        disconnecting = false;
        return Optional.empty();
      }
      try {
        connector.disconnect(at, block, undo);
        return Optional.empty();
      } catch (StorageException e) {
        // Its own sentence says more: the database may be damaged rather than wrong.
        inconsistent(at, String.valueOf(e.getMessage()));
        return Optional.of(new Finding.Inconsistent(String.valueOf(e.getMessage())));
      }
    }

    private Finding up(BlockIndex from, BlockIndex tip, BlockConnector connector) {
      for (int height = from.height() + 1; height <= tip.height(); height++) {
        if (stopping.getAsBoolean()) {
          return summary();
        }
        BlockIndex index = tip.ancestor(height);
        if (connector.connect(index, state.needBlock(index), BlockConnector.Mode.FULL)
            instanceof BlockConnector.Result.Refused(Violation violation)) {
          return inconsistent(index, violation.toString());
        }
      }
      return summary();
    }
  }

  private Finding inconsistent(BlockIndex at, String what) {
    Log.error(
        "Verification error: found bad block at "
            + at.height()
            + ", hash="
            + at.hash()
            + " ("
            + what
            + ")");
    return new Finding.Inconsistent(
        "The coins database does not fit block "
            + at.hash()
            + " at height "
            + at.height()
            + ". Wallets and funds are safe. "
            + state.coinsRemedy());
  }
}
