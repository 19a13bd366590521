package org.quantumcoin.node.p2p.message;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.encoding.Hex;

/// An address on one of the networks that peers live on, and a port.
///
/// `network` is a number of BIP-0155; those we do not know are carried but never connected to.
public final class NetAddress {
  public static final int IPV4 = 1;
  public static final int IPV6 = 2;
  public static final int TOR_V3 = 4;
  public static final int I2P = 5;
  public static final int CJDNS = 6;

  /// BIP-0155: longer addresses are refused, of whichever network.
  private static final int MAX_ADDRESS_BYTES = 512;

  /// The first byte of every address on CJDNS.
  private static final int CJDNS_PREFIX = 0xfc;

  private static final int LEGACY_BYTES = 16;
  private static final int MAPPED_PREFIX_BYTES = 12;

  /// All zeros: what a node that does not know its address says of itself.
  public static final NetAddress NONE = new NetAddress(IPV6, new byte[LEGACY_BYTES], 0);

  private final int network;
  private final byte[] address;
  private final int port;

  private NetAddress(int network, byte[] address, int port) {
    this.network = network;
    this.address = address;
    this.port = port;
  }

  public static NetAddress of(InetSocketAddress socket) {
    InetAddress ip = socket.getAddress();
    if (ip == null) {
      throw new IllegalArgumentException("unresolved: " + socket);
    }
    return of(ip, socket.getPort());
  }

  public static NetAddress of(InetAddress ip, int port) {
    byte[] bytes = ip.getAddress();
    return new NetAddress(bytes.length == 4 ? IPV4 : IPV6, bytes, port);
  }

  /// A destination on I2P by its hash.
  public static NetAddress i2p(byte[] hash, int port) {
    if (hash.length != 32) {
      throw new IllegalArgumentException("a hash of " + hash.length + " bytes");
    }
    return new NetAddress(I2P, hash.clone(), port);
  }

  public int network() {
    return network;
  }

  public int port() {
    return port;
  }

  public NetAddress withPort(int changed) {
    return new NetAddress(network, address, changed);
  }

  /// Where to connect to; empty for networks that need a proxy.
  public Optional<InetSocketAddress> socketAddress() {
    if (network != IPV4 && network != IPV6) {
      return Optional.empty();
    }
    return Optional.of(new InetSocketAddress(ip(), port));
  }

  private InetAddress ip() {
    try {
      return InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an IP address of " + address.length + " bytes", e);
    }
  }

  /// The socket that a connection to it needs without a proxy; empty for networks that need one.
  public Optional<InetSocketAddress> directAddress() {
    return network == CJDNS ? Optional.of(new InetSocketAddress(ip(), port)) : socketAddress();
  }

  /// An IPv6 address in CJDNS's range as one of CJDNS, which it is on a host that takes part in it
  /// (Core's `MaybeFlipIPv6toCJDNS`); others as they are.
  public NetAddress asCjdns() {
    boolean inRange = network == IPV6 && (address[0] & 0xff) == CJDNS_PREFIX;
    return inRange ? new NetAddress(CJDNS, address, port) : this;
  }

  /// Whether it is on a network that hides who is where, so that nobody should learn that it
  /// belongs to the same node as an address on another one.
  public boolean isPrivate() {
    return network == TOR_V3 || network == I2P;
  }

  /// Whether it is IPv6 by way of a Teredo server.
  public boolean isTeredo() {
    return network == IPV6 && IpRanges.isTeredo(address);
  }

  /// Whether it is an IPv4 address that is reached by a tunnel or a translator.
  public boolean isTunnelled() {
    return network == IPV6 && !isTeredo() && IpRanges.linkedIpv4Offset(address) >= 0;
  }

  /// Whether it is an address at all, on a network that we know.
  public boolean isValid() {
    return switch (network) {
      case IPV4 -> IpRanges.isValid4(address);
      case IPV6 -> IpRanges.isValid6(address);
      case CJDNS -> (address[0] & 0xff) == CJDNS_PREFIX;
      case TOR_V3, I2P -> true;
      default -> false;
    };
  }

  /// Whether it is an address that could be reached over the internet, as far as can be told
  /// without trying.
  public boolean isRoutable() {
    return isValid()
        && switch (network) {
          case IPV4 -> !IpRanges.isReserved4(address) && !IpRanges.isLocal4(address);
          case IPV6 -> !IpRanges.isReserved6(address) && !IpRanges.isLocal6(address);
          default -> true;
        };
  }

  /// Whether it is this machine.
  public boolean isLocal() {
    return switch (network) {
      case IPV4 -> IpRanges.isLocal4(address);
      case IPV6 -> IpRanges.isLocal6(address);
      default -> false;
    };
  }

  /// Whether it stands for a source of addresses that is no peer; see [#internal].
  public boolean isInternal() {
    return network == IPV6 && IpRanges.isInternal(address);
  }

  /// What stands for a source of addresses that is no peer, such as a DNS seed (Core's
  /// `CNetAddr::SetInternal`).
  public static NetAddress internal(String name) {
    byte[] bytes = Arrays.copyOf(IpRanges.INTERNAL, LEGACY_BYTES);
    byte[] hash = Sha256.hash(name.getBytes(StandardCharsets.UTF_8));
    System.arraycopy(hash, 0, bytes, IpRanges.INTERNAL.length, 10);
    return new NetAddress(IPV6, bytes, 0);
  }

  /// A host written in numbers, an onion name or an I2P name; never asks a name server. Empty for
  /// everything else.
  public static Optional<NetAddress> parseHost(String host, int port) {
    Optional<byte[]> onion = HostText.onionKey(host);
    if (onion.isPresent()) {
      return Optional.of(new NetAddress(TOR_V3, onion.get(), port));
    }
    Optional<byte[]> i2p = HostText.i2pHash(host);
    if (i2p.isPresent()) {
      return Optional.of(new NetAddress(I2P, i2p.get(), port));
    }
    String bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    try {
      return Optional.of(of(InetAddress.ofLiteral(bare), port));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// The bytes that tables of addresses are keyed with: 16 for IP addresses, IPv4 mapped into IPv6,
  /// and all of them for other networks (Core's `CNetAddr::GetAddrBytes`).
  public byte[] keyBytes() {
    if (network != IPV4) {
      return address.clone();
    }
    byte[] bytes = new byte[LEGACY_BYTES];
    bytes[10] = (byte) 0xff;
    bytes[11] = (byte) 0xff;
    System.arraycopy(address, 0, bytes, MAPPED_PREFIX_BYTES, 4);
    return bytes;
  }

  /// The IPv4 address that this is or is a form of, for a routable one (Core's `GetLinkedIPv4`).
  public Optional<byte[]> linkedIpv4() {
    if (!isRoutable() || (network != IPV4 && network != IPV6)) {
      return Optional.empty();
    }
    if (network == IPV4) {
      return Optional.of(address.clone());
    }
    int offset = IpRanges.linkedIpv4Offset(address);
    if (offset < 0) {
      return Optional.empty();
    }
    byte[] linked = Arrays.copyOfRange(address, offset, offset + 4);
    if (IpRanges.isTeredo(address)) {
      for (int i = 0; i < linked.length; i++) {
        linked[i] = (byte) ~linked[i];
      }
    }
    return Optional.of(linked);
  }

  /// Whether it is of the broker that gives long prefixes to many of its customers.
  public boolean isHurricaneElectric() {
    return network == IPV6 && IpRanges.isHurricaneElectric(address);
  }

  /// The network as tables and statistics count it; a form of an IPv4 address counts as that.
  public PeerNetwork peerNetwork() {
    if (isInternal()) {
      return PeerNetwork.INTERNAL;
    }
    if (!isRoutable()) {
      return PeerNetwork.UNROUTABLE;
    }
    return linkedIpv4().isPresent() ? PeerNetwork.IPV4 : ownNetwork();
  }

  /// The network that the address itself is of, reachable or not.
  public PeerNetwork ownNetwork() {
    if (isInternal()) {
      return PeerNetwork.INTERNAL;
    }
    return switch (network) {
      case IPV4 -> PeerNetwork.IPV4;
      case IPV6 -> PeerNetwork.IPV6;
      case TOR_V3 -> PeerNetwork.ONION;
      case I2P -> PeerNetwork.I2P;
      case CJDNS -> PeerNetwork.CJDNS;
      default -> PeerNetwork.UNROUTABLE;
    };
  }

  /// The same, where addresses that cannot be reached over the internet are of none (Core's
  /// `GetNetwork`): what is asked when it matters over which network somebody is reached.
  public PeerNetwork routedNetwork() {
    return isInternal() || isRoutable() ? ownNetwork() : PeerNetwork.UNROUTABLE;
  }

  /// The name of the network, as `getpeerinfo` has it.
  public String networkName() {
    return peerNetwork().label();
  }

  /// The old form, 16 bytes and a port: IPv4 comes mapped into IPv6.
  public static NetAddress readLegacy(ByteReader in) {
    NetAddress host = readHostLegacy(in);
    return host.withPort(in.readUint16BigEndian());
  }

  /// The old form without a port, which is then 0.
  public static NetAddress readHostLegacy(ByteReader in) {
    byte[] bytes = in.readBytes(LEGACY_BYTES);
    boolean mapped = bytes[10] == (byte) 0xff && bytes[11] == (byte) 0xff;
    for (int i = 0; i < 10; i++) {
      mapped &= bytes[i] == 0;
    }
    return mapped
        ? new NetAddress(IPV4, Arrays.copyOfRange(bytes, MAPPED_PREFIX_BYTES, LEGACY_BYTES), 0)
        : new NetAddress(IPV6, bytes, 0);
  }

  /// Networks that do not fit are written as zeros.
  void writeLegacy(ByteWriter out) {
    byte[] bytes = new byte[LEGACY_BYTES];
    if (network == IPV4) {
      bytes[10] = (byte) 0xff;
      bytes[11] = (byte) 0xff;
      System.arraycopy(address, 0, bytes, MAPPED_PREFIX_BYTES, 4);
    } else if (network == IPV6) {
      System.arraycopy(address, 0, bytes, 0, LEGACY_BYTES);
    }
    out.writeBytes(bytes).writeUint16BigEndian(port);
  }

  /// The form of BIP-0155. A known network with a wrong length is refused, as the BIP demands.
  public static NetAddress readV2(ByteReader in) {
    NetAddress host = readHostV2(in);
    return host.withPort(in.readUint16BigEndian());
  }

  /// The form of BIP-0155 without a port, which is then 0.
  public static NetAddress readHostV2(ByteReader in) {
    int network = in.readByte();
    int length = in.readCompactSize();
    if (length > MAX_ADDRESS_BYTES) {
      throw new DecodeException("Address too long: " + length + " > " + MAX_ADDRESS_BYTES);
    }
    int expected =
        switch (network) {
          case IPV4 -> 4;
          case IPV6, CJDNS -> 16;
          case TOR_V3, I2P -> 32;
          default -> length;
        };
    if (length != expected) {
      throw new DecodeException(
          "BIP155 address of network "
              + network
              + " with length "
              + length
              + " (should be "
              + expected
              + ")");
    }
    return new NetAddress(network, in.readBytes(length), 0);
  }

  public void writeV2(ByteWriter out) {
    writeHostV2(out);
    out.writeUint16BigEndian(port);
  }

  /// The form of BIP-0155 without the port.
  public void writeHostV2(ByteWriter out) {
    out.writeByte(network).writeVarBytes(address);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NetAddress that
        && network == that.network
        && port == that.port
        && Arrays.equals(address, that.address);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * network + port) + Arrays.hashCode(address);
  }

  /// The address without the port.
  public String host() {
    return switch (network) {
      case IPV4 -> ip().getHostAddress();
      case IPV6, CJDNS -> HostText.shortened(ip().getHostAddress());
      case TOR_V3 -> HostText.onion(address);
      case I2P -> HostText.i2p(address);
      default -> Hex.encode(address);
    };
  }

  @Override
  public String toString() {
    return network == IPV6 || network == CJDNS ? "[" + host() + "]:" + port : host() + ":" + port;
  }
}
