package org.quantumcoin.tests.interop;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.chain.ChainService.Subscription;
import org.quantumcoin.node.mempool.TxAcceptance;
import org.quantumcoin.node.mempool.TxPool;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.primitives.Wtxid;

/// A mempool that takes nothing, for tests of what has no need of one.
final class EmptyPool implements TxPool {
  @Override
  public CompletableFuture<TxAcceptance> submit(Transaction tx) {
    return CompletableFuture.completedFuture(new TxAcceptance.Refused(false, "none", ""));
  }

  @Override
  public @Nullable Transaction find(Txid txid) {
    return null;
  }

  @Override
  public @Nullable Transaction find(Wtxid wtxid) {
    return null;
  }

  @Override
  public List<Wtxid> wtxids() {
    return List.of();
  }

  @Override
  public long minFeeRateSatPerKvb() {
    return 1_000;
  }

  @Override
  public Subscription subscribe(Listener listener) {
    return () -> {};
  }
}
