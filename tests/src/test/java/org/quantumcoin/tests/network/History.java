package org.quantumcoin.tests.network;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// All that happened, as a hash: two runs of a seed must come to the same one.
final class History {
  private final Timeline timeline;
  private final MessageDigest digest;
  private final ByteBuffer number = ByteBuffer.allocate(3 * Long.BYTES);
  private long events;
  private long bytes;

  History(Timeline timeline) {
    this.timeline = timeline;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Bytes came over a connection.
  void arrived(long connection, int end, byte[] what) {
    head(connection, end);
    digest.update(what);
    bytes += what.length;
  }

  void note(int host, String what) {
    head(host, what.length());
    digest.update(what.getBytes(StandardCharsets.UTF_8));
  }

  private void head(long first, long second) {
    number.clear().putLong(timeline.nanos()).putLong(first).putLong(second);
    digest.update(number.array());
    events++;
  }

  long events() {
    return events;
  }

  /// That were carried over all connections.
  long bytes() {
    return bytes;
  }

  /// Ends the history.
  String hash() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
