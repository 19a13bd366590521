package org.quantumcoin.node.primitives;

import java.util.List;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;

/// A header and its transactions, with the serialisation they are slices of.
public final class Block {
  /// A transaction takes at least ten bytes, so a count that lies is found before memory is spent
  /// on it.
  private static final int MIN_TRANSACTION_BYTES = 10;

  private final byte[] bytes;
  private final int offset;
  private final int length;
  private final BlockHeader header;
  private final List<Transaction> transactions;

  private Block(
      byte[] bytes, int offset, int length, BlockHeader header, List<Transaction> transactions) {
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
    this.header = header;
    this.transactions = transactions;
  }

  public static Block create(BlockHeader header, List<Transaction> transactions) {
    ByteWriter out = new ByteWriter(1024);
    header.write(out);
    out.writeCompactSize(transactions.size());
    for (Transaction tx : transactions) {
      tx.write(out);
    }
    byte[] bytes = out.toByteArray();
    return new Block(bytes, 0, bytes.length, header, List.copyOf(transactions));
  }

  /// Reads one block and leaves the reader behind it.
  public static Block read(ByteReader in) {
    int start = in.position();
    BlockHeader header = BlockHeader.read(in);
    Transaction[] transactions = new Transaction[in.readCount(MIN_TRANSACTION_BYTES)];
    for (int i = 0; i < transactions.length; i++) {
      transactions[i] = Transaction.read(in);
    }
    return new Block(in.array(), start, in.position() - start, header, List.of(transactions));
  }

  /// A whole array as one block, nothing left over; the block keeps the array.
  public static Block parse(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    Block block = read(in);
    in.expectEnd();
    return block;
  }

  public BlockHeader header() {
    return header;
  }

  public BlockHash hash() {
    return header.hash();
  }

  public List<Transaction> transactions() {
    return transactions;
  }

  /// Bytes with witnesses.
  public int totalSize() {
    return length;
  }

  /// Bytes without witnesses.
  public int baseSize() {
    int size = BlockHeader.SIZE_BYTES + ByteWriter.compactSizeLength(transactions.size());
    for (Transaction tx : transactions) {
      size += tx.baseSize();
    }
    return size;
  }

  /// BIP-0141: three times the base size and once the total size.
  public int weight() {
    return baseSize() * (Transaction.WITNESS_SCALE_FACTOR - 1) + length;
  }

  public void write(ByteWriter out) {
    out.writeBytes(bytes, offset, length);
  }

  public byte[] toBytes() {
    ByteWriter out = new ByteWriter(length);
    write(out);
    return out.toByteArray();
  }

  @Override
  public String toString() {
    return "Block[" + hash() + ", " + transactions.size() + " transactions]";
  }
}
