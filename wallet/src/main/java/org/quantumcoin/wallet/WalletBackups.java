package org.quantumcoin.wallet;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.wallet.paper.PaperBackup;
import org.quantumcoin.wallet.store.DatedBackups;
import org.quantumcoin.wallet.store.OwnerOnly;
import org.quantumcoin.wallet.store.StoreException;
import org.quantumcoin.wallet.store.WalletBackup;
import org.quantumcoin.wallet.store.WalletStore;

/// Copies of a wallet: those that are made by themselves, those that a person makes, on disks and
/// on paper, and the proof that one of them would bring the wallet back.
///
/// Reads and writes files, and may take long; any thread may call.
public final class WalletBackups {
  private static final String LAST_DRILL = "last drill";
  private static final int DRILL_FIELDS = 3;

  private final Wallet wallet;
  private final WalletStore store;

  WalletBackups(Wallet wallet, WalletStore store) {
    this.wallet = wallet;
    this.store = store;
  }

  /// A copy that was made by itself.
  ///
  /// @param madeAt unix seconds
  public record Copy(Path file, long madeAt, long bytes) {}

  /// When a backup was tried out last, and whether it would have brought the wallet back.
  ///
  /// @param at unix seconds
  public record LastDrill(long at, boolean matched, String file) {}

  /// Those that were made by themselves and are still there, the newest first. Whether they are
  /// whole is another question, since it takes reading them.
  public List<Copy> dated() {
    try {
      return DatedBackups.list(wallet.folder()).stream()
          .map(each -> new Copy(each.file(), each.madeAt(), each.bytes()))
          .toList();
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Kind.IO,
          "The folder of the automatic backups cannot be read (%s). The wallet is unharmed."
              .formatted(e.getMessage()),
          e);
    }
  }

  /// Reads a backup to its end.
  public static boolean isWhole(Path file) {
    return WalletBackup.isWhole(file);
  }

  /// Writes a backup to a file that is not there yet.
  public void save(Path file) {
    expectNone(file);
    wallet.backup(file);
  }

  /// Writes a PDF to be printed, to a file that is not there yet, and tells how many pages it has.
  /// With the recovery words the wallet must be unlocked, and the file is as good as the money.
  public int paper(Path file, boolean withWords) {
    expectNone(file);
    try (PaperBackup paper =
        PaperBackup.of(wallet, withWords, Instant.ofEpochSecond(wallet.now()))) {
      wallet.record(
          "export",
          "A paper backup %s recovery words is written to %s."
              .formatted(withWords ? "with the" : "without", file));
      byte[] pdf = paper.toPdf();
      try {
        OwnerOnly.createNew(file, pdf);
      } catch (FileAlreadyExistsException _) {
        throw exists(file);
      } catch (IOException e) {
        throw new StoreException(
            StoreException.Kind.IO,
            "The file %s cannot be written (%s). The wallet is unharmed."
                .formatted(file, e.getMessage()),
            e);
      } finally {
        Arrays.fill(pdf, (byte) 0);
      }
      return paper.pageCount();
    }
  }

  private static void expectNone(Path file) {
    if (Files.exists(file)) {
      throw exists(file);
    }
  }

  private static StoreException exists(Path file) {
    return new StoreException(
        StoreException.Kind.ALREADY_EXISTS,
        "%s already exists and was left as it is. Choose another name.".formatted(file));
  }

  /// Tries a backup out beside the wallet, and keeps when that was. Takes as long as a rescan.
  public RecoveryDrill.Report prove(Path file, Optional<byte[]> passphrase) {
    RecoveryDrill.Report report = RecoveryDrill.run(wallet, file, passphrase);
    wallet.run(() -> {
      store.putText(
          LAST_DRILL, "%d\t%b\t%s".formatted(wallet.now(), report.matches(), file.getFileName()));
      wallet.save();
    });
    return report;
  }

  /// Empty if none was ever tried out.
  public Optional<LastDrill> lastDrill() {
    return wallet
        .locked(() -> store.text(LAST_DRILL))
        .map(text -> text.split("\t", DRILL_FIELDS))
        .map(parts ->
            new LastDrill(Long.parseLong(parts[0]), Boolean.parseBoolean(parts[1]), parts[2]));
  }
}
