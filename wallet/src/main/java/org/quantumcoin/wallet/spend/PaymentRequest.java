package org.quantumcoin.wallet.spend;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.wallet.descriptor.OutputType;

/// A payment as it is wanted (Core's recipients and `CCoinControl`). What is empty is decided by
/// the wallet.
///
/// @param coins to be spent in any case, in this order, with their sequence numbers where they
///   matter
/// @param addCoins whether others may be added to these
/// @param changeTo where change goes
/// @param changePosition of the change among the outputs
/// @param feeRate instead of an estimate
/// @param confirmTarget blocks for the estimate
/// @param conservative for the estimate; empty for "unless it can be replaced"
/// @param lockTime empty for the height of the chain, against fee sniping
/// @param maxWeight of the transaction
public record PaymentRequest(
    List<Recipient> recipients,
    Map<OutPoint, OptionalLong> coins,
    boolean addCoins,
    Optional<Script> changeTo,
    OptionalInt changePosition,
    Optional<OutputType> changeType,
    Optional<FeeRate> feeRate,
    OptionalInt confirmTarget,
    Optional<Boolean> conservative,
    Optional<Boolean> replaceable,
    OptionalLong lockTime,
    boolean includeUnsafe,
    int minDepth,
    int maxDepth,
    boolean avoidReuse,
    OptionalInt maxWeight) {
  private static final int ANY_DEPTH = 9_999_999;

  public PaymentRequest {
    recipients = List.copyOf(recipients);
    coins = Collections.unmodifiableMap(new LinkedHashMap<>(coins));
  }

  /// Just that: the wallet decides everything else.
  public static PaymentRequest to(List<Recipient> recipients) {
    return new PaymentRequest(
        recipients,
        Map.of(),
        true,
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        false,
        0,
        ANY_DEPTH,
        true,
        OptionalInt.empty());
  }

  /// With another fee: a rate, or a target for the estimate.
  public PaymentRequest withFee(
      Optional<FeeRate> rate, OptionalInt target, Optional<Boolean> careful) {
    return new PaymentRequest(
        recipients,
        coins,
        addCoins,
        changeTo,
        changePosition,
        changeType,
        rate,
        target,
        careful,
        replaceable,
        lockTime,
        includeUnsafe,
        minDepth,
        maxDepth,
        avoidReuse,
        maxWeight);
  }

  public PaymentRequest withReplaceable(Optional<Boolean> wanted) {
    return new PaymentRequest(
        recipients,
        coins,
        addCoins,
        changeTo,
        changePosition,
        changeType,
        feeRate,
        confirmTarget,
        conservative,
        wanted,
        lockTime,
        includeUnsafe,
        minDepth,
        maxDepth,
        avoidReuse,
        maxWeight);
  }

  public PaymentRequest withAvoidReuse(boolean avoid) {
    return new PaymentRequest(
        recipients,
        coins,
        addCoins,
        changeTo,
        changePosition,
        changeType,
        feeRate,
        confirmTarget,
        conservative,
        replaceable,
        lockTime,
        includeUnsafe,
        minDepth,
        maxDepth,
        avoid,
        maxWeight);
  }

  /// With coins of the caller's choice, to which the wallet may add or not.
  public PaymentRequest withCoins(Map<OutPoint, OptionalLong> chosen, boolean mayAdd) {
    return new PaymentRequest(
        recipients,
        chosen,
        mayAdd,
        changeTo,
        changePosition,
        changeType,
        feeRate,
        confirmTarget,
        conservative,
        replaceable,
        lockTime,
        includeUnsafe,
        minDepth,
        maxDepth,
        avoidReuse,
        maxWeight);
  }

  /// With change to a script or of a kind, and at a place, that the caller chose.
  public PaymentRequest withChange(
      Optional<Script> to, Optional<OutputType> type, OptionalInt position) {
    return new PaymentRequest(
        recipients,
        coins,
        addCoins,
        to,
        position,
        type,
        feeRate,
        confirmTarget,
        conservative,
        replaceable,
        lockTime,
        includeUnsafe,
        minDepth,
        maxDepth,
        avoidReuse,
        maxWeight);
  }

  /// Which coins of the wallet may be taken.
  public PaymentRequest withDepths(boolean unsafe, int least, int most) {
    return new PaymentRequest(
        recipients,
        coins,
        addCoins,
        changeTo,
        changePosition,
        changeType,
        feeRate,
        confirmTarget,
        conservative,
        replaceable,
        lockTime,
        unsafe,
        least,
        most,
        avoidReuse,
        maxWeight);
  }

  public PaymentRequest withLockTime(OptionalLong lock) {
    return new PaymentRequest(
        recipients,
        coins,
        addCoins,
        changeTo,
        changePosition,
        changeType,
        feeRate,
        confirmTarget,
        conservative,
        replaceable,
        lock,
        includeUnsafe,
        minDepth,
        maxDepth,
        avoidReuse,
        maxWeight);
  }
}
