package org.quantumcoin.node.api;

import java.util.concurrent.CompletableFuture;
import org.quantumcoin.node.primitives.Transaction;

/// The mempool, for those who fill or watch it.
public interface TxRelay {
  MempoolStatus mempool();

  /// Offers a transaction to the mempool and, when it is taken, to the network.
  CompletableFuture<Submission> submit(Transaction tx);

  /// `virtualBytes` and `memoryBytes` are sums over all transactions; `minFeeRateSatPerKvb` is what
  /// entry costs now.
  record MempoolStatus(
      int transactions,
      long virtualBytes,
      long memoryBytes,
      long totalFeeSats,
      long minFeeRateSatPerKvb) {}

  /// What became of a submission.
  sealed interface Submission {
    record Accepted() implements Submission {}

    /// `reason` is the reject reason, followed by what is known about it.
    record Refused(String reason) implements Submission {}
  }
}
