package org.quantumcoin.wallet.multisig;

import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.rpc.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// Bitcoin Core: what `importdescriptors` takes, and what `listdescriptors` gives.
final class CoreFormat {
  private CoreFormat() {}

  static MultisigSetup read(JsonNode root, AddressPrefixes prefixes) {
    List<JsonNode> entries =
        root.isArray() ? JsonFields.items(root) : JsonFields.list(root, "descriptors");
    List<String> texts = new ArrayList<>();
    for (boolean internal : new boolean[] {false, true}) {
      for (JsonNode entry : entries) {
        JsonNode flag = entry.get("internal");
        boolean change = flag != null && flag.isBoolean() && flag.booleanValue();
        if (change == internal) {
          texts.add(JsonFields.text(entry, "desc"));
        }
      }
    }
    return DescriptorFormat.read(JsonFields.text(root, "wallet_name", ""), texts, prefixes);
  }

  static JsonNode write(MultisigSetup setup) {
    ArrayNode entries = Json.array();
    for (boolean change : new boolean[] {false, true}) {
      entries
          .addObject()
          .put("desc", setup.descriptor(change).format())
          .put("active", true)
          .put("internal", change)
          .put("timestamp", "now")
          .set("range", Json.array().add(0).add(999));
    }
    return entries;
  }
}
