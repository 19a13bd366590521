package org.quantumcoin.wallet.ur;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Which fragments are in a frame.
final class FragmentChooser {
  private final int count;
  private final long checksum;
  private final DegreeSampler degrees;

  FragmentChooser(int count, long checksum) {
    this.count = count;
    this.checksum = checksum;
    this.degrees = new DegreeSampler(count);
  }

  Set<Integer> choose(long sequence) {
    if (sequence <= count) {
      return Set.of((int) (sequence - 1));
    }
    Xoshiro random = Xoshiro.of(sequence, checksum);
    int degree = degrees.next(random);
    List<Integer> order = random.shuffled(count);
    return new TreeSet<>(order.subList(0, degree));
  }

  static void mix(byte[] into, byte[] other) {
    for (int i = 0; i < into.length; i++) {
      into[i] ^= other[i];
    }
  }
}
