package org.quantumcoin.node.p2p.message;

import java.util.List;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;

/// Says which of the things asked for the sender does not have.
public record NotFound(List<InvItem> items) implements Message {
  static final String COMMAND = "notfound";

  public NotFound {
    items = List.copyOf(items);
  }

  static NotFound read(ByteReader in) {
    return new NotFound(InvItem.readList(in, COMMAND));
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
