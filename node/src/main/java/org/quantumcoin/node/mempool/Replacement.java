package org.quantumcoin.node.mempool;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.quantumcoin.node.mempool.TxAcceptance.Kind;
import org.quantumcoin.node.primitives.Amount;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.Txid;

/// When a transaction may take the place of others that spend the same coins: the rules of BIP-0125
/// but its first, since replacement is full as in Core 29, and Core's rule about fee rates. Also
/// for a transaction of version 3 that takes the place of another child of its parent.
final class Replacement {
  /// Rule 5: what one replacement may evict.
  static final int MAX_REPLACED = 100;

  private final TxAcceptor.Checked newcomer;
  private final Transaction tx;
  private final FeeRate incrementalRelayFee;
  private final String unit;
  private final String suffix;

  /// `unit` is the coin's name in texts.
  Replacement(TxAcceptor.Checked newcomer, FeeRate incrementalRelayFee, String unit) {
    this.newcomer = newcomer;
    this.tx = newcomer.tx();
    this.incrementalRelayFee = incrementalRelayFee;
    this.unit = unit;
    this.suffix = newcomer.evictsSibling() ? " (including sibling eviction)" : "";
  }

  /// All that has to go, descendants included; throws a [Refusal] when a rule forbids it.
  Set<MempoolEntry> check() {
    paysHigherRate();
    Optional<String> tooMany = tooMany(tx.txid(), newcomer.conflicts());
    if (tooMany.isPresent()) {
      throw refusal(Kind.POLICY, "too many potential replacements", tooMany.get());
    }
    Set<MempoolEntry> all = withDescendants(newcomer.conflicts());
    addsNoUnconfirmed(all);
    Optional<String> unpaid =
        unpaid(
            tx.txid(),
            all,
            newcomer.modifiedFeeSats(),
            newcomer.virtualSize(),
            incrementalRelayFee);
    if (unpaid.isPresent()) {
      throw refusal(Kind.FEE, "insufficient fee", unpaid.get());
    }
    return all;
  }

  /// A lower rate than that of what it replaces would be mined later.
  private void paysHigherRate() {
    FeeRate mine = FeeRate.of(newcomer.modifiedFeeSats(), newcomer.virtualSize());
    for (MempoolEntry conflict : newcomer.conflicts()) {
      FeeRate theirs = FeeRate.of(conflict.modifiedFeeSats(), conflict.virtualSize());
      if (mine.compareTo(theirs) <= 0) {
        throw refusal(
            Kind.FEE,
            "insufficient fee",
            "rejecting replacement %s; new feerate %s <= old feerate %s"
                .formatted(tx.txid(), format(mine, unit), format(theirs, unit)));
      }
    }
  }

  /// Rule 5. Counted before descendants are walked, so that a refusal is cheap.
  static Optional<String> tooMany(Txid newcomer, Set<MempoolEntry> conflicts) {
    int count = 0;
    for (MempoolEntry conflict : conflicts) {
      count += conflict.descendantCount;
      if (count > MAX_REPLACED) {
        return Optional.of(
            "rejecting replacement %s; too many potential replacements (%d > %d)"
                .formatted(newcomer, count, MAX_REPLACED));
      }
    }
    return Optional.empty();
  }

  static Set<MempoolEntry> withDescendants(Set<MempoolEntry> conflicts) {
    Set<MempoolEntry> all = new LinkedHashSet<>();
    conflicts.forEach(conflict -> all.addAll(TxGraph.withDescendants(conflict)));
    return all;
  }

  /// Rule 2: a new unconfirmed input could be worth less than it seems.
  private void addsNoUnconfirmed(Set<MempoolEntry> replaced) {
    Set<Txid> spentByReplaced = new HashSet<>();
    for (MempoolEntry entry : replaced) {
      for (TxIn input : entry.tx().inputs()) {
        spentByReplaced.add(input.prevout().txid());
      }
    }
    Set<Txid> unconfirmed = new HashSet<>();
    newcomer.parents().forEach(parent -> unconfirmed.add(parent.tx().txid()));
    for (int i = 0; i < tx.inputs().size(); i++) {
      Txid spent = tx.inputs().get(i).prevout().txid();
      if (!spentByReplaced.contains(spent) && unconfirmed.contains(spent)) {
        throw refusal(
            Kind.POLICY,
            "replacement-adds-unconfirmed",
            "replacement %s adds unconfirmed input, idx %d".formatted(tx.txid(), i));
      }
    }
  }

  /// Rules 3 and 4: more than all of them together, and the price of its own relay on top.
  static Optional<String> unpaid(
      Txid newcomer,
      Set<MempoolEntry> replaced,
      long modifiedFee,
      long virtualSize,
      FeeRate incrementalRelayFee) {
    long replacedFees = replaced.stream().mapToLong(MempoolEntry::modifiedFeeSats).sum();
    if (modifiedFee < replacedFees) {
      return Optional.of(
          "rejecting replacement %s, less fees than conflicting txs; %s < %s"
              .formatted(
                  newcomer, Amount.formatShort(modifiedFee), Amount.formatShort(replacedFees)));
    }
    long additional = modifiedFee - replacedFees;
    long relay = incrementalRelayFee.fee(virtualSize);
    return additional < relay
        ? Optional.of(
            "rejecting replacement %s, not enough additional fees to relay; %s < %s"
                .formatted(newcomer, Amount.formatShort(additional), Amount.formatShort(relay)))
        : Optional.empty();
  }

  /// As Core's `CFeeRate::ToString`.
  static String format(FeeRate rate, String unit) {
    return Amount.format(rate.satPerKvb()) + " " + unit + "/kvB";
  }

  private Refusal refusal(Kind kind, String reason, String detail) {
    return Refusal.of(kind, reason + suffix, detail);
  }
}
