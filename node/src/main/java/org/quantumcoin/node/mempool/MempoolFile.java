package org.quantumcoin.node.mempool;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.Txid;

/// Core's format of `mempool.dat`: a version, in version 2 a key that everything behind it is XORed
/// with (so that no virus scanner sees patterns in other people's data), the transactions with
/// their times and fee deltas, deltas of transactions that are not here, and the ids of those that
/// no peer has fetched yet.
final class MempoolFile {
  private static final long PLAIN = 1;
  private static final long OBFUSCATED = 2;
  private static final int BUFFER_BYTES = 1 << 16;

  /// The least that a transaction with its time and delta takes.
  private static final int LEAST_TX_BYTES = 10 + 2 * Long.BYTES;

  private static final int DELTA_BYTES = Hash256.SIZE_BYTES + Long.BYTES;

  private MempoolFile() {}

  /// A transaction that waited: when it came, in unix seconds, and what an operator added to its
  /// fee, in satoshis.
  record Saved(Transaction tx, long timeSeconds, long feeDelta) {}

  /// What stands behind the transactions.
  record Rest(Map<Txid, Long> feeDeltas, Set<Txid> unbroadcast) {}

  /// Reads a file; `each` gets the transactions in order. Throws [IOException] for what is none,
  /// perhaps after some transactions.
  static Rest read(Path file, Consumer<Saved> each) throws IOException {
    return read(Files.readAllBytes(file), each);
  }

  /// The same for its bytes, which may be changed on the way.
  static Rest read(byte[] bytes, Consumer<Saved> each) throws IOException {
    try {
      ByteReader in = new ByteReader(bytes);
      long version = in.readInt64();
      if (version == OBFUSCATED) {
        scramble(bytes, in.readVarBytes(), in.position());
      } else if (version != PLAIN) {
        throw new IOException("its version is " + version + ", which is not known");
      }
      long count = in.readInt64();
      if (count < 0 || count > in.remaining() / LEAST_TX_BYTES) {
        throw new IOException("it promises " + count + " transactions and has no room for them");
      }
      for (long i = 0; i < count; i++) {
        Transaction tx = Transaction.read(in);
        each.accept(new Saved(tx, in.readInt64(), in.readInt64()));
      }
      return rest(in);
    } catch (DecodeException e) {
      throw new IOException("it ends early or is damaged: " + e.getMessage(), e);
    }
  }

  private static Rest rest(ByteReader in) {
    Map<Txid, Long> deltas = new LinkedHashMap<>();
    for (int left = in.readCount(DELTA_BYTES); left > 0; left--) {
      deltas.put(txid(in), in.readInt64());
    }
    Set<Txid> unbroadcast = new LinkedHashSet<>();
    for (int left = in.readCount(Hash256.SIZE_BYTES); left > 0; left--) {
      unbroadcast.add(txid(in));
    }
    return new Rest(deltas, unbroadcast);
  }

  private static Txid txid(ByteReader in) {
    return new Txid(Hash256.of(in.readBytes(Hash256.SIZE_BYTES)));
  }

  /// The key begins anew at the file's beginning, not behind itself.
  private static void scramble(byte[] bytes, byte[] key, int from) {
    if (key.length == 0) {
      return;
    }
    for (int i = from; i < bytes.length; i++) {
      bytes[i] ^= key[i % key.length];
    }
  }

  /// Writes a file whole or not at all, whenever the process ends; answers with its bytes.
  ///
  /// @param key empty for version 1, which has none
  static long write(Path file, byte[] key, List<Saved> transactions, Rest rest) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
      ByteWriter head = new ByteWriter().writeInt64(key.length == 0 ? PLAIN : OBFUSCATED);
      if (key.length > 0) {
        head.writeVarBytes(key);
      }
      out.write(head.toByteArray());
      // Not closed: that would close the channel before it is synced.
      OutputStream scrambled = new Scrambled(out, key, head.size());
      scrambled.write(new ByteWriter().writeInt64(transactions.size()).toByteArray());
      ByteWriter buffer = new ByteWriter();
      for (Saved saved : transactions) {
        buffer.reset();
        saved.tx().write(buffer);
        buffer.writeInt64(saved.timeSeconds()).writeInt64(saved.feeDelta());
        scrambled.write(buffer.array(), 0, buffer.size());
      }
      buffer.reset();
      buffer.writeCompactSize(rest.feeDeltas().size());
      rest.feeDeltas()
          .forEach((txid, delta) -> buffer.writeBytes(txid.hash().toBytes()).writeInt64(delta));
      buffer.writeCompactSize(rest.unbroadcast().size());
      rest.unbroadcast().forEach(txid -> buffer.writeBytes(txid.hash().toBytes()));
      scrambled.write(buffer.array(), 0, buffer.size());
      out.flush();
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    return Files.size(file);
  }

  private static final class Scrambled extends FilterOutputStream {
    private final byte[] key;
    private long position;

    Scrambled(OutputStream out, byte[] key, long position) {
      super(out);
      this.key = key;
      this.position = position;
    }

    @Override
    public void write(int value) throws IOException {
      int mask = key.length == 0 ? 0 : key[(int) (position % key.length)];
      out.write(value ^ mask);
      position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      byte[] copy = new byte[length];
      for (int i = 0; i < length; i++) {
        int mask = key.length == 0 ? 0 : key[(int) ((position + i) % key.length)];
        copy[i] = (byte) (bytes[offset + i] ^ mask);
      }
      out.write(copy, 0, length);
      position += length;
    }
  }
}
