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
