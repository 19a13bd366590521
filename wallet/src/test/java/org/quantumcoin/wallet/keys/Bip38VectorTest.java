package org.quantumcoin.wallet.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.script.Wif;
import org.quantumcoin.node.vectors.Vectors;
import tools.jackson.databind.JsonNode;

class Bip38VectorTest {
  private static final AddressPrefixes MAIN =
      new AddressPrefixes(0, 5, 128, 0x0488b21e, 0x0488ade4, "bc");

  private static SecretKey decrypt(String text, String passphrase) {
    Bip38.Result result = Bip38.decrypt(text, passphrase, MAIN);
    assertThat(result).isInstanceOf(Bip38.Result.Decrypted.class);
    return ((Bip38.Result.Decrypted) result).key();
  }

  @Test
  void bip38() {
    int count = 0;
    for (JsonNode test : Vectors.json("bip38/bip38.json")) {
      String passphrase = test.get("passphrase").asString();
      boolean plain = test.has("encrypted");
      String encrypted = test.get(plain ? "encrypted" : "encrypted key").asString();
      String wif =
          test.get(plain ? "unencrypted (wif)" : "unencrypted private key (wif)").asString();
      String hex =
          test.get(plain ? "unencrypted (hex)" : "unencrypted private key (hex)").asString();
      SecretKey key = decrypt(encrypted, passphrase);
      assertThat(Wif.encode(key, MAIN)).isEqualTo(wif);
      assertThat(Hex.encode(key.toBytes())).isEqualToIgnoringCase(hex);
      if (plain) {
        assertThat(Bip38.encrypt(key, passphrase, MAIN)).isEqualTo(encrypted);
      } else {
        assertThat(Bip38.address(key.publicKey(), MAIN))
            .isEqualTo(test.get("bitcoin address").asString());
      }
      if (test.has("confirmation code")) {
        assertThat(
                Bip38Multiplied.confirmedAddress(
                    test.get("confirmation code").asString(), passphrase, MAIN))
            .contains(test.get("bitcoin address").asString());
      }
      count++;
    }
    Vectors.report("bip38", count);
  }

  @Test
  void decrypt_whenThePassphraseIsWrong_saysSo() {
    String text = "6PYNKZ1EAgYgmQfmNVamxyXVWHzK5s6DGhwP4J5o44cvXdoY7sRzhtpUeo";
    assertThat(Bip38.decrypt(text, "testingonetwothree", MAIN))
        .isInstanceOf(Bip38.Result.WrongPassphrase.class);
    assertThat(Bip38.decrypt(text.replace('N', 'M'), "TestingOneTwoThree", MAIN))
        .isInstanceOf(Bip38.Result.NotAKey.class);
    assertThat(Bip38.isEncryptedKey(text)).isTrue();
    assertThat(Bip38.isEncryptedKey("KwYgW8gcxj1JWJXhPSu4Fqwzfhp5Yfi42mdYmMa4XqK7NJxXUSK7"))
        .isFalse();
  }

  @Test
  void multiplied_comesBackWithThePassphrase() {
    SecureRandom random = new SecureRandom();
    for (boolean compressed : new boolean[] {false, true}) {
      String code =
          compressed
              ? Bip38.intermediateCode("secret", 123_456, 7, random)
              : Bip38.intermediateCode("secret", random);
      assertThat(code).startsWith("passphrase");
      Bip38Multiplied made = Bip38Multiplied.create(code, compressed, MAIN, random).orElseThrow();
      SecretKey key = decrypt(made.encryptedKey(), "secret");
      assertThat(key.isCompressed()).isEqualTo(compressed);
      assertThat(Bip38.address(key.publicKey(), MAIN)).isEqualTo(made.address());
      assertThat(Bip38Multiplied.confirmedAddress(made.confirmationCode(), "secret", MAIN))
          .contains(made.address());
      assertThat(Bip38Multiplied.confirmedAddress(made.confirmationCode(), "Secret", MAIN))
          .isEmpty();
    }
    assertThat(Bip38Multiplied.create("passphrase", true, MAIN, random)).isEmpty();
  }
}
