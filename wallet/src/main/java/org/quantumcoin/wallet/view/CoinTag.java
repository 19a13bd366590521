package org.quantumcoin.wallet.view;

/// What is to be said of a coin.
public enum CoinTag {
  /// Ours, on an address that was never given out.
  CHANGE,
  /// Not to be chosen, by its owner's wish (Core's locked coins).
  FROZEN,
  /// Held for a proposal of the treasury.
  RESERVED,
  /// The treasury's: spent by proposals only.
  TREASURY,
  /// Mined, and too young to be spent.
  IMMATURE,
  /// Not in a block yet.
  UNCONFIRMED,
  /// Not to be relied on: others made it and no block has it, or it belongs to a replacement.
  UNSAFE,
  /// On an address that was paid more than once, or spent from.
  REUSED
}
