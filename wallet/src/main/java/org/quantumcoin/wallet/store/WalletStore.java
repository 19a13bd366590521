package org.quantumcoin.wallet.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Txid;

/// What a wallet keeps, row by row. Changes last from [#commit()] on; a crash before it leaves none
/// of them. Not safe for several threads: the wallet locks.
public final class WalletStore implements AutoCloseable {
  private final WalletDatabase database;
  private CompletableFuture<Void> reading = CompletableFuture.completedFuture(null);

  private WalletStore(WalletDatabase database) {
    this.database = database;
  }

  public static WalletStore create(Path folder, KeyFile file, byte[] dataKey) {
    return new WalletStore(WalletDatabase.create(folder, file.walletId(), dataKey));
  }

  public static WalletStore open(Path folder, KeyFile file, byte[] dataKey) {
    return new WalletStore(WalletDatabase.open(folder, file.walletId(), dataKey));
  }

  /// Whether a folder has a wallet's database, be there a key file or not.
  public static boolean exists(Path folder) {
    return Files.exists(folder.resolve(WalletDatabase.FILE_NAME));
  }

  /// Something done with a statement.
  private interface Work<T> {
    T run(PreparedStatement statement) throws SQLException;
  }

  private <T> T with(String sql, Work<T> work) {
    try {
      return work.run(database.prepare(sql));
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  private void update(String sql, Binder binder) {
    int _ =
        with(
            sql,
            statement -> {
              binder.bind(statement);
              return statement.executeUpdate();
            });
  }

  private interface Binder {
    void bind(PreparedStatement statement) throws SQLException;
  }

  private interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> rows(String sql, Reader<T> reader) {
    return with(
        sql,
        statement -> {
          List<T> all = new ArrayList<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              all.add(reader.read(rows));
            }
          }
          return all;
        });
  }

  public void commit() {
    try {
      database.commit();
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  /// As [#commit()], and through a power cut as well.
  public void commitAndSync() {
    try {
      database.commit();
      database.sync();
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  /// Takes back what was done since the last commit.
  public void rollback() {
    try {
      database.rollback();
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  public Optional<byte[]> property(String name) {
    return with(
        "SELECT content FROM property WHERE name = ?",
        statement -> {
          statement.setString(1, name);
          try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty();
          }
        });
  }

  public Optional<String> text(String name) {
    return property(name).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  public void putProperty(String name, byte[] content) {
    update(
        "MERGE INTO property KEY (name) VALUES (?, ?)",
        statement -> {
          statement.setString(1, name);
          statement.setBytes(2, content);
        });
  }

  public void putText(String name, String text) {
    putProperty(name, text.getBytes(StandardCharsets.UTF_8));
  }

  public void removeProperty(String name) {
    update("DELETE FROM property WHERE name = ?", statement -> statement.setString(1, name));
  }

  public List<DescriptorRow> descriptors() {
    return rows(
        "SELECT id, given_form, public_form, secret IS NOT NULL, created_at, role, range_start, range_end,"
            + " next_index FROM descriptor ORDER BY id",
        row ->
            new DescriptorRow(
                row.getInt(1),
                row.getString(2),
                row.getString(3),
                row.getBoolean(4),
                row.getLong(5),
                DescriptorRow.Role.of(row.getInt(6)),
                row.getInt(7),
                row.getInt(8),
                row.getInt(9)));
  }

  /// Adds a descriptor, or changes all of it but its secret.
  public void putDescriptor(DescriptorRow row) {
    update(
        "MERGE INTO descriptor (id, given_form, public_form, created_at, role, range_start,"
            + " range_end, next_index) KEY (id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        statement -> {
          statement.setInt(1, row.id());
          statement.setString(2, row.givenForm());
          statement.setString(3, row.publicForm());
          statement.setLong(4, row.createdAt());
          statement.setInt(5, row.role().code());
          statement.setInt(6, row.rangeStart());
          statement.setInt(7, row.rangeEnd());
          statement.setInt(8, row.nextIndex());
        });
  }

  public Optional<byte[]> descriptorSecret(int id) {
    return with(
        "SELECT secret FROM descriptor WHERE id = ?",
        statement -> {
          statement.setInt(1, id);
          try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.ofNullable(rows.getBytes(1)) : Optional.empty();
          }
        });
  }

  public void putDescriptorSecret(int id, byte[] sealed) {
    update(
        "UPDATE descriptor SET secret = ? WHERE id = ?",
        statement -> {
          statement.setBytes(1, sealed);
          statement.setInt(2, id);
        });
  }

  /// Fingerprints of one page of a descriptor's scripts.
  public record ScriptPage(int descriptor, int page, Bytes fingerprints) {}

  public List<ScriptPage> scriptPages() {
    return rows(
        "SELECT descriptor, page, fingerprints FROM script_page",
        row -> new ScriptPage(row.getInt(1), row.getInt(2), Bytes.of(row.getBytes(3))));
  }

  public void putScriptPage(int descriptor, int page, byte[] fingerprints) {
    update(
        "MERGE INTO script_page KEY (descriptor, page) VALUES (?, ?, ?)",
        statement -> {
          statement.setInt(1, descriptor);
          statement.setInt(2, page);
          statement.setBytes(3, fingerprints);
        });
  }

  /// Hands on every transaction that is committed, in no particular order and without holding more
  /// than one of them: on a thread and a connection of its own, so that the rest can be read
  /// meanwhile. [#close()] waits for it.
  public CompletableFuture<Void> readTransactions(Consumer<TxRow> taker) {
    reading =
        CompletableFuture.runAsync(
            () -> {
              try (Connection reader = database.reader();
                  PreparedStatement statement =
                      reader.prepareStatement(
                          "SELECT txid, position, raw, received_at, smart_time, state, block, height,"
                              + " place, block_time, notes, ours FROM tx");
                  ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                  taker.accept(transaction(rows));
                }
              } catch (SQLException e) {
                throw database.failure(e);
              }
            },
            work -> Thread.ofPlatform().daemon().name("wallet rows").start(work));
    return reading;
  }

  private static TxRow transaction(ResultSet row) throws SQLException {
    return new TxRow(
        new Txid(Hash256.of(row.getBytes(1))),
        row.getLong(2),
        Bytes.of(row.getBytes(3)),
        row.getLong(4),
        row.getLong(5),
        row.getInt(6),
        Optional.ofNullable(row.getBytes(7)).map(Bytes::of).orElse(Bytes.EMPTY),
        row.getInt(8),
        row.getInt(9),
        row.getLong(10),
        row.getString(11),
        Bytes.of(row.getBytes(12)));
  }

  public void putTransaction(TxRow row) {
    update(
        "MERGE INTO tx KEY (txid) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        statement -> {
          statement.setBytes(1, row.txid().hash().toBytes());
          statement.setLong(2, row.position());
          statement.setBytes(3, row.raw().toArray());
          statement.setLong(4, row.receivedAt());
          statement.setLong(5, row.smartTime());
          statement.setInt(6, row.state());
          statement.setBytes(7, row.block().length() == 0 ? null : row.block().toArray());
          statement.setInt(8, row.height());
          statement.setInt(9, row.place());
          statement.setLong(10, row.blockTime());
          statement.setString(11, row.notes());
          statement.setBytes(12, row.ours().toArray());
        });
  }

  public void removeTransaction(Txid txid) {
    update(
        "DELETE FROM tx WHERE txid = ?", statement -> statement.setBytes(1, txid.hash().toBytes()));
  }

  public List<AddressRow> addresses() {
    return rows(
        "SELECT script, label, purpose FROM address",
        row -> new AddressRow(Script.of(row.getBytes(1)), row.getString(2), row.getString(3)));
  }

  public void putAddress(AddressRow row) {
    update(
        "MERGE INTO address KEY (script) VALUES (?, ?, ?)",
        statement -> {
          statement.setBytes(1, row.script().toBytes());
          statement.setString(2, row.label());
          statement.setString(3, row.purpose());
        });
  }

  public List<OutPoint> lockedCoins() {
    return rows(
        "SELECT txid, vout FROM locked_coin",
        row -> new OutPoint(new Txid(Hash256.of(row.getBytes(1))), (int) row.getLong(2)));
  }

  public void lockCoin(OutPoint coin) {
    update(
        "MERGE INTO locked_coin KEY (txid, vout) VALUES (?, ?)",
        statement -> bind(statement, coin));
  }

  public void unlockCoin(OutPoint coin) {
    update(
        "DELETE FROM locked_coin WHERE txid = ? AND vout = ?", statement -> bind(statement, coin));
  }

  private static void bind(PreparedStatement statement, OutPoint coin) throws SQLException {
    statement.setBytes(1, coin.txid().hash().toBytes());
    statement.setLong(2, coin.indexUnsigned());
  }

  /// Encoded events of the treasury, in the order in which they came.
  public List<Bytes> treasuryEvents() {
    return rows(
        "SELECT content FROM treasury_event ORDER BY arrived", row -> Bytes.of(row.getBytes(1)));
  }

  /// `arrived` is the event's number in that order.
  public void putTreasuryEvent(byte[] id, long arrived, byte[] content) {
    update(
        "INSERT INTO treasury_event VALUES (?, ?, ?)",
        statement -> {
          statement.setBytes(1, id);
          statement.setLong(2, arrived);
          statement.setBytes(3, content);
        });
  }

  public List<Bytes> auditEntries() {
    return rows(
        "SELECT content FROM audit_entry ORDER BY sequence", row -> Bytes.of(row.getBytes(1)));
  }

  public void putAuditEntry(long sequence, byte[] content) {
    putNumbered("INSERT INTO audit_entry VALUES (?, ?)", sequence, content);
  }

  public List<Bytes> auditHeads() {
    return rows(
        "SELECT content FROM audit_head ORDER BY covered", row -> Bytes.of(row.getBytes(1)));
  }

  public void putAuditHead(long covered, byte[] content) {
    putNumbered("MERGE INTO audit_head KEY (covered) VALUES (?, ?)", covered, content);
  }

  private void putNumbered(String sql, long number, byte[] content) {
    update(
        sql,
        statement -> {
          statement.setLong(1, number);
          statement.setBytes(2, content);
        });
  }

  public LabelTable labels() {
    return new LabelTable(database);
  }

  /// Forgets every transaction, for a copy that is to find them again.
  public void forgetTransactions() {
    update("DELETE FROM tx", _ -> {});
  }

  /// Writes a copy of the database, encrypted as it is. What is not committed is not in it.
  void copyTo(OutputStream out) throws IOException {
    database.copyTo(out);
  }

  @Override
  public void close() {
    try {
      reading.join();
    } catch (CompletionException _) {
      // Whoever asked for the transactions was told.
    }
    database.close();
  }
}
