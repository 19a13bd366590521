package org.quantumcoin.wallet.descriptor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.script.Wif;
import org.quantumcoin.wallet.keys.ExtendedPublicKey;
import org.quantumcoin.wallet.keys.ExtendedSecretKey;
import org.quantumcoin.wallet.keys.KeyOrigin;
import org.quantumcoin.wallet.keys.KeyPath;

/// Reads key expressions (Core's `ParsePubkey`). Several come out where the path holds a multipath
/// step.
final class KeyParser {
  private final AddressPrefixes prefixes;
  private final boolean allowUncompressed;
  private final boolean xOnly;

  private final KeyPathParser paths = new KeyPathParser();

  private KeyParser(AddressPrefixes prefixes, ParseContext context) {
    this.prefixes = prefixes;
    this.allowUncompressed = context == ParseContext.TOP || context == ParseContext.P2SH;
    this.xOnly = context == ParseContext.P2TR;
  }

  static List<KeyExpression> parse(String text, AddressPrefixes prefixes, ParseContext context) {
    return new KeyParser(prefixes, context).parse(text);
  }

  private List<KeyExpression> parse(String text) {
    if (text.startsWith("musig(")) {
      return new MusigParser(prefixes, xOnly).parse(text);
    }
    List<String> parts = TextCursor.split(text, ']');
    if (parts.size() > 2) {
      throw new DescriptorException("Multiple ']' characters found for a single pubkey");
    }
    return parts.size() == 1
        ? parseKey(parts.get(0), null)
        : parseKey(parts.get(1), parseOrigin(parts.get(0)));
  }

  private KeyOrigin parseOrigin(String text) {
    if (!text.startsWith("[")) {
      char found = text.isEmpty() ? ']' : text.charAt(0);
      throw new DescriptorException(
          "Key origin start '[ character expected but not found, got '" + found + "' instead");
    }
    List<String> parts = TextCursor.split(text.substring(1), '/');
    String fingerprint = parts.get(0);
    if (fingerprint.length() != 8) {
      throw new DescriptorException(
          "Fingerprint is not 4 bytes ("
              + fingerprint.length()
              + " characters instead of 8 characters)");
    }
    if (!Hex.isHex(fingerprint)) {
      throw new DescriptorException("Fingerprint '" + fingerprint + "' is not hex");
    }
    KeyPath path = paths.parse(parts, false).get(0);
    return new KeyOrigin(Integer.parseUnsignedInt(fingerprint, 16), path);
  }

  private List<KeyExpression> parseKey(String text, @Nullable KeyOrigin origin) {
    List<String> parts = new ArrayList<>(TextCursor.split(text, '/'));
    String key = parts.get(0);
    if (key.isEmpty()) {
      throw new DescriptorException("No key provided");
    }
    if (parts.size() == 1) {
      Optional<KeyExpression> single = parseSingle(key, origin);
      if (single.isPresent()) {
        return List.of(single.get());
      }
    }
    Optional<ExtendedSecretKey> secret = ExtendedSecretKey.decode(key, prefixes);
    ExtendedPublicKey root =
        secret
            .map(ExtendedSecretKey::neuter)
            .or(() -> ExtendedPublicKey.decode(key, prefixes))
            .orElseThrow(() -> new DescriptorException("key '" + key + "' is not valid"));
    KeyRange range = paths.takeRange(parts);
    List<KeyExpression> result = new ArrayList<>();
    for (KeyPath path : paths.parse(parts, true)) {
      result.add(
          new TreeKey(root, secret.orElse(null), path, range, origin, paths.usesApostrophe()));
    }
    return result;
  }

  /// A public key in hexadecimal or a secret key in WIF; empty for anything else.
  private Optional<KeyExpression> parseSingle(String text, @Nullable KeyOrigin origin) {
    if (Hex.isHex(text)) {
      return Optional.of(parseHex(text, origin));
    }
    Optional<SecretKey> secret = Wif.decode(text, prefixes);
    secret.ifPresent(key -> requireAllowed(key.isCompressed()));
    return secret.map(
        key -> new SingleKey(key.publicKey(), xOnly, key, origin, paths.usesApostrophe()));
  }

  private void requireAllowed(boolean compressed) {
    if (!compressed && !allowUncompressed) {
      throw new DescriptorException("Uncompressed keys are not allowed");
    }
  }

  private KeyExpression parseHex(String text, @Nullable KeyOrigin origin) {
    byte[] key = Hex.decode(text);
    if (key.length == 65 && (key[0] == 6 || key[0] == 7)) {
      throw new DescriptorException("Hybrid public keys are not allowed");
    }
    if (Secp256k1.isValidPublicKey(key)) {
      requireAllowed(key.length == Secp256k1.COMPRESSED_BYTES);
      return new SingleKey(key, false, null, origin, paths.usesApostrophe());
    }
    if (xOnly && Secp256k1.isValidXOnlyKey(key)) {
      byte[] compressed = new byte[33];
      compressed[0] = 2;
      System.arraycopy(key, 0, compressed, 1, 32);
      return new SingleKey(compressed, true, null, origin, paths.usesApostrophe());
    }
    throw new DescriptorException("Pubkey '" + text + "' is invalid");
  }
}
