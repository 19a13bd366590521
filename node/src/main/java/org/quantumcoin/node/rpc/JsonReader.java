package org.quantumcoin.node.rpc;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads a request's JSON under bounds that keep a small text from becoming a large tree.
///
/// A key that stands twice in one object is refused: Core keeps both and finds out later, where it
/// finds out; a tree that silently kept one of two outputs of a payment would be worse.
public final class JsonReader {
  /// Core's `MAX_JSON_DEPTH`.
  private static final int MAX_DEPTH = 512;

  /// Values, names and brackets in one request: enough for a batch of 100,000 calls, and under 200
  /// MB as a tree.
  private static final int MAX_TOKENS = 2_000_000;

  private static final int MAX_NUMBER_CHARS = 1_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxTokenCount(MAX_TOKENS)
                  .maxNumberLength(MAX_NUMBER_CHARS)
                  .maxNameLength(RpcServer.MAX_BODY_BYTES)
                  .maxStringLength(RpcServer.MAX_BODY_BYTES)
                  .build())
          .build();

  private JsonReader() {}

  /// The one value of the text; empty when it is no JSON or breaks a bound.
  public static Optional<JsonNode> read(byte[] utf8) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), utf8)) {
      return read(parser);
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  public static Optional<JsonNode> read(String text) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      return read(parser);
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static Optional<JsonNode> read(JsonParser parser) {
    ArrayDeque<JsonNode> open = new ArrayDeque<>();
    ArrayDeque<String> names = new ArrayDeque<>();
    JsonNode root = null;
    String name = "";
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (root != null && open.isEmpty()) {
        return Optional.empty();
      }
      switch (token) {
        case PROPERTY_NAME -> name = parser.currentName();
        case END_OBJECT, END_ARRAY -> {
          open.pop();
          name = names.pop();
        }
        default -> {
          JsonNode value = value(parser, token);
          if (open.isEmpty()) {
            root = value;
          } else if (!attach(open.element(), name, value)) {
            return Optional.empty();
          }
          if (value.isContainer()) {
            open.push(value);
            names.push(name);
          }
        }
      }
    }
    return Optional.ofNullable(root);
  }

  private static boolean attach(JsonNode parent, String name, JsonNode value) {
    if (parent instanceof ArrayNode array) {
      array.add(value);
      return true;
    }
    ObjectNode object = (ObjectNode) parent;
    if (object.has(name)) {
      return false;
    }
    object.set(name, value);
    return true;
  }

  private static JsonNode value(JsonParser parser, JsonToken token) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (token) {
      case START_OBJECT -> nodes.objectNode();
      case START_ARRAY -> nodes.arrayNode();
      case VALUE_STRING -> nodes.stringNode(parser.getString());
      case VALUE_TRUE -> nodes.booleanNode(true);
      case VALUE_FALSE -> nodes.booleanNode(false);
      case VALUE_NULL -> nodes.nullNode();
      case VALUE_NUMBER_INT -> integer(parser, nodes);
      case VALUE_NUMBER_FLOAT -> DecimalNode.valueOf(new BigDecimal(parser.getString()));
      default -> throw new IllegalStateException("no value: " + token);
    };
  }

  private static JsonNode integer(JsonParser parser, JsonNodeFactory nodes) {
    return switch (parser.getNumberType()) {
      case INT -> nodes.numberNode(parser.getIntValue());
      case LONG -> nodes.numberNode(parser.getLongValue());
      default -> nodes.numberNode(parser.getBigIntegerValue());
    };
  }
}
