package org.quantumcoin.wallet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.encoding.Hex;

/// Databases of somebody who knows their key and wants his code to run.
final class HostileDatabaseTest {
  private static final byte[] WALLET_ID = new byte[16];
  private static final byte[] DATA_KEY = new byte[32];

  @TempDir Path folder;

  private Path marker() {
    return folder.resolve("marker");
  }

  private Path database() {
    return folder.resolve(WalletDatabase.FILE_NAME);
  }

  @BeforeEach
  void makeWallet() {
    WalletDatabase.create(folder, WALLET_ID, DATA_KEY).close();
  }

  /// As the engine opens a file.
  private void engine(String sql) throws SQLException {
    String url = "jdbc:h2:file:" + folder.toAbsolutePath().resolve("wallet") + ";CIPHER=AES";
    String passwords = Hex.encode(DATA_KEY) + " ";
    try (Connection connection = DriverManager.getConnection(url, WalletDatabase.USER, passwords);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void assertRefused(String sql) throws SQLException, IOException {
    engine(sql);
    Files.deleteIfExists(marker());
    assertThat(catchThrowable(() -> WalletDatabase.open(folder, WALLET_ID, DATA_KEY).close()))
        .as(sql)
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.FOREIGN));
    assertThat(marker()).as("what it does when it is opened: " + sql).doesNotExist();
  }

  /// The engine itself runs it: without that the test would prove nothing.
  private void assertRunsInTheEngine() throws SQLException {
    engine("SELECT 1");
    assertThat(marker()).exists();
  }

  @Test
  void triggerWithSource_isNotRun() throws SQLException, IOException {
    String source =
        "java.nio.file.Files.writeString(java.nio.file.Path.of(\"%s\"), \"x\"); return new org.h2.api.Trigger() { public void fire(java.sql.Connection c, Object[] o, Object[] n) {} };"
            .formatted(marker());
    assertRefused(
        "CREATE TRIGGER spy AFTER INSERT ON property FOR EACH ROW AS $$org.h2.api.Trigger create()"
            + " throws Exception { %s }$$".formatted(source));
    assertRunsInTheEngine();
  }

  @Test
  void linkedTable_isNotConnected() throws SQLException, IOException {
    // A function of the database that it is linked to writes the file.
    String link =
        "jdbc:h2:mem:evil%d;INIT=CREATE TABLE IF NOT EXISTS T(ID INT)\\;CALL FILE_WRITE(''x'', ''%s'')"
            .formatted(System.nanoTime(), marker());
    assertRefused("CREATE FORCE LINKED TABLE linked('', '%s', '', '', 'T')".formatted(link));
    assertRunsInTheEngine();
  }

  @Test
  void otherThingsThatRun_areNotRun() throws SQLException, IOException {
    byte[] good = Files.readAllBytes(database());
    String write = "FILE_WRITE('x', '%s')".formatted(marker());
    for (String sql :
        List.of(
            "CREATE ALIAS spy AS $$int spy() { return 1; }$$",
            "CREATE FORCE TRIGGER spy AFTER INSERT ON tx CALL 'no.such.Class'",
            "ALTER TABLE address ALTER COLUMN label SET DEFAULT " + write,
            "ALTER TABLE address ADD CONSTRAINT spy CHECK (label <> '' OR %s > 0)".formatted(write),
            "CREATE VIEW spy AS SELECT %s AS x".formatted(write),
            "CREATE CONSTANT spy VALUE 1",
            "SET DEFAULT_LOCK_TIMEOUT 5")) {
      Files.write(database(), good);
      assertRefused(sql);
    }
  }

  @Test
  void transactionThatACrashCutOff_isTakenBack() throws IOException {
    Path copy = Files.createDirectory(folder.resolve("copy"));
    KeyFile file =
        KeyFile.create(
            "bitcoin:regtest",
            WalletKeys.random(),
            new byte[0],
            new KdfCost(8, 1, 1),
            java.util.Optional.empty());
    Path home = Files.createDirectory(folder.resolve("home"));
    try (WalletStore store = WalletStore.create(home, file, DATA_KEY)) {
      store.putText("kept", "yes");
      store.commitAndSync();
      byte[] random = new byte[100_000];
      new Random(3).nextBytes(random);
      for (int i = 0; i < 300; i++) {
        store.putProperty("cut off " + i, random);
      }
      // As the disk is when the process dies now.
      Files.copy(home.resolve(WalletDatabase.FILE_NAME), copy.resolve(WalletDatabase.FILE_NAME));
    }
    try (WalletStore store = WalletStore.open(copy, file, DATA_KEY)) {
      assertThat(store.text("kept")).contains("yes");
      assertThat(store.property("cut off 0")).isEmpty();
      assertThat(store.property("cut off 299")).isEmpty();
    }
  }

  @Test
  void list_isWhatAFreshDatabaseHas() throws StoredDefinitions.UnreadableException {
    assertThat(StoredDefinitions.released())
        .as("the lines of definitions.txt")
        .containsAll(SchemaTest.stored(database(), DATA_KEY));
  }

  @Test
  void changedBytes_areNeverMoreThanDamage() throws IOException {
    byte[] good = Files.readAllBytes(database());
    Random random = new Random(11);
    int opened = 0;
    for (int i = 0; i < 60; i++) {
      byte[] bad = good.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(database(), bad);
      try {
        WalletDatabase.open(folder, WALLET_ID, DATA_KEY).close();
        opened++;
      } catch (StoreException e) {
        assertThat(e.kind())
            .as(e.getMessage())
            .isIn(StoreException.Kind.DAMAGED, StoreException.Kind.FOREIGN);
      }
    }
    // Space that nothing uses.
    assertThat(opened).isLessThan(60);
  }
}
