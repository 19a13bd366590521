package org.quantumcoin.node.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.primitives.Wtxid;

/// Which lists of transactions may be judged together, as far as the list alone tells (Core's
/// `policy/packages.cpp`). A package's fees count together, so its shape is kept simple: otherwise
/// one could make others check much and pay for little of it.
public final class PackageRules {
  /// Core's `MAX_PACKAGE_COUNT`: as many as a chain in the mempool may have.
  public static final int MAX_COUNT = 25;

  /// Weight units of all members together (Core's `MAX_PACKAGE_WEIGHT`).
  public static final int MAX_WEIGHT = 404_000;

  private PackageRules() {}

  /// Core's reject reason for a list that is no package at all (its `IsWellFormedPackage`): too
  /// many members, too heavy, one twice, a child before its parent, two that spend the same coin.
  public static Optional<String> brokenBy(List<Transaction> members) {
    if (members.size() > MAX_COUNT) {
      return Optional.of("package-too-many-transactions");
    }
    // One alone is judged by the limit for transactions, which says more.
    if (members.size() > 1 && members.stream().mapToLong(Transaction::weight).sum() > MAX_WEIGHT) {
      return Optional.of("package-too-large");
    }
    Set<Txid> later = new HashSet<>();
    for (Transaction tx : members) {
      if (!later.add(tx.txid())) {
        return Optional.of("package-contains-duplicates");
      }
    }
    for (Transaction tx : members) {
      if (tx.inputs().stream().anyMatch(input -> later.contains(input.prevout().txid()))) {
        return Optional.of("package-not-sorted");
      }
      later.remove(tx.txid());
    }
    return haveConflict(members) ? Optional.of("conflict-in-package") : Optional.empty();
  }

  private static boolean haveConflict(List<Transaction> members) {
    Set<OutPoint> spent = new HashSet<>();
    for (Transaction tx : members) {
      Set<OutPoint> own = new HashSet<>();
      for (TxIn input : tx.inputs()) {
        if (spent.contains(input.prevout())) {
          return true;
        }
        own.add(input.prevout());
      }
      // One without inputs cannot be told from another one.
      if (own.isEmpty()) {
        return true;
      }
      spent.addAll(own);
    }
    return false;
  }

  /// Whether the last spends from each of the others, of which there is at least one.
  public static boolean isChildWithParents(List<Transaction> members) {
    if (members.size() < 2) {
      return false;
    }
    Set<Txid> spent = new HashSet<>();
    members.getLast().inputs().forEach(input -> spent.add(input.prevout().txid()));
    return members.subList(0, members.size() - 1).stream()
        .allMatch(parent -> spent.contains(parent.txid()));
  }

  /// The same, and none of the others spends from another of them.
  public static boolean isChildWithParentsTree(List<Transaction> members) {
    if (!isChildWithParents(members)) {
      return false;
    }
    List<Transaction> parents = members.subList(0, members.size() - 1);
    Set<Txid> txids = new HashSet<>();
    parents.forEach(parent -> txids.add(parent.txid()));
    return parents.stream()
        .flatMap(parent -> parent.inputs().stream())
        .noneMatch(input -> txids.contains(input.prevout().txid()));
  }

  /// Names a package: SHA-256 of its members' wtxids, in the order of these as numbers (Core's
  /// `GetPackageHash`).
  public static Hash256 hash(List<Transaction> members) {
    Sha256 digest = Sha256.local();
    members.stream()
        .map(Transaction::wtxid)
        .map(Wtxid::hash)
        .sorted()
        .forEach(wtxid -> digest.update(wtxid.toBytes()));
    return Hash256.of(digest.finish());
  }
}
