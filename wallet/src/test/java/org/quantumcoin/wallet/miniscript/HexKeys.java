package org.quantumcoin.wallet.miniscript;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.quantumcoin.node.crypto.Hash160;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.encoding.Hex;

/// Keys written in hexadecimal: in tapscript the even x-only form of what was written.
final class HexKeys implements KeyReader, KeyFinder {
  private final MiniscriptContext context;
  private final List<byte[]> keys = new ArrayList<>();

  HexKeys(MiniscriptContext context) {
    this.context = context;
  }

  @Override
  public OptionalInt read(String text) {
    if (!Hex.isHex(text)) {
      return OptionalInt.empty();
    }
    byte[] key = Hex.decode(text);
    if (context == MiniscriptContext.TAPSCRIPT && key.length == 33) {
      key = Arrays.copyOfRange(key, 1, 33);
    }
    return find(key);
  }

  @Override
  public OptionalInt find(byte[] key) {
    boolean valid =
        context == MiniscriptContext.TAPSCRIPT
            ? Secp256k1.isValidXOnlyKey(key)
            : key.length == 33 && Secp256k1.isValidPublicKey(key);
    if (!valid) {
      return OptionalInt.empty();
    }
    keys.add(key);
    return OptionalInt.of(keys.size() - 1);
  }

  @Override
  public OptionalInt findByHash(byte[] hash160) {
    for (byte[] key : List.copyOf(keys)) {
      if (Arrays.equals(Hash160.hash(key), hash160)) {
        return find(key);
      }
    }
    return OptionalInt.empty();
  }

  @Override
  public Object identity(int key) {
    return Hex.encode(keys.get(key));
  }

  byte[] bytes(int key) {
    return keys.get(key);
  }

  String text(int key) {
    return Hex.encode(keys.get(key));
  }
}
