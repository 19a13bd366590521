package org.quantumcoin.node.mempool;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.chain.ChainService.Subscription;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.primitives.Wtxid;

/// What peers and RPC ask of the mempool. Every method may be called from any thread.
public interface TxPool {
  /// Checks a transaction against the tip and the pool, and keeps it when it passes.
  CompletableFuture<TxAcceptance> submit(Transaction tx);

  /// Checks a child and its parents, parents first, together, and keeps what passes.
  CompletableFuture<PackageAcceptance> submitPackage(List<Transaction> members);

  @Nullable Transaction find(Txid txid);

  @Nullable Transaction find(Wtxid wtxid);

  /// Ids of all transactions, in an order in which parents come before children.
  List<Wtxid> wtxids();

  /// All transactions, in order of arrival.
  List<Transaction> transactions();

  /// What decides which fee rates are taken, all in satoshis per 1,000 virtual bytes.
  ///
  /// @param rolling what a pool that was full demands; 0 with room
  /// @param minRelay `-minrelaytxfee`
  /// @param incremental `-incrementalrelayfee`
  record FeeFloor(long rolling, long minRelay, long incremental) {}

  FeeFloor feeFloor();

  /// Smallest fee rate that is accepted now, in satoshis per 1,000 virtual bytes.
  default long minFeeRateSatPerKvb() {
    FeeFloor floor = feeFloor();
    return Math.max(floor.rolling(), floor.minRelay());
  }

  /// A transaction and what its relay depends on.
  ///
  /// @param ancestors how many of the pool it needs, itself included
  /// @param sequence its number in the order of arrival
  record Paying(Transaction tx, long feeSats, int ancestors, long sequence) {}

  /// The number that the next to come will get.
  long nextSequence();

  /// What the pool has of one, or null.
  @Nullable Paying paying(Txid txid);

  /// What the pool has of one, or null.
  @Nullable Paying paying(Wtxid wtxid);

  /// Everything, in an order in which parents come before children.
  List<Paying> all();

  /// Those of ours that no peer has fetched yet: they are to be announced once more.
  List<Paying> unbroadcast();

  /// A peer fetched it: from now on the network has it.
  void broadcasted(Txid txid);

  Subscription subscribe(Listener listener);

  /// Told of every change, on the thread that makes it.
  interface Listener {
    default void added(Transaction tx, long feeSats) {}

    /// `inBlock` when a connected block took it; otherwise it was replaced, conflicted, evicted or
    /// expired.
    default void removed(Transaction tx, boolean inBlock) {}
  }
}
