package org.quantumcoin.node.rpc;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.quantumcoin.node.primitives.Amount;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON values of the RPC interface, and how they are printed: as Bitcoin Core's UniValue prints
/// them, because clients compare texts.
///
/// Amounts are numbers with eight decimals, other fractions have sixteen significant digits, fields
/// keep their order.
public final class Json {
  private static final int DOUBLE_DIGITS = 16;

  private Json() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  public static JsonNode string(String value) {
    return JsonNodeFactory.instance.stringNode(value);
  }

  public static JsonNode number(long value) {
    return JsonNodeFactory.instance.numberNode(value);
  }

  /// A fraction that is no amount: a difficulty, a share, seconds.
  public static JsonNode number(double value) {
    return DoubleNode.valueOf(value);
  }

  public static JsonNode bool(boolean value) {
    return JsonNodeFactory.instance.booleanNode(value);
  }

  public static JsonNode nothing() {
    return NullNode.getInstance();
  }

  /// Satoshis as coins: `0.00000001`.
  public static JsonNode amount(long sats) {
    return DecimalNode.valueOf(BigDecimal.valueOf(sats, 8));
  }

  /// On one line, as replies are sent.
  public static String write(JsonNode value) {
    StringBuilder out = new StringBuilder();
    append(out, value, 0, 1);
    return out.toString();
  }

  /// With `indent` spaces a level, as Bitcoin Core's client prints.
  public static String writePretty(JsonNode value, int indent) {
    StringBuilder out = new StringBuilder();
    append(out, value, indent, 1);
    return out.toString();
  }

  /// On one line with its end.
  static byte[] writeLine(JsonNode value) {
    StringBuilder out = new StringBuilder();
    append(out, value, 0, 1);
    return out.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  static void writeTo(ByteArrayOutputStream out, JsonNode value) {
    out.writeBytes(write(value).getBytes(StandardCharsets.UTF_8));
  }

  private static void append(StringBuilder out, JsonNode value, int indent, int level) {
    switch (value.getNodeType()) {
      case OBJECT -> appendObject(out, value, indent, level);
      case ARRAY -> appendArray(out, value, indent, level);
      case STRING -> quote(out, value.stringValue());
      case BOOLEAN -> out.append(value.booleanValue());
      case NUMBER -> appendNumber(out, value);
      case NULL, MISSING -> out.append("null");
      default -> throw new IllegalArgumentException("not a JSON value: " + value.getNodeType());
    }
  }

  private static void appendObject(StringBuilder out, JsonNode value, int indent, int level) {
    out.append('{');
    newLine(out, indent, 0);
    int left = value.size();
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      indent(out, indent * level);
      quote(out, field.getKey());
      out.append(indent > 0 ? ": " : ":");
      append(out, field.getValue(), indent, level + 1);
      out.append(--left > 0 ? "," : "");
      newLine(out, indent, 0);
    }
    indent(out, indent * (level - 1));
    out.append('}');
  }

  private static void appendArray(StringBuilder out, JsonNode value, int indent, int level) {
    out.append('[');
    newLine(out, indent, 0);
    int left = value.size();
    for (JsonNode element : value.values()) {
      indent(out, indent * level);
      append(out, element, indent, level + 1);
      out.append(--left > 0 ? "," : "");
      newLine(out, indent, 0);
    }
    indent(out, indent * (level - 1));
    out.append(']');
  }

  private static void newLine(StringBuilder out, int indent, int spaces) {
    if (indent > 0) {
      out.append('\n');
      indent(out, spaces);
    }
  }

  private static void indent(StringBuilder out, int spaces) {
    out.repeat(' ', spaces);
  }

  private static void appendNumber(StringBuilder out, JsonNode value) {
    if (value.isDouble() || value.isFloat()) {
      out.append(format(value.doubleValue()));
    } else if (value.isBigDecimal()) {
      out.append(value.decimalValue().toPlainString());
    } else {
      out.append(value.asString());
    }
  }

  /// C++'s default format at sixteen digits (`%.16g`): `1`, `0.5`, `4.656542373906925e-10`.
  static String format(double value) {
    if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
      return "0";
    }
    BigDecimal rounded =
        new BigDecimal(value).round(new MathContext(DOUBLE_DIGITS, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - rounded.scale() - 1;
    BigDecimal bare = rounded.stripTrailingZeros();
    if (exponent >= -4 && exponent < DOUBLE_DIGITS) {
      return bare.toPlainString();
    }
    String digits = bare.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    String power = Integer.toString(Math.abs(exponent));
    return (value < 0 ? "-" : "")
        + mantissa
        + (exponent < 0 ? "e-" : "e+")
        + (power.length() < 2 ? "0" : "")
        + power;
  }

  private static void quote(StringBuilder out, String text) {
    out.append('"');
    if (needsEscapes(text)) {
      escape(out, text);
    } else {
      out.append(text);
    }
    out.append('"');
  }

  /// Hardly any text does, and hex of megabytes is copied at once.
  private static boolean needsEscapes(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\' || c == 0x7f) {
        return true;
      }
    }
    return false;
  }

  private static void escape(StringBuilder out, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        default -> {
          if (c < ' ' || c == 0x7f) {
            out.append("\\u00").append(Character.forDigit(c >> 4, 16));
            out.append(Character.forDigit(c & 15, 16));
          } else {
            out.append(c);
          }
        }
      }
    }
  }

  /// Satoshis of a JSON amount, which may be a number or a string. Core's `AmountFromValue`.
  public static long amountFrom(JsonNode value) {
    if (!value.isNumber() && !value.isString()) {
      throw new RpcException(RpcErrorCode.TYPE_ERROR, "Amount is not a number or string");
    }
    BigDecimal coins;
    try {
      coins = value.isString() ? decimal(value.stringValue()) : value.decimalValue();
      // Scaled only when that cannot make a number of absurd length.
      if (coins.scale() < -18 || coins.scale() > 1_000) {
        throw new ArithmeticException("out of form");
      }
    } catch (ArithmeticException _) {
      throw new RpcException(RpcErrorCode.TYPE_ERROR, "Invalid amount");
    }
    long sats;
    try {
      sats = coins.movePointRight(8).longValueExact();
    } catch (ArithmeticException _) {
      throw new RpcException(RpcErrorCode.TYPE_ERROR, "Invalid amount");
    }
    if (sats < 0 || sats > Amount.MAX_MONEY) {
      throw new RpcException(RpcErrorCode.TYPE_ERROR, "Amount out of range");
    }
    return sats;
  }

  private static BigDecimal decimal(String text) {
    // As a JSON number is written: no sign plus, no leading point, no leading zeros.
    if (!text.matches("-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?")) {
      throw new ArithmeticException("not a number");
    }
    return new BigDecimal(text);
  }

  /// What Core calls a value's type in its messages.
  public static String typeName(JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL, MISSING -> "null";
      case BOOLEAN -> "bool";
      case OBJECT -> "object";
      case ARRAY -> "array";
      case STRING -> "string";
      default -> "number";
    };
  }
}
