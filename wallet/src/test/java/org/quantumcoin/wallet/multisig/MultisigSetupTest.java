package org.quantumcoin.wallet.multisig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quantumcoin.wallet.multisig.Setups.MAIN;
import static org.quantumcoin.wallet.multisig.Setups.TEST;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.wallet.descriptor.Descriptor;
import org.quantumcoin.wallet.descriptor.MultisigKind;
import org.quantumcoin.wallet.keys.ExtendedSecretKey;
import org.quantumcoin.wallet.keys.KeyOrigin;
import org.quantumcoin.wallet.keys.KeyPath;

class MultisigSetupTest {
  private static void refused(List<Cosigner> cosigners, int threshold, String part) {
    assertThatThrownBy(
            () -> MultisigSetup.sorted("", threshold, cosigners, MultisigKind.P2WSH, MAIN))
        .isInstanceOf(MultisigException.class)
        .hasMessageContaining(part);
  }

  private static void refusedKey(String fingerprint, String path, String key, String part) {
    assertThatThrownBy(() -> Cosigner.of("Ada", fingerprint, path, key, "", MAIN))
        .isInstanceOf(MultisigException.class)
        .hasMessageContaining(part);
  }

  @ParameterizedTest
  @EnumSource
  void descriptors_deriveReceivingAndChange(MultisigKind kind) {
    MultisigSetup setup = Setups.setup(2, 3, kind);
    List<Descriptor> both = Descriptor.parse(setup.multipathDescriptor(), MAIN, true);
    assertThat(both).hasSize(2);
    assertThat(both.get(0).format()).isEqualTo(setup.descriptor(false).format());
    assertThat(both.get(1).format()).isEqualTo(setup.descriptor(true).format());
    assertThat(setup.descriptor(false).multisig().orElseThrow().kind()).isEqualTo(kind);
    assertThat(setup.address(0)).isNotEqualTo(setup.address(1));
  }

  @Test
  void setup_refusesWhatWouldLockCoinsUp() {
    refused(List.of(), 1, "no cosigners");
    refused(Setups.cosigners(3), 0, "At least one signature");
    refused(Setups.cosigners(3), 4, "4 signatures are required, but there are only 3 cosigners");
    refused(Setups.cosigners(21), 2, "at most 20");
    assertThat(Setups.setup(20, 20, MultisigKind.P2WSH).address(0)).startsWith("bc1q");
    assertThat(Setups.setup(15, 15, MultisigKind.P2SH).address(0)).startsWith("3");
    assertThatThrownBy(() -> Setups.setup(2, 16, MultisigKind.P2SH))
        .hasMessageContaining("at most 15");
    List<Cosigner> twice = new ArrayList<>(Setups.cosigners(2));
    twice.add(Setups.cosigner(1));
    refused(twice, 2, "The key of Seat 1 is there twice");
    KeyPath other = KeyPath.parse("m/48'/0'/1'/2'").orElseThrow();
    ExtendedSecretKey root = Setups.root(1);
    Cosigner sameDevice =
        new Cosigner(
            "Eve",
            new KeyOrigin(root.fingerprint(), other),
            root.derive(other).orElseThrow().neuter(),
            "");
    refused(List.of(Setups.cosigner(1), sameDevice), 2, "is there twice: two keys would be lost");
  }

  @Test
  void cosigner_refusesKeysThatCannotBe() {
    Cosigner good = Setups.cosigner(1);
    String xpub = good.key().encode(MAIN);
    String fingerprint = good.origin().fingerprintHex();
    String path = "m/48'/0'/0'/2'";
    assertThat(Cosigner.of("Ada", fingerprint, path, xpub, "", MAIN).key()).isEqualTo(good.key());
    refusedKey("00000000", path, xpub, "fingerprint 00000000");
    refusedKey("0000000", path, xpub, "eight hexadecimal digits");
    refusedKey(fingerprint, "m/48'/0'/0'", xpub, "4 steps below its root, but its path has 3");
    refusedKey(fingerprint, "m/48'/0'/0'/1'", xpub, "does not stand at the end of its path");
    refusedKey(fingerprint, "m/x", xpub, "path of Ada is not valid");
    refusedKey(fingerprint, path, xpub.substring(1), "not valid");
    refusedKey(fingerprint, path, good.key().encode(TEST), "another network");
    String secret = Setups.root(1).derive(good.origin().path()).orElseThrow().encode(MAIN);
    assertThatThrownBy(() -> Cosigner.of("Ada", fingerprint, path, secret, "", MAIN))
        .hasMessageContaining("secret key")
        .hasMessageNotContaining(secret);
    assertThatThrownBy(() -> Cosigner.of("A\nda", fingerprint, path, xpub, "", MAIN))
        .isInstanceOf(MultisigException.class);
    KeyOrigin wrong = new KeyOrigin(12_345, KeyPath.of(0));
    assertThatThrownBy(
            () -> new Cosigner("", wrong, Setups.root(1).derive(0).orElseThrow().neuter(), ""))
        .hasMessageContaining("does not belong to its fingerprint");
  }

  @Test
  void cosigner_knowsItsOwnRoot() {
    assertThat(Setups.cosigner(1).belongsTo(Setups.root(1))).isTrue();
    assertThat(Setups.cosigner(1).belongsTo(Setups.root(2))).isFalse();
  }

  @Test
  void checksumWords_areTheSameForTheSameSetupOnly() {
    MultisigSetup setup = Setups.setup(2, 3, MultisigKind.P2WSH);
    String words = setup.checksumWords();
    assertThat(words.split(" ", -1)).hasSize(6);
    MultisigSetup reordered =
        MultisigSetup.sorted(
            "Other name", 2, setup.cosigners().reversed(), MultisigKind.P2WSH, MAIN);
    assertThat(reordered.checksumWords()).isEqualTo(words);
    assertThat(
            new MultisigSetup("", 2, setup.cosigners(), MultisigKind.P2WSH, false, MAIN)
                .checksumWords())
        .isNotEqualTo(words);
    assertThat(Setups.setup(3, 3, MultisigKind.P2WSH).checksumWords()).isNotEqualTo(words);
    assertThat(Setups.setup(2, 4, MultisigKind.P2WSH).checksumWords()).isNotEqualTo(words);
    assertThat(Setups.setup(2, 3, MultisigKind.P2TR).checksumWords()).isNotEqualTo(words);
  }

  @ParameterizedTest
  @EnumSource(names = "P2TR", mode = EnumSource.Mode.EXCLUDE)
  void constantKey_standsAtEveryAddressAmongThoseThatDerive(MultisigKind kind) {
    MultisigSetup setup = Setups.withToken(2, 3, kind);
    String key = setup.cosigners().getLast().key().encode(MAIN);
    List<Descriptor> both = Descriptor.parse(setup.multipathDescriptor(), MAIN, true);
    assertThat(both.get(0).format()).isEqualTo(setup.descriptor(false).format());
    assertThat(both.get(1).format()).isEqualTo(setup.descriptor(true).format());
    for (int index : new int[] {0, 1, 1_000}) {
      for (boolean change : new boolean[] {false, true}) {
        assertThat(
                setup.descriptor(change).expand(index).orElseThrow().keys().stream()
                    .map(each -> Hex.encode(each.publicKey())))
            .hasSize(3)
            .contains(key);
      }
    }
    assertThat(setup.address(0)).isNotEqualTo(setup.address(1));
    assertThat(setup.checksumWords()).isNotEqualTo(Setups.setup(2, 3, kind).checksumWords());
    assertThat(setup.cosigners().getLast().isConstant()).isTrue();
    assertThat(setup.cosigners().getLast().belongsTo(Setups.root(3))).isFalse();
  }

  @Test
  void constantKey_isRefusedWhereItWouldDoHarm() {
    Cosigner token = Setups.tokenCosigner(9);
    refused(List.of(Setups.cosigner(1), token, token), 2, "The key of Seat 9 is there twice");
    refused(List.of(Setups.tokenCosigner(8), token), 2, "there would be one address only");
    refused(
        List.of(Setups.cosigner(9), Setups.cosigner(1), token),
        2,
        "is there twice: two keys would be lost");
    assertThatThrownBy(() -> Setups.withToken(2, 3, MultisigKind.P2TR))
        .hasMessageContaining("tokens make no Schnorr signatures");
    String key = token.key().encode(MAIN);
    String fingerprint = token.origin().fingerprintHex();
    refusedExpression("[00000000]" + key, "fingerprint 00000000");
    refusedExpression("[00000001]" + key, "does not belong to its fingerprint");
    refusedExpression("[" + fingerprint + "]" + key.substring(2), "compressed public key");
    refusedExpression("[" + fingerprint + "]05" + key.substring(2), "compressed public key");
    refusedExpression("[" + fingerprint + "]" + "04".repeat(65), "compressed public key");
    refusedExpression(key, "must say where it comes from");
    refusedExpression("[" + fingerprint + "/x]" + key, "path of Ada is not valid");
    refusedKey(fingerprint, "m", key, "not valid");
    Cosigner below = Cosigner.ofExpression("", "[00000001/1h]" + key, "", MAIN);
    assertThat(below.origin().path().steps()).hasSize(1);
  }

  private static void refusedExpression(String expression, String part) {
    assertThatThrownBy(() -> Cosigner.ofExpression("Ada", expression, "", MAIN))
        .isInstanceOf(MultisigException.class)
        .hasMessageContaining(part);
  }
}
