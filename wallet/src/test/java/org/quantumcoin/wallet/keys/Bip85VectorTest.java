package org.quantumcoin.wallet.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.script.Wif;
import org.quantumcoin.node.vectors.Vectors;
import tools.jackson.databind.JsonNode;

class Bip85VectorTest {
  private static final AddressPrefixes MAIN =
      new AddressPrefixes(0, 5, 128, 0x0488b21e, 0x0488ade4, "bc");

  private static int step(KeyPath path, int index) {
    return path.steps().get(index) & Integer.MAX_VALUE;
  }

  @Test
  void bip85() {
    int count = 0;
    for (JsonNode test : Vectors.json("bip85/bip85.json")) {
      ExtendedSecretKey root =
          ExtendedSecretKey.decode(test.get("master").asString(), MAIN).orElseThrow();
      KeyPath path = KeyPath.parse(test.get("path").asString()).orElseThrow();
      String entropy = Hex.encode(Bip85.entropy(root, path).orElseThrow());
      String expected = test.get("derived_entropy").asString();
      // An extended key's entropy is shown by its second half.
      assertThat(entropy).as("%s", test).contains(expected);
      if (test.has("derived_key")) {
        assertThat(Hex.encode(root.derive(path).orElseThrow().secretKey().toBytes()))
            .isEqualTo(test.get("derived_key").asString());
      }
      checkApplication(test, root, path);
      count++;
    }
    Vectors.report("bip85", count);
  }

  private static void checkApplication(JsonNode test, ExtendedSecretKey root, KeyPath path) {
    int last = step(path, path.steps().size() - 1);
    if (test.has("derived_bip39_mnemonic")) {
      Mnemonic mnemonic =
          Bip85.mnemonic(root, MnemonicLanguage.ENGLISH, step(path, 3), last).orElseThrow();
      assertThat(mnemonic.sentence()).isEqualTo(test.get("derived_bip39_mnemonic").asString());
    }
    if (test.has("derived_wif")) {
      assertThat(Wif.encode(Bip85.secretKey(root, last).orElseThrow(), MAIN))
          .isEqualTo(test.get("derived_wif").asString());
    }
    if (test.has("derived_xprv")) {
      assertThat(Bip85.extendedKey(root, last).orElseThrow().encode(MAIN))
          .isEqualTo(test.get("derived_xprv").asString());
    }
    if (test.has("derived_pwd")) {
      boolean base64 = step(path, 1) == 707_764;
      int length = step(path, 2);
      assertThat(
              base64
                  ? Bip85.passwordBase64(root, length, last)
                  : Bip85.passwordBase85(root, length, last))
          .contains(test.get("derived_pwd").asString());
    }
    if (test.has("derived_nsec")) {
      assertThat(Bip85.nostrKey(root, step(path, 2), last))
          .contains(test.get("derived_nsec").asString());
    }
  }

  @Test
  void lengths_haveBounds() {
    ExtendedSecretKey root = ExtendedSecretKey.fromSeed(new byte[16]).orElseThrow();
    assertThat(Bip85.bytes(root, 16, 0).orElseThrow()).hasSize(16);
    assertThat(Bip85.bytes(root, 64, 0).orElseThrow()).hasSize(64);
    assertThatThrownBy(() -> Bip85.bytes(root, 15, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Bip85.passwordBase64(root, 87, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Bip85.passwordBase85(root, 9, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
