package org.quantumcoin.wallet.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.DecodeException;

/// `wallet.dat`: the wallet's keys, wrapped by a key that follows from the passphrase.
///
/// A new passphrase rewrites this file alone, atomically, and never the data. The file ends in a
/// checksum, so that a changed byte is told from a wrong passphrase.
///
/// Two ways lead to the keys. The passphrase opens both. Beside it, this computer's watch key may
/// open the data key alone, so that a node can follow its wallets after a restart without anybody
/// typing; the files on another computer are worth nothing without the passphrase. A wallet without
/// passphrase is wrapped by the empty one at the least cost: that protects nothing, and is not said
/// to.
public final class KeyFile {
  private static final byte[] MAGIC = "QCWALLET".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int SALT_BYTES = 16;
  private static final int ID_BYTES = 16;
  private static final int CHECKSUM_BYTES = 32;
  static final int MAX_BYTES = 4096;
  private static final KdfCost OPEN_COST = new KdfCost(8, 1, 1);
  private static final byte[] WATCH = "watch".getBytes(StandardCharsets.US_ASCII);

  private final byte[] walletId;
  private final String network;
  private final boolean hasPassphrase;
  private final KdfCost cost;
  private final byte[] salt;
  private final byte[] wrapped;
  private final byte[] watch;

  private KeyFile(
      byte[] walletId,
      String network,
      boolean hasPassphrase,
      KdfCost cost,
      byte[] salt,
      byte[] wrapped,
      byte[] watch) {
    this.walletId = walletId;
    this.network = network;
    this.hasPassphrase = hasPassphrase;
    this.cost = cost;
    this.salt = salt;
    this.wrapped = wrapped;
    this.watch = watch;
  }

  /// For a new wallet.
  ///
  /// @param passphrase empty for none
  /// @param watchKey this computer's, to follow the wallet without its passphrase
  public static KeyFile create(
      String network, WalletKeys keys, byte[] passphrase, KdfCost cost, Optional<byte[]> watchKey) {
    byte[] id = new byte[ID_BYTES];
    new SecureRandom().nextBytes(id);
    return wrap(id, network, keys, passphrase, cost, watchKey);
  }

  private static KeyFile wrap(
      byte[] id,
      String network,
      WalletKeys keys,
      byte[] passphrase,
      KdfCost wanted,
      Optional<byte[]> watchKey) {
    boolean protectedNow = passphrase.length > 0;
    KdfCost cost = protectedNow ? wanted : OPEN_COST;
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    byte[] about = prefix(id, network, protectedNow, cost, salt);
    byte[] key = cost.derive(passphrase, salt);
    byte[] data = keys.data();
    byte[] spending = keys.spending();
    byte[] both = Arrays.copyOf(data, 2 * WalletKeys.KEY_BYTES);
    System.arraycopy(spending, 0, both, WalletKeys.KEY_BYTES, WalletKeys.KEY_BYTES);
    byte[] wrapped = SealedBox.seal(key, both, about);
    byte[] watch = watchKey.map(k -> SealedBox.seal(k, data, watchAbout(id))).orElse(new byte[0]);
    for (byte[] secret : new byte[][] {key, data, spending, both}) {
      Arrays.fill(secret, (byte) 0);
    }
    return new KeyFile(id, network, protectedNow, cost, salt, wrapped, watch);
  }

  /// The same wallet under another passphrase; empty takes it away.
  public KeyFile withPassphrase(
      WalletKeys keys, byte[] passphrase, KdfCost newCost, Optional<byte[]> watchKey) {
    return wrap(walletId, network, keys, passphrase, newCost, watchKey);
  }

  private static byte[] watchAbout(byte[] id) {
    byte[] about = Arrays.copyOf(WATCH, WATCH.length + id.length);
    System.arraycopy(id, 0, about, WATCH.length, id.length);
    return about;
  }

  private static byte[] prefix(
      byte[] id, String network, boolean hasPassphrase, KdfCost cost, byte[] salt) {
    ByteWriter out = new ByteWriter();
    out.writeBytes(MAGIC);
    out.writeInt32(VERSION);
    out.writeBytes(id);
    out.writeVarBytes(network.getBytes(StandardCharsets.US_ASCII));
    out.writeByte(hasPassphrase ? 1 : 0);
    out.writeInt32(cost.memoryKiB());
    out.writeInt32(cost.iterations());
    out.writeInt32(cost.parallelism());
    out.writeBytes(salt);
    return out.toByteArray();
  }

  public byte[] walletId() {
    return walletId.clone();
  }

  /// Coin and chain: `bitcoin:regtest`.
  public String network() {
    return network;
  }

  public boolean hasPassphrase() {
    return hasPassphrase;
  }

  public KdfCost cost() {
    return cost;
  }

  /// Both keys, for the caller to close; empty with a wrong passphrase. Takes as long as the cost
  /// says.
  public Optional<WalletKeys> unwrap(byte[] passphrase) {
    byte[] key = cost.derive(passphrase, salt);
    byte[] about = prefix(walletId, network, hasPassphrase, cost, salt);
    Optional<byte[]> opened = SealedBox.open(key, wrapped, about);
    Arrays.fill(key, (byte) 0);
    return opened.map(both -> {
      WalletKeys keys =
          new WalletKeys(
              Arrays.copyOf(both, WalletKeys.KEY_BYTES),
              Arrays.copyOfRange(both, WalletKeys.KEY_BYTES, 2 * WalletKeys.KEY_BYTES));
      Arrays.fill(both, (byte) 0);
      return keys;
    });
  }

  /// The data key alone, by this computer's watch key; empty where it was not given one or another.
  public Optional<byte[]> unwrapForWatching(byte[] watchKey) {
    return SealedBox.open(watchKey, watch, watchAbout(walletId));
  }

  public byte[] toBytes() {
    ByteWriter out = new ByteWriter();
    out.writeBytes(prefix(walletId, network, hasPassphrase, cost, salt));
    out.writeVarBytes(wrapped);
    out.writeVarBytes(watch);
    byte[] body = out.toByteArray();
    byte[] checksum = Sha256.hash(body);
    byte[] all = Arrays.copyOf(body, body.length + CHECKSUM_BYTES);
    System.arraycopy(checksum, 0, all, body.length, CHECKSUM_BYTES);
    return all;
  }

  /// Reads what [#write] wrote. Throws [StoreException] with a sentence for anything else.
  public static KeyFile read(Path file) {
    byte[] bytes;
    try {
      if (!Files.exists(file)) {
        throw new StoreException(
            StoreException.Kind.NOT_FOUND, "There is no wallet at " + file.getParent() + ".");
      }
      if (Files.size(file) > MAX_BYTES) {
        throw foreign(file);
      }
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Kind.IO,
          "The key file %s cannot be read (%s). Nothing was changed."
              .formatted(file, e.getMessage()),
          e);
    }
    return parse(bytes, file);
  }

  static KeyFile parse(byte[] bytes, Path file) {
    int shared = Math.min(bytes.length, MAGIC.length);
    if (!Arrays.equals(bytes, 0, shared, MAGIC, 0, shared)) {
      throw foreign(file);
    }
    int body = bytes.length - CHECKSUM_BYTES;
    if (body < MAGIC.length + 4) {
      throw damaged(file);
    }
    try {
      ByteReader in = new ByteReader(Arrays.copyOf(bytes, body));
      in.readBytes(MAGIC.length);
      int version = in.readInt32();
      byte[] checksum = Arrays.copyOfRange(bytes, body, bytes.length);
      if (!Arrays.equals(checksum, Sha256.hash(Arrays.copyOf(bytes, body)))) {
        throw damaged(file);
      }
      if (version != VERSION) {
        throw new StoreException(
            StoreException.Kind.NEWER,
            "The wallet %s was written by a later version of this program. It was left as it is;"
                    .formatted(file.getParent())
                + " open it with that version.");
      }
      byte[] id = in.readBytes(ID_BYTES);
      String network = new String(in.readVarBytes(), StandardCharsets.US_ASCII);
      boolean hasPassphrase = in.readByte() != 0;
      KdfCost cost = new KdfCost(in.readInt32(), in.readInt32(), in.readInt32());
      byte[] salt = in.readBytes(SALT_BYTES);
      byte[] wrapped = in.readVarBytes();
      byte[] watch = in.readVarBytes();
      return new KeyFile(id, network, hasPassphrase, cost, salt, wrapped, watch);
    } catch (DecodeException | IllegalArgumentException _) {
      throw damaged(file);
    }
  }

  private static StoreException damaged(Path file) {
    return new StoreException(
        StoreException.Kind.DAMAGED,
        "The key file %s is damaged: it was cut short or changed. It was left as it is; restore"
                .formatted(file)
            + " the wallet from its newest backup, which has the same keys.");
  }

  private static StoreException foreign(Path file) {
    return new StoreException(
        StoreException.Kind.FOREIGN,
        "The file %s is no wallet of this program. It was left as it is.".formatted(file));
  }

  /// Replaces the file in one step: after a crash there is the old one or the new one, whole.
  public void write(Path file) {
    replace(file, toBytes());
  }

  /// Writes a file in one step, on the disk when the call returns.
  static void replace(Path file, byte[] content) {
    try {
      OwnerOnly.replace(file, content);
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Kind.IO,
          "The file %s cannot be written (%s). What was there before is unchanged."
              .formatted(file, e.getMessage()),
          e);
    }
  }
}
