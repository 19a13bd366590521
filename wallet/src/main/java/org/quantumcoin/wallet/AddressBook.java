package org.quantumcoin.wallet;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.wallet.store.AddressRow;
import org.quantumcoin.wallet.store.WalletStore;

/// Labels of addresses: of those given out to be paid, and of others'. A script of ours that is not
/// in it is change. Not safe for several threads: the wallet locks.
public final class AddressBook {
  public static final String RECEIVE = "receive";
  public static final String SEND = "send";

  private final WalletStore store;
  private final Map<Script, AddressRow> rows = new LinkedHashMap<>();

  private AddressBook(WalletStore store) {
    this.store = store;
  }

  static AddressBook open(WalletStore store) {
    AddressBook book = new AddressBook(store);
    store.addresses().forEach(row -> book.rows.put(row.script(), row));
    return book;
  }

  public Optional<AddressRow> find(Script script) {
    return Optional.ofNullable(rows.get(script));
  }

  public boolean contains(Script script) {
    return rows.containsKey(script);
  }

  public Collection<AddressRow> all() {
    return Collections.unmodifiableCollection(rows.values());
  }

  /// The caller commits.
  void put(Script script, String label, String purpose) {
    AddressRow row = new AddressRow(script, label, purpose);
    rows.put(script, row);
    store.putAddress(row);
  }
}
