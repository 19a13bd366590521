package org.quantumcoin.wallet.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.quantumcoin.node.rpc.JsonReader;
import org.quantumcoin.node.vectors.Vectors;
import tools.jackson.databind.JsonNode;

class PaymentVectorTest {
  @Test
  void links() throws PaymentException {
    int count = 0;
    for (JsonNode test : Vectors.json("bip321/uris.json")) {
      String uri = test.get("uri").asString();
      if (test.get("valid").asBoolean()) {
        PaymentUri parsed = PaymentUri.parse(uri, "bitcoin");
        assertThat(PaymentUri.parse(parsed.toString(), "bitcoin")).as("%s", test).isEqualTo(parsed);
      } else {
        assertThatThrownBy(() -> PaymentUri.parse(uri, "bitcoin"))
            .as("%s", test)
            .isInstanceOf(PaymentException.class);
      }
      count++;
    }
    Vectors.report("bip321/uris", count);
  }

  @Test
  void labels() {
    byte[] file = Vectors.bytes("bip329/labels.jsonl");
    LabelFile.Result read = LabelFile.read(file);
    assertThat(read.faults()).isEmpty();
    String[] written = LabelFile.write(read.labels()).split("\n", -1);
    int count = 0;
    for (String line : Vectors.lines("bip329/labels.jsonl")) {
      assertThat(JsonReader.read(written[count])).isEqualTo(JsonReader.read(line));
      count++;
    }
    assertThat(read.labels()).hasSize(count);
    Vectors.report("bip329/labels", count);
  }
}
