package org.quantumcoin.node.p2p;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import org.quantumcoin.node.p2p.message.HostText;

/// A range of addresses: those that agree with `address` in the first `prefixBits` bits.
public record Subnet(InetAddress address, int prefixBits) {

  /// Reads `1.2.3.4`, `1.2.3.4/24`, `1.2.3.4/255.255.255.0`, `::1`, `2001:db8::/32`; never asks a
  /// name server.
  public static Optional<Subnet> parse(String text) {
    int slash = text.indexOf('/');
    Optional<InetAddress> address = literal(slash < 0 ? text : text.substring(0, slash));
    if (address.isEmpty()) {
      return Optional.empty();
    }
    int bits = address.get().getAddress().length * 8;
    if (slash < 0) {
      return Optional.of(new Subnet(address.get(), bits));
    }
    int prefix = prefixOf(text.substring(slash + 1), bits);
    return prefix < 0 ? Optional.empty() : Optional.of(new Subnet(address.get(), prefix));
  }

  private static int prefixOf(String mask, int bits) {
    if (!mask.isEmpty() && mask.length() <= 3 && mask.chars().allMatch(Character::isDigit)) {
      int prefix = Integer.parseInt(mask);
      return prefix <= bits ? prefix : -1;
    }
    Optional<InetAddress> asAddress = literal(mask);
    if (asAddress.isEmpty() || asAddress.get().getAddress().length * 8 != bits) {
      return -1;
    }
    int prefix = 0;
    boolean ended = false;
    for (byte b : asAddress.get().getAddress()) {
      for (int bit = 7; bit >= 0; bit--) {
        boolean set = (b >>> bit & 1) != 0;
        if (set && ended) {
          return -1;
        }
        ended |= !set;
        prefix += set ? 1 : 0;
      }
    }
    return prefix;
  }

  /// An address written in numbers.
  public static Optional<InetAddress> literal(String text) {
    String bare =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    try {
      return Optional.of(InetAddress.ofLiteral(bare));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  public boolean contains(InetAddress other) {
    byte[] ours = address.getAddress();
    byte[] theirs = other.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    int whole = prefixBits / 8;
    int rest = prefixBits % 8;
    if (!Arrays.equals(ours, 0, whole, theirs, 0, whole)) {
      return false;
    }
    int mask = 0xff << (8 - rest) & 0xff;
    return rest == 0 || (ours[whole] & mask) == (theirs[whole] & mask);
  }

  /// Whether a peer's `address:port` or `[v6]:port` is in it.
  public boolean contains(String socketAddress) {
    int colon = socketAddress.lastIndexOf(':');
    return colon > 0
        && literal(socketAddress.substring(0, colon)).filter(this::contains).isPresent();
  }

  /// The same range by its first address.
  public Subnet masked() {
    byte[] bytes = address.getAddress();
    for (int i = 0; i < bytes.length; i++) {
      int kept = Math.clamp(prefixBits - 8L * i, 0, 8);
      bytes[i] &= (byte) (0xff << (8 - kept));
    }
    try {
      return new Subnet(InetAddress.getByAddress(bytes), prefixBits);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of another length", e);
    }
  }

  /// As Core writes it, IPv6 in RFC 5952's short form: `192.0.2.0/24`, `2001:db8::/32`.
  @Override
  public String toString() {
    String host = address.getHostAddress();
    return (host.indexOf(':') < 0 ? host : HostText.shortened(host)) + "/" + prefixBits;
  }
}
