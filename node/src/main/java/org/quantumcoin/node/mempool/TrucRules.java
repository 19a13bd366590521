package org.quantumcoin.node.mempool;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.Txid;

/// Transactions of version 3 keep to one parent and one child, so that they can always be replaced
/// (BIP-0431, Core's `policy/truc_policy.cpp`).
final class TrucRules {
  static final int VERSION = 3;
  private static final int MAX_FAMILY = 2;
  private static final long MAX_SIZE = 10_000;
  private static final long MAX_CHILD_SIZE = 1_000;

  private TrucRules() {}

  /// What a newcomer breaks, in Core's words. `sibling` is the other child that it could take the
  /// place of, if that would mend it.
  record Breach(String text, @Nullable MempoolEntry sibling) {
    Breach(String text) {
      this(text, null);
    }
  }

  /// What a newcomer would break in the pool. `conflicts` are entries that it would replace.
  static Optional<Breach> brokenBy(
      Transaction tx, long virtualSize, Set<MempoolEntry> ancestors, Set<MempoolEntry> conflicts) {
    for (MempoolEntry ancestor : ancestors) {
      Optional<Breach> mixed = mixed(tx, ancestor.tx());
      if (mixed.isPresent()) {
        return mixed;
      }
    }
    if (tx.version() != VERSION) {
      return Optional.empty();
    }
    if (virtualSize > MAX_SIZE) {
      return Optional.of(
          new Breach(
              "version=3 tx %s is too big: %d > %d virtual bytes"
                  .formatted(name(tx), virtualSize, MAX_SIZE)));
    }
    if (ancestors.size() + 1 > MAX_FAMILY) {
      return Optional.of(tooManyAncestors(tx));
    }
    if (ancestors.isEmpty()) {
      return Optional.empty();
    }
    if (virtualSize > MAX_CHILD_SIZE) {
      return Optional.of(childTooLarge(tx, virtualSize));
    }
    return secondChild(ancestors.iterator().next(), conflicts);
  }

  /// A child more than a parent may have, unless it replaces one. After a reorganisation a parent
  /// may have several children, or a child children: which of them would have to go is not asked
  /// then.
  private static Optional<Breach> secondChild(MempoolEntry parent, Set<MempoolEntry> conflicts) {
    boolean replacesChild = parent.children.stream().anyMatch(conflicts::contains);
    if (replacesChild || parent.descendantCount + 1 <= MAX_FAMILY) {
      return Optional.empty();
    }
    MempoolEntry first = parent.children.iterator().next();
    boolean replaceable = parent.descendantCount == MAX_FAMILY && first.ancestorCount == MAX_FAMILY;
    return Optional.of(
        new Breach(tooManyDescendants(parent.tx()).text(), replaceable ? first : null));
  }

  /// What a member of a package would break together with the others. Each has passed the rules for
  /// one alone, under which it did not count the others.
  static Optional<Breach> brokenInPackage(
      Transaction tx, long virtualSize, List<Transaction> members, Set<MempoolEntry> ancestors) {
    List<Transaction> parents = parentsAmong(tx, members);
    if (tx.version() != VERSION) {
      return Stream.concat(ancestors.stream().map(MempoolEntry::tx), parents.stream())
          .flatMap(parent -> mixed(tx, parent).stream())
          .findFirst();
    }
    if (ancestors.size() + parents.size() + 1 > MAX_FAMILY) {
      return Optional.of(tooManyAncestors(tx));
    }
    if (ancestors.isEmpty() && parents.isEmpty()) {
      return Optional.empty();
    }
    if (virtualSize > MAX_CHILD_SIZE) {
      return Optional.of(childTooLarge(tx, virtualSize));
    }
    MempoolEntry pooled = ancestors.isEmpty() ? null : ancestors.iterator().next();
    Transaction parent = pooled == null ? parents.getFirst() : pooled.tx();
    Optional<Breach> mixed = mixed(tx, parent);
    if (mixed.isPresent()) {
      return mixed;
    }
    Optional<Breach> related = relatedMember(tx, parent, members);
    if (related.isPresent()) {
      return related;
    }
    return pooled != null && pooled.descendantCount > 1
        ? Optional.of(tooManyDescendants(parent))
        : Optional.empty();
  }

  private static List<Transaction> parentsAmong(Transaction tx, List<Transaction> members) {
    List<Txid> spent = tx.inputs().stream().map(input -> input.prevout().txid()).toList();
    return members.stream()
        .takeWhile(member -> !member.txid().equals(tx.txid()))
        .filter(member -> spent.contains(member.txid()))
        .toList();
  }

  /// Another member that is a sibling of a child, or a child of it.
  private static Optional<Breach> relatedMember(
      Transaction tx, Transaction parent, List<Transaction> members) {
    for (Transaction member : members) {
      if (member.txid().equals(tx.txid())) {
        continue;
      }
      for (TxIn input : member.inputs()) {
        if (input.prevout().txid().equals(parent.txid())) {
          return Optional.of(tooManyDescendants(parent));
        }
        if (input.prevout().txid().equals(tx.txid())) {
          return Optional.of(tooManyAncestors(member));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Breach> mixed(Transaction tx, Transaction parent) {
    if (tx.version() != VERSION && parent.version() == VERSION) {
      return Optional.of(
          new Breach(
              "non-version=3 tx %s cannot spend from version=3 tx %s"
                  .formatted(name(tx), name(parent))));
    }
    if (tx.version() == VERSION && parent.version() != VERSION) {
      return Optional.of(
          new Breach(
              "version=3 tx %s cannot spend from non-version=3 tx %s"
                  .formatted(name(tx), name(parent))));
    }
    return Optional.empty();
  }

  private static Breach tooManyAncestors(Transaction tx) {
    return new Breach("tx %s would have too many ancestors".formatted(name(tx)));
  }

  private static Breach tooManyDescendants(Transaction parent) {
    return new Breach("tx %s would exceed descendant count limit".formatted(name(parent)));
  }

  private static Breach childTooLarge(Transaction tx, long virtualSize) {
    return new Breach(
        "version=3 child tx %s is too big: %d > %d virtual bytes"
            .formatted(name(tx), virtualSize, MAX_CHILD_SIZE));
  }

  private static String name(Transaction tx) {
    return "%s (wtxid=%s)".formatted(tx.txid(), tx.wtxid());
  }
}
