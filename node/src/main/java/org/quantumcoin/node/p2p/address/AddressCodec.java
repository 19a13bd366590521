package org.quantumcoin.node.p2p.address;

import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.TimedAddress;

/// An address as Core writes it to disk (`CAddress` with `V2_DISK`): a version of the form, then
/// BIP-0155's.
final class AddressCodec {
  /// The version that Core puts beside the flag and never looks at.
  private static final int VERSION = 220_000;

  private static final int VERSION_MASK = 0x7ffff;

  /// The flag of BIP-0155's form.
  private static final int ADDR_V2 = 1 << 29;

  private AddressCodec() {}

  static void write(ByteWriter out, TimedAddress told) {
    out.writeInt32(VERSION | ADDR_V2);
    out.writeUint32(told.time()).writeCompactSize(told.services());
    told.address().writeV2(out);
  }

  /// `allowV2` is false in files that are older than the form.
  static TimedAddress read(ByteReader in, boolean allowV2) {
    int flags = in.readInt32() & ~VERSION_MASK;
    long time = in.readUint32();
    if (flags == 0) {
      return new TimedAddress(time, in.readInt64(), NetAddress.readLegacy(in));
    }
    if (flags == ADDR_V2 && allowV2) {
      return new TimedAddress(time, in.readCompactSizeUnbounded(), NetAddress.readV2(in));
    }
    throw new DecodeException("Unsupported CAddress disk format version");
  }
}
