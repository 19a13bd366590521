package org.quantumcoin.node.p2p.message;

import java.util.Arrays;

/// Ranges of addresses with a meaning of their own, as Core's `CNetAddr` tells them apart: which
/// ones cannot be reached over the internet decides whom we believe and whom we connect to.
final class IpRanges {
  /// Names that Core gives to sources of addresses that are no peers (such as DNS seeds) live in
  /// this range; nobody on the wire may use it.
  static final byte[] INTERNAL = bytes(0xfd, 0x6b, 0x88, 0xc0, 0x87, 0x24);

  private static final byte[] TOR_V2 = bytes(0xfd, 0x87, 0xd8, 0x7e, 0xeb, 0x43);
  private static final byte[] LINK_LOCAL = bytes(0xfe, 0x80, 0, 0, 0, 0, 0, 0);
  private static final byte[] DOCUMENTATION = bytes(0x20, 0x01, 0x0d, 0xb8);
  private static final byte[] TEREDO = bytes(0x20, 0x01, 0, 0);
  private static final byte[] SIX_TO_FOUR = bytes(0x20, 0x02);
  private static final byte[] HURRICANE_ELECTRIC = bytes(0x20, 0x01, 0x04, 0x70);
  private static final byte[] WELL_KNOWN = bytes(0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0);
  private static final byte[] TRANSLATED = bytes(0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0);
  private static final byte[] MAPPED = bytes(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff);

  private IpRanges() {}

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static boolean startsWith(byte[] ip, byte[] prefix) {
    return Arrays.equals(ip, 0, prefix.length, prefix, 0, prefix.length);
  }

  private static int at(byte[] ip, int index) {
    return ip[index] & 0xff;
  }

  /// Neither "any" nor "none", and not set aside for documents or for what is not IPv6 at all.
  static boolean isValid6(byte[] ip) {
    boolean zero = true;
    for (byte b : ip) {
      zero &= b == 0;
    }
    return !zero
        && !startsWith(ip, DOCUMENTATION)
        && !isInternal(ip)
        && !startsWith(ip, MAPPED)
        && !startsWith(ip, TOR_V2);
  }

  static boolean isValid4(byte[] ip) {
    int all = at(ip, 0) << 24 | at(ip, 1) << 16 | at(ip, 2) << 8 | at(ip, 3);
    return all != 0 && all != -1;
  }

  static boolean isInternal(byte[] ip) {
    return startsWith(ip, INTERNAL);
  }

  static boolean isLocal4(byte[] ip) {
    return at(ip, 0) == 127 || at(ip, 0) == 0;
  }

  static boolean isLocal6(byte[] ip) {
    for (int i = 0; i < 15; i++) {
      if (ip[i] != 0) {
        return false;
      }
    }
    return ip[15] == 1;
  }

  /// RFC 1918, 2544, 3927, 6598 and 5737.
  static boolean isReserved4(byte[] ip) {
    int a = at(ip, 0);
    int b = at(ip, 1);
    int c = at(ip, 2);
    return a == 10
        || (a == 192 && b == 168)
        || (a == 172 && b >= 16 && b <= 31)
        || (a == 198 && (b == 18 || b == 19))
        || (a == 169 && b == 254)
        || (a == 100 && b >= 64 && b <= 127)
        || (a == 192 && b == 0 && c == 2)
        || (a == 198 && b == 51 && c == 100)
        || (a == 203 && b == 0 && c == 113);
  }

  /// RFC 4862, 4193, 4843 and 7343.
  static boolean isReserved6(byte[] ip) {
    boolean orchid =
        at(ip, 0) == 0x20
            && at(ip, 1) == 0x01
            && at(ip, 2) == 0
            && ((at(ip, 3) & 0xf0) == 0x10 || (at(ip, 3) & 0xf0) == 0x20);
    return startsWith(ip, LINK_LOCAL) || (at(ip, 0) & 0xfe) == 0xfc || orchid;
  }

  /// Where a routable IPv6 address carries the IPv4 address that it is a form of; -1 elsewhere.
  /// Those of Teredo are inverted.
  static int linkedIpv4Offset(byte[] ip) {
    if (startsWith(ip, WELL_KNOWN) || startsWith(ip, TRANSLATED) || isTeredo(ip)) {
      return 12;
    }
    return startsWith(ip, SIX_TO_FOUR) ? 2 : -1;
  }

  static boolean isTeredo(byte[] ip) {
    return startsWith(ip, TEREDO);
  }

  /// A broker that gives long prefixes to many of its customers.
  static boolean isHurricaneElectric(byte[] ip) {
    return startsWith(ip, HURRICANE_ELECTRIC);
  }
}
