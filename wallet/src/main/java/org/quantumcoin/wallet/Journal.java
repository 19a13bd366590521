package org.quantumcoin.wallet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.wallet.audit.AuditEntry;
import org.quantumcoin.wallet.audit.AuditExport;
import org.quantumcoin.wallet.audit.AuditLog;
import org.quantumcoin.wallet.audit.SignedHead;
import org.quantumcoin.wallet.audit.TreeHead;
import org.quantumcoin.wallet.coins.Ledger;
import org.quantumcoin.wallet.store.Bytes;
import org.quantumcoin.wallet.store.StoreException;
import org.quantumcoin.wallet.store.WalletStore;

/// The wallet's audit log. Entries are written in the commit of what they tell of: there is neither
/// without the other. Not safe for several threads: the wallet locks.
public final class Journal {
  private final WalletStore store;
  private final Identity identity;
  private final LongSupplier now;
  private AuditLog log = new AuditLog();
  private final List<SignedHead> heads = new ArrayList<>();
  private String seat;

  private Journal(WalletStore store, Identity identity, String seat, LongSupplier now) {
    this.store = store;
    this.identity = identity;
    this.seat = seat;
    this.now = now;
  }

  /// Reads what the store has.
  static Journal open(WalletStore store, Identity identity, String seat, LongSupplier now) {
    Journal journal = new Journal(store, identity, seat, now);
    journal.read();
    return journal;
  }

  private void read() {
    try {
      for (Bytes each : store.auditEntries()) {
        if (!log.add(AuditEntry.decode(each.toArray()))) {
          throw new DecodeException("an entry does not follow the one before it");
        }
      }
      for (Bytes each : store.auditHeads()) {
        heads.add(SignedHead.decode(each.toArray()));
      }
    } catch (DecodeException e) {
      throw new StoreException(
          StoreException.Kind.DAMAGED,
          "The wallet's audit log is damaged (%s). It was left as it is. The coins are on the chain and safe as long as you have the keys: restore the newest backup."
              .formatted(e.getMessage()),
          e);
    }
  }

  /// The store was taken back to its last commit, and the log goes with it.
  void rolledBack() {
    log = new AuditLog();
    heads.clear();
    read();
  }

  /// Under whose name entries are written from now on.
  void setSeat(String name) {
    seat = name;
  }

  /// Writes an entry; the caller commits. Never a secret.
  void record(String kind, String text, ByteString payload) {
    AuditEntry entry = log.append(now.getAsLong(), seat, kind, text, payload);
    store.putAuditEntry(entry.sequence(), entry.encode());
  }

  void recordSpend(Transaction tx, Ledger ledger) {
    long in = ledger.debit(tx);
    record(
        "spend",
        "Transaction %s is made, which spends %d satoshis of this wallet in %d outputs."
            .formatted(tx.txid(), in, tx.outputs().size()),
        ByteString.of(tx.txid().hash().toBytes()));
  }

  public AuditLog log() {
    return log;
  }

  public TreeHead head() {
    return log.head();
  }

  /// The head as it is now, signed and kept; the wallet must be unlocked, and the caller commits.
  SignedHead signHead() {
    ByteString _ = identity.key();
    SignedHead head = SignedHead.sign(log.head(), now.getAsLong(), false, identity::sign);
    if (heads.isEmpty() || heads.getLast().head().size() < head.head().size()) {
      heads.add(head);
      store.putAuditHead(head.head().size(), head.encode());
    }
    return head;
  }

  /// The whole log as text, signed; the wallet must be unlocked, and the caller commits.
  String export() {
    record("export", "The audit log is exported.", ByteString.EMPTY);
    return AuditExport.write(identity.key(), log, heads, now.getAsLong(), identity::sign);
  }

  /// By which it is signed, if it was signed yet.
  public Optional<ByteString> key() {
    return identity.known();
  }
}
