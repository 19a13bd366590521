package org.quantumcoin.node.crypto;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/// ECDSA and BIP-0340 signatures over secp256k1, by libsecp256k1.
///
/// Whatever bytes come in, verification answers true or false and never throws: peers choose these
/// bytes. The other operations answer an empty result where the mathematics has none.
///
/// Each thread has one small block of native memory into which arguments are copied; that costs
/// some 20 ns beside a verification of 25 to 70 µs, allocates nothing, and, unlike a critical call
/// on heap arrays, does not hold up the garbage collector meanwhile. Secrets are wiped from it
/// before a method returns.
public final class Secp256k1 {
  public static final int SECRET_BYTES = 32;
  public static final int COMPRESSED_BYTES = 33;
  public static final int UNCOMPRESSED_BYTES = 65;

  private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

  private Secp256k1() {}

  /// One thread's native memory, cut into the arguments of the C functions.
  private static final class Scratch {
    final MemorySegment all = Arena.ofAuto().allocate(576, 16);
    final MemorySegment key = all.asSlice(0, 64);
    final MemorySegment pair = all.asSlice(64, 96);
    final MemorySegment signature = all.asSlice(160, 80);
    final MemorySegment raw = all.asSlice(240, 80);
    final MemorySegment keyBytes = all.asSlice(320, 80);
    final MemorySegment hash = all.asSlice(400, 32);
    final MemorySegment secret = all.asSlice(432, 32);
    final MemorySegment extra = all.asSlice(464, 32);
    final MemorySegment length = all.asSlice(496, 8);
    final MemorySegment number = all.asSlice(504, 4);
    final byte[] numbers = new byte[64];

    void wipe() {
      all.fill((byte) 0);
    }

    boolean parseKey(byte[] bytes) {
      int size = bytes.length;
      if (size != COMPRESSED_BYTES && size != UNCOMPRESSED_BYTES) {
        return false;
      }
      put(bytes, keyBytes);
      return Libsecp256k1.pubkeyParse(key, keyBytes, size);
    }

    boolean parseXOnly(byte[] bytes) {
      if (bytes.length != 32) {
        return false;
      }
      put(bytes, keyBytes);
      return Libsecp256k1.xonlyParse(key, keyBytes);
    }

    /// False for zero and for what is not below the group's order.
    boolean loadSecret(byte[] bytes) {
      if (bytes.length != SECRET_BYTES) {
        return false;
      }
      put(bytes, secret);
      return Libsecp256k1.seckeyVerify(secret);
    }

    byte[] serializeKey(boolean compressed) {
      int size = compressed ? COMPRESSED_BYTES : UNCOMPRESSED_BYTES;
      length.set(JAVA_LONG, 0, size);
      require(
          Libsecp256k1.pubkeySerialize(
              keyBytes,
              length,
              key,
              compressed ? Libsecp256k1.EC_COMPRESSED : Libsecp256k1.EC_UNCOMPRESSED));
      return get(keyBytes, size);
    }
  }

  private static void put(byte[] source, MemorySegment target) {
    MemorySegment.copy(source, 0, target, JAVA_BYTE, 0, source.length);
  }

  private static byte[] get(MemorySegment source, int size) {
    byte[] result = new byte[size];
    MemorySegment.copy(source, JAVA_BYTE, 0, result, 0, size);
    return result;
  }

  /// For what cannot fail on arguments that were checked before.
  private static void require(boolean success) {
    if (!success) {
      throw new IllegalStateException("secp256k1 refused checked arguments");
    }
  }

  private static byte[] require32(byte[] bytes, String what) {
    if (bytes.length != 32) {
      throw new IllegalArgumentException(what + " has 32 bytes, not " + bytes.length);
    }
    return bytes;
  }

  /// Unpacks and links the library now, so that a disk without room is met at the start and not by
  /// whoever needs a key first.
  ///
  /// @throws IOException with a sentence for the operator
  public static void load() throws IOException {
    try {
      boolean _ = isValidSecret(new byte[SECRET_BYTES]);
    } catch (ExceptionInInitializerError e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(
          "The library for signatures cannot be loaded (%s). Wallets and funds are safe. See that the folder for temporary files has free space and may be written to, then start again."
              .formatted(cause.getCause() == null ? cause : cause.getCause().getMessage()),
          e);
    }
  }

  /// Core's `CPubKey::Verify`: lenient DER without hash type, any s, keys compressed, uncompressed
  /// or hybrid.
  public static boolean verifyEcdsa(byte[] derSignature, byte[] publicKey, byte[] hash32) {
    return verifyEcdsa(derSignature, derSignature.length, publicKey, hash32);
  }

  /// As above, of the first `signatureLength` bytes: saves a copy when a hash type follows.
  public static boolean verifyEcdsa(
      byte[] derSignature, int signatureLength, byte[] publicKey, byte[] hash32) {
    require32(hash32, "message hash");
    Scratch scratch = SCRATCH.get();
    if (!scratch.parseKey(publicKey)
        || !DerSignature.parseLax(derSignature, signatureLength, scratch.numbers)) {
      return false;
    }
    put(scratch.numbers, scratch.raw);
    put(hash32, scratch.hash);
    if (!Libsecp256k1.signatureParseCompact(scratch.signature, scratch.raw)) {
      return false;
    }
    // libsecp256k1 takes low s only; the chain's rules take either (low s is policy).
    Libsecp256k1.signatureNormalize(scratch.signature, scratch.signature);
    return Libsecp256k1.ecdsaVerify(scratch.signature, scratch.hash, scratch.key);
  }

  /// BIP-0340 verification; messages may have any length.
  public static boolean verifySchnorr(byte[] signature64, byte[] xOnlyKey, byte[] message) {
    if (signature64.length != 64) {
      return false;
    }
    Scratch scratch = SCRATCH.get();
    if (!scratch.parseXOnly(xOnlyKey)) {
      return false;
    }
    put(signature64, scratch.raw);
    if (message.length == 32) {
      put(message, scratch.hash);
      return Libsecp256k1.schnorrVerify(scratch.raw, scratch.hash, 32, scratch.key);
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment copy = arena.allocate(Math.max(1, message.length));
      put(message, copy);
      return Libsecp256k1.schnorrVerify(scratch.raw, copy, message.length, scratch.key);
    }
  }

  /// Core's `CPubKey::IsFullyValid`: a point of the curve in one of the three encodings.
  public static boolean isValidPublicKey(byte[] key) {
    return SCRATCH.get().parseKey(key);
  }

  public static boolean isValidXOnlyKey(byte[] key) {
    return SCRATCH.get().parseXOnly(key);
  }

  public static boolean isValidSecret(byte[] secret) {
    Scratch scratch = SCRATCH.get();
    try {
      return scratch.loadSecret(secret);
    } finally {
      scratch.wipe();
    }
  }

  /// The same key in 33 bytes; empty if it is none.
  public static Optional<byte[]> compress(byte[] key) {
    return reencode(key, true);
  }

  /// The same key in 65 bytes; empty if it is none.
  public static Optional<byte[]> decompress(byte[] key) {
    return reencode(key, false);
  }

  private static Optional<byte[]> reencode(byte[] key, boolean compressed) {
    Scratch scratch = SCRATCH.get();
    return scratch.parseKey(key) ? Optional.of(scratch.serializeKey(compressed)) : Optional.empty();
  }

  /// The public key of a secret; throws for a secret that [#isValidSecret] refuses.
  public static byte[] publicKey(byte[] secret, boolean compressed) {
    Scratch scratch = SCRATCH.get();
    try {
      requireSecret(scratch, secret);
      require(Libsecp256k1.pubkeyCreate(scratch.key, scratch.secret));
      return scratch.serializeKey(compressed);
    } finally {
      scratch.wipe();
    }
  }

  private static void requireSecret(Scratch scratch, byte[] secret) {
    if (!scratch.loadSecret(secret)) {
      throw new IllegalArgumentException("not a secret key");
    }
  }

  /// Core's `CKey::Sign`: DER without hash type, low s, nonce by RFC 6979; a counter is fed to the
  /// nonce until r is below 2^255 too, so that signatures have at most 70 bytes.
  public static byte[] signEcdsa(byte[] secret, byte[] hash32) {
    Scratch scratch = SCRATCH.get();
    try {
      requireSecret(scratch, secret);
      put(require32(hash32, "message hash"), scratch.hash);
      require(
          Libsecp256k1.ecdsaSign(
              scratch.signature, scratch.hash, scratch.secret, MemorySegment.NULL));
      for (int counter = 1; !hasLowR(scratch); counter++) {
        scratch.extra.set(JAVA_INT, 0, counter);
        require(
            Libsecp256k1.ecdsaSign(scratch.signature, scratch.hash, scratch.secret, scratch.extra));
      }
      scratch.length.set(JAVA_LONG, 0, 72);
      require(Libsecp256k1.signatureSerializeDer(scratch.raw, scratch.length, scratch.signature));
      return get(scratch.raw, (int) scratch.length.get(JAVA_LONG, 0));
    } finally {
      scratch.wipe();
    }
  }

  /// A signature of two numbers of 32 bytes, as tokens give them, in DER and with low s; empty if a
  /// number is out of range.
  public static Optional<byte[]> toDer(byte[] signature64) {
    if (signature64.length != 64) {
      return Optional.empty();
    }
    Scratch scratch = SCRATCH.get();
    put(signature64, scratch.raw);
    if (!Libsecp256k1.signatureParseCompact(scratch.signature, scratch.raw)) {
      return Optional.empty();
    }
    Libsecp256k1.signatureNormalize(scratch.signature, scratch.signature);
    scratch.length.set(JAVA_LONG, 0, 72);
    require(Libsecp256k1.signatureSerializeDer(scratch.raw, scratch.length, scratch.signature));
    return Optional.of(get(scratch.raw, (int) scratch.length.get(JAVA_LONG, 0)));
  }

  private static boolean hasLowR(Scratch scratch) {
    require(Libsecp256k1.signatureSerializeCompact(scratch.raw, scratch.signature));
    return scratch.raw.get(JAVA_BYTE, 0) >= 0;
  }

  /// Core's `CKey::SignCompact`: 65 bytes, of which the first tells how to recover the key and
  /// whether it was compressed. For signed messages.
  public static byte[] signEcdsaCompact(byte[] secret, byte[] hash32, boolean compressed) {
    Scratch scratch = SCRATCH.get();
    try {
      requireSecret(scratch, secret);
      put(require32(hash32, "message hash"), scratch.hash);
      require(Libsecp256k1.signRecoverable(scratch.signature, scratch.hash, scratch.secret));
      require(Libsecp256k1.recoverableSerialize(scratch.raw, scratch.number, scratch.signature));
      byte[] result = new byte[65];
      result[0] = (byte) (27 + scratch.number.get(JAVA_INT, 0) + (compressed ? 4 : 0));
      MemorySegment.copy(scratch.raw, JAVA_BYTE, 0, result, 1, 64);
      return result;
    } finally {
      scratch.wipe();
    }
  }

  /// Core's `CPubKey::RecoverCompact`: the key that made a signature of [#signEcdsaCompact].
  public static Optional<byte[]> recoverEcdsaCompact(byte[] signature65, byte[] hash32) {
    require32(hash32, "message hash");
    if (signature65.length != 65) {
      return Optional.empty();
    }
    Scratch scratch = SCRATCH.get();
    int recoveryId = (signature65[0] - 27) & 3;
    boolean compressed = ((signature65[0] - 27) & 4) != 0;
    MemorySegment.copy(signature65, 1, scratch.raw, JAVA_BYTE, 0, 64);
    put(hash32, scratch.hash);
    if (!Libsecp256k1.recoverableParse(scratch.signature, scratch.raw, recoveryId)
        || !Libsecp256k1.recover(scratch.key, scratch.signature, scratch.hash)) {
      return Optional.empty();
    }
    return Optional.of(scratch.serializeKey(compressed));
  }

  /// BIP-0340 signature of a 32-byte message; `aux32` is randomness that guards against faults and
  /// side channels.
  public static byte[] signSchnorr(byte[] secret, byte[] message32, byte[] aux32) {
    return signSchnorr(secret, message32, aux32, Optional.empty());
  }

  /// As above with the key first tweaked as BIP-0341 does it (`taproot_tweak_seckey`).
  public static byte[] signSchnorr(
      byte[] secret, byte[] message32, byte[] aux32, Optional<byte[]> tweak32) {
    Scratch scratch = SCRATCH.get();
    try {
      loadPair(scratch, secret);
      if (tweak32.isPresent() && !tweakPair(scratch, tweak32.get())) {
        throw new IllegalArgumentException("tweak is not below the group's order");
      }
      put(require32(message32, "message"), scratch.hash);
      put(require32(aux32, "auxiliary randomness"), scratch.extra);
      require(Libsecp256k1.schnorrSign(scratch.raw, scratch.hash, scratch.pair, scratch.extra));
      return get(scratch.raw, 64);
    } finally {
      scratch.wipe();
    }
  }

  private static void loadPair(Scratch scratch, byte[] secret) {
    requireSecret(scratch, secret);
    require(Libsecp256k1.keypairCreate(scratch.pair, scratch.secret));
  }

  private static boolean tweakPair(Scratch scratch, byte[] tweak32) {
    put(require32(tweak32, "tweak"), scratch.extra);
    return Libsecp256k1.keypairXonlyTweakAdd(scratch.pair, scratch.extra);
  }

  /// Secret plus tweak modulo the group's order (BIP-0032, CKDpriv); empty when the tweak is too
  /// large or the sum is zero.
  public static Optional<byte[]> tweakSecret(byte[] secret, byte[] tweak32) {
    Scratch scratch = SCRATCH.get();
    try {
      requireSecret(scratch, secret);
      put(require32(tweak32, "tweak"), scratch.extra);
      return Libsecp256k1.seckeyTweakAdd(scratch.secret, scratch.extra)
          ? Optional.of(get(scratch.secret, SECRET_BYTES))
          : Optional.empty();
    } finally {
      scratch.wipe();
    }
  }

  /// The secret of the tweaked x-only key: negated first if its point has an odd y (BIP-0341).
  public static Optional<byte[]> tweakSecretXOnly(byte[] secret, byte[] tweak32) {
    Scratch scratch = SCRATCH.get();
    try {
      loadPair(scratch, secret);
      if (!tweakPair(scratch, tweak32)) {
        return Optional.empty();
      }
      require(Libsecp256k1.keypairSecret(scratch.secret, scratch.pair));
      return Optional.of(get(scratch.secret, SECRET_BYTES));
    } finally {
      scratch.wipe();
    }
  }

  /// Key plus tweak times the generator, compressed (BIP-0032, CKDpub); empty when there is no such
  /// point.
  public static Optional<byte[]> tweakPublicKey(byte[] key, byte[] tweak32) {
    Scratch scratch = SCRATCH.get();
    if (!scratch.parseKey(key)) {
      return Optional.empty();
    }
    put(require32(tweak32, "tweak"), scratch.extra);
    return Libsecp256k1.pubkeyTweakAdd(scratch.key, scratch.extra)
        ? Optional.of(scratch.serializeKey(true))
        : Optional.empty();
  }

  /// x-only key plus tweak times the generator, as a compressed key: its first byte less two is the
  /// parity, the rest the new x-only key.
  public static Optional<byte[]> tweakXOnly(byte[] internal32, byte[] tweak32) {
    Scratch scratch = SCRATCH.get();
    if (!scratch.parseXOnly(internal32)) {
      return Optional.empty();
    }
    put(require32(tweak32, "tweak"), scratch.extra);
    return Libsecp256k1.xonlyTweakAdd(scratch.signature, scratch.key, scratch.extra)
        ? Optional.of(serializeTweaked(scratch))
        : Optional.empty();
  }

  private static byte[] serializeTweaked(Scratch scratch) {
    MemorySegment.copy(scratch.signature, 0, scratch.key, 0, 64);
    return scratch.serializeKey(true);
  }

  /// Core's `XOnlyPubKey::CheckTapTweak` without the hash: is `tweaked32`, with that parity, the
  /// internal key plus the tweak?
  public static boolean checkXOnlyTweak(
      byte[] tweaked32, int parity, byte[] internal32, byte[] tweak32) {
    Scratch scratch = SCRATCH.get();
    if (tweaked32.length != 32 || tweak32.length != 32 || !scratch.parseXOnly(internal32)) {
      return false;
    }
    put(tweaked32, scratch.raw);
    put(tweak32, scratch.extra);
    return Libsecp256k1.xonlyTweakAddCheck(scratch.raw, parity, scratch.key, scratch.extra);
  }

  /// Secret times factor modulo the group's order; empty if the factor is zero or too large. For
  /// BIP-0038.
  public static Optional<byte[]> multiplySecret(byte[] secret, byte[] factor32) {
    Scratch scratch = SCRATCH.get();
    try {
      requireSecret(scratch, secret);
      put(require32(factor32, "factor"), scratch.extra);
      return Libsecp256k1.seckeyTweakMul(scratch.secret, scratch.extra)
          ? Optional.of(get(scratch.secret, SECRET_BYTES))
          : Optional.empty();
    } finally {
      scratch.wipe();
    }
  }

  /// Key times factor, compressed; empty if there is no such point. For BIP-0038.
  public static Optional<byte[]> multiplyPublicKey(byte[] key, byte[] factor32) {
    Scratch scratch = SCRATCH.get();
    try {
      put(require32(factor32, "factor"), scratch.extra);
      return scratch.parseKey(key) && Libsecp256k1.pubkeyTweakMul(scratch.key, scratch.extra)
          ? Optional.of(scratch.serializeKey(true))
          : Optional.empty();
    } finally {
      scratch.wipe();
    }
  }

  /// BIP-0327, KeyAgg: the key that stands for all of these together, compressed. Their order
  /// matters. Empty if one of them is no key, or if they cancel out.
  public static Optional<byte[]> aggregateKeys(List<byte[]> keys) {
    Scratch scratch = SCRATCH.get();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment parsed = arena.allocate(64L * keys.size(), 16);
      MemorySegment pointers = arena.allocate(ADDRESS, keys.size());
      for (int i = 0; i < keys.size(); i++) {
        if (!scratch.parseKey(keys.get(i))) {
          return Optional.empty();
        }
        MemorySegment slot = parsed.asSlice(64L * i, 64).copyFrom(scratch.key);
        pointers.setAtIndex(ADDRESS, i, slot);
      }
      MemorySegment cache = arena.allocate(Libsecp256k1.MUSIG_KEYAGG_CACHE_BYTES, 16);
      if (keys.isEmpty()
          || !Libsecp256k1.musigPubkeyAgg(cache, pointers, keys.size())
          || !Libsecp256k1.musigPubkeyGet(scratch.key, cache)) {
        return Optional.empty();
      }
      return Optional.of(scratch.serializeKey(true));
    }
  }

  /// The x-only public key of a secret (BIP-0340).
  public static byte[] xOnly(byte[] secret) {
    Scratch scratch = SCRATCH.get();
    try {
      loadPair(scratch, secret);
      require(Libsecp256k1.keypairXonly(scratch.key, scratch.number, scratch.pair));
      require(Libsecp256k1.xonlySerialize(scratch.raw, scratch.key));
      return get(scratch.raw, 32);
    } finally {
      scratch.wipe();
    }
  }
}
