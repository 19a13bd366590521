package org.quantumcoin.wallet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A wallet's file is brought to a later version whole or not at all.
final class MigrationTest {
  private static final byte[] DATA_KEY = new byte[32];
  private static final Schema.Step FIRST = Schema.Step.released("V1__wallet");
  private static final String CHANGES =
      """
      CREATE TABLE later (id INT NOT NULL, CONSTRAINT later_key PRIMARY KEY (id));
      ALTER TABLE address ADD COLUMN seen BIGINT DEFAULT 0 NOT NULL;
      """;

  @TempDir Path folder;

  private final KeyFile file =
      KeyFile.create(
          "bitcoin:regtest",
          WalletKeys.random(),
          new byte[0],
          new KdfCost(8, 1, 1),
          Optional.empty());

  /// A wallet of version 1.
  @BeforeEach
  void makeWallet() {
    file.write(folder.resolve("wallet.dat"));
    try (WalletDatabase database =
        WalletDatabase.create(folder, file.walletId(), DATA_KEY, first())) {
      put(database, "name", "savings");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Schema first() {
    return new Schema(List.of(FIRST), StoredDefinitions.released());
  }

  private static void put(WalletDatabase database, String name, String text) throws SQLException {
    var statement = database.prepare("MERGE INTO property KEY (name) VALUES (?, ?)");
    statement.setString(1, name);
    statement.setBytes(2, text.getBytes(StandardCharsets.UTF_8));
    statement.executeUpdate();
    database.commit();
  }

  private static Optional<String> text(WalletDatabase database, String name) throws SQLException {
    var statement = database.prepare("SELECT content FROM property WHERE name = ?");
    statement.setString(1, name);
    try (var rows = statement.executeQuery()) {
      return rows.next()
          ? Optional.of(new String(rows.getBytes(1), StandardCharsets.UTF_8))
          : Optional.empty();
    }
  }

  /// A later program, whose second step is `sql`.
  private Schema later(String sql) {
    return new Schema(SchemaTest.steps(List.of(FIRST), "V2__later.sql", sql), definitions());
  }

  /// What a database of the later version defines.
  private static Set<String> definitions() {
    Set<String> all = new HashSet<>(StoredDefinitions.released());
    try {
      Path scratch = Files.createTempDirectory("later");
      Schema schema = new Schema(SchemaTest.steps(List.of(FIRST), "V2", CHANGES), Set.of());
      WalletDatabase.create(scratch, new byte[16], DATA_KEY, schema).close();
      all.addAll(SchemaTest.stored(scratch.resolve(WalletDatabase.FILE_NAME), DATA_KEY));
    } catch (IOException | StoredDefinitions.UnreadableException e) {
      throw new IllegalStateException(e);
    }
    return all;
  }

  private WalletDatabase open(Path from, Schema schema) {
    return WalletDatabase.open(from, file.walletId(), DATA_KEY, schema);
  }

  @Test
  void firstReleasedVersion_opensInThisProgram() throws SQLException {
    try (WalletDatabase database = open(folder, Schema.RELEASED)) {
      assertThat(text(database, "name")).contains("savings");
    }
  }

  @Test
  void versionWithTreasuries_getsAPlaceForLabels() throws SQLException {
    Schema second =
        new Schema(
            List.of(FIRST, Schema.Step.released("V2__treasury")), StoredDefinitions.released());
    open(folder, second).close();
    LabelRow row = new LabelRow("tx", "00", "rent", "");
    try (WalletDatabase database = open(folder, Schema.RELEASED)) {
      LabelTable labels = new LabelTable(database);
      assertThat(labels.all()).isEmpty();
      labels.put(row);
      database.commit();
    }
    try (WalletDatabase database = open(folder, Schema.RELEASED)) {
      assertThat(text(database, "name")).contains("savings");
      LabelTable labels = new LabelTable(database);
      assertThat(labels.all()).containsExactly(row);
      labels.remove("tx", "00");
      assertThat(labels.all()).isEmpty();
    }
  }

  @Test
  void laterVersion_keepsEverything_andTheOldFileAsABackup() throws SQLException {
    Schema later = later(CHANGES);
    for (int round = 0; round < 2; round++) {
      try (WalletDatabase database = open(folder, later)) {
        assertThat(text(database, "name")).contains("savings");
        assertThat(database.prepare("SELECT seen FROM address")).isNotNull();
      }
    }
    Path kept = DatedBackups.newestGood(folder).orElseThrow();
    assertThat(kept).hasFileName("wallet-version-1.qcw");
    Path restored = folder.resolve("restored");
    WalletBackup.unpack(kept, restored);
    try (WalletDatabase database = open(restored, first())) {
      assertThat(text(database, "name")).contains("savings");
    }
    assertThatThrownBy(() -> open(folder, first()))
        .as("the earlier program")
        .isInstanceOf(StoreException.class);
  }

  @Test
  void stepThatFails_leavesTheFileAsItWas() throws SQLException {
    String wrong = CHANGES + ";\nINSERT INTO later VALUES (1);\nSELECT no_such_column";
    Schema broken =
        new Schema(List.of(FIRST, new Schema.Step("V2__later.sql", wrong, "")), definitions());
    assertThatThrownBy(() -> open(folder, broken))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.DAMAGED));
    assertThat(folder.resolve(WalletDatabase.FRESH_NAME)).doesNotExist();
    try (WalletDatabase database = open(folder, first())) {
      assertThat(text(database, "name")).contains("savings");
    }
    try (WalletDatabase database = open(folder, later(CHANGES))) {
      assertThat(text(database, "name")).contains("savings");
    }
  }

  @Test
  void crashAtAnyMoment_leavesAFileThatOpens() throws SQLException, IOException {
    StringBuilder slow = new StringBuilder(CHANGES);
    for (int i = 0; i < 60; i++) {
      slow.append(";\nINSERT INTO later SELECT X + ")
          .append(i * 100)
          .append(" FROM SYSTEM_RANGE(1, 100)");
    }
    Schema later = later(slow.toString());
    CompletableFuture<Void> migration =
        CompletableFuture.runAsync(() -> open(folder, later).close());
    List<Path> moments = new ArrayList<>();
    while (!migration.isDone() && moments.size() < 12) {
      moments.add(snapshot(moments.size()));
    }
    migration.join();
    assertThat(moments).isNotEmpty();
    for (Path moment : moments) {
      try (WalletDatabase database = open(moment, later)) {
        assertThat(text(database, "name")).contains("savings");
      }
    }
  }

  /// The files as they are at this moment, which is what a crash would leave.
  private Path snapshot(int number) throws IOException {
    Path moment = Files.createDirectory(folder.resolve("moment-" + number));
    for (String name : List.of("wallet.dat", WalletDatabase.FILE_NAME, WalletDatabase.FRESH_NAME)) {
      copyIfThere(folder.resolve(name), moment.resolve(name));
    }
    return moment;
  }

  private static void copyIfThere(Path from, Path to) throws IOException {
    try {
      Files.copy(from, to);
    } catch (NoSuchFileException _) {
      // Not there at this moment.
      return;
    }
  }
}
