package org.quantumcoin.node.mempool;

import java.util.LinkedHashSet;
import java.util.Set;
import org.quantumcoin.node.primitives.Amount;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.Txid;

/// When a transaction may take the place of others that spend the same coins: the rules of BIP-0125
/// but its first, since replacement is full as in Core 29, and Core's rule about fee rates.
final class Replacement {
  /// Rule 5: what one replacement may evict.
  static final int MAX_REPLACED = 100;

  private final Transaction tx;
  private final Set<MempoolEntry> conflicts;
  private final Set<MempoolEntry> parents;
  private final FeeRate incrementalRelayFee;
  private final String unit;

  /// `conflicts` are the entries that spend a coin that `tx` spends, `parents` those whose outputs
  /// it spends, `unit` the coin's name in texts.
  Replacement(
      Transaction tx,
      Set<MempoolEntry> conflicts,
      Set<MempoolEntry> parents,
      FeeRate incrementalRelayFee,
      String unit) {
    this.tx = tx;
    this.conflicts = conflicts;
    this.parents = parents;
    this.incrementalRelayFee = incrementalRelayFee;
    this.unit = unit;
  }

  /// All that has to go, descendants included; throws a [Refusal] when a rule forbids it.
  Set<MempoolEntry> check(long modifiedFee, long virtualSize) {
    paysHigherRate(modifiedFee, virtualSize);
    Set<MempoolEntry> all = allReplaced();
    addsNoUnconfirmed();
    paysForAll(all, modifiedFee, virtualSize);
    return all;
  }

  /// A lower rate than that of what it replaces would be mined later.
  private void paysHigherRate(long modifiedFee, long virtualSize) {
    FeeRate mine = FeeRate.of(modifiedFee, virtualSize);
    for (MempoolEntry conflict : conflicts) {
      FeeRate theirs = FeeRate.of(conflict.modifiedFeeSats(), conflict.virtualSize());
      if (mine.compareTo(theirs) <= 0) {
        throw insufficient(
            "rejecting replacement %s; new feerate %s <= old feerate %s"
                .formatted(tx.txid(), format(mine), format(theirs)));
      }
    }
  }

  /// Rule 5. Counted before descendants are walked, so that a refusal is cheap.
  private Set<MempoolEntry> allReplaced() {
    int count = 0;
    for (MempoolEntry conflict : conflicts) {
      count += conflict.descendantCount;
      if (count > MAX_REPLACED) {
        throw Refusal.policy(
            "too many potential replacements",
            "rejecting replacement %s; too many potential replacements (%d > %d)"
                .formatted(tx.txid(), count, MAX_REPLACED));
      }
    }
    Set<MempoolEntry> all = new LinkedHashSet<>();
    conflicts.forEach(conflict -> all.addAll(TxGraph.withDescendants(conflict)));
    return all;
  }

  /// Rule 2: a new unconfirmed input could be worth less than it seems.
  private void addsNoUnconfirmed() {
    Set<Txid> parentsOfReplaced = new LinkedHashSet<>();
    Set<Txid> unconfirmed = new LinkedHashSet<>();
    for (MempoolEntry conflict : conflicts) {
      for (TxIn input : conflict.tx().inputs()) {
        parentsOfReplaced.add(input.prevout().txid());
      }
    }
    for (MempoolEntry parent : parents) {
      unconfirmed.add(parent.tx().txid());
    }
    for (int i = 0; i < tx.inputs().size(); i++) {
      Txid spent = tx.inputs().get(i).prevout().txid();
      if (!parentsOfReplaced.contains(spent) && unconfirmed.contains(spent)) {
        throw Refusal.policy(
            "replacement-adds-unconfirmed",
            "replacement %s adds unconfirmed input, idx %d".formatted(tx.txid(), i));
      }
    }
  }

  /// Rules 3 and 4: more than all of them together, and the price of its own relay on top.
  private void paysForAll(Set<MempoolEntry> all, long modifiedFee, long virtualSize) {
    long replacedFees = all.stream().mapToLong(MempoolEntry::modifiedFeeSats).sum();
    if (modifiedFee < replacedFees) {
      throw insufficient(
          "rejecting replacement %s, less fees than conflicting txs; %s < %s"
              .formatted(
                  tx.txid(), Amount.formatShort(modifiedFee), Amount.formatShort(replacedFees)));
    }
    long additional = modifiedFee - replacedFees;
    long relay = incrementalRelayFee.fee(virtualSize);
    if (additional < relay) {
      throw insufficient(
          "rejecting replacement %s, not enough additional fees to relay; %s < %s"
              .formatted(tx.txid(), Amount.formatShort(additional), Amount.formatShort(relay)));
    }
  }

  /// As Core's `CFeeRate::ToString`.
  private String format(FeeRate rate) {
    return Amount.format(rate.satPerKvb()) + " " + unit + "/kvB";
  }

  private static Refusal insufficient(String detail) {
    return Refusal.policy("insufficient fee", detail);
  }
}
