package org.quantumcoin.node.p2p.address;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;

/// A small file of one network: its magic, the content, and a hash of both (Core's `addrdb.cpp`).
/// It is replaced as a whole, so a crash leaves the old one or the new one.
final class ChecksummedFile {
  private static final int HASH_BYTES = 32;

  private ChecksummedFile() {}

  /// A reader of the content. Throws with the reason when it is not a file of this network.
  ///
  /// The hash is looked at by [#checkHash], after the content: a file of another version says so in
  /// its first bytes, and may end otherwise.
  static ByteReader open(byte[] file, int magic) throws IOException {
    ByteReader reader = new ByteReader(file, 0, Math.max(0, file.length - HASH_BYTES));
    if (file.length < 4 + HASH_BYTES) {
      throw new IOException("end of file");
    }
    if (reader.readInt32() != magic) {
      throw new IOException("Invalid network magic number");
    }
    return reader;
  }

  static void checkHash(byte[] file) throws IOException {
    int length = file.length - HASH_BYTES;
    byte[] hash = Sha256.hashTwice(file, 0, length);
    if (!Arrays.equals(hash, 0, HASH_BYTES, file, length, file.length)) {
      throw new IOException("Checksum mismatch, data corrupted");
    }
  }

  static byte[] bytes(ByteWriter content, int magic) {
    ByteWriter all = new ByteWriter(content.size() + 4 + HASH_BYTES);
    all.writeInt32(magic).writeBytes(content.array(), 0, content.size());
    return all.writeBytes(Sha256.hashTwice(all.array(), 0, all.size())).toByteArray();
  }

  static void replace(Path file, byte[] bytes) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        int _ = channel.write(left);
      }
      channel.force(true);
    }
    Path _ =
        Files.move(
            fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
