package org.quantumcoin.node.p2p;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BanListFuzzTest {
  private static final long SEED = 20261122;
  private static final int CASES = 20_000;

  private static final String SAMPLE =
      """
      {"banned_nets":[{"version":1,"ban_created":1799999999,"banned_until":1800000999,"address":"192.0.2.0/24"},
      {"version":1,"ban_created":1799999999,"banned_until":1800000999,"address":"2001:db8::/32"}]}
      """;

  @Test
  void parse_ofMutatedLists_givesBansOrRefuses() {
    Random random = new Random(SEED);
    int read = 0;
    int refused = 0;
    for (int i = 0; i < CASES; i++) {
      byte[] bytes = SAMPLE.getBytes(StandardCharsets.UTF_8);
      int changes = random.nextInt(4);
      for (int c = 0; c < changes; c++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(32, 128);
      }
      try {
        for (BanList.Ban ban : BanList.parse(bytes)) {
          assertThat(ban.range().masked()).isEqualTo(ban.range());
        }
        read++;
      } catch (IOException _) {
        // The one way to refuse.
        refused++;
      }
    }
    assertThat(read).isGreaterThan(CASES / 10);
    assertThat(refused).isGreaterThan(CASES / 10);
  }
}
