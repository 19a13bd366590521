package org.quantumcoin.wallet.ur;

import static org.quantumcoin.wallet.ur.UrException.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.quantumcoin.node.encoding.ByteString;

/// Cuts something into frames, without end: after the fragments themselves come mixtures, of which
/// each helps whoever lacks one of them. Not safe for several threads.
public final class UrEncoder {
  /// What a camera reads at arm's length: a QR code of some 300 characters.
  public static final int USUAL_FRAGMENT_BYTES = 100;

  public static final int MIN_FRAGMENT_BYTES = 10;
  public static final int MAX_FRAGMENT_BYTES = 1_000;

  private final Ur ur;
  private final byte[] message;
  private final long checksum;
  private final List<byte[]> fragments = new ArrayList<>();
  private final FragmentChooser chooser;
  private long sequence;

  /// Throws [UrException] where so small fragments would be too many.
  public UrEncoder(Ur ur, int maxFragmentBytes) {
    require(
        maxFragmentBytes >= MIN_FRAGMENT_BYTES && maxFragmentBytes <= MAX_FRAGMENT_BYTES,
        "A fragment has from %d to %d bytes.".formatted(MIN_FRAGMENT_BYTES, MAX_FRAGMENT_BYTES));
    this.ur = ur;
    this.message = ur.message();
    this.checksum = Crc32.of(message);
    int count = (message.length + maxFragmentBytes - 1) / maxFragmentBytes;
    int length = (message.length + count - 1) / count;
    require(
        count <= UrDecoder.MAX_FRAGMENTS,
        "This is too large for codes of that size: choose larger ones, or use a file.");
    for (int i = 0; i < count; i++) {
      int from = Math.min(i * length, message.length);
      fragments.add(
          Arrays.copyOf(
              Arrays.copyOfRange(message, from, Math.min(from + length, message.length)), length));
    }
    this.chooser = new FragmentChooser(count, checksum);
  }

  /// How many frames suffice if none is lost.
  public int count() {
    return fragments.size();
  }

  /// The text of the next frame; always the same one where one suffices. Upper case, which QR codes
  /// hold in fewer dots, reads as well.
  public String next() {
    if (fragments.size() == 1) {
      return "ur:" + ur.type() + "/" + Bytewords.encode(message);
    }
    sequence++;
    byte[] mixed = new byte[fragments.getFirst().length];
    for (int index : chooser.choose(sequence)) {
      FragmentChooser.mix(mixed, fragments.get(index));
    }
    Frame frame = new Frame(sequence, count(), message.length, checksum, ByteString.of(mixed));
    return "ur:%s/%d-%d/%s"
        .formatted(ur.type(), sequence, count(), Bytewords.encode(frame.encode()));
  }

  /// Enough frames for a receiver who sees some of them, over and over: each fragment, and as many
  /// mixtures as wanted.
  public List<String> frames(int mixtures) {
    List<String> frames = new ArrayList<>();
    int wanted = count() == 1 ? 1 : count() + mixtures;
    while (frames.size() < wanted) {
      frames.add(next());
    }
    return frames;
  }
}
