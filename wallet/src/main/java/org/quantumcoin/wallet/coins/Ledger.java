package org.quantumcoin.wallet.coins;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;

/// The wallet's transactions and what they mean for its coins: Core's `CWallet`, as far as it keeps
/// books.
///
/// A transaction belongs to the wallet if an output pays to one of its scripts or an input spends
/// such an output. Each has a [TxState], which blocks and the mempool change:
///
/// - A block that has it confirms it, and makes every other that spends one of its inputs
///   conflicted, with all that spends from those.
/// - A block taken back makes its transactions inactive (coinbases abandoned, since nothing can
///   bring them back), and revives those that only it contradicted.
/// - The mempool makes it `InMempool`, and notes with others that spend the same coins that they
///   are contradicted for as long as this one stays.
///
/// A coin is spent if any transaction spends it that is neither abandoned nor contradicted. Depth
/// counts from the last block seen: 1 in it, 0 without a block, negative when conflicted by one.
///
/// Changed transactions are collected until [#takeChanged()]. Not safe for several threads: the
/// wallet locks.
public final class Ledger {
  /// Blocks on top of a coinbase before it can be spent (BIP-0034's elders), and one more to be
  /// taken by the mempool: Core's `COINBASE_MATURITY + 1`.
  private static final int MATURITY = 101;

  /// A smart time is at most so far in the future, in seconds.
  private static final long TOLERATED_SECONDS = 300;

  private final OwnScripts own;
  private final Map<Txid, WalletTx> byId = new HashMap<>();
  private final NavigableMap<Long, WalletTx> byPosition = new TreeMap<>();
  private final Map<OutPoint, List<Txid>> spenders = new HashMap<>();
  private final Set<WalletTx> changed = new LinkedHashSet<>();
  private @Nullable Set<Script> spentScripts;
  private long nextPosition;
  private int tipHeight = -1;

  /// Which scripts are ours.
  public interface OwnScripts {
    Optional<ScriptSource> find(Script script);

    /// An output that pays to it was seen: it is not to be given out any more.
    void used(ScriptSource source, Script script);
  }

  public Ledger(OwnScripts own) {
    this.own = own;
  }

  /// The last block seen; -1 for none.
  public int tipHeight() {
    return tipHeight;
  }

  public void setTipHeight(int height) {
    tipHeight = height;
  }

  public Optional<WalletTx> find(Txid txid) {
    return Optional.ofNullable(byId.get(txid));
  }

  public int size() {
    return byId.size();
  }

  /// All, in the order in which they became known.
  public Collection<WalletTx> all() {
    return Collections.unmodifiableCollection(byPosition.values());
  }

  /// The same, the latest first.
  public Collection<WalletTx> latestFirst() {
    return Collections.unmodifiableCollection(byPosition.descendingMap().values());
  }

  /// What changed since the last call, in no particular order.
  public List<WalletTx> takeChanged() {
    List<WalletTx> all = List.copyOf(changed);
    changed.clear();
    return all;
  }

  // Loading.

  /// A transaction as it was kept; its sources are for the caller to set.
  public WalletTx restore(
      Transaction tx, TxState state, long position, long receivedAt, long smartTime) {
    WalletTx restored = new WalletTx(tx, state, position, receivedAt, smartTime);
    link(restored);
    nextPosition = Math.max(nextPosition, position + 1);
    return restored;
  }

  private void link(WalletTx tx) {
    spentScripts = null;
    byId.put(tx.txid(), tx);
    byPosition.put(tx.position(), tx);
    if (!tx.tx().isCoinbase()) {
      for (TxIn input : tx.tx().inputs()) {
        spenders.computeIfAbsent(input.prevout(), _ -> new ArrayList<>(1)).add(tx.txid());
      }
    }
  }

  /// New scripts are ours: looks again at every output there is.
  public void reexamine() {
    for (WalletTx tx : byPosition.values()) {
      if (findOurs(tx)) {
        changed.add(tx);
      }
    }
  }

  private boolean findOurs(WalletTx tx) {
    boolean found = false;
    List<TxOut> outputs = tx.tx().outputs();
    for (int i = 0; i < outputs.size(); i++) {
      if (!tx.isOurs(i)) {
        Optional<ScriptSource> source = own.find(outputs.get(i).script());
        tx.setSource(i, source);
        found |= source.isPresent();
      }
    }
    return found;
  }

  // What the node tells.

  /// Whether the block held anything of ours.
  public boolean blockConnected(Block block, BlockHash hash, int height, long time, Clock clock) {
    tipHeight = height;
    boolean ours = false;
    List<Transaction> transactions = block.transactions();
    for (int i = 0; i < transactions.size(); i++) {
      ours |= take(transactions.get(i), new TxState.Confirmed(hash, height, i, time), clock);
      left(transactions.get(i));
    }
    return ours;
  }

  /// A block below the last one seen, looked at for scripts that are new.
  public boolean blockRescanned(Block block, BlockHash hash, int height, long time, Clock clock) {
    boolean ours = false;
    List<Transaction> transactions = block.transactions();
    for (int i = 0; i < transactions.size(); i++) {
      ours |= take(transactions.get(i), new TxState.Confirmed(hash, height, i, time), clock);
    }
    return ours;
  }

  public void blockDisconnected(Block block, int height, Clock clock) {
    tipHeight = height - 1;
    List<Transaction> transactions = block.transactions();
    for (int i = 0; i < transactions.size(); i++) {
      take(transactions.get(i), new TxState.Inactive(i == 0), clock);
      for (TxIn input : transactions.get(i).inputs()) {
        for (Txid spender : spendersOf(input.prevout())) {
          WalletTx conflicted = byId.get(spender);
          if (conflicted != null && conflicted.isBlockConflicted()) {
            updateWithSpenders(spender, tx -> revive(tx, height));
          }
        }
      }
    }
  }

  private static boolean revive(WalletTx tx, int disconnectedHeight) {
    if (tx.state() instanceof TxState.Conflicted(BlockHash _, int height)
        && height >= disconnectedHeight) {
      tx.setState(new TxState.Inactive(false));
      return true;
    }
    return false;
  }

  /// Takes back what blocks did that do not stand any more, without having them.
  public void unconfirmUnless(Predicate<BlockHash> stands) {
    for (WalletTx tx : byPosition.values()) {
      boolean holds =
          switch (tx.state()) {
            case TxState.Confirmed(BlockHash block, int _, int _, long _) -> stands.test(block);
            case TxState.Conflicted(BlockHash block, int _) -> stands.test(block);
            case TxState.InMempool _, TxState.Inactive _ -> true;
          };
      if (!holds) {
        tx.setState(new TxState.Inactive(tx.tx().isCoinbase()));
        changed.add(tx);
        abandonDeadCoinbase(tx);
      }
    }
  }

  /// Whether it is ours.
  public boolean addedToMempool(Transaction tx, Clock clock) {
    boolean ours = take(tx, new TxState.InMempool(), clock);
    Txid txid = tx.txid();
    for (TxIn input : tx.inputs()) {
      for (Txid spender : spendersOf(input.prevout())) {
        if (!spender.equals(txid)) {
          updateWithSpenders(spender, other -> other.mempoolConflicts().add(txid));
        }
      }
    }
    return ours;
  }

  /// Replaced, expired, evicted, or contradicted by a block.
  public void removedFromMempool(Transaction tx) {
    left(tx);
  }

  private void left(Transaction tx) {
    Txid txid = tx.txid();
    WalletTx known = byId.get(txid);
    if (known != null && known.isInMempool()) {
      known.setState(new TxState.Inactive(false));
      changed.add(known);
    }
    for (TxIn input : tx.inputs()) {
      for (Txid spender : spendersOf(input.prevout())) {
        updateWithSpenders(spender, other -> other.mempoolConflicts().remove(txid));
      }
    }
  }

  /// When it is now.
  @FunctionalInterface
  public interface Clock {
    long unixSeconds();
  }

  /// Core's `AddToWalletIfInvolvingMe`. Whether it is ours.
  private boolean take(Transaction tx, TxState state, Clock clock) {
    if (state instanceof TxState.Confirmed(BlockHash block, int height, int _, long _)) {
      contradict(tx, block, height);
    }
    WalletTx known = byId.get(tx.txid());
    if (known == null) {
      if (!involves(tx)) {
        return false;
      }
      known = add(tx, state, clock);
    } else {
      setState(known, state);
    }
    noteUse(known);
    abandonDeadCoinbase(known);
    return true;
  }

  private boolean involves(Transaction tx) {
    for (TxOut out : tx.outputs()) {
      if (own.find(out.script()).isPresent()) {
        return true;
      }
    }
    return !tx.isCoinbase() && debit(tx) > 0;
  }

  /// Adds a transaction of our own making before the mempool has it.
  public WalletTx addOwn(Transaction tx, Map<String, String> notes, Clock clock) {
    WalletTx known = byId.get(tx.txid());
    WalletTx own = known == null ? add(tx, new TxState.Inactive(false), clock) : known;
    own.notes().putAll(notes);
    changed.add(own);
    noteUse(own);
    return own;
  }

  private WalletTx add(Transaction tx, TxState state, Clock clock) {
    long now = clock.unixSeconds();
    WalletTx added = new WalletTx(tx.compact(), state, nextPosition++, now, smartTime(state, now));
    link(added);
    findOurs(added);
    changed.add(added);
    return added;
  }

  /// Core's `ComputeTimeSmart`: of those in blocks the block's time, but neither before the last
  /// transaction nor after it became known.
  private long smartTime(TxState state, long now) {
    if (!(state instanceof TxState.Confirmed(BlockHash _, int _, int _, long blockTime))) {
      return now;
    }
    long latestNow = now;
    long latestEntry = 0;
    for (WalletTx earlier : byPosition.descendingMap().values()) {
      if (earlier.smartTime() <= now + TOLERATED_SECONDS) {
        latestEntry = earlier.smartTime();
        latestNow = Math.max(latestNow, latestEntry);
        break;
      }
    }
    return Math.max(latestEntry, Math.min(blockTime, latestNow));
  }

  private void setState(WalletTx tx, TxState state) {
    // As in Core: an inactive one stays abandoned until it is seen in a block or the mempool.
    boolean moved = state instanceof TxState.Confirmed && !state.equals(tx.state());
    if (moved || !tx.state().getClass().equals(state.getClass())) {
      tx.setState(state);
      changed.add(tx);
    }
  }

  private void noteUse(WalletTx tx) {
    List<TxOut> outputs = tx.tx().outputs();
    for (int i = 0; i < outputs.size(); i++) {
      Script script = outputs.get(i).script();
      tx.source(i).ifPresent(source -> own.used(source, script));
    }
  }

  private void abandonDeadCoinbase(WalletTx tx) {
    if (!tx.tx().isCoinbase() || !(tx.state() instanceof TxState.Inactive)) {
      return;
    }
    Deque<WalletTx> todo = new ArrayDeque<>();
    todo.add(tx);
    while (!todo.isEmpty()) {
      WalletTx next = todo.remove();
      next.setState(new TxState.Inactive(true));
      changed.add(next);
      todo.addAll(children(next));
    }
  }

  private List<WalletTx> children(WalletTx tx) {
    List<WalletTx> children = new ArrayList<>();
    for (int i = 0; i < tx.tx().outputs().size(); i++) {
      for (Txid spender : spendersOf(new OutPoint(tx.txid(), i))) {
        find(spender).ifPresent(children::add);
      }
    }
    return children;
  }

  /// Core's `MarkConflicted`, for all that spend what this block's transaction spends.
  private void contradict(Transaction tx, BlockHash block, int height) {
    if (tx.isCoinbase()) {
      return;
    }
    int depth = -(tipHeight - height + 1);
    if (tipHeight < 0 || depth >= 0) {
      return;
    }
    for (TxIn input : tx.inputs()) {
      for (Txid spender : spendersOf(input.prevout())) {
        if (!spender.equals(tx.txid())) {
          updateWithSpenders(
              spender,
              other -> {
                if (depth >= depth(other)) {
                  return false;
                }
                other.setState(new TxState.Conflicted(block, height));
                return true;
              });
        }
      }
    }
  }

  /// Core's `RecursiveUpdateTxState`: what changes a transaction may change those that spend it.
  private void updateWithSpenders(Txid first, Predicate<WalletTx> update) {
    Deque<Txid> todo = new ArrayDeque<>();
    Set<Txid> seen = new HashSet<>();
    todo.add(first);
    seen.add(first);
    while (!todo.isEmpty()) {
      WalletTx tx = byId.get(todo.remove());
      if (tx != null && update.test(tx)) {
        changed.add(tx);
        for (WalletTx child : children(tx)) {
          if (seen.add(child.txid())) {
            todo.add(child.txid());
          }
        }
      }
    }
  }

  /// Gives a transaction up, with all that spend from it; false if it is in a block or the mempool.
  public boolean abandon(WalletTx tx) {
    if (depth(tx) != 0 || tx.isInMempool()) {
      return false;
    }
    updateWithSpenders(
        tx.txid(),
        each -> {
          if (depth(each) != 0 || each.isAbandoned()) {
            return false;
          }
          each.setState(new TxState.Inactive(true));
          return true;
        });
    return true;
  }

  /// Notes something of a transaction.
  public void note(WalletTx tx, String name, String text) {
    tx.notes().put(name, text);
    changed.add(tx);
  }

  // Questions.

  private List<Txid> spendersOf(OutPoint coin) {
    // A copy: what is done for each may add to the list.
    List<Txid> found = spenders.get(coin);
    return found == null ? List.of() : List.copyOf(found);
  }

  /// Confirmations: 1 in the last block, 0 without a block, negative for those that a block
  /// contradicts.
  public int depth(WalletTx tx) {
    return switch (tx.state()) {
      case TxState.Confirmed(BlockHash _, int height, int _, long _) -> tipHeight - height + 1;
      case TxState.Conflicted(BlockHash _, int height) -> -(tipHeight - height + 1);
      case TxState.InMempool _, TxState.Inactive _ -> 0;
    };
  }

  public boolean isImmatureCoinbase(WalletTx tx) {
    return tx.tx().isCoinbase() && depth(tx) < MATURITY;
  }

  public boolean isSpent(OutPoint coin) {
    List<Txid> found = spenders.get(coin);
    if (found == null) {
      return false;
    }
    for (Txid spender : found) {
      WalletTx tx = byId.get(spender);
      if (tx != null && !tx.isAbandoned() && !tx.isBlockConflicted() && !tx.isMempoolConflicted()) {
        return true;
      }
    }
    return false;
  }

  /// Whether a transaction of the wallet spends a coin of ours that paid to this script.
  public boolean wasSpentFrom(Script script) {
    return spentFrom().contains(script);
  }

  /// Worked out anew after each change: who asks once asks for many.
  private Set<Script> spentFrom() {
    Set<Script> known = spentScripts;
    if (known == null) {
      known = new HashSet<>();
      for (Map.Entry<OutPoint, List<Txid>> entry : spenders.entrySet()) {
        Optional<TxOut> out = ownOutput(entry.getKey());
        if (out.isPresent()) {
          known.add(out.get().script());
        }
      }
      spentScripts = known;
    }
    return known;
  }

  /// Others in the wallet that spend one of its inputs.
  public Set<Txid> conflicts(WalletTx tx) {
    Set<Txid> others = new TreeSet<>();
    for (TxIn input : tx.tx().inputs()) {
      others.addAll(spendersOf(input.prevout()));
    }
    others.remove(tx.txid());
    return others;
  }

  /// Whether another transaction of the wallet spends one of its outputs.
  public boolean hasSpenders(Txid txid) {
    WalletTx tx = byId.get(txid);
    return tx != null && !children(tx).isEmpty();
  }

  private @Nullable WalletTx ownParent(TxIn input) {
    WalletTx parent = byId.get(input.prevout().txid());
    return parent != null && parent.isOurs(input.prevout().index()) ? parent : null;
  }

  /// The output that an input spends, if it is ours.
  public Optional<TxOut> ownOutput(OutPoint coin) {
    WalletTx parent = byId.get(coin.txid());
    return parent != null && parent.isOurs(coin.index())
        ? Optional.of(parent.tx().outputs().get(coin.index()))
        : Optional.empty();
  }

  /// What a transaction spends of ours, in satoshis.
  public long debit(Transaction tx) {
    long sum = 0;
    for (TxIn input : tx.inputs()) {
      sum = Math.addExact(sum, ownOutput(input.prevout()).map(TxOut::value).orElse(0L));
    }
    return sum;
  }

  /// What a transaction pays to us, in satoshis.
  public long credit(WalletTx tx) {
    long sum = 0;
    for (int i = 0; i < tx.tx().outputs().size(); i++) {
      if (tx.isOurs(i)) {
        sum = Math.addExact(sum, tx.tx().outputs().get(i).value());
      }
    }
    return sum;
  }

  public boolean isFromUs(WalletTx tx) {
    return !tx.tx().isCoinbase() && debit(tx.tx()) > 0;
  }

  /// Whether it can be relied on: confirmed, or in the mempool and made by us from coins that can.
  public boolean isTrusted(WalletTx tx) {
    return isTrusted(tx, new HashSet<>());
  }

  private boolean isTrusted(WalletTx tx, Set<Txid> trustedParents) {
    if (tx.isConfirmed()) {
      return true;
    }
    if (!tx.isInMempool() || !isFromUs(tx)) {
      return false;
    }
    for (TxIn input : tx.tx().inputs()) {
      WalletTx parent = ownParent(input);
      if (parent == null) {
        return false;
      }
      if (!trustedParents.contains(parent.txid())) {
        if (!isTrusted(parent, trustedParents)) {
          return false;
        }
        trustedParents.add(parent.txid());
      }
    }
    return true;
  }

  /// Satoshis that can be relied on, that wait for a block, and that wait for maturity.
  public record Balances(long trusted, long pending, long immature) {
    public static final Balances NOTHING = new Balances(0, 0, 0);
  }

  /// `counts` leaves coins out, `minDepth` trusted ones with fewer confirmations.
  public Balances balances(int minDepth, Predicate<TxOut> counts) {
    long trusted = 0;
    long pending = 0;
    long immature = 0;
    Set<Txid> trustedParents = new HashSet<>();
    for (WalletTx tx : byPosition.values()) {
      if (!tx.hasOurs() || tx.isAbandoned() || tx.isBlockConflicted()) {
        continue;
      }
      if (isImmatureCoinbase(tx)) {
        immature = Math.addExact(immature, tx.isConfirmed() ? credit(tx) : 0);
        continue;
      }
      long available = available(tx, counts);
      if (available == 0) {
        continue;
      }
      boolean reliable = isTrusted(tx, trustedParents);
      if (reliable && depth(tx) >= minDepth) {
        trusted = Math.addExact(trusted, available);
      } else if (!reliable && tx.isInMempool()) {
        pending = Math.addExact(pending, available);
      }
    }
    return new Balances(trusted, pending, immature);
  }

  private long available(WalletTx tx, Predicate<TxOut> counts) {
    long sum = 0;
    List<TxOut> outputs = tx.tx().outputs();
    for (int i = 0; i < outputs.size(); i++) {
      if (tx.isOurs(i) && counts.test(outputs.get(i)) && !isSpent(new OutPoint(tx.txid(), i))) {
        sum = Math.addExact(sum, outputs.get(i).value());
      }
    }
    return sum;
  }

  /// A coin of the wallet that nothing spends.
  ///
  /// @param safe can be relied on, and neither replaces another nor was replaced
  public record OwnCoin(
      OutPoint outpoint, TxOut out, ScriptSource source, WalletTx tx, int depth, boolean safe) {}

  /// Unspent coins in blocks or the mempool, mature ones unless asked otherwise, in the order in
  /// which their transactions became known.
  public List<OwnCoin> coins(boolean withImmature) {
    List<OwnCoin> coins = new ArrayList<>();
    Set<Txid> trustedParents = new HashSet<>();
    for (WalletTx tx : byPosition.values()) {
      boolean stands = tx.isConfirmed() || tx.isInMempool();
      if (!stands || !tx.hasOurs() || (!withImmature && isImmatureCoinbase(tx))) {
        continue;
      }
      int depth = depth(tx);
      boolean replacing =
          depth == 0
              && (tx.notes().containsKey("replaces_txid")
                  || tx.notes().containsKey("replaced_by_txid"));
      boolean safe = !replacing && isTrusted(tx, trustedParents);
      List<TxOut> outputs = tx.tx().outputs();
      for (int i = 0; i < outputs.size(); i++) {
        OutPoint outpoint = new OutPoint(tx.txid(), i);
        Optional<ScriptSource> source = tx.source(i);
        if (source.isPresent() && !isSpent(outpoint)) {
          coins.add(new OwnCoin(outpoint, outputs.get(i), source.get(), tx, depth, safe));
        }
      }
    }
    return coins;
  }
}
