package org.quantumcoin.wallet.multisig;

import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.rpc.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Specter Desktop: a label, the receiving descriptor, and the devices in the order of its keys.
final class SpecterFormat {
  private SpecterFormat() {}

  static MultisigSetup read(JsonNode root, AddressPrefixes prefixes) {
    String label = JsonFields.text(root, "label", "");
    MultisigSetup setup =
        DescriptorFormat.read(label, List.of(JsonFields.text(root, "descriptor")), prefixes);
    setup.expectExtendedKeys("Specter");
    List<String> names = new ArrayList<>();
    List<String> devices = new ArrayList<>();
    if (root.has("devices")) {
      for (JsonNode device : JsonFields.list(root, "devices")) {
        // Older versions wrote the label alone.
        names.add(device.isString() ? device.stringValue() : JsonFields.text(device, "label", ""));
        devices.add(JsonFields.text(device, "type", ""));
      }
    }
    return DescriptorFormat.renamed(setup, names, devices);
  }

  static JsonNode write(MultisigSetup setup) {
    setup.expectExtendedKeys("Specter");
    ObjectNode root =
        Json.object()
            .put("label", setup.name())
            .put("blockheight", 0)
            .put("descriptor", setup.descriptor(false).format());
    ArrayNode devices = root.putArray("devices");
    for (Cosigner cosigner : setup.cosigners()) {
      devices.addObject().put("type", cosigner.device()).put("label", cosigner.name());
    }
    return root;
  }
}
