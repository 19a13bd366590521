package org.quantumcoin.node.script;

import java.util.Optional;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.encoding.DescriptorChecksum;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.Script;

/// The descriptor of an output script about which nothing else is known: Core's `InferDescriptor`
/// without keys, as `decodescript` and `gettxout` print it.
public final class InferredDescriptor {
  private InferredDescriptor() {}

  /// With checksum. What no key function describes is `addr(…)` where there is an address and
  /// `raw(…)` where there is none.
  public static String of(Script script, Addresses addresses) {
    String text =
        byKeys(ScriptTemplates.solve(script))
            .or(() -> addresses.encode(script).map(address -> "addr(" + address + ")"))
            .orElseGet(() -> "raw(" + script.toHex() + ")");
    return DescriptorChecksum.append(text);
  }

  private static Optional<String> byKeys(Solution solution) {
    return switch (solution.type()) {
      case PUBKEY -> {
        byte[] key = solution.parts().get(0);
        yield isOrdinary(key) ? Optional.of("pk(" + Hex.encode(key) + ")") : Optional.empty();
      }
      case MULTISIG -> multisig(solution);
      case WITNESS_V1_TAPROOT -> {
        byte[] key = solution.parts().get(0);
        yield Secp256k1.isValidXOnlyKey(key)
            ? Optional.of("rawtr(" + Hex.encode(key) + ")")
            : Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  private static Optional<String> multisig(Solution solution) {
    StringBuilder text = new StringBuilder("multi(").append(solution.requiredSignatures());
    for (byte[] key : solution.multisigKeys()) {
      if (!isOrdinary(key)) {
        return Optional.empty();
      }
      text.append(',').append(Hex.encode(key));
    }
    return Optional.of(text.append(')').toString());
  }

  /// Not written in the hybrid form. Whether it is a point of the curve is not asked.
  private static boolean isOrdinary(byte[] key) {
    return key[0] != 6 && key[0] != 7;
  }
}
