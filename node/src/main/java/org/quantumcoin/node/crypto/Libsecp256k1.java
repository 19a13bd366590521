package org.quantumcoin.node.crypto;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.security.SecureRandom;

/// The C functions of libsecp256k1 (`include/secp256k1*.h`) as typed Java methods, and the one
/// context of this process.
///
/// The context is randomised once, before anyone can use it; from then on it is only read, so every
/// thread may. The library aborts the process when it is handed an object that none of its parsers
/// filled: callers pass on only what was parsed with success.
@SuppressWarnings("restricted") // calling native code is what this class is for
final class Libsecp256k1 {
  private static final int CONTEXT_NONE = 1;
  static final int EC_COMPRESSED = 258;
  static final int EC_UNCOMPRESSED = 2;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final SymbolLookup LIBRARY = NativeLibrary.load();

  private static final MethodHandle PUBKEY_PARSE = function("ec_pubkey_parse", 3, JAVA_LONG);
  private static final MethodHandle PUBKEY_SERIALIZE = function("ec_pubkey_serialize", 4, JAVA_INT);
  private static final MethodHandle PUBKEY_CREATE = function("ec_pubkey_create", 3);
  private static final MethodHandle PUBKEY_TWEAK_ADD = function("ec_pubkey_tweak_add", 3);
  private static final MethodHandle PUBKEY_TWEAK_MUL = function("ec_pubkey_tweak_mul", 3);
  private static final MethodHandle SECKEY_TWEAK_MUL = function("ec_seckey_tweak_mul", 3);
  private static final MethodHandle SECKEY_VERIFY = function("ec_seckey_verify", 2);
  private static final MethodHandle SECKEY_TWEAK_ADD = function("ec_seckey_tweak_add", 3);
  private static final MethodHandle SIGNATURE_PARSE_COMPACT =
      function("ecdsa_signature_parse_compact", 3);
  private static final MethodHandle SIGNATURE_NORMALIZE = function("ecdsa_signature_normalize", 3);
  private static final MethodHandle SIGNATURE_SERIALIZE_DER =
      function("ecdsa_signature_serialize_der", 4);
  private static final MethodHandle SIGNATURE_SERIALIZE_COMPACT =
      function("ecdsa_signature_serialize_compact", 3);
  private static final MethodHandle ECDSA_VERIFY = function("ecdsa_verify", 4);
  private static final MethodHandle ECDSA_SIGN = function("ecdsa_sign", 6);
  private static final MethodHandle SIGN_RECOVERABLE = function("ecdsa_sign_recoverable", 6);
  private static final MethodHandle RECOVERABLE_SERIALIZE =
      function("ecdsa_recoverable_signature_serialize_compact", 4);
  private static final MethodHandle RECOVERABLE_PARSE =
      function("ecdsa_recoverable_signature_parse_compact", 3, JAVA_INT);
  private static final MethodHandle RECOVER = function("ecdsa_recover", 4);
  private static final MethodHandle XONLY_PARSE = function("xonly_pubkey_parse", 3);
  private static final MethodHandle XONLY_SERIALIZE = function("xonly_pubkey_serialize", 3);
  private static final MethodHandle XONLY_TWEAK_ADD = function("xonly_pubkey_tweak_add", 4);
  private static final MethodHandle XONLY_TWEAK_ADD_CHECK =
      LINKER.downcallHandle(
          symbol("xonly_pubkey_tweak_add_check"),
          FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS));
  private static final MethodHandle KEYPAIR_CREATE = function("keypair_create", 3);
  private static final MethodHandle KEYPAIR_SEC = function("keypair_sec", 3);
  private static final MethodHandle KEYPAIR_XONLY_PUB = function("keypair_xonly_pub", 4);
  private static final MethodHandle KEYPAIR_XONLY_TWEAK_ADD =
      function("keypair_xonly_tweak_add", 3);
  private static final MethodHandle SCHNORR_SIGN32 = function("schnorrsig_sign32", 5);
  private static final MethodHandle SCHNORR_VERIFY =
      LINKER.downcallHandle(
          symbol("schnorrsig_verify"),
          FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS));

  private static final MethodHandle ELLSWIFT_CREATE = function("ellswift_create", 4);
  private static final MethodHandle ELLSWIFT_DECODE = function("ellswift_decode", 3);
  private static final MethodHandle ELLSWIFT_XDH =
      LINKER.downcallHandle(
          symbol("ellswift_xdh"),
          FunctionDescriptor.of(
              JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS));

  /// The hash over both keys that BIP-0324 wants: a variable of the library that holds a function.
  private static final MemorySegment ELLSWIFT_HASH_BIP324 =
      symbol("ellswift_xdh_hash_function_bip324").reinterpret(ADDRESS.byteSize()).get(ADDRESS, 0);

  private static final MethodHandle MUSIG_PUBKEY_AGG = function("musig_pubkey_agg", 4, JAVA_LONG);
  private static final MethodHandle MUSIG_PUBKEY_GET = function("musig_pubkey_get", 3);

  /// `sizeof(secp256k1_musig_keyagg_cache)`.
  static final int MUSIG_KEYAGG_CACHE_BYTES = 197;

  private static final MemorySegment CONTEXT = createContext();

  private Libsecp256k1() {}

  private static MemorySegment symbol(String name) {
    return LIBRARY
        .find("secp256k1_" + name)
        .orElseThrow(() -> new IllegalStateException("secp256k1 library lacks " + name));
  }

  /// A function that returns int and takes that many pointers (the context first), then `tail`.
  private static MethodHandle function(String name, int pointers, MemoryLayout... tail) {
    MemoryLayout[] parameters = new MemoryLayout[pointers + tail.length];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = i < pointers ? ADDRESS : tail[i - pointers];
    }
    return LINKER.downcallHandle(symbol(name), FunctionDescriptor.of(JAVA_INT, parameters));
  }

  private static MemorySegment createContext() {
    MethodHandle create =
        LINKER.downcallHandle(symbol("context_create"), FunctionDescriptor.of(ADDRESS, JAVA_INT));
    MethodHandle randomize = function("context_randomize", 2);
    byte[] seed = new byte[32];
    new SecureRandom().nextBytes(seed);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment context = (MemorySegment) create.invokeExact(CONTEXT_NONE);
      MemorySegment nativeSeed = arena.allocate(32);
      MemorySegment.copy(seed, 0, nativeSeed, JAVA_BYTE, 0, 32);
      if ((int) randomize.invokeExact(context, nativeSeed) != 1) {
        throw new IllegalStateException("cannot randomise the secp256k1 context");
      }
      return context;
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  /// A foreign call throws only if its handle was described wrongly: a bug.
  private static IllegalStateException broken(Throwable cause) {
    return new IllegalStateException("secp256k1 call failed", cause);
  }

  static boolean pubkeyParse(MemorySegment key, MemorySegment in, long length) {
    try {
      return (int) PUBKEY_PARSE.invokeExact(CONTEXT, key, in, length) == 1;
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  /// `length` is a `size_t` in memory: room on entry, bytes written on return.
  static boolean pubkeySerialize(
      MemorySegment out, MemorySegment length, MemorySegment key, int flags) {
    try {
      return (int) PUBKEY_SERIALIZE.invokeExact(CONTEXT, out, length, key, flags) == 1;
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  static boolean pubkeyCreate(MemorySegment key, MemorySegment secret) {
    return call(PUBKEY_CREATE, key, secret);
  }

  static boolean pubkeyTweakAdd(MemorySegment key, MemorySegment tweak) {
    return call(PUBKEY_TWEAK_ADD, key, tweak);
  }

  static boolean seckeyVerify(MemorySegment secret) {
    try {
      return (int) SECKEY_VERIFY.invokeExact(CONTEXT, secret) == 1;
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  static boolean seckeyTweakAdd(MemorySegment secret, MemorySegment tweak) {
    return call(SECKEY_TWEAK_ADD, secret, tweak);
  }

  static boolean pubkeyTweakMul(MemorySegment key, MemorySegment tweak) {
    return call(PUBKEY_TWEAK_MUL, key, tweak);
  }

  static boolean seckeyTweakMul(MemorySegment secret, MemorySegment tweak) {
    return call(SECKEY_TWEAK_MUL, secret, tweak);
  }

  static boolean signatureParseCompact(MemorySegment signature, MemorySegment in64) {
    try {
      return (int) SIGNATURE_PARSE_COMPACT.invokeExact(CONTEXT, signature, in64) == 1;
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  static void signatureNormalize(MemorySegment out, MemorySegment in) {
    try {
      int _ = (int) SIGNATURE_NORMALIZE.invokeExact(CONTEXT, out, in);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  static boolean signatureSerializeDer(
      MemorySegment out, MemorySegment length, MemorySegment signature) {
    return call(SIGNATURE_SERIALIZE_DER, out, length, signature);
  }

  static boolean signatureSerializeCompact(MemorySegment out64, MemorySegment signature) {
    return call(SIGNATURE_SERIALIZE_COMPACT, out64, signature);
  }

  static boolean ecdsaVerify(MemorySegment signature, MemorySegment hash32, MemorySegment key) {
    try {
      return (int) ECDSA_VERIFY.invokeExact(CONTEXT, signature, hash32, key) == 1;
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  static boolean ecdsaSign(
      MemorySegment signature, MemorySegment hash32, MemorySegment secret, MemorySegment extra) {
    try {
      return (int)
              ECDSA_SIGN.invokeExact(CONTEXT, signature, hash32, secret, MemorySegment.NULL, extra)
          == 1;
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  static boolean signRecoverable(
      MemorySegment signature, MemorySegment hash32, MemorySegment secret) {
    try {
      return (int)
              SIGN_RECOVERABLE.invokeExact(
                  CONTEXT, signature, hash32, secret, MemorySegment.NULL, MemorySegment.NULL)
          == 1;
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  static boolean recoverableSerialize(
      MemorySegment out64, MemorySegment recoveryId, MemorySegment signature) {
    return call(RECOVERABLE_SERIALIZE, out64, recoveryId, signature);
  }

  static boolean recoverableParse(MemorySegment signature, MemorySegment in64, int recoveryId) {
    try {
      return (int) RECOVERABLE_PARSE.invokeExact(CONTEXT, signature, in64, recoveryId) == 1;
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  static boolean recover(MemorySegment key, MemorySegment signature, MemorySegment hash32) {
    return call(RECOVER, key, signature, hash32);
  }

  static boolean xonlyParse(MemorySegment key, MemorySegment in32) {
    try {
      return (int) XONLY_PARSE.invokeExact(CONTEXT, key, in32) == 1;
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  static boolean xonlySerialize(MemorySegment out32, MemorySegment key) {
    return call(XONLY_SERIALIZE, out32, key);
  }

  static boolean xonlyTweakAdd(MemorySegment out, MemorySegment internal, MemorySegment tweak) {
    return call(XONLY_TWEAK_ADD, out, internal, tweak);
  }

  static boolean xonlyTweakAddCheck(
      MemorySegment tweaked32, int parity, MemorySegment internal, MemorySegment tweak) {
    try {
      return (int) XONLY_TWEAK_ADD_CHECK.invokeExact(CONTEXT, tweaked32, parity, internal, tweak)
          == 1;
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  static boolean keypairCreate(MemorySegment pair, MemorySegment secret) {
    return call(KEYPAIR_CREATE, pair, secret);
  }

  static boolean keypairSecret(MemorySegment out32, MemorySegment pair) {
    return call(KEYPAIR_SEC, out32, pair);
  }

  static boolean keypairXonly(MemorySegment key, MemorySegment parity, MemorySegment pair) {
    return call(KEYPAIR_XONLY_PUB, key, parity, pair);
  }

  static boolean keypairXonlyTweakAdd(MemorySegment pair, MemorySegment tweak) {
    return call(KEYPAIR_XONLY_TWEAK_ADD, pair, tweak);
  }

  static boolean schnorrSign(
      MemorySegment out64, MemorySegment message32, MemorySegment pair, MemorySegment aux32) {
    try {
      return (int) SCHNORR_SIGN32.invokeExact(CONTEXT, out64, message32, pair, aux32) == 1;
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  static boolean schnorrVerify(
      MemorySegment signature64, MemorySegment message, long length, MemorySegment key) {
    try {
      return (int) SCHNORR_VERIFY.invokeExact(CONTEXT, signature64, message, length, key) == 1;
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  static boolean ellswiftCreate(MemorySegment out64, MemorySegment secret, MemorySegment aux32) {
    return call(ELLSWIFT_CREATE, out64, secret, aux32);
  }

  static boolean ellswiftDecode(MemorySegment key, MemorySegment in64) {
    return call(ELLSWIFT_DECODE, key, in64);
  }

  /// `party` is 0 when the secret belongs to key `a`, the initiator's, and 1 for `b`.
  static boolean ellswiftXdh(
      MemorySegment out32, MemorySegment a64, MemorySegment b64, MemorySegment secret, int party) {
    try {
      return (int)
              ELLSWIFT_XDH.invokeExact(
                  CONTEXT, out32, a64, b64, secret, party, ELLSWIFT_HASH_BIP324, MemorySegment.NULL)
          == 1;
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  /// `keys` are `count` pointers to parsed keys; fills the cache.
  static boolean musigPubkeyAgg(MemorySegment cache, MemorySegment keys, long count) {
    try {
      return (int) MUSIG_PUBKEY_AGG.invokeExact(CONTEXT, MemorySegment.NULL, cache, keys, count)
          == 1;
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  static boolean musigPubkeyGet(MemorySegment key, MemorySegment cache) {
    return call(MUSIG_PUBKEY_GET, key, cache);
  }

  // Signing and key arithmetic are rare: their handles are passed around, which the compiler cannot
  // see through as it does where a constant handle is called in place.

  private static boolean call(MethodHandle function, MemorySegment a, MemorySegment b) {
    try {
      return (int) function.invokeExact(CONTEXT, a, b) == 1;
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  private static boolean call(
      MethodHandle function, MemorySegment a, MemorySegment b, MemorySegment c) {
    try {
      return (int) function.invokeExact(CONTEXT, a, b, c) == 1;
    } catch (Throwable t) {
      throw broken(t);
    }
  }
}
