package org.quantumcoin.wallet.multisig;

import static org.quantumcoin.wallet.multisig.MultisigException.require;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.wallet.keys.ExtendedPublicKey;
import org.quantumcoin.wallet.keys.ExtendedSecretKey;

/// What a signer hands to the coordinator in round 1 (BIP-0129): the session's token, the key with
/// its origin, a description, and a signature that proves that the signer has the key.
///
/// Signatures are those of signed messages in the old form, which BIP-0129 accepts; the message
/// begins with Bitcoin's words on every network, as other programs expect it.
public record BsmsKeyRecord(BsmsToken token, String key, String description, String signature) {
  private static final String MESSAGE_MAGIC = "Bitcoin Signed Message:\n";
  private static final int MAX_DESCRIPTION_CHARS = 80;
  private static final int MAX_KEY_CHARS = 400;
  private static final int MAX_CHARS = 2_000;

  public BsmsKeyRecord {
    Cosigner.checkLine(description, MAX_DESCRIPTION_CHARS, "The description of a key");
    require(key.length() <= MAX_KEY_CHARS, "The key of the record is too long.");
  }

  /// Throws [MultisigException]. The signature is checked by [#hasValidSignature] only.
  public static BsmsKeyRecord parse(String text) {
    require(text.length() <= MAX_CHARS, "The record is too long.");
    List<String> lines = text.strip().lines().toList();
    require(lines.size() == 5, "A BSMS key record has five lines.");
    require(
        lines.getFirst().equals(BsmsDescriptorRecord.VERSION),
        "This record is of another version of BSMS.");
    return new BsmsKeyRecord(
        BsmsToken.parse(lines.get(1)), lines.get(2), lines.get(3), lines.get(4));
  }

  /// A seat's own record. The key stands at the end of the cosigner's path below the root.
  public static BsmsKeyRecord sign(
      BsmsToken token,
      Cosigner cosigner,
      String description,
      ExtendedSecretKey root,
      AddressPrefixes prefixes) {
    require(cosigner.belongsTo(root), "This key does not belong to this wallet.");
    String expression =
        "[" + cosigner.origin().format(true) + "]" + cosigner.key().encode(prefixes);
    BsmsKeyRecord unsigned = new BsmsKeyRecord(token, expression, description, "");
    try (ExtendedSecretKey own = root.derive(cosigner.origin().path()).orElseThrow();
        SecretKey secret = own.secretKey()) {
      byte[] bytes = secret.toBytes();
      byte[] signature = Secp256k1.signEcdsaCompact(bytes, unsigned.messageHash(), true);
      Arrays.fill(bytes, (byte) 0);
      return new BsmsKeyRecord(
          token, expression, description, Base64.getEncoder().encodeToString(signature));
    }
  }

  private String signedText() {
    return BsmsDescriptorRecord.VERSION + "\n" + token.hex() + "\n" + key + "\n" + description;
  }

  public String text() {
    return signedText() + "\n" + signature;
  }

  private byte[] messageHash() {
    byte[] magic = MESSAGE_MAGIC.getBytes(StandardCharsets.UTF_8);
    byte[] text = signedText().getBytes(StandardCharsets.UTF_8);
    ByteWriter out = new ByteWriter(text.length + 40);
    out.writeCompactSize(magic.length).writeBytes(magic);
    out.writeCompactSize(text.length).writeBytes(text);
    return Sha256.hashTwice(out.toByteArray());
  }

  /// Did whoever has the key sign this record?
  public boolean hasValidSignature(AddressPrefixes prefixes) {
    Optional<byte[]> wanted = publicKey(prefixes);
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(signature);
    } catch (IllegalArgumentException _) {
      return false;
    }
    Optional<byte[]> signer = Secp256k1.recoverEcdsaCompact(bytes, messageHash());
    return wanted.isPresent()
        && signer
            .flatMap(Secp256k1::compress)
            .map(k -> Arrays.equals(k, wanted.get()))
            .orElse(false);
  }

  private String bareKey() {
    return key.substring(key.indexOf(']') + 1);
  }

  private Optional<byte[]> publicKey(AddressPrefixes prefixes) {
    String bare = bareKey();
    if (bare.length() == 66 && Hex.isHex(bare)) {
      return Optional.of(Hex.decode(bare)).filter(Secp256k1::isValidPublicKey);
    }
    return ExtendedPublicKey.decode(bare, prefixes).map(ExtendedPublicKey::publicKey);
  }

  /// The cosigner that this record introduces, once its signature was checked. Throws
  /// [MultisigException].
  public Cosigner cosigner(AddressPrefixes prefixes) {
    Cosigner cosigner = Cosigner.ofExpression(description, key, "", prefixes);
    require(
        hasValidSignature(prefixes),
        "The signature of the key record of " + Cosigner.shown(description) + " is not valid.");
    return cosigner;
  }
}
