package org.quantumcoin.node.p2p.message;

import java.util.List;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;

/// Announces blocks and transactions.
public record Inv(List<InvItem> items) implements Message {
  static final String COMMAND = "inv";

  public Inv {
    items = List.copyOf(items);
  }

  static Inv read(ByteReader in) {
    return new Inv(InvItem.readList(in, COMMAND));
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
