package org.quantumcoin.ui.firstrun;

import org.quantumcoin.ui.firstrun.FirstRunViewModel.WalletChoice;

/// How the wallet is to come.
final class WalletStep extends StepPage {
  WalletStep(FirstRunViewModel model) {
    super("first.wallet");
    add(new Choices<>("first.way", WalletChoice.class, model.walletProperty()));
  }
}
