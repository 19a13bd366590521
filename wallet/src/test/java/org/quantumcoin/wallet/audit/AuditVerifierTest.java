package org.quantumcoin.wallet.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.wallet.audit.SignedHead.HeadSigner;

final class AuditVerifierTest {
  private static final byte[] SECRET = secret(7);
  private static final ByteString KEY = ByteString.of(Secp256k1.xOnly(SECRET));
  private static final int ENTRIES = 6;

  private static byte[] secret(int fill) {
    byte[] secret = new byte[32];
    secret[31] = (byte) fill;
    return secret;
  }

  private static HeadSigner signer(byte[] secret) {
    return hash -> Secp256k1.signSchnorr(secret, hash, new byte[32]);
  }

  private static AuditLog log(int entries) {
    AuditLog log = new AuditLog();
    for (int i = 0; i < entries; i++) {
      AuditEntry _ =
          log.append(
              1_000 + i,
              "Ana",
              "spend",
              "Payment " + i + " of 1,50 \u20ac to \"B\u00f6b\"",
              ByteString.of(new byte[] {(byte) i}));
    }
    return log;
  }

  /// With a signed head after the third entry.
  private static String export(AuditLog log) {
    TreeHead middle = new TreeHead(3, log.tree().root(3));
    List<SignedHead> heads = List.of(SignedHead.sign(middle, 1_003, false, signer(SECRET)));
    return AuditExport.write(KEY, log, heads, 2_000, signer(SECRET));
  }

  private static AuditReport verify(String text) {
    return AuditVerifier.verify(text, Optional.of(KEY), List.of());
  }

  private static List<String> lines(String text) {
    return new ArrayList<>(text.lines().toList());
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  /// The line of an entry: the first line and perhaps a head stand before it.
  private static int line(int entry) {
    return entry < 3 ? entry + 1 : entry + 2;
  }

  @Test
  void verify_ofWhatWasWritten_isGood() {
    for (int size = 3; size < 12; size++) {
      AuditReport report = verify(export(log(size)));
      assertThat(report.sentence())
          .isEqualTo("The log is whole: " + size + " entries, each as it was written.");
      assertThat(report.good()).isTrue();
      assertThat(report.key()).isEqualTo(KEY);
    }
  }

  @Test
  void verify_ofALogWithoutEntries_isGood() {
    String text = AuditExport.write(KEY, new AuditLog(), List.of(), 1, signer(SECRET));
    assertThat(verify(text).good()).isTrue();
  }

  @Test
  void verify_findsEveryChangedByte() {
    String text = export(log(ENTRIES));
    String[] lines = text.split("\n", -1);
    int at = 0;
    for (int number = 0; number < lines.length - 1; number++) {
      for (int column = 0; column <= lines[number].length(); column++, at++) {
        for (char other : new char[] {'0', ' ', '"', '\n', '}', 'a'}) {
          if (other == text.charAt(at)) {
            continue;
          }
          String changed = text.substring(0, at) + other + text.substring(at + 1);
          AuditReport report = verify(changed);
          assertThat(report.good()).as(changed).isFalse();
          for (int entry = 0; entry < ENTRIES; entry++) {
            if (line(entry) == number && column < lines[number].length()) {
              assertThat(report.firstBad()).as(report.sentence()).hasValue(entry);
              assertThat(report.entries()).isEqualTo(entry);
            }
          }
        }
      }
    }
  }

  @Test
  void verify_findsEveryDeletedByte() {
    String text = export(log(ENTRIES));
    for (int at = 0; at < text.length(); at++) {
      assertThat(verify(text.substring(0, at) + text.substring(at + 1)).good()).isFalse();
      assertThat(verify(text.substring(0, at)).good()).isFalse();
    }
  }

  @Test
  void verify_ofADeletedEntry_namesIt() {
    for (int entry = 0; entry < ENTRIES; entry++) {
      List<String> lines = lines(export(log(ENTRIES)));
      String _ = lines.remove(line(entry));
      AuditReport report = verify(text(lines));
      assertThat(report.firstBad()).hasValue(entry);
      assertThat(report.sentence()).startsWith("Entry " + entry + " is missing");
    }
  }

  @Test
  void verify_ofARepeatedEntry_callsItExtra() {
    for (int entry = 0; entry < ENTRIES; entry++) {
      List<String> lines = lines(export(log(ENTRIES)));
      lines.add(line(entry) + 1, lines.get(line(entry)));
      AuditReport report = verify(text(lines));
      assertThat(report.firstBad()).hasValue(entry + 1);
      assertThat(report.sentence()).contains("extra entry with the number " + entry);
    }
  }

  @Test
  void verify_ofTwoThatChangedPlaces_namesTheFirst() {
    for (int entry = 0; entry + 1 < ENTRIES; entry++) {
      List<String> lines = lines(export(log(ENTRIES)));
      String moved = lines.set(line(entry), lines.get(line(entry + 1)));
      lines.set(line(entry + 1), moved);
      assertThat(verify(text(lines)).firstBad()).hasValue(entry);
    }
  }

  @Test
  void verify_ofATruncatedFile_saysSo() {
    List<String> lines = lines(export(log(ENTRIES)));
    for (int keep = 1; keep < lines.size(); keep++) {
      AuditReport report = verify(text(lines.subList(0, keep)));
      assertThat(report.good()).isFalse();
      assertThat(report.sentence()).contains("cut off");
    }
    lines.remove(line(ENTRIES - 1));
    assertThat(verify(text(lines)).sentence()).contains("Entry 5 is missing");
  }

  @Test
  void verify_ofAnEntryThatWasReplacedWithItsHash_namesIt() {
    AuditLog log = log(ENTRIES);
    for (int entry = 0; entry < ENTRIES; entry++) {
      AuditEntry old = log.entries().get(entry);
      AuditEntry other =
          new AuditEntry(
              old.sequence(),
              old.time(),
              old.seat(),
              old.kind(),
              "Nothing happened",
              old.payload(),
              old.previous());
      List<String> lines = lines(export(log));
      lines.set(line(entry), AuditLines.entry(other));
      AuditReport report = verify(text(lines));
      assertThat(report.good()).isFalse();
      // The third has a head behind it, which says that it is one of the first three.
      int named = entry == 2 ? 0 : entry == 5 ? 3 : entry;
      assertThat(report.firstBad()).as(report.sentence()).hasValue(named);
    }
  }

  @Test
  void verify_ofALogThatWasWrittenAnew_isFoundByItsHeads() {
    AuditLog other = new AuditLog();
    for (AuditEntry entry : log(ENTRIES).entries()) {
      AuditEntry _ =
          other.append(
              entry.time(),
              entry.seat(),
              entry.kind(),
              entry.sequence() == 4 ? "Nothing happened" : entry.text(),
              entry.payload());
    }
    List<String> lines = lines(export(log(ENTRIES)));
    for (AuditEntry entry : other.entries()) {
      lines.set(line((int) entry.sequence()), AuditLines.entry(entry));
    }
    AuditReport report = verify(text(lines));
    assertThat(report.firstBad()).hasValue(3);
    assertThat(report.sentence())
        .isEqualTo(
            "Entry 3 was altered: or one of those up to entry 5: together they are not those that were signed.");
  }

  @Test
  void verify_ofAnotherKey_isRefused() {
    byte[] stranger = secret(9);
    ByteString key = ByteString.of(Secp256k1.xOnly(stranger));
    String forged = AuditExport.write(key, log(ENTRIES), List.of(), 2_000, signer(stranger));
    assertThat(verify(forged).sentence()).contains("its owner has the key");
    assertThat(AuditVerifier.verify(forged, Optional.empty(), List.of()).good()).isTrue();
    String signedByAnother =
        AuditExport.write(KEY, log(ENTRIES), List.of(), 2_000, signer(stranger));
    assertThat(verify(signedByAnother).sentence()).contains("is not valid");
  }

  @Test
  void verify_ofASecondHistoryOfTheSameOwner_isFoundByKnownHeads() {
    AuditLog shown = log(4);
    AuditLog longer = log(ENTRIES);
    List<TreeHead> known = List.of(shown.head());
    assertThat(AuditVerifier.verify(export(longer), Optional.of(KEY), known).good()).isTrue();
    AuditLog other = log(3);
    AuditEntry _ = other.append(1, "Ana", "spend", "another", ByteString.EMPTY);
    assertThat(AuditVerifier.verify(export(other), Optional.of(KEY), known).sentence())
        .contains("has shown another log before");
    assertThat(AuditVerifier.verify(export(log(3)), Optional.of(KEY), known).sentence())
        .contains("Entry 3 is missing");
  }

  @Test
  void append_cutsTextThatIsTooLong() {
    AuditLog log = new AuditLog();
    AuditEntry entry = log.append(1, "Ana\n", "k", "\ud83d\ude00".repeat(1_500), ByteString.EMPTY);
    assertThat(entry.text()).hasSizeLessThanOrEqualTo(AuditEntry.MAX_TEXT_CHARS).endsWith("\u2026");
    assertThat(AuditEntry.decode(entry.encode())).isEqualTo(entry);
    assertThat(entry.seat()).isEqualTo("Ana ");
  }

  @Test
  void verify_ofHostileText_answers() {
    Random random = new Random(20_261_122);
    String text = export(log(ENTRIES));
    for (int round = 0; round < 3_000; round++) {
      StringBuilder hostile = new StringBuilder(text);
      for (int edit = random.nextInt(4); edit >= 0; edit--) {
        int from = random.nextInt(hostile.length());
        int to = Math.min(hostile.length(), from + random.nextInt(80));
        switch (random.nextInt(3)) {
          case 0 -> hostile.delete(from, to);
          case 1 -> hostile.insert(from, hostile.substring(from, to));
          default -> hostile.setCharAt(from, (char) random.nextInt(300));
        }
        if (hostile.isEmpty()) {
          hostile.append('{');
        }
      }
      AuditReport report = verify(hostile.toString());
      assertThat(report.good()).isEqualTo(hostile.toString().equals(text));
    }
    assertThat(verify("{\"a\":".repeat(100_000)).good()).isFalse();
  }
}
