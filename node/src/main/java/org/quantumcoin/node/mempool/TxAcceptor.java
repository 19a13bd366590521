package org.quantumcoin.node.mempool;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.CoinsView;
import org.quantumcoin.node.chain.TipView;
import org.quantumcoin.node.consensus.LockTimes;
import org.quantumcoin.node.consensus.TxRules;
import org.quantumcoin.node.consensus.Violation;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.mempool.TxAcceptance.Kind;
import org.quantumcoin.node.policy.EphemeralDust;
import org.quantumcoin.node.policy.Standardness;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.primitives.Wtxid;
import org.quantumcoin.node.script.PrecomputedTransactionData;
import org.quantumcoin.node.script.ScriptCheck;
import org.quantumcoin.node.script.ScriptError;
import org.quantumcoin.node.script.ScriptFlags;
import org.quantumcoin.node.script.SigOps;
import org.quantumcoin.node.script.SignatureCache;
import org.quantumcoin.node.script.ValidationCache;

/// Judges one transaction against the tip and the pool, in the order of Core's `MemPoolAccept`:
/// what is cheap first, scripts last, so that a refusal costs its sender more than us.
///
/// Made for one judgement, of one transaction or of a package, on the chain writer's thread.
/// Changes nothing.
final class TxAcceptor {
  /// A carve-out child is at most so large (Core's `EXTRA_DESCENDANT_TX_SIZE_LIMIT`).
  private static final long CARVE_OUT_BYTES = 10_000;

  static final String TRUC_VIOLATION = "TRUC-violation";
  static final String MAX_FEE_RATE_EXCEEDED = "max feerate exceeded";

  private final MempoolConfig config;
  private final long maxMoney;
  private final TxGraph graph;
  private final TipView tip;
  private final PoolCoins coins;
  private final FeeRate minFee;
  private final @Nullable ValidationCache known;
  private final String unit;

  /// What is allowed where a transaction is judged (Core's `ATMPArgs`).
  ///
  /// @param bypassLimits for those that come back out of a block: they were good enough once
  /// @param siblingEviction a child of version 3 may take another one's place
  /// @param packageFeeRate the fee of its package counts instead of its own
  /// @param carveOuts Core's exceptions to the limits of chains, for one alone
  /// @param maxFeeRate whoever offers it wants to pay no more; null for no limit
  record Terms(
      boolean bypassLimits,
      boolean replacement,
      boolean siblingEviction,
      boolean packageFeeRate,
      boolean carveOuts,
      @Nullable FeeRate maxFeeRate) {
    static final Terms ALONE = new Terms(false, true, true, false, true, null);
    static final Terms RETURNED = new Terms(true, true, true, false, true, null);

    /// Several that are only asked about.
    static final Terms ASKED_TOGETHER = new Terms(false, false, false, false, false, null);

    static Terms inPackage(@Nullable FeeRate maxFeeRate) {
      return new Terms(false, true, false, true, false, maxFeeRate);
    }

    /// A member of a package that is tried alone first.
    Terms memberAlone() {
      return new Terms(false, true, true, false, false, maxFeeRate);
    }
  }

  /// A transaction that passed all that can be told without its package and its scripts.
  /// `conflicts` are entries that it would replace itself, `spent` what its inputs spend.
  record Checked(
      Transaction tx,
      List<TxOut> spent,
      long feeSats,
      long modifiedFeeSats,
      int sigOpCost,
      long virtualSize,
      boolean spendsCoinbase,
      Set<MempoolEntry> parents,
      Set<MempoolEntry> ancestors,
      Set<MempoolEntry> conflicts,
      boolean evictsSibling) {
    FeeRate feeRate() {
      return FeeRate.of(modifiedFeeSats, virtualSize);
    }

    /// The answer when it is kept on its own merit.
    TxAcceptance.Accepted accepted(Set<MempoolEntry> replaced) {
      return accepted(feeRate(), List.of(tx.wtxid()), replaced);
    }

    TxAcceptance.Accepted accepted(
        FeeRate effective, List<Wtxid> includes, Set<MempoolEntry> replaced) {
      return new TxAcceptance.Accepted(
          feeSats,
          virtualSize,
          effective,
          includes,
          replaced.stream().map(entry -> entry.tx().txid()).collect(Collectors.toSet()));
    }
  }

  /// A transaction that passed, and all that has to go for it.
  record Judged(Checked checked, Set<MempoolEntry> replaced) {
    TxAcceptance.Accepted accepted() {
      return checked.accepted(replaced);
    }
  }

  TxAcceptor(
      MempoolConfig config,
      long maxMoney,
      TxGraph graph,
      TipView tip,
      PoolCoins coins,
      FeeRate minFee,
      @Nullable ValidationCache known,
      String unit) {
    this.config = config;
    this.maxMoney = maxMoney;
    this.graph = graph;
    this.tip = tip;
    this.coins = coins;
    this.minFee = minFee;
    this.known = known;
    this.unit = unit;
  }

  /// Judges one that comes alone; throws a [Refusal] with the answer if it does not pass.
  Judged judge(Transaction tx, long feeDelta, Terms terms) {
    Checked checked = check(tx, feeDelta, terms);
    if (exceeds(checked, terms.maxFeeRate)) {
      throw Refusal.policy(MAX_FEE_RATE_EXCEEDED, "");
    }
    if (config.requireStandard()) {
      EphemeralDust.leftBehind(List.of(tx), this::pooled, config.policy().dustRelayFee())
          .ifPresent(child -> {
            throw dustLeftBehind(child);
          });
    }
    Set<MempoolEntry> replaced =
        checked.conflicts.isEmpty()
            ? Set.of()
            : new Replacement(checked, config.incrementalRelayFee(), unit).check();
    checkScripts(checked);
    return new Judged(checked, replaced);
  }

  static boolean exceeds(Checked checked, @Nullable FeeRate maxFeeRate) {
    return maxFeeRate != null && checked.feeRate().compareTo(maxFeeRate) > 0;
  }

  @Nullable Transaction pooled(Txid txid) {
    MempoolEntry entry = graph.find(txid);
    return entry == null ? null : entry.tx();
  }

  static Refusal dustLeftBehind(Transaction child) {
    return Refusal.policy(
        "missing-ephemeral-spends",
        "tx %s (wtxid=%s) did not spend parent's ephemeral dust"
            .formatted(child.txid(), child.wtxid()));
  }

  /// All that is cheap and asks nothing of other newcomers (Core's `PreChecks`); throws a [Refusal]
  /// if it does not pass.
  Checked check(Transaction tx, long feeDelta, Terms terms) {
    checkAlone(tx);
    checkFinal(tx);
    Set<MempoolEntry> conflicts = checkUnknown(tx, terms);
    List<Coin> spent = fetch(tx);
    checkSequenceLocks(tx, spent);
    long fee = checkAmounts(tx, spent);
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
    if (!terms.bypassLimits) {
      checkOwnFee(tx, modifiedFee, virtualSize, terms);
    }
    Set<MempoolEntry> parents = graph.parentsOf(tx);
    checkChainLimits(tx, parents, conflicts, virtualSize, terms);
    Set<MempoolEntry> ancestors = TxGraph.withAncestors(parents);
    MempoolEntry sibling = checkTruc(tx, virtualSize, ancestors, conflicts, terms);
    if (sibling != null) {
      conflicts.add(sibling);
    }
    checkReplacesNoAncestor(tx, ancestors, conflicts);
    return new Checked(
        tx,
        outputs,
        fee,
        modifiedFee,
        sigOpCost,
        virtualSize,
        spent.stream().anyMatch(Coin::coinbase),
        parents,
        ancestors,
        conflicts,
        sibling != null);
  }

  /// What it pays, in satoshis.
  private long checkAmounts(Transaction tx, List<Coin> spent) {
    int height = tip.snapshot().height() + 1;
    return switch (TxRules.checkInputs(tx, withSpendHeights(spent, height), height, maxMoney)) {
      case TxRules.InputsVerdict.Valid(long paid) -> paid;
      case TxRules.InputsVerdict.Invalid(Violation v) ->
          throw premature(v)
              ? Refusal.policy(v.reason(), v.detail())
              : Refusal.consensus(v.reason(), v.detail());
    };
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
  private Set<MempoolEntry> checkUnknown(Transaction tx, Terms terms) {
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
        if (!terms.replacement) {
          throw Refusal.policy("bip125-replacement-disallowed", "");
        }
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
    Optional<String> inputs = Standardness.checkInputs(tx, spent);
    if (inputs.isPresent()) {
      throw Refusal.of(Kind.INPUTS_NOT_STANDARD, inputs.get(), "");
    }
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

  /// What every transaction has to pay itself. A child cannot make up for less than the relay fee,
  /// since it may be replaced afterwards, except where it cannot leave its parent behind: in
  /// version 3.
  private void checkOwnFee(Transaction tx, long modifiedFee, long virtualSize, Terms terms) {
    long relay = config.minRelayFee().fee(virtualSize);
    if (tx.version() != TrucRules.VERSION && modifiedFee < relay) {
      throw Refusal.policy("min relay fee not met", modifiedFee + " < " + relay);
    }
    if (!terms.packageFeeRate) {
      checkFee(modifiedFee, virtualSize);
    }
  }

  /// What one transaction, or a package together, has to pay now.
  void checkFee(long modifiedFee, long virtualSize) {
    long required = minFee.fee(virtualSize);
    if (required > 0 && modifiedFee < required) {
      throw Refusal.fee("mempool min fee not met", modifiedFee + " < " + required);
    }
    long relay = config.minRelayFee().fee(virtualSize);
    if (modifiedFee < relay) {
      throw Refusal.fee("min relay fee not met", modifiedFee + " < " + relay);
    }
  }

  private void checkChainLimits(
      Transaction tx,
      Set<MempoolEntry> parents,
      Set<MempoolEntry> conflicts,
      long virtualSize,
      Terms terms) {
    AncestorLimits limits = AncestorLimits.of(config);
    if (terms.carveOuts && conflicts.size() == 1) {
      limits = limits.replacing(conflicts.iterator().next());
    }
    Optional<String> exceeded = limits.exceededBy(parents, virtualSize);
    if (exceeded.isPresent()) {
      boolean carved =
          terms.carveOuts
              && virtualSize <= CARVE_OUT_BYTES
              && tx.version() != TrucRules.VERSION
              && limits.carveOut(CARVE_OUT_BYTES).exceededBy(parents, virtualSize).isEmpty();
      if (!carved) {
        throw Refusal.policy("too-long-mempool-chain", exceeded.get());
      }
    }
  }

  /// The sibling that it would have to take the place of, or null.
  private static @Nullable MempoolEntry checkTruc(
      Transaction tx,
      long virtualSize,
      Set<MempoolEntry> ancestors,
      Set<MempoolEntry> conflicts,
      Terms terms) {
    Optional<TrucRules.Breach> breach = TrucRules.brokenBy(tx, virtualSize, ancestors, conflicts);
    if (breach.isEmpty()) {
      return null;
    }
    MempoolEntry sibling = breach.get().sibling();
    if (sibling == null || !terms.siblingEviction) {
      throw Refusal.policy(TRUC_VIOLATION, breach.get().text());
    }
    return sibling;
  }

  private static void checkReplacesNoAncestor(
      Transaction tx, Set<MempoolEntry> ancestors, Set<MempoolEntry> conflicts) {
    for (MempoolEntry ancestor : ancestors) {
      if (conflicts.contains(ancestor)) {
        throw Refusal.consensus(
            "bad-txns-spends-conflicting-tx",
            tx.txid() + " spends conflicting transaction " + ancestor.tx().txid());
      }
    }
  }

  /// Under the rules for relaying, of which those for blocks are a part: what passes may be mined.
  /// One reason for all failures, and no sender is punished for one, as in Core since 29.2: what is
  /// invalid to us may be a soft fork's that we do not know.
  void checkScripts(Checked checked) {
    Transaction tx = checked.tx;
    List<TxOut> spent = checked.spent;
    PrecomputedTransactionData data = new PrecomputedTransactionData(tx, spent);
    for (int i = 0; i < spent.size(); i++) {
      ScriptError error = run(data, i, spent.get(i), ScriptFlags.STANDARD);
      if (!error.isOk()) {
        TxIn input = tx.inputs().get(i);
        Kind kind =
            !tx.hasWitness() && Standardness.spendsWitnessProgram(tx, spent)
                ? Kind.WITNESS_STRIPPED
                : Kind.POLICY;
        throw Refusal.of(
            kind,
            "mempool-script-verify-flag-failed (" + error.text() + ")",
            "input %d of %s (wtxid %s), spending %s"
                .formatted(i, tx.txid(), tx.wtxid(), input.prevout()));
      }
    }
    int height = tip.snapshot().height() + 1;
    int blockFlags = tip.softForks().scriptFlags(BlockHash.ZERO, height);
    assert (blockFlags & ~ScriptFlags.STANDARD) == 0 : "a rule for blocks that relaying lacks";
    checkAsInBlock(data, spent, blockFlags);
  }

  /// With the rules for blocks alone, so that a block that brings it need not run the scripts. They
  /// pass, or the rules for relaying would not be the stricter ones: miners must not pay for that.
  private void checkAsInBlock(PrecomputedTransactionData data, List<TxOut> spent, int blockFlags) {
    Transaction tx = data.tx();
    for (int i = 0; i < spent.size(); i++) {
      ScriptError error = run(data, i, spent.get(i), blockFlags);
      if (!error.isOk()) {
        Log.error(
            "BUG! PLEASE REPORT THIS! CheckInputScripts failed against latest-block but not STANDARD flags %s, %s"
                .formatted(tx.txid(), error.text()));
        throw Refusal.consensus("mandatory-script-verify-flag-failed (" + error.text() + ")", "");
      }
    }
    if (known != null) {
      known.addExecuted(tx.wtxid(), blockFlags);
    }
  }

  private ScriptError run(PrecomputedTransactionData data, int input, TxOut spent, int flags) {
    SignatureCache signatures = known == null ? null : known.signatures();
    return new ScriptCheck(data, input, spent, flags, signatures, true).run();
  }
}
