package org.quantumcoin.wallet.coins;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.quantumcoin.node.crypto.SipHash;
import org.quantumcoin.node.primitives.Script;

/// Which scripts are the wallet's, a million of them in some thirty megabytes.
///
/// Every output of every block is looked up here, and nearly none is ours. So what is kept of a
/// script is a keyed fingerprint of 64 bits and where it comes from; a hit is confirmed by deriving
/// the script again. The key is the wallet's own, so that nobody can make scripts that collide.
///
/// Open addressing with linear probing, at most two thirds full; the fingerprint and the place of a
/// slot stand side by side, so that most looks touch one line of the processor's cache. A place of
/// 0 is free; places are kept plus one. Not safe for several threads: the wallet locks.
public final class ScriptIndex {
  private static final int FIRST_SLOTS = 1 << 12;

  private final long k0;
  private final long k1;
  private long[] slots = new long[2 * FIRST_SLOTS];
  private int count;

  public ScriptIndex(long k0, long k1) {
    this.k0 = k0;
    this.k1 = k1;
  }

  /// Any thread may ask.
  public long fingerprint(Script script) {
    return new SipHash(k0, k1).write(script.array(), script.offset(), script.length()).finish();
  }

  public int size() {
    return count;
  }

  /// Makes room for so many more.
  public void reserve(int more) {
    long wanted = 3L * (count + more) / 2;
    int room = slots.length / 2;
    while (room <= wanted) {
      room = Math.multiplyExact(room, 2);
    }
    if (2 * room > slots.length) {
      rebuild(room);
    }
  }

  /// Adds a script by its fingerprint; it may be there already, from the same place or another.
  public void add(long fingerprint, ScriptSource source) {
    if (3L * (count + 1) > slots.length) {
      reserve(count + 1);
    }
    if (put(fingerprint, source.packed() + 1)) {
      count++;
    }
  }

  private int mask() {
    return slots.length - 1;
  }

  /// Where in the array the search for a fingerprint begins.
  private int start(long fingerprint) {
    return ((int) fingerprint << 1) & mask();
  }

  private boolean put(long fingerprint, long place) {
    int slot = start(fingerprint);
    while (slots[slot + 1] != 0) {
      if (slots[slot + 1] == place) {
        return false;
      }
      slot = (slot + 2) & mask();
    }
    slots[slot] = fingerprint;
    slots[slot + 1] = place;
    return true;
  }

  private void rebuild(int room) {
    long[] old = slots;
    slots = new long[Math.multiplyExact(room, 2)];
    for (int i = 0; i < old.length; i += 2) {
      if (old[i + 1] != 0) {
        boolean _ = put(old[i], old[i + 1]);
      }
    }
  }

  /// Whether a script has a fingerprint that is here: of those of others one in 2^43 has, where a
  /// million are looked for.
  public boolean mayHave(Script script) {
    long wanted = fingerprint(script);
    for (int slot = start(wanted); slots[slot + 1] != 0; slot = (slot + 2) & mask()) {
      if (slots[slot] == wanted) {
        return true;
      }
    }
    return false;
  }

  /// Where a script comes from; empty for others'. `derives` says whether a place really gives it.
  public Optional<ScriptSource> find(Script script, BiPredicate<ScriptSource, Script> derives) {
    long wanted = fingerprint(script);
    for (int slot = start(wanted); slots[slot + 1] != 0; slot = (slot + 2) & mask()) {
      if (slots[slot] == wanted) {
        ScriptSource source = ScriptSource.unpack(slots[slot + 1] - 1);
        if (derives.test(source, script)) {
          return Optional.of(source);
        }
      }
    }
    return Optional.empty();
  }

  public void clear() {
    Arrays.fill(slots, 0);
    count = 0;
  }
}
