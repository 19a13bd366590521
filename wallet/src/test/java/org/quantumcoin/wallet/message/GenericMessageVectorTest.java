package org.quantumcoin.wallet.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.Witness;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.node.script.Wif;
import org.quantumcoin.node.script.sign.KeyStore;
import org.quantumcoin.node.script.sign.ScriptSatisfier;
import org.quantumcoin.node.vectors.Vectors;
import tools.jackson.databind.JsonNode;

class GenericMessageVectorTest {
  private static final AddressPrefixes MAIN =
      new AddressPrefixes(0, 5, 128, 0x0488b21e, 0x0488ade4, "bc");

  private static Script script(JsonNode test) {
    return new Addresses(MAIN).script(test.get("address").asString()).orElseThrow();
  }

  private static List<JsonNode> cases(String list) {
    List<JsonNode> all = new ArrayList<>();
    for (String file : List.of("bip322/basic.json", "bip322/generated.json")) {
      JsonNode found = Vectors.json(file).get(list);
      if (found != null) {
        found.forEach(all::add);
      }
    }
    return all;
  }

  private static KeyStore keys(JsonNode test) {
    KeyStore keys = new KeyStore();
    for (JsonNode wif : test.get("private_keys")) {
      keys.addKey(Wif.decode(wif.asString(), MAIN).orElseThrow());
    }
    String witnessScript = test.get("witness_script").asString();
    if (!witnessScript.isEmpty()) {
      keys.addScriptAndItsWitnessForm(Script.fromHex(witnessScript));
    }
    if (test.has("sig_script") && !test.get("sig_script").asString().isEmpty()) {
      keys.addScript(Script.fromHex(test.get("sig_script").asString()));
    }
    if (ScriptTemplates.witnessVersion(script(test)) == 1) {
      for (JsonNode wif : test.get("private_keys")) {
        keys.addTaproot(Wif.decode(wif.asString(), MAIN).orElseThrow().xOnly(), Optional.empty());
      }
    }
    return keys;
  }

  private static void assertValid(JsonNode test) {
    for (JsonNode signature : test.get("bip322_signatures")) {
      String message = test.get("message").asString();
      assertThat(GenericMessage.verify(script(test), signature.asString(), message).isValid())
          .as("%s", test)
          .isTrue();
      assertThat(GenericMessage.verify(script(test), signature.asString(), message + "!").isValid())
          .isFalse();
    }
  }

  /// Signers differ in their randomness and in whether they look for a low R, so that ours is one
  /// of the published ones only now and then.
  private static void assertSigned(JsonNode test, Optional<String> made) {
    assertThat(made).as("%s", test).isPresent();
    assertThat(
            GenericMessage.verify(script(test), made.orElseThrow(), test.get("message").asString())
                .isValid())
        .as("%s", test)
        .isTrue();
  }

  @Test
  void transactionHashes() {
    List<JsonNode> tests = cases("tx_hashes");
    for (JsonNode test : tests) {
      String message = test.get("message").asString();
      assertThat(Hex.encode(GenericMessage.hash(message)))
          .isEqualTo(test.get("message_hash").asString());
      Transaction toSpend = GenericMessage.toSpend(script(test), message);
      assertThat(toSpend.txid().toString()).isEqualTo(test.get("to_spend_tx_hash").asString());
      assertThat(
              GenericMessage.toSign(toSpend, Script.EMPTY, Witness.EMPTY, 0, 0, 0)
                  .txid()
                  .toString())
          .isEqualTo(test.get("to_sign_tx_hash").asString());
    }
    Vectors.report("bip322 tx_hashes", tests.size());
  }

  @Test
  void simple() {
    List<JsonNode> tests = cases("simple");
    for (JsonNode test : tests) {
      assertValid(test);
      try (KeyStore keys = keys(test)) {
        assertSigned(
            test,
            GenericMessage.signSimple(
                script(test), test.get("message").asString(), keys, ScriptSatisfier.NONE));
      }
    }
    Vectors.report("bip322 simple", tests.size());
  }

  @Test
  void full() {
    List<JsonNode> tests = cases("full");
    int signed = 0;
    for (JsonNode test : tests) {
      assertValid(test);
      // Its leaf is no script that a wallet would make, and has no miniscript.
      if (!test.get("type").asString().contains("time-lock")) {
        signed++;
        try (KeyStore keys = keys(test)) {
          assertSigned(
              test,
              GenericMessage.signFull(
                  script(test),
                  test.get("message").asString(),
                  keys,
                  ScriptSatisfier.NONE,
                  test.get("tx_version").asInt(),
                  test.get("lock_time").asInt(),
                  test.get("sequence").asInt()));
        }
      }
    }
    Vectors.report("bip322 full (signed by us " + signed + ")", tests.size());
  }

  @Test
  void proofOfFunds() {
    List<JsonNode> tests = cases("proof_of_funds");
    for (JsonNode test : tests) {
      assertValid(test);
      MessageVerdict verdict =
          GenericMessage.verify(
              script(test),
              test.get("bip322_signatures").get(0).asString(),
              test.get("message").asString());
      assertThat(((MessageVerdict.Valid) verdict).coins()).isNotEmpty();
    }
    Vectors.report("bip322 proof_of_funds", tests.size());
  }

  @Test
  void errors() {
    List<JsonNode> tests = cases("error");
    for (JsonNode test : tests) {
      assertThat(
              GenericMessage.verify(
                  script(test), test.get("signature").asString(), test.get("message").asString()))
          .as("%s", test)
          .isInstanceOf(MessageVerdict.Invalid.class);
    }
    Vectors.report("bip322 error", tests.size());
  }
}
