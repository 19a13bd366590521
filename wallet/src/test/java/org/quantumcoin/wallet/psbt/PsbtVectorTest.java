package org.quantumcoin.wallet.psbt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.quantumcoin.node.vectors.Vectors;
import tools.jackson.databind.JsonNode;

class PsbtVectorTest {
  @Test
  void cases() throws PsbtException {
    int count = 0;
    for (JsonNode test : Vectors.json("psbt/psbt_cases.json")) {
      String text = test.get("psbt").asString();
      if (test.get("kind").asString().equals("invalid")) {
        assertThatThrownBy(() -> Psbt.fromBase64(text))
            .as("%s", test)
            .isInstanceOf(PsbtException.class);
      } else {
        Psbt psbt = Psbt.fromBase64(text);
        String written = psbt.toBase64();
        assertThat(Psbt.fromBase64(written).toBase64()).as("%s", test).isEqualTo(written);
        if (psbt.inputs().stream().noneMatch(PsbtVectorTest::hasForeignWitness)) {
          assertThat(written).as("%s", test).isEqualTo(text);
        }
        assertThat(psbt.copy().toBase64()).isEqualTo(written);
        assertThat(psbt.toVersion2().toVersion0().unsignedTx().toBytes())
            .isEqualTo(psbt.unsignedTx().toBytes());
        assertThat(Psbt.fromBase64(psbt.toVersion2().toBase64()).isSameTransaction(psbt)).isTrue();
      }
      count++;
    }
    Vectors.report("psbt/psbt_cases", count);
  }

  /// Previous transactions are written without their witness, as Core does.
  private static boolean hasForeignWitness(PsbtInput input) {
    return input.nonWitnessUtxo() != null && input.nonWitnessUtxo().hasWitness();
  }
}
