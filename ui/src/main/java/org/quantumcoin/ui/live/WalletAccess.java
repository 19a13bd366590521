package org.quantumcoin.ui.live;

import java.util.function.Consumer;
import org.quantumcoin.wallet.Wallets;
import org.quantumcoin.wallet.spend.KeySweeper;

/// The wallets of a running node.
///
/// @param openAtStart notes by name that a wallet is to be opened at the next start
/// @param notAtStart the opposite
/// @param sweeper moves the coins of keys from elsewhere into a wallet
public record WalletAccess(
    Wallets wallets,
    Consumer<String> openAtStart,
    Consumer<String> notAtStart,
    KeySweeper sweeper) {}
