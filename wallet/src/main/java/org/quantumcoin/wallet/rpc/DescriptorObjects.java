package org.quantumcoin.wallet.rpc;

import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcException;
import org.quantumcoin.wallet.descriptor.Descriptor;
import org.quantumcoin.wallet.descriptor.Expansion;
import tools.jackson.databind.JsonNode;

/// Descriptors that a call gives, as text or as an object of `desc` and `range`: Core's
/// `EvalDescriptorStringOrObject`.
final class DescriptorObjects {
  /// Core's default: the first thousand keys and one.
  private static final DescriptorRange DEFAULT_RANGE = new DescriptorRange(0, 1000);

  private DescriptorObjects() {}

  /// At all indices of the range. Fails with an [RpcException].
  static List<Expansion> expand(JsonNode object, AddressPrefixes prefixes) {
    String text;
    DescriptorRange range = DEFAULT_RANGE;
    if (object.isString()) {
      text = object.stringValue();
    } else if (object.isObject()) {
      JsonNode descriptor = object.path("desc");
      if (descriptor.isMissingNode() || descriptor.isNull()) {
        throw new RpcException(
            RpcErrorCode.INVALID_PARAMETER, "Descriptor needs to be provided in scan object");
      }
      text = RpcCall.string(descriptor);
      JsonNode given = object.path("range");
      range = given.isMissingNode() || given.isNull() ? range : DescriptorRange.of(given);
    } else {
      throw new RpcException(
          RpcErrorCode.INVALID_PARAMETER, "Scan object needs to be either a string or an object");
    }
    List<Descriptor> parsed = DescriptorRpc.parse(text, prefixes, false);
    if (!parsed.getFirst().isRange()) {
      range = DescriptorRange.ONLY_ZERO;
    }
    List<Expansion> expansions = new ArrayList<>();
    for (int i = range.first(); i >= 0 && i <= range.last(); i++) {
      for (Descriptor descriptor : parsed) {
        expansions.add(
            descriptor
                .expand(i)
                .orElseThrow(() ->
                    DescriptorRpc.badKey(
                        "Cannot derive script without private keys: '" + text + "'")));
      }
    }
    return expansions;
  }
}
