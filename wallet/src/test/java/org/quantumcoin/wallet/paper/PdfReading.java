package org.quantumcoin.wallet.paper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/// PDFs as another program reads them.
public final class PdfReading {
  /// Held, so that its level is not forgotten: it names every font that this computer lacks.
  private static final Logger LOG = Logger.getLogger("org.apache.pdfbox");

  static {
    LOG.setLevel(Level.OFF);
    System.setProperty("pdfbox.fontcache", System.getProperty("java.io.tmpdir"));
    System.setProperty("java.awt.headless", "true");
  }

  private PdfReading() {}

  public static PDDocument open(byte[] pdf) throws IOException {
    return Loader.loadPDF(pdf);
  }

  /// Text of each page.
  public static List<String> texts(byte[] pdf) throws IOException {
    List<String> texts = new ArrayList<>();
    try (PDDocument document = open(pdf)) {
      for (int i = 1; i <= document.getNumberOfPages(); i++) {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setSortByPosition(true);
        stripper.setStartPage(i);
        stripper.setEndPage(i);
        texts.add(stripper.getText(document));
      }
    }
    return texts;
  }
}
