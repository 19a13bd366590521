package org.quantumcoin.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.wallet.payment.LabelFile;

/// Label files of strangers: whatever stands in them, lines are taken or named, and what was taken
/// comes out again.
final class LabelImportFuzzTest {
  private static final int ROUNDS = 300;

  @TempDir Path folder;

  private static String line(Random random, List<String> refs) {
    List<String> types =
        List.of("tx", "addr", "pubkey", "input", "output", "xpub", "", "tX", "y".repeat(30));
    String ref = refs.get(random.nextInt(refs.size()));
    StringBuilder line =
        new StringBuilder(
            "{\"type\":\"%s\",\"ref\":\"%s\""
                .formatted(types.get(random.nextInt(types.size())), ref));
    if (random.nextInt(3) > 0) {
      line.append(",\"label\":\"").append("ä\\u0000\\ud800x".repeat(random.nextInt(5))).append('"');
    }
    if (random.nextInt(3) == 0) {
      line.append(",\"spendable\":").append(random.nextBoolean());
    }
    if (random.nextInt(4) == 0) {
      line.append(",\"origin\":\"wpkh()\",\"other\":{\"deep\":[1,null,{}]}");
    }
    line.append('}');
    for (int flips = random.nextInt(3); flips > 1; flips--) {
      line.setCharAt(random.nextInt(line.length()), (char) random.nextInt(0x250));
    }
    return line.toString();
  }

  @Test
  void anyFile_isTakenOrNamedLineByLine() {
    Random random = new Random(329);
    try (WalletServer server = new WalletServer(folder)) {
      Wallet wallet = server.make("one");
      String address = server.text(wallet, "getnewaddress");
      String txid = server.receive(address, 50_000).txid().toString();
      List<String> refs =
          List.of(
              address,
              server.text(wallet, "getrawchangeaddress"),
              txid,
              txid + ":0",
              txid + ":1",
              txid + ":999999999",
              txid + ":99999999999",
              txid + ":-1",
              "ff".repeat(32) + ":0",
              "xpub",
              "",
              "z".repeat(1_001));
      for (int round = 0; round < ROUNDS; round++) {
        List<String> lines = new ArrayList<>();
        for (int i = random.nextInt(8); i >= 0; i--) {
          lines.add(line(random, refs));
        }
        byte[] file = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        LabelExchange.Report report = LabelExchange.take(wallet, LabelFile.read(file));
        report
            .skipped()
            .forEach(fault -> {
              assertThat(fault.line()).isBetween(1, 100);
              assertThat(fault.text()).endsWith(".");
            });
      }
      byte[] out = LabelFile.write(LabelExchange.export(wallet)).getBytes(StandardCharsets.UTF_8);
      LabelFile.Result again = LabelFile.read(out);
      assertThat(again.faults()).isEmpty();
      assertThat(LabelExchange.take(wallet, again).skipped()).isEmpty();
      assertThat(LabelFile.write(LabelExchange.export(wallet)))
          .isEqualTo(new String(out, StandardCharsets.UTF_8));
    }
  }
}
