package org.quantumcoin.wallet;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.wallet.store.WalletStore;

/// Coins that are not to be chosen: locked by their owner for as long as the wallet is open, or for
/// good. Not safe for several threads: the wallet locks.
public final class LockedCoins {
  private static final Comparator<OutPoint> ORDER =
      Comparator.comparing(OutPoint::txid).thenComparing(OutPoint::indexUnsigned);

  private final WalletStore store;
  private final Map<OutPoint, Boolean> coins = new TreeMap<>(ORDER);

  private LockedCoins(WalletStore store) {
    this.store = store;
  }

  static LockedCoins open(WalletStore store) {
    LockedCoins locked = new LockedCoins(store);
    store.lockedCoins().forEach(coin -> locked.coins.put(coin, true));
    return locked;
  }

  public boolean contains(OutPoint coin) {
    return coins.containsKey(coin);
  }

  public Collection<OutPoint> all() {
    return Collections.unmodifiableSet(coins.keySet());
  }

  void lock(OutPoint coin, boolean persistent) {
    if (persistent) {
      store.lockCoin(coin);
    }
    coins.merge(coin, persistent, Boolean::logicalOr);
  }

  void unlock(OutPoint coin) {
    Boolean persistent = coins.remove(coin);
    if (persistent != null && persistent) {
      store.unlockCoin(coin);
    }
  }

  void unlockAll() {
    Set<OutPoint> all = new TreeSet<>(ORDER);
    all.addAll(coins.keySet());
    all.forEach(this::unlock);
  }
}
