package org.quantumcoin.node.rpc;

/// What a parameter may be, as Core's `RPCArg::Type`.
public enum RpcType {
  STRING("string", "string"),
  HEX("string", "string"),
  NUMBER("numeric", "number"),
  BOOLEAN("boolean", "bool"),
  /// A number or a string, checked by the method.
  AMOUNT("numeric or string", ""),
  /// One number, or an array of the first and last.
  RANGE("numeric or array", ""),
  OBJECT("json object", "object"),
  /// An object whose members may be given as named parameters.
  OPTIONS("json object", "object"),
  ARRAY("json array", "array");

  private final String shown;
  private final String expected;

  RpcType(String shown, String expected) {
    this.shown = shown;
    this.expected = expected;
  }

  /// What the help calls it.
  String shown() {
    return shown;
  }

  /// The JSON type that is demanded; empty when the method looks for itself.
  String expected() {
    return expected;
  }
}
