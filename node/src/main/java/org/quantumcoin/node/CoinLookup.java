package org.quantumcoin.node;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.OutPoint;

/// Looks for coins of the chain on behalf of people who look at a transaction. The writer answers,
/// which may be busy with a block for a while; people are told less then, rather than made to wait.
final class CoinLookup {
  private static final long PATIENCE_MILLIS = 2_000;

  private final ChainManager chain;

  CoinLookup(ChainManager chain) {
    this.chain = chain;
  }

  /// Those that exist, also when the mempool spends them; nothing when the writer is too busy.
  Map<OutPoint, Coin> find(List<OutPoint> outpoints) {
    return tryFind(outpoints).orElse(Map.of());
  }

  /// Empty when the writer is too busy.
  Optional<Map<OutPoint, Coin>> tryFind(List<OutPoint> outpoints) {
    if (outpoints.isEmpty()) {
      return Optional.of(Map.of());
    }
    CompletableFuture<Map<OutPoint, Coin>> answer =
        chain.onWriter(view -> {
          Map<OutPoint, Coin> found = new HashMap<>();
          for (OutPoint outpoint : outpoints) {
            Coin coin = view.coins().get(outpoint);
            if (coin != null) {
              found.put(outpoint, coin);
            }
          }
          return found;
        });
    try {
      return Optional.of(answer.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException _) {
      // A failure of the disk stops the node, which says so itself.
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
