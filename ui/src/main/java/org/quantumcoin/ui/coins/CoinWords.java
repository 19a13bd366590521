package org.quantumcoin.ui.coins;

import java.util.Locale;
import org.quantumcoin.ui.control.Chunks;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Quantities;
import org.quantumcoin.wallet.view.CoinLine;
import org.quantumcoin.wallet.view.CoinTag;

/// Coins in words.
final class CoinWords {
  private CoinWords() {}

  static String tag(CoinTag tag, CoinLine coin) {
    return tag == CoinTag.IMMATURE
        ? Messages.text("history.immature", coin.blocksToMaturity())
        : Messages.text("coins.tag." + tag.name().toLowerCase(Locale.ROOT));
  }

  /// The label, else the address, else the outpoint.
  static String title(CoinLine coin) {
    return coin.label().isEmpty()
        ? Chunks.shortened(coin.address().orElse(coin.outpoint().toString()))
        : coin.label();
  }

  static String depth(CoinLine coin) {
    return Quantities.count(coin.depth());
  }

  /// Whether it is one that no payment takes now.
  static boolean isHeld(CoinLine coin) {
    return coin.is(CoinTag.FROZEN) || coin.is(CoinTag.RESERVED) || coin.is(CoinTag.IMMATURE);
  }
}
