package org.quantumcoin.ui.live;

import java.util.Optional;
import org.quantumcoin.node.api.PeerAccess.Traffic;

/// Bytes a second, both ways, of the last three hours: one value for each second, whoever looks.
/// Belongs to the FX thread.
public final class TrafficLog {
  /// Seconds that are kept.
  public static final int CAPACITY = 10_800;

  private static final long SECOND_MILLIS = 1_000;

  private final double[] received = new double[CAPACITY];
  private final double[] sent = new double[CAPACITY];
  private int next;
  private int size;
  private long lastMillis;
  private Optional<Traffic> last = Optional.empty();

  /// The totals at a time; a moment that is too near to the one before is left out.
  public void add(long millis, Traffic total) {
    if (last.isPresent() && millis - lastMillis < SECOND_MILLIS) {
      return;
    }
    if (last.isPresent()) {
      double seconds = (millis - lastMillis) / (double) SECOND_MILLIS;
      double in =
          (double) Math.max(0, total.receivedBytes() - last.get().receivedBytes()) / seconds;
      double out = (double) Math.max(0, total.sentBytes() - last.get().sentBytes()) / seconds;
      // A window that was slow gets as many values as seconds went by, so that time stays true.
      long steps = Math.min(CAPACITY, Math.max(1, Math.round(seconds)));
      for (long i = 0; i < steps; i++) {
        put(in, out);
      }
    }
    last = Optional.of(total);
    lastMillis = millis;
  }

  private void put(double in, double out) {
    received[next] = in;
    sent[next] = out;
    next = (next + 1) % CAPACITY;
    size = Math.min(size + 1, CAPACITY);
  }

  /// Values there are.
  public int size() {
    return size;
  }

  /// Bytes a second, by age: 0 is the newest.
  public double received(int age) {
    return received[Math.floorMod(next - 1 - age, CAPACITY)];
  }

  public double sent(int age) {
    return sent[Math.floorMod(next - 1 - age, CAPACITY)];
  }
}
