package org.quantumcoin.wallet;

import java.util.Optional;
import org.quantumcoin.node.api.BlockRef;
import org.quantumcoin.node.api.NodeApi;
import org.quantumcoin.node.primitives.Block;

/// Looks through the blocks of the active chain for transactions of one wallet, one look at a time.
/// The wallet is locked for a block at a time, so that others get their turn.
final class Rescanner {
  private final Wallet wallet;
  private final NodeApi node;
  private volatile Optional<Rescan> running = Optional.empty();

  Rescanner(Wallet wallet, NodeApi node) {
    this.wallet = wallet;
    this.node = node;
  }

  Optional<Rescan> running() {
    return running;
  }

  /// From one height to another, both included, at most to the last block seen.
  Rescan.Result run(int from, int to) {
    Rescan rescan = begin();
    try {
      int last = from - 1;
      int end = Math.min(to, wallet.locked(() -> wallet.ledger().tipHeight()));
      for (int height = from; height <= end && !rescan.isAborted(); height++) {
        Optional<BlockRef> ref = node.activeBlock(height);
        Optional<Block> block = ref.flatMap(at -> node.readBlock(at.hash()));
        if (ref.isEmpty() || block.isEmpty()) {
          break;
        }
        wallet.blockRescanned(ref.get(), block.get());
        last = height;
        rescan.setProgress((double) (height - from + 1) / (end - from + 1));
      }
      return new Rescan.Result(last, rescan.isAborted());
    } finally {
      running = Optional.empty();
    }
  }

  private synchronized Rescan begin() {
    if (running.isPresent()) {
      throw new WalletException(
          WalletException.Kind.REFUSED,
          "Wallet is currently rescanning. Abort existing rescan or wait.");
    }
    Rescan rescan = new Rescan();
    running = Optional.of(rescan);
    return rescan;
  }
}
