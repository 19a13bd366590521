package org.quantumcoin.node.p2p.sync;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.Hash256;

/// Headers in order, first in first out. Each is the child of the one before it, so its parent's
/// hash needs no room, which leaves 48 bytes of each.
///
/// They stand in pieces, since an array of nearly a megabyte would have a region of the heap for
/// itself and waste the rest of it.
final class HeaderBuffer {
  private static final int ENTRY_BYTES = BlockHeader.SIZE_BYTES - Hash256.SIZE_BYTES;
  private static final int PIECE_ENTRIES = 512;

  private final int limit;
  private final Deque<ByteBuffer> pieces = new ArrayDeque<>();

  /// Entries taken out of the first piece.
  private int taken;

  private int size;

  /// Takes `limit` headers at most, which whoever adds must keep to.
  HeaderBuffer(int limit) {
    this.limit = limit;
  }

  int size() {
    return size;
  }

  void add(BlockHeader header) {
    if (size == limit) {
      throw new IllegalStateException("more than " + limit + " headers");
    }
    ByteBuffer last = pieces.peekLast();
    if (last == null || !last.hasRemaining()) {
      last = ByteBuffer.allocate(PIECE_ENTRIES * ENTRY_BYTES);
      pieces.addLast(last);
    }
    last.putInt(header.version())
        .put(header.merkleRoot().toBytes())
        .putInt((int) header.time())
        .putInt(header.bits())
        .putInt(header.nonce());
    size++;
  }

  /// Takes out the first one, given its parent.
  BlockHeader remove(BlockHash previous) {
    ByteBuffer piece = pieces.element();
    ByteBuffer entry = piece.slice(taken * ENTRY_BYTES, ENTRY_BYTES);
    int version = entry.getInt();
    byte[] root = new byte[Hash256.SIZE_BYTES];
    entry.get(root);
    BlockHeader header =
        new BlockHeader(
            version,
            previous,
            Hash256.of(root),
            Integer.toUnsignedLong(entry.getInt()),
            entry.getInt(),
            entry.getInt());
    taken++;
    size--;
    if (taken == PIECE_ENTRIES) {
      pieces.remove();
      taken = 0;
    }
    return header;
  }
}
