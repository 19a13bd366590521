package org.quantumcoin.wallet.paper;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;
import org.quantumcoin.wallet.ur.UrDecoder;

/// Papers as another program reads them: the text, and the codes from a picture of the page.
final class PaperBackupTest {
  private static final int DPI = 200;
  private static final String DESCRIPTOR =
      "wpkh([d34db33f/84h/0h/0h]xpub6CatWdiZiodmUeTDp8LT5or8nmbKNcuyvz7WyksVFkKB4RHwCD3XyuvPEbvqAQY3rAPshWcMLoP2fMFMKHPJ4ZeZXYVUhLv1VMrjPC7PW6V/<0;1>/*)#abcdefgh";

  private static PaperContent.Keys keys(String title, String descriptor) {
    return new PaperContent.Keys(
        title, "", descriptor, List.of("0  first-" + title, "1  second"), List.of("0  change"));
  }

  private static PaperContent content(
      String name, List<PaperContent.Keys> keys, List<PaperContent.Words> words) {
    return new PaperContent(
        name,
        "2026-11-22",
        "Bitcoin (BTC), chain regtest",
        1_600_000_000,
        List.of("d34db33f"),
        keys,
        0,
        words);
  }

  private static BufferedImage picture(byte[] pdf, int page) throws IOException {
    try (PDDocument document = PdfReading.open(pdf)) {
      return new PDFRenderer(document).renderImageWithDPI(page, DPI);
    }
  }

  /// What the codes of all pages say.
  static List<String> codes(byte[] pdf, int pages) throws IOException {
    List<String> found = new ArrayList<>();
    for (int page = 0; page < pages; page++) {
      BufferedImage picture = picture(pdf, page);
      int width = picture.getWidth();
      int[] dots = picture.getRGB(0, 0, width, picture.getHeight(), null, 0, width);
      RGBLuminanceSource source = new RGBLuminanceSource(width, picture.getHeight(), dots);
      try {
        Result[] results =
            new QRCodeMultiReader()
                .decodeMultiple(
                    new BinaryBitmap(new HybridBinarizer(source)),
                    Map.of(DecodeHintType.TRY_HARDER, true));
        for (Result result : results) {
          found.add(result.getText());
        }
      } catch (NotFoundException _) {
        // A page without codes.
      }
    }
    return found;
  }

  private static byte[] pdf(PaperContent content) {
    try (PaperBackup paper = PaperBackup.of(content)) {
      byte[] pdf = paper.toPdf();
      assertThat(pdf).startsWith("%PDF-1.4".getBytes(StandardCharsets.US_ASCII));
      return pdf;
    }
  }

  @Test
  void paper_saysWhatItIsAndHowToUseIt() throws IOException {
    byte[] pdf = pdf(content("savings", List.of(keys("Segwit", DESCRIPTOR)), List.of()));
    List<String> texts = PdfReading.texts(pdf);
    assertThat(texts).hasSize(1);
    assertThat(texts.getFirst())
        .contains(
            "Paper backup of wallet \"savings\"",
            "Made on 2026-11-22",
            "Bitcoin (BTC), chain regtest",
            "d34db33f",
            "unix time 1600000000",
            "How to bring the wallet back",
            "first-Segwit",
            "0  change",
            "Page 1 of 1")
        .doesNotContain("Recovery words of");
    assertThat(codes(pdf, 1)).containsExactly(DESCRIPTOR);
  }

  @Test
  void words_areOnAPageOfTheirOwn() throws IOException {
    String sentence = "abandon ".repeat(23) + "art";
    byte[] pdf =
        pdf(
            content(
                "savings",
                List.of(keys("Segwit", DESCRIPTOR)),
                List.of(new PaperContent.Words(sentence, true, "2026-01-02"))));
    List<String> texts = PdfReading.texts(pdf);
    assertThat(texts).hasSize(2);
    assertThat(texts.getFirst()).doesNotContain("abandon");
    assertThat(texts.getLast())
        .contains("Recovery words of wallet", "24 art", " 1 abandon", "passphrase of their own")
        .contains("2026-01-02");
  }

  @Test
  void manyDescriptors_takeMorePages_andEveryCodeIsRead() throws IOException {
    List<PaperContent.Keys> keys = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      keys.add(keys("Number " + i, DESCRIPTOR.replace("84h", i + "h")));
    }
    byte[] pdf = pdf(content("", keys, List.of()));
    assertThat(PdfReading.texts(pdf)).hasSize(3);
    assertThat(codes(pdf, 3))
        .containsExactlyInAnyOrderElementsOf(
            keys.stream().map(PaperContent.Keys::descriptor).toList());
  }

  @Test
  void longDescriptor_isCutIntoCodesThatComeTogether() throws IOException {
    StringBuilder many = new StringBuilder("wsh(sortedmulti(2");
    for (int i = 0; i < 6; i++) {
      many.append(',').append(DESCRIPTOR, 5, DESCRIPTOR.indexOf(')')).append(i);
    }
    String descriptor = many.append("))#abcdefgh").toString();
    byte[] pdf = pdf(content("board", List.of(keys("Segwit", descriptor)), List.of()));
    UrDecoder decoder = new UrDecoder();
    for (String code : codes(pdf, PdfReading.texts(pdf).size())) {
      assertThat(decoder.receive(code)).isTrue();
    }
    assertThat(
            new String(
                decoder.result().orElseThrow().content().toBytes(), StandardCharsets.US_ASCII))
        .isEqualTo(descriptor);
  }

  @Test
  void namesOfManyKinds_areShownOrSpelled() throws IOException {
    String name = "Größe (1) \\ ключ " + "x".repeat(150);
    String text = PdfReading.texts(pdf(content(name, List.of(), List.of()))).getFirst();
    assertThat(text).contains("Größe (1) \\", "[U+043A]", "xxxx");
    assertThat(PdfPage.shown("a\nb")).isEqualTo("a[U+000A]b");
  }

  @Test
  void wrap_breaksAtBlanksAndInLongWords() {
    assertThat(PdfFont.MONO.wrap("aa bb cc", 10, 30)).containsExactly("aa bb", "cc");
    assertThat(PdfFont.MONO.wrap("abcdefgh", 10, 18)).containsExactly("abc", "def", "gh");
    assertThat(PdfFont.MONO.wrap("", 10, 18)).isEmpty();
    assertThat(PdfFont.SANS.width("il", 10)).isLessThan(PdfFont.SANS.width("WM", 10));
  }
}
