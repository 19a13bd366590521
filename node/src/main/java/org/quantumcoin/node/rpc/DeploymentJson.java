package org.quantumcoin.node.rpc;

import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.SoftForks;
import org.quantumcoin.node.consensus.VersionBits;
import org.quantumcoin.node.params.BuriedHeights;
import org.quantumcoin.node.params.Deployment;
import tools.jackson.databind.node.ObjectNode;

/// The soft forks as `getdeploymentinfo` shows them (Core's `DeploymentInfo`).
final class DeploymentJson {
  private DeploymentJson() {}

  static ObjectNode all(BlockIndex index, SoftForks forks) {
    ObjectNode all = Json.object();
    BuriedHeights heights = forks.heights();
    addBuried(all, "bip34", heights.bip34(), index);
    addBuried(all, "bip66", heights.bip66(), index);
    addBuried(all, "bip65", heights.bip65(), index);
    addBuried(all, "csv", heights.csv(), index);
    addBuried(all, "segwit", heights.segwit(), index);
    for (VersionBits deployment : forks.deployments()) {
      if (deployment.deployment().startTime() != Deployment.NEVER_ACTIVE) {
        all.set(deployment.deployment().name(), signalled(deployment, index));
      }
    }
    return all;
  }

  /// Active as soon as the next block has to obey it.
  private static void addBuried(ObjectNode to, String name, int height, BlockIndex index) {
    to.set(
        name,
        Json.object()
            .put("type", "buried")
            .put("active", index.height() + 1 >= height)
            .put("height", height));
  }

  private static ObjectNode signalled(VersionBits bits, BlockIndex index) {
    VersionBits.State current = bits.stateAfter(index.previous());
    VersionBits.State next = bits.stateAfter(index);
    boolean signals =
        current == VersionBits.State.STARTED || current == VersionBits.State.LOCKED_IN;
    Deployment deployment = bits.deployment();
    ObjectNode bip9 = Json.object();
    if (signals) {
      bip9.put("bit", deployment.bit());
    }
    bip9.put("start_time", deployment.startTime());
    bip9.put("timeout", deployment.timeout());
    bip9.put("min_activation_height", deployment.minActivationHeight());
    bip9.put("status", current.id());
    bip9.put("since", bits.stateSinceHeight(index.previous()));
    bip9.put("status_next", next.id());
    if (signals) {
      VersionBits.Statistics statistics = bits.statistics(index);
      ObjectNode numbers = Json.object();
      numbers.put("period", statistics.period());
      if (current == VersionBits.State.STARTED) {
        numbers.put("threshold", statistics.threshold());
      }
      numbers.put("elapsed", statistics.elapsed());
      numbers.put("count", statistics.count());
      if (current == VersionBits.State.STARTED) {
        numbers.put("possible", statistics.possible());
      }
      bip9.set("statistics", numbers);
      bip9.put("signalling", statistics.signalling());
    }
    ObjectNode fork = Json.object().put("type", "bip9");
    if (next == VersionBits.State.ACTIVE) {
      fork.put("height", bits.stateSinceHeight(index));
    }
    fork.put("active", next == VersionBits.State.ACTIVE);
    return fork.set("bip9", bip9);
  }
}
