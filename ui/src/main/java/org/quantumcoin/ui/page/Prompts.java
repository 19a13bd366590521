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

  /// Covers the window while something goes on that nothing else may meet.
  Busy busy(String title, String text);

  /// A cover that tells how far it is.
  interface Busy {
    /// From 0 to 1.
    void at(double part);

    void done();
  }

  /// Runs `then` when the wallet's keys can be used: at once, or after its passphrase was given.
  void unlocked(Wallet wallet, Runnable then);
}
