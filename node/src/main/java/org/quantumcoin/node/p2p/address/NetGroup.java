package org.quantumcoin.node.p2p.address;

import java.util.Arrays;
import org.quantumcoin.node.crypto.SipHash;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.PeerNetwork;

/// The part of the network that an address belongs to, which somebody who holds a few addresses
/// cannot leave: a /16 of IPv4, a /32 of IPv6, a sixteenth of the onion names (Core's
/// `NetGroupManager::GetGroup` without a map of autonomous systems).
public final class NetGroup {
  private static final int INTERNAL_OFFSET = 6;
  private static final int INTERNAL_BITS = 80;
  private static final int IPV6_BITS = 32;
  private static final int HURRICANE_ELECTRIC_BITS = 36;

  /// Names on these networks are keys, which cost nothing: more bits would make each its own group.
  private static final int KEY_BITS = 4;

  /// The first byte is the same everywhere on CJDNS.
  private static final int CJDNS_BITS = 12;

  private final byte[] bytes;

  private NetGroup(byte[] bytes) {
    this.bytes = bytes;
  }

  public static NetGroup of(NetAddress address) {
    PeerNetwork network = address.peerNetwork();
    if (address.isLocal() || network == PeerNetwork.UNROUTABLE) {
      return new NetGroup(new byte[] {(byte) network.code()});
    }
    if (network == PeerNetwork.IPV4) {
      byte[] ip = address.linkedIpv4().orElseThrow();
      return new NetGroup(new byte[] {(byte) network.code(), ip[0], ip[1]});
    }
    return switch (network) {
      case INTERNAL -> prefix(network, address, INTERNAL_OFFSET, INTERNAL_BITS);
      case ONION, I2P -> prefix(network, address, 0, KEY_BITS);
      case CJDNS -> prefix(network, address, 0, CJDNS_BITS);
      default ->
          prefix(
              network,
              address,
              0,
              address.isHurricaneElectric() ? HURRICANE_ELECTRIC_BITS : IPV6_BITS);
    };
  }

  /// IPv4 and IPv6 addresses of one autonomous system are of one group.
  static NetGroup ofAutonomousSystem(long number) {
    return new NetGroup(
        new byte[] {
          (byte) PeerNetwork.IPV6.code(),
          (byte) number,
          (byte) (number >> 8),
          (byte) (number >> 16),
          (byte) (number >> 24)
        });
  }

  /// The network's number and so many bits of the address; the rest of the last byte is ones.
  private static NetGroup prefix(PeerNetwork network, NetAddress address, int offset, int bits) {
    byte[] from = address.keyBytes();
    int whole = bits / 8;
    int rest = bits % 8;
    byte[] group = new byte[1 + whole + (rest > 0 ? 1 : 0)];
    group[0] = (byte) network.code();
    System.arraycopy(from, offset, group, 1, whole);
    if (rest > 0) {
      group[1 + whole] = (byte) (from[offset + whole] | (1 << (8 - rest)) - 1);
    }
    return new NetGroup(group);
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /// A number for the group that nobody can tell who does not have the key.
  public long keyed(long k0, long k1) {
    return SipHash.hash(k0, k1, bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NetGroup that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
