package org.quantumcoin.wallet.spend;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.wallet.descriptor.Descriptor;
import org.quantumcoin.wallet.descriptor.DescriptorInference;

/// What is known of the inputs that a payment names beyond what the wallet knows (Core's
/// `PreselectedInput` and external provider): the coins of others, and how they will be spent.
///
/// @param foreign the coins that are not the wallet's
/// @param weights of inputs when they are signed, also of the wallet's own, where the caller says
///   so
/// @param given inputs as they came, whose signatures stay
/// @param solving tells how a script is spent that the wallet cannot tell of; empty if nobody was
///   asked
public record PresetInputs(
    ForeignCoins foreign,
    Map<OutPoint, Long> weights,
    Map<OutPoint, TxIn> given,
    Optional<DescriptorInference> solving) {
  /// Nothing beyond what the wallet knows.
  static final PresetInputs NONE =
      new PresetInputs(ForeignCoins.NONE, Map.of(), Map.of(), Optional.empty());

  public PresetInputs {
    weights = Map.copyOf(weights);
    given = Map.copyOf(given);
  }

  OptionalLong weight(OutPoint outpoint) {
    Long weight = weights.get(outpoint);
    return weight == null ? OptionalLong.empty() : OptionalLong.of(weight);
  }

  Optional<Descriptor> solve(Script script) {
    return solving.map(known -> known.infer(script));
  }

  /// An input to be signed, or as it was signed before.
  TxIn input(OutPoint outpoint, int sequence) {
    TxIn before = given.get(outpoint);
    return before == null
        ? new TxIn(outpoint, Script.EMPTY, sequence)
        : new TxIn(outpoint, before.scriptSig(), sequence, before.witness());
  }
}
