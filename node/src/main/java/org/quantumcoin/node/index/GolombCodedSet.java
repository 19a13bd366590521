package org.quantumcoin.node.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.quantumcoin.node.crypto.SipHash;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.primitives.Script;

/// A set of byte strings in little room, of which can be told what is surely not in it (BIP-0158,
/// "Golomb-Coded Sets").
///
/// Each of the `n` elements is hashed to a number below `n * m`; the numbers are sorted and their
/// differences written by Golomb-Rice coding: the part above `p` bits as so many ones and a zero,
/// then the `p` bits. What is not in the set is taken for an element once in `m` times.
final class GolombCodedSet {
  private final Parameters parameters;
  private final byte[] encoded;
  private final int start;
  private final int count;

  /// The key of the hash, and how the numbers are spread and written.
  ///
  /// @param p bits of a difference that are written as they are
  /// @param m the inverse of the rate of false matches
  record Parameters(long k0, long k1, int p, int m) {
    long hash(Script element) {
      return new SipHash(k0, k1)
          .write(element.array(), element.offset(), element.length())
          .finish();
    }

    /// A hash spread over `0..n*m-1`, in the order of the hashes.
    long spread(long hash, int n) {
      return Math.unsignedMultiplyHigh(hash, (long) n * m);
    }
  }

  private record Hashed(long hash, Script element) {}

  private GolombCodedSet(Parameters parameters, byte[] encoded, int start, int count) {
    this.parameters = parameters;
    this.encoded = encoded;
    this.start = start;
    this.count = count;
  }

  /// The set of some elements, of which any may be given more than once.
  static byte[] encode(Parameters parameters, Collection<Script> elements) {
    List<Hashed> distinct = distinct(parameters, elements);
    ByteWriter out = new ByteWriter(5 + distinct.size() * 3);
    out.writeCompactSize(distinct.size());
    BitWriter bits = new BitWriter(out);
    long last = 0;
    for (Hashed each : distinct) {
      long value = parameters.spread(each.hash, distinct.size());
      long difference = value - last;
      last = value;
      for (long quotient = difference >>> parameters.p; quotient > 0; quotient--) {
        bits.write(1);
      }
      bits.write(0);
      bits.write(difference, parameters.p);
    }
    bits.finish();
    return out.toByteArray();
  }

  /// In the order of their hashes, each once. A table of the elements themselves would do as well,
  /// were it not for blocks whose scripts are chosen to collide in it.
  private static List<Hashed> distinct(Parameters parameters, Collection<Script> elements) {
    List<Hashed> all = new ArrayList<>(elements.size());
    for (Script element : elements) {
      all.add(new Hashed(parameters.hash(element), element));
    }
    all.sort(Comparator.comparingLong((Hashed each) -> each.hash + Long.MIN_VALUE));
    List<Hashed> distinct = new ArrayList<>(all.size());
    for (Hashed each : all) {
      if (!isLast(distinct, each)) {
        distinct.add(each);
      }
    }
    return distinct;
  }

  /// Whether an element is among those at the end that have its hash, which is hardly ever more
  /// than one.
  private static boolean isLast(List<Hashed> distinct, Hashed wanted) {
    for (int i = distinct.size() - 1; i >= 0 && distinct.get(i).hash == wanted.hash; i--) {
      if (distinct.get(i).element.equals(wanted.element)) {
        return true;
      }
    }
    return false;
  }

  /// Reads a set to its end; throws [DecodeException] where it is none. The array is kept.
  static GolombCodedSet decode(Parameters parameters, byte[] encoded) {
    ByteReader in = new ByteReader(encoded);
    // An element takes a bit more than `p` bits, so that a lying count is found out before long.
    int count = in.readCompactSize();
    GolombCodedSet set = new GolombCodedSet(parameters, encoded, in.position(), count);
    BitReader bits = new BitReader(in);
    for (int i = 0; i < count; i++) {
      long _ = set.difference(bits);
    }
    in.expectEnd();
    return set;
  }

  int count() {
    return count;
  }

  private long difference(BitReader bits) {
    long quotient = 0;
    while (bits.read() == 1) {
      quotient++;
    }
    return quotient << parameters.p | bits.read(parameters.p);
  }

  /// Whether any of some byte strings may be an element.
  boolean matchesAny(Collection<Script> queries) {
    if (count == 0 || queries.isEmpty()) {
      return false;
    }
    long[] wanted = new long[queries.size()];
    int next = 0;
    for (Script query : queries) {
      wanted[next++] = parameters.spread(parameters.hash(query), count);
    }
    Arrays.sort(wanted);
    BitReader bits = new BitReader(new ByteReader(encoded, start, encoded.length - start));
    long value = 0;
    next = 0;
    for (int i = 0; i < count; i++) {
      value += difference(bits);
      while (wanted[next] < value) {
        next++;
        if (next == wanted.length) {
          return false;
        }
      }
      if (wanted[next] == value) {
        return true;
      }
    }
    return false;
  }
}
