package org.quantumcoin.node.encoding;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Says what is wrong with a bech32 string and, where one or two characters are, which: Core's
/// `bech32::LocateErrors`.
///
/// The checksum is a BCH code. Interpreted over GF(1024), the field that GF(32) is extended to, a
/// codeword has zeros at e^997, e^998 and e^999, where e generates the field. What a damaged string
/// evaluates to there (the syndrome) depends on the errors alone: with one error its position
/// follows at once, with two it is searched for. Wrong characters are pointed at and never
/// corrected, lest a guess be paid to.
///
/// Reference: Bose and Ray-Chaudhuri, "On a class of error correcting binary group codes" (1960).
public final class Bech32Errors {
  /// What is wrong, in Core's words, and at which indices.
  public record Located(String message, List<Integer> positions) {
    public Located {
      positions = List.copyOf(positions);
    }
  }

  private static final int ORDER = 1023;

  /// First of the three consecutive powers at which codewords are zero.
  private static final int FIRST_ROOT = 997;

  /// Nonzero elements of GF(32) are the powers of e that are multiples of this.
  private static final int SUBFIELD_STEP = 33;

  private static final int[] EXP = new int[ORDER];
  private static final int[] LOG = new int[ORDER + 1];
  private static final int[] SYNDROME = new int[25];

  static {
    fillField();
    for (int k = 1; k < 6; k++) {
      for (int shift = 0; shift < 5; shift++) {
        int b = LOG[1 << shift];
        SYNDROME[5 * (k - 1) + shift] =
            (EXP[(999 * k + b) % ORDER] << 20)
                | (EXP[(998 * k + b) % ORDER] << 10)
                | EXP[(FIRST_ROOT * k + b) % ORDER];
      }
    }
  }

  private Bech32Errors() {}

  /// GF(32) by x^5 + x^3 + 1, and GF(1024) over it by x^2 + 9x + 23.
  private static void fillField() {
    int[] exp32 = new int[31];
    int[] log32 = new int[32];
    int v = 1;
    for (int i = 0; i < 31; i++) {
      exp32[i] = v;
      log32[v] = i;
      v <<= 1;
      v ^= (v & 32) != 0 ? 41 : 0;
    }
    LOG[0] = -1;
    v = 1;
    for (int i = 0; i < ORDER; i++) {
      EXP[i] = v;
      LOG[v] = i;
      int low = v & 31;
      int high = v >>> 5;
      int newLow = high == 0 ? 0 : exp32[(log32[high] + log32[23]) % 31];
      int newHigh = (high == 0 ? 0 : exp32[(log32[high] + log32[9]) % 31]) ^ low;
      v = (newHigh << 5) | newLow;
    }
  }

  /// What is wrong with a string; empty if it is valid.
  public static Optional<Located> locate(String text) {
    if (text.length() > Bech32.MAX_LENGTH) {
      List<Integer> beyond = new ArrayList<>();
      for (int i = Bech32.MAX_LENGTH; i < text.length(); i++) {
        beyond.add(i);
      }
      return Optional.of(new Located("Bech32 string too long", beyond));
    }
    List<Integer> wrong = wrongCharacters(text);
    if (!wrong.isEmpty()) {
      return Optional.of(new Located("Invalid character or mixed case", wrong));
    }
    int separator = text.lastIndexOf('1');
    if (separator < 0) {
      return Optional.of(new Located("Missing separator", List.of()));
    }
    if (separator == 0 || separator + Bech32.CHECKSUM_LENGTH >= text.length()) {
      return Optional.of(new Located("Invalid separator position", List.of(separator)));
    }
    byte[] values = new byte[text.length() - separator - 1];
    for (int i = 0; i < values.length; i++) {
      values[i] = Bech32.valueOf(text.charAt(separator + 1 + i));
      if (values[i] < 0) {
        return Optional.of(new Located("Invalid Base 32 character", List.of(separator + 1 + i)));
      }
    }
    String hrp = text.substring(0, separator).toLowerCase(Locale.ROOT);
    return locateByChecksum(Bech32.polymod(hrp, values, 0), text.length(), values.length);
  }

  private static List<Integer> wrongCharacters(String text) {
    List<Integer> wrong = new ArrayList<>();
    boolean lower = false;
    boolean upper = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isLower = c >= 'a' && c <= 'z';
      boolean isUpper = c >= 'A' && c <= 'Z';
      if (c < 33 || c > 126 || (isLower && upper) || (isUpper && lower)) {
        wrong.add(i);
      } else {
        lower |= isLower;
        upper |= isUpper;
      }
    }
    return wrong;
  }

  /// Tries both checksums and takes the one that explains the string with fewer errors.
  private static Optional<Located> locateByChecksum(int checksum, int length, int dataLength) {
    List<Integer> best = List.of();
    String message = "Invalid checksum";
    for (Bech32.Encoding encoding : Bech32.Encoding.values()) {
      int residue = checksum ^ encoding.constant();
      if (residue == 0) {
        return Optional.empty();
      }
      List<Integer> found = explain(syndrome(residue), length, dataLength);
      if (!found.isEmpty() && (best.isEmpty() || found.size() < best.size())) {
        best = found;
        message =
            encoding == Bech32.Encoding.BECH32
                ? "Invalid Bech32 checksum"
                : "Invalid Bech32m checksum";
      }
    }
    return Optional.of(new Located(message, best));
  }

  private static int syndrome(int residue) {
    int low = residue & 0x1f;
    int result = low ^ (low << 10) ^ (low << 20);
    for (int i = 0; i < SYNDROME.length; i++) {
      if (((residue >>> (5 + i)) & 1) != 0) {
        result ^= SYNDROME[i];
      }
    }
    return result;
  }

  private static List<Integer> explain(int syndrome, int length, int dataLength) {
    int s0 = syndrome & 0x3ff;
    int s1 = (syndrome >>> 10) & 0x3ff;
    int s2 = syndrome >>> 20;
    int l0 = LOG[s0];
    int l1 = LOG[s1];
    int l2 = LOG[s2];
    // One error of value v at p makes s_j = v * e^(p * (997 + j)), a geometric progression.
    if (l0 != -1 && l1 != -1 && l2 != -1 && (2 * l1 - l2 - l0 + 2 * ORDER) % ORDER == 0) {
      int position = (l1 - l0 + ORDER) % ORDER;
      int value = l0 + (ORDER - FIRST_ROOT) * position;
      return position < dataLength && value % SUBFIELD_STEP == 0
          ? List.of(length - position - 1)
          : List.of();
    }
    for (int p1 = 0; p1 < dataLength; p1++) {
      int p2 = secondError(s0, s1, s2, p1, dataLength);
      if (p2 >= 0) {
        return p1 > p2
            ? List.of(length - p1 - 1, length - p2 - 1)
            : List.of(length - p2 - 1, length - p1 - 1);
      }
    }
    return List.of();
  }

  /// Where the second of two errors is if the first is at `p1`; -1 if there is no such pair.
  private static int secondError(int s0, int s1, int s2, int p1, int dataLength) {
    int upper = s2 ^ times(s1, p1);
    int lower = s1 ^ times(s0, p1);
    if (upper == 0 || lower == 0) {
      return -1;
    }
    int p2 = (LOG[upper] - LOG[lower] + ORDER) % ORDER;
    if (p2 >= dataLength || p1 == p2) {
      return -1;
    }
    int other = s1 ^ times(s0, p2);
    if (other == 0) {
      return -1;
    }
    int inverse = ORDER - LOG[EXP[p1] ^ EXP[p2]];
    int value2 = LOG[lower] + inverse + (ORDER - FIRST_ROOT) * p2;
    int value1 = LOG[other] + inverse + (ORDER - FIRST_ROOT) * p1;
    return value1 % SUBFIELD_STEP == 0 && value2 % SUBFIELD_STEP == 0 ? p2 : -1;
  }

  /// An element times e to a power.
  private static int times(int element, int power) {
    return element == 0 ? 0 : EXP[(LOG[element] + power) % ORDER];
  }
}
