package org.quantumcoin.wallet.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.wallet.keys.ExtendedSecretKey;

class RecoveryPolicyTest {
  private static final AddressPrefixes MAIN =
      new AddressPrefixes(0, 5, 128, 0x0488b21e, 0x0488ade4, "bc");

  private static RecoveryPolicy.Quorum quorum(int threshold, int first, int count) {
    List<String> keys = new ArrayList<>();
    for (int i = first; i < first + count; i++) {
      byte[] seed = new byte[16];
      seed[0] = (byte) i;
      keys.add(ExtendedSecretKey.fromSeed(seed).orElseThrow().neuter().encode(MAIN) + "/<0;1>/*");
    }
    return new RecoveryPolicy.Quorum(threshold, keys);
  }

  @Test
  void bothForms_areSaneDescriptors() {
    for (int n = 1; n <= 5; n++) {
      for (int r = 1; r <= 3; r++) {
        RecoveryPolicy policy =
            new RecoveryPolicy(quorum((n + 1) / 2, 0, n), quorum((r + 1) / 2, 10, r), 52_560);
        for (String text : List.of(policy.wsh(), policy.tr())) {
          List<Descriptor> parsed = Descriptor.parse(text, MAIN, false);
          assertThat(parsed).hasSize(2);
          Expansion expansion = parsed.getFirst().expand(0).orElseThrow();
          assertThat(expansion.scripts()).hasSize(1);
          assertThat(expansion.miniscripts()).hasSize(1);
          assertThat(Descriptor.parse(parsed.getLast().format(), MAIN, true)).hasSize(1);
          DescriptorInference inference = new DescriptorInference(MAIN);
          inference.learn(expansion);
          Descriptor inferred = inference.infer(expansion.scripts().getFirst());
          assertThat(inferred.expand(0).orElseThrow().scripts()).isEqualTo(expansion.scripts());
          assertThat(inferred.isSolvable()).isTrue();
        }
      }
    }
  }

  @Test
  void policy_refusesWhatCannotBe() {
    RecoveryPolicy.Quorum one = quorum(1, 0, 1);
    assertThatThrownBy(() -> quorum(0, 0, 1)).isInstanceOf(DescriptorException.class);
    assertThatThrownBy(() -> quorum(2, 0, 1)).isInstanceOf(DescriptorException.class);
    assertThatThrownBy(() -> new RecoveryPolicy(one, one, 0))
        .isInstanceOf(DescriptorException.class);
    assertThatThrownBy(() -> new RecoveryPolicy(one, one, 65_536))
        .isInstanceOf(DescriptorException.class);
    assertThat(new RecoveryPolicy(one, quorum(1, 1, 1), 65_535).wsh()).contains("older(65535)");
    assertThatThrownBy(() -> Descriptor.parse(new RecoveryPolicy(one, one, 5).wsh(), MAIN, false))
        .hasMessageEndingWith("contains duplicate public keys");
  }
}
