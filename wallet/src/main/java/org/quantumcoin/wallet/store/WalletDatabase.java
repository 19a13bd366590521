package org.quantumcoin.wallet.store;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.api.FlywayException;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.log.Log;

/// The encrypted database of one wallet: one connection that writes, one transaction at a time.
///
/// Every commit counts itself. The count is noted outside the database when it closes and now and
/// then between, so that a database that was cut short, and therefore opens at an earlier state or
/// empty, is told from a good one.
final class WalletDatabase implements AutoCloseable {
  static final String USER = "wallet";
  static final String FILE_NAME = "wallet.mv.db";

  /// A copy that is being brought up to date.
  static final String FRESH_NAME = "wallet.migrating.mv.db";

  private static final String SUFFIX = ".mv.db";
  static final String SEAL_NAME = "wallet.seal";
  static final String LOCK_NAME = "wallet.lock";

  /// Commits after which the count is noted outside.
  private static final long SEAL_EVERY = 256;

  private final Path folder;
  private final byte[] walletId;
  private final FileChannel lock;
  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private long count;

  private WalletDatabase(
      Path folder, byte[] walletId, FileChannel lock, Connection connection, long count) {
    this.folder = folder;
    this.walletId = walletId;
    this.lock = lock;
    this.connection = connection;
    this.count = count;
  }

  static {
    // No class of anybody's may be called from a database: neither as a function nor as a trigger.
    System.setProperty("h2.allowedClasses", "org.quantumcoin.none");
  }

  /// Makes an empty database of the latest version.
  static WalletDatabase create(Path folder, byte[] walletId, byte[] dataKey) {
    return create(folder, walletId, dataKey, Schema.RELEASED);
  }

  static WalletDatabase create(Path folder, byte[] walletId, byte[] dataKey, Schema schema) {
    return connect(folder, walletId, dataKey, schema, true);
  }

  /// Opens what is there, checks that it is a wallet's database and nothing more, and brings it to
  /// the latest version.
  static WalletDatabase open(Path folder, byte[] walletId, byte[] dataKey) {
    return open(folder, walletId, dataKey, Schema.RELEASED);
  }

  static WalletDatabase open(Path folder, byte[] walletId, byte[] dataKey, Schema schema) {
    if (!Files.exists(folder.resolve(FILE_NAME))) {
      throw damaged(folder, "its database is missing", null);
    }
    return connect(folder, walletId, dataKey, schema, false);
  }

  private static WalletDatabase connect(
      Path folder, byte[] walletId, byte[] dataKey, Schema schema, boolean create) {
    @Nullable FileChannel held = lock(folder);
    try {
      WalletDatabase opened = connect(folder, walletId, dataKey, schema, create, held);
      held = null;
      return opened;
    } finally {
      if (held != null) {
        unlock(folder, held);
      }
    }
  }

  /// One program at a time, and it once: the database itself would let this process in twice.
  private static FileChannel lock(Path folder) {
    try {
      FileChannel channel =
          FileChannel.open(
              folder.resolve(LOCK_NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        if (channel.tryLock() != null) {
          return channel;
        }
      } catch (OverlappingFileLockException _) {
        // Held by this process: answered below, as for another.
      }
      channel.close();
    } catch (IOException e) {
      throw unreadable(folder.resolve(LOCK_NAME), e);
    }
    throw new StoreException(
        StoreException.Kind.IN_USE,
        "The wallet %s is open already, here or in another program. Close it there first."
            .formatted(folder));
  }

  private static void unlock(Path folder, FileChannel lock) {
    try {
      lock.close();
    } catch (IOException e) {
      throw unreadable(folder.resolve(LOCK_NAME), e);
    }
  }

  private static StoreException unreadable(Path file, IOException e) {
    return new StoreException(
        StoreException.Kind.IO,
        "The file %s cannot be read or written (%s). Nothing was changed."
            .formatted(file, e.getMessage()),
        e);
  }

  private static WalletDatabase connect(
      Path folder,
      byte[] walletId,
      byte[] dataKey,
      Schema schema,
      boolean create,
      FileChannel lock) {
    char[] key = Hex.encode(dataKey).toCharArray();
    Path file = folder.resolve(FILE_NAME);
    CipherPath.deposit(file, key);
    boolean opened = false;
    try {
      Connection connection = create ? make(folder, schema) : openLatest(folder, key, schema);
      boolean done = false;
      try {
        connection.setAutoCommit(false);
        long count = count(connection);
        WalletDatabase database = new WalletDatabase(folder, walletId, lock, connection, count);
        if (create) {
          OwnerOnly.apply(folder.resolve(FILE_NAME));
          OwnerOnly.apply(folder.resolve(LOCK_NAME));
          database.seal();
        } else {
          database.checkSeal();
        }
        done = true;
        opened = true;
        return database;
      } finally {
        if (!done) {
          connection.close();
        }
      }
    } catch (SQLException e) {
      throw explain(folder, e);
    } catch (IOException e) {
      throw unreadable(folder, e);
    } finally {
      Arrays.fill(key, ' ');
      if (!opened) {
        CipherPath.withdraw(file);
      }
    }
  }

  /// A database whose key is deposited.
  private static JdbcDataSource source(Path file, boolean create) {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL(url(file, create));
    source.setUser(USER);
    return source;
  }

  private static String url(Path file, boolean create) {
    String path = CipherPath.name(file);
    if (path.contains(";")) {
      throw new StoreException(
          StoreException.Kind.IO,
          "A wallet cannot be in a folder with a semicolon in its name: %s. Nothing was changed."
              .formatted(file.getParent()));
    }
    return "jdbc:h2:"
        + path.substring(0, path.length() - SUFFIX.length())
        + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0"
        + ";TRACE_LEVEL_SYSTEM_OUT=0;CACHE_SIZE=16384"
        // Rows are handed on as they are read: a large result would be put on disk first.
        + ";LAZY_QUERY_EXECUTION=1;IFEXISTS="
        + !create;
  }

  private static Connection make(Path folder, Schema schema) throws SQLException {
    JdbcDataSource source = source(folder.resolve(FILE_NAME), true);
    Connection connection = source.getConnection();
    boolean done = false;
    try {
      schema.migrate(source, schema.latest());
      done = true;
      return connection;
    } finally {
      if (!done) {
        connection.close();
      }
    }
  }

  private static Connection openLatest(Path folder, char[] key, Schema schema)
      throws SQLException, IOException {
    Path file = folder.resolve(FILE_NAME);
    // What a migration left that did not come to its end.
    Files.deleteIfExists(folder.resolve(FRESH_NAME));
    checkDefinitions(folder, schema);
    Connection connection = source(file, false).getConnection();
    boolean done = false;
    try {
      int version = checkedVersion(folder, connection, schema);
      if (version < schema.latest()) {
        connection.close();
        migrate(folder, key, schema, version);
        connection = source(file, false).getConnection();
      }
      done = true;
      return connection;
    } finally {
      if (!done) {
        connection.close();
      }
    }
  }

  /// Before the engine sees the file, which would run what is defined there.
  private static void checkDefinitions(Path folder, Schema schema) {
    List<String> definitions;
    try {
      definitions = StoredDefinitions.read(folder.resolve(FILE_NAME));
    } catch (StoredDefinitions.UnreadableException e) {
      throw damaged(folder, "its database cannot be read", e);
    }
    if (definitions.isEmpty()) {
      throw damaged(folder, "its database is empty", null);
    }
    if (!schema.knows(definitions)) {
      throw foreign(folder);
    }
  }

  private static int checkedVersion(Path folder, Connection connection, Schema schema)
      throws SQLException {
    int version = Schema.version(connection);
    if (version == 0) {
      throw damaged(folder, "its database is empty", null);
    }
    if (version > schema.latest()) {
      throw new StoreException(
          StoreException.Kind.NEWER,
          "The wallet %s was written by a later version of this program. It was left as it is;"
                  .formatted(folder)
              + " open it with that version.");
    }
    if (!schema.isExact(connection, version)) {
      throw foreign(folder);
    }
    return version;
  }

  private static StoreException foreign(Path folder) {
    return new StoreException(
        StoreException.Kind.FOREIGN,
        "The wallet %s holds things that no wallet of this program has, so it was not opened."
                .formatted(folder)
            + " Restore it from a backup that you made yourself.");
  }

  /// Brings a copy up to date, and puts it in the place of the old file in one step: the engine
  /// commits each change of a definition by itself, so that a crash in the middle of a migration
  /// would leave a file of no version.
  private static void migrate(Path folder, char[] key, Schema schema, int from)
      throws SQLException, IOException {
    Path file = folder.resolve(FILE_NAME);
    Path fresh = folder.resolve(FRESH_NAME);
    boolean done = false;
    try {
      DatedBackups.beforeMigration(folder, from);
      Files.copy(file, fresh);
      OwnerOnly.apply(fresh);
      CipherPath.deposit(fresh, key);
      JdbcDataSource source = source(fresh, false);
      try (Connection connection = source.getConnection()) {
        schema.migrate(source, schema.latest());
        if (!schema.isExact(connection, schema.latest())) {
          throw damaged(folder, "bringing it up to date went wrong", null);
        }
      } catch (FlywayException e) {
        throw damaged(folder, "bringing it up to date went wrong", e);
      }
      OwnerOnly.replaceBy(fresh, file);
      done = true;
    } finally {
      CipherPath.withdraw(fresh);
      if (!done) {
        Files.deleteIfExists(fresh);
      }
    }
  }

  private static long count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT counted FROM commits")) {
      return rows.next() ? rows.getLong(1) : -1;
    }
  }

  /// Was the file shorter than what is in it says?
  private static boolean endsTooEarly(SQLException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof EOFException) {
        return true;
      }
    }
    return false;
  }

  private static StoreException explain(Path folder, SQLException e) {
    if (endsTooEarly(e)) {
      return damaged(folder, "its database was cut short", e);
    }
    return switch (e.getErrorCode()) {
      case ErrorCode.DATABASE_ALREADY_OPEN_1 ->
          new StoreException(
              StoreException.Kind.IN_USE,
              "The wallet %s is open in another program. Close it there first.".formatted(folder),
              e);
      case ErrorCode.FILE_CORRUPTED_1,
          ErrorCode.FILE_ENCRYPTION_ERROR_1,
          ErrorCode.UNSUPPORTED_SETTING_COMBINATION,
          ErrorCode.GENERAL_ERROR_1,
          ErrorCode.FILE_VERSION_ERROR_1,
          ErrorCode.WRONG_USER_OR_PASSWORD,
          ErrorCode.DATABASE_NOT_FOUND_WITH_IF_EXISTS_1 ->
          damaged(folder, "its database cannot be read", e);
      default ->
          new StoreException(
              StoreException.Kind.IO,
              "The wallet %s cannot be read or written (%s). What was acknowledged before is safe."
                  .formatted(folder, e.getMessage()),
              e);
    };
  }

  private static StoreException damaged(Path folder, String how, @Nullable Exception cause) {
    String sentence =
        "The wallet %s is damaged: %s. It was left as it is. The coins are on the chain and safe as"
                .formatted(folder, how)
            + " long as you have the keys: restore the newest backup, or the recovery words.";
    return cause == null
        ? new StoreException(StoreException.Kind.DAMAGED, sentence)
        : new StoreException(StoreException.Kind.DAMAGED, sentence, cause);
  }

  private void checkSeal() {
    Path file = folder.resolve(SEAL_NAME);
    try {
      if (!Files.exists(file)) {
        return;
      }
      ByteReader in = new ByteReader(Files.readAllBytes(file));
      byte[] id = in.readBytes(walletId.length);
      long noted = in.readInt64();
      if (Arrays.equals(id, walletId) && noted > count) {
        throw damaged(
            folder,
            "its database is older than when it was last used (%d of %d changes are there)"
                .formatted(count, noted),
            null);
      }
    } catch (DecodeException _) {
      // A seal that was cut short says nothing about the database.
      return;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private void seal() {
    byte[] content = new ByteWriter().writeBytes(walletId).writeInt64(count).toByteArray();
    KeyFile.replace(folder.resolve(SEAL_NAME), content);
  }

  /// A statement, prepared once.
  PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement known = statements.get(sql);
    if (known == null) {
      known = connection.prepareStatement(sql);
      statements.put(sql, known);
    }
    return known;
  }

  /// Another connection, which sees what is committed; for those who only read.
  Connection reader() throws SQLException {
    return source(folder.resolve(FILE_NAME), false).getConnection();
  }

  /// What was done since the last commit lasts from now on.
  void commit() throws SQLException {
    count++;
    PreparedStatement counting = prepare("UPDATE commits SET counted = ?");
    counting.setLong(1, count);
    counting.executeUpdate();
    connection.commit();
    if (count % SEAL_EVERY == 0) {
      seal();
    }
  }

  void rollback() throws SQLException {
    connection.rollback();
  }

  /// Makes what was committed last through a power cut as well.
  void sync() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CHECKPOINT SYNC");
    }
  }

  /// Writes a copy of the file, encrypted as it is, as of the last commit.
  void copyTo(OutputStream out) throws IOException {
    CipherPath.copy(folder.resolve(FILE_NAME), out);
  }

  StoreException failure(SQLException e) {
    return explain(folder, e);
  }

  @Override
  public void close() {
    try {
      connection.rollback();
      boolean gaps = isMostlyGaps();
      connection.close();
      seal();
      if (gaps) {
        compact();
      }
    } catch (SQLException e) {
      throw explain(folder, e);
    } finally {
      CipherPath.withdraw(folder.resolve(FILE_NAME));
      unlock(folder, lock);
    }
  }

  boolean isMostlyGaps() throws SQLException {
    return Compaction.isWorthwhile(connection);
  }

  private void compact() {
    try {
      Compaction.run(folder.resolve(FILE_NAME), folder.resolve(FRESH_NAME));
    } catch (IOException e) {
      // Nothing is lost but room: the next close tries again.
      Log.warning("The wallet %s keeps its gaps (%s).".formatted(folder, e.getMessage()));
    }
  }
}
