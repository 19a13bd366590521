package org.quantumcoin.node.mempool;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.CoinsView;
import org.quantumcoin.node.chain.TipView;
import org.quantumcoin.node.consensus.LockTimes;
import org.quantumcoin.node.consensus.TxRules;
import org.quantumcoin.node.consensus.Violation;
import org.quantumcoin.node.policy.Standardness;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.script.PrecomputedTransactionData;
import org.quantumcoin.node.script.ScriptCheck;
import org.quantumcoin.node.script.ScriptError;
import org.quantumcoin.node.script.ScriptFlags;
import org.quantumcoin.node.script.SigOps;
import org.quantumcoin.node.script.SignatureCache;

/// Judges one transaction against the tip and the pool, in the order of Core's `MemPoolAccept`:
/// what is cheap first, scripts last, so that a refusal costs its sender more than us.
///
/// Made for one judgement, on the chain writer's thread. Changes nothing.
final class TxAcceptor {
  /// A carve-out child is at most so large (Core's `EXTRA_DESCENDANT_TX_SIZE_LIMIT`).
  private static final long CARVE_OUT_BYTES = 10_000;

  private final MempoolConfig config;
  private final long maxMoney;
  private final TxGraph graph;
  private final TipView tip;
  private final PoolCoins coins;
  private final FeeRate minFee;
  private final @Nullable SignatureCache signatures;
  private final String unit;

  /// A transaction that passed: what the entry will be made of, and what has to go for it.
  record Judged(
      Transaction tx,
      long feeSats,
      int sigOpCost,
      long virtualSize,
      boolean spendsCoinbase,
      Set<MempoolEntry> replaced) {}

  TxAcceptor(
      MempoolConfig config,
      long maxMoney,
      TxGraph graph,
      TipView tip,
      PoolCoins coins,
      FeeRate minFee,
      @Nullable SignatureCache signatures,
      String unit) {
    this.config = config;
    this.maxMoney = maxMoney;
    this.graph = graph;
    this.tip = tip;
    this.coins = coins;
    this.minFee = minFee;
    this.signatures = signatures;
    this.unit = unit;
  }

  /// Throws a [Refusal] with the answer for a transaction that does not pass. `bypassLimits` is for
  /// those that come back out of a block: they were good enough once.
  Judged judge(Transaction tx, long feeDelta, boolean bypassLimits) {
    checkAlone(tx);
    checkFinal(tx);
    Set<MempoolEntry> conflicts = checkUnknown(tx);
    List<Coin> spent = fetch(tx);
    checkSequenceLocks(tx, spent);
    int height = tip.snapshot().height() + 1;
    long fee =
        switch (TxRules.checkInputs(tx, withSpendHeights(spent, height), height, maxMoney)) {
          case TxRules.InputsVerdict.Valid(long paid) -> paid;
          case TxRules.InputsVerdict.Invalid(Violation v) ->
              throw premature(v)
                  ? Refusal.policy(v.reason(), v.detail())
                  : Refusal.consensus(v.reason(), v.detail());
        };
    List<TxOut> outputs = spent.stream().map(Coin::out).toList();
    checkStandardInputs(tx, outputs);
    int sigOpCost = SigOps.transactionSigOpCost(tx, outputs, ScriptFlags.STANDARD);
    long modifiedFee = fee + feeDelta;
    checkDust(tx, fee, modifiedFee);
    if (sigOpCost > Standardness.MAX_SIGOP_COST) {
      throw Refusal.policy("bad-txns-too-many-sigops", Integer.toString(sigOpCost));
    }
    long virtualSize =
        Standardness.virtualSize(tx.weight(), sigOpCost, config.policy().bytesPerSigOp());
    if (!bypassLimits) {
      checkFee(modifiedFee, virtualSize);
    }
    Set<MempoolEntry> replaced = checkRelations(tx, conflicts, modifiedFee, virtualSize);
    checkScripts(tx, outputs);
    boolean spendsCoinbase = spent.stream().anyMatch(Coin::coinbase);
    return new Judged(tx, fee, sigOpCost, virtualSize, spendsCoinbase, replaced);
  }

  private static boolean premature(Violation violation) {
    return violation.reason().equals("bad-txns-premature-spend-of-coinbase");
  }

  private static void refuse(Optional<String> reason) {
    if (reason.isPresent()) {
      throw Refusal.policy(reason.get(), "");
    }
  }

  private void checkAlone(Transaction tx) {
    Optional<Violation> broken = TxRules.check(tx, maxMoney);
    if (broken.isPresent()) {
      throw Refusal.consensus(broken.get().reason(), broken.get().detail());
    }
    if (tx.isCoinbase()) {
      throw Refusal.consensus("coinbase", "");
    }
    if (config.requireStandard()) {
      refuse(Standardness.checkTx(tx, config.policy()));
    }
    if (tx.baseSize() < Standardness.MIN_NON_WITNESS_BYTES) {
      throw Refusal.policy("tx-size-small", "");
    }
  }

  private void checkFinal(Transaction tx) {
    BlockIndex parent = tip.snapshot().tip();
    if (!LockTimes.isFinal(tx, parent.height() + 1, parent.medianTimePast())) {
      throw Refusal.policy("non-final", "");
    }
  }

  /// That it is not here yet; answers with the entries that spend the same coins.
  private Set<MempoolEntry> checkUnknown(Transaction tx) {
    if (graph.find(tx.wtxid()) != null) {
      throw Refusal.known("txn-already-in-mempool");
    }
    if (graph.find(tx.txid()) != null) {
      throw Refusal.known("txn-same-nonwitness-data-in-mempool");
    }
    Set<MempoolEntry> conflicts = new LinkedHashSet<>();
    for (TxIn input : tx.inputs()) {
      MempoolEntry conflict = graph.spender(input.prevout());
      if (conflict != null) {
        conflicts.add(conflict);
      }
    }
    return conflicts;
  }

  private List<Coin> fetch(Transaction tx) {
    List<Coin> spent = new ArrayList<>(tx.inputs().size());
    Set<OutPoint> missing = new LinkedHashSet<>();
    for (TxIn input : tx.inputs()) {
      Coin coin = coins.get(input.prevout());
      if (coin == null) {
        missing.add(input.prevout());
      } else {
        spent.add(coin);
      }
    }
    if (!missing.isEmpty()) {
      if (isInChain(tx, tip.coins())) {
        throw Refusal.known("txn-already-known");
      }
      throw Refusal.missing(missing);
    }
    return spent;
  }

  /// Inputs are missing too when a block has just taken this very transaction.
  private static boolean isInChain(Transaction tx, CoinsView chain) {
    for (int i = 0; i < tx.outputs().size(); i++) {
      if (chain.get(new OutPoint(tx.txid(), i)) != null) {
        return true;
      }
    }
    return false;
  }

  private void checkSequenceLocks(Transaction tx, List<Coin> spent) {
    BlockIndex parent = tip.snapshot().tip();
    LockTimes.SequenceLocks locks =
        LockTimes.sequenceLocks(
            tx, i -> Math.min(spent.get(i).height(), parent.height() + 1), parent);
    if (!locks.allow(parent)) {
      throw Refusal.policy("non-BIP68-final", "");
    }
  }

  /// Unconfirmed coins count as of the next block.
  private static List<Coin> withSpendHeights(List<Coin> spent, int height) {
    return spent.stream()
        .map(coin ->
            coin.height() == PoolCoins.UNCONFIRMED_HEIGHT
                ? new Coin(coin.out(), height, false)
                : coin)
        .toList();
  }

  private void checkStandardInputs(Transaction tx, List<TxOut> spent) {
    if (!config.requireStandard()) {
      return;
    }
    refuse(Standardness.checkInputs(tx, spent));
    if (tx.hasWitness()) {
      refuse(Standardness.checkWitnesses(tx, spent));
    }
  }

  private void checkDust(Transaction tx, long fee, long modifiedFee) {
    if (!config.requireStandard()) {
      return;
    }
    Standardness.checkDustWithFee(tx, fee, modifiedFee, config.policy())
        .ifPresent(reason -> {
          throw Refusal.policy(reason, "tx with dust output must be 0-fee");
        });
  }

  private void checkFee(long modifiedFee, long virtualSize) {
    long required = minFee.fee(virtualSize);
    if (required > 0 && modifiedFee < required) {
      throw Refusal.policy("mempool min fee not met", modifiedFee + " < " + required);
    }
    long relay = config.minRelayFee().fee(virtualSize);
    if (modifiedFee < relay) {
      throw Refusal.policy("min relay fee not met", modifiedFee + " < " + relay);
    }
  }

  /// Chains and replacement; answers with all that would be replaced.
  private Set<MempoolEntry> checkRelations(
      Transaction tx, Set<MempoolEntry> conflicts, long modifiedFee, long virtualSize) {
    Set<MempoolEntry> parents = graph.parentsOf(tx);
    Set<MempoolEntry> ancestors = TxGraph.withAncestors(parents);
    AncestorLimits limits = AncestorLimits.of(config);
    if (conflicts.size() == 1) {
      limits = limits.replacing(conflicts.iterator().next());
    }
    Optional<String> exceeded = limits.exceededBy(parents, virtualSize);
    if (exceeded.isPresent()) {
      boolean carved =
          virtualSize <= CARVE_OUT_BYTES
              && tx.version() != TrucRules.VERSION
              && limits.carveOut(virtualSize).exceededBy(parents, virtualSize).isEmpty();
      if (!carved) {
        throw Refusal.policy("too-long-mempool-chain", exceeded.get());
      }
    }
    Optional<String> truc = TrucRules.brokenBy(tx, virtualSize, ancestors, conflicts);
    if (truc.isPresent()) {
      throw Refusal.policy("TRUC-violation", truc.get());
    }
    for (MempoolEntry ancestor : ancestors) {
      if (conflicts.contains(ancestor)) {
        throw Refusal.consensus(
            "bad-txns-spends-conflicting-tx",
            tx.txid() + " spends conflicting transaction " + ancestor.tx().txid());
      }
    }
    return conflicts.isEmpty()
        ? Set.of()
        : new Replacement(tx, conflicts, parents, config.incrementalRelayFee(), unit)
            .check(modifiedFee, virtualSize);
  }

  /// Under the rules for relaying, of which those for blocks are a part: what passes may be mined.
  /// One reason for all failures, and no sender is punished for one, as in Core since 29.2: what is
  /// invalid to us may be a soft fork's that we do not know.
  private void checkScripts(Transaction tx, List<TxOut> spent) {
    PrecomputedTransactionData data = new PrecomputedTransactionData(tx, spent);
    for (int i = 0; i < spent.size(); i++) {
      ScriptError error =
          new ScriptCheck(data, i, spent.get(i), ScriptFlags.STANDARD, signatures, true).run();
      if (!error.isOk()) {
        TxIn input = tx.inputs().get(i);
        throw Refusal.policy(
            "mempool-script-verify-flag-failed (" + error.text() + ")",
            "input %d of %s (wtxid %s), spending %s"
                .formatted(i, tx.txid(), tx.wtxid(), input.prevout()));
      }
    }
    int height = tip.snapshot().height() + 1;
    int blockFlags = tip.softForks().scriptFlags(BlockHash.ZERO, height);
    assert (blockFlags & ~ScriptFlags.STANDARD) == 0 : "a rule for blocks that relaying lacks";
  }
}
