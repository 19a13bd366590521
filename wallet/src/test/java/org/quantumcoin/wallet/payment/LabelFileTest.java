package org.quantumcoin.wallet.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LabelFileTest {
  private static LabelFile.Result read(String text) {
    return LabelFile.read(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void read_keepsWhatItDoesNotKnow() {
    String line =
        "{\"type\":\"moon\",\"ref\":\"x\",\"label\":\"é\",\"height\":5,\"more\":{\"a\":[1]}}\n";
    LabelFile.Result result = read(line);
    assertThat(result.faults()).isEmpty();
    assertThat(LabelFile.write(result.labels())).isEqualTo(line);
  }

  @Test
  void read_reportsBadLinesAndTakesTheRest() {
    LabelFile.Result result =
        read(
            """
            {"type":"tx","ref":"a","label":"one"}
            nonsense
            []
            {"ref":"a"}
            {"type":"tx"}
            {"type":"tx","ref":"a","label":5}

            {"type":"output","ref":"a:0","spendable":false}
            """);
    assertThat(result.faults().stream().map(LabelFile.Fault::line)).containsExactly(2, 3, 4, 5, 6);
    assertThat(result.labels()).hasSize(2);
    assertThat(result.labels().getLast().spendable()).contains(false);
    assertThat(result.labels().getLast().label()).isEmpty();
  }
}
