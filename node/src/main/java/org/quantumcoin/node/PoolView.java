package org.quantumcoin.node;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.quantumcoin.node.api.PoolAccess;
import org.quantumcoin.node.api.TxRelay.Submission;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.mempool.EntryInfo;
import org.quantumcoin.node.mempool.Mempool;
import org.quantumcoin.node.mempool.TxAcceptance;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;

/// Shows the mempool and the coins beneath it through the `api`.
final class PoolView implements PoolAccess {
  private final ChainManager chain;
  private final Mempool mempool;

  PoolView(ChainManager chain, Mempool mempool) {
    this.chain = chain;
    this.mempool = mempool;
  }

  @Override
  public Optional<PoolTransaction> pooled(Txid txid) {
    return mempool.entry(txid).map(PoolView::describe);
  }

  private static PoolTransaction describe(EntryInfo entry) {
    return new PoolTransaction(
        entry.tx(),
        entry.feeSats(),
        entry.virtualSize(),
        entry.ancestorCount(),
        entry.ancestorSize(),
        entry.ancestorFees(),
        entry.descendantCount(),
        entry.descendantSize(),
        entry.descendantFees(),
        entry.timeSeconds(),
        entry.replaceable());
  }

  @Override
  public List<Transaction> pooledTransactions() {
    return mempool.transactions();
  }

  @Override
  public Optional<Txid> pooledSpender(OutPoint outpoint) {
    return mempool.spender(outpoint);
  }

  @Override
  public CompletableFuture<Map<OutPoint, Coin>> coins(Collection<OutPoint> outpoints) {
    return chain.onWriter(view -> {
      Map<OutPoint, Coin> found = new HashMap<>();
      for (OutPoint outpoint : outpoints) {
        TxOut pooled = mempool.output(outpoint);
        Coin coin =
            pooled != null ? new Coin(pooled, POOL_HEIGHT, false) : view.coins().get(outpoint);
        if (coin != null) {
          found.put(outpoint, coin);
        }
      }
      return found;
    });
  }

  @Override
  public CompletableFuture<Submission> test(Transaction tx) {
    return mempool.test(tx).thenApply(PoolView::submission);
  }

  static Submission submission(TxAcceptance acceptance) {
    return switch (acceptance) {
      case TxAcceptance.Accepted _ -> new Submission.Accepted();
      case TxAcceptance.AlreadyKnown(String reason) -> new Submission.Refused(reason);
      case TxAcceptance.MissingInputs _ -> new Submission.Refused("bad-txns-inputs-missingorspent");
      case TxAcceptance.Refused refused -> new Submission.Refused(refused.text());
    };
  }

  @Override
  public Optional<FeeRate> estimateFee(int targetBlocks, boolean conservative) {
    return mempool.estimateFee(targetBlocks, conservative);
  }

  @Override
  public FeeLimits feeLimits() {
    return new FeeLimits(
        mempool.config().minRelayFee(),
        new FeeRate(mempool.minFeeRateSatPerKvb()),
        mempool.config().incrementalRelayFee(),
        mempool.config().policy().dustRelayFee());
  }

  @Override
  public Optional<Map<OutPoint, Long>> bumpFees(Collection<OutPoint> outpoints, FeeRate target) {
    return mempool.bumpFees(outpoints, target);
  }

  @Override
  public OptionalLong combinedBumpFee(Collection<OutPoint> outpoints, FeeRate target) {
    return mempool.combinedBumpFee(outpoints, target);
  }
}
