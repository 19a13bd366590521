package org.quantumcoin.wallet.paper;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The marks on one page, as a PDF's content stream. The origin is at the bottom left; lengths are
/// points, 72 to the inch.
final class PdfPage {
  private static final int LAST_ASCII = 0x7e;

  private final ByteArrayOutputStream content = new ByteArrayOutputStream();

  private void write(String operators) {
    content.writeBytes(operators.getBytes(StandardCharsets.US_ASCII));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /// A line of text whose base begins at a place.
  void text(double x, double y, PdfFont font, double size, String text) {
    write(
        "BT /F%d %s Tf %s %s Td (%s) Tj ET\n"
            .formatted(font.number(), number(size), number(x), number(y), escaped(shown(text))));
  }

  /// ISO 32000-1, 7.3.4.2.
  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(' || c == ')' || c == '\\') {
        out.append('\\').append(c);
      } else if (c > LAST_ASCII) {
        out.append("\\%03o".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static boolean hasLetter(char c) {
    return (c >= ' ' && c <= LAST_ASCII) || (c >= 0xa1 && c <= 0xff && c != 0xad);
  }

  /// Whether the fonts have every letter of a text: those of Western Europe.
  static boolean isShowable(String text) {
    return text.chars().allMatch(c -> hasLetter((char) c));
  }

  /// A text in letters that the fonts have; others as their numbers.
  static String shown(String text) {
    if (isShowable(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          if (c <= 0xff && hasLetter((char) c)) {
            out.appendCodePoint(c);
          } else {
            out.append("[U+%04X]".formatted(c));
          }
        });
    return out.toString();
  }

  void fill(double x, double y, double width, double height) {
    write("%s %s %s %s re f\n".formatted(number(x), number(y), number(width), number(height)));
  }

  /// A thin line across.
  void rule(double x, double y, double width) {
    fill(x, y, width, 0.6);
  }

  byte[] content() {
    return content.toByteArray();
  }

  /// Overwrites what was drawn, which may be secret.
  void wipe() {
    int length = content.size();
    content.reset();
    content.writeBytes(new byte[length]);
  }
}
