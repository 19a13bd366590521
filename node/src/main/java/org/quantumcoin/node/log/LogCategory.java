package org.quantumcoin.node.log;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A subject whose debug lines can be switched on by themselves; the names are Bitcoin Core's.
public enum LogCategory {
  NET,
  TOR,
  MEMPOOL,
  HTTP,
  BENCH,
  ZMQ,
  WALLETDB,
  RPC,
  ESTIMATEFEE,
  ADDRMAN,
  SELECTCOINS,
  REINDEX,
  CMPCTBLOCK,
  RAND,
  PRUNE,
  PROXY,
  MEMPOOLREJ,
  LIBEVENT,
  COINDB,
  QT,
  LEVELDB,
  VALIDATION,
  I2P,
  IPC,
  LOCK,
  BLOCKSTORAGE,
  TXRECONCILIATION,
  SCAN,
  TXPACKAGES;

  static final long ALL_BITS = (1L << values().length) - 1;

  private final String label = name().toLowerCase(Locale.ROOT);

  /// The name on the command line, in RPC and in the log.
  public String label() {
    return label;
  }

  @SuppressWarnings("EnumOrdinal") // a bit of a mask that never leaves the process
  long bit() {
    return 1L << ordinal();
  }

  public static Optional<LogCategory> of(String label) {
    for (LogCategory category : values()) {
      if (category.label.equals(label)) {
        return Optional.of(category);
      }
    }
    return Optional.empty();
  }

  /// Whether a word of `-debug=` stands for every category.
  public static boolean isAll(String word) {
    return word.isEmpty() || word.equals("1") || word.equals("all");
  }

  /// All labels in alphabetical order, as error texts and `logging` list them.
  public static String labels() {
    return String.join(", ", Arrays.stream(values()).map(LogCategory::label).sorted().toList());
  }
}
