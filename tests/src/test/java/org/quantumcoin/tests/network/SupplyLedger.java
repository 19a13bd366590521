package org.quantumcoin.tests.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.quantumcoin.node.consensus.Subsidy;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;

/// Adds up by itself, from nothing but the blocks that nodes connect, how much money there is, and
/// compares it with the schedule at every height.
final class SupplyLedger {
  private final NetworkParams params;

  /// Values of all outputs that any node has seen in a block.
  private final Map<OutPoint, Long> values = new HashMap<>();

  private final List<String> violations = new ArrayList<>();

  SupplyLedger(NetworkParams params) {
    this.params = params;
  }

  /// By the schedule, up to a height. The genesis block's output is not a coin.
  long scheduled(int height) {
    long sats = 0;
    for (int i = 1; i <= height; i++) {
      sats = Math.addExact(sats, Subsidy.at(i, params.consensus()));
    }
    return sats;
  }

  /// What went wrong; empty when all is well.
  List<String> violations() {
    return violations;
  }

  /// One node's sum.
  final class Account {
    private final String owner;
    private long sats;
    private long scheduledSats;

    Account(String owner) {
      this.owner = owner;
    }

    void connected(int height, Block block) {
      sats = Math.addExact(sats, change(block));
      scheduledSats = Math.addExact(scheduledSats, Subsidy.at(height, params.consensus()));
      if (sats != scheduledSats) {
        violations.add(
            "%s has %d satoshis at height %d where the schedule has %d"
                .formatted(owner, sats, height, scheduledSats));
      }
    }

    void disconnected(int height, Block block) {
      sats = Math.subtractExact(sats, change(block));
      scheduledSats -= Subsidy.at(height, params.consensus());
    }

    private long change(Block block) {
      long change = 0;
      for (Transaction tx : block.transactions()) {
        for (int i = 0; i < tx.outputs().size(); i++) {
          TxOut output = tx.outputs().get(i);
          values.put(new OutPoint(tx.txid(), i), output.value());
          change = Math.addExact(change, output.value());
        }
      }
      for (Transaction tx : block.transactions().subList(1, block.transactions().size())) {
        for (TxIn input : tx.inputs()) {
          Long value = values.get(input.prevout());
          if (value == null) {
            violations.add(owner + " lets a coin be spent that was never made: " + input.prevout());
          } else {
            change = Math.subtractExact(change, value);
          }
        }
      }
      return change;
    }
  }
}
