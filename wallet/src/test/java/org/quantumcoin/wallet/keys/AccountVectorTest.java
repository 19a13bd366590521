package org.quantumcoin.wallet.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.encoding.Base58;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.node.script.Wif;
import org.quantumcoin.node.vectors.Vectors;
import org.quantumcoin.wallet.descriptor.Descriptor;
import org.quantumcoin.wallet.descriptor.Expansion;
import tools.jackson.databind.JsonNode;

/// Accounts of BIP-0049, 0084 and 0086 from mnemonic to address, and BIP-0067.
class AccountVectorTest {
  private static final AddressPrefixes MAIN =
      new AddressPrefixes(0, 5, 128, 0x0488b21e, 0x0488ade4, "bc");
  private static final AddressPrefixes TEST =
      new AddressPrefixes(111, 196, 239, 0x043587cf, 0x04358394, "tb");

  private static ExtendedSecretKey root(String sentence) {
    MnemonicCheck check = Mnemonic.parse(sentence);
    byte[] seed = ((MnemonicCheck.Valid) check).mnemonic().seed("");
    return ExtendedSecretKey.fromSeed(seed).orElseThrow();
  }

  private static String field(Map<String, String> fields, String name) {
    return Objects.requireNonNull(fields.get(name), name);
  }

  private static String usual(String text, AddressPrefixes prefixes) {
    String bare = text.replace(" (testnet)", "");
    return Slip132.decode(bare, prefixes).orElseThrow().extendedKey();
  }

  private static String address(String descriptor, AddressPrefixes prefixes) {
    Expansion expansion =
        Descriptor.parse(descriptor, prefixes, false).getFirst().expand(0).orElseThrow();
    return new Addresses(prefixes).encode(expansion.scripts().getFirst()).orElseThrow();
  }

  @Test
  void bip49() {
    Map<String, String> fields = new HashMap<>();
    JsonNode sections = Vectors.json("bip49/bip49.json");
    sections.forEach(section ->
        section.properties().forEach(f -> fields.put(f.getKey(), f.getValue().asString())));
    ExtendedSecretKey root = root(field(fields, "masterseedWords"));
    assertThat(root.encode(TEST)).isEqualTo(usual(field(fields, "masterseed"), TEST));
    ExtendedSecretKey account = root.derive(AccountPath.BIP49.account(true, 0)).orElseThrow();
    assertThat(account.encode(TEST)).isEqualTo(usual(field(fields, "account0Xpriv"), TEST));
    String xpub = account.neuter().encode(TEST);
    assertThat(xpub).isEqualTo(usual(field(fields, "account0Xpub"), TEST));
    SecretKey key = account.derive(KeyPath.of(0, 0)).orElseThrow().secretKey();
    assertThat(Wif.encode(key, TEST)).isEqualTo(field(fields, "account0recvPrivateKey"));
    assertThat("0x" + Hex.encode(key.toBytes()))
        .isEqualTo(field(fields, "account0recvPrivateKeyHex"));
    assertThat("0x" + Hex.encode(key.publicKey()))
        .isEqualTo(field(fields, "account0recvPublicKeyHex"));
    String address = address("sh(wpkh(" + xpub + "/0/*))", TEST);
    assertThat(address).isEqualTo(field(fields, "address").replace(" (testnet)", ""));
    assertThat("0x" + Hex.encode(Base58.decodeCheck(address, 21).orElseThrow(), 1, 20))
        .isEqualTo(field(fields, "addressBytes"));
    Vectors.report("bip49", sections.size());
  }

  @Test
  void bip84() {
    Map<String, String> fields = new HashMap<>();
    JsonNode sections = Vectors.json("bip84/bip84.json");
    sections.forEach(section ->
        section.properties().forEach(f -> fields.putIfAbsent(f.getKey(), f.getValue().asString())));
    ExtendedSecretKey root = root(field(fields, "mnemonic"));
    assertThat(root.encode(MAIN)).isEqualTo(usual(field(fields, "rootpriv"), MAIN));
    assertThat(root.neuter().encode(MAIN)).isEqualTo(usual(field(fields, "rootpub"), MAIN));
    ExtendedSecretKey account = root.derive(AccountPath.BIP84.account(false, 0)).orElseThrow();
    assertThat(account.encode(MAIN)).isEqualTo(usual(field(fields, "xpriv"), MAIN));
    assertThat(account.neuter().encode(MAIN)).isEqualTo(usual(field(fields, "xpub"), MAIN));
    for (JsonNode section : sections) {
      if (section.has("address")) {
        String path = section.get("section").asString();
        KeyPath steps = KeyPath.parse(path.substring(path.indexOf("m/"))).orElseThrow();
        SecretKey key = root.derive(steps).orElseThrow().secretKey();
        assertThat(Wif.encode(key, MAIN)).isEqualTo(section.get("privkey").asString());
        assertThat(Hex.encode(key.publicKey())).isEqualTo(section.get("pubkey").asString());
        assertThat(address("wpkh(" + section.get("pubkey").asString() + ")", MAIN))
            .isEqualTo(section.get("address").asString());
      }
    }
    Vectors.report("bip84", sections.size());
  }

  @Test
  void bip86() {
    JsonNode sections = Vectors.json("bip86/bip86.json");
    ExtendedSecretKey root = root(sections.get(0).get("mnemonic").asString());
    assertThat(root.encode(MAIN)).isEqualTo(sections.get(0).get("rootpriv").asString());
    assertThat(root.neuter().encode(MAIN)).isEqualTo(sections.get(0).get("rootpub").asString());
    assertThat(root.derive(AccountPath.BIP86.account(false, 0)).orElseThrow().encode(MAIN))
        .isEqualTo(sections.get(1).get("xprv").asString());
    int count = 1;
    for (JsonNode section : sections) {
      if (!section.has("xprv")) {
        continue;
      }
      String path = section.get("section").asString();
      KeyPath steps = KeyPath.parse(path.substring(path.indexOf("m/"))).orElseThrow();
      ExtendedSecretKey key = root.derive(steps).orElseThrow();
      assertThat(key.encode(MAIN)).isEqualTo(section.get("xprv").asString());
      assertThat(key.neuter().encode(MAIN)).isEqualTo(section.get("xpub").asString());
      if (section.has("address")) {
        String internal = section.get("internal_key").asString();
        assertThat(Hex.encode(key.secretKey().xOnly())).isEqualTo(internal);
        Script script =
            Descriptor.parse("tr(" + internal + ")", MAIN, false)
                .getFirst()
                .expand(0)
                .orElseThrow()
                .scripts()
                .getFirst();
        assertThat(script.toHex()).isEqualTo(section.get("scriptPubKey").asString());
        assertThat(Hex.encode(script.toBytes(2, 34)))
            .isEqualTo(section.get("output_key").asString());
        assertThat(address("tr(" + internal + ")", MAIN))
            .isEqualTo(section.get("address").asString());
      }
      count++;
    }
    Vectors.report("bip86", count);
  }

  @Test
  void bip67() {
    int count = 0;
    for (JsonNode test : Vectors.json("core/rpc_bip67.json")) {
      List<String> keys = new ArrayList<>();
      test.get("keys").forEach(key -> keys.add(key.asString()));
      int m = test.has("m") ? test.get("m").asInt() : 2;
      String text = "sh(sortedmulti(" + m + "," + String.join(",", keys) + "))";
      Expansion expansion = Descriptor.parse(text, TEST, false).getFirst().expand(0).orElseThrow();
      assertThat(expansion.innerScripts().getFirst().toHex())
          .isEqualTo(test.get("script").asString());
      assertThat(address(text, TEST)).isEqualTo(test.get("address").asString());
      List<String> sorted = new ArrayList<>();
      test.get("sorted_keys").forEach(key -> sorted.add(key.asString()));
      assertThat(keys.stream().sorted().toList()).isEqualTo(sorted);
      count++;
    }
    Vectors.report("core/rpc_bip67", count);
  }
}
