package org.quantumcoin.wallet.multisig;

import static org.quantumcoin.wallet.multisig.MultisigException.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.wallet.descriptor.MultisigKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Sparrow's wallet as JSON: the script type, the policy as a miniscript with keystores by label,
/// and the keystores.
final class SparrowFormat {
  private SparrowFormat() {}

  private static String scriptType(MultisigKind kind) {
    return switch (kind) {
      case P2SH -> "P2SH";
      case P2SH_P2WSH -> "P2SH_P2WSH";
      case P2WSH -> "P2WSH";
      case P2TR ->
          throw new MultisigException("Sparrow has no taproot wallets of several signers.");
    };
  }

  private static MultisigKind kind(String scriptType) {
    return switch (scriptType) {
      case "P2SH" -> MultisigKind.P2SH;
      case "P2SH_P2WSH" -> MultisigKind.P2SH_P2WSH;
      case "P2WSH" -> MultisigKind.P2WSH;
      default -> throw new MultisigException("Sparrow's script type is not one we know.");
    };
  }

  static MultisigSetup read(JsonNode root, AddressPrefixes prefixes) {
    require(
        JsonFields.text(root, "policyType").equals("MULTI"),
        "This wallet of Sparrow has one signer only.");
    JsonNode miniscript = JsonFields.object(JsonFields.object(root, "defaultPolicy"), "miniscript");
    String script = JsonFields.text(miniscript, "script");
    List<JsonNode> keystores = JsonFields.list(root, "keystores");
    List<Cosigner> cosigners = new ArrayList<>();
    for (JsonNode keystore : keystores) {
      JsonNode derivation = JsonFields.object(keystore, "keyDerivation");
      cosigners.add(
          Cosigner.of(
              JsonFields.text(keystore, "label", ""),
              JsonFields.text(derivation, "masterFingerprint"),
              JsonFields.text(derivation, "derivationPath"),
              key(keystore),
              JsonFields.text(keystore, "walletModel", "").toLowerCase(Locale.ROOT),
              prefixes));
    }
    MultisigKind kind = kind(JsonFields.text(root, "scriptType"));
    return MultisigSetup.sorted(
        JsonFields.text(root, "name", ""), threshold(script), cosigners, kind, prefixes);
  }

  /// The key as text; some versions have it within an object.
  private static String key(JsonNode keystore) {
    JsonNode key = keystore.get("extendedPublicKey");
    return key != null && key.isObject()
        ? JsonFields.text(key, "key")
        : JsonFields.text(keystore, "extendedPublicKey");
  }

  /// From `wsh(sortedmulti(2,First,Second,Third))`.
  private static int threshold(String script) {
    String function = "sortedmulti(";
    int start = script.indexOf(function);
    int end = start < 0 ? -1 : script.indexOf(',', start);
    String digits = end < 0 ? "" : script.substring(start + function.length(), end);
    require(
        digits.matches("[0-9]{1,3}"),
        "The policy of this wallet of Sparrow is not one of several signers with sorted keys.");
    return Integer.parseInt(digits);
  }

  static JsonNode write(MultisigSetup setup) {
    setup.expectExtendedKeys("Sparrow");
    require(setup.sorted(), "Sparrow does not know keys in a fixed order.");
    String scriptType = scriptType(setup.kind());
    ObjectNode root =
        Json.object()
            .put("name", setup.name())
            .put("policyType", "MULTI")
            .put("scriptType", scriptType);
    List<String> labels = setup.cosigners().stream().map(Cosigner::name).toList();
    String multi = "sortedmulti(" + setup.threshold() + "," + String.join(",", labels) + ")";
    String script =
        switch (setup.kind()) {
          case P2SH -> "sh(" + multi + ")";
          case P2SH_P2WSH -> "sh(wsh(" + multi + "))";
          case P2WSH, P2TR -> "wsh(" + multi + ")";
        };
    root.putObject("defaultPolicy")
        .put("name", "Default")
        .putObject("miniscript")
        .put("script", script);
    ArrayNode keystores = root.putArray("keystores");
    for (Cosigner cosigner : setup.cosigners()) {
      ObjectNode keystore =
          keystores
              .addObject()
              .put("label", cosigner.name())
              .put("source", "SW_WATCH")
              .put("walletModel", model(cosigner.device()));
      keystore
          .putObject("keyDerivation")
          .put("masterFingerprint", cosigner.origin().fingerprintHex())
          .put("derivationPath", "m" + cosigner.origin().path().format(true));
      keystore.put("extendedPublicKey", cosigner.key().encode(setup.prefixes()));
    }
    return root;
  }

  private static String model(String device) {
    return device.isEmpty() ? "SPARROW" : device.toUpperCase(Locale.ROOT);
  }
}
