package org.quantumcoin.node.mining;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.primitives.Uint256;

/// Double SHA-256 by the JDK's compression function itself, which the JIT replaces by the
/// processor's instructions.
///
/// ## Why
///
/// A header is two blocks of SHA-256, and only the second changes with the nonce. Hashing by
/// [java.security.MessageDigest] compresses the first again each time, and pads and copies on top.
/// Here the state after the first block is kept (the midstate), padding is written once, and a
/// nonce costs two compressions and nothing else.
///
/// ## How
///
/// `sun.security.provider.SHA2` has the function as `implCompress(byte[], int)` over its field
/// `state`. Both are reached by method handles, which the JVM option
/// `--add-opens=java.base/sun.security.provider=ALL-UNNAMED` (or to this module) allows; without it
/// [#isAvailable()] is false and [DigestKernel] serves. The handles are static finals, so that the
/// JIT sees through them.
///
/// The part that the JIT replaces is `implCompress0`, which `implCompress` calls after cheap
/// checks. Calling it directly from a handle is no faster, and JDK 25's C2 then loads `state`
/// before it knows the receiver not to be null: a loop compiled while it ran (OSR) crashed the JVM
/// in a trial.
final class MidstateKernel implements HashKernel {
  private static final int[] INITIAL = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
  };
  private static final int WORDS = 8;
  private static final int BLOCK_BYTES = 64;
  private static final int HEADER_BITS = 80 * 8;
  private static final int HASH_BITS = 32 * 8;

  /// Where the nonce is in the second block.
  private static final int NONCE_AT = DigestKernel.NONCE_AT - BLOCK_BYTES;

  private static final VarHandle BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LITTLE_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final @Nullable MethodHandle CREATE;
  private static final @Nullable MethodHandle STATE;
  private static final @Nullable MethodHandle COMPRESS;

  static {
    MethodHandle create = null;
    MethodHandle state = null;
    MethodHandle compress = null;
    try {
      Class<?> sha2 = Class.forName("sun.security.provider.SHA2");
      Class<?> sha256 = Class.forName("sun.security.provider.SHA2$SHA256");
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(sha2, MethodHandles.lookup());
      MethodType block = MethodType.methodType(void.class, byte[].class, int.class);
      MethodType erased = MethodType.methodType(void.class, Object.class, byte[].class, int.class);
      create =
          lookup
              .findConstructor(sha256, MethodType.methodType(void.class))
              .asType(MethodType.methodType(Object.class));
      state =
          lookup
              .findGetter(sha2, "state", int[].class)
              .asType(MethodType.methodType(int[].class, Object.class));
      compress = lookup.findVirtual(sha2, "implCompress", block).asType(erased);
    } catch (ReflectiveOperationException | RuntimeException unavailable) {
      // Another JDK, or a JVM without the option: the other kernel is slower and as right.
      compress = null;
    }
    CREATE = create;
    STATE = state;
    COMPRESS = compress;
  }

  private final Lane even = new Lane();
  private final Lane odd = new Lane();
  private final int[] midstate = new int[WORDS];

  /// What one nonce is hashed with. There are two, so that the processor can begin with one nonce
  /// while it waits for results of the other: the compressions of a nonce depend on each other,
  /// those of two do not.
  private static final class Lane {
    final Object digest;
    final int[] state;
    final byte[] tail = new byte[BLOCK_BYTES];
    final byte[] second = new byte[BLOCK_BYTES];

    Lane() {
      try {
        digest = nonNull(CREATE).invokeExact();
        state = (int[]) nonNull(STATE).invokeExact(digest);
      } catch (Throwable e) {
        throw failed(e);
      }
      second[32] = (byte) 0x80;
      BIG_ENDIAN.set(second, BLOCK_BYTES - Integer.BYTES, HASH_BITS);
      tail[16] = (byte) 0x80;
      BIG_ENDIAN.set(tail, BLOCK_BYTES - Integer.BYTES, HEADER_BITS);
    }

    /// The last word of the hash, which is the top of the number that it is compared as.
    int top() {
      return Integer.reverseBytes(state[WORDS - 1]);
    }

    /// The state as that number.
    Uint256 number() {
      return new Uint256(pair(0), pair(2), pair(4), pair(6));
    }

    private long pair(int word) {
      return Integer.toUnsignedLong(Integer.reverseBytes(state[word]))
          | Integer.toUnsignedLong(Integer.reverseBytes(state[word + 1])) << 32;
    }
  }

  static boolean isAvailable() {
    return COMPRESS != null && STATE != null && CREATE != null;
  }

  private static MethodHandle nonNull(@Nullable MethodHandle handle) {
    if (handle == null) {
      throw new IllegalStateException("the JDK's SHA-256 is not open to us");
    }
    return handle;
  }

  private static IllegalStateException failed(Throwable cause) {
    return new IllegalStateException("the JDK's SHA-256 failed", cause);
  }

  @Override
  public long scan(byte[] header, int first, int count, Uint256 target) {
    try {
      return search(header, first, count, target);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  @SuppressWarnings("NullAway") // isAvailable was true, or there would be no instance
  private long search(byte[] header, int first, int count, Uint256 target) throws Throwable {
    System.arraycopy(INITIAL, 0, even.state, 0, WORDS);
    COMPRESS.invokeExact(even.digest, header, 0);
    System.arraycopy(even.state, 0, midstate, 0, WORDS);
    System.arraycopy(header, BLOCK_BYTES, even.tail, 0, NONCE_AT);
    System.arraycopy(header, BLOCK_BYTES, odd.tail, 0, NONCE_AT);
    // Almost all nonces are judged by the top of the number alone.
    int targetTop = (int) (target.d() >>> 32);
    for (int i = 0; i < count; i += 2) {
      hashPair(first + i);
      if (isGood(even, targetTop, target)) {
        return Integer.toUnsignedLong(first + i);
      }
      if (i + 1 < count && isGood(odd, targetTop, target)) {
        return Integer.toUnsignedLong(first + i + 1);
      }
    }
    return NONE;
  }

  @SuppressWarnings("NullAway") // as above
  private void hashPair(int nonce) throws Throwable {
    LITTLE_ENDIAN.set(even.tail, NONCE_AT, nonce);
    LITTLE_ENDIAN.set(odd.tail, NONCE_AT, nonce + 1);
    System.arraycopy(midstate, 0, even.state, 0, WORDS);
    System.arraycopy(midstate, 0, odd.state, 0, WORDS);
    COMPRESS.invokeExact(even.digest, even.tail, 0);
    COMPRESS.invokeExact(odd.digest, odd.tail, 0);
    for (int word = 0; word < WORDS; word++) {
      BIG_ENDIAN.set(even.second, word * Integer.BYTES, even.state[word]);
    }
    for (int word = 0; word < WORDS; word++) {
      BIG_ENDIAN.set(odd.second, word * Integer.BYTES, odd.state[word]);
    }
    System.arraycopy(INITIAL, 0, even.state, 0, WORDS);
    System.arraycopy(INITIAL, 0, odd.state, 0, WORDS);
    COMPRESS.invokeExact(even.digest, even.second, 0);
    COMPRESS.invokeExact(odd.digest, odd.second, 0);
  }

  private static boolean isGood(Lane lane, int targetTop, Uint256 target) {
    return Integer.compareUnsigned(lane.top(), targetTop) <= 0
        && lane.number().compareTo(target) <= 0;
  }
}
