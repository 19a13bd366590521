package org.quantumcoin.node.p2p.message;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
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

  /// Whether it is an address that could be reached over the internet, as far as can be told
  /// without trying.
  public boolean isRoutable() {
    if (network != IPV4 && network != IPV6) {
      return network == TOR_V3 || network == I2P || network == CJDNS;
    }
    InetAddress ip = ip();
    boolean uniqueLocal = network == IPV6 && (address[0] & 0xfe) == 0xfc;
    return port != 0
        && !uniqueLocal
        && !ip.isAnyLocalAddress()
        && !ip.isLoopbackAddress()
        && !ip.isLinkLocalAddress()
        && !ip.isSiteLocalAddress()
        && !ip.isMulticastAddress();
  }

  /// Whether it is this machine.
  public boolean isLocal() {
    return (network == IPV4 || network == IPV6)
        && (ip().isLoopbackAddress() || ip().isAnyLocalAddress());
  }

  /// The name of the network, as `getpeerinfo` has it.
  public String networkName() {
    if ((network == IPV4 || network == IPV6) && !isRoutable()) {
      return "not_publicly_routable";
    }
    return switch (network) {
      case IPV4 -> "ipv4";
      case IPV6 -> "ipv6";
      case TOR_V3 -> "onion";
      case I2P -> "i2p";
      case CJDNS -> "cjdns";
      default -> "unknown";
    };
  }

  /// The old form, 16 bytes and a port: IPv4 comes mapped into IPv6.
  static NetAddress readLegacy(ByteReader in) {
    byte[] bytes = in.readBytes(LEGACY_BYTES);
    int port = in.readUint16BigEndian();
    boolean mapped = bytes[10] == (byte) 0xff && bytes[11] == (byte) 0xff;
    for (int i = 0; i < 10; i++) {
      mapped &= bytes[i] == 0;
    }
    return mapped
        ? new NetAddress(IPV4, Arrays.copyOfRange(bytes, MAPPED_PREFIX_BYTES, LEGACY_BYTES), port)
        : new NetAddress(IPV6, bytes, port);
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
  static NetAddress readV2(ByteReader in) {
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
    byte[] bytes = in.readBytes(length);
    return new NetAddress(network, bytes, in.readUint16BigEndian());
  }

  void writeV2(ByteWriter out) {
    out.writeByte(network).writeVarBytes(address).writeUint16BigEndian(port);
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
      case IPV6 -> ip().getHostAddress();
      default -> Hex.encode(address);
    };
  }

  @Override
  public String toString() {
    return network == IPV6 ? "[" + host() + "]:" + port : host() + ":" + port;
  }
}
