package org.quantumcoin.wallet.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.api.NodeApi;
import org.quantumcoin.node.api.PoolAccess.PoolTransaction;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.coins.Ledger;
import org.quantumcoin.wallet.coins.ScriptSource;
import org.quantumcoin.wallet.coins.TxState;
import org.quantumcoin.wallet.coins.WalletTx;
import org.quantumcoin.wallet.store.AddressRow;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A transaction as lists of payments show it: one entry for each payment out and in (Core's
/// `ListTransactions`). All within the wallet's lock.
final class TxEntries {
  /// The largest sequence number that signals replaceability (BIP-0125).
  private static final int MAX_SIGNALLING_SEQUENCE = 0xfffffffd;

  private final Wallet wallet;
  private final Ledger ledger;
  private final Addresses addresses;

  /// What is listed.
  ///
  /// @param minDepth of payments in; those out are always listed
  /// @param details whether each entry tells all of its transaction
  /// @param label only payments in to addresses of this label
  record Filter(int minDepth, boolean details, Optional<String> label, boolean withChange) {}

  TxEntries(Wallet wallet, Addresses addresses) {
    this.wallet = wallet;
    this.ledger = wallet.ledger();
    this.addresses = addresses;
  }

  List<ObjectNode> list(WalletTx tx, Filter filter) {
    List<ObjectNode> entries = new ArrayList<>();
    long debit = tx.tx().isCoinbase() ? 0 : ledger.debit(tx.tx());
    if (debit > 0 && filter.label().isEmpty()) {
      addSent(tx, debit, filter, entries);
    }
    if (ledger.depth(tx) >= filter.minDepth()) {
      addReceived(tx, debit, filter, entries);
    }
    return entries;
  }

  /// A script of ours that was never given out (Core's `ScriptIsChange`).
  private boolean isChange(WalletTx tx, int output) {
    return tx.isOurs(output) && !wallet.book().contains(tx.tx().outputs().get(output).script());
  }

  private void addSent(WalletTx tx, long debit, Filter filter, List<ObjectNode> entries) {
    long fee = debit - tx.valueOut();
    List<TxOut> outputs = tx.tx().outputs();
    for (int i = 0; i < outputs.size(); i++) {
      if (isChange(tx, i) && !filter.withChange()) {
        continue;
      }
      ObjectNode entry = Json.object();
      addAddress(entry, outputs.get(i).script());
      entry.put("category", "send");
      entry.set("amount", Json.amount(-outputs.get(i).value()));
      label(outputs.get(i).script()).ifPresent(label -> entry.put("label", label));
      entry.put("vout", i);
      entry.set("fee", Json.amount(-fee));
      if (filter.details()) {
        addDetails(entry, tx);
      }
      entries.add(entry.put("abandoned", tx.isAbandoned()));
    }
  }

  private void addReceived(WalletTx tx, long debit, Filter filter, List<ObjectNode> entries) {
    List<TxOut> outputs = tx.tx().outputs();
    for (int i = 0; i < outputs.size(); i++) {
      Optional<ScriptSource> source = tx.source(i);
      boolean hidden = debit > 0 && isChange(tx, i) && !filter.withChange();
      Script script = outputs.get(i).script();
      Optional<String> label = label(script);
      boolean labelled = filter.label().isEmpty() || filter.label().get().equals(label.orElse(""));
      if (source.isEmpty() || hidden || !labelled) {
        continue;
      }
      ObjectNode entry = Json.object();
      addAddress(entry, script);
      entry.set(
          "parent_descs",
          Json.array().add(wallet.keys().get(source.get().descriptor()).row().givenForm()));
      entry.put("category", category(tx));
      entry.set("amount", Json.amount(outputs.get(i).value()));
      label.ifPresent(text -> entry.put("label", text));
      entry.put("vout", i);
      entry.put("abandoned", tx.isAbandoned());
      if (filter.details()) {
        addDetails(entry, tx);
      }
      entries.add(entry);
    }
  }

  private String category(WalletTx tx) {
    if (!tx.tx().isCoinbase()) {
      return "receive";
    }
    if (ledger.depth(tx) < 1) {
      return "orphan";
    }
    return ledger.isImmatureCoinbase(tx) ? "immature" : "generate";
  }

  private void addAddress(ObjectNode entry, Script script) {
    addresses.encode(script).ifPresent(address -> entry.put("address", address));
  }

  private Optional<String> label(Script script) {
    return wallet.book().find(script).map(AddressRow::label);
  }

  /// Core's `WalletTxToJSON`.
  void addDetails(ObjectNode entry, WalletTx tx) {
    int depth = ledger.depth(tx);
    entry.put("confirmations", depth);
    if (tx.tx().isCoinbase()) {
      entry.put("generated", true);
    }
    if (tx.state()
        instanceof TxState.Confirmed(BlockHash block, int height, int place, long time)) {
      entry.put("blockhash", block.toString());
      entry.put("blockheight", height);
      entry.put("blockindex", place);
      entry.put("blocktime", time);
    } else {
      entry.put("trusted", ledger.isTrusted(tx));
    }
    entry.put("txid", tx.txid().toString());
    entry.put("wtxid", tx.tx().wtxid().toString());
    ArrayNode conflicts = Json.array();
    ledger.conflicts(tx).forEach(other -> conflicts.add(other.toString()));
    entry.set("walletconflicts", conflicts);
    ArrayNode inMempool = Json.array();
    for (Txid other : tx.mempoolConflicts()) {
      inMempool.add(other.toString());
    }
    entry.set("mempoolconflicts", inMempool);
    entry.put("time", tx.smartTime());
    entry.put("timereceived", tx.receivedAt());
    entry.put("bip125-replaceable", depth > 0 ? "no" : replaceable(tx.tx()));
    tx.notes().forEach(entry::put);
    // Core has no such field: there "label" is the address's.
    wallet.labels().ofTransaction(tx.txid()).ifPresent(text -> entry.put("label_of_tx", text));
  }

  private String replaceable(Transaction tx) {
    boolean signals =
        tx.inputs().stream()
            .anyMatch(
                input -> Integer.compareUnsigned(input.sequence(), MAX_SIGNALLING_SEQUENCE) <= 0);
    if (signals) {
      return "yes";
    }
    NodeApi node = wallet.node();
    return node.pooled(tx.txid())
        .map(PoolTransaction::replaceable)
        .map(inherited -> inherited ? "yes" : "no")
        .orElse("unknown");
  }
}
