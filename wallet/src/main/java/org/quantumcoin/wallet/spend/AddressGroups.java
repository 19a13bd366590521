package org.quantumcoin.wallet.spend;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.coins.Ledger.OwnCoin;
import org.quantumcoin.wallet.coins.WalletTx;

/// Which of a wallet's addresses everybody can tell to be of one owner: those that were spent from
/// in one transaction, and those its change went to (Core's `GetAddressGroupings`). Within the
/// wallet's lock.
public final class AddressGroups {
  private final Wallet wallet;

  /// Of each script the one that stands for its group, or one nearer to that.
  private final Map<Script, Script> leaders = new LinkedHashMap<>();

  private AddressGroups(Wallet wallet) {
    this.wallet = wallet;
  }

  public static Collection<Set<Script>> of(Wallet wallet) {
    AddressGroups groups = new AddressGroups(wallet);
    wallet.ledger().all().forEach(groups::add);
    Map<Script, Set<Script>> byLeader = new LinkedHashMap<>();
    for (Script script : List.copyOf(groups.leaders.keySet())) {
      byLeader.computeIfAbsent(groups.leader(script), _ -> new LinkedHashSet<>()).add(script);
    }
    return byLeader.values();
  }

  /// What can be relied on of what each script holds, in satoshis (Core's `GetAddressBalances`).
  public static Map<Script, Long> balances(Wallet wallet) {
    Map<Script, Long> balances = new HashMap<>();
    for (OwnCoin coin : wallet.ledger().coins(false)) {
      int least = wallet.ledger().isFromUs(coin.tx()) ? 0 : 1;
      if (coin.depth() >= least && wallet.ledger().isTrusted(coin.tx())) {
        balances.merge(coin.out().script(), coin.out().value(), Long::sum);
      }
    }
    return balances;
  }

  private void add(WalletTx tx) {
    List<Script> together = new ArrayList<>();
    for (TxIn input : tx.tx().inputs()) {
      Optional<TxOut> own = wallet.ledger().ownOutput(input.prevout());
      own.ifPresent(out -> together.add(out.script()));
    }
    boolean spends = !together.isEmpty();
    List<TxOut> outputs = tx.tx().outputs();
    for (int i = 0; i < outputs.size(); i++) {
      if (tx.isOurs(i)) {
        Script script = outputs.get(i).script();
        join(script, script);
        // Ours, and not given out to anybody: change.
        if (spends && !wallet.book().contains(script)) {
          together.add(script);
        }
      }
    }
    for (Script script : together) {
      join(together.getFirst(), script);
    }
  }

  private Script leader(Script script) {
    Script at = leaders.computeIfAbsent(script, self -> self);
    Script above = above(at);
    while (!above.equals(at)) {
      // So that long ways become shorter each time.
      leaders.put(at, above(above));
      at = above;
      above = above(at);
    }
    return at;
  }

  private Script above(Script script) {
    return leaders.getOrDefault(script, script);
  }

  private void join(Script one, Script other) {
    Script first = leader(one);
    Script second = leader(other);
    if (!first.equals(second)) {
      leaders.put(second, first);
    }
  }
}
