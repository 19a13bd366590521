package org.quantumcoin.node.p2p.message;

import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;

/// Addresses of peers on any network (BIP-0155).
public record AddrV2(List<TimedAddress> addresses) implements Message {
  static final String COMMAND = "addrv2";

  /// Time, services, network, length and port at their shortest.
  private static final int MIN_ENTRY_BYTES = 4 + 1 + 1 + 1 + 2;

  public AddrV2 {
    addresses = List.copyOf(addresses);
  }

  static AddrV2 read(ByteReader in) {
    int count = in.readCount(MIN_ENTRY_BYTES);
    if (count > Addr.MAX_ADDRESSES) {
      throw new OversizedException("addrv2 message size = " + count);
    }
    List<TimedAddress> addresses = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      long time = in.readUint32();
      long services = in.readCompactSizeUnbounded();
      addresses.add(new TimedAddress(time, services, NetAddress.readV2(in)));
    }
    return new AddrV2(addresses);
  }

  @Override
  public String command() {
    return COMMAND;
  }

  @Override
  public void write(ByteWriter out) {
    out.writeCompactSize(addresses.size());
    for (TimedAddress entry : addresses) {
      out.writeUint32(entry.time()).writeCompactSize(entry.services());
      entry.address().writeV2(out);
    }
  }
}
