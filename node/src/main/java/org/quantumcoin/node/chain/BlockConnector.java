package org.quantumcoin.node.chain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.consensus.BlockRules;
import org.quantumcoin.node.consensus.DuplicateCoinbases;
import org.quantumcoin.node.consensus.LockTimes;
import org.quantumcoin.node.consensus.Subsidy;
import org.quantumcoin.node.consensus.TxRules;
import org.quantumcoin.node.consensus.Violation;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.script.PrecomputedTransactionData;
import org.quantumcoin.node.script.ScriptCheck;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.node.script.SigOps;
import org.quantumcoin.node.script.SignatureCache;
import org.quantumcoin.node.script.ValidationCache;
import org.quantumcoin.node.storage.StorageException;

/// Applies a block to the coins, or takes it back.
///
/// While a block is looked at, its changes are kept beside the cache; they reach it only once
/// everything about the block has been found valid. Belongs to the chain writer's thread.
final class BlockConnector {
  private final NetworkParams.Consensus rules;
  private final SoftForks softForks;
  private final CoinsCache coins;
  private final ScriptCheckPool scripts;
  private final Supplier<@Nullable ValidationCache> known;

  BlockConnector(
      NetworkParams.Consensus rules,
      SoftForks softForks,
      CoinsCache coins,
      ScriptCheckPool scripts,
      Supplier<@Nullable ValidationCache> known) {
    this.rules = rules;
    this.softForks = softForks;
    this.coins = coins;
    this.scripts = scripts;
    this.known = known;
  }

  /// What became of a block.
  sealed interface Result {
    /// Valid; `undo` is what takes it back.
    record Connected(BlockUndo undo) implements Result {}

    record Refused(Violation violation) implements Result {}
  }

  /// How much of a connection is wanted.
  enum Mode {
    /// Check everything and apply.
    FULL,
    /// Apply without checking scripts: the block is an ancestor of one that is assumed valid.
    ASSUME_SCRIPTS,
    /// Check everything and apply nothing: templates and proposals.
    CHECK_ONLY
  }

  /// Connects a block on top of its parent, whose coins the cache must hold.
  Result connect(BlockIndex index, Block block, Mode mode) {
    Pending pending = new Pending(index, block, mode);
    Optional<Violation> violation = pending.run();
    if (violation.isPresent()) {
      scripts.abandon();
      return new Result.Refused(violation.get());
    }
    Optional<ScriptCheckPool.Failure> failed = scripts.complete();
    if (failed.isPresent()) {
      return new Result.Refused(scriptViolation(failed.get()));
    }
    if (mode != Mode.CHECK_ONLY) {
      pending.apply();
    }
    return new Result.Connected(pending.undo());
  }

  private static Violation scriptViolation(ScriptCheckPool.Failure failure) {
    ScriptCheck check = failure.check();
    Transaction tx = check.data().tx();
    OutPoint spent = tx.inputs().get(check.inputIndex()).prevout();
    return Violation.consensus(
        "mandatory-script-verify-flag-failed (" + failure.error().text() + ")",
        "input %d of %s (wtxid %s), spending %s"
            .formatted(check.inputIndex(), tx.txid(), tx.wtxid(), spent));
  }

  /// A block on its way in.
  private final class Pending {
    private final BlockIndex index;
    private final Block block;
    private final boolean checkScripts;
    private final boolean checkOnly;
    private final int height;
    private final Map<OutPoint, Coin> created;
    private final Set<OutPoint> spent;
    private final List<List<Coin>> undo;
    private final boolean mayOverwrite;

    Pending(BlockIndex index, Block block, Mode mode) {
      this.index = index;
      this.block = block;
      this.checkScripts = mode != Mode.ASSUME_SCRIPTS;
      this.checkOnly = mode == Mode.CHECK_ONLY;
      this.height = index.height();
      int txs = block.transactions().size();
      this.created = HashMap.newHashMap(txs * 2);
      this.spent = HashSet.newHashSet(txs * 2);
      this.undo = new ArrayList<>(Math.max(txs - 1, 0));
      this.mayOverwrite = DuplicateCoinbases.mayOverwrite(index.hash());
    }

    BlockUndo undo() {
      return new BlockUndo(undo);
    }

    private @Nullable Coin coin(OutPoint outpoint) {
      Coin own = created.get(outpoint);
      if (own != null) {
        return own;
      }
      return spent.contains(outpoint) ? null : coins.get(outpoint);
    }

    Optional<Violation> run() {
      if (mustCheckDuplicates() && overwritesCoins()) {
        return broken("bad-txns-BIP30", "tried to overwrite transaction");
      }
      BlockIndex parent = index.previous();
      if (parent == null) {
        throw new IllegalArgumentException("the genesis block is not connected");
      }
      boolean csv = softForks.isCsvActiveAt(height);
      int flags = softForks.scriptFlags(index);
      ValidationCache valid = known.get();
      long fees = 0;
      long sigOpCost = 0;
      for (Transaction tx : block.transactions()) {
        List<Coin> inputs = List.of();
        if (!tx.isCoinbase()) {
          List<Coin> found = spend(tx);
          if (found == null) {
            return broken(
                "bad-txns-inputs-missingorspent",
                "CheckTxInputs: inputs missing/spent in transaction " + tx.txid());
          }
          inputs = found;
          TxRules.InputsVerdict verdict = TxRules.checkInputs(tx, inputs, height, rules.maxMoney());
          switch (verdict) {
            case TxRules.InputsVerdict.Invalid(Violation v) -> {
              return broken(v.reason(), v.detail() + " in transaction " + tx.txid());
            }
            case TxRules.InputsVerdict.Valid(long fee) -> fees += fee;
          }
          if (fees > rules.maxMoney()) {
            return broken(
                "bad-txns-accumulated-fee-outofrange", "accumulated fee in the block out of range");
          }
          if (csv && !sequenceLocksAllow(tx, inputs, parent)) {
            return broken(
                "bad-txns-nonfinal", "contains a non-BIP68-final transaction " + tx.txid());
          }
        }
        List<TxOut> outputsSpent = outputs(inputs);
        sigOpCost += SigOps.transactionSigOpCost(tx, outputsSpent, flags);
        if (sigOpCost > BlockRules.MAX_SIGOPS_COST) {
          return broken("bad-blk-sigops", "too many sigops");
        }
        if (checkScripts && !tx.isCoinbase() && !isKnown(tx, flags, valid)) {
          scripts.add(checks(tx, outputsSpent, flags, valid));
        }
        create(tx);
      }
      long limit = Math.addExact(fees, Subsidy.at(height, rules));
      long paid = TxRules.valueOut(block.transactions().get(0));
      if (paid > limit) {
        return broken(
            "bad-cb-amount",
            "coinbase pays too much (actual=%d vs limit=%d)".formatted(paid, limit));
      }
      return Optional.empty();
    }

    private boolean isKnown(Transaction tx, int flags, @Nullable ValidationCache valid) {
      return valid != null && valid.wasExecuted(tx.wtxid(), flags, !checkOnly);
    }

    private boolean mustCheckDuplicates() {
      int bip34 = rules.heights().bip34();
      BlockHash ancestor = height > bip34 ? index.ancestor(bip34).hash() : BlockHash.ZERO;
      return DuplicateCoinbases.mustCheck(index.hash(), height, ancestor, rules);
    }

    private boolean overwritesCoins() {
      for (Transaction tx : block.transactions()) {
        for (int i = 0; i < tx.outputs().size(); i++) {
          if (coins.get(new OutPoint(tx.txid(), i)) != null) {
            return true;
          }
        }
      }
      return false;
    }

    /// The coins of a transaction's inputs, taken away; null when one is missing.
    private @Nullable List<Coin> spend(Transaction tx) {
      List<TxIn> inputs = tx.inputs();
      List<Coin> found = new ArrayList<>(inputs.size());
      for (TxIn input : inputs) {
        Coin coin = coin(input.prevout());
        if (coin == null) {
          return null;
        }
        found.add(coin);
      }
      for (TxIn input : inputs) {
        if (created.remove(input.prevout()) == null) {
          spent.add(input.prevout());
        }
      }
      undo.add(found);
      return found;
    }

    private boolean sequenceLocksAllow(Transaction tx, List<Coin> inputs, BlockIndex parent) {
      return LockTimes.sequenceLocks(tx, i -> inputs.get(i).height(), parent).allow(parent);
    }

    private void create(Transaction tx) {
      boolean coinbase = tx.isCoinbase();
      List<TxOut> outputs = tx.outputs();
      for (int i = 0; i < outputs.size(); i++) {
        TxOut output = outputs.get(i);
        if (!ScriptTemplates.isUnspendable(output.script())) {
          created.put(new OutPoint(tx.txid(), i), new Coin(output, height, coinbase));
        }
      }
    }

    void apply() {
      for (OutPoint outpoint : spent) {
        if (!coins.spend(outpoint)) {
          throw new IllegalStateException(
              "coin " + outpoint + " vanished while its block was checked");
        }
      }
      created.forEach((outpoint, coin) -> coins.add(outpoint, coin, mayOverwrite));
    }
  }

  private static List<TxOut> outputs(List<Coin> coins) {
    List<TxOut> outputs = new ArrayList<>(coins.size());
    for (Coin coin : coins) {
      outputs.add(coin.out());
    }
    return outputs;
  }

  private static List<ScriptCheck> checks(
      Transaction tx, List<TxOut> spent, int flags, @Nullable ValidationCache valid) {
    PrecomputedTransactionData data = new PrecomputedTransactionData(tx, spent);
    SignatureCache signatures = valid == null ? null : valid.signatures();
    List<ScriptCheck> checks = new ArrayList<>(spent.size());
    for (int i = 0; i < spent.size(); i++) {
      checks.add(new ScriptCheck(data, i, spent.get(i), flags, signatures, false));
    }
    return checks;
  }

  private static Optional<Violation> broken(String reason, String detail) {
    return Optional.of(Violation.consensus(reason, detail));
  }

  /// Takes the tip's block back, given what it spent.
  void disconnect(BlockIndex index, Block block, BlockUndo undo) {
    List<Transaction> txs = block.transactions();
    if (undo.spentByTransaction().size() + 1 != txs.size()) {
      throw inconsistent(index, "undo data is of another block");
    }
    boolean mayMiss = DuplicateCoinbases.wasOverwritten(index.hash());
    for (int i = txs.size() - 1; i >= 0; i--) {
      Transaction tx = txs.get(i);
      for (int o = 0; o < tx.outputs().size(); o++) {
        TxOut output = tx.outputs().get(o);
        if (ScriptTemplates.isUnspendable(output.script())) {
          continue;
        }
        if (!coins.spend(new OutPoint(tx.txid(), o)) && !mayMiss) {
          throw inconsistent(index, "an output of " + tx.txid() + " is not among the coins");
        }
      }
      if (i == 0) {
        continue;
      }
      List<Coin> spent = undo.spentByTransaction().get(i - 1);
      if (spent.size() != tx.inputs().size()) {
        throw inconsistent(index, "undo data of " + tx.txid() + " does not fit its inputs");
      }
      for (int n = spent.size() - 1; n >= 0; n--) {
        OutPoint outpoint = tx.inputs().get(n).prevout();
        if (coins.get(outpoint) != null) {
          throw inconsistent(index, "the coin " + outpoint + " is unspent already");
        }
        coins.add(outpoint, spent.get(n), false);
      }
    }
  }

  private static StorageException inconsistent(BlockIndex index, String what) {
    return new StorageException(
        "The coins database does not fit block "
            + index.hash()
            + " at height "
            + index.height()
            + ": "
            + what
            + ". Wallets and funds are safe. Restart with -reindex-chainstate to build it anew from the blocks on"
            + " disk; the log says at its start how long that takes.");
  }
}
