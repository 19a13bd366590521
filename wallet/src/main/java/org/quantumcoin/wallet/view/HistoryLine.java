package org.quantumcoin.wallet.view;

import java.util.List;
import java.util.OptionalLong;
import org.quantumcoin.node.primitives.Txid;

/// A transaction in the list of a wallet's transactions.
///
/// @param time when it probably was made, in unix seconds (Core's smart time)
/// @param netSats what the wallet gained, or lost, the fee included
/// @param feeSats where all that it spends is the wallet's
/// @param depth confirmations: 0 without a block, negative for those that a block contradicts
/// @param blocksToMaturity until what was mined can be spent; 0 for all others
/// @param addresses who was paid, or on which addresses it came in; the first few
/// @param furtherAddresses how many are left out
/// @param label of the transaction, else of the first of the addresses that has one; or empty
public record HistoryLine(
    Txid txid,
    long time,
    long netSats,
    OptionalLong feeSats,
    Kind kind,
    State state,
    int depth,
    int blocksToMaturity,
    List<String> addresses,
    int furtherAddresses,
    String label) {

  public HistoryLine {
    addresses = List.copyOf(addresses);
  }

  /// What it is for the wallet.
  public enum Kind {
    RECEIVED,
    SENT,
    /// From the wallet to the wallet, less the fee.
    TO_SELF,
    MINED
  }

  /// What has become of it.
  public enum State {
    /// In the mempool.
    PENDING,
    /// In a block.
    CONFIRMED,
    /// Mined, and too young to be spent.
    IMMATURE,
    /// A block has another that spends the same.
    CONFLICTED,
    /// Another took its place, in the mempool or in a block.
    REPLACED,
    /// Given up by its owner.
    ABANDONED,
    /// Not in the mempool; it is sent again from time to time.
    WAITING,
    /// Mined in a block that is not of the chain any more (Core's `orphan`).
    ORPHANED
  }
}
