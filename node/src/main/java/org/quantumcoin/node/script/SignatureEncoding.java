package org.quantumcoin.node.script;

import org.quantumcoin.node.crypto.DerSignature;

/// How signatures and keys must be written, as far as the flags ask for it.
public final class SignatureEncoding {
  private SignatureEncoding() {}

  /// Core's `CheckSignatureEncoding`. An empty signature is always allowed: it is the way to fail a
  /// check on purpose.
  public static ScriptError check(byte[] signature, int flags) {
    if (signature.length == 0) {
      return ScriptError.OK;
    }
    int strict = ScriptFlags.DERSIG | ScriptFlags.LOW_S | ScriptFlags.STRICTENC;
    if ((flags & strict) != 0 && !isStrictDer(signature)) {
      return ScriptError.SIG_DER;
    }
    if ((flags & ScriptFlags.LOW_S) != 0 && !DerSignature.isLowS(signature, signature.length - 1)) {
      return ScriptError.SIG_HIGH_S;
    }
    if ((flags & ScriptFlags.STRICTENC) != 0 && !isDefinedHashType(signature)) {
      return ScriptError.SIG_HASHTYPE;
    }
    return ScriptError.OK;
  }

  /// Core's `CheckPubKeyEncoding`.
  static ScriptError checkKey(byte[] key, int flags, SigVersion version) {
    if ((flags & ScriptFlags.STRICTENC) != 0 && !isCompressed(key) && !isUncompressed(key)) {
      return ScriptError.PUBKEYTYPE;
    }
    if ((flags & ScriptFlags.WITNESS_PUBKEYTYPE) != 0
        && version == SigVersion.WITNESS_V0
        && !isCompressed(key)) {
      return ScriptError.WITNESS_PUBKEYTYPE;
    }
    return ScriptError.OK;
  }

  static boolean isCompressed(byte[] key) {
    return key.length == 33 && (key[0] == 2 || key[0] == 3);
  }

  private static boolean isUncompressed(byte[] key) {
    return key.length == 65 && key[0] == 4;
  }

  private static boolean isDefinedHashType(byte[] signature) {
    int type = signature[signature.length - 1] & 0xff & ~SigHash.ANYONECANPAY;
    return type >= SigHash.ALL && type <= SigHash.SINGLE;
  }

  /// BIP-0066, "DER encoding reference": with the hash type behind it, and each number positive and
  /// without padding.
  static boolean isStrictDer(byte[] signature) {
    int size = signature.length;
    if (size < 9 || size > 73 || signature[0] != 0x30 || (signature[1] & 0xff) != size - 3) {
      return false;
    }
    int lengthR = signature[3] & 0xff;
    if (5 + lengthR >= size) {
      return false;
    }
    int lengthS = signature[5 + lengthR] & 0xff;
    return lengthR + lengthS + 7 == size
        && isStrictInteger(signature, 2, lengthR)
        && isStrictInteger(signature, lengthR + 4, lengthS);
  }

  /// The integer whose tag stands at `at`.
  private static boolean isStrictInteger(byte[] bytes, int at, int length) {
    return bytes[at] == 0x02
        && length != 0
        && bytes[at + 2] >= 0
        && !(length > 1 && bytes[at + 2] == 0 && bytes[at + 3] >= 0);
  }
}
