package org.quantumcoin.wallet.miniscript;

import java.util.List;
import java.util.random.RandomGenerator;
import org.quantumcoin.node.crypto.Hash160;
import org.quantumcoin.node.crypto.Ripemd160;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.Hex;

/// Texts that may be miniscripts, with keys whose secrets are small numbers and hashes whose
/// preimages are as well.
final class RandomMiniscript {
  private static final List<String> WRAPPERS =
      List.of("a", "s", "c", "d", "v", "j", "n", "t", "u", "l", "");

  private final RandomGenerator random;
  private final boolean tapscript;
  private int nextKey = 1;

  RandomMiniscript(RandomGenerator random, boolean tapscript) {
    this.random = random;
    this.tapscript = tapscript;
  }

  static byte[] secret(int number) {
    byte[] bytes = new byte[32];
    bytes[30] = (byte) (number >>> 8);
    bytes[31] = (byte) number;
    return bytes;
  }

  private String key() {
    return Hex.encode(Secp256k1.publicKey(secret(nextKey++), true));
  }

  private String keys(int count) {
    StringBuilder keys = new StringBuilder();
    for (int i = 0; i < count; i++) {
      keys.append(',').append(key());
    }
    return keys.toString();
  }

  private String leaf() {
    byte[] preimage = secret(random.nextInt(1, 5));
    return switch (random.nextInt(11)) {
      case 0, 1 -> "pk(" + key() + ")";
      case 2 -> "pkh(" + key() + ")";
      case 3 -> "older(" + random.nextInt(1, 20) + ")";
      case 4 -> "after(" + random.nextInt(1, 20) + ")";
      case 5 -> "sha256(" + Hex.encode(Sha256.hash(preimage)) + ")";
      case 6 -> "hash256(" + Hex.encode(Sha256.hashTwice(preimage)) + ")";
      case 7 -> "hash160(" + Hex.encode(Hash160.hash(preimage)) + ")";
      case 8 -> "ripemd160(" + Hex.encode(Ripemd160.hash(preimage)) + ")";
      case 9 -> {
        int n = random.nextInt(1, 4);
        String name = tapscript ? "multi_a(" : "multi(";
        yield name + random.nextInt(1, n + 1) + keys(n) + ")";
      }
      default -> random.nextBoolean() ? "0" : "1";
    };
  }

  /// A text that is well-typed if luck has it.
  String next(int depth) {
    String bare = depth == 0 || random.nextInt(4) == 0 ? leaf() : combined(depth - 1);
    return random.nextInt(8) == 0
        ? wrap(WRAPPERS.get(random.nextInt(WRAPPERS.size())), bare)
        : bare;
  }

  private static String wrap(String wrapper, String text) {
    boolean wrapped =
        text.indexOf(':') > 0 && text.substring(0, text.indexOf(':')).matches("[a-z]+");
    return wrapper + (wrapped || wrapper.isEmpty() ? "" : ":") + text;
  }

  private String combined(int depth) {
    String x = next(depth);
    String y = next(depth);
    return switch (random.nextInt(9)) {
      case 0 -> "and_v(" + wrap("v", x) + "," + y + ")";
      case 1 -> "and_b(" + x + "," + wrap(random.nextBoolean() ? "a" : "s", y) + ")";
      case 2 -> "or_b(" + x + "," + wrap(random.nextBoolean() ? "a" : "s", y) + ")";
      case 3 -> "or_d(" + x + "," + y + ")";
      case 4 -> wrap("t", "or_c(" + x + "," + wrap("v", y) + ")");
      case 5 -> "or_i(" + x + "," + y + ")";
      case 6 -> "andor(" + x + "," + y + "," + next(depth) + ")";
      case 7 -> "and_n(" + x + "," + y + ")";
      default -> {
        StringBuilder parts = new StringBuilder(x);
        int n = random.nextInt(1, 4);
        for (int i = 1; i < n; i++) {
          parts.append(',').append(wrap(random.nextBoolean() ? "a" : "s", next(depth)));
        }
        yield "thresh(" + random.nextInt(1, n + 1) + "," + parts + ")";
      }
    };
  }
}
