package org.quantumcoin.wallet.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantumcoin.node.crypto.Hash160;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.encoding.StrictBase64;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.wallet.message.LegacyMessage.Verdict;

class LegacyMessageTest {
  private static SecretKey key(boolean compressed) {
    byte[] secret = new byte[32];
    secret[31] = 7;
    return SecretKey.of(secret, compressed).orElseThrow();
  }

  private static Script script(SecretKey key) {
    return ScriptTemplates.payToPubkeyHash(Hash160.hash(key.publicKey()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void verify_whenSignedByThisKey_isValid(boolean compressed) {
    try (SecretKey key = key(compressed);
        SecretKey other = key(!compressed)) {
      String signature = LegacyMessage.sign(key, "héllo");
      assertThat(LegacyMessage.verify(script(key), signature, "héllo")).isEqualTo(Verdict.VALID);
      assertThat(LegacyMessage.verify(script(key), signature, "hello"))
          .isEqualTo(Verdict.NOT_SIGNED);
      assertThat(LegacyMessage.verify(script(other), signature, "héllo"))
          .isEqualTo(Verdict.NOT_SIGNED);
      assertThat(GenericMessage.verify(script(key), signature, "héllo").isValid()).isTrue();
    }
  }

  @Test
  void verify_tellsWhatIsWrong() {
    try (SecretKey key = key(true)) {
      Script script = script(key);
      assertThat(LegacyMessage.verify(script, "?", "m")).isEqualTo(Verdict.MALFORMED_SIGNATURE);
      assertThat(LegacyMessage.verify(script, "AA==", "m")).isEqualTo(Verdict.KEY_NOT_RECOVERED);
      assertThat(LegacyMessage.verify(Script.EMPTY, "AA==", "m")).isEqualTo(Verdict.NO_KEY_ADDRESS);
    }
  }

  @Test
  void verify_ofAnyBytes_neverThrows() {
    SplittableRandom random = new SplittableRandom(20261122);
    try (SecretKey key = key(true)) {
      Script old = script(key);
      Script witness = ScriptTemplates.payToWitnessPubkeyHash(Hash160.hash(key.publicKey()));
      for (int i = 0; i < 20_000; i++) {
        byte[] bytes = new byte[random.nextInt(120)];
        random.nextBytes(bytes);
        String text = StrictBase64.encode(bytes);
        for (String prefix : new String[] {"", "smp", "ful", "pof"}) {
          assertThat(
                  GenericMessage.verify(i % 2 == 0 ? old : witness, prefix + text, "m").isValid())
              .isFalse();
        }
      }
    }
  }
}
