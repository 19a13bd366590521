package org.quantumcoin.wallet.ur;

import static org.quantumcoin.wallet.ur.UrException.require;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.encoding.ByteString;

/// Puts something together from frames in any order, repeated, and with some of them missing.
///
/// Each frame is a linear equation over the fragments with exclusive or as addition. Equations are
/// kept in echelon form (Gaussian elimination): one for each fragment at most, so that memory is
/// bounded by twice the message, whatever frames come, and any frames that determine the message
/// suffice. That takes fewer than the usual peeling does. Not safe for several threads.
public final class UrDecoder {
  /// A payment of some five hundred inputs. More is a matter for files.
  public static final int MAX_CONTENT_BYTES = 1 << 20;

  static final int MAX_MESSAGE_BYTES = MAX_CONTENT_BYTES + 16;

  /// Elimination takes a number of steps that grows with its square.
  public static final int MAX_FRAGMENTS = 4_096;

  private static final int MAX_FRAME_CHARS = 2_500;
  private static final int MAX_SINGLE_CHARS = 2 * MAX_MESSAGE_BYTES + 100;
  private static final Pattern PARTS =
      Pattern.compile("ur:([a-z0-9-]{1,40})/(?:([0-9]{1,10})-([0-9]{1,10})/)?([a-z]+)");

  private @Nullable Frame first;
  private String type = "";
  private @Nullable FragmentChooser chooser;

  /// By the lowest fragment in each equation.
  private @Nullable Equation[] equations = new Equation[0];

  private int rank;
  private @Nullable Ur result;

  /// The fragments that are mixed, and their mixture.
  private static final class Equation {
    private final BitSet fragments;
    private final byte[] mixed;

    Equation(BitSet fragments, byte[] mixed) {
      this.fragments = fragments;
      this.mixed = mixed;
    }

    void add(Equation other) {
      fragments.xor(other.fragments);
      FragmentChooser.mix(mixed, other.mixed);
    }
  }

  /// Takes a frame; true if it told something new. Throws [UrException] for what is no frame, and
  /// for a frame of something else; what was received before stays.
  public boolean receive(String text) {
    require(
        text.length() <= (result == null && first == null ? MAX_SINGLE_CHARS : MAX_FRAME_CHARS),
        "This code is too long.");
    Matcher parts = PARTS.matcher(text.strip().toLowerCase(Locale.ROOT));
    require(parts.matches(), "This is not a code of ours: it should begin with ur: and a kind.");
    byte[] body = Bytewords.decode(parts.group(4));
    if (parts.group(2) == null) {
      require(first == null, "This code belongs to something else than those before.");
      Ur whole = Ur.ofMessage(parts.group(1), body);
      boolean fresh = !whole.equals(result);
      result = whole;
      return fresh;
    }
    Frame frame = Frame.decode(body);
    require(
        frame.sequence() == Long.parseLong(parts.group(2))
            && frame.count() == Long.parseLong(parts.group(3)),
        "The numbers of the code contradict each other.");
    return receive(parts.group(1), frame);
  }

  private boolean receive(String kind, Frame frame) {
    Frame known = first;
    if (known == null) {
      require(result == null, "This code belongs to something else than those before.");
      first = frame;
      type = new Ur(kind, ByteString.EMPTY).type();
      chooser = new FragmentChooser(frame.count(), frame.checksum());
      equations = new Equation[frame.count()];
    } else {
      require(
          known.belongsWith(frame) && type.equals(kind),
          "This code belongs to something else than those before.");
    }
    return result == null && add(frame);
  }

  private boolean add(Frame frame) {
    FragmentChooser choosing = chooser;
    if (choosing == null) {
      return false;
    }
    Set<Integer> chosen = choosing.choose(frame.sequence());
    BitSet fragments = new BitSet(frame.count());
    chosen.forEach(fragments::set);
    Equation fresh = new Equation(fragments, frame.data().toBytes());
    while (!fragments.isEmpty()) {
      int lowest = fragments.nextSetBit(0);
      Equation there = equations[lowest];
      if (there == null) {
        equations[lowest] = fresh;
        rank++;
        if (rank == equations.length) {
          solve(frame);
        }
        return true;
      }
      fresh.add(there);
    }
    return false;
  }

  /// From the last fragment to the first each equation is left with its own.
  private void solve(Frame frame) {
    byte[] message = new byte[frame.data().length() * frame.count()];
    for (int i = equations.length - 1; i >= 0; i--) {
      Equation equation = equations[i];
      if (equation == null) {
        return;
      }
      for (int other = equation.fragments.nextSetBit(i + 1);
          other >= 0;
          other = equation.fragments.nextSetBit(other + 1)) {
        Equation solved = equations[other];
        if (solved != null) {
          FragmentChooser.mix(equation.mixed, solved.mixed);
        }
      }
      System.arraycopy(
          equation.mixed, 0, message, i * equation.mixed.length, equation.mixed.length);
    }
    byte[] whole = Arrays.copyOf(message, frame.messageBytes());
    boolean genuine = Crc32.of(whole) == frame.checksum();
    String kind = type;
    reset();
    require(genuine, "The codes do not add up to what they belong to. Show all of them once more.");
    result = Ur.ofMessage(kind, whole);
    first = frame;
    type = kind;
  }

  /// Forgets everything.
  public void reset() {
    first = null;
    type = "";
    chooser = null;
    equations = new Equation[0];
    rank = 0;
    result = null;
  }

  /// What was sent, once enough was received.
  public Optional<Ur> result() {
    return Optional.ofNullable(result);
  }

  /// Frames that told something new so far.
  public int received() {
    return result == null ? rank : expected();
  }

  /// How many are needed; 0 before the first.
  public int expected() {
    Frame known = first;
    return known == null ? (result == null ? 0 : 1) : known.count();
  }
}
