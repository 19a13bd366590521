package org.quantumcoin.wallet.multisig;

import static org.quantumcoin.wallet.multisig.MultisigException.require;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Fields of a JSON file by their types; what is missing or of another type is a
/// [MultisigException].
final class JsonFields {
  private static final int MAX_ITEMS = 1_000;

  private JsonFields() {}

  static String text(JsonNode object, String name) {
    JsonNode value = object.get(name);
    require(
        value != null && value.isString(), "The file is not complete: " + name + " is missing.");
    return String.valueOf(value == null ? null : value.stringValue());
  }

  static String text(JsonNode object, String name, String otherwise) {
    JsonNode value = object.get(name);
    return value != null && value.isString() ? value.stringValue() : otherwise;
  }

  static int number(JsonNode object, String name) {
    JsonNode value = object.get(name);
    boolean small = value != null && value.isIntegralNumber() && value.canConvertToInt();
    require(small, "The file is not complete: " + name + " is missing or no number.");
    return value == null ? 0 : value.intValue();
  }

  static JsonNode object(JsonNode object, String name) {
    JsonNode value = object.get(name);
    if (value == null || !value.isObject()) {
      throw new MultisigException("The file is not complete: " + name + " is missing.");
    }
    return value;
  }

  static List<JsonNode> list(JsonNode object, String name) {
    JsonNode value = object.get(name);
    if (value == null || !value.isArray()) {
      throw new MultisigException("The file is not complete: " + name + " is missing.");
    }
    return items(value);
  }

  static List<JsonNode> items(JsonNode array) {
    List<JsonNode> items = new ArrayList<>();
    array.forEach(items::add);
    require(items.size() <= MAX_ITEMS, "The file has too many entries.");
    return items;
  }
}
