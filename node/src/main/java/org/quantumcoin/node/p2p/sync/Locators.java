package org.quantumcoin.node.p2p.sync;

import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.ChainService;
import org.quantumcoin.node.chain.ChainSnapshot;
import org.quantumcoin.node.p2p.message.BlockLocator;
import org.quantumcoin.node.primitives.BlockHash;

/// Makes locators and finds the places they point to.
final class Locators {
  /// Hashes before the steps begin to double.
  private static final int DENSE = 10;

  private Locators() {}

  static BlockLocator of(BlockIndex start) {
    List<BlockHash> hashes = new ArrayList<>();
    int step = 1;
    BlockIndex at = start;
    while (true) {
      hashes.add(at.hash());
      if (at.height() == 0) {
        return new BlockLocator(hashes);
      }
      at = at.ancestor(Math.max(at.height() - step, 0));
      if (hashes.size() > DENSE) {
        step *= 2;
      }
    }
  }

  /// The last block of the active chain that the locator's chain shares, as far as it tells.
  static BlockIndex fork(ChainService chain, ChainSnapshot now, BlockLocator locator) {
    for (BlockHash hash : locator.hashes()) {
      BlockIndex index = chain.find(hash);
      if (index != null) {
        if (now.contains(index)) {
          return index;
        }
        if (index.descendsFrom(now.tip())) {
          return now.tip();
        }
      }
    }
    return now.tip().ancestor(0);
  }
}
