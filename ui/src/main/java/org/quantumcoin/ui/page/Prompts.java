package org.quantumcoin.ui.page;

import org.quantumcoin.wallet.Wallet;

/// What a page may ask of the person outside of its own content. Only what cannot be taken back and
/// passphrases are asked for over the window; everything else is said in passing. On the FX thread.
public interface Prompts {
  /// Says something at the foot of the window, for some seconds.
  void notice(String text);

  /// Asks before something that cannot be taken back; `yes` runs if it is wanted. `action` is the
  /// verb on the button.
  void confirm(String title, String text, String action, Runnable yes);

  /// Runs `then` when the wallet's keys can be used: at once, or after its passphrase was given.
  void unlocked(Wallet wallet, Runnable then);
}
