package org.quantumcoin.wallet.paper;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.ur.Ur;
import org.quantumcoin.wallet.ur.UrEncoder;

/// Lays a wallet out on pages of A4: what it is, how it is brought back, its descriptors as text
/// and QR codes with their first addresses, and, on pages of their own, its recovery words.
public final class PaperBackup implements AutoCloseable {
  private static final double MARGIN = 46;
  private static final double INNER = PdfDocument.WIDTH - 2 * MARGIN;
  private static final double BOTTOM = MARGIN + 18;
  private static final double TEXT_SIZE = 9.5;
  private static final double MONO_SIZE = 7.5;
  private static final double LEADING = 1.32;
  private static final double CODE_SIZE = 128;
  private static final double GAP = 10;

  /// Longer descriptors are cut into several codes: one would have dots too small for a bad camera.
  private static final int MAX_CODE_CHARS = 400;

  private static final int FRAGMENT_BYTES = 120;
  private static final int CODES_A_ROW = 4;
  private static final int WORD_COLUMNS = 3;

  private final PaperContent content;
  private final List<PdfPage> pages = new ArrayList<>();
  private PdfPage page = new PdfPage();
  private double y;

  private PaperBackup(PaperContent content) {
    this.content = content;
  }

  /// With the recovery words only if they are asked for and the wallet is unlocked. Throws
  /// [org.quantumcoin.wallet.WalletException] with a sentence where that cannot be.
  public static PaperBackup of(Wallet wallet, boolean withWords, Instant now) {
    return of(PaperFacts.of(wallet, withWords, now));
  }

  static PaperBackup of(PaperContent content) {
    PaperBackup paper = new PaperBackup(content);
    paper.layOut();
    return paper;
  }

  public int pageCount() {
    return pages.size();
  }

  /// As a PDF; it may hold secrets, and is the caller's to wipe.
  public byte[] toPdf() {
    return PdfDocument.of("Paper backup of wallet " + content.wallet(), pages);
  }

  @Override
  public void close() {
    pages.forEach(PdfPage::wipe);
  }

  @Override
  public String toString() {
    return "PaperBackup[" + pages.size() + " pages]";
  }

  private void layOut() {
    newPage();
    head();
    instructions();
    content.keys().forEach(this::keys);
    if (content.left() > 0) {
      text(
          PdfFont.BOLD,
          TEXT_SIZE,
          "%d more descriptors are not on this paper. Keep a backup made by backupwallet."
              .formatted(content.left()));
    }
    content.words().forEach(this::words);
    for (int i = 0; i < pages.size(); i++) {
      PdfPage each = pages.get(i);
      each.rule(MARGIN, MARGIN + 10, INNER);
      each.text(
          MARGIN,
          MARGIN,
          PdfFont.SANS,
          7.5,
          "Page %d of %d. Wallet backup of %s.".formatted(i + 1, pages.size(), content.date()));
    }
  }

  // Pages and lines.

  private void newPage() {
    page = new PdfPage();
    pages.add(page);
    y = PdfDocument.HEIGHT - MARGIN;
  }

  private void makeRoom(double height) {
    if (y - height < BOTTOM) {
      newPage();
    }
  }

  private void text(PdfFont font, double size, String text) {
    text(font, size, text, MARGIN, INNER);
  }

  private void text(PdfFont font, double size, String text, double x, double width) {
    for (String line : font.wrap(PdfPage.shown(text), size, width)) {
      makeRoom(size * LEADING);
      y -= size * LEADING;
      page.text(x, y, font, size, line);
    }
  }

  private void space(double height) {
    y -= height;
  }

  // Parts.

  private String name() {
    return content.wallet().isEmpty() ? "default wallet" : "\"" + content.wallet() + "\"";
  }

  private void head() {
    text(PdfFont.BOLD, 17, "Paper backup of wallet " + name());
    space(4);
    text(
        PdfFont.SANS,
        TEXT_SIZE,
        "Made on %s. Coin and network: %s.".formatted(content.date(), content.network()));
    text(
        PdfFont.SANS,
        TEXT_SIZE,
        "Master key fingerprint: %s. First key made at unix time %d."
            .formatted(
                content.fingerprints().isEmpty()
                    ? "none known"
                    : String.join(", ", content.fingerprints()),
                content.birth()));
    space(6);
  }

  private void instructions() {
    boolean many = content.keys().stream().anyMatch(keys -> !keys.signers().isEmpty());
    text(PdfFont.BOLD, 11, "How to bring the wallet back");
    List<String> steps = new ArrayList<>();
    steps.add(
        content.words().isEmpty()
            ? "1. To spend you need the recovery words, which are not on this paper, or a wallet file. With the words: run \"quantumcoin-wallet restore --words\", or call createwalletfromwords on a node."
            : "1. To spend: run \"quantumcoin-wallet restore --words\" and type the recovery words on the last page, or call createwalletfromwords on a node. Any wallet that knows BIP39 takes them.");
    steps.add(
        "2. To watch without spending: call createwallet with disable_private_keys, then importdescriptors with each descriptor below, the time above as its timestamp, and active set for those that give new addresses.");
    steps.add(
        "3. Compare the first addresses with those on this paper. If they differ, stop: words, passphrase or network are other ones.");
    if (many) {
      steps.add(
          "4. Coins here need several signers. Keep this paper with every key: without the descriptor even all keys together do not find the coins.");
    }
    steps.add(
        "Whoever reads the descriptors sees every payment of this wallet, past and to come, but cannot spend. Keep this paper dry, and where nobody else reads it.");
    for (String step : steps) {
      text(PdfFont.SANS, TEXT_SIZE, step);
      space(2);
    }
    space(GAP);
  }

  private void keys(PaperContent.Keys keys) {
    boolean oneCode = keys.descriptor().length() <= MAX_CODE_CHARS;
    double x = oneCode ? MARGIN + CODE_SIZE + GAP : MARGIN;
    double width = PdfDocument.WIDTH - MARGIN - x;
    int lines =
        PdfFont.MONO.wrap(keys.descriptor(), MONO_SIZE, width).size()
            + keys.receive().size()
            + keys.change().size();
    double textHeight = (lines + 4) * MONO_SIZE * LEADING + TEXT_SIZE * LEADING * 2;
    makeRoom(Math.min(Math.max(textHeight, CODE_SIZE + 30), PdfDocument.HEIGHT - 2 * MARGIN - 40));
    page.rule(MARGIN, y, INNER);
    text(PdfFont.BOLD, 11, keys.title());
    space(2);
    if (!keys.signers().isEmpty()) {
      text(PdfFont.SANS, TEXT_SIZE, keys.signers());
    }
    double top = y;
    PdfPage started = page;
    if (oneCode) {
      new QrCode(keys.descriptor()).draw(page, MARGIN - 8, y - CODE_SIZE - 2, CODE_SIZE);
    }
    text(PdfFont.MONO, MONO_SIZE, keys.descriptor(), x, width);
    addresses("First addresses", keys.receive(), x, width);
    addresses("First change addresses", keys.change(), x, width);
    if (!oneCode) {
      codes(keys.descriptor());
    } else if (page.equals(started)) {
      y = Math.min(y, top - CODE_SIZE - 4);
    }
    space(GAP);
  }

  private void addresses(String title, List<String> addresses, double x, double width) {
    if (addresses.isEmpty()) {
      return;
    }
    space(3);
    text(PdfFont.SANS, 8, title, x, width);
    addresses.forEach(each -> text(PdfFont.MONO, MONO_SIZE, each, x, width));
  }

  /// A long text as several codes (BC-UR), each of which is needed.
  private void codes(String text) {
    space(3);
    UrEncoder encoder =
        new UrEncoder(
            new Ur(Ur.BYTES, ByteString.of(text.getBytes(StandardCharsets.US_ASCII))),
            FRAGMENT_BYTES);
    List<String> frames = encoder.frames(0);
    text(
        PdfFont.SANS,
        8,
        "The descriptor is in these %d codes together (BC-UR); decodeur puts them together in any order."
            .formatted(frames.size()));
    double size = INNER / CODES_A_ROW;
    for (int i = 0; i < frames.size(); i++) {
      if (i % CODES_A_ROW == 0) {
        makeRoom(size + 12);
        y -= size + 10;
      }
      double x = MARGIN + (i % CODES_A_ROW) * size;
      // In upper case a code has fewer dots.
      new QrCode(frames.get(i).toUpperCase(Locale.ROOT)).draw(page, x, y + 8, size);
      page.text(x + 12, y, PdfFont.SANS, 8, "%d of %d".formatted(i + 1, frames.size()));
    }
  }

  private void words(PaperContent.Words words) {
    newPage();
    text(PdfFont.BOLD, 17, "Recovery words of wallet " + name());
    space(6);
    text(
        PdfFont.BOLD,
        TEXT_SIZE,
        "Whoever reads this page can spend everything. Keep it apart from the other pages, and show it to nobody.");
    space(4);
    text(
        PdfFont.SANS,
        TEXT_SIZE,
        "In use since %s. Coin and network: %s. Master key fingerprint: %s."
            .formatted(
                words.since(), content.network(), String.join(", ", content.fingerprints())));
    text(
        PdfFont.SANS,
        TEXT_SIZE,
        words.withPassphrase()
            ? "The words have a passphrase of their own, which is not on this paper. Without it they lead to other keys."
            : "The words have no passphrase of their own.");
    space(14);
    String[] each = words.sentence().split(" ", -1);
    int rows = Math.ceilDiv(each.length, WORD_COLUMNS);
    double top = y;
    for (int i = 0; i < each.length; i++) {
      int column = i / rows;
      double x = MARGIN + column * (INNER / WORD_COLUMNS);
      page.text(x, top - (i % rows + 1) * 24, PdfFont.MONO, 14, "%2d %s".formatted(i + 1, each[i]));
    }
    y = top - (rows + 1) * 24;
    text(
        PdfFont.SANS,
        TEXT_SIZE,
        "Read the words from top to bottom, column by column. Their order matters.");
  }
}
