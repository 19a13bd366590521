package org.quantumcoin.node.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.log.Log;

/// The key in `xor.dat` that all bytes of the block files are XORed with, as Core does so that no
/// virus scanner sees patterns in other people's data.
///
/// A file that is lost or damaged costs nothing: the first block file begins with a record that
/// everybody knows, the genesis block, and that gives the key away.
final class ScrambleKey {
  private static final int BYTES = 8;

  /// As much of the first record as is looked at: its head, and the genesis block's header.
  private static final int KNOWN_BYTES = BlockFiles.HEAD_BYTES + 80;

  private ScrambleKey() {}

  /// The key of a folder; a new one gets a random key, or zeros when `scramble` is false.
  static byte[] load(Path folder, byte[] firstRecord, boolean scramble) throws IOException {
    Path file = folder.resolve("xor.dat");
    byte @Nullable [] stored = Files.exists(file) ? Files.readAllBytes(file) : null;
    boolean usable = stored != null && stored.length == BYTES;
    byte[] known = Arrays.copyOf(firstRecord, KNOWN_BYTES);
    byte @Nullable [] start = start(folder.resolve("blk00000.dat"));
    if (start == null) {
      if (stored != null && !usable) {
        throw unusable(file, stored.length);
      }
      return stored != null ? stored : create(file, scramble);
    }
    if (stored != null && usable && fits(stored, start, known)) {
      return stored;
    }
    byte[] derived = new byte[BYTES];
    for (int i = 0; i < BYTES; i++) {
      derived[i] = (byte) (start[i] ^ known[i]);
    }
    if (fits(derived, start, known)) {
      // Files from before the key existed are plain, which is a key of zeros.
      if (stored != null) {
        Log.warning(
            "The file "
                + file
                + " was damaged. It was worked out again from the first block; nothing is lost.");
      }
      write(file, derived);
      return derived;
    }
    if (stored != null && usable) {
      // Then it is the first block that is damaged, which is found when it is read.
      return stored;
    }
    throw unusable(file, stored == null ? 0 : stored.length);
  }

  private static byte @Nullable [] start(Path firstFile) throws IOException {
    if (!Files.exists(firstFile)) {
      return null;
    }
    try (var in = Files.newInputStream(firstFile)) {
      byte[] start = in.readNBytes(KNOWN_BYTES);
      return start.length == KNOWN_BYTES ? start : null;
    }
  }

  private static boolean fits(byte[] key, byte[] start, byte[] known) {
    for (int i = 0; i < KNOWN_BYTES; i++) {
      if ((start[i] ^ key[i % BYTES]) != known[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] create(Path file, boolean scramble) throws IOException {
    byte[] key = new byte[BYTES];
    if (scramble) {
      new SecureRandom().nextBytes(key);
    }
    write(file, key);
    return key;
  }

  /// Whole or not at all, whenever the process ends.
  private static void write(Path file, byte[] key) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.write(fresh, key);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static StorageException unusable(Path file, int length) {
    return new StorageException(
        "The file "
            + file
            + " is damaged: it has "
            + length
            + " bytes instead of 8. Wallets and funds are safe, but the blocks beside it cannot be read without it."
            + " Restore it from a backup, or delete the folder of blocks to fetch them again.");
  }
}
