/// The first start: language and purpose, where the chain lives, a wallet, its backup, done. The
/// node is at work from the beginning; nothing here waits for it but making a wallet.
///
/// Shown by the main window in place of the shell until it has been gone through once.
@NullMarked
package org.quantumcoin.ui.firstrun;

import org.jspecify.annotations.NullMarked;
