package org.quantumcoin.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantumcoin.wallet.TestPayments.foreignScript;

import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.wallet.view.AddressReader;
import org.quantumcoin.wallet.view.PayeeText;

/// Whatever is pasted is somebody to pay, or a sentence.
final class AddressReaderFuzzTest {
  private static final long SEED = 20261122;
  private static final int ROUNDS = 5_000;
  private static final String ALPHABET = "%&=?#:. qpzry9x8BCRT1b\u0000\ud800é";

  @TempDir Path folder;

  @Test
  void read_neverThrows() {
    SplittableRandom random = new SplittableRandom(SEED);
    try (WalletServer server = new WalletServer(folder)) {
      AddressReader reader = AddressReader.of(server.wallets);
      String address = reader.address(foreignScript(7)).orElseThrow();
      String link = reader.link(address, OptionalLong.of(1), "Ana", "for tea");
      int payees = 0;
      for (int i = 0; i < ROUNDS; i++) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? address : link);
        for (int change = random.nextInt(4); change > 0; change--) {
          int at = random.nextInt(text.length());
          text.setCharAt(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        if (random.nextInt(10) == 0) {
          text.append(text.toString().repeat(random.nextInt(200)));
        }
        switch (reader.read(text.toString())) {
          case PayeeText.Payee payee -> {
            payees++;
            assertThat(reader.read(payee.address())).isInstanceOf(PayeeText.Payee.class);
          }
          case PayeeText.Invalid invalid -> {
            assertThat(invalid.sentence()).endsWith(".");
            assertThat(invalid.positions())
                .allMatch(at -> at >= 0 && at < text.toString().strip().length());
          }
        }
      }
      assertThat(payees).isPositive();
    }
  }
}
