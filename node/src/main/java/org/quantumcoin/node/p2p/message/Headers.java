package org.quantumcoin.node.p2p.message;

import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.primitives.BlockHeader;

/// Headers in chain order, each followed on the wire by a count of transactions that is zero.
public record Headers(List<BlockHeader> headers) implements Message {
  /// Core's `MAX_HEADERS_RESULTS`; a message this full means that there are more.
  public static final int MAX_HEADERS = 2_000;

  static final String COMMAND = "headers";

  public Headers {
    headers = List.copyOf(headers);
  }

  static Headers read(ByteReader in) {
    int count = in.readCount(BlockHeader.SIZE_BYTES + 1);
    if (count > MAX_HEADERS) {
      throw new OversizedException("headers message size = " + count);
    }
    List<BlockHeader> headers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      headers.add(BlockHeader.read(in));
      in.readCompactSize();
    }
    return new Headers(headers);
  }

  @Override
  public String command() {
    return COMMAND;
  }

  @Override
  public void write(ByteWriter out) {
    out.writeCompactSize(headers.size());
    for (BlockHeader header : headers) {
      header.write(out);
      out.writeByte(0);
    }
  }
}
