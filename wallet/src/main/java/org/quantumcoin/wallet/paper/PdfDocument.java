package org.quantumcoin.wallet.paper;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Pages of A4 as a PDF file (ISO 32000-1, version 1.4).
///
/// Objects are, in order: the catalogue, the tree of pages, what the document is about, the fonts,
/// and for each page itself and its marks.
final class PdfDocument {
  static final double WIDTH = 595;
  static final double HEIGHT = 842;

  private static final int CATALOGUE = 1;
  private static final int TREE = 2;
  private static final int ABOUT = 3;
  private static final int FIRST_FONT = 4;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<Integer> places = new ArrayList<>();

  private PdfDocument() {}

  /// `title` is shown by readers as the window's.
  static byte[] of(String title, List<PdfPage> pages) {
    return new PdfDocument().write(title, pages);
  }

  private void write(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void object(String body) {
    begin();
    write(body);
    write("\nendobj\n");
  }

  private void begin() {
    places.add(out.size());
    write(places.size() + " 0 obj\n");
  }

  private byte[] write(String title, List<PdfPage> pages) {
    // Bytes beyond ASCII tell programs that the file is no text.
    write("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n");
    int firstPage = FIRST_FONT + PdfFont.values().length;
    object("<< /Type /Catalog /Pages " + TREE + " 0 R >>");
    StringBuilder kids = new StringBuilder();
    for (int i = 0; i < pages.size(); i++) {
      kids.append(firstPage + 2 * i).append(" 0 R ");
    }
    object("<< /Type /Pages /Count %d /Kids [ %s] >>".formatted(pages.size(), kids));
    object("<< /Title (%s) >>".formatted(title.replaceAll("[^ -~]|[()\\\\]", "_")));
    StringBuilder fonts = new StringBuilder();
    for (PdfFont font : PdfFont.values()) {
      fonts.append("/F%d %d 0 R ".formatted(font.number(), FIRST_FONT + font.number()));
      object(
          "<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"
              .formatted(font.pdfName()));
    }
    for (PdfPage page : pages) {
      object(
          "<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %d %d] /Resources << /Font << %s>> >> /Contents %d 0 R >>"
              .formatted(TREE, (int) WIDTH, (int) HEIGHT, fonts, places.size() + 2));
      byte[] content = page.content();
      begin();
      write("<< /Length %d >>\nstream\n".formatted(content.length));
      out.writeBytes(content);
      write("\nendstream\nendobj\n");
    }
    finish();
    return out.toByteArray();
  }

  /// ISO 32000-1, 7.5.4: entries of exactly twenty bytes.
  private void finish() {
    int start = out.size();
    write("xref\n0 %d\n0000000000 65535 f \n".formatted(places.size() + 1));
    places.forEach(place -> write("%010d 00000 n \n".formatted(place)));
    write(
        "trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
            .formatted(places.size() + 1, CATALOGUE, ABOUT, start));
  }
}
