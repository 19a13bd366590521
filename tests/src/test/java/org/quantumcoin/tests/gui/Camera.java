package org.quantumcoin.tests.gui;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.ChecksumException;
import com.google.zxing.FormatException;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Reads animated codes from the pictures of a window, as a telephone held before it would, which
/// misses every third of them until they come round again.
final class Camera {
  private static final int MISSED = 3;

  private final Set<String> read = new HashSet<>();
  private final Set<String> missed = new HashSet<>();
  private String last = "";
  private int shown;

  /// A text that was not read before; empty for a code that is blurred, missed or known.
  Optional<String> read(BufferedImage picture) {
    Optional<String> text = decode(picture).filter(each -> !each.equals(last));
    if (text.isEmpty()) {
      return Optional.empty();
    }
    last = text.get();
    shown++;
    if (shown % MISSED == 0 && !read.contains(last) && missed.add(last)) {
      return Optional.empty();
    }
    return text.filter(read::add);
  }

  int missed() {
    return missed.size();
  }

  private static Optional<String> decode(BufferedImage picture) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
    try {
      return Optional.of(
          new QRCodeReader()
              .decode(
                  new BinaryBitmap(
                      new HybridBinarizer(new RGBLuminanceSource(width, height, pixels))))
              .getText());
    } catch (NotFoundException | ChecksumException | FormatException _) {
      return Optional.empty();
    }
  }
}
