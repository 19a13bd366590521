package org.quantumcoin.wallet.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/// This computer's key for following wallets without their passphrase: 32 random bytes in a file of
/// their own that no wallet folder and no backup contains.
public final class WatchKey {
  private static final int KEY_BYTES = 32;

  private WatchKey() {}

  /// Read, or made when there is none.
  public static byte[] open(Path file) {
    try {
      if (Files.exists(file)) {
        byte[] key = Files.readAllBytes(file);
        if (key.length == KEY_BYTES) {
          return key;
        }
      }
      OwnerOnly.createFolderOf(file);
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Kind.IO,
          "The file %s cannot be read (%s). Wallets are safe.".formatted(file, e.getMessage()),
          e);
    }
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    KeyFile.replace(file, key);
    return key;
  }
}
