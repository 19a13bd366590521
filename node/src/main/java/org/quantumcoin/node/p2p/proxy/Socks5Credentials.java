package org.quantumcoin.node.p2p.proxy;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/// Names and passwords that no two connections share. Tor puts connections with different ones on
/// different circuits, so that nobody at the other ends can tell that they are of one node.
final class Socks5Credentials {
  private static final int PREFIX_BYTES = 8;

  private final String prefix;
  private final AtomicLong next = new AtomicLong();

  Socks5Credentials(SecureRandom random) {
    byte[] bytes = new byte[PREFIX_BYTES];
    random.nextBytes(bytes);
    prefix = HexFormat.of().formatHex(bytes) + "-";
  }

  /// Used as name and as password.
  String fresh() {
    return prefix + next.getAndIncrement();
  }
}
