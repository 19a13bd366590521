package org.quantumcoin.wallet.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.tx.Transaction;
import org.h2.mvstore.tx.TransactionMap;
import org.h2.mvstore.tx.TransactionStore;
import org.h2.result.Row;

/// What a database file defines, read by the engine's storage layer alone, which runs nothing.
///
/// The engine runs every definition while it opens a file, before anybody can ask what is in it: it
/// compiles the source of a trigger and calls it, connects to where a linked table points, works
/// out a default value that calls a function. Who can replace a wallet's file, or talks somebody
/// into restoring one whose key he knows, would run code of his choice. So the definitions are read
/// first, and a file with any that no wallet has is never given to the engine.
///
/// The list of what wallets have is a resource, `definitions.txt`, with a line for each definition
/// of each released version.
final class StoredDefinitions {
  private static final String RESOURCE = "/org/quantumcoin/wallet/schema/definitions.txt";

  /// The map in which the engine keeps definitions, and the column with the statement.
  private static final String DEFINITIONS_MAP = "table.0";

  private static final int STATEMENT_COLUMN = 3;

  /// A wallet has some thirty; more are not read.
  private static final int MAX_DEFINITIONS = 1_000;

  /// What differs from wallet to wallet: the password's salt and hash, statistics, numbers of the
  /// engine's version.
  private static final Pattern VARYING =
      Pattern.compile(
          "(?<= SALT )'[0-9a-f]*'|(?<= HASH )'[0-9a-f]*'| SELECTIVITY [0-9]+|(?<=^SET CREATE_BUILD )[0-9]+$");

  private StoredDefinitions() {}

  /// The definitions of a database whose key is deposited with [CipherPath], without what varies,
  /// sorted. Throws [UnreadableException] where the key is wrong or the file damaged.
  static List<String> read(Path file) throws UnreadableException {
    try {
      try (MVStore store = builder(file).readOnly().open()) {
        if (!hasUnfinishedWork(store)) {
          return definitions(store);
        }
      }
      finishWork(file);
      try (MVStore store = builder(file).readOnly().open()) {
        return definitions(store);
      }
    } catch (RuntimeException | AssertionError e) {
      // The storage layer was written for files that are its own; what is wrong with others it
      // finds out by any exception there is, and by assertions, which are on in releases.
      throw new UnreadableException(e);
    }
  }

  /// A file that is no database, not under this key, or damaged.
  static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableException(Throwable cause) {
      super(cause);
    }
  }

  private static MVStore.Builder builder(Path file) {
    return new MVStore.Builder().fileName(CipherPath.name(file)).autoCommitDisabled();
  }

  /// A transaction that a crash cut off may hide what the engine, which takes it back when it opens
  /// the file, would find there.
  private static boolean hasUnfinishedWork(MVStore store) {
    return store.getMapNames().stream()
        .anyMatch(
            name -> name.startsWith(TransactionStore.UNDO_LOG_NAME_PREFIX) && store.hasData(name));
  }

  /// Takes it back, as the engine would.
  private static void finishWork(Path file) {
    try (MVStore store = builder(file).open()) {
      TransactionStore transactions = new TransactionStore(store);
      transactions.init();
      transactions.endLeftoverTransactions();
      transactions.close();
      store.commit();
    }
  }

  private static List<String> definitions(MVStore store) {
    TransactionStore transactions = new TransactionStore(store);
    transactions.init();
    Transaction transaction = transactions.begin();
    TransactionMap<Long, Row> map = transaction.openMap(DEFINITIONS_MAP);
    List<String> statements = new ArrayList<>();
    for (Iterator<Long> ids = map.keyIterator(null); ids.hasNext(); ) {
      Row row = map.get(ids.next());
      String statement = row == null ? null : row.getValue(STATEMENT_COLUMN).getString();
      if (statement == null) {
        throw new IllegalStateException("a definition without a statement");
      }
      statements.add(normal(statement));
      if (statements.size() > MAX_DEFINITIONS) {
        throw new IllegalStateException("too many definitions");
      }
    }
    statements.sort(null);
    return statements;
  }

  /// In one line.
  private static String normal(String statement) {
    return VARYING.matcher(statement).replaceAll("").replaceAll("\\s*\n\\s*", " ").strip();
  }

  /// Those of released versions.
  static Set<String> released() {
    try (InputStream in = StoredDefinitions.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + RESOURCE);
      }
      return new HashSet<>(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
