package org.quantumcoin.wallet.multisig;

import static org.quantumcoin.wallet.multisig.MultisigException.require;

import java.util.Arrays;
import java.util.Locale;
import org.quantumcoin.node.crypto.Hash160;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.wallet.keys.ExtendedPublicKey;
import org.quantumcoin.wallet.keys.ExtendedSecretKey;
import org.quantumcoin.wallet.keys.KeyOrigin;
import org.quantumcoin.wallet.keys.KeyPath;
import org.quantumcoin.wallet.keys.Slip132;

/// One key holder: a name, the key with where it comes from, and what it is kept on (`coldcard`,
/// `software`, `token`, …; may be empty).
///
/// What can be checked is checked: an extended key knows how deep it stands, and one step below its
/// root whose child it is; where that contradicts the origin, the device would not sign. A constant
/// key knows nothing but itself.
public record Cosigner(String name, KeyOrigin origin, CosignerKey key, String device) {
  static final int MAX_NAME_CHARS = 80;
  private static final int MAX_DEVICE_CHARS = 40;
  private static final int FINGERPRINT_CHARS = 8;

  public Cosigner {
    checkLine(name, MAX_NAME_CHARS, "The name of a cosigner");
    checkLine(device, MAX_DEVICE_CHARS, "The kind of a device");
    require(
        origin.fingerprint() != 0,
        "The key of "
            + shown(name)
            + " has the fingerprint 00000000. Export it again with the fingerprint of its device.");
    switch (key) {
      case CosignerKey.Extended(ExtendedPublicKey tree) -> checkOrigin(name, origin, tree);
      case CosignerKey.Constant(ByteString single) ->
          require(
              !origin.path().steps().isEmpty() || origin.fingerprint() == fingerprint(single),
              doesNotBelong(name));
    }
  }

  /// With a tree of keys.
  public Cosigner(String name, KeyOrigin origin, ExtendedPublicKey key, String device) {
    this(name, origin, new CosignerKey.Extended(key), device);
  }

  private static void checkOrigin(String name, KeyOrigin origin, ExtendedPublicKey key) {
    int steps = origin.path().steps().size();
    require(
        steps == key.depth(),
        "The key of "
            + shown(name)
            + " stands "
            + key.depth()
            + " steps below its root, but its path has "
            + steps
            + ".");
    boolean fits =
        switch (steps) {
          case 0 -> key.fingerprint() == origin.fingerprint();
          case 1 -> key.parentFingerprint() == origin.fingerprint();
          default -> true;
        };
    require(fits, doesNotBelong(name));
    require(
        steps == 0 || key.child() == origin.path().steps().getLast(),
        "The key of " + shown(name) + " does not stand at the end of its path.");
  }

  private static String doesNotBelong(String name) {
    return "The key of " + shown(name) + " does not belong to its fingerprint.";
  }

  private static int fingerprint(ByteString publicKey) {
    byte[] first = Arrays.copyOf(Hash160.hash(publicKey.toBytes()), Integer.BYTES);
    return Integer.reverseBytes(new ByteReader(first).readInt32());
  }

  /// Is it one key for every address?
  public boolean isConstant() {
    return key instanceof CosignerKey.Constant;
  }

  static String shown(String name) {
    return name.isEmpty() ? "a cosigner" : name;
  }

  /// One line, so that a name cannot pretend to be another field of a file.
  static void checkLine(String text, int maxChars, String what) {
    require(text.length() <= maxChars, what + " has more than " + maxChars + " characters.");
    require(
        text.chars().noneMatch(c -> Character.isISOControl(c) || isLineBreak(c)),
        what + " has characters that cannot be shown.");
  }

  private static boolean isLineBreak(int c) {
    return c == 0x2028 || c == 0x2029;
  }

  /// From texts as people give them: eight hexadecimal digits, `m/48'/0'/0'/2'`, and a key that may
  /// begin with other letters than `xpub` (SLIP-0132). A single key is refused: the programs whose
  /// files have these fields know none.
  public static Cosigner of(
      String name,
      String fingerprint,
      String path,
      String key,
      String device,
      AddressPrefixes prefixes) {
    return new Cosigner(
        name,
        origin(name, fingerprint, path),
        new CosignerKey.Extended(readKey(name, key.strip(), prefixes)),
        device);
  }

  /// From a key with where it comes from, as a descriptor has it: `[deadbeef/48h/0h/0h/2h]xpub…`,
  /// or `[deadbeef]02…` for a single one.
  public static Cosigner ofExpression(
      String name, String expression, String device, AddressPrefixes prefixes) {
    int end = expression.indexOf(']');
    require(
        expression.startsWith("[") && end > FINGERPRINT_CHARS,
        "The key of "
            + shown(name)
            + " must say where it comes from: [fingerprint/path]xpub, or [fingerprint]02… for one on a token.");
    String fingerprint = expression.substring(1, FINGERPRINT_CHARS + 1);
    String path = "m" + expression.substring(FINGERPRINT_CHARS + 1, end);
    String text = expression.substring(end + 1).strip();
    KeyOrigin origin = origin(name, fingerprint, path);
    boolean single = Hex.isHex(text) && !text.isEmpty();
    CosignerKey key =
        single
            ? new CosignerKey.Constant(ByteString.fromHex(text.toLowerCase(Locale.ROOT)))
            : new CosignerKey.Extended(readKey(name, text, prefixes));
    return new Cosigner(name, origin, key, device);
  }

  private static KeyOrigin origin(String name, String fingerprint, String path) {
    require(
        fingerprint.matches("[0-9a-fA-F]{8}"),
        "The fingerprint of " + shown(name) + " must be eight hexadecimal digits.");
    KeyPath steps =
        KeyPath.parse(path)
            .orElseThrow(
                () -> new MultisigException("The path of " + shown(name) + " is not valid."));
    return new KeyOrigin(Integer.parseUnsignedInt(fingerprint, 16), steps);
  }

  private static ExtendedPublicKey readKey(String name, String text, AddressPrefixes prefixes) {
    for (AddressPrefixes network : new AddressPrefixes[] {prefixes, other(prefixes)}) {
      Slip132 found = Slip132.decode(text, network).orElse(null);
      if (found != null) {
        require(
            !found.isSecret(),
            "What "
                + shown(name)
                + " gave is a secret key. Whoever has seen it can spend: make a new one, and give"
                + " the public key that belongs to it.");
        require(
            network.equals(prefixes), "The key of " + shown(name) + " belongs to another network.");
        return ExtendedPublicKey.decode(found.extendedKey(), prefixes).orElseThrow();
      }
    }
    throw new MultisigException(
        "The key of " + shown(name) + " is not valid; a character may be missing or wrong.");
  }

  /// The letters of the main chain for a test chain, and the other way round.
  private static AddressPrefixes other(AddressPrefixes prefixes) {
    boolean test = prefixes.extendedPublic() == 0x043587cf;
    return new AddressPrefixes(
        prefixes.pubkeyHash(),
        prefixes.scriptHash(),
        prefixes.secretKey(),
        test ? 0x0488b21e : 0x043587cf,
        test ? 0x0488ade4 : 0x04358394,
        prefixes.bech32());
  }

  /// Is this secret the one behind the key? What a seat asks to find itself in a setup. Never of a
  /// constant key: what signs for it is a token, and no child of a wallet's root.
  public boolean belongsTo(ExtendedSecretKey root) {
    return root.fingerprint() == origin.fingerprint()
        && root.derive(origin.path())
            .map(found -> {
              try (found) {
                return key.equals(new CosignerKey.Extended(found.neuter()));
              }
            })
            .orElse(false);
  }

  /// `[fingerprint/path]xpub…`, or `[fingerprint]02…`
  public String expression(AddressPrefixes prefixes) {
    return "[" + origin.format(false) + "]" + key.encode(prefixes);
  }
}
