package org.quantumcoin.node.script;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;

/// Checks signatures and lock times for one input of a transaction.
///
/// Keeps the last ECDSA signature hash: a multisig asks for the same one with every key it tries.
/// Belongs to one thread.
public final class TransactionSignatureChecker implements SignatureChecker {
  /// Lock times below are heights, from here on unix seconds (Core's `LOCKTIME_THRESHOLD`).
  private static final long LOCK_TIME_THRESHOLD = 500_000_000;

  /// BIP-0068.
  private static final long SEQUENCE_DISABLE_FLAG = 1L << 31;

  private static final long SEQUENCE_TYPE_FLAG = 1L << 22;
  private static final long SEQUENCE_MASK = SEQUENCE_TYPE_FLAG | 0xffff;

  private final PrecomputedTransactionData data;
  private final Transaction tx;
  private final int index;
  private final long amount;
  private final @Nullable SignatureCache cache;
  private final boolean store;

  private byte @Nullable [] lastCode;
  private int lastFrom;
  private int lastHashType;
  private byte[] lastHash = new byte[0];

  /// `amount` is the value that the input spends.
  public TransactionSignatureChecker(PrecomputedTransactionData data, int index, long amount) {
    this(data, index, amount, null, false);
  }

  /// With a cache of signatures known to be valid. With `store` false a signature found there is
  /// forgotten: a block has it now, and nobody will ask again.
  public TransactionSignatureChecker(
      PrecomputedTransactionData data,
      int index,
      long amount,
      @Nullable SignatureCache cache,
      boolean store) {
    this.data = data;
    this.tx = data.tx();
    this.index = index;
    this.amount = amount;
    this.cache = cache;
    this.store = store;
  }

  @Override
  public boolean checkEcdsa(
      byte[] signature, byte[] key, byte[] scriptCode, int from, SigVersion version) {
    if (signature.length == 0 || !hasKeyShape(key)) {
      return false;
    }
    int length = signature.length - 1;
    byte[] hash = ecdsaHash(scriptCode, from, version, signature[length] & 0xff);
    SignatureCache known = cache;
    if (known == null) {
      return Secp256k1.verifyEcdsa(signature, length, key, hash);
    }
    byte[] entry = known.ecdsaEntry(hash, signature, key);
    if (known.contains(entry, !store)) {
      return true;
    }
    if (!Secp256k1.verifyEcdsa(signature, length, key, hash)) {
      return false;
    }
    if (store) {
      known.add(entry);
    }
    return true;
  }

  /// Core's `CPubKey::IsValid`: saves hashing for what cannot be a key.
  private static boolean hasKeyShape(byte[] key) {
    return switch (key.length) {
      case Secp256k1.COMPRESSED_BYTES -> key[0] == 2 || key[0] == 3;
      case Secp256k1.UNCOMPRESSED_BYTES -> key[0] == 4 || key[0] == 6 || key[0] == 7;
      default -> false;
    };
  }

  private byte[] ecdsaHash(byte[] scriptCode, int from, SigVersion version, int hashType) {
    if (scriptCode != lastCode || from != lastFrom || hashType != lastHashType) {
      lastHash =
          version == SigVersion.WITNESS_V0
              ? SignatureHash.witnessV0(data, index, scriptCode, from, amount, hashType)
              : SignatureHash.legacy(tx, index, scriptCode, from, hashType);
      lastCode = scriptCode;
      lastFrom = from;
      lastHashType = hashType;
    }
    return lastHash;
  }

  @Override
  public ScriptError checkSchnorr(
      byte[] signature, byte[] key, SigVersion version, ExecutionData execution) {
    int hashType = SigHash.DEFAULT;
    byte[] signature64 = signature;
    if (signature.length == 65) {
      hashType = signature[64] & 0xff;
      if (hashType == SigHash.DEFAULT) {
        return ScriptError.SCHNORR_SIG_HASHTYPE;
      }
      signature64 = Arrays.copyOf(signature, 64);
    } else if (signature.length != 64) {
      return ScriptError.SCHNORR_SIG_SIZE;
    }
    if (!data.knowsSpent()) {
      return ScriptError.UNKNOWN_ERROR;
    }
    if (!SignatureHash.isDefinedTaprootType(hashType)
        || SignatureHash.lacksOutput(tx, index, hashType)) {
      return ScriptError.SCHNORR_SIG_HASHTYPE;
    }
    byte[] hash = SignatureHash.taprootHash(data, index, hashType, version, execution);
    return verifySchnorr(signature64, key, hash) ? ScriptError.OK : ScriptError.SCHNORR_SIG;
  }

  private boolean verifySchnorr(byte[] signature64, byte[] key, byte[] hash) {
    SignatureCache known = cache;
    if (known == null) {
      return Secp256k1.verifySchnorr(signature64, key, hash);
    }
    byte[] entry = known.schnorrEntry(hash, signature64, key);
    if (known.contains(entry, !store)) {
      return true;
    }
    if (!Secp256k1.verifySchnorr(signature64, key, hash)) {
      return false;
    }
    if (store) {
      known.add(entry);
    }
    return true;
  }

  @Override
  public boolean checkLockTime(long lockTime) {
    long own = tx.lockTimeUnsigned();
    // Heights and times do not compare. A final sequence would switch the lock time off.
    return (own < LOCK_TIME_THRESHOLD) == (lockTime < LOCK_TIME_THRESHOLD)
        && lockTime <= own
        && tx.inputs().get(index).sequence() != TxIn.SEQUENCE_FINAL;
  }

  @Override
  public boolean checkSequence(long sequence) {
    long own = tx.inputs().get(index).sequenceUnsigned();
    if (Integer.compareUnsigned(tx.version(), 2) < 0 || (own & SEQUENCE_DISABLE_FLAG) != 0) {
      return false;
    }
    long ownMasked = own & SEQUENCE_MASK;
    long masked = sequence & SEQUENCE_MASK;
    return (ownMasked < SEQUENCE_TYPE_FLAG) == (masked < SEQUENCE_TYPE_FLAG) && masked <= ownMasked;
  }
}
