package org.quantumcoin.node.p2p.address;

import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Buckets of equal size. A place is a bucket's number times the size, plus the position in it.
final class BucketTable {
  private final @Nullable KnownAddress[] places;

  /// How many places of each bucket are taken: while there are few addresses most random choices
  /// hit an empty bucket, which is then passed over without a look at its places.
  private final int[] taken;

  BucketTable(int buckets) {
    places = new KnownAddress[buckets * AddressManager.BUCKET_SIZE];
    taken = new int[buckets];
  }

  static int place(int bucket, int position) {
    return bucket * AddressManager.BUCKET_SIZE + position;
  }

  /// How a place is written in logs.
  static String text(int place) {
    return "["
        + place / AddressManager.BUCKET_SIZE
        + "]["
        + place % AddressManager.BUCKET_SIZE
        + "]";
  }

  int size() {
    return places.length;
  }

  @Nullable KnownAddress get(int place) {
    return places[place];
  }

  /// The place must be free.
  void put(int place, KnownAddress info) {
    assert places[place] == null : text(place);
    places[place] = info;
    taken[place / AddressManager.BUCKET_SIZE]++;
  }

  /// The place must be taken.
  void clear(int place) {
    KnownAddress _ = Objects.requireNonNull(places[place]);
    places[place] = null;
    taken[place / AddressManager.BUCKET_SIZE]--;
  }

  /// A random bucket with anything in it, as its first place. There must be one.
  int randomBucket(RandomGenerator random) {
    int bucket = random.nextInt(taken.length);
    while (taken[bucket] == 0) {
      bucket = random.nextInt(taken.length);
    }
    return place(bucket, 0);
  }
}
