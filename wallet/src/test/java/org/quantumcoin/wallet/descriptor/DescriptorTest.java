package org.quantumcoin.wallet.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.script.SigHash;
import org.quantumcoin.node.script.Taproot;
import org.quantumcoin.node.script.sign.KeyStore;
import org.quantumcoin.node.script.sign.TransactionSigner;
import org.quantumcoin.wallet.keys.KeyPath;

class DescriptorTest {
  private static final AddressPrefixes MAIN =
      new AddressPrefixes(0, 5, 128, 0x0488b21e, 0x0488ade4, "bc");
  private static final String XPRV =
      "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU"
          + "3TGtRBeJgk33yuGBxrMPHi";
  private static final String XPUB =
      "xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2gZ29ESFjqJoCu1Rupje8YtGqsefD26"
          + "5TMg7usUDFdp6W1EGMcet8";
  private static final String KEY =
      "03a34b99f22c790c4e36b2b3c2c35a36db06226e41c692fc82b8b56ac1c540c5bd";
  private static final String UNCOMPRESSED =
      "04a34b99f22c790c4e36b2b3c2c35a36db06226e41c692fc82b8b56ac1c540c5bd"
          + "5b8dec5235a0fa8722476c7709c02559e3aa73aa03918ba2d492eea75abea235";

  private static Descriptor parse(String text) {
    return Descriptor.parse(text, MAIN, false).get(0);
  }

  private static void expectError(String text, String message) {
    assertThatThrownBy(() -> Descriptor.parse(text, MAIN, false)).hasMessage(message);
  }

  @Test
  void parse_failsInCoresWords() {
    expectError("", "'' is not a valid descriptor function");
    expectError("wsh(wpkh(" + KEY + "))", "Can only have wpkh() at top level or inside sh()");
    expectError("sh(sh(pk(" + KEY + ")))", "Can only have sh() at top level");
    expectError("wsh(wsh(pk(" + KEY + ")))", "Can only have wsh() at top level or inside sh()");
    expectError("sh(" + KEY + ")", "A function is needed within P2SH");
    expectError("wsh(" + KEY + ")", "A function is needed within P2WSH");
    expectError("wpkh(" + UNCOMPRESSED + ")", "wpkh(): Uncompressed keys are not allowed");
    expectError(
        "pk(" + KEY.substring(2) + ")", "pk(): Pubkey '" + KEY.substring(2) + "' is invalid");
    expectError("pk()", "pk(): No key provided");
    expectError("pk(abc)", "pk(): key 'abc' is not valid");
    expectError(
        "pk(07" + UNCOMPRESSED.substring(2) + ")", "pk(): Hybrid public keys are not allowed");
    expectError("multi(0," + KEY + ")", "Multisig threshold cannot be 0, must be at least 1");
    expectError("multi(a," + KEY + ")", "Multi threshold 'a' is not valid");
    expectError(
        "multi(2," + KEY + ")",
        "Multisig threshold cannot be larger than the number of keys; threshold is 2 but only 1"
            + " keys specified");
    expectError(
        "multi(1" + ("," + KEY).repeat(4) + ")",
        "Cannot have 4 pubkeys in bare multisig; only at most 3 pubkeys");
    expectError(
        "sh(multi(1" + ("," + KEY).repeat(16) + "))",
        "P2SH script is too large, 547 bytes is larger than 520 bytes");
    expectError(
        "wsh(multi(1" + ("," + KEY).repeat(21) + "))",
        "Cannot have 21 keys in multisig; must have between 1 and 20 keys, inclusive");
    expectError("wsh(multi_a(1," + KEY + "))", "Can only have multi_a/sortedmulti_a inside tr()");
    expectError("addr(asdf)", "Address is not valid");
    expectError("raw(asdf)", "Raw script is not hex");
    expectError("raw()", "Raw script is not hex");
    expectError("multi(1," + KEY + ",)", "Multi: No key provided");
    expectError(
        "multi(1," + KEY + ")x)", "'multi(1," + KEY + ")x' is not a valid descriptor function");
    expectError("sh(raw(00))", "Can only have raw() at top level");
    expectError("pkh(" + XPUB + "/2147483648)", "pkh(): Key path value 2147483648 is out of range");
    expectError("pkh(" + XPUB + "/1a)", "pkh(): Key path value '1a' is not a valid uint32");
    expectError(
        "pkh([aaaaaaa/1]" + KEY + ")",
        "pkh(): Fingerprint is not 4 bytes (7 characters instead of 8 characters)");
    expectError("pkh([aaaaaaag/1]" + KEY + ")", "pkh(): Fingerprint 'aaaaaaag' is not hex");
    expectError(
        "pkh([aaaaaaaa][aaaaaaaa]" + KEY + ")",
        "pkh(): Multiple ']' characters found for a single pubkey");
    expectError("tr(" + KEY + ",{pk(" + KEY + ")})", "tr(): expected ',' after script expression");
    expectError("rawtr(" + KEY + "," + KEY + ")", "rawtr(): only one key expected.");
    expectError(
        "pkh(" + XPUB + "/<0;0>)", "pkh(): Duplicated key path value 0 in multipath specifier");
    expectError(
        "pkh(" + XPUB + "/<0>)",
        "pkh(): Multipath key path specifiers must have at least two items");
  }

  @Test
  void checksum_isChecked() {
    expectError("raw(deadbeef)#89f8spx", "Expected 8 character checksum, not 7 characters");
    expectError("raw(deadbeef)##9f8spxm", "Multiple '#' symbols");
    expectError(
        "raw(deedbeef)#89f8spxm",
        "Provided checksum '89f8spxm' does not match computed checksum '"
            + Descriptor.checksum("raw(deedbeef)")
            + "'");
    expectError("raw(\u00e4)", "Invalid characters in payload");
    assertThatThrownBy(() -> Descriptor.parse("raw(deadbeef)", MAIN, true))
        .hasMessage("Missing checksum");
    assertThat(Descriptor.checksum("raw(deadbeef)")).isEqualTo("89f8spxm");
  }

  @Test
  void format_hidesSecrets_andKeepsTheHardenedMark() {
    Descriptor descriptor = parse("wpkh([deadbeef/1'/2]" + XPRV + "/3/4/*)");
    assertThat(descriptor.format()).startsWith("wpkh([deadbeef/1'/2]" + XPUB + "/3/4/*)#");
    assertThat(descriptor.formatWithSecrets())
        .startsWith("wpkh([deadbeef/1'/2]" + XPRV + "/3/4/*)#");
    assertThat(descriptor.hasSecrets()).isTrue();
    assertThat(descriptor.isRange()).isTrue();
    assertThat(parse("wpkh(" + XPRV + "/1h/*h)").format()).startsWith("wpkh(" + XPUB + "/1h/*h)#");
    String tree = "tr(" + KEY + ",{pk(" + KEY + "),{pk(" + KEY + "),pk(" + KEY + ")}})";
    assertThat(parse(tree).format()).startsWith(tree + "#");
    assertThat(parse("addr(3PUNyaW7M55oKWJ3kDukwk9bsKvryra15j)").isSolvable()).isFalse();
    assertThat(parse(tree).isSolvable()).isTrue();
  }

  @Test
  void expand_givesOrigins_andNeedsSecretsForHardenedSteps() {
    Expansion expansion = parse("wpkh([deadbeef/1h]" + XPUB + "/3/*)").expand(7).orElseThrow();
    DerivedKey key = expansion.keys().get(0);
    assertThat(key.origin().fingerprintHex()).isEqualTo("deadbeef");
    assertThat(key.origin().path()).isEqualTo(KeyPath.of(1 | KeyPath.HARDENED, 3, 7));
    assertThat(parse("wpkh(" + XPUB + "/3/*h)").expand(0)).isEmpty();
    assertThat(parse("wpkh(" + XPRV + "/3/*h)").expand(0)).isPresent();
    assertThat(parse("combo(" + UNCOMPRESSED + ")").expand(0).orElseThrow().scripts()).hasSize(2);
  }

  @Test
  void miniscript_standsInWshAndInLeaves() {
    String policy = "or_d(pk(" + KEY + "),and_v(v:pkh(" + XPUB + "/<0;1>/*),older(144)))";
    List<Descriptor> both = Descriptor.parse("wsh(" + policy + ")", MAIN, false);
    assertThat(both).hasSize(2);
    assertThat(both.get(1).format()).startsWith("wsh(" + policy.replace("<0;1>", "1") + ")#");
    assertThat(both.get(0).isRange()).isTrue();
    assertThat(both.get(0).expand(0).orElseThrow().scripts())
        .isNotEqualTo(both.get(1).expand(0).orElseThrow().scripts());
    Descriptor taproot = parse("tr(" + KEY + ",{pk(" + KEY + ")," + policy + "})");
    Expansion expansion = taproot.expand(3).orElseThrow();
    assertThat(expansion.miniscripts()).hasSize(1);
    TaprootTree tree = expansion.taproot().orElseThrow();
    for (int leaf = 0; leaf < 2; leaf++) {
      byte[] hash = Taproot.leafHash(Taproot.LEAF_TAPSCRIPT, tree.leaves().get(leaf).script());
      assertThat(Taproot.merkleRoot(tree.controlBlock(leaf).orElseThrow(), hash))
          .isEqualTo(tree.merkleRoot().orElseThrow());
    }
  }

  @Test
  void miniscript_failsInCoresWords() {
    expectError(
        "sh(and_v(v:pk(" + KEY + "),older(1)))",
        "Miniscript expressions can only be used in wsh or tr.");
    expectError("pk_k(" + KEY + ")", "Miniscript expressions can only be used in wsh or tr.");
    expectError("wsh(and_v(v:pk(abc),older(1)))", "key 'abc' is not valid");
    expectError(
        "wsh(and_v(v:pk(" + UNCOMPRESSED + "),older(1)))", "Uncompressed keys are not allowed");
    expectError("wsh(older(1))", "older(1) is not sane: witnesses without signature exist");
    expectError(
        "wsh(and_b(pk(" + KEY + "),pk(" + KEY + ")))",
        "and_b(pk(" + KEY + "),pk(" + KEY + ")) is invalid");
    expectError(
        "wsh(and_v(v:pk(" + XPUB + "/<0;1>),pk(" + XPUB + "/<2;3;4>)))",
        "Miniscript: Multipath derivation paths have mismatched lengths");
    expectError("wsh(foo(1))", "A function is needed within P2WSH");
    expectError("tr(" + KEY + ",foo(1))", "'foo(1)' is not a valid descriptor function");
  }

  @Test
  void maxSatisfactionWeight_isCores() {
    assertThat(parse("pk(" + KEY + ")").maxSatisfactionWeight(false)).hasValue(72 * 4);
    assertThat(parse("pkh(" + KEY + ")").maxSatisfactionWeight(true)).hasValue((73 + 34) * 4);
    assertThat(parse("wpkh(" + KEY + ")").maxSatisfactionWeight(false)).hasValue(72 + 34);
    assertThat(parse("sh(wpkh(" + KEY + "))").maxSatisfactionWeight(false))
        .hasValue(23 * 4 + 72 + 34);
    assertThat(parse("wsh(multi(1," + KEY + "))").maxSatisfactionWeight(false))
        .hasValue(1 + 37 + 1 + 72);
    assertThat(parse("sh(multi(1," + KEY + "))").maxSatisfactionWeight(true))
        .hasValue((1 + 37 + 1 + 73) * 4);
    assertThat(parse("tr(" + KEY + ")").maxSatisfactionWeight(false)).hasValue(66);
    assertThat(parse("combo(" + KEY + ")").maxSatisfactionWeight(false)).isEmpty();
    assertThat(parse("wsh(and_v(v:pk(" + KEY + "),older(1)))").maxSatisfactionWeight(false))
        .hasValue(1 + 37 + 73);
    assertThat(parse("wsh(and_v(v:pk(" + KEY + "),older(1)))").maxSatisfactionElements())
        .hasValue(2);
  }

  @Test
  void outputType_isCores() {
    assertThat(parse("pk(" + KEY + ")").outputType()).isEmpty();
    assertThat(parse("sh(multi(1," + KEY + "))").outputType()).contains(OutputType.LEGACY);
    assertThat(parse("sh(wsh(pk(" + KEY + ")))").outputType()).contains(OutputType.P2SH_SEGWIT);
    assertThat(parse("wsh(pk(" + KEY + "))").outputType()).contains(OutputType.BECH32);
    assertThat(parse("rawtr(" + KEY + ")").outputType()).contains(OutputType.BECH32M);
    assertThat(parse("addr(3PUNyaW7M55oKWJ3kDukwk9bsKvryra15j)").outputType())
        .contains(OutputType.LEGACY);
  }

  @Test
  void formatNormalized_takesHardenedSteps() {
    String origin = "[deadbeef/1h/2]";
    Descriptor secret = parse("wpkh([deadbeef/1'/2]" + XPRV + "/3'/4/*)");
    String normalized = secret.formatNormalized().orElseThrow();
    assertThat(normalized).startsWith("wpkh([deadbeef/1h/2/3h]xpub");
    assertThat(normalized).contains("/4/*)#");
    assertThat(Descriptor.parse(normalized, MAIN, true).get(0).expand(5).orElseThrow().scripts())
        .isEqualTo(secret.expand(5).orElseThrow().scripts());
    assertThat(parse("wpkh(" + XPUB + "/3h/4/*)").formatNormalized()).isEmpty();
    assertThat(parse("wpkh([deadbeef/1'/2]" + XPUB + "/4/*)").formatNormalized().orElseThrow())
        .startsWith("wpkh(" + origin + XPUB + "/4/*)");
    assertThat(parse("wpkh(" + XPRV + "/4/*')").formatNormalized().orElseThrow())
        .startsWith("wpkh(" + XPUB + "/4/*h)");
  }

  @Test
  void id_doesNotDependOnTheHardenedMark() {
    assertThat(parse("wpkh(" + XPRV + "/3'/4/*)").id())
        .isEqualTo(parse("wpkh(" + XPUB + "/3h/4/*)").id());
    assertThat(parse("wpkh(" + XPRV + "/3'/4/*)").id())
        .isNotEqualTo(parse("wpkh(" + XPUB + "/3h/5/*)").id());
  }

  @Test
  void musig_derivesOneKeyOfMany() {
    String inside = "musig([deadbeef/1h]" + XPUB + "," + XPRV + "/5)";
    Descriptor descriptor = parse("tr(" + inside + "/<0;1>/*)");
    assertThat(descriptor.format())
        .startsWith("tr(musig([deadbeef/1h]" + XPUB + "," + XPUB + "/5)/0/*)#");
    assertThat(descriptor.formatWithSecrets()).startsWith("tr(" + inside + "/0/*)#");
    assertThat(descriptor.expand(4).orElseThrow().keys()).hasSize(3);
    assertThat(descriptor.isRange()).isTrue();
    expectError("pk(musig(" + KEY + "))", "pk(): musig() is only allowed in tr() and rawtr()");
    expectError("tr(musig())", "tr(): musig(): Must contain key expressions");
    expectError(
        "tr(musig(musig(" + KEY + ")))", "tr(): musig() cannot be nested in another musig()");
    expectError(
        "tr(musig(" + KEY + ")/0)",
        "tr(): musig(): derivation requires all participants to be xpubs or xprvs");
    expectError("tr(musig(" + KEY + ")x)", "tr(): Invalid characters after musig() expression");
  }

  @Test
  void close_wipesTheSecrets() {
    Descriptor descriptor = parse("wpkh(" + XPRV + "/3)");
    assertThat(descriptor.expand(0).orElseThrow().keys().get(0).secret()).isPresent();
    descriptor.close();
    assertThat(descriptor.formatWithSecrets()).doesNotContain(XPRV);
  }

  @Test
  void expansion_letsASignerSpend() {
    for (String text :
        List.of(
            "pkh(" + XPRV + "/1/*)",
            "sh(wpkh(" + XPRV + "/1h/*h))",
            "sh(wsh(sortedmulti(2," + XPRV + "/1/*," + XPRV + "/2/*," + KEY + ")))",
            "tr(" + XPRV + "/3/*)",
            "tr(" + XPRV + "/3/*,{pk(" + KEY + "),multi_a(1," + KEY + ")})",
            "rawtr(" + XPRV + "/4)")) {
      Expansion expansion = parse(text).expand(5).orElseThrow();
      try (KeyStore store = new KeyStore()) {
        expansion.addTo(store);
        TxIn input =
            new TxIn(
                new OutPoint(Txid.fromHex("44".repeat(32)), 0), Script.EMPTY, TxIn.SEQUENCE_FINAL);
        TxOut spent = new TxOut(1000, expansion.scripts().get(0));
        Transaction tx =
            Transaction.create(2, List.of(input), List.of(new TxOut(900, spent.script())), 0);
        assertThat(
                TransactionSigner.sign(tx, List.of(Optional.of(spent)), store, SigHash.DEFAULT)
                    .errors())
            .as(text)
            .isEmpty();
      }
    }
  }
}
