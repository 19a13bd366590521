package org.quantumcoin.wallet.descriptor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  /// Core keeps one mark for a whole expression: the hardened step read last decides how all are
  /// printed.
  private boolean apostrophe;

  private KeyParser(AddressPrefixes prefixes, ParseContext context) {
    this.prefixes = prefixes;
    this.allowUncompressed = context == ParseContext.TOP || context == ParseContext.P2SH;
    this.xOnly = context == ParseContext.P2TR;
  }

  static List<KeyExpression> parse(String text, AddressPrefixes prefixes, ParseContext context) {
    return new KeyParser(prefixes, context).parse(text);
  }

  private List<KeyExpression> parse(String text) {
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
    KeyPath path = parsePaths(parts, false).get(0);
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
    KeyExpression.Range range = takeRange(parts);
    List<KeyExpression> result = new ArrayList<>();
    for (KeyPath path : parsePaths(parts, true)) {
      result.add(
          new KeyExpression.Extended(root, secret.orElse(null), path, range, origin, apostrophe));
    }
    return result;
  }

  private KeyExpression.Range takeRange(List<String> parts) {
    String last = parts.getLast();
    KeyExpression.Range range =
        switch (last) {
          case "*" -> KeyExpression.Range.UNHARDENED;
          case "*'", "*h" -> KeyExpression.Range.HARDENED;
          default -> KeyExpression.Range.NONE;
        };
    if (range == KeyExpression.Range.HARDENED) {
      apostrophe = last.equals("*'");
    }
    if (range != KeyExpression.Range.NONE) {
      parts.removeLast();
    }
    return range;
  }

  /// A public key in hexadecimal or a secret key in WIF; empty for anything else.
  private Optional<KeyExpression> parseSingle(String text, @Nullable KeyOrigin origin) {
    if (Hex.isHex(text)) {
      return Optional.of(parseHex(text, origin));
    }
    Optional<SecretKey> secret = Wif.decode(text, prefixes);
    secret.ifPresent(key -> requireAllowed(key.isCompressed()));
    return secret.map(
        key -> new KeyExpression.Single(key.publicKey(), xOnly, key, origin, apostrophe));
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
      return new KeyExpression.Single(key, false, null, origin, apostrophe);
    }
    if (xOnly && Secp256k1.isValidXOnlyKey(key)) {
      byte[] compressed = new byte[33];
      compressed[0] = 2;
      System.arraycopy(key, 0, compressed, 1, 32);
      return new KeyExpression.Single(compressed, true, null, origin, apostrophe);
    }
    throw new DescriptorException("Pubkey '" + text + "' is invalid");
  }

  /// The steps behind the first part; a multipath step gives one path for each of its values.
  private List<KeyPath> parsePaths(List<String> parts, boolean allowMultipath) {
    List<Integer> steps = new ArrayList<>();
    int placeholder = -1;
    List<Integer> values = List.of();
    for (String part : parts.subList(1, parts.size())) {
      if (part.startsWith("<") && part.endsWith(">")) {
        if (!allowMultipath) {
          throw new DescriptorException(
              "Key path value '"
                  + part
                  + "' specifies multipath in a section where multipath is not allowed");
        }
        if (placeholder >= 0) {
          throw new DescriptorException("Multiple multipath key path specifiers found");
        }
        values = parseMultipath(part.substring(1, Math.max(1, part.length() - 1)));
        placeholder = steps.size();
        steps.add(0);
      } else {
        steps.add(parseStep(part));
      }
    }
    if (placeholder < 0) {
      return List.of(new KeyPath(steps));
    }
    List<KeyPath> paths = new ArrayList<>();
    for (int value : values) {
      steps.set(placeholder, value);
      paths.add(new KeyPath(steps));
    }
    return paths;
  }

  private List<Integer> parseMultipath(String text) {
    List<String> parts = TextCursor.split(text, ';');
    if (parts.size() < 2) {
      throw new DescriptorException("Multipath key path specifiers must have at least two items");
    }
    List<Integer> values = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    for (String part : parts) {
      int value = parseStep(part);
      if (!seen.add(value)) {
        throw new DescriptorException(
            "Duplicated key path value "
                + Integer.toUnsignedString(value)
                + " in multipath specifier");
      }
      values.add(value);
    }
    return values;
  }

  private int parseStep(String text) {
    String digits = text;
    boolean hardened = text.endsWith("'") || text.endsWith("h");
    if (hardened) {
      apostrophe = text.endsWith("'");
      digits = text.substring(0, text.length() - 1);
    }
    if (!digits.matches("[0-9]{1,10}") || Long.parseLong(digits) > 0xffffffffL) {
      throw new DescriptorException("Key path value '" + digits + "' is not a valid uint32");
    }
    long value = Long.parseLong(digits);
    if (value > Integer.MAX_VALUE) {
      throw new DescriptorException("Key path value " + value + " is out of range");
    }
    return (int) value | (hardened ? KeyPath.HARDENED : 0);
  }
}
