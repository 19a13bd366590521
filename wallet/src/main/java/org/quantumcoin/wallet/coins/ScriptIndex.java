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
/// Open addressing with linear probing, at most half full. A place of 0 is free; places are kept
/// plus one. Not safe for several threads: the wallet locks.
public final class ScriptIndex {
  private static final int FIRST_SLOTS = 1 << 12;

  private final long k0;
  private final long k1;
  private long[] fingerprints = new long[FIRST_SLOTS];
  private long[] places = new long[FIRST_SLOTS];
  private int count;

  public ScriptIndex(long k0, long k1) {
    this.k0 = k0;
    this.k1 = k1;
  }

  public long fingerprint(Script script) {
    return new SipHash(k0, k1).write(script.array(), script.offset(), script.length()).finish();
  }

  public int size() {
    return count;
  }

  /// Adds a script by its fingerprint; it may be there already, from the same place or another.
  public void add(long fingerprint, ScriptSource source) {
    if (2 * (count + 1) > fingerprints.length) {
      grow();
    }
    long place = source.packed() + 1;
    int slot = slot(fingerprint);
    while (places[slot] != 0) {
      if (places[slot] == place) {
        return;
      }
      slot = (slot + 1) & (places.length - 1);
    }
    fingerprints[slot] = fingerprint;
    places[slot] = place;
    count++;
  }

  private int slot(long fingerprint) {
    return (int) fingerprint & (places.length - 1);
  }

  private void grow() {
    long[] oldFingerprints = fingerprints;
    long[] oldPlaces = places;
    fingerprints = new long[Math.multiplyExact(oldFingerprints.length, 2)];
    places = new long[fingerprints.length];
    for (int i = 0; i < oldPlaces.length; i++) {
      if (oldPlaces[i] != 0) {
        int slot = slot(oldFingerprints[i]);
        while (places[slot] != 0) {
          slot = (slot + 1) & (places.length - 1);
        }
        fingerprints[slot] = oldFingerprints[i];
        places[slot] = oldPlaces[i];
      }
    }
  }

  /// Where a script comes from; empty for others'. `derives` says whether a place really gives it.
  public Optional<ScriptSource> find(Script script, BiPredicate<ScriptSource, Script> derives) {
    long wanted = fingerprint(script);
    for (int slot = slot(wanted); places[slot] != 0; slot = (slot + 1) & (places.length - 1)) {
      if (fingerprints[slot] == wanted) {
        ScriptSource source = ScriptSource.unpack(places[slot] - 1);
        if (derives.test(source, script)) {
          return Optional.of(source);
        }
      }
    }
    return Optional.empty();
  }

  public void clear() {
    Arrays.fill(places, 0);
    count = 0;
  }
}
