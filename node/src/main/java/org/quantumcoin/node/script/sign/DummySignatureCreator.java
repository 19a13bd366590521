package org.quantumcoin.node.script.sign;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.script.ExecutionData;
import org.quantumcoin.node.script.ScriptError;
import org.quantumcoin.node.script.SigHash;
import org.quantumcoin.node.script.SigVersion;
import org.quantumcoin.node.script.SignatureChecker;

/// Makes what has the size of a signature, without any key, and takes it for one: to learn how
/// large an input will be (Core's `DummySignatureCreator`).
public final class DummySignatureCreator implements SignatureCreator {
  private static final int NUMBER_BYTES = 32;
  private static final byte[] SCHNORR = new byte[64];

  private static final SignatureChecker ALWAYS =
      new SignatureChecker() {
        @Override
        public boolean checkEcdsa(
            byte[] signature, byte[] key, byte[] scriptCode, int from, SigVersion version) {
          return signature.length > 0;
        }

        @Override
        public ScriptError checkSchnorr(
            byte[] signature, byte[] key, SigVersion version, ExecutionData data) {
          return signature.length > 0 ? ScriptError.OK : ScriptError.SCHNORR_SIG;
        }

        @Override
        public boolean checkLockTime(long lockTime) {
          return true;
        }

        @Override
        public boolean checkSequence(long sequence) {
          return true;
        }
      };

  private final byte[] ecdsa;

  /// With low R, as our own signatures are, an ECDSA signature has 71 bytes; else up to 72.
  public DummySignatureCreator(boolean lowR) {
    int r = lowR ? NUMBER_BYTES : NUMBER_BYTES + 1;
    int s = NUMBER_BYTES;
    ecdsa = new byte[r + s + 7];
    ecdsa[0] = 0x30;
    ecdsa[1] = (byte) (r + s + 4);
    ecdsa[2] = 2;
    ecdsa[3] = (byte) r;
    ecdsa[4] = 1;
    ecdsa[4 + r] = 2;
    ecdsa[5 + r] = (byte) s;
    ecdsa[6 + r] = 1;
    ecdsa[6 + r + s] = (byte) SigHash.ALL;
  }

  @Override
  public Optional<byte[]> ecdsa(
      SigningProvider provider, byte[] keyHash, Script scriptCode, SigVersion version) {
    return Optional.of(ecdsa.clone());
  }

  @Override
  public Optional<byte[]> schnorr(
      SigningProvider provider,
      byte[] xOnlyKey,
      byte @Nullable [] leafHash,
      byte @Nullable [] tweak) {
    return Optional.of(SCHNORR.clone());
  }

  @Override
  public SignatureChecker checker() {
    return ALWAYS;
  }
}
