package org.quantumcoin.wallet;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.wallet.store.LabelRow;
import org.quantumcoin.wallet.store.LabelTable;

/// Labels of transactions, coins and keys; those of addresses are in the [AddressBook]. Not safe
/// for several threads: the wallet locks.
public final class Labels {
  /// The types of BIP-0329, "Type".
  static final String TX = "tx";

  static final String ADDRESS = "addr";
  static final String INPUT = "input";
  static final String OUTPUT = "output";
  static final String PUBKEY = "pubkey";
  static final String XPUB = "xpub";

  private final LabelTable table;
  private final Map<Key, LabelRow> rows = new TreeMap<>();

  private record Key(String kind, String ref) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byKind = kind.compareTo(other.kind);
      return byKind != 0 ? byKind : ref.compareTo(other.ref);
    }
  }

  private Labels(LabelTable table) {
    this.table = table;
  }

  static Labels open(LabelTable table) {
    Labels labels = new Labels(table);
    table.all().forEach(row -> labels.rows.put(new Key(row.kind(), row.ref()), row));
    return labels;
  }

  Optional<LabelRow> find(String kind, String ref) {
    return Optional.ofNullable(rows.get(new Key(kind, ref)));
  }

  /// The label of a transaction, if it has one.
  public Optional<String> ofTransaction(Txid txid) {
    return rows.isEmpty()
        ? Optional.empty()
        : find(TX, txid.toString()).map(LabelRow::label).filter(label -> !label.isEmpty());
  }

  /// The label of a coin, if it has one.
  public Optional<String> ofCoin(OutPoint coin) {
    return rows.isEmpty()
        ? Optional.empty()
        : find(OUTPUT, coin.toString()).map(LabelRow::label).filter(label -> !label.isEmpty());
  }

  Collection<LabelRow> all() {
    return Collections.unmodifiableCollection(rows.values());
  }

  /// One that says nothing is removed. The caller commits.
  void put(LabelRow row) {
    Key key = new Key(row.kind(), row.ref());
    if (row.label().isEmpty() && row.extra().isEmpty()) {
      if (rows.remove(key) != null) {
        table.remove(row.kind(), row.ref());
      }
    } else {
      rows.put(key, row);
      table.put(row);
    }
  }
}
