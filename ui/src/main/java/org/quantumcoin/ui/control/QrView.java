package org.quantumcoin.ui.control;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import javafx.scene.AccessibleRole;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;

/// A QR code (ISO/IEC 18004): black on white in every theme, because many cameras read no other.
public final class QrView extends StackPane {
  /// White around the code, in dots; ISO/IEC 18004 asks for four.
  private static final int QUIET = 4;

  /// Of the dots may be unreadable: reflections on a screen.
  private static final ErrorCorrectionLevel LEVEL = ErrorCorrectionLevel.M;

  private final ImageView image = new ImageView();
  private final double sizePixels;
  private String text = "";

  public QrView(double sizePixels) {
    this.sizePixels = sizePixels;
    getStyleClass().add("qr");
    image.setSmooth(false);
    image.setFitWidth(sizePixels);
    image.setFitHeight(sizePixels);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setMinSize(sizePixels, sizePixels);
    setMaxSize(sizePixels, sizePixels);
    getChildren().add(image);
  }

  /// Shows a text of at most 2,300 characters; nothing for an empty one. `description` is for those
  /// who cannot see it.
  public void show(String content, String description) {
    setAccessibleText(description);
    if (content.equals(text)) {
      return;
    }
    text = content;
    image.setImage(content.isEmpty() ? null : draw(content, sizePixels));
  }

  private static WritableImage draw(String content, double sizePixels) {
    ByteMatrix dots;
    try {
      dots = Encoder.encode(content, LEVEL).getMatrix();
    } catch (WriterException e) {
      throw new IllegalArgumentException("too long for a QR code: " + content.length(), e);
    }
    int width = dots.getWidth() + 2 * QUIET;
    // Whole pixels a dot, so that none is wider than the next.
    int dot = Math.max(1, (int) Math.round(sizePixels / width));
    WritableImage drawn = new WritableImage(width * dot, width * dot);
    PixelWriter pixels = drawn.getPixelWriter();
    for (int y = 0; y < width * dot; y++) {
      for (int x = 0; x < width * dot; x++) {
        int column = x / dot - QUIET;
        int row = y / dot - QUIET;
        boolean inside =
            column >= 0 && row >= 0 && column < dots.getWidth() && row < dots.getHeight();
        boolean dark = inside && dots.get(column, row) != 0;
        pixels.setColor(x, y, dark ? Color.BLACK : Color.WHITE);
      }
    }
    return drawn;
  }
}
