package org.quantumcoin.node.chain;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.consensus.VersionBits;
import org.quantumcoin.node.params.BuriedHeights;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.params.ScriptException;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.script.ScriptFlags;

/// Which soft forks hold for which block. Safe for use by many threads.
public final class SoftForks {
  private final NetworkParams.Consensus rules;
  private final List<VersionBits> deployments;

  public SoftForks(NetworkParams.Consensus rules) {
    this.rules = rules;
    this.deployments = rules.deployments().stream().map(VersionBits::new).toList();
  }

  /// The soft forks that are, or were, activated by signalling.
  public List<VersionBits> deployments() {
    return deployments;
  }

  /// Heights of the buried ones.
  public BuriedHeights heights() {
    return rules.heights();
  }

  public boolean isCsvActiveAt(int height) {
    return height >= rules.heights().csv();
  }

  public boolean isSegwitActiveAt(int height) {
    return height >= rules.heights().segwit();
  }

  /// The script flags that a block's transactions are checked with (Core's `GetBlockScriptFlags`).
  ///
  /// P2SH, segwit and Taproot hold back to genesis but for the blocks that are known to break them:
  /// that is simpler than heights, and safe because no other block of any chain with the work does.
  public int scriptFlags(BlockIndex block) {
    return scriptFlags(block.hash(), block.height());
  }

  /// As [#scriptFlags(BlockIndex)], for a block that is in no tree.
  public int scriptFlags(BlockHash hash, int height) {
    int flags = ScriptFlags.P2SH | ScriptFlags.WITNESS | ScriptFlags.TAPROOT;
    ScriptException exception = rules.scriptExceptions().get(hash);
    if (exception != null) {
      flags =
          switch (exception) {
            case NO_SOFT_FORKS -> ScriptFlags.NONE;
            case WITHOUT_TAPROOT -> ScriptFlags.P2SH | ScriptFlags.WITNESS;
          };
    }
    BuriedHeights heights = rules.heights();
    if (height >= heights.bip66()) {
      flags |= ScriptFlags.DERSIG;
    }
    if (height >= heights.bip65()) {
      flags |= ScriptFlags.CHECKLOCKTIMEVERIFY;
    }
    if (height >= heights.csv()) {
      flags |= ScriptFlags.CHECKSEQUENCEVERIFY;
    }
    if (height >= heights.segwit()) {
      flags |= ScriptFlags.NULLDUMMY;
    }
    return flags;
  }

  /// The version a block on top of `parent` should carry: signalling for what is started or locked
  /// in (Core's `ComputeBlockVersion`).
  public int blockVersion(@Nullable BlockIndex parent) {
    int version = VersionBits.TOP_BITS;
    for (VersionBits deployment : deployments) {
      VersionBits.State state = deployment.stateAfter(parent);
      if (state == VersionBits.State.STARTED || state == VersionBits.State.LOCKED_IN) {
        version |= deployment.mask();
      }
    }
    return version;
  }
}
