package org.quantumcoin.node.script;

/// What the interpreter asks of the transaction it runs for.
///
/// One belongs to one run of the interpreter and need not be thread-safe.
public interface SignatureChecker {
  /// A checker without a transaction: no signature and no lock time holds.
  SignatureChecker NONE =
      new SignatureChecker() {
        @Override
        public boolean checkEcdsa(
            byte[] signature, byte[] key, byte[] scriptCode, int from, SigVersion version) {
          return false;
        }

        @Override
        public ScriptError checkSchnorr(
            byte[] signature, byte[] key, SigVersion version, ExecutionData data) {
          return ScriptError.SCHNORR_SIG;
        }

        @Override
        public boolean checkLockTime(long lockTime) {
          return false;
        }

        @Override
        public boolean checkSequence(long sequence) {
          return false;
        }
      };

  /// `signature` with its hash type; the script code starts at index `from`. Any bytes may come in.
  boolean checkEcdsa(byte[] signature, byte[] key, byte[] scriptCode, int from, SigVersion version);

  /// `key` has 32 bytes. OK, or the reason why the script fails.
  ScriptError checkSchnorr(byte[] signature, byte[] key, SigVersion version, ExecutionData data);

  /// BIP-0065, for a number that is not negative.
  boolean checkLockTime(long lockTime);

  /// BIP-0112, for a number that is not negative and whose disable flag is not set.
  boolean checkSequence(long sequence);
}
