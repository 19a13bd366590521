package org.quantumcoin.node.p2p.message;

import java.util.List;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;

/// Asks for blocks and transactions.
public record GetData(List<InvItem> items) implements Message {
  static final String COMMAND = "getdata";

  public GetData {
    items = List.copyOf(items);
  }

  static GetData read(ByteReader in) {
    return new GetData(InvItem.readList(in, COMMAND));
  }

  @Override
  public String command() {
    return COMMAND;
  }

  @Override
  public void write(ByteWriter out) {
    InvItem.writeList(out, items);
  }
}
