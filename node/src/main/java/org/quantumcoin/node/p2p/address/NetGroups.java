package org.quantumcoin.node.p2p.address;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.PeerNetwork;

/// Which part of the network an address is of: its autonomous system where a map tells that, or its
/// range (Core's `NetGroupManager`).
public final class NetGroups {
  /// Ranges alone.
  public static final NetGroups RANGES = new NetGroups(Optional.empty());

  private static final int HASH_BYTES = 32;

  private final Optional<AsMap> map;

  NetGroups(Optional<AsMap> map) {
    this.map = map;
  }

  /// With the map in a file, if any. Throws with a sentence for the operator.
  public static NetGroups open(Optional<Path> file) throws IOException {
    if (file.isEmpty()) {
      Log.info("Using /16 prefix for IP bucketing");
      return RANGES;
    }
    NetGroups groups = new NetGroups(Optional.of(AsMap.open(file.get())));
    Log.info("Using asmap version " + Hex.encodeReversed(groups.version()) + " for IP bucketing");
    return groups;
  }

  /// The hash of the map; zeros without one.
  byte[] version() {
    return map.map(AsMap::version).orElseGet(() -> new byte[HASH_BYTES]);
  }

  public boolean isMapped() {
    return map.isPresent();
  }

  /// The autonomous system that routes an address; 0 when it is not known, or for networks that
  /// have none.
  public long mappedAs(NetAddress address) {
    PeerNetwork network = address.peerNetwork();
    if (map.isEmpty() || (network != PeerNetwork.IPV4 && network != PeerNetwork.IPV6)) {
      return 0;
    }
    byte[] bits = address.linkedIpv4().map(NetGroups::mapped).orElseGet(address::keyBytes);
    return map.get().find(bits);
  }

  /// Mapped into IPv6.
  private static byte[] mapped(byte[] ipv4) {
    byte[] bytes = new byte[16];
    bytes[10] = (byte) 0xff;
    bytes[11] = (byte) 0xff;
    System.arraycopy(ipv4, 0, bytes, 12, ipv4.length);
    return bytes;
  }

  public NetGroup of(NetAddress address) {
    long as = mappedAs(address);
    return as == 0 ? NetGroup.of(address) : NetGroup.ofAutonomousSystem(as);
  }
}
