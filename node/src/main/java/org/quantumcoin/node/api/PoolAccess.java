package org.quantumcoin.node.api;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.Txid;

/// The mempool and the coins beneath it, for those who make transactions.
public interface PoolAccess {
  Optional<PoolTransaction> pooled(Txid txid);

  /// All transactions of the pool, parents before children.
  List<Transaction> pooledTransactions();

  /// The transaction in the pool that spends a coin.
  Optional<Txid> pooledSpender(OutPoint outpoint);

  /// Coins of the chain and outputs of the pool, even if the pool spends them too; what does not
  /// exist is left out. Outputs of the pool have the height [#POOL_HEIGHT].
  CompletableFuture<Map<OutPoint, Coin>> coins(Collection<OutPoint> outpoints);

  /// What the mempool would say, without keeping anything.
  CompletableFuture<TxRelay.Submission> test(Transaction tx);

  /// Empty while too little has been seen to tell.
  Optional<FeeRate> estimateFee(int targetBlocks, boolean conservative);

  FeeLimits feeLimits();

  /// For each of some outputs what its transaction and its ancestors in the pool lack to be mined
  /// at a fee rate, in satoshis; zero for what is in a block. Who spends such an output and wants
  /// that rate pays this too. Empty if they have too many relatives to tell.
  Optional<Map<OutPoint, Long>> bumpFees(Collection<OutPoint> outpoints, FeeRate target);

  /// The same for all outputs together; ancestors that they have in common count once.
  OptionalLong combinedBumpFee(Collection<OutPoint> outpoints, FeeRate target);

  /// The height of coins that are not in a block yet.
  int POOL_HEIGHT = 0x7fffffff;

  /// An entry with its relatives in the pool, itself included; fees in satoshis, sizes virtual
  /// bytes. `replaceable` by BIP-0125's signal, its own or an ancestor's.
  record PoolTransaction(
      Transaction tx,
      long feeSats,
      long virtualSize,
      int ancestors,
      long ancestorSize,
      long ancestorFeeSats,
      int descendants,
      long descendantSize,
      long descendantFeeSats,
      long addedAt,
      boolean replaceable) {}

  /// What this node relays and mines: the least rate ever, the least now that the pool is as full
  /// as it is, what a replacement pays more, and below what rate an output is dust.
  record FeeLimits(FeeRate minRelay, FeeRate mempoolMin, FeeRate incremental, FeeRate dustRelay) {}
}
