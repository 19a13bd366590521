package org.quantumcoin.wallet.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// A wallet in one file, to be kept elsewhere: the key file and the database as they are, both
/// encrypted, in a zip archive.
public final class WalletBackup {
  public static final String SUFFIX = ".qcw";

  private static final String KEY_FILE = "wallet.dat";

  /// The key file last: a folder without it is no wallet yet.
  private static final List<String> FILES = List.of(WalletDatabase.FILE_NAME, KEY_FILE);

  /// A database beyond this is no wallet's: a hostile archive must not fill the disk.
  private static final long MAX_BYTES = 16L << 30;

  private WalletBackup() {}

  /// Writes a copy; the file is there whole or not at all.
  public static void write(Path folder, KeyFile keys, WalletStore store, Path file) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      if (Files.exists(file) && Files.isSameFile(file, folder.resolve(KEY_FILE))) {
        throw new StoreException(
            StoreException.Kind.IO,
            "A wallet cannot be backed up into itself. Choose another file; nothing was changed.");
      }
      try (OutputStream out = Files.newOutputStream(fresh);
          ZipOutputStream zip = new ZipOutputStream(out)) {
        zip.putNextEntry(new ZipEntry(KEY_FILE));
        zip.write(keys.toBytes());
        zip.closeEntry();
        zip.putNextEntry(new ZipEntry(WalletDatabase.FILE_NAME));
        store.copyTo(zip);
        zip.closeEntry();
      }
      OwnerOnly.replaceBy(fresh, file);
    } catch (IOException e) {
      throw failed("The backup %s cannot be written (%s). The wallet is unharmed.", file, e);
    } finally {
      discard(fresh);
    }
  }

  /// The same of files that nobody has open.
  static void writeClosed(Path folder, Path file) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      try (OutputStream out = Files.newOutputStream(fresh);
          ZipOutputStream zip = new ZipOutputStream(out)) {
        for (String name : FILES) {
          zip.putNextEntry(new ZipEntry(name));
          Files.copy(folder.resolve(name), zip);
          zip.closeEntry();
        }
      }
      OwnerOnly.replaceBy(fresh, file);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /// Whether a backup can be read to its end, and its keys are not damaged.
  public static boolean isWhole(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry keys = zip.getEntry(KEY_FILE);
      ZipEntry database = zip.getEntry(WalletDatabase.FILE_NAME);
      if (keys == null || database == null) {
        return false;
      }
      try (InputStream in = zip.getInputStream(keys)) {
        KeyFile _ = KeyFile.parse(in.readNBytes(KeyFile.MAX_BYTES + 1), file);
      }
      try (InputStream in = zip.getInputStream(database)) {
        copyChecked(in, OutputStream.nullOutputStream(), database);
      }
      return true;
    } catch (IOException | StoreException _) {
      return false;
    }
  }

  private static void discard(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw failed("The file %s cannot be removed (%s).", file, e);
    }
  }

  private static StoreException failed(String sentence, Path file, IOException e) {
    return new StoreException(StoreException.Kind.IO, sentence.formatted(file, e.getMessage()), e);
  }

  /// Puts a backup's files into a folder that has none of them.
  public static void unpack(Path file, Path folder) {
    if (!Files.exists(file)) {
      throw new StoreException(
          StoreException.Kind.NOT_FOUND, "Backup file does not exist: " + file + ".");
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      OwnerOnly.createFolder(folder);
      for (String name : FILES) {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
          throw notABackup(file);
        }
        try (InputStream in = zip.getInputStream(entry)) {
          Path target = folder.resolve(name);
          try (OutputStream out = Files.newOutputStream(target)) {
            copyChecked(in, out, entry);
          }
          OwnerOnly.apply(target);
        }
      }
    } catch (IOException _) {
      remove(folder);
      throw notABackup(file);
    } catch (StoreException e) {
      remove(folder);
      throw e;
    }
  }

  /// Reads an entry to its end; its checksum is not looked at by the archive's reader.
  private static void copyChecked(InputStream in, OutputStream out, ZipEntry entry)
      throws IOException {
    CRC32 checksum = new CRC32();
    byte[] buffer = new byte[1 << 16];
    long total = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      total += read;
      if (total > MAX_BYTES) {
        throw new IOException("too large");
      }
      checksum.update(buffer, 0, read);
      out.write(buffer, 0, read);
    }
    if (checksum.getValue() != entry.getCrc()) {
      throw new IOException("damaged");
    }
  }

  private static StoreException notABackup(Path file) {
    return new StoreException(
        StoreException.Kind.FOREIGN,
        "The file %s is no backup of a wallet, or it is damaged. It was left as it is, and no wallet was made."
            .formatted(file));
  }

  /// Takes back what [#unpack] put there.
  public static void remove(Path folder) {
    for (String name :
        List.of(
            KEY_FILE,
            WalletDatabase.FILE_NAME,
            WalletDatabase.FRESH_NAME,
            WalletDatabase.SEAL_NAME,
            WalletDatabase.LOCK_NAME)) {
      discard(folder.resolve(name));
    }
  }
}
