package org.quantumcoin.node.mempool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.chain.ChainService.Subscription;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.primitives.Wtxid;

/// A mempool that keeps everything, except what spends outputs it was told are missing, and what it
/// was told to refuse.
public final class FakePool implements TxPool {
  private final Map<Txid, Transaction> byTxid = new LinkedHashMap<>();
  private final Map<Wtxid, Transaction> byWtxid = new HashMap<>();
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final List<Txid> missing = new ArrayList<>();
  private final Map<Wtxid, TxAcceptance.Kind> refused = new HashMap<>();
  private final List<Runnable> held = new ArrayList<>();
  private final List<Transaction> unsent = new ArrayList<>();
  private boolean holding;
  private int packagesOffered;

  /// Transactions that spend outputs of this one are refused until it is here.
  public synchronized void missUntilHere(Txid parent) {
    missing.add(parent);
  }

  /// This one is refused; if for its fee, then only without a child.
  public synchronized void refuse(Transaction tx, TxAcceptance.Kind kind) {
    refused.put(tx.wtxid(), kind);
  }

  /// From now on this one is kept like others.
  public synchronized void allow(Transaction tx) {
    refused.remove(tx.wtxid());
  }

  @Override
  public synchronized @Nullable Paying paying(Wtxid wtxid) {
    Transaction tx = byWtxid.get(wtxid);
    return tx == null ? null : paying(tx);
  }

  @Override
  public synchronized @Nullable Paying paying(Txid txid) {
    Transaction tx = byTxid.get(txid);
    return tx == null ? null : paying(tx);
  }

  private Paying paying(Transaction tx) {
    return new Paying(tx, 10_000, 1, List.copyOf(byTxid.keySet()).indexOf(tx.txid()));
  }

  @Override
  public synchronized List<Paying> all() {
    return byTxid.values().stream().map(this::paying).toList();
  }

  @Override
  public synchronized long nextSequence() {
    return byTxid.size();
  }

  @Override
  public synchronized List<Paying> unbroadcast() {
    return unsent.stream().map(this::paying).toList();
  }

  /// No peer has fetched this one, and none does.
  public synchronized void awaitBroadcast(Transaction tx) {
    unsent.add(tx);
  }

  @Override
  public void broadcasted(Txid txid) {
    // Nothing is awaited here.
  }

  /// Keeps answers back, or gives those that were kept back and all to come at once.
  public void holdAnswers(boolean hold) {
    List<Runnable> given;
    synchronized (this) {
      holding = hold;
      given = List.copyOf(held);
      held.clear();
    }
    given.forEach(Runnable::run);
  }

  @Override
  public CompletableFuture<TxAcceptance> submit(Transaction tx) {
    TxAcceptance answer = judge(tx);
    CompletableFuture<TxAcceptance> future = new CompletableFuture<>();
    synchronized (this) {
      if (holding) {
        held.add(() -> future.complete(answer));
        return future;
      }
    }
    future.complete(answer);
    return future;
  }

  private TxAcceptance judge(Transaction tx) {
    synchronized (this) {
      if (byTxid.containsKey(tx.txid())) {
        return new TxAcceptance.AlreadyKnown("txn-already-in-mempool");
      }
      TxAcceptance.Kind kind = refused.get(tx.wtxid());
      if (kind != null) {
        return new TxAcceptance.Refused(kind, "refused here", "");
      }
      Set<OutPoint> absent = absent(tx);
      if (!absent.isEmpty()) {
        return new TxAcceptance.MissingInputs(absent);
      }
      byTxid.put(tx.txid(), tx);
      byWtxid.put(tx.wtxid(), tx);
    }
    listeners.forEach(listener -> listener.added(tx, 10_000));
    return RegtestNode.accepted(tx, 10_000);
  }

  private Set<OutPoint> absent(Transaction tx) {
    Set<OutPoint> absent = new HashSet<>();
    for (TxIn input : tx.inputs()) {
      OutPoint spent = input.prevout();
      if (missing.contains(spent.txid()) && !byTxid.containsKey(spent.txid())) {
        absent.add(spent);
      }
    }
    return absent;
  }

  /// How many packages were offered.
  public synchronized int packagesOffered() {
    return packagesOffered;
  }

  /// Each by itself, but with the parent's fee not asked for, unless the child is refused or lacks
  /// something else.
  @Override
  public CompletableFuture<PackageAcceptance> submitPackage(List<Transaction> members) {
    Map<Wtxid, PackageAcceptance.Member> answers = new LinkedHashMap<>();
    Transaction child = members.getLast();
    boolean taken;
    synchronized (this) {
      packagesOffered++;
      Set<OutPoint> absent = absent(child);
      absent.removeIf(outpoint -> outpoint.txid().equals(members.getFirst().txid()));
      taken = absent.isEmpty() && !refused.containsKey(child.wtxid());
      if (taken) {
        members.forEach(tx -> refused.remove(tx.wtxid(), TxAcceptance.Kind.FEE));
      }
    }
    for (Transaction tx : members) {
      answers.put(tx.wtxid(), new PackageAcceptance.Member.Judged(submit(tx).join()));
    }
    return CompletableFuture.completedFuture(
        taken
            ? new PackageAcceptance(PackageAcceptance.Outcome.TAKEN, "", answers)
            : new PackageAcceptance(
                PackageAcceptance.Outcome.MEMBER_REFUSED, "transaction failed", answers));
  }

  @Override
  public synchronized @Nullable Transaction find(Txid txid) {
    return byTxid.get(txid);
  }

  @Override
  public synchronized @Nullable Transaction find(Wtxid wtxid) {
    return byWtxid.get(wtxid);
  }

  @Override
  public synchronized List<Wtxid> wtxids() {
    return byTxid.values().stream().map(Transaction::wtxid).toList();
  }

  @Override
  public synchronized List<Transaction> transactions() {
    return List.copyOf(byTxid.values());
  }

  @Override
  public FeeFloor feeFloor() {
    return new FeeFloor(0, 1_000, 1_000);
  }

  @Override
  public Subscription subscribe(Listener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }
}
