package org.quantumcoin.wallet.miniscript;

import java.util.Arrays;
import org.quantumcoin.node.crypto.Secp256k1;

/// Where a script runs; rules and sizes differ.
public enum MiniscriptContext {
  P2WSH,
  TAPSCRIPT;

  /// Core's `MAX_STANDARD_P2WSH_SCRIPT_SIZE`.
  private static final int MAX_P2WSH_BYTES = 3_600;

  /// What a standard transaction of 400,000 weight units leaves for one tapscript, when a thousand
  /// stack elements of 65 bytes and the longest control block stand beside it (Core's
  /// `MaxScriptSize`).
  private static final int MAX_TAPSCRIPT_BYTES = 329_482;

  private static final int MAX_MULTISIG_KEYS = 20;

  /// Core's `MAX_PUBKEYS_PER_MULTI_A`: the stack holds a thousand elements.
  private static final int MAX_MULTI_A_KEYS = 999;

  boolean isTapscript() {
    return this == TAPSCRIPT;
  }

  int maxScriptBytes() {
    return isTapscript() ? MAX_TAPSCRIPT_BYTES : MAX_P2WSH_BYTES;
  }

  /// Keys in one `multi` or `multi_a`.
  int maxMultiKeys() {
    return isTapscript() ? MAX_MULTI_A_KEYS : MAX_MULTISIG_KEYS;
  }

  int keyBytes() {
    return isTapscript() ? 32 : Secp256k1.COMPRESSED_BYTES;
  }

  /// A key of 33 bytes as scripts have it here.
  public byte[] keyBytesOf(byte[] publicKey) {
    return isTapscript() ? Arrays.copyOfRange(publicKey, 1, 33) : publicKey;
  }

  /// The longest signature with its hash type.
  int signatureBytes() {
    return isTapscript() ? 65 : 72;
  }
}
