package org.quantumcoin.wallet.shared;

import java.util.List;
import java.util.Locale;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.treasury.TreasuryFile;
import org.quantumcoin.wallet.ur.Ur;
import org.quantumcoin.wallet.ur.UrEncoder;

/// The texts of an animated QR code, in capital letters, of which a code takes more. They are shown
/// over and over; twice as many as there are parts, so that some may be missed. None for what is
/// too large for a camera: that takes a file.
public final class AnimatedCode {
  /// A code of some 400 characters, which the camera of a telephone reads from a window.
  private static final int FRAGMENT_BYTES = 180;

  /// Some hundred codes, which take half a minute.
  private static final int MAX_BYTES = 100 * FRAGMENT_BYTES;

  private AnimatedCode() {}

  /// For signing devices.
  public static List<String> of(Psbt psbt) {
    return frames(Ur.PSBT, psbt.encode());
  }

  /// For other seats.
  public static List<String> of(TreasuryFile file) {
    return frames(Ur.BYTES, file.encode());
  }

  private static List<String> frames(String type, byte[] content) {
    if (content.length > MAX_BYTES) {
      return List.of();
    }
    UrEncoder encoder = new UrEncoder(new Ur(type, ByteString.of(content)), FRAGMENT_BYTES);
    return encoder.frames(encoder.count()).stream()
        .map(frame -> frame.toUpperCase(Locale.ROOT))
        .toList();
  }
}
