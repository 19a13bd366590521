package org.quantumcoin.wallet.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.script.Addresses;

class PaymentFuzzTest {
  private static final long SEED = 20261122;
  private static final int ROUNDS = 50_000;
  private static final Addresses ADDRESSES =
      new Addresses(new AddressPrefixes(0, 5, 128, 0x0488b21e, 0x0488ade4, "bc"));

  private static String mutate(String seed, String alphabet, SplittableRandom random) {
    StringBuilder text = new StringBuilder(seed);
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      int at = random.nextInt(text.length() + 1);
      char c =
          random.nextInt(20) == 0
              ? (char) random.nextInt(0x10000)
              : alphabet.charAt(random.nextInt(alphabet.length()));
      if (random.nextBoolean() || at == text.length()) {
        text.insert(at, c);
      } else if (random.nextBoolean()) {
        text.setCharAt(at, c);
      } else {
        text.delete(at, Math.min(text.length(), at + random.nextInt(1, 9)));
      }
    }
    return text.toString();
  }

  @Test
  void link_givesItselfAgainOrASentence() {
    SplittableRandom random = new SplittableRandom(SEED);
    int accepted = 0;
    for (int i = 0; i < ROUNDS; i++) {
      String text =
          mutate(
              "bitcoin:175tWpb8K1S7NmH4Zx6rewF9WQrcZv245W?amount=50&label=Luke-Jr&pop=a%20b&bc=x",
              "%&=?#:.+-/ 0123456789abcdefABC", random);
      try {
        PaymentUri uri = PaymentUri.parse(text, "bitcoin");
        accepted++;
        // A lone surrogate is no text and comes back as a question mark.
        if (StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
          assertThat(PaymentUri.parse(uri.toString(), "bitcoin")).isEqualTo(uri);
        }
      } catch (PaymentException e) {
        assertThat(e.getMessage()).endsWith(".");
      }
    }
    assertThat(accepted).isPositive();
  }

  @Test
  void batch_neverThrows() {
    SplittableRandom random = new SplittableRandom(SEED);
    String seed =
        """
        address,amount,memo
        bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4,0.5,"a ""b""
        c"
        1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2,1,x\r
        """;
    for (int i = 0; i < ROUNDS; i++) {
      String text = mutate(seed, "\",;\n\r\t 0.19abq\ufeff", random);
      byte[] file = text.getBytes(StandardCharsets.UTF_8);
      BatchPayments.Result result = BatchPayments.read(file, ADDRESSES, _ -> 546);
      // What is shown to be mended is what would be paid.
      BatchPayments.Sheet sheet = BatchPayments.lines(file);
      assertThat(sheet.errors()).isEmpty();
      assertThat(sheet.lines())
          .extracting(BatchPayments.Line::number)
          .containsAll(result.payments().stream().map(BatchPayments.Payment::line).toList());
      long sum = result.payments().stream().mapToLong(BatchPayments.Payment::sats).sum();
      assertThat(result.totalSats()).isEqualTo(sum);
      assertThat(result.payments().isEmpty() && result.errors().isEmpty()).isFalse();
    }
  }

  @Test
  void labels_neverThrow() {
    SplittableRandom random = new SplittableRandom(SEED);
    String seed =
        """
        {"type":"tx","ref":"f91d","label":"x","origin":"wpkh()"}
        {"type":"output","ref":"a:1","spendable":false,"n":1.5}
        """;
    for (int i = 0; i < ROUNDS; i++) {
      String text = mutate(seed, "{}[]\",:\\u\n0x1ef", random);
      LabelFile.Result result = LabelFile.read(text.getBytes(StandardCharsets.UTF_8));
      byte[] written = LabelFile.write(result.labels()).getBytes(StandardCharsets.UTF_8);
      assertThat(LabelFile.read(written).labels()).hasSameSizeAs(result.labels());
    }
  }
}
