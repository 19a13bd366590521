package org.quantumcoin.wallet.paper;

import java.util.ArrayList;
import java.util.List;

/// Fonts that every PDF reader has (ISO 32000-1, 9.6.2.2), and how wide their characters are.
enum PdfFont {
  SANS(0, "Helvetica"),
  BOLD(1, "Helvetica-Bold"),
  MONO(2, "Courier");

  private static final int FIRST = ' ';
  private static final int UNITS = 1_000;
  private static final int MONO_WIDTH = 600;

  /// What characters beyond ASCII are taken for: no letter of Latin-1 is wider.
  private static final int WIDEST = 1_000;

  /// From the font's metrics, for the characters from blank to tilde, in thousandths of its size.
  private static final int[] SANS_WIDTHS = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584
  };

  /// No bold character is more than a tenth and a bit wider than its plain one, in percent.
  private static final int BOLD_PERCENT = 120;

  private final int number;
  private final String pdfName;

  PdfFont(int number, String pdfName) {
    this.number = number;
    this.pdfName = pdfName;
  }

  /// By which pages name it, counted from 0 in the order of the constants.
  int number() {
    return number;
  }

  String pdfName() {
    return pdfName;
  }

  /// Width in points, or a little more.
  double width(String text, double size) {
    long sum = 0;
    for (int i = 0; i < text.length(); i++) {
      sum += units(text.charAt(i));
    }
    return sum * size / UNITS;
  }

  private int units(char c) {
    if (this == MONO) {
      return MONO_WIDTH;
    }
    int at = c - FIRST;
    int plain = at >= 0 && at < SANS_WIDTHS.length ? SANS_WIDTHS[at] : WIDEST;
    return this == BOLD ? plain * BOLD_PERCENT / 100 : plain;
  }

  /// Lines that are no wider than said, broken at blanks, and within words that are too long.
  List<String> wrap(String text, double size, double width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      String rest = word;
      if (!line.isEmpty() && width(line + " " + rest, size) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      while (width(rest, size) > width) {
        int fits = 1;
        while (fits < rest.length() && width(rest.substring(0, fits + 1), size) <= width) {
          fits++;
        }
        lines.add(rest.substring(0, fits));
        rest = rest.substring(fits);
      }
      line.append(line.isEmpty() ? "" : " ").append(rest);
    }
    if (!line.isEmpty()) {
      lines.add(line.toString());
    }
    return lines;
  }
}
