package org.quantumcoin.node.p2p.message;

import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;

/// Addresses of peers, in the old form.
public record Addr(List<TimedAddress> addresses) implements Message {
  /// Addresses in one message (Core's `MAX_ADDR_TO_SEND`).
  public static final int MAX_ADDRESSES = 1_000;

  static final String COMMAND = "addr";
  private static final int ENTRY_BYTES = 30;

  public Addr {
    addresses = List.copyOf(addresses);
  }

  static Addr read(ByteReader in) {
    int count = in.readCount(ENTRY_BYTES);
    if (count > MAX_ADDRESSES) {
      throw new OversizedException("addr message size = " + count);
    }
    List<TimedAddress> addresses = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      long time = in.readUint32();
      long services = in.readInt64();
      addresses.add(new TimedAddress(time, services, NetAddress.readLegacy(in)));
    }
    return new Addr(addresses);
  }

  @Override
  public String command() {
    return COMMAND;
  }

  @Override
  public void write(ByteWriter out) {
    out.writeCompactSize(addresses.size());
    for (TimedAddress entry : addresses) {
      out.writeUint32(entry.time()).writeInt64(entry.services());
      entry.address().writeLegacy(out);
    }
  }
}
