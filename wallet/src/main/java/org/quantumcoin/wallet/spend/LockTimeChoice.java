package org.quantumcoin.wallet.spend;

import java.util.Random;
import org.quantumcoin.node.api.BlockRef;
import org.quantumcoin.wallet.Wallet;

/// Which lock time a payment gets that none was asked for: Core's `DiscourageFeeSniping`. With the
/// height of the chain a miner gains nothing by mining an old block again with it.
final class LockTimeChoice {
  /// Core's `MAX_ANTI_FEE_SNIPING_TIP_AGE`, in seconds.
  private static final long MAX_TIP_AGE_SECONDS = 8 * 60 * 60;

  private LockTimeChoice() {}

  /// @param now unix seconds
  static int of(Wallet wallet, PaymentRequest request, Random random, long now) {
    if (request.lockTime().isPresent()) {
      return (int) request.lockTime().getAsLong();
    }
    BlockRef tip = wallet.node().tip();
    boolean current =
        !wallet.node().chain().initialBlockDownload() && tip.time() >= now - MAX_TIP_AGE_SECONDS;
    if (!current) {
      return 0;
    }
    int height = wallet.ledger().tipHeight();
    // Some are as if they had been held back, which gives cover to those that were.
    return random.nextInt(10) == 0 ? Math.max(0, height - random.nextInt(100)) : height;
  }
}
