package org.quantumcoin.node.rpc;

import java.util.List;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.Hash256;
import tools.jackson.databind.JsonNode;

/// One call of a method: its positional parameters, and who calls.
///
/// @param method the name it was called by
/// @param params the parameters as they were given; those left out at the end are missing
/// @param user the authenticated user's name
/// @param path the path of the request, which may name a wallet
public record RpcCall(String method, List<JsonNode> params, String user, String path) {
  public RpcCall {
    params = List.copyOf(params);
  }

  public int count() {
    return params.size();
  }

  /// A parameter; JSON null when it was left out.
  public JsonNode get(int index) {
    return index < params.size() ? params.get(index) : Json.nothing();
  }

  public boolean has(int index) {
    return !get(index).isNull();
  }

  public String string(int index) {
    return string(get(index));
  }

  public String string(int index, String otherwise) {
    return has(index) ? string(index) : otherwise;
  }

  public int integer(int index) {
    return integer(get(index));
  }

  public int integer(int index, int otherwise) {
    return has(index) ? integer(index) : otherwise;
  }

  public long longInteger(int index) {
    return longInteger(get(index));
  }

  public long longInteger(int index, long otherwise) {
    return has(index) ? longInteger(index) : otherwise;
  }

  public boolean bool(int index) {
    return bool(get(index));
  }

  public boolean bool(int index, boolean otherwise) {
    return has(index) ? bool(index) : otherwise;
  }

  /// A 32-byte hash in its displayed order; `name` is what the error calls it.
  public Hash256 hash(int index, String name) {
    return hash(get(index), name);
  }

  public static String string(JsonNode value) {
    expect(value, "string");
    return value.stringValue();
  }

  public static boolean bool(JsonNode value) {
    expect(value, "bool");
    return value.booleanValue();
  }

  public static int integer(JsonNode value) {
    long wide = longInteger(value);
    if (wide != (int) wide) {
      throw outOfRange();
    }
    return (int) wide;
  }

  public static long longInteger(JsonNode value) {
    expect(value, "number");
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw outOfRange();
    }
    return value.longValue();
  }

  public static double decimal(JsonNode value) {
    expect(value, "number");
    return value.doubleValue();
  }

  public static Hash256 hash(JsonNode value, String name) {
    String hex = string(value);
    if (hex.length() != 64) {
      throw new RpcException(
          RpcErrorCode.INVALID_PARAMETER,
          "%s must be of length 64 (not %d, for '%s')".formatted(name, hex.length(), hex));
    }
    try {
      return Hash256.fromHex(hex);
    } catch (DecodeException | IllegalArgumentException _) {
      throw new RpcException(
          RpcErrorCode.INVALID_PARAMETER,
          "%s must be hexadecimal string (not '%s')".formatted(name, hex));
    }
  }

  /// Bytes in hex; `name` is what the error calls them.
  public static byte[] bytes(JsonNode value, String name) {
    String hex = value.isString() ? value.stringValue() : "";
    try {
      if (!hex.isEmpty()) {
        return Hex.decode(hex);
      }
    } catch (DecodeException | IllegalArgumentException _) {
      // Said below, as for an empty one.
    }
    throw new RpcException(
        RpcErrorCode.INVALID_PARAMETER,
        "%s must be hexadecimal string (not '%s')".formatted(name, hex));
  }

  private static void expect(JsonNode value, String type) {
    String actual = Json.typeName(value);
    if (!actual.equals(type)) {
      throw new RpcException(
          RpcErrorCode.TYPE_ERROR,
          "JSON value of type " + actual + " is not of expected type " + type);
    }
  }

  private static RpcException outOfRange() {
    return new RpcException(RpcErrorCode.MISC_ERROR, "JSON integer out of range");
  }
}
