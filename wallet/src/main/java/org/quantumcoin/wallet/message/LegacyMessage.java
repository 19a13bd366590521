package org.quantumcoin.wallet.message;

import java.util.Arrays;
import java.util.Optional;
import org.quantumcoin.node.crypto.Hash160;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.StrictBase64;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.script.ScriptTemplates;

/// The first form of signed messages: a compact signature, from which the key is recovered and
/// compared with the address (Core's `MessageSign` and `MessageVerify`).
public final class LegacyMessage {
  /// Keeps a message from being a transaction in disguise; the same on every chain, so that tools
  /// agree.
  private static final String MAGIC = "Bitcoin Signed Message:\n";

  private static final int SIGNATURE_BYTES = 65;

  /// What came of a check.
  public enum Verdict {
    VALID,
    /// No base64.
    MALFORMED_SIGNATURE,
    /// No key can be recovered from it.
    KEY_NOT_RECOVERED,
    /// By another key, or of another message.
    NOT_SIGNED,
    /// The output is not a key's hash; see [GenericMessage].
    NO_KEY_ADDRESS
  }

  private LegacyMessage() {}

  static byte[] hash(String message) {
    ByteWriter out = new ByteWriter();
    out.writeVarString(MAGIC).writeVarString(message);
    return Sha256.hashTwice(out.toByteArray());
  }

  /// Base64.
  public static String sign(SecretKey key, String message) {
    byte[] secret = key.toBytes();
    try {
      return StrictBase64.encode(
          Secp256k1.signEcdsaCompact(secret, hash(message), key.isCompressed()));
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  /// For an address's output script.
  public static Verdict verify(Script script, String signature, String message) {
    if (!ScriptTemplates.isPayToPubkeyHash(script)) {
      return Verdict.NO_KEY_ADDRESS;
    }
    Optional<byte[]> bytes = StrictBase64.decode(signature);
    if (bytes.isEmpty()) {
      return Verdict.MALFORMED_SIGNATURE;
    }
    Optional<byte[]> key = recover(bytes.get(), message);
    if (key.isEmpty()) {
      return Verdict.KEY_NOT_RECOVERED;
    }
    Script paid = ScriptTemplates.payToPubkeyHash(Hash160.hash(key.get()));
    return paid.equals(script) ? Verdict.VALID : Verdict.NOT_SIGNED;
  }

  private static Optional<byte[]> recover(byte[] signature, String message) {
    return signature.length == SIGNATURE_BYTES
        ? Secp256k1.recoverEcdsaCompact(signature, hash(message))
        : Optional.empty();
  }
}
