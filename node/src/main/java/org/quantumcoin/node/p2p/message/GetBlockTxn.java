package org.quantumcoin.node.p2p.message;

import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.primitives.BlockHash;

/// Asks for transactions of a block by their positions in it, in ascending order (BIP-0152,
/// `BlockTransactionsRequest`). On the wire each is given by its distance from the one before.
public record GetBlockTxn(BlockHash hash, List<Integer> indexes) implements Message {
  static final String COMMAND = "getblocktxn";

  public GetBlockTxn {
    indexes = List.copyOf(indexes);
  }

  static GetBlockTxn read(ByteReader in) {
    BlockHash hash = BlockHash.read(in);
    int count = in.readCount(1);
    if (count > CmpctBlock.MAX_TRANSACTIONS) {
      throw new DecodeException("differential value overflow");
    }
    List<Integer> indexes = new ArrayList<>(count);
    int next = 0;
    for (int i = 0; i < count; i++) {
      int index = next + in.readCompactSize();
      if (index > CmpctBlock.MAX_TRANSACTIONS) {
        throw new DecodeException("differential value overflow");
      }
      indexes.add(index);
      next = index + 1;
    }
    return new GetBlockTxn(hash, indexes);
  }

  @Override
  public String command() {
    return COMMAND;
  }

  @Override
  public void write(ByteWriter out) {
    hash.write(out);
    out.writeCompactSize(indexes.size());
    int next = 0;
    for (int index : indexes) {
      out.writeCompactSize(index - next);
      next = index + 1;
    }
  }
}
