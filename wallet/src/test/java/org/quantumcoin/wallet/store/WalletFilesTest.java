package org.quantumcoin.wallet.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Txid;

/// The files of one wallet, as they should be and as they should not.
final class WalletFilesTest {
  private static final KdfCost CHEAP = new KdfCost(64, 1, 1);
  private static final byte[] PASSPHRASE = "correct horse".getBytes(UTF_8);
  private static final byte[] WATCH = new byte[32];

  @TempDir Path folder;

  private final WalletKeys keys = WalletKeys.random();
  private final KeyFile file =
      KeyFile.create("bitcoin:regtest", keys, PASSPHRASE, CHEAP, Optional.of(WATCH));

  private Path keyFile() {
    return folder.resolve("wallet.dat");
  }

  private Path database() {
    return folder.resolve(WalletDatabase.FILE_NAME);
  }

  private WalletStore open() {
    return WalletStore.open(folder, file, keys.data());
  }

  @BeforeEach
  void makeWallet() {
    file.write(keyFile());
    try (WalletStore store = WalletStore.create(folder, file, keys.data())) {
      store.putText("name", "savings");
      store.commit();
    }
  }

  private static void assertKind(ThrowingCallable action, StoreException.Kind kind) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind));
  }

  @Test
  void keyFile_opensWithItsPassphraseOnly() {
    KeyFile read = KeyFile.read(keyFile());
    assertThat(read.network()).isEqualTo("bitcoin:regtest");
    assertThat(read.cost()).isEqualTo(CHEAP);
    assertThat(read.unwrap("correct horsf".getBytes(UTF_8))).isEmpty();
    try (WalletKeys unwrapped = read.unwrap(PASSPHRASE).orElseThrow()) {
      assertThat(unwrapped.data()).isEqualTo(keys.data());
      assertThat(unwrapped.spending()).isEqualTo(keys.spending());
    }
  }

  @Test
  void watchKey_opensTheDataKeyAlone() {
    assertThat(KeyFile.read(keyFile()).unwrapForWatching(WATCH).orElseThrow())
        .isEqualTo(keys.data());
    byte[] another = new byte[32];
    another[31] = 1;
    assertThat(KeyFile.read(keyFile()).unwrapForWatching(another)).isEmpty();
  }

  @Test
  void newPassphrase_leavesTheDatabaseAlone() throws IOException {
    byte[] before = Files.readAllBytes(database());
    byte[] changed = "other".getBytes(UTF_8);
    KeyFile.read(keyFile()).withPassphrase(keys, changed, CHEAP, Optional.empty()).write(keyFile());
    assertThat(Files.readAllBytes(database())).isEqualTo(before);
    KeyFile read = KeyFile.read(keyFile());
    assertThat(read.unwrap(PASSPHRASE)).isEmpty();
    assertThat(read.unwrap(changed)).isPresent();
    assertThat(read.unwrapForWatching(WATCH)).isEmpty();
  }

  @Test
  void keyFile_tellsDamageFromAWrongPassphrase() throws IOException {
    byte[] good = Files.readAllBytes(keyFile());
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      byte[] bad = good.clone();
      int at = random.nextInt(bad.length);
      bad[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(keyFile(), bad);
      assertKind(
          () -> KeyFile.read(keyFile()),
          at < 8 ? StoreException.Kind.FOREIGN : StoreException.Kind.DAMAGED);
      assertThat(Files.readAllBytes(keyFile())).as("left as it was").isEqualTo(bad);
    }
    for (int length = 0; length < good.length; length++) {
      Files.write(keyFile(), Arrays.copyOf(good, length));
      assertKind(() -> KeyFile.read(keyFile()), StoreException.Kind.DAMAGED);
    }
    Files.writeString(keyFile(), "SQLite format 3\0 and more of it");
    assertKind(() -> KeyFile.read(keyFile()), StoreException.Kind.FOREIGN);
    Files.delete(keyFile());
    assertKind(() -> KeyFile.read(keyFile()), StoreException.Kind.NOT_FOUND);
  }

  @Test
  void rows_lastFromTheCommitOn() {
    OutPoint coin = new OutPoint(Txid.ZERO, -2);
    DescriptorRow row =
        new DescriptorRow(
            3,
            "wpkh(tpub/0h/*)#12345678",
            "wpkh(xpub/0/*)#12345678",
            true,
            1_700_000_000,
            DescriptorRow.Role.CHANGE,
            0,
            9,
            4);
    try (WalletStore store = open()) {
      store.putDescriptor(row);
      store.putDescriptorSecret(3, new byte[] {1, 2, 3});
      store.putDescriptor(row);
      store.putAddress(new AddressRow(Script.fromHex("51"), "rent", "send"));
      store.lockCoin(coin);
      store.putScriptPage(3, 0, new byte[] {9});
      store.commitAndSync();
      store.putText("name", "never committed");
    }
    try (WalletStore store = open()) {
      assertThat(store.text("name")).contains("savings");
      assertThat(store.descriptors()).containsExactly(row);
      assertThat(store.descriptorSecret(3).orElseThrow()).containsExactly(1, 2, 3);
      assertThat(store.addresses())
          .containsExactly(new AddressRow(Script.fromHex("51"), "rent", "send"));
      assertThat(store.lockedCoins()).containsExactly(coin);
      assertThat(store.scriptPages()).hasSize(1);
    }
  }

  @Test
  void secondOpening_isRefusedByName() {
    try (WalletStore _ = open()) {
      assertKind(() -> WalletStore.open(folder, file, keys.data()), StoreException.Kind.IN_USE);
    }
  }

  @Test
  void database_underAnotherKey_isNotOpened() throws IOException {
    byte[] before = Files.readAllBytes(database());
    assertKind(() -> WalletStore.open(folder, file, new byte[32]), StoreException.Kind.DAMAGED);
    assertThat(Files.readAllBytes(database())).isEqualTo(before);
  }

  @Test
  void databaseThatIsGoneOrEmpty_isNotMadeAnew() throws IOException {
    Files.delete(database());
    assertKind(this::open, StoreException.Kind.DAMAGED);
    assertThat(database()).doesNotExist();
    Files.write(database(), new byte[0]);
    assertKind(this::open, StoreException.Kind.DAMAGED);
  }

  @Test
  void databaseCutShort_isNeverTakenForAGoodOne() throws IOException {
    try (WalletStore store = open()) {
      for (int i = 0; i < 40; i++) {
        store.putText("entry " + i, "x".repeat(3_000));
        store.commit();
      }
    }
    byte[] good = Files.readAllBytes(database());
    Path seal = folder.resolve(WalletDatabase.SEAL_NAME);
    byte[] sealed = Files.readAllBytes(seal);
    int refused = 0;
    for (int part = 0; part < 16; part++) {
      Files.write(database(), good);
      Files.write(seal, sealed);
      try (RandomAccessFile cut = new RandomAccessFile(database().toFile(), "rw")) {
        cut.setLength((long) good.length * part / 16);
      }
      // What is cut off may be nothing but the space that closing gave back; then all is there.
      try (WalletStore store = open()) {
        for (int i = 0; i < 40; i++) {
          assertThat(store.text("entry " + i)).as("part %s, entry %s", part, i).isPresent();
        }
      } catch (StoreException e) {
        assertThat(e.kind()).as(e.getMessage()).isEqualTo(StoreException.Kind.DAMAGED);
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void databasePutBackInTime_isNoticed() throws IOException {
    byte[] old = Files.readAllBytes(database());
    try (WalletStore store = open()) {
      store.putText("name", "renamed");
      store.commit();
    }
    Files.write(database(), old);
    assertKind(this::open, StoreException.Kind.DAMAGED);
  }

  private void tamper(String sql) throws SQLException {
    String url = "jdbc:h2:file:" + folder.toAbsolutePath().resolve("wallet") + ";CIPHER=AES";
    try (Connection connection =
            DriverManager.getConnection(url, WalletDatabase.USER, Hex.encode(keys.data()) + " ");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void databaseWithMoreThanAWallet_isForeign() throws SQLException, IOException {
    byte[] good = Files.readAllBytes(database());
    for (String sql :
        new String[] {
          "CREATE VIEW spy AS SELECT * FROM property",
          "CREATE FORCE TRIGGER t AFTER INSERT ON tx CALL 'no.such.Class'",
          "CREATE TABLE more (id INT)",
          "ALTER TABLE address ALTER COLUMN label SET DEFAULT 'x'",
          "ALTER TABLE address ADD COLUMN more INT",
          "DROP TABLE locked_coin",
          "CREATE USER another PASSWORD 'x' ADMIN",
          "CREATE SEQUENCE s",
          "CREATE DOMAIN d AS INT",
          "CREATE CONSTANT c VALUE 1",
        }) {
      Files.write(database(), good);
      tamper(sql);
      assertThatThrownBy(this::open)
          .as(sql)
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.FOREIGN));
    }
  }

  @Test
  void databaseWithManyChanges_opensAgain() {
    // The database notes statistics with the columns of tables that changed a lot.
    for (int round = 0; round < 2; round++) {
      try (WalletStore store = open()) {
        for (int i = 0; i < 3_000; i++) {
          store.putText("entry " + i, "round " + round);
          store.putAddress(
              new AddressRow(Script.of(new byte[] {(byte) i, (byte) (i >> 8)}), "x", ""));
        }
        store.commit();
      }
    }
    try (WalletStore store = open()) {
      assertThat(store.text("entry 2999")).contains("round 1");
    }
  }

  /// A database as the first version of this program made them, and what is done to it then.
  private void makeVersion1(String sql) throws SQLException, IOException {
    Files.delete(database());
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:file:" + folder.toAbsolutePath().resolve("wallet") + ";CIPHER=AES");
    source.setUser(WalletDatabase.USER);
    source.setPassword(Hex.encode(keys.data()) + " ");
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      Schema.RELEASED.migrate(source, 1);
      statement.execute(sql);
    }
  }

  @Test
  void databaseOfVersion1_isBroughtUpToDateAndKeepsEverything() throws SQLException, IOException {
    Files.delete(folder.resolve(WalletDatabase.SEAL_NAME));
    makeVersion1("INSERT INTO property VALUES ('name', X'6f6c64')");
    for (int round = 0; round < 2; round++) {
      try (WalletStore store = open()) {
        assertThat(store.text("name")).contains("old");
        assertThat(store.treasuryEvents()).hasSize(round);
        store.putTreasuryEvent(new byte[] {(byte) round}, round, new byte[] {1});
        store.putAuditEntry(round, new byte[] {2});
        store.putAuditHead(1, new byte[] {(byte) round});
        store.commit();
      }
    }
    try (WalletStore store = open()) {
      assertThat(store.auditEntries()).hasSize(2);
      assertThat(store.auditHeads()).hasSize(1);
    }
  }

  @Test
  void databaseOfVersion1_withMoreThanAWallet_isForeign() throws SQLException, IOException {
    makeVersion1("CREATE TABLE treasury_event (id INT)");
    assertKind(this::open, StoreException.Kind.FOREIGN);
  }

  @Test
  void databaseOfALaterVersion_isLeftAlone() throws SQLException {
    tamper(
        "INSERT INTO \"flyway_schema_history\" VALUES (9, '99', 'later', 'JDBC', 'x', 0, 'u',"
            + " CURRENT_TIMESTAMP, 1, TRUE)");
    assertKind(this::open, StoreException.Kind.NEWER);
  }

  @Test
  void watchKeyFile_isMadeOnceAndOwnersOnly() throws IOException {
    Path keyFile = folder.resolve("watch.key");
    byte[] first = WatchKey.open(keyFile);
    assertThat(first).hasSize(32).isNotEqualTo(new byte[32]);
    assertThat(WatchKey.open(keyFile)).isEqualTo(first);
    assertThat(Files.getPosixFilePermissions(keyFile)).hasSize(2);
  }

  @Test
  void argon2id_isRfc9106() {
    // RFC 9106 has only vectors with a secret and associated data; this one is the reference
    // implementation's: echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -l 32.
    byte[] key =
        new KdfCost(65_536, 2, 1).derive("password".getBytes(UTF_8), "somesalt".getBytes(UTF_8));
    assertThat(Hex.encode(key))
        .isEqualTo("09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7");
  }
}
