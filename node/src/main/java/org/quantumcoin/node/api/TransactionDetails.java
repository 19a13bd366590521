package org.quantumcoin.node.api;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.primitives.Wtxid;

/// A transaction taken apart. Money is satoshis, sizes are bytes; `lockTime` is a height below
/// 500,000,000 and a unix time from there. Scripts in hexadecimal or as words are cut after
/// [#MAX_SCRIPT_CHARS] characters.
///
/// @param feeSats empty for a coinbase and where what is spent is not known
public record TransactionDetails(
    Txid txid,
    Wtxid wtxid,
    Place place,
    boolean coinbase,
    int version,
    long lockTime,
    int sizeBytes,
    int virtualSize,
    int weight,
    OptionalLong feeSats,
    List<Input> inputs,
    List<Output> outputs) {
  public static final int MAX_SCRIPT_CHARS = 4_000;

  public TransactionDetails {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /// Empty where the fee is.
  public Optional<FeeRate> rate() {
    return feeSats.isEmpty()
        ? Optional.empty()
        : Optional.of(FeeRate.of(feeSats.getAsLong(), virtualSize));
  }

  /// Where it is.
  public sealed interface Place {
    /// In the mempool since `addedAt`, with so many relatives there, itself included.
    record Waiting(long addedAt, int ancestors, int descendants, boolean replaceable)
        implements Place {}

    /// In a block; `confirmations` is -1 off the active chain.
    record InBlock(BlockRef block, int position, int confirmations) implements Place {}
  }

  /// An input. `spent` is empty for a coinbase and where it is not known. `scriptAsm` is the
  /// unlocking script in words, `witness` its items in hexadecimal.
  public record Input(
      OutPoint outpoint,
      Optional<SpentOutput> spent,
      long sequence,
      String scriptHex,
      String scriptAsm,
      List<String> witness) {
    public Input {
      witness = List.copyOf(witness);
    }
  }

  /// The output that an input spends. `height` is of the block that made it, empty while that one
  /// waits as well.
  public record SpentOutput(
      long sats, Optional<String> address, String type, OptionalLong height, boolean coinbase) {}

  /// An output; `type` is Core's word for its script (`witness_v1_taproot`, `nulldata`, …).
  public record Output(
      int index,
      long sats,
      Optional<String> address,
      String type,
      String scriptHex,
      String scriptAsm,
      Spending spending) {}

  /// What became of an output.
  public sealed interface Spending {
    record Unspent() implements Spending {}

    /// By a transaction of the mempool.
    record SpentInPool(Txid by) implements Spending {}

    record SpentInChain() implements Spending {}

    /// It never can be spent: data.
    record Unspendable() implements Spending {}

    /// The node was too busy to say, or the transaction is in a block off the active chain.
    record Unknown() implements Spending {}
  }
}
