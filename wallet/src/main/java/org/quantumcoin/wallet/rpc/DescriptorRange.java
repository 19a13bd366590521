package org.quantumcoin.wallet.rpc;

import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcException;
import tools.jackson.databind.JsonNode;

/// The indices that a call asks for, first and last.
record DescriptorRange(int first, int last) {
  /// At most so many indices in one call.
  private static final int MAX_COUNT = 1_000_000;

  static final DescriptorRange ONLY_ZERO = new DescriptorRange(0, 0);

  /// Core's `ParseDescriptorRange`: the last index, or the first and the last.
  static DescriptorRange of(JsonNode value) {
    long first = 0;
    long last;
    if (value.isNumber()) {
      last = RpcCall.longInteger(value);
    } else if (value.isArray()
        && value.size() == 2
        && value.get(0).isNumber()
        && value.get(1).isNumber()) {
      first = RpcCall.longInteger(value.get(0));
      last = RpcCall.longInteger(value.get(1));
      require(first <= last, "Range specified as [begin,end] must not have begin after end");
    } else {
      throw invalid("Range must be specified as end or as [begin,end]");
    }
    require(first >= 0, "Range should be greater or equal than 0");
    require(last >> 31 == 0, "End of range is too high");
    require(last < first + MAX_COUNT, "Range is too large");
    return new DescriptorRange((int) first, (int) last);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw invalid(message);
    }
  }

  private static RpcException invalid(String message) {
    return new RpcException(RpcErrorCode.INVALID_PARAMETER, message);
  }
}
