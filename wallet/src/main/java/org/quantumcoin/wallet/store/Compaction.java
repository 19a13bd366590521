package org.quantumcoin.wallet.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.message.DbException;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/// Takes the gaps out of a database file.
///
/// The storage layer never writes over what it wrote last, and its file hardly ever becomes
/// smaller. A wallet that took in a hundred thousand transactions left 640 MB of which 7 % were in
/// use, and each of its backups would copy all. So a file that is mostly gaps is written anew when
/// its wallet is closed, and put in the place of the old one in one step.
final class Compaction {
  /// Below, it is not worth the time.
  private static final long MIN_BYTES = 64L << 20;

  private static final int MAX_FILL_PERCENT = 40;

  private Compaction() {}

  /// Whether an open database leaves a file behind that is mostly gaps.
  static boolean isWorthwhile(Connection connection) throws SQLException {
    JdbcConnection own = connection.unwrap(JdbcConnection.class);
    if (!(own.getSession() instanceof SessionLocal session)) {
      return false;
    }
    @Nullable FileStore<?> file = session.getDatabase().getStore().getMvStore().getFileStore();
    return file != null && file.size() >= MIN_BYTES && file.getFillRate() <= MAX_FILL_PERCENT;
  }

  /// Of a file whose key is deposited and whose database nobody has open; by way of `fresh`. Where
  /// it does not work out, for want of room perhaps, the file stays as it is.
  static void run(Path file, Path fresh) throws IOException {
    CipherPath.depositLike(file, fresh);
    try {
      MVStore.compact(CipherPath.name(file), CipherPath.name(fresh), false, null);
      OwnerOnly.replaceBy(fresh, file);
    } catch (MVStoreException | DbException e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      CipherPath.withdraw(fresh);
      Files.deleteIfExists(fresh);
    }
  }
}
