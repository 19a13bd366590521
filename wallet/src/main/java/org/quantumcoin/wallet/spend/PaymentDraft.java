package org.quantumcoin.wallet.spend;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Txid;

/// A payment that was worked out and not signed, as it is shown to whoever is to confirm it.
///
/// @param payment what will be signed, exactly
/// @param inSats of all inputs
/// @param paidSats to others, and to addresses of the wallet that were given out
/// @param warnings what it tells strangers
/// @param replaces the transaction in whose place it is to come, for a bump or a cancellation
/// @param replacedFeeSats what that one pays
/// @param needsOthers whether this wallet cannot sign it alone: sending gives a PSBT
/// @param held coins of it that were frozen already when it was worked out, and chosen all the same
/// @param fresh those of its outputs that go to addresses of the wallet which nothing else has yet
public record PaymentDraft(
    Purpose purpose,
    Payment payment,
    FeeRate rate,
    long inSats,
    long paidSats,
    OptionalLong changeSats,
    List<In> inputs,
    List<Out> outputs,
    List<PrivacyCheck.Warning> warnings,
    Optional<Txid> replaces,
    OptionalLong replacedFeeSats,
    boolean needsOthers,
    Set<OutPoint> held,
    Set<Script> fresh)
    implements Drafted {

  public PaymentDraft {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    warnings = List.copyOf(warnings);
    held = Set.copyOf(held);
    fresh = Set.copyOf(fresh);
  }

  public long feeSats() {
    return payment.feeSats();
  }

  public int virtualSize() {
    return payment.virtualSize();
  }

  /// What it is made for.
  public enum Purpose {
    PAYMENT,
    /// All there is.
    DRAIN,
    BUMP,
    CANCEL,
    CHILD_PAYS
  }

  /// What it spends.
  ///
  /// @param address empty for scripts that have none
  /// @param label of the address; or empty
  public record In(OutPoint outpoint, Optional<String> address, String label, long sats) {}

  /// What it makes.
  ///
  /// @param ours goes to the wallet itself
  /// @param change ours, to an address that is given to nobody
  public record Out(
      Optional<String> address, String label, long sats, boolean ours, boolean change) {}
}
