package org.quantumcoin.wallet.paper;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/// A QR code (ISO/IEC 18004) on a page.
final class QrCode {
  /// White around the code, in dots; ISO/IEC 18004 asks for four.
  private static final int QUIET = 4;

  /// Of the dots may be lost: coffee and folds.
  private static final ErrorCorrectionLevel LEVEL = ErrorCorrectionLevel.M;

  private final ByteMatrix dots;

  /// `text` has at most 2,300 characters.
  QrCode(String text) {
    try {
      this.dots = Encoder.encode(text, LEVEL).getMatrix();
    } catch (WriterException e) {
      throw new IllegalArgumentException("too long for a QR code: " + text.length(), e);
    }
  }

  /// With the white around it in a square whose left lower corner is at a place.
  void draw(PdfPage page, double x, double y, double size) {
    double dot = size / (dots.getWidth() + 2 * QUIET);
    for (int row = 0; row < dots.getHeight(); row++) {
      int from = 0;
      while (from < dots.getWidth()) {
        int to = from;
        while (to < dots.getWidth() && dots.get(to, row) != 0) {
          to++;
        }
        if (to > from) {
          // Rows touch, so that no reader draws hairlines between them.
          page.fill(
              x + (QUIET + from) * dot,
              y + size - (QUIET + row + 1) * dot - 0.02,
              (to - from) * dot + 0.02,
              dot + 0.04);
        }
        from = to + 1;
      }
    }
  }
}
