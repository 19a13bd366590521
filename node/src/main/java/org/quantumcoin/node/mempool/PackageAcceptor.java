package org.quantumcoin.node.mempool;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.chain.CoinsView;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.mempool.PackageAcceptance.Member;
import org.quantumcoin.node.mempool.PackageAcceptance.Outcome;
import org.quantumcoin.node.mempool.TxAcceptor.Checked;
import org.quantumcoin.node.mempool.TxAcceptor.Terms;
import org.quantumcoin.node.policy.EphemeralDust;
import org.quantumcoin.node.policy.PackageRules;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.primitives.Wtxid;

/// Judges several transactions together, so that a child can pay for its parents (Core's
/// `AcceptPackage` and `AcceptMultipleTransactions`).
///
/// A package is a child with all its unconfirmed parents. Each is tried alone first: what needs no
/// help is kept on its own merit, and its fee does not count for the others. Only those that pay
/// too little, and children of these, are judged together, by their common fee rate.
///
/// Made for one package, on the chain writer's thread.
final class PackageAcceptor {
  /// What it asks of the mempool, and does to it.
  interface Pool {
    TxGraph graph();

    CoinsView chainCoins();

    MempoolConfig config();

    String unit();

    long deltaOf(Txid txid);

    /// Judges against the pool as it is now, and against members added to its coins.
    TxAcceptor acceptor(PoolCoins coins);

    /// Puts newcomers, parents first, in the place of others.
    void exchange(List<Checked> newcomers, Set<MempoolEntry> replaced);

    /// Drops what is too much.
    void trim();
  }

  private final Pool pool;

  PackageAcceptor(Pool pool) {
    this.pool = pool;
  }

  /// Keeps what passes.
  PackageAcceptance submit(List<Transaction> members, @Nullable FeeRate maxFeeRate) {
    Optional<String> broken = PackageRules.brokenBy(members);
    if (broken.isEmpty() && members.size() > 1) {
      broken = brokenFamily(members);
    }
    if (broken.isPresent()) {
      return PackageRefusal.policy(broken.get(), "").answer();
    }
    Terms terms = Terms.inPackage(maxFeeRate);
    Map<Wtxid, Member> results = new LinkedHashMap<>();
    List<Transaction> together = new ArrayList<>();
    boolean hopeless = false;
    for (Transaction tx : members) {
      Member result = alone(tx, terms);
      results.put(tx.wtxid(), result);
      if (isRefused(result)) {
        if (members.size() > 1 && mayPassTogether(result)) {
          together.add(tx);
        } else {
          hopeless = true;
        }
      }
    }
    PackageAcceptance judged =
        hopeless
            ? new PackageAcceptance(Outcome.MEMBER_REFUSED, PackageRefusal.MEMBER_FAILED, Map.of())
            : together(together, terms);
    results.putAll(judged.members());
    pool.trim();
    return afterTrim(members, results, judged);
  }

  /// The last must spend from all the others, and nothing unconfirmed besides.
  private Optional<String> brokenFamily(List<Transaction> members) {
    if (!PackageRules.isChildWithParents(members)) {
      return Optional.of("package-not-child-with-parents");
    }
    Set<Txid> parents = new HashSet<>();
    members.subList(0, members.size() - 1).forEach(parent -> parents.add(parent.txid()));
    boolean complete =
        members.getLast().inputs().stream()
            .allMatch(input ->
                parents.contains(input.prevout().txid())
                    || pool.chainCoins().get(input.prevout()) != null);
    return complete ? Optional.empty() : Optional.of("package-not-child-with-unconfirmed-parents");
  }

  private Member alone(Transaction tx, Terms terms) {
    MempoolEntry known = pool.graph().find(tx.txid());
    if (known != null) {
      return known.tx().wtxid().equals(tx.wtxid())
          ? new Member.InPool(known.feeSats(), known.virtualSize())
          : new Member.OtherWitness(known.tx().wtxid());
    }
    try {
      TxAcceptor.Judged judged =
          pool.acceptor(coins()).judge(tx, pool.deltaOf(tx.txid()), terms.memberAlone());
      pool.exchange(List.of(judged.checked()), judged.replaced());
      return new Member.Judged(judged.accepted());
    } catch (Refusal refusal) {
      return new Member.Judged(refusal.answer());
    }
  }

  private PoolCoins coins() {
    return new PoolCoins(pool.chainCoins(), pool.graph());
  }

  private static boolean isRefused(Member result) {
    return result instanceof Member.Judged(TxAcceptance answer)
        && !(answer instanceof TxAcceptance.Accepted);
  }

  /// It lacks its fee, or a parent that lacks its own.
  private static boolean mayPassTogether(Member result) {
    if (!(result instanceof Member.Judged(TxAcceptance answer))) {
      return false;
    }
    return switch (answer) {
      case TxAcceptance.MissingInputs _ -> true;
      case TxAcceptance.Refused refused -> refused.kind() == TxAcceptance.Kind.FEE;
      case TxAcceptance.Accepted _, TxAcceptance.AlreadyKnown _ -> false;
    };
  }

  private PackageAcceptance together(List<Transaction> members, Terms terms) {
    if (members.isEmpty()) {
      return new PackageAcceptance(Outcome.TAKEN, "", Map.of());
    }
    Together judged;
    try {
      if (members.size() == 1) {
        // Its parents are in the pool by now, and it is no package any more.
        Member alone = alone(members.getFirst(), terms);
        return new PackageAcceptance(
            isRefused(alone) ? Outcome.MEMBER_REFUSED : Outcome.TAKEN,
            isRefused(alone) ? PackageRefusal.MEMBER_FAILED : "",
            Map.of(members.getFirst().wtxid(), alone));
      }
      judged = judge(members, terms);
    } catch (PackageRefusal refusal) {
      return refusal.answer();
    }
    pool.exchange(judged.members, judged.replaced);
    return new PackageAcceptance(Outcome.TAKEN, "", judged.answers());
  }

  /// What passed together, and what has to go for it.
  private record Together(
      List<Checked> members, FeeRate feeRate, boolean share, Set<MempoolEntry> replaced) {
    Map<Wtxid, Member> answers() {
      List<Wtxid> wtxids = members.stream().map(member -> member.tx().wtxid()).toList();
      Map<Wtxid, Member> answers = new LinkedHashMap<>();
      // What is replaced is told once, with the first.
      Set<MempoolEntry> toTell = replaced;
      for (Checked member : members) {
        answers.put(
            member.tx().wtxid(),
            new Member.Judged(
                share ? member.accepted(feeRate, wtxids, toTell) : member.accepted(toTell)));
        toTell = Set.of();
      }
      return answers;
    }
  }

  /// What [#submit] would find of transactions that may spend from each other, were they all new;
  /// each has to pay for itself, and nothing is kept.
  PackageAcceptance test(List<Transaction> transactions) {
    Optional<String> broken = PackageRules.brokenBy(transactions);
    if (broken.isPresent()) {
      return PackageRefusal.policy(broken.get(), "").answer();
    }
    try {
      return new PackageAcceptance(
          Outcome.TAKEN, "", judge(transactions, Terms.ASKED_TOGETHER).answers());
    } catch (PackageRefusal refusal) {
      return refusal.answer();
    }
  }

  /// Throws a [PackageRefusal] if they do not pass together.
  private Together judge(List<Transaction> transactions, Terms terms) {
    PoolCoins coins = coins();
    TxAcceptor acceptor = pool.acceptor(coins);
    List<Checked> members = check(acceptor, coins, transactions, terms);
    for (Checked member : members) {
      TrucRules.brokenInPackage(member.tx(), member.virtualSize(), transactions, member.ancestors())
          .ifPresent(breach -> {
            throw PackageRefusal.policy(TxAcceptor.TRUC_VIOLATION, breach.text());
          });
    }
    long size = members.stream().mapToLong(Checked::virtualSize).sum();
    long fees = members.stream().mapToLong(Checked::modifiedFeeSats).reduce(0, Math::addExact);
    if (terms.packageFeeRate()) {
      checkFee(acceptor, transactions.getLast(), fees, size);
    }
    Set<MempoolEntry> replaced =
        members.size() > 1 ? checkRelations(members, transactions, fees, size) : Set.of();
    checkDust(acceptor, transactions);
    Together judged =
        new Together(members, FeeRate.of(fees, size), terms.packageFeeRate(), replaced);
    checkScripts(acceptor, judged);
    return judged;
  }

  /// A member that is asked about, and would be kept without those after it, is said to pass even
  /// if one of those does not.
  private static void checkScripts(TxAcceptor acceptor, Together judged) {
    List<Checked> passed = new ArrayList<>();
    for (Checked member : judged.members) {
      try {
        acceptor.checkScripts(member);
        passed.add(member);
      } catch (Refusal refusal) {
        Map<Wtxid, Member> answers = new LinkedHashMap<>();
        if (!judged.share) {
          answers.putAll(new Together(passed, judged.feeRate, false, judged.replaced).answers());
        }
        answers.put(member.tx().wtxid(), new Member.Judged(refusal.answer()));
        throw PackageRefusal.members(PackageRefusal.MEMBER_FAILED, answers);
      }
    }
  }

  private static PackageRefusal failed(Transaction tx, Refusal refusal) {
    return PackageRefusal.member(PackageRefusal.MEMBER_FAILED, tx, refusal.answer());
  }

  private List<Checked> check(
      TxAcceptor acceptor, PoolCoins coins, List<Transaction> transactions, Terms terms) {
    List<Checked> members = new ArrayList<>(transactions.size());
    for (Transaction tx : transactions) {
      try {
        Checked checked = acceptor.check(tx, pool.deltaOf(tx.txid()), terms);
        if (TxAcceptor.exceeds(checked, terms.maxFeeRate())) {
          throw Refusal.policy(TxAcceptor.MAX_FEE_RATE_EXCEEDED, "");
        }
        members.add(checked);
      } catch (Refusal refusal) {
        throw failed(tx, refusal);
      }
      coins.add(tx);
    }
    return members;
  }

  private static void checkFee(TxAcceptor acceptor, Transaction child, long fees, long size) {
    try {
      acceptor.checkFee(fees, size);
    } catch (Refusal refusal) {
      throw failed(child, refusal);
    }
  }

  /// Limits of chains, and replacement; answers with all that would be replaced.
  private Set<MempoolEntry> checkRelations(
      List<Checked> members, List<Transaction> transactions, long fees, long size) {
    AncestorLimits.of(pool.config())
        .exceededBy(transactions, size, pool.graph())
        .ifPresent(text -> {
          throw PackageRefusal.policy("package-mempool-limits", text);
        });
    if (members.stream().allMatch(member -> member.conflicts().isEmpty())) {
      return Set.of();
    }
    Set<MempoolEntry> replaced =
        new PackageReplacement(members, pool.config().incrementalRelayFee(), pool.unit())
            .check(fees, size);
    Log.debug(
        LogCategory.TXPACKAGES,
        () ->
            "package RBF checks passed: parent %s (wtxid=%s), child %s (wtxid=%s), package hash (%s)"
                .formatted(
                    transactions.getFirst().txid(),
                    transactions.getFirst().wtxid(),
                    transactions.getLast().txid(),
                    transactions.getLast().wtxid(),
                    PackageRules.hash(transactions)));
    return replaced;
  }

  private void checkDust(TxAcceptor acceptor, List<Transaction> transactions) {
    if (!pool.config().requireStandard()) {
      return;
    }
    EphemeralDust.leftBehind(transactions, acceptor::pooled, pool.config().policy().dustRelayFee())
        .ifPresent(child -> {
          throw PackageRefusal.member(
              "unspent-dust", child, TxAcceptor.dustLeftBehind(child).answer());
        });
  }

  /// Whatever was evicted at once is not in the pool, whether it came with this package or was
  /// there before.
  private PackageAcceptance afterTrim(
      List<Transaction> members, Map<Wtxid, Member> results, PackageAcceptance judged) {
    boolean evicted = false;
    for (Transaction tx : members) {
      Member result = results.get(tx.wtxid());
      if (result != null && !isRefused(result) && pool.graph().find(tx.txid()) == null) {
        evicted = true;
        results.put(
            tx.wtxid(),
            new Member.Judged(
                new TxAcceptance.Refused(TxAcceptance.Kind.POLICY, "mempool full", "")));
      }
    }
    return evicted
        ? new PackageAcceptance(Outcome.MEMBER_REFUSED, PackageRefusal.MEMBER_FAILED, results)
        : new PackageAcceptance(judged.outcome(), judged.error(), results);
  }
}
