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

/// Caravan: always sorted keys, no taproot.
final class CaravanFormat {
  private CaravanFormat() {}

  private static MultisigKind kind(String word) {
    return switch (word) {
      case "P2SH" -> MultisigKind.P2SH;
      case "P2SH-P2WSH" -> MultisigKind.P2SH_P2WSH;
      case "P2WSH" -> MultisigKind.P2WSH;
      default -> throw new MultisigException("Caravan's address type is not one we know.");
    };
  }

  static MultisigSetup read(JsonNode root, AddressPrefixes prefixes) {
    JsonNode quorum = JsonFields.object(root, "quorum");
    List<JsonNode> keys = JsonFields.list(root, "extendedPublicKeys");
    require(
        JsonFields.number(quorum, "totalSigners") == keys.size(),
        "The file names another number of signers than it has keys.");
    List<Cosigner> cosigners = new ArrayList<>();
    for (JsonNode key : keys) {
      cosigners.add(
          Cosigner.of(
              JsonFields.text(key, "name", "Cosigner " + (cosigners.size() + 1)),
              JsonFields.text(key, "xfp"),
              JsonFields.text(key, "bip32Path"),
              JsonFields.text(key, "xpub"),
              JsonFields.text(key, "method", ""),
              prefixes));
    }
    return MultisigSetup.sorted(
        JsonFields.text(root, "name", ""),
        JsonFields.number(quorum, "requiredSigners"),
        cosigners,
        kind(JsonFields.text(root, "addressType")),
        prefixes);
  }

  static JsonNode write(MultisigSetup setup) {
    setup.expectExtendedKeys("Caravan");
    require(
        setup.kind() != MultisigKind.P2TR && setup.sorted(),
        "Caravan knows neither taproot nor keys in a fixed order.");
    boolean test = setup.prefixes().extendedPublic() == 0x043587cf;
    ObjectNode root =
        Json.object()
            .put("name", setup.name())
            .put("addressType", setup.kind().word())
            .put("network", test ? "testnet" : "mainnet");
    root.putObject("client").put("type", "public");
    root.putObject("quorum")
        .put("requiredSigners", setup.threshold())
        .put("totalSigners", setup.cosigners().size());
    ArrayNode keys = root.putArray("extendedPublicKeys");
    for (Cosigner cosigner : setup.cosigners()) {
      keys.addObject()
          .put("name", cosigner.name())
          .put("bip32Path", "m" + cosigner.origin().path().format(true))
          .put("xpub", cosigner.key().encode(setup.prefixes()))
          .put("xfp", cosigner.origin().fingerprintHex())
          .put("method", method(cosigner.device()));
    }
    return root.put("startingAddressIndex", 0);
  }

  /// The devices that Caravan talks to; anything else is a key as text.
  private static String method(String device) {
    String word = device.toLowerCase(Locale.ROOT);
    return switch (word) {
      case "trezor", "ledger", "coldcard", "hermit", "jade", "bitbox" -> word;
      default -> "text";
    };
  }
}
