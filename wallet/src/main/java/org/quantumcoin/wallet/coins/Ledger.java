package org.quantumcoin.wallet.coins;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
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
/// How transactions hang together is the [SpendGraph]'s business, what is unspent the
/// [CoinIndex]'s. Changed transactions are collected until [#takeChanged()]. Not safe for several
/// threads: the wallet locks.
public final class Ledger {
  /// A smart time is at most so far in the future, in seconds.
  private static final long TOLERATED_SECONDS = 300;

  private final OwnScripts own;
  private final SpendGraph graph = new SpendGraph();
  private final CoinIndex coins = new CoinIndex(graph);
  private final Set<WalletTx> changed = new LinkedHashSet<>();
  private long nextPosition;

  /// Which scripts are ours.
  public interface OwnScripts {
    Optional<ScriptSource> find(Script script);

    /// The same without certainty where it says yes, for every output of every block.
    default boolean mayBeOurs(Script script) {
      return find(script).isPresent();
    }

    /// An output that pays to it was seen: it is not to be given out any more.
    void used(ScriptSource source, Script script);
  }

  public Ledger(OwnScripts own) {
    this.own = own;
  }

  /// The last block seen; -1 for none.
  public int tipHeight() {
    return graph.tipHeight();
  }

  public void setTipHeight(int height) {
    graph.setTipHeight(height);
  }

  public Optional<WalletTx> find(Txid txid) {
    return Optional.ofNullable(graph.get(txid));
  }

  public int size() {
    return graph.size();
  }

  /// All, in the order in which they became known.
  public Collection<WalletTx> all() {
    return graph.inOrder();
  }

  /// The same, the latest first.
  public Collection<WalletTx> latestFirst() {
    return graph.latestFirst();
  }

  /// Those that are neither in a block nor in the mempool, and not given up.
  public Collection<WalletTx> waiting() {
    return coins.waiting();
  }

  /// What changed since the last call, in no particular order.
  public List<WalletTx> takeChanged() {
    List<WalletTx> all = List.copyOf(changed);
    changed.clear();
    return all;
  }

  private void changed(WalletTx tx) {
    changed.add(tx);
    coins.markWithParents(tx);
  }

  private void setState(WalletTx tx, TxState state) {
    tx.setState(state);
    changed(tx);
  }

  // Loading.

  /// A transaction as it was kept; its sources are for the caller to set.
  public WalletTx restore(
      Transaction tx, TxState state, long position, long receivedAt, long smartTime) {
    WalletTx restored = new WalletTx(tx, state, position, receivedAt, smartTime);
    graph.add(restored);
    coins.mark(restored);
    nextPosition = Math.max(nextPosition, position + 1);
    return restored;
  }

  /// New scripts are ours: looks again at every output there is.
  public void reexamine() {
    for (WalletTx tx : graph.inOrder()) {
      List<TxOut> outputs = tx.tx().outputs();
      boolean found = false;
      for (int i = 0; i < outputs.size(); i++) {
        if (!tx.isOurs(i)) {
          Optional<ScriptSource> source = own.find(outputs.get(i).script());
          tx.setSource(i, source);
          found |= source.isPresent();
        }
      }
      if (found) {
        changed(tx);
      }
    }
  }

  // What the node tells.

  /// The block above the last one seen. Whether it held anything of ours.
  ///
  /// `oldTime` is for blocks that are read later than they came: the latest time of this block and
  /// all below it, which counts as the time of what is found in it (Core's `rescanning_old_block`).
  public boolean blockConnected(
      Block block, BlockHash hash, int height, long time, OptionalLong oldTime, Clock clock) {
    graph.setTipHeight(height);
    return takeAll(block, hash, height, time, oldTime, clock, true);
  }

  /// A block below the last one seen, looked at for scripts that are new.
  public boolean blockRescanned(
      Block block, BlockHash hash, int height, long time, long oldTime, Clock clock) {
    return takeAll(block, hash, height, time, OptionalLong.of(oldTime), clock, false);
  }

  private boolean takeAll(
      Block block,
      BlockHash hash,
      int height,
      long time,
      OptionalLong oldTime,
      Clock clock,
      boolean isNew) {
    boolean ours = false;
    List<Transaction> transactions = block.transactions();
    for (int i = 0; i < transactions.size(); i++) {
      Transaction tx = transactions.get(i);
      if (concerns(tx)) {
        ours |= take(tx, new TxState.Confirmed(hash, height, i, time), oldTime, clock);
        if (isNew) {
          left(tx);
        }
      }
    }
    return ours;
  }

  public void blockDisconnected(Block block, int height, Clock clock) {
    graph.setTipHeight(height - 1);
    List<Transaction> transactions = block.transactions();
    for (int i = 0; i < transactions.size(); i++) {
      Transaction tx = transactions.get(i);
      if (concerns(tx)) {
        take(tx, new TxState.Inactive(i == 0), OptionalLong.empty(), clock);
        for (TxIn input : tx.inputs()) {
          for (WalletTx spender : graph.spendersOf(input.prevout())) {
            if (spender.isBlockConflicted()) {
              updateWithSpenders(spender, each -> revive(each, height));
            }
          }
        }
      }
    }
  }

  /// A quick look, since nearly no transaction does: whether it may pay us, spends what a
  /// transaction of ours made, or spends the same as one of ours. So each of ours does, and the
  /// hash of one that does not is never needed.
  private boolean concerns(Transaction tx) {
    if (graph.touches(tx)) {
      return true;
    }
    for (TxOut out : tx.outputs()) {
      if (own.mayBeOurs(out.script())) {
        return true;
      }
    }
    return false;
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
  ///
  /// As in Core when a wallet is loaded, what spends from a coinbase is not given up: the block may
  /// only be lost on this computer, and come again.
  public void unconfirmUnless(BiPredicate<BlockHash, Integer> stands) {
    for (WalletTx tx : graph.inOrder()) {
      boolean holds =
          switch (tx.state()) {
            case TxState.Confirmed(BlockHash block, int height, int _, long _) ->
                stands.test(block, height);
            case TxState.Conflicted(BlockHash block, int height) -> stands.test(block, height);
            case TxState.InMempool _, TxState.Inactive _ -> true;
          };
      if (!holds) {
        setState(tx, new TxState.Inactive(tx.tx().isCoinbase()));
      }
    }
  }

  /// Whether it is ours.
  ///
  /// What a block has or contradicts is not in the mempool, whoever says so: the word of the
  /// mempool may come late, after that of the block, and would stand for good. A block taken back
  /// makes it inactive first.
  public boolean addedToMempool(Transaction tx, Clock clock) {
    if (!concerns(tx)) {
      return false;
    }
    WalletTx known = graph.get(tx.txid());
    if (known != null && (known.isConfirmed() || known.isBlockConflicted())) {
      return true;
    }
    boolean ours = take(tx, new TxState.InMempool(), OptionalLong.empty(), clock);
    Txid txid = tx.txid();
    for (TxIn input : tx.inputs()) {
      for (WalletTx spender : graph.spendersOf(input.prevout())) {
        if (!spender.txid().equals(txid)) {
          updateWithSpenders(spender, other -> other.mempoolConflicts().add(txid));
        }
      }
    }
    return ours;
  }

  /// Replaced, expired, evicted, or contradicted by a block.
  public void removedFromMempool(Transaction tx) {
    if (concerns(tx)) {
      left(tx);
    }
  }

  private void left(Transaction tx) {
    Txid txid = tx.txid();
    WalletTx known = graph.get(txid);
    if (known != null && known.isInMempool()) {
      setState(known, new TxState.Inactive(false));
    }
    for (TxIn input : tx.inputs()) {
      for (WalletTx spender : graph.spendersOf(input.prevout())) {
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
  private boolean take(Transaction tx, TxState state, OptionalLong oldTime, Clock clock) {
    if (state instanceof TxState.Confirmed(BlockHash block, int height, int _, long _)) {
      contradict(tx, block, height);
    }
    WalletTx known = graph.get(tx.txid());
    if (known == null) {
      List<Optional<ScriptSource>> sources = sources(tx);
      boolean paysUs = sources.stream().anyMatch(Optional::isPresent);
      if (!paysUs && (tx.isCoinbase() || graph.debit(tx) == 0)) {
        return false;
      }
      known = add(tx, sources, state, oldTime, clock);
    } else {
      move(known, state);
    }
    noteUse(known);
    abandonDeadCoinbase(known);
    return true;
  }

  private List<Optional<ScriptSource>> sources(Transaction tx) {
    return tx.outputs().stream().map(out -> own.find(out.script())).toList();
  }

  /// Adds a transaction of our own making before the mempool has it.
  public WalletTx addOwn(Transaction tx, Map<String, String> notes, Clock clock) {
    WalletTx known = graph.get(tx.txid());
    WalletTx own =
        known == null
            ? add(tx, sources(tx), new TxState.Inactive(false), OptionalLong.empty(), clock)
            : known;
    own.notes().putAll(notes);
    changed(own);
    noteUse(own);
    return own;
  }

  private WalletTx add(
      Transaction tx,
      List<Optional<ScriptSource>> sources,
      TxState state,
      OptionalLong oldTime,
      Clock clock) {
    long now = clock.unixSeconds();
    long smartTime = oldTime.orElseGet(() -> smartTime(state, now));
    WalletTx added = new WalletTx(tx.compact(), state, nextPosition++, now, smartTime);
    graph.add(added);
    for (int i = 0; i < sources.size(); i++) {
      added.setSource(i, sources.get(i));
    }
    changed(added);
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
    for (WalletTx earlier : graph.latestFirst()) {
      if (earlier.smartTime() <= now + TOLERATED_SECONDS) {
        latestEntry = earlier.smartTime();
        latestNow = Math.max(latestNow, latestEntry);
        break;
      }
    }
    return Math.max(latestEntry, Math.min(blockTime, latestNow));
  }

  private void move(WalletTx tx, TxState state) {
    // As in Core: an inactive one stays abandoned until it is seen in a block or the mempool.
    boolean moved = state instanceof TxState.Confirmed && !state.equals(tx.state());
    if (moved || !tx.state().getClass().equals(state.getClass())) {
      setState(tx, state);
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
      setState(next, new TxState.Inactive(true));
      todo.addAll(graph.children(next));
    }
  }

  /// Core's `MarkConflicted`, for all that spend what this block's transaction spends.
  private void contradict(Transaction tx, BlockHash block, int height) {
    int depth = -(graph.tipHeight() - height + 1);
    if (tx.isCoinbase() || graph.tipHeight() < 0 || depth >= 0) {
      return;
    }
    for (TxIn input : tx.inputs()) {
      for (WalletTx spender : graph.spendersOf(input.prevout())) {
        if (!spender.txid().equals(tx.txid())) {
          updateWithSpenders(
              spender,
              other -> {
                if (depth >= graph.depth(other)) {
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
  private void updateWithSpenders(WalletTx first, Predicate<WalletTx> update) {
    Deque<WalletTx> todo = new ArrayDeque<>();
    Set<WalletTx> seen = new HashSet<>();
    todo.add(first);
    seen.add(first);
    while (!todo.isEmpty()) {
      WalletTx tx = todo.remove();
      if (update.test(tx)) {
        changed(tx);
        for (WalletTx child : graph.children(tx)) {
          if (seen.add(child)) {
            todo.add(child);
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
        tx,
        each -> {
          if (depth(each) != 0 || each.isAbandoned()) {
            return false;
          }
          each.setState(new TxState.Inactive(true));
          return true;
        });
    return true;
  }

  /// Takes a transaction of which it is proven that a block of the active chain has it, though the
  /// block itself is not looked at. False if none of its outputs is ours.
  public boolean provenInBlock(Transaction tx, TxState.Confirmed where, Clock clock) {
    return tx.outputs().stream().anyMatch(out -> own.find(out.script()).isPresent())
        && take(tx, where, OptionalLong.empty(), clock);
  }

  /// Forgets a transaction, whatever spends from it: it comes back when a block that has it is
  /// looked at again.
  public void remove(WalletTx tx) {
    graph.remove(tx);
    coins.remove(tx);
    changed.remove(tx);
  }

  /// Notes something of a transaction.
  public void note(WalletTx tx, String name, String text) {
    tx.notes().put(name, text);
    changed.add(tx);
  }

  // Questions.

  /// Confirmations: 1 in the last block, 0 without a block, negative for those that a block
  /// contradicts.
  public int depth(WalletTx tx) {
    return graph.depth(tx);
  }

  public boolean isImmatureCoinbase(WalletTx tx) {
    return graph.isImmatureCoinbase(tx);
  }

  public boolean isSpent(OutPoint coin) {
    return graph.isSpent(coin);
  }

  /// What spends a coin, in a block or in the mempool.
  public Optional<WalletTx> spender(OutPoint coin) {
    for (WalletTx tx : graph.spendersOf(coin)) {
      if (tx.isConfirmed() || tx.isInMempool()) {
        return Optional.of(tx);
      }
    }
    return Optional.empty();
  }

  /// Whether a transaction of the wallet spends a coin of ours that paid to this script.
  public boolean wasSpentFrom(Script script) {
    return coins.wasSpentFrom(script);
  }

  /// Others in the wallet that spend one of its inputs.
  public Set<Txid> conflicts(WalletTx tx) {
    return graph.conflicts(tx);
  }

  /// Whether another transaction of the wallet spends one of its outputs.
  public boolean hasSpenders(Txid txid) {
    WalletTx tx = graph.get(txid);
    return tx != null && !graph.children(tx).isEmpty();
  }

  /// The output that an input spends, if it is ours.
  public Optional<TxOut> ownOutput(OutPoint coin) {
    return graph.ownOutput(coin);
  }

  /// What a transaction spends of ours, in satoshis.
  public long debit(Transaction tx) {
    return graph.debit(tx);
  }

  /// What a transaction pays to us, in satoshis.
  public long credit(WalletTx tx) {
    return tx.credit();
  }

  public boolean isFromUs(WalletTx tx) {
    return graph.isFromUs(tx);
  }

  /// Whether it can be relied on: confirmed, or in the mempool and made by us from coins that can.
  public boolean isTrusted(WalletTx tx) {
    return graph.isTrusted(tx);
  }

  /// Satoshis that can be relied on, that wait for a block, and that wait for maturity.
  public record Balances(long trusted, long pending, long immature) {
    public static final Balances NOTHING = new Balances(0, 0, 0);
  }

  /// `minDepth` leaves out trusted coins with fewer confirmations. For 0 and 1 it takes no longer
  /// with more transactions.
  public Balances balances(int minDepth) {
    return coins.balances(minDepth);
  }

  /// The same without the coins that `counts` leaves out; looks at every coin.
  public Balances balances(int minDepth, Predicate<TxOut> counts) {
    return coins.balances(minDepth, counts);
  }

  /// What blocks alone say: outputs of ours in them that nothing in them spends, and their values
  /// in satoshis.
  public Map<OutPoint, Long> coinsOfBlocks() {
    Map<OutPoint, Long> unspent = new HashMap<>();
    for (WalletTx tx : graph.inOrder()) {
      List<TxOut> outputs = tx.tx().outputs();
      for (int i = 0; i < outputs.size(); i++) {
        OutPoint outpoint = new OutPoint(tx.txid(), i);
        if (tx.isConfirmed() && tx.isOurs(i) && !isSpentInBlock(outpoint)) {
          unspent.put(outpoint, outputs.get(i).value());
        }
      }
    }
    return unspent;
  }

  private boolean isSpentInBlock(OutPoint coin) {
    return graph.spendersOf(coin).stream().anyMatch(WalletTx::isConfirmed);
  }

  /// A coin of the wallet that nothing spends.
  ///
  /// @param safe can be relied on, and neither replaces another nor was replaced
  public record OwnCoin(
      OutPoint outpoint, TxOut out, ScriptSource source, WalletTx tx, int depth, boolean safe) {}

  /// Unspent coins in blocks or the mempool, mature ones unless asked otherwise, in the order in
  /// which their transactions became known.
  public List<OwnCoin> coins(boolean withImmature) {
    return coins.coins(withImmature);
  }
}
