package org.quantumcoin.wallet.miniscript;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quantumcoin.node.primitives.Script;

/// Damaged texts and scripts: what is read can be written, and what is written reads the same.
class MiniscriptFuzzTest {
  private static final String ALPHABET = "01(),:abcdefhijklmnoprstuvx_23456789";
  private static final int TRIES = 8_000;

  @ParameterizedTest
  @EnumSource
  void parse_neverThrows(MiniscriptContext context) {
    SplittableRandom random = new SplittableRandom(3);
    boolean tapscript = context == MiniscriptContext.TAPSCRIPT;
    int read = 0;
    for (int i = 0; i < TRIES; i++) {
      StringBuilder text = new StringBuilder(new RandomMiniscript(random, tapscript).next(2));
      for (int n = random.nextInt(3); n > 0 && !text.isEmpty(); n--) {
        int at = random.nextInt(text.length());
        char c = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(at, c);
          case 1 -> text.deleteCharAt(at);
          default -> text.insert(at, c);
        }
      }
      HexKeys keys = new HexKeys(context);
      Optional<Miniscript> node = Miniscript.parse(text.toString(), context, keys);
      if (node.isPresent()) {
        read++;
        String shown = node.get().format(keys::text);
        assertThat(Miniscript.parse(shown, context, keys).orElseThrow().format(keys::text))
            .isEqualTo(shown);
        assertThat(node.get().script(keys::bytes).length()).isEqualTo(node.get().scriptBytes());
        Optional<String> _ = node.get().insanity(keys::text);
      }
    }
    assertThat(read).isGreaterThan(300);
  }

  @ParameterizedTest
  @EnumSource
  void decode_neverThrows_andGivesTheSameScript(MiniscriptContext context) {
    SplittableRandom random = new SplittableRandom(4);
    boolean tapscript = context == MiniscriptContext.TAPSCRIPT;
    int decoded = 0;
    for (int i = 0; i < TRIES; i++) {
      HexKeys keys = new HexKeys(context);
      String text = new RandomMiniscript(random, tapscript).next(3);
      Optional<Miniscript> node = Miniscript.parse(text, context, keys);
      if (node.isEmpty()) {
        continue;
      }
      byte[] bytes = node.get().script(keys::bytes).toBytes();
      for (int n = random.nextInt(3); n > 0; n--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Script script = Script.of(bytes);
      Optional<Miniscript> found = Miniscript.decode(script, context, keys);
      if (found.isPresent()) {
        decoded++;
        assertThat(found.get().script(keys::bytes)).isEqualTo(script);
      }
    }
    assertThat(decoded).isGreaterThan(30);
  }
}
