package org.quantumcoin.wallet.spend;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.quantumcoin.node.api.BlockRef;
import org.quantumcoin.node.api.PoolAccess;
import org.quantumcoin.node.api.PoolAccess.PoolTransaction;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.node.script.TxoutType;
import org.quantumcoin.wallet.Wallet;

/// Coins that are not the wallet's, as the node knows them (Core's `findCoins`).
///
/// @param coins those that exist, of the chain or the mempool, spent in the mempool or not
/// @param previous the transactions that made them, as far as a signer wants them and the node has
///   them: one that knows the transaction need not believe an amount
/// @param missing what does not exist
public record ForeignCoins(
    Map<OutPoint, Coin> coins, Map<Txid, Transaction> previous, Set<OutPoint> missing) {
  public static final ForeignCoins NONE = new ForeignCoins(Map.of(), Map.of(), Set.of());

  public ForeignCoins {
    coins = Map.copyOf(coins);
    previous = Map.copyOf(previous);
    missing = Set.copyOf(missing);
  }

  /// Those of some outputs that the wallet does not have. Not within the wallet's lock: the node's
  /// writer answers, and may be waiting for that.
  public static ForeignCoins find(Wallet wallet, Collection<OutPoint> outpoints) {
    Set<OutPoint> wanted =
        wallet.locked(() ->
            outpoints.stream()
                .filter(outpoint -> wallet.ledger().ownOutput(outpoint).isEmpty())
                .collect(Collectors.toSet()));
    if (wanted.isEmpty()) {
      return NONE;
    }
    Map<OutPoint, Coin> coins = wallet.node().coins(List.copyOf(wanted)).join();
    Map<Txid, Transaction> previous = new HashMap<>();
    coins.forEach((outpoint, coin) -> {
      // A taproot signature commits to all amounts, so nothing is gained by the proof of one.
      boolean taproot =
          ScriptTemplates.solve(coin.out().script()).type() == TxoutType.WITNESS_V1_TAPROOT;
      if (!taproot && !previous.containsKey(outpoint.txid())) {
        previous(wallet, outpoint, coin).ifPresent(tx -> previous.put(outpoint.txid(), tx));
      }
    });
    wanted.removeAll(coins.keySet());
    return new ForeignCoins(coins, previous, wanted);
  }

  private static Optional<Transaction> previous(Wallet wallet, OutPoint outpoint, Coin coin) {
    if (coin.height() == PoolAccess.POOL_HEIGHT) {
      return wallet.node().pooled(outpoint.txid()).map(PoolTransaction::tx);
    }
    return wallet
        .node()
        .activeBlock(coin.height())
        .map(BlockRef::hash)
        .flatMap(wallet.node()::readBlock)
        .flatMap(block ->
            block.transactions().stream()
                .filter(tx -> tx.txid().equals(outpoint.txid()))
                .findFirst());
  }
}
