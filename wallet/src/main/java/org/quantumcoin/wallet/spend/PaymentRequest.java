package org.quantumcoin.wallet.spend;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.wallet.coins.Ledger.OwnCoin;
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
/// @param coinsOf which coins may be spent, those that are named too; empty for all that are free:
///   those of a treasury are not
/// @param version of the transaction
/// @param presets what is known of the coins that are named
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
    OptionalInt maxWeight,
    Optional<Predicate<OwnCoin>> coinsOf,
    int version,
    PresetInputs presets) {
  private static final int TX_VERSION = 2;
  private static final int ANY_DEPTH = 9_999_999;

  public PaymentRequest {
    recipients = List.copyOf(recipients);
    coins = Collections.unmodifiableMap(new LinkedHashMap<>(coins));
  }

  /// Just that: the wallet decides everything else.
  public static PaymentRequest to(List<Recipient> recipients) {
    return new Builder(recipients).build();
  }

  /// With another fee: a rate, or a target for the estimate.
  public PaymentRequest withFee(
      Optional<FeeRate> rate, OptionalInt target, Optional<Boolean> careful) {
    Builder changed = new Builder(this);
    changed.feeRate = rate;
    changed.confirmTarget = target;
    changed.conservative = careful;
    return changed.build();
  }

  public PaymentRequest withReplaceable(Optional<Boolean> wanted) {
    Builder changed = new Builder(this);
    changed.replaceable = wanted;
    return changed.build();
  }

  public PaymentRequest withAvoidReuse(boolean avoid) {
    Builder changed = new Builder(this);
    changed.avoidReuse = avoid;
    return changed.build();
  }

  /// With coins of the caller's choice, to which the wallet may add or not.
  public PaymentRequest withCoins(Map<OutPoint, OptionalLong> chosen, boolean mayAdd) {
    Builder changed = new Builder(this);
    changed.coins = chosen;
    changed.addCoins = mayAdd;
    return changed.build();
  }

  /// With change to a script or of a kind, and at a place, that the caller chose.
  public PaymentRequest withChange(
      Optional<Script> to, Optional<OutputType> type, OptionalInt position) {
    Builder changed = new Builder(this);
    changed.changeTo = to;
    changed.changeType = type;
    changed.changePosition = position;
    return changed.build();
  }

  /// Which coins of the wallet may be taken.
  public PaymentRequest withDepths(boolean unsafe, int least, int most) {
    Builder changed = new Builder(this);
    changed.includeUnsafe = unsafe;
    changed.minDepth = least;
    changed.maxDepth = most;
    return changed.build();
  }

  public PaymentRequest withMaxWeight(OptionalInt most) {
    Builder changed = new Builder(this);
    changed.maxWeight = most;
    return changed.build();
  }

  /// With certain coins alone.
  public PaymentRequest withCoinsOf(Predicate<OwnCoin> coins) {
    Builder changed = new Builder(this);
    changed.coinsOf = Optional.of(coins);
    return changed.build();
  }

  /// With what the wallet does not know of the coins that are named.
  public PaymentRequest withPresets(PresetInputs known) {
    Builder changed = new Builder(this);
    changed.presets = known;
    return changed.build();
  }

  public PaymentRequest withVersion(int number) {
    Builder changed = new Builder(this);
    changed.version = number;
    return changed.build();
  }

  public PaymentRequest withLockTime(OptionalLong lock) {
    Builder changed = new Builder(this);
    changed.lockTime = lock;
    return changed.build();
  }

  /// The fields by name, so that a change of one says nothing of the others.
  private static final class Builder {
    private final List<Recipient> recipients;
    private Map<OutPoint, OptionalLong> coins = Map.of();
    private boolean addCoins = true;
    private Optional<Script> changeTo = Optional.empty();
    private OptionalInt changePosition = OptionalInt.empty();
    private Optional<OutputType> changeType = Optional.empty();
    private Optional<FeeRate> feeRate = Optional.empty();
    private OptionalInt confirmTarget = OptionalInt.empty();
    private Optional<Boolean> conservative = Optional.empty();
    private Optional<Boolean> replaceable = Optional.empty();
    private OptionalLong lockTime = OptionalLong.empty();
    private boolean includeUnsafe;
    private int minDepth;
    private int maxDepth = ANY_DEPTH;
    private boolean avoidReuse = true;
    private OptionalInt maxWeight = OptionalInt.empty();
    private Optional<Predicate<OwnCoin>> coinsOf = Optional.empty();
    private int version = TX_VERSION;
    private PresetInputs presets = PresetInputs.NONE;

    Builder(List<Recipient> recipients) {
      this.recipients = recipients;
    }

    Builder(PaymentRequest from) {
      this(from.recipients);
      coins = from.coins;
      addCoins = from.addCoins;
      changeTo = from.changeTo;
      changePosition = from.changePosition;
      changeType = from.changeType;
      feeRate = from.feeRate;
      confirmTarget = from.confirmTarget;
      conservative = from.conservative;
      replaceable = from.replaceable;
      lockTime = from.lockTime;
      includeUnsafe = from.includeUnsafe;
      minDepth = from.minDepth;
      maxDepth = from.maxDepth;
      avoidReuse = from.avoidReuse;
      maxWeight = from.maxWeight;
      coinsOf = from.coinsOf;
      version = from.version;
      presets = from.presets;
    }

    PaymentRequest build() {
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
          avoidReuse,
          maxWeight,
          coinsOf,
          version,
          presets);
    }
  }
}
