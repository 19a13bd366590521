package org.quantumcoin.node.chain;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.quantumcoin.node.consensus.BlockRules;
import org.quantumcoin.node.consensus.Violation;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.storage.StorageException;

/// Checks the last blocks again, on coins of its own in front of the real ones, which stay as they
/// are (Core's `CVerifyDB`).
final class ChainVerifier {
  private final ChainState state;
  private final BooleanSupplier stopping;

  ChainVerifier(ChainState state, BooleanSupplier stopping) {
    this.state = state;
    this.stopping = stopping;
  }

  /// Levels add up: 0 reads the blocks, 1 checks them, 2 reads undo data, 3 disconnects them, 4
  /// connects them again.
  boolean verify(int level, int depth) {
    BlockIndex tip = state.tip();
    int blocks = depth <= 0 || depth > tip.height() ? tip.height() : depth;
    Log.info("Verifying last %d blocks at level %d".formatted(blocks, level));
    NetworkParams.Consensus rules = state.params().consensus();
    SecureRandom random = new SecureRandom();
    CoinsCache trial = new CoinsCache(state.coins(), random.nextLong(), random.nextLong());
    try (ScriptCheckPool scripts = new ScriptCheckPool(0)) {
      BlockConnector connector =
          new BlockConnector(rules, state.softForks(), trial, scripts, () -> null);
      BlockIndex at = tip;
      for (int i = 0; i < blocks && !stopping.getAsBoolean(); i++) {
        if (!verifyDown(at, level, rules, connector)) {
          return false;
        }
        BlockIndex parent = at.previous();
        if (parent == null) {
          break;
        }
        at = parent;
      }
      return level < 4 || verifyUp(at, tip, connector);
    }
  }

  private boolean verifyDown(
      BlockIndex at, int level, NetworkParams.Consensus rules, BlockConnector connector) {
    try {
      Block block = state.readBlock(at);
      Optional<Violation> violation =
          level >= 1 ? BlockRules.check(block, rules) : Optional.empty();
      if (violation.isPresent()) {
        return bad(at, violation.get().toString());
      }
      if (level >= 2) {
        BlockUndo undo = state.readUndo(at);
        if (level >= 3) {
          connector.disconnect(at, block, undo);
        }
      }
      return true;
    } catch (StorageException e) {
      return bad(at, String.valueOf(e.getMessage()));
    }
  }

  private boolean verifyUp(BlockIndex from, BlockIndex tip, BlockConnector connector) {
    for (int height = from.height() + 1; height <= tip.height(); height++) {
      if (stopping.getAsBoolean()) {
        return true;
      }
      BlockIndex index = tip.ancestor(height);
      if (connector.connect(index, state.readBlock(index), BlockConnector.Mode.FULL)
          instanceof BlockConnector.Result.Refused(Violation violation)) {
        return bad(index, violation.toString());
      }
    }
    return true;
  }

  private static boolean bad(BlockIndex at, String what) {
    Log.error(
        "Verification error: found bad block at "
            + at.height()
            + ", hash="
            + at.hash()
            + " ("
            + what
            + ")");
    return false;
  }
}
