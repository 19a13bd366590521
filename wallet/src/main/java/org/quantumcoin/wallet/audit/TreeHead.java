package org.quantumcoin.wallet.audit;

import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.DecodeException;

/// So many entries, and the root of the tree over them: who has it knows all of them exactly.
public record TreeHead(long size, ByteString root) {
  public static final TreeHead EMPTY = new TreeHead(0, MerkleTree.EMPTY_ROOT);
  private static final int ROOT_BYTES = 32;

  public TreeHead {
    if (size < 0 || root.length() != ROOT_BYTES) {
      throw new DecodeException("not the head of an audit log");
    }
  }

  public static TreeHead read(ByteReader in) {
    return new TreeHead(in.readInt64(), ByteString.of(in.readBytes(ROOT_BYTES)));
  }

  public void write(ByteWriter out) {
    out.writeInt64(size).writeBytes(root.toBytes());
  }
}
