package org.quantumcoin.node.mempool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.Txid;

/// When a parent and its child may together take the place of others (Core's `PackageRBFChecks`).
///
/// Only where both sides are families of at most two, for which it can be told exactly whether
/// miners earn more afterwards.
final class PackageReplacement {
  private static final String FAILED = "package RBF failed: ";

  private final List<TxAcceptor.Checked> members;
  private final FeeRate incrementalRelayFee;
  private final String unit;

  PackageReplacement(List<TxAcceptor.Checked> members, FeeRate incrementalRelayFee, String unit) {
    this.members = members;
    this.incrementalRelayFee = incrementalRelayFee;
    this.unit = unit;
  }

  /// All that has to go, descendants included; throws a [PackageRefusal] when a rule forbids it.
  Set<MempoolEntry> check(long modifiedFees, long virtualSize) {
    if (members.size() != 2) {
      throw refusal("package must be 1-parent-1-child", "");
    }
    if (members.stream().anyMatch(member -> !member.ancestors().isEmpty())) {
      throw refusal("new transaction cannot have mempool ancestors", "");
    }
    TxAcceptor.Checked parent = members.getFirst();
    Txid child = members.getLast().tx().txid();
    Set<MempoolEntry> conflicts = new LinkedHashSet<>();
    members.forEach(member -> conflicts.addAll(member.conflicts()));
    Optional<String> tooMany = Replacement.tooMany(child, conflicts);
    if (tooMany.isPresent()) {
      throw refusal("too many potential replacements", tooMany.get());
    }
    Set<MempoolEntry> replaced = Replacement.withDescendants(conflicts);
    Optional<String> unpaid =
        Replacement.unpaid(child, replaced, modifiedFees, virtualSize, incrementalRelayFee);
    if (unpaid.isPresent()) {
      throw refusal("insufficient anti-DoS fees", unpaid.get());
    }
    // Otherwise the child would pay for the replacement only, and the parent stay as poor.
    FeeRate rate = FeeRate.of(modifiedFees, virtualSize);
    if (rate.compareTo(parent.feeRate()) <= 0) {
      throw refusal(
          "package feerate is less than or equal to parent feerate",
          "package feerate %s <= parent feerate is %s"
              .formatted(
                  Replacement.format(rate, unit), Replacement.format(parent.feeRate(), unit)));
    }
    improves(replaced, new FeeFrac(modifiedFees, virtualSize));
    return replaced;
  }

  private static void improves(Set<MempoolEntry> replaced, FeeFrac newcomers) {
    // By txid, so that of several reasons the same is given as by Core.
    List<MempoolEntry> sorted = new ArrayList<>(replaced);
    sorted.sort(
        Comparator.comparing(entry -> entry.tx().txid().hash().toBytes(), Arrays::compareUnsigned));
    for (MempoolEntry entry : sorted) {
      Optional<String> larger = largerFamily(entry);
      if (larger.isPresent()) {
        throw refusal(larger.get(), "");
      }
    }
    if (!after(replaced, newcomers).improves(before(replaced))) {
      throw refusal("insufficient feerate: does not improve feerate diagram", "");
    }
  }

  /// Why an entry's family is larger than a parent and its child, in Core's words
  /// (`CheckConflictTopology`).
  private static Optional<String> largerFamily(MempoolEntry entry) {
    Transaction tx = entry.tx();
    boolean hasAncestor = entry.ancestorCount > 1;
    boolean hasDescendant = entry.descendantCount > 1;
    if (entry.ancestorCount > 2) {
      return Optional.of(
          "%s has %d ancestors, max 1 allowed".formatted(tx.txid(), entry.ancestorCount - 1));
    }
    if (entry.descendantCount > 2) {
      return Optional.of(
          "%s has %d descendants, max 1 allowed".formatted(tx.txid(), entry.descendantCount - 1));
    }
    if (hasAncestor && hasDescendant) {
      return Optional.of(
          "%s has both ancestor and descendant, exceeding cluster limit of 2".formatted(tx.txid()));
    }
    if (hasDescendant) {
      MempoolEntry child = entry.children.iterator().next();
      return child.ancestorCount > 2
          ? Optional.of(
              "%s is not the only parent of child %s".formatted(tx.txid(), child.tx().txid()))
          : Optional.empty();
    }
    if (hasAncestor) {
      MempoolEntry parent = entry.parents.iterator().next();
      return parent.descendantCount > 2
          ? Optional.of(
              "%s is not the only child of parent %s".formatted(tx.txid(), parent.tx().txid()))
          : Optional.empty();
    }
    return Optional.empty();
  }

  /// Of the families that something is taken of.
  private static FeeRateDiagram before(Set<MempoolEntry> replaced) {
    List<FeeFrac> chunks = new ArrayList<>();
    for (MempoolEntry entry : replaced) {
      if (entry.descendantCount > 1) {
        // Counted with its child.
        continue;
      }
      FeeFrac own = entry.rate();
      if (entry.ancestorCount == 1) {
        chunks.add(own);
        continue;
      }
      FeeFrac family = new FeeFrac(entry.ancestorFees, entry.ancestorSize);
      if (own.compareTo(family) > 0) {
        // It pays for its parent, so both are mined together.
        chunks.add(family);
      } else {
        chunks.add(family.minus(own));
        chunks.add(own);
      }
    }
    return new FeeRateDiagram(chunks);
  }

  /// Of what is left of them, with the newcomers.
  private static FeeRateDiagram after(Set<MempoolEntry> replaced, FeeFrac newcomers) {
    List<FeeFrac> chunks = new ArrayList<>();
    for (MempoolEntry entry : replaced) {
      for (MempoolEntry parent : entry.parents) {
        if (!replaced.contains(parent)) {
          chunks.add(parent.rate());
        }
      }
    }
    chunks.add(newcomers);
    return new FeeRateDiagram(chunks);
  }

  private static PackageRefusal refusal(String reason, String detail) {
    return PackageRefusal.policy(FAILED + reason, detail);
  }
}
