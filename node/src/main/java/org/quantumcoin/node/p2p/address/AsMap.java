package org.quantumcoin.node.p2p.address;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.log.Log;

/// A map from IP addresses to the autonomous systems that route them: a program of four
/// instructions over the bits of an address, in Core's format (`util/asmap.cpp`).
///
/// The format is a tree written as code: `JUMP` takes one bit of the address and goes on behind the
/// left branch when it is set, `MATCH` takes several bits that have to be as given or the default
/// holds, `DEFAULT` sets that, `RETURN` ends. Numbers are of variable length: ones count up
/// classes, the class tells how many bits follow. A file is only used after [#isSane] has walked
/// all of its branches, so that looking up cannot run off its end.
public final class AsMap {
  /// Of an IPv6 address, or of an IPv4 address mapped into IPv6.
  static final int ADDRESS_BITS = 128;

  /// Core's own map has less than 2 MB; a megabyte maps about 200,000 ranges.
  static final long MAX_FILE_BYTES = 64L << 20;

  private static final int RETURN = 0;
  private static final int JUMP = 1;
  private static final int MATCH = 2;
  private static final int DEFAULT = 3;

  /// Read past the end.
  private static final long ENDED = -1;

  private static final int[] TYPE_BITS = {0, 0, 1};
  private static final int[] ASN_BITS = range(15, 24);
  private static final int[] MATCH_BITS = range(1, 8);
  private static final int[] JUMP_BITS = range(5, 30);

  /// A match of less bits can stand only once in a row: others would be joined with it.
  private static final int FULL_MATCH_BITS = 8;

  private static final int MAX_PADDING_BITS = 7;

  private final byte[] bytes;

  private AsMap(byte[] bytes) {
    this.bytes = bytes;
  }

  private static int[] range(int first, int last) {
    int[] all = new int[last - first + 1];
    for (int i = 0; i < all.length; i++) {
      all[i] = first + i;
    }
    return all;
  }

  /// A map that was checked.
  static AsMap of(byte[] map) {
    if (!isSane(map)) {
      throw new IllegalArgumentException("no map of autonomous systems");
    }
    return new AsMap(map.clone());
  }

  /// Reads and checks a file. Throws with a sentence for the operator when there is none or it is
  /// no map.
  public static AsMap open(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException("Could not find asmap file \"" + file + "\"");
    }
    byte[] bytes = Files.size(file) <= MAX_FILE_BYTES ? Files.readAllBytes(file) : new byte[0];
    Log.info("Opened asmap file \"%s\" (%d bytes) from disk".formatted(file, bytes.length));
    if (!isSane(bytes)) {
      Log.info("Sanity check of asmap file \"" + file + "\" failed");
      throw new IOException("Could not parse asmap file \"" + file + "\"");
    }
    return new AsMap(bytes);
  }

  /// Core's version of a map: the hash of its bits, each written as one byte behind their number.
  byte[] version() {
    ByteWriter size = new ByteWriter();
    size.writeCompactSize(bytes.length * 8L);
    Sha256 hash = new Sha256().update(size.toByteArray());
    byte[] bits = new byte[8];
    for (int i = 0; i < bytes.length; i++) {
      for (int bit = 0; bit < bits.length; bit++) {
        bits[bit] = (byte) (bytes[i] >> bit & 1);
      }
      hash.update(bits);
    }
    return hash.finishTwice();
  }

  /// The autonomous system of an address of 16 bytes; 0 for none.
  long find(byte[] address) {
    Reader in = new Reader(bytes);
    int used = 0;
    long otherwise = 0;
    while (true) {
      switch ((int) in.number(0, TYPE_BITS)) {
        case RETURN -> {
          return in.number(1, ASN_BITS);
        }
        case JUMP -> {
          long distance = in.number(17, JUMP_BITS);
          if (addressBit(address, used++) != 0) {
            in.position += distance;
          }
        }
        case MATCH -> {
          long match = in.number(2, MATCH_BITS);
          for (int i = bitLength(match) - 2; i >= 0; i--) {
            if (addressBit(address, used++) != (match >> i & 1)) {
              return otherwise;
            }
          }
        }
        case DEFAULT -> otherwise = in.number(1, ASN_BITS);
        default -> throw new IllegalStateException("a map that was checked ends too early");
      }
    }
  }

  private static int bitLength(long number) {
    return Long.SIZE - Long.numberOfLeadingZeros(number);
  }

  private static int addressBit(byte[] address, int index) {
    return address[index / 8] >> (7 - index % 8) & 1;
  }

  private static int bit(byte[] bytes, long index) {
    return bytes[(int) (index / 8)] >> (int) (index % 8) & 1;
  }

  /// Reads numbers of variable length.
  private static final class Reader {
    private final byte[] bytes;
    private final long end;
    private long position;

    Reader(byte[] bytes) {
      this.bytes = bytes;
      this.end = bytes.length * 8L;
    }

    int next() {
      return bit(bytes, position++);
    }

    /// The smallest number is `least`; [#ENDED] when there are not enough bits.
    long number(long least, int[] classes) {
      long value = least;
      for (int i = 0; i < classes.length; i++) {
        boolean last = i == classes.length - 1;
        if (!last && position == end) {
          return ENDED;
        }
        if (!last && next() != 0) {
          value += 1L << classes[i];
        } else {
          return end - position < classes[i] ? skipToEnd() : value + mantissa(classes[i]);
        }
      }
      return ENDED;
    }

    private long skipToEnd() {
      position = end;
      return ENDED;
    }

    private long mantissa(int bits) {
      long value = 0;
      for (int i = 0; i < bits; i++) {
        value = value << 1 | next();
      }
      return value;
    }
  }

  /// Where a jump goes to, and how many bits of the address are left there.
  private record Branch(long position, int bitsLeft) {}

  /// Walks all branches of a map: each instruction is reached exactly once, nothing reads past the
  /// end or takes more bits than an address has, and nothing could be written shorter (Core's
  /// `SanityCheckASMap`).
  static boolean isSane(byte[] map) {
    Reader in = new Reader(map);
    Deque<Branch> branches = new ArrayDeque<>();
    int bits = ADDRESS_BITS;
    int before = JUMP;
    boolean hadShortMatch = false;
    while (in.position < in.end) {
      if (!branches.isEmpty() && in.position >= branches.getLast().position()) {
        return false;
      }
      int instruction = (int) in.number(0, TYPE_BITS);
      switch (instruction) {
        case RETURN -> {
          if (before == DEFAULT || in.number(1, ASN_BITS) == ENDED) {
            return false;
          }
          if (branches.isEmpty()) {
            return isPadding(in);
          }
          Branch next = branches.removeLast();
          if (in.position != next.position()) {
            return false;
          }
          bits = next.bitsLeft();
          before = JUMP;
        }
        case JUMP -> {
          long distance = in.number(17, JUMP_BITS);
          long target = in.position + distance;
          boolean crosses = !branches.isEmpty() && target >= branches.getLast().position();
          if (distance == ENDED || target > in.end || bits == 0 || crosses) {
            return false;
          }
          bits--;
          branches.add(new Branch(target, bits));
          before = JUMP;
        }
        case MATCH -> {
          long match = in.number(2, MATCH_BITS);
          int length = bitLength(match) - 1;
          boolean isShort = length < FULL_MATCH_BITS;
          boolean shortBefore = before == MATCH && hadShortMatch;
          if (match == ENDED || (isShort && shortBefore) || bits < length) {
            return false;
          }
          hadShortMatch = isShort;
          bits -= length;
          before = MATCH;
        }
        case DEFAULT -> {
          if (before == DEFAULT || in.number(1, ASN_BITS) == ENDED) {
            return false;
          }
          before = DEFAULT;
        }
        default -> {
          return false;
        }
      }
    }
    return false;
  }

  private static boolean isPadding(Reader in) {
    if (in.end - in.position > MAX_PADDING_BITS) {
      return false;
    }
    while (in.position < in.end) {
      if (in.next() != 0) {
        return false;
      }
    }
    return true;
  }
}
