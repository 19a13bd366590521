package org.quantumcoin.wallet.descriptor;

import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.encoding.Hex;

/// What a descriptor of so many of these keys consists of.
public record MultisigShape(
    MultisigKind kind, int threshold, boolean sorted, List<KeyExpression> keys) {
  public MultisigShape {
    keys = List.copyOf(keys);
  }

  static Optional<MultisigShape> of(DescriptorNode node) {
    return switch (node) {
      case DescriptorNode.Sh(DescriptorNode.Wsh(DescriptorNode inner)) ->
          multi(MultisigKind.P2SH_P2WSH, inner);
      case DescriptorNode.Sh(DescriptorNode inner) -> multi(MultisigKind.P2SH, inner);
      case DescriptorNode.Wsh(DescriptorNode inner) -> multi(MultisigKind.P2WSH, inner);
      case DescriptorNode.Tr(KeyExpression internal, List<DescriptorNode.Leaf> leaves) ->
          leaves.size() == 1 && isUnspendable(internal)
              ? multi(MultisigKind.P2TR, leaves.getFirst().script())
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static boolean isUnspendable(KeyExpression key) {
    return !key.isRanged()
        && key.derive(0)
            .map(known -> RecoveryPolicy.UNSPENDABLE_KEY.equals(Hex.encode(known.xOnly())))
            .orElse(false);
  }

  private static Optional<MultisigShape> multi(MultisigKind kind, DescriptorNode node) {
    return switch (node) {
      case DescriptorNode.Multi(int threshold, List<KeyExpression> keys, boolean sorted) ->
          Optional.of(new MultisigShape(kind, threshold, sorted, keys));
      case DescriptorNode.MultiA(int threshold, List<KeyExpression> keys, boolean sorted) ->
          Optional.of(new MultisigShape(kind, threshold, sorted, keys));
      default -> Optional.empty();
    };
  }
}
