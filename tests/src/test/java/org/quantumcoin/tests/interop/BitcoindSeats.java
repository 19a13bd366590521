package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Signers of a treasury whose keys are in wallets of bitcoind.
final class BitcoindSeats {
  private final Bitcoind bitcoind;

  BitcoindSeats(Bitcoind bitcoind) {
    this.bitcoind = bitcoind;
  }

  /// The key at BIP-0048's path of a new bitcoind wallet, with its origin.
  String key(String name) {
    bitcoind.call("createwallet", name);
    importOne(name, "wpkh(" + root(name) + "/48h/1h/0h/2h/0/*)", false, false);
    return account(name);
  }

  private String account(String name) {
    for (JsonNode each : bitcoind.walletCall(name, "listdescriptors").get("descriptors")) {
      String text = each.get("desc").asString();
      if (text.contains("/48h/1h/0h/2h]")) {
        return text.substring(text.indexOf('['), text.indexOf("/0/*"));
      }
    }
    throw new AssertionError("bitcoind does not show the key");
  }

  private String root(String name) {
    ObjectNode options = JsonNodeFactory.instance.objectNode().put("private", true);
    for (JsonNode key : bitcoind.walletCall(name, "gethdkeys", options)) {
      if (key.path("has_private").asBoolean()) {
        return key.get("xprv").asString();
      }
    }
    throw new AssertionError("bitcoind has no root key");
  }

  private void importOne(String wallet, String text, boolean active, boolean change) {
    String checksum = bitcoind.call("getdescriptorinfo", text).get("checksum").asString();
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("desc", text + "#" + checksum).put("timestamp", "now");
    request.put("active", active).put("internal", change);
    request.putArray("range").add(0).add(30);
    JsonNode result =
        bitcoind
            .walletCall(
                wallet, "importdescriptors", JsonNodeFactory.instance.arrayNode().add(request))
            .get(0);
    assertThat(result.get("success").asBoolean()).as(result.toString()).isTrue();
  }

  /// The same setup with the seat's own private key, in a wallet of its own.
  void importSetup(String name, String descriptor) {
    String bare = descriptor.substring(0, descriptor.indexOf('#'));
    String own = bare.replace(account(name), root(name) + "/48h/1h/0h/2h");
    bitcoind.call("createwallet", name + "-keys", false, true);
    for (boolean change : new boolean[] {false, true}) {
      importOne(name + "-keys", own.replace("<0;1>", change ? "1" : "0"), true, change);
    }
  }

  /// A payment with the seat's signatures.
  JsonNode sign(String name, JsonNode psbt) {
    return bitcoind
        .walletCall(name + "-keys", "walletprocesspsbt", psbt, true, "ALL", true, false)
        .get("psbt");
  }
}
