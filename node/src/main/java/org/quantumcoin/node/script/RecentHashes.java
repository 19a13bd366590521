package org.quantumcoin.node.script;

import java.util.random.RandomGenerator;

/// A set of 32-byte hashes that forgets: bounded by memory, shared by threads, never wrong about
/// what it holds except with the chance of a 128-bit collision.
///
/// Callers put in hashes that nobody outside can predict (salted ones), so the first 16 bytes are
/// as good as random and serve as key and as place alike. A place is a bucket of eight entries, two
/// cache lines; a full bucket loses an entry at random. Locks are striped over the buckets.
public final class RecentHashes {
  private static final int BUCKET_ENTRIES = 8;
  private static final int ENTRY_BYTES = 16;
  private static final int STRIPES = 64;

  private final long[] table;
  private final int bucketMask;
  private final Object[] locks = new Object[STRIPES];
  private volatile long victim;

  /// Uses at most `maxBytes` bytes, but at least one bucket; `random` picks who is forgotten first.
  public RecentHashes(long maxBytes, RandomGenerator random) {
    long buckets = Math.clamp(maxBytes / (BUCKET_ENTRIES * ENTRY_BYTES), 1L, 1L << 24);
    int rounded = Integer.highestOneBit((int) buckets);
    bucketMask = rounded - 1;
    table = new long[rounded * BUCKET_ENTRIES * 2];
    victim = random.nextLong();
    for (int i = 0; i < STRIPES; i++) {
      locks[i] = new Object();
    }
  }

  /// Memory of the table.
  public long sizeBytes() {
    return table.length * 8L;
  }

  /// Entries the table has room for.
  public int capacity() {
    return table.length / 2;
  }

  private static long word(byte[] hash, int offset) {
    long result = 0;
    for (int i = 0; i < 8; i++) {
      result = (result << 8) | (hash[offset + i] & 0xff);
    }
    return result;
  }

  private int bucket(long first) {
    return (int) (first >>> 32) & bucketMask;
  }

  private int find(int start, long first, long second) {
    for (int i = start; i < start + 2 * BUCKET_ENTRIES; i += 2) {
      if (table[i] == first && table[i + 1] == second) {
        return i;
      }
    }
    return -1;
  }

  /// Is it there? With `erase`, it is not any more afterwards.
  public boolean contains(byte[] hash32, boolean erase) {
    long first = word(hash32, 0);
    long second = word(hash32, 8) | 1;
    int bucket = bucket(first);
    synchronized (locks[bucket & (STRIPES - 1)]) {
      int at = find(bucket * 2 * BUCKET_ENTRIES, first, second);
      if (at >= 0 && erase) {
        table[at] = 0;
        table[at + 1] = 0;
      }
      return at >= 0;
    }
  }

  public void add(byte[] hash32) {
    long first = word(hash32, 0);
    // An odd second word tells an entry from an empty place.
    long second = word(hash32, 8) | 1;
    int bucket = bucket(first);
    int start = bucket * 2 * BUCKET_ENTRIES;
    synchronized (locks[bucket & (STRIPES - 1)]) {
      if (find(start, first, second) >= 0) {
        return;
      }
      int free = find(start, 0, 0);
      int at = free >= 0 ? free : start + 2 * nextVictim(second);
      table[at] = first;
      table[at + 1] = second;
    }
  }

  /// Which entry of a full bucket goes: unpredictable from outside, and cheap.
  private int nextVictim(long entropy) {
    long next = (victim ^ entropy) * 0x9e3779b97f4a7c15L;
    victim = next;
    return (int) (next >>> 61);
  }
}
