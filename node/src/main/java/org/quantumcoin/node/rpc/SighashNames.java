package org.quantumcoin.node.rpc;

import org.quantumcoin.node.script.SigHash;
import tools.jackson.databind.JsonNode;

/// Signature hash types by the names that calls and results have for them.
public final class SighashNames {
  private SighashNames() {}

  /// Core's `ParseSighashString`: the default where none is given. Fails with an [RpcException].
  public static int parse(JsonNode value) {
    if (value.isNull()) {
      return SigHash.DEFAULT;
    }
    String text = RpcCall.string(value);
    return switch (text) {
      case "DEFAULT" -> SigHash.DEFAULT;
      case "ALL" -> SigHash.ALL;
      case "ALL|ANYONECANPAY" -> SigHash.ALL | SigHash.ANYONECANPAY;
      case "NONE" -> SigHash.NONE;
      case "NONE|ANYONECANPAY" -> SigHash.NONE | SigHash.ANYONECANPAY;
      case "SINGLE" -> SigHash.SINGLE;
      case "SINGLE|ANYONECANPAY" -> SigHash.SINGLE | SigHash.ANYONECANPAY;
      default ->
          throw new RpcException(
              RpcErrorCode.INVALID_PARAMETER, "'" + text + "' is not a valid sighash parameter.");
    };
  }

  /// Core's `SighashToStr`: nothing for types without a name, among them the default.
  public static String of(int hashType) {
    String base =
        switch (hashType & ~SigHash.ANYONECANPAY & 0xff) {
          case SigHash.ALL -> "ALL";
          case SigHash.NONE -> "NONE";
          case SigHash.SINGLE -> "SINGLE";
          default -> "";
        };
    boolean alone = (hashType & SigHash.ANYONECANPAY) != 0;
    return base.isEmpty() || !alone ? base : base + "|ANYONECANPAY";
  }
}
