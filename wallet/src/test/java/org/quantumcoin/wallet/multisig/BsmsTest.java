package org.quantumcoin.wallet.multisig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quantumcoin.wallet.multisig.Setups.MAIN;

import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quantumcoin.wallet.descriptor.MultisigKind;

/// The examples of BIP-0129, "Test Vectors", and a session of ours.
class BsmsTest {
  private static final String ONE =
      """
      BSMS 1.0
      00
      [59865f44/48'/0'/0'/2']026d15412460ba0d881c21837bb999233896085a9ed4e5445bd637c10e579768ba
      Signer 1 key
      H6DXgqkCb353BDPkzppMFpOcdJZlpur0WRetQhIBqSn6DFzoQWBtm+ibP5wERDRNi0bxxev9B+FIvyQWq0s6im4=\
      """;
  private static final String TWO =
      """
      BSMS 1.0
      00
      [1cf0bf7e/48'/0'/0'/2']xpub6FL8FhxNNUVnG64YurPd16AfGyvFLhh7S2uSsDqR3Qfcm6o9jtcMYwh6DvmcBF9qozxNQmTCVvWtxLpKTnhVLN3Pgnu2D3pAoXYFgVyd8Yz
      Signer 1 key
      IB7v+qi1b+Xrwm/3bF+Rjl8QbIJ/FMQ40kUsOOQo1SqUWn5QlFWbBD8BKPRetfo1L1N7DmYjVscZNsmMrqRJGWw=\
      """;
  private static final String STANDARD =
      """
      BSMS 1.0
      a54044308ceac9b7
      [b7868815/48'/0'/0'/2']xpub6FA5rfxJc94K1kNtxRby1hoHwi7YDyTWwx1KUR3FwskaF6HzCbZMz3zQwGnCqdiFeMTPV3YneTGS2YQPiuNYsSvtggWWMQpEJD4jXU7ZzEh
      Signer 1 key
      H8DYht5P6ko0bQqDV6MtUxpzBSK+aVHxbvMavA5byvLrOlCEGmO1WFR7k2wu42J6dxXD8vrmDQSnGq5MTMMbZ98=\
      """;
  private static final String STANDARD_ENCRYPTED =
      "fbdbdb64e6a8231c342131d9f13dcd5a954b4c5021658fa5afcb3fc74dc8270653f491cfd1431c292d922ea5a5"
          + "dec3eb8ddaa6ed38ae109e7b040f0f23013e89a89b4d27476761a01197a3277850b2bc1621ae626efe65f2"
          + "081eec6eb571c4f787bf1c49d061b43f70fd73cb3f37fa591d2400973ac0644c8941a83f1d4155e98f01fa"
          + "2fdeb9f86c2e2413154fd18566a28fb0d9d8bd6172efabcfa6dab09ee7029bf3dd43376df52c118a6d291e"
          + "c168f4ec7f7df951dfc6135fd8cb4b234da62eaea6017dfe5ca418f083e02e3aba2962ba313ba17b6468c7"
          + "672fb218329a9f3fe4e4887fb87dac57c63ebff0e715a44498d18de8afc10e1cfeb46a1fc65ce871fef8a4"
          + "3b289305433a90c342d025aa4c19454fcfbcf911e9e2f928d5affd0536a6ddc2e816";
  private static final String EXTENDED =
      """
      BSMS 1.0
      108a2360adb302774eb521daebbeda5e
      [793cc70b/48'/0'/0'/1']xpub6ErVmcYYHmavsMgxEcTZyzN5sqth1ZyRpFNJC26ij1wYGC2SBKYrgt9yariSbn7HLRoZUvhUhmPfsRTPrdhhGFscpPZzmch6UTdmRP1aZUj
      Signer 1 key
      ILG47LpCtjoD9UxL87jo5QFqA90t8g9fDQp/KBojdKgPPGB1pMx2bf9hPdORNZIOdCc/2+Gs6AOs3BEK9ubIuBw=\
      """;
  private static final String WALLET =
      """
      BSMS 1.0
      wsh(sortedmulti(2,[1cf0bf7e/48'/0'/0'/2']xpub6FL8FhxNNUVnG64YurPd16AfGyvFLhh7S2uSsDqR3Qfcm6o9jtcMYwh6DvmcBF9qozxNQmTCVvWtxLpKTnhVLN3Pgnu2D3pAoXYFgVyd8Yz/**,[4fc1dd4a/48'/0'/0'/2']xpub6EebMbEps7ZcV3FYEnddRsvrFWDrt2tiPmCeM7pPXQEmphvq9ZfJ1LWFUDjf3vxCeBuPrfyGrMazWUsYsetrnHatQZVLJH7LsgCjtMqdzgj/**))
      /0/*,/1/*
      bc1qrgc6p3kylfztu06ysl752gwwuekhvtfh9vr7zg43jvu60mutamcsv948ej\
      """;

  @Test
  void keyRecords_ofTheBip_areSigned() {
    for (String text : List.of(ONE, TWO, STANDARD, EXTENDED)) {
      BsmsKeyRecord record = BsmsKeyRecord.parse(text);
      assertThat(record.text()).isEqualTo(text);
      assertThat(record.hasValidSignature(MAIN)).isTrue();
      BsmsKeyRecord changed = BsmsKeyRecord.parse(text.replace("Signer 1", "Signer 2"));
      assertThat(changed.hasValidSignature(MAIN)).isFalse();
    }
    assertThat(BsmsKeyRecord.parse(TWO).cosigner(MAIN).name()).isEqualTo("Signer 1 key");
    assertThat(BsmsKeyRecord.parse(TWO).cosigner(MAIN).isConstant()).isFalse();
    assertThat(BsmsKeyRecord.parse(ONE).cosigner(MAIN).isConstant()).isTrue();
  }

  @Test
  void encryption_isThatOfTheBip() {
    BsmsToken token = BsmsToken.parse("a54044308ceac9b7");
    assertThat(token.decimal()).isEqualTo("11907592390080907703");
    assertThat(BsmsToken.ofDecimal("11907592390080907703", false)).isEqualTo(token);
    assertThat(token.encrypt(STANDARD)).isEqualTo(STANDARD_ENCRYPTED);
    assertThat(token.decrypt(STANDARD_ENCRYPTED)).isEqualTo(STANDARD);
    assertThatThrownBy(() -> BsmsToken.parse("a54044308ceac9b8").decrypt(STANDARD_ENCRYPTED))
        .hasMessageContaining("another token");
    assertThat(BsmsToken.ofDecimal("21984902443033505423410071144203475550", true).hex())
        .isEqualTo("108a2360adb302774eb521daebbeda5e");
    assertThatThrownBy(() -> BsmsToken.ofDecimal("18446744073709551616", false))
        .hasMessageContaining("too large");
    assertThat(BsmsToken.ofDecimal("18446744073709551615", false).hex()).isEqualTo("f".repeat(16));
    assertThat(token.toString()).doesNotContain("a540");
  }

  @Test
  void descriptorRecord_ofTheBip_isRead() {
    MultisigSetup setup = SetupFiles.read(WALLET, MAIN);
    assertThat(setup.threshold()).isEqualTo(2);
    assertThat(setup.address(0))
        .isEqualTo("bc1qrgc6p3kylfztu06ysl752gwwuekhvtfh9vr7zg43jvu60mutamcsv948ej");
  }

  @Test
  void session_fromKeysToTheSameSetup() {
    BsmsToken token = BsmsToken.generate(true, new SecureRandom());
    List<Cosigner> seats = Setups.cosigners(3);
    List<Cosigner> gathered =
        seats.stream()
            .map(seat -> {
              int number = seats.indexOf(seat) + 1;
              BsmsKeyRecord record =
                  BsmsKeyRecord.sign(token, seat, seat.name(), Setups.root(number), MAIN);
              String sent = token.encrypt(record.text());
              return BsmsKeyRecord.parse(token.decrypt(sent)).cosigner(MAIN);
            })
            .toList();
    MultisigSetup setup = MultisigSetup.sorted("", 2, gathered, MultisigKind.P2WSH, MAIN);
    String sent = token.encrypt(BsmsDescriptorRecord.of(setup).text());
    MultisigSetup received = BsmsDescriptorRecord.parse(token.decrypt(sent)).setup("Ours", MAIN);
    assertThat(received.checksumWords())
        .isEqualTo(Setups.setup(2, 3, MultisigKind.P2WSH).checksumWords());
    assertThatThrownBy(() -> BsmsKeyRecord.sign(token, seats.getFirst(), "", Setups.root(2), MAIN))
        .isInstanceOf(MultisigException.class);
  }
}
