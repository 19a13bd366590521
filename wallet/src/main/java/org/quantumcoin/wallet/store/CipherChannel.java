package org.quantumcoin.wallet.store;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.h2.mvstore.DataUtils;
import org.h2.security.SHA256;
import org.h2.store.fs.FileBaseDefault;
import org.jspecify.annotations.Nullable;

/// An open database file whose content is encrypted: in the format of H2's own `CIPHER=AES`, so
/// that either reads what the other wrote.
///
/// A header of 4,096 bytes begins with `H2encrypt` and a salt; the blocks of [PageCipher] follow.
/// H2's store writes whole blocks only, and so does this: anything else is refused.
final class CipherChannel extends FileBaseDefault {
  private static final byte[] MAGIC = "H2encrypt\n".getBytes(StandardCharsets.US_ASCII);
  private static final int SALT_BYTES = 8;
  private static final int KEY_BYTES = 16;

  /// H2's; the key is random, so stretching it adds nothing.
  private static final int ITERATIONS = 10;

  private static final int HEADER_BYTES = PageCipher.BLOCK_BYTES;

  private final String name;
  private final byte[] key;
  private final FileChannel base;
  private @Nullable PageCipher cipher;

  /// The key is wiped when it was used.
  CipherChannel(String name, byte[] key, FileChannel base) {
    this.name = name;
    this.key = key;
    this.base = base;
  }

  /// At the first use, because a file that another has locked is not to be touched.
  private synchronized PageCipher cipher() throws IOException {
    PageCipher known = cipher;
    if (known == null) {
      byte[] salt = salt();
      byte[] derived = SHA256.getPBKDF2(key, salt, ITERATIONS, KEY_BYTES);
      known = new PageCipher(derived);
      cipher = known;
      Arrays.fill(derived, (byte) 0);
      Arrays.fill(key, (byte) 0);
    }
    return known;
  }

  private byte[] salt() throws IOException {
    byte[] salt = new byte[SALT_BYTES];
    long length = base.size();
    if (length == 0) {
      new SecureRandom().nextBytes(salt);
      byte[] header = Arrays.copyOf(MAGIC, HEADER_BYTES);
      System.arraycopy(salt, 0, header, MAGIC.length, SALT_BYTES);
      writeFully(ByteBuffer.wrap(header), 0);
    } else if (length < HEADER_BYTES) {
      throw DataUtils.newMVStoreException(
          DataUtils.ERROR_FILE_CORRUPT, "The file {0} is too short", name);
    } else {
      readFully(ByteBuffer.wrap(salt), MAGIC.length);
    }
    return salt;
  }

  @Override
  public synchronized int read(ByteBuffer target, long position) throws IOException {
    PageCipher opened = cipher();
    int wanted = (int) Math.min(target.remaining(), size() - position);
    if (target.remaining() == 0 || wanted <= 0) {
      return target.remaining() == 0 ? 0 : -1;
    }
    long firstBlock = position / PageCipher.BLOCK_BYTES;
    long endBlock = (position + wanted + PageCipher.BLOCK_BYTES - 1) / PageCipher.BLOCK_BYTES;
    byte[] data = new byte[Math.toIntExact((endBlock - firstBlock) * PageCipher.BLOCK_BYTES)];
    readFully(ByteBuffer.wrap(data), HEADER_BYTES + firstBlock * PageCipher.BLOCK_BYTES);
    opened.decrypt(data, firstBlock);
    target.put(data, (int) (position % PageCipher.BLOCK_BYTES), wanted);
    return wanted;
  }

  @Override
  public synchronized int write(ByteBuffer source, long position) throws IOException {
    PageCipher opened = cipher();
    int length = source.remaining();
    expectWholeBlocks(position);
    expectWholeBlocks(length);
    byte[] data = new byte[length];
    source.get(data);
    opened.encrypt(data, position / PageCipher.BLOCK_BYTES);
    writeFully(ByteBuffer.wrap(data), HEADER_BYTES + position);
    return length;
  }

  private void expectWholeBlocks(long bytes) throws IOException {
    if (bytes % PageCipher.BLOCK_BYTES != 0) {
      throw new IOException("%s is written in whole blocks, not %d bytes".formatted(name, bytes));
    }
  }

  private void readFully(ByteBuffer target, long position) throws IOException {
    for (long at = position; target.hasRemaining(); ) {
      int read = base.read(target, at);
      if (read < 0) {
        throw new EOFException(name);
      }
      at += read;
    }
  }

  private void writeFully(ByteBuffer source, long position) throws IOException {
    for (long at = position; source.hasRemaining(); ) {
      at += base.write(source, at);
    }
  }

  /// Bytes of content; a piece of a block at the end, which only a crash leaves, is none.
  @Override
  public long size() throws IOException {
    long content = Math.max(base.size() - HEADER_BYTES, 0);
    return content - content % PageCipher.BLOCK_BYTES;
  }

  @Override
  protected void implTruncate(long length) throws IOException {
    expectWholeBlocks(length);
    if (length < size()) {
      base.truncate(HEADER_BYTES + length);
    }
  }

  @Override
  public void force(boolean metadata) throws IOException {
    base.force(metadata);
  }

  @Override
  public FileLock tryLock(long position, long length, boolean shared) throws IOException {
    return base.tryLock(position, length, shared);
  }

  /// The file as it is, encrypted.
  FileChannel base() {
    return base;
  }

  @Override
  protected void implCloseChannel() throws IOException {
    base.close();
  }

  @Override
  public String toString() {
    return name;
  }
}
