package org.quantumcoin.wallet.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Copies of a wallet that are made by themselves, in the folder `backups` beside its files: one a
/// day at most, the ten newest, and one before each change of the file's version.
///
/// They are as encrypted as the wallet. On the same disk they help against damage and mistakes, not
/// against the loss of the disk.
public final class DatedBackups {
  public static final String FOLDER = "backups";
  private static final String PREFIX = "wallet-";

  /// Where a backup is tried out.
  private static final String DRILL_PREFIX = "drill-";

  private static final int KEPT = 10;

  private DatedBackups() {}

  private static Path folder(Path wallet) {
    return wallet.resolve(FOLDER);
  }

  /// Where today's is to be; empty if there is one.
  public static Optional<Path> due(Path wallet, LocalDate today) {
    Path file = folder(wallet).resolve(PREFIX + today + WalletBackup.SUFFIX);
    return Files.exists(file) ? Optional.empty() : Optional.of(file);
  }

  /// Makes the folder, and takes away what a crash left in it.
  public static void prepare(Path wallet) throws IOException {
    OwnerOnly.createFolder(folder(wallet));
    for (Path each : entries(wallet)) {
      String name = String.valueOf(each.getFileName());
      if (name.startsWith(DRILL_PREFIX)) {
        removeDrill(each);
      } else if (name.startsWith(PREFIX) && !name.endsWith(WalletBackup.SUFFIX)) {
        Files.deleteIfExists(each);
      }
    }
  }

  /// Takes the oldest away, beyond those that are kept.
  public static void prune(Path wallet) throws IOException {
    List<Path> dated = new ArrayList<>(entries(wallet));
    dated.removeIf(each ->
        !String.valueOf(each.getFileName())
            .matches(PREFIX + "\\d{4}-\\d\\d-\\d\\d\\" + WalletBackup.SUFFIX));
    // Their names are their dates.
    dated.sort(Comparator.comparing(each -> String.valueOf(each.getFileName())));
    for (Path each : dated.subList(0, Math.max(0, dated.size() - KEPT))) {
      Files.deleteIfExists(each);
    }
  }

  private static List<Path> entries(Path wallet) throws IOException {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder(wallet))) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder(wallet))) {
        entries.forEach(found::add);
      }
    }
    return found;
  }

  /// Keeps the files of a version that is left, as they are.
  static void beforeMigration(Path wallet, int version) throws IOException {
    prepare(wallet);
    WalletBackup.writeClosed(
        wallet, folder(wallet).resolve(PREFIX + "version-" + version + WalletBackup.SUFFIX));
  }

  /// A copy that is there, whole or not.
  ///
  /// @param madeAt unix seconds
  public record Dated(Path file, long madeAt, long bytes) {}

  /// Those that are there, the newest first.
  public static List<Dated> list(Path wallet) throws IOException {
    List<Dated> dated = new ArrayList<>();
    for (Path each : entries(wallet)) {
      if (String.valueOf(each.getFileName()).endsWith(WalletBackup.SUFFIX)) {
        dated.add(
            new Dated(
                each, Files.getLastModifiedTime(each).to(TimeUnit.SECONDS), Files.size(each)));
      }
    }
    dated.sort(
        Comparator.comparingLong(Dated::madeAt)
            .thenComparing(each -> String.valueOf(each.file().getFileName()))
            .reversed());
    return dated;
  }

  /// The latest that is whole.
  public static Optional<Path> newestGood(Path wallet) {
    try {
      return list(wallet).stream().map(Dated::file).filter(WalletBackup::isWhole).findFirst();
    } catch (IOException _) {
      // There is none to be had.
      return Optional.empty();
    }
  }

  /// An empty folder to try a backup out in.
  public static Path createDrill(Path wallet) {
    try {
      OwnerOnly.createFolder(folder(wallet));
      return Files.createTempDirectory(folder(wallet), DRILL_PREFIX);
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Kind.IO,
          "No folder can be made in %s (%s). The wallet is unharmed."
              .formatted(folder(wallet), e.getMessage()),
          e);
    }
  }

  public static void removeDrill(Path drill) {
    try (Stream<Path> files = Files.walk(drill)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Kind.IO,
          "The folder %s cannot be removed (%s); it is not needed any more."
              .formatted(drill, e.getMessage()),
          e);
    }
  }
}
