package org.quantumcoin.wallet.spend;

import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.wallet.WalletException;
import org.quantumcoin.wallet.psbt.Psbt;

/// What became of a payment that was to be sent.
public sealed interface SendOutcome {
  /// The mempool has it.
  record Sent(Transaction tx) implements SendOutcome {}

  /// The wallet keeps it and the mempool has not taken it: it is sent again from time to time,
  /// until it is abandoned.
  ///
  /// @param reason the mempool's, or why it was not asked
  record Kept(Transaction tx, String reason) implements SendOutcome {}

  /// Others have to sign, too. Its change address is taken; its coins are not.
  record PartlySigned(Psbt psbt) implements SendOutcome {}

  /// Nothing was signed and nothing sent.
  record Refused(WalletException.Kind kind, String sentence) implements SendOutcome {}
}
