package org.quantumcoin.wallet.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.params.AddressPrefixes;

class KeyFormatsTest {
  private static final AddressPrefixes MAIN =
      new AddressPrefixes(0, 5, 128, 0x0488b21e, 0x0488ade4, "bc");
  private static final AddressPrefixes TEST =
      new AddressPrefixes(111, 196, 239, 0x043587cf, 0x04358394, "tb");
  private static final String ZPUB =
      "zpub6rFR7y4Q2AijBEqTUquhVz398htDFrtymD9xYYfG1m4wAcvPhXNfE3EfH1r1ADqtfSdVCToUG868RvUUkgDKf"
          + "31mGDtKsAYz2oz2AGutZYs";

  @Test
  void slip132_saysWhatTheKeyIsFor() {
    Slip132 key = Slip132.decode(ZPUB, MAIN).orElseThrow();
    assertThat(key.scripts()).isEqualTo(Slip132.Scripts.P2WPKH);
    assertThat(key.isSecret()).isFalse();
    assertThat(key.extendedKey()).startsWith("xpub");
    assertThat(Slip132.decode(key.extendedKey(), MAIN).orElseThrow().scripts())
        .isEqualTo(Slip132.Scripts.ANY);
    assertThat(Slip132.decode(ZPUB, TEST)).isEmpty();
    assertThat(Slip132.decode(ZPUB.replace('9', '8'), MAIN)).isEmpty();
    ExtendedSecretKey secret = ExtendedSecretKey.fromSeed(new byte[16]).orElseThrow();
    Slip132 shown = Slip132.decode(secret.encode(MAIN), MAIN).orElseThrow();
    assertThat(shown.isSecret()).isTrue();
    assertThat(shown.toString()).doesNotContain("xprv");
  }

  @Test
  void keyPath_readsWhatPeopleWrite() {
    int hardened = KeyPath.HARDENED;
    assertThat(KeyPath.parse("m/48'/0h/5")).contains(KeyPath.of(48 | hardened, hardened, 5));
    assertThat(KeyPath.parse("48H/1")).contains(KeyPath.of(48 | hardened, 1));
    assertThat(KeyPath.parse("m")).contains(KeyPath.EMPTY);
    assertThat(KeyPath.parse("m/2147483647'")).contains(KeyPath.of(-1));
    for (String text : new String[] {"m/2147483648", "/", "m//1", "m/-1", "m/1''", "x", "m/1/"}) {
      assertThat(KeyPath.parse(text)).as(text).isEmpty();
    }
    assertThat(KeyPath.parse("0" + "/0".repeat(254))).isPresent();
    assertThat(KeyPath.parse("0" + "/0".repeat(255))).isEmpty();
  }

  @Test
  void accountPaths_areThoseOfTheBips() {
    assertThat(AccountPath.BIP84.account(false, 3).toString()).isEqualTo("m/84h/0h/3h");
    assertThat(AccountPath.BIP48_P2WSH.account(true, 0).toString()).isEqualTo("m/48h/1h/0h/2h");
    assertThat(AccountPath.BIP48_P2SH_P2WSH.account(false, 0).toString())
        .isEqualTo("m/48h/0h/0h/1h");
    assertThat(AccountPath.BIP87.account(false, 0).toString()).isEqualTo("m/87h/0h/0h");
    assertThat(AccountPath.BIP45.account(false, 0).toString()).isEqualTo("m/45h");
  }

  @Test
  void readers_neverThrow() {
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(i % 2 == 0 ? ZPUB : "m/48'/0h/5/4/3");
      for (int n = random.nextInt(4); n >= 0; n--) {
        text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(32, 300));
      }
      Optional<?> _ = Slip132.decode(text.toString(), MAIN);
      Optional<?> _ = KeyPath.parse(text.toString());
      assertThat(Bip38.isEncryptedKey(text.toString())).isFalse();
    }
  }
}
