package org.quantumcoin.wallet.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.encrypt.FilePathEncrypt;

/// A file system for H2 in which the databases of wallets are encrypted by [CipherChannel].
///
/// H2 finds it by the scheme at the beginning of a path, and asks for files by name only; so the
/// key of a database is deposited here under its path while the database is open.
final class CipherPath extends FilePath {
  private static final String SCHEME = "wallet";

  private static final String PREFIX = SCHEME + ":";

  private static final Map<String, Deposit> DEPOSITS = new ConcurrentHashMap<>();

  static {
    FilePath.register(new CipherPath(FilePath.get(".")));
  }

  private final FilePath base;

  /// The key of a database, and its file once that is open.
  private static final class Deposit {
    private final byte[] key;
    private volatile Optional<CipherChannel> file = Optional.empty();

    Deposit(byte[] key) {
      this.key = key;
    }
  }

  private CipherPath(FilePath base) {
    this.base = base;
    this.name = PREFIX + base;
  }

  private static String place(Path file) {
    return place(FilePath.get(file.toAbsolutePath().toString()));
  }

  private static String place(FilePath file) {
    return file.toRealPath().toString();
  }

  /// What H2 has to be told to find a database file here.
  static String name(Path file) {
    return PREFIX + file.toAbsolutePath();
  }

  /// Lets H2 open a database file by what its `CIPHER=AES` would take as the file's password, until
  /// [#withdraw].
  static void deposit(Path file, char[] password) {
    DEPOSITS.put(place(file), new Deposit(FilePathEncrypt.getPasswordBytes(password)));
  }

  /// The same by the key of another file that is deposited.
  static void depositLike(Path known, Path file) {
    Deposit other = DEPOSITS.get(place(known));
    if (other == null) {
      throw new IllegalStateException("no key is known for " + known);
    }
    DEPOSITS.put(place(file), new Deposit(other.key.clone()));
  }

  static void withdraw(Path file) {
    Deposit gone = DEPOSITS.remove(place(file));
    if (gone != null) {
      Arrays.fill(gone.key, (byte) 0);
    }
  }

  /// Writes an open database file out as it is, encrypted; nobody may write to it meanwhile.
  static void copy(Path file, OutputStream out) throws IOException {
    FileChannel from =
        Optional.ofNullable(DEPOSITS.get(place(file)))
            .flatMap(deposit -> deposit.file)
            .map(CipherChannel::base)
            .orElseThrow(() -> new IOException(file + " is not open"));
    WritableByteChannel target = Channels.newChannel(out);
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    for (long at = 0; from.read(buffer, at) > 0; ) {
      buffer.flip();
      at += buffer.remaining();
      while (buffer.hasRemaining()) {
        target.write(buffer);
      }
      buffer.clear();
    }
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    Deposit deposit = DEPOSITS.get(place(base));
    if (deposit == null) {
      throw new IOException("no key is known for " + base);
    }
    CipherChannel channel = new CipherChannel(name, deposit.key.clone(), base.open(mode));
    deposit.file = Optional.of(channel);
    return channel;
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FilePath getPath(String path) {
    return new CipherPath(
        FilePath.get(path.startsWith(PREFIX) ? path.substring(PREFIX.length()) : path));
  }

  @Override
  public long size() {
    return Math.max(base.size() - PageCipher.BLOCK_BYTES, 0);
  }

  @Override
  public void moveTo(FilePath newName, boolean atomicReplace) {
    base.moveTo(newName instanceof CipherPath other ? other.base : newName, atomicReplace);
  }

  @Override
  public boolean createFile() {
    return base.createFile();
  }

  @Override
  public boolean exists() {
    return base.exists();
  }

  @Override
  public void delete() {
    base.delete();
  }

  @Override
  public List<FilePath> newDirectoryStream() {
    return base.newDirectoryStream().stream().<FilePath>map(CipherPath::new).toList();
  }

  @Override
  public FilePath toRealPath() {
    return new CipherPath(base.toRealPath());
  }

  @Override
  public FilePath getParent() {
    return new CipherPath(base.getParent());
  }

  @Override
  public boolean isDirectory() {
    return base.isDirectory();
  }

  @Override
  public boolean isRegularFile() {
    return base.isRegularFile();
  }

  @Override
  public boolean isAbsolute() {
    return base.isAbsolute();
  }

  @Override
  public long lastModified() {
    return base.lastModified();
  }

  @Override
  public boolean canWrite() {
    return base.canWrite();
  }

  @Override
  public void createDirectory() {
    base.createDirectory();
  }

  @Override
  public boolean setReadOnly() {
    return base.setReadOnly();
  }

  @Override
  public FilePath unwrap() {
    return base;
  }
}
