package org.quantumcoin.node.p2p.address;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.PeerNetwork;
import org.quantumcoin.node.p2p.message.TimedAddress;

/// Addresses of nodes, kept so that nobody can fill the whole table with his own (Core's
/// `AddrMan`).
///
/// The problem: anybody may tell us any number of addresses. If a random one of them all were
/// dialled, whoever told the most would get all our connections and could show us a chain of his
/// own (an eclipse).
///
/// The answer is two tables of buckets of 64. An address that we only heard of is *new*: of all
/// buckets only 64 are open to one source's part of the network, picked by the source's and the
/// address's part of it, so one who tells from few places fills few buckets. One that we have been
/// connected to is *tried*: of these buckets 8 are open to each part of the network. Where in its
/// bucket an address stands is fixed by a secret key; when the place is taken, the one there stays
/// unless it is of no worth (new), or is first tested by a connection (tried, "test before evict"):
/// a good address cannot be pushed out by talk. Choices are half and half between the tables, so an
/// attacker needs both.
///
/// Invariants, checked by [#check()]: every address is either in `tried` at exactly its place, or
/// in one to eight buckets of `fresh`, each at its place there; the lists, counts and maps agree.
///
/// Cost: at most 1,024 × 64 new and 256 × 64 tried addresses, about 20 MB of heap when all places
/// are taken. All of it lives on one thread; times are unix seconds and come as arguments.
public final class AddressManager {
  static final int NEW_BUCKETS = 1_024;
  static final int TRIED_BUCKETS = 256;
  static final int BUCKET_SIZE = 64;

  /// Core's `ADDRMAN_NEW_BUCKETS_PER_ADDRESS`.
  static final int MAX_REFERENCES = 8;

  /// Core's `ADDRMAN_REPLACEMENT`: one that answered so recently is not pushed out of tried.
  private static final long REPLACEMENT_SECONDS = 4 * 3_600;

  /// Core's `ADDRMAN_TEST_WINDOW`: how long a place in tried may wait for its test.
  private static final long TEST_WINDOW_SECONDS = 40 * 60;

  /// Core's `ADDRMAN_SET_TRIED_COLLISION_SIZE`.
  private static final int MAX_COLLISIONS = 10;

  private static final long HOUR = 3_600;
  private static final long DAY = 24 * HOUR;

  private final BucketKey key;
  private final RandomGenerator random;
  private final Map<NetAddress, KnownAddress> known = new HashMap<>();
  private final List<KnownAddress> order = new ArrayList<>();
  private final BucketTable fresh = new BucketTable(NEW_BUCKETS);
  private final BucketTable tried = new BucketTable(TRIED_BUCKETS);
  private final int[] newCounts = new int[PeerNetwork.values().length];
  private final int[] triedCounts = new int[PeerNetwork.values().length];

  /// Those that wait for the one in their place of the tried table to be tested.
  private final Set<KnownAddress> collisions = new LinkedHashSet<>();

  /// When last any connection went well; failures count only once since then, or a time without
  /// network would condemn every address.
  private long lastGoodSeconds = 1;

  AddressManager(BucketKey key, RandomGenerator random) {
    this.key = key;
    this.random = random;
  }

  /// An empty one with a new secret.
  public static AddressManager create(RandomGenerator random) {
    return create(random, NetGroups.RANGES);
  }

  /// The same, with groups of one's own.
  public static AddressManager create(RandomGenerator random, NetGroups groups) {
    return new AddressManager(BucketKey.random(random, groups), random);
  }

  /// Which part of the network an address is of.
  public NetGroups groups() {
    return key.groups();
  }

  BucketKey key() {
    return key;
  }

  // What is in it.

  public int size() {
    return order.size();
  }

  /// How many addresses a table has, of one network or (empty) of all.
  public int size(Optional<PeerNetwork> network, boolean inTried) {
    int[] counts = inTried ? triedCounts : newCounts;
    return network.isPresent() ? counts[network.get().code()] : Arrays.stream(counts).sum();
  }

  /// Everything in a table, by bucket and position; what is in several buckets comes several times.
  public List<PlacedAddress> entries(boolean fromTried) {
    BucketTable table = fromTried ? tried : fresh;
    List<PlacedAddress> all = new ArrayList<>();
    for (int i = 0; i < table.size(); i++) {
      KnownAddress info = table.get(i);
      if (info != null) {
        all.add(new PlacedAddress(i / BUCKET_SIZE, i % BUCKET_SIZE, info.told(), info.source));
      }
    }
    return all;
  }

  // Hearing of addresses.

  /// Takes what a source told; true when any of it was new. The source's word is taken for later
  /// than it says by `penaltySeconds`, except about itself.
  public boolean add(List<TimedAddress> told, NetAddress source, long penaltySeconds, long now) {
    int added = 0;
    NetAddress from = source.withPort(0);
    for (TimedAddress each : told) {
      added += addSingle(each, from, penaltySeconds, now) ? 1 : 0;
    }
    if (added > 0) {
      int count = added;
      Log.debug(
          LogCategory.ADDRMAN,
          () ->
              "Added %d addresses (of %d) from %s: %d tried, %d new"
                  .formatted(
                      count,
                      told.size(),
                      from.host(),
                      size(Optional.empty(), true),
                      size(Optional.empty(), false)));
    }
    return added > 0;
  }

  private boolean addSingle(TimedAddress told, NetAddress source, long penalty, long now) {
    NetAddress address = told.address();
    if (!address.isRoutable()) {
      return false;
    }
    long penaltySeconds = address.withPort(0).equals(source) ? 0 : penalty;
    KnownAddress info = known.get(address);
    if (info != null) {
      if (!isNews(info, told, penaltySeconds, now)) {
        return false;
      }
    } else {
      info = create(new KnownAddress(told, source));
      info.seenSeconds = Math.max(0, told.time() - penaltySeconds);
    }
    int bucket = key.newBucket(address, source);
    int place = BucketTable.place(bucket, key.position(address, false, bucket));
    KnownAddress there = fresh.get(place);
    if (there == info) {
      return false;
    }
    boolean insert =
        there == null || there.isTerrible(now) || (there.references > 1 && info.references == 0);
    if (insert) {
      clearNew(place);
      info.references++;
      fresh.put(place, info);
      log(() -> "Added " + address + " to new" + BucketTable.text(place));
    } else if (info.references == 0) {
      delete(info);
    }
    return insert;
  }

  /// Whether something told again deserves another place in the new table: each is twice as hard to
  /// get as the one before.
  private boolean isNews(KnownAddress info, TimedAddress told, long penaltySeconds, long now) {
    boolean online = now - told.time() < DAY;
    if (info.seenSeconds < told.time() - (online ? HOUR : DAY) - penaltySeconds) {
      info.seenSeconds = Math.max(0, told.time() - penaltySeconds);
    }
    info.services |= told.services();
    return told.time() > info.seenSeconds
        && !info.tried
        && info.references < MAX_REFERENCES
        && random.nextInt(1 << info.references) == 0;
  }

  private KnownAddress create(KnownAddress info) {
    known.put(info.address, info);
    info.randomPosition = order.size();
    order.add(info);
    newCounts[network(info)]++;
    return info;
  }

  private static int network(KnownAddress info) {
    return info.address.ownNetwork().code();
  }

  private void delete(KnownAddress info) {
    assert !info.tried && info.references == 0 : info.address;
    swap(info.randomPosition, order.size() - 1);
    order.removeLast();
    known.remove(info.address);
    newCounts[network(info)]--;
  }

  private void swap(int first, int second) {
    KnownAddress a = order.get(first);
    KnownAddress b = order.get(second);
    order.set(first, b);
    order.set(second, a);
    a.randomPosition = second;
    b.randomPosition = first;
  }

  private void clearNew(int place) {
    KnownAddress there = fresh.get(place);
    if (there == null) {
      return;
    }
    fresh.clear(place);
    there.references--;
    log(() -> "Removed " + there.address + " from new" + BucketTable.text(place));
    if (there.references == 0) {
      delete(there);
    }
  }

  // What became of them.

  /// We were connected with it: moves it to the tried table. False when it is there already, is not
  /// known, or has to wait until the one in its place was tested.
  public boolean good(NetAddress address, long now) {
    return good(address, true, now);
  }

  private boolean good(NetAddress address, boolean testBeforeEvict, long now) {
    lastGoodSeconds = now;
    KnownAddress info = known.get(address);
    if (info == null) {
      return false;
    }
    // When it was seen stays as it is: it is told to others, who must not learn whom we talk to.
    info.lastSuccessSeconds = now;
    info.lastTrySeconds = now;
    info.attempts = 0;
    if (info.tried) {
      return false;
    }
    int place = triedPlace(address);
    KnownAddress there = tried.get(place);
    if (testBeforeEvict && there != null) {
      if (collisions.size() < MAX_COLLISIONS) {
        collisions.add(info);
      }
      log(() ->
          "Collision with %s while attempting to move %s to tried table. Collisions=%d"
              .formatted(there.address, address, collisions.size()));
      return false;
    }
    makeTried(info, place);
    log(() -> "Moved " + address + " to tried" + BucketTable.text(place));
    return true;
  }

  private int triedPlace(NetAddress address) {
    int bucket = key.triedBucket(address);
    return BucketTable.place(bucket, key.position(address, true, bucket));
  }

  private void makeTried(KnownAddress info, int place) {
    removeFromNew(info);
    newCounts[network(info)]--;
    KnownAddress old = tried.get(place);
    if (old != null) {
      // It goes back to the place that its first source gives it, whoever is there.
      tried.clear(place);
      old.tried = false;
      triedCounts[network(old)]--;
      int bucket = key.newBucket(old.address, old.source);
      int back = BucketTable.place(bucket, key.position(old.address, false, bucket));
      clearNew(back);
      old.references = 1;
      fresh.put(back, old);
      newCounts[network(old)]++;
      log(() ->
          "Moved %s from tried%s to new%s to make space"
              .formatted(old.address, BucketTable.text(place), BucketTable.text(back)));
    }
    tried.put(place, info);
    info.tried = true;
    triedCounts[network(info)]++;
  }

  private void removeFromNew(KnownAddress info) {
    int start = key.newBucket(info.address, info.source);
    for (int n = 0; n < NEW_BUCKETS && info.references > 0; n++) {
      int bucket = (start + n) % NEW_BUCKETS;
      int place = BucketTable.place(bucket, key.position(info.address, false, bucket));
      if (fresh.get(place) == info) {
        fresh.clear(place);
        info.references--;
      }
    }
    assert info.references == 0 : info.address;
  }

  /// A connection was tried. With `countFailure` it counts against the address until one succeeds.
  public void attempt(NetAddress address, boolean countFailure, long now) {
    KnownAddress info = known.get(address);
    if (info == null) {
      return;
    }
    info.lastTrySeconds = now;
    if (countFailure && info.lastCountedAttemptSeconds < lastGoodSeconds) {
      info.lastCountedAttemptSeconds = now;
      info.attempts++;
    }
  }

  /// A connection has ended that others may know of: the address was there until now.
  public void connected(NetAddress address, long now) {
    KnownAddress info = known.get(address);
    if (info != null && now - info.seenSeconds > 20 * 60) {
      info.seenSeconds = now;
    }
  }

  /// What the node at an address is said to offer; 0 for one that is not known.
  public long services(NetAddress address) {
    KnownAddress info = known.get(address);
    return info == null ? 0 : info.services;
  }

  public void setServices(NetAddress address, long services) {
    KnownAddress info = known.get(address);
    if (info != null) {
      info.services = services;
    }
  }

  // Tests before eviction.

  /// Decides about those that wait for a place in the tried table whose owner has been tested
  /// meanwhile.
  public void resolveCollisions(long now) {
    for (KnownAddress info : List.copyOf(collisions)) {
      if (isResolved(info, now)) {
        collisions.remove(info);
      }
    }
  }

  private boolean isResolved(KnownAddress info, long now) {
    if (known.get(info.address) != info) {
      return true;
    }
    KnownAddress old = tried.get(triedPlace(info.address));
    if (old == null) {
      boolean _ = good(info.address, false, now);
      return true;
    }
    if (now - old.lastSuccessSeconds < REPLACEMENT_SECONDS) {
      return true;
    }
    if (now - old.lastTrySeconds < REPLACEMENT_SECONDS) {
      // It gets a minute to answer.
      if (now - old.lastTrySeconds <= 60) {
        return false;
      }
      log(() -> "Replacing %s with %s in tried table".formatted(old.address, info.address));
      boolean _ = good(info.address, false, now);
      return true;
    }
    if (now - info.lastSuccessSeconds > TEST_WINDOW_SECONDS) {
      log(() ->
          "Unable to test; replacing %s with %s in tried table anyway"
              .formatted(old.address, info.address));
      boolean _ = good(info.address, false, now);
      return true;
    }
    return false;
  }

  /// One of the tried table that should be tested by a connection; empty when nobody waits for it.
  public Optional<Selected> selectTriedCollision() {
    if (collisions.isEmpty()) {
      return Optional.empty();
    }
    KnownAddress info = List.copyOf(collisions).get(random.nextInt(collisions.size()));
    if (known.get(info.address) != info) {
      collisions.remove(info);
      return Optional.empty();
    }
    return Optional.ofNullable(tried.get(triedPlace(info.address))).map(AddressManager::selected);
  }

  // Choosing.

  /// A random address to try on one of the networks, as likely a tried as a new one, rather one
  /// that has not failed.
  public Optional<Selected> select(boolean newOnly, Set<PeerNetwork> networks, long now) {
    int news = 0;
    int trieds = 0;
    for (PeerNetwork network : networks) {
      news += newCounts[network.code()];
      trieds += triedCounts[network.code()];
    }
    if (news + trieds == 0 || (newOnly && news == 0)) {
      return Optional.empty();
    }
    boolean fromTried = !newOnly && trieds > 0 && (news == 0 || random.nextBoolean());
    BucketTable table = fromTried ? tried : fresh;
    // The factor grows until whatever is found is taken, so this ends: there is something to find.
    for (double factor = 1; ; ) {
      KnownAddress info = inBucket(table, table.randomBucket(random), networks);
      if (info == null) {
        continue;
      }
      if (random.nextDouble() < factor * info.chance(now)) {
        log(() -> "Selected " + info.address + " from " + (fromTried ? "tried" : "new"));
        return Optional.of(selected(info));
      }
      factor *= 1.2;
    }
  }

  private @Nullable KnownAddress inBucket(
      BucketTable table, int bucketStart, Set<PeerNetwork> networks) {
    int start = random.nextInt(BUCKET_SIZE);
    for (int i = 0; i < BUCKET_SIZE; i++) {
      KnownAddress info = table.get(bucketStart + (start + i) % BUCKET_SIZE);
      if (info != null && networks.contains(info.address.ownNetwork())) {
        return info;
      }
    }
    return null;
  }

  private static Selected selected(KnownAddress info) {
    return new Selected(info.told(), info.lastTrySeconds);
  }

  /// Random addresses to tell.
  ///
  /// @param max at most so many; 0 for all
  /// @param percent at most this share of all addresses; 0 for all
  /// @param worthwhileOnly without those that are of no worth any more
  public List<TimedAddress> sample(
      int max, int percent, Optional<PeerNetwork> network, boolean worthwhileOnly, long now) {
    int wanted = percent == 0 ? order.size() : (int) ((long) order.size() * percent / 100);
    if (max != 0) {
      wanted = Math.min(wanted, max);
    }
    List<TimedAddress> sample = new ArrayList<>();
    for (int i = 0; i < order.size() && sample.size() < wanted; i++) {
      swap(i, i + random.nextInt(order.size() - i));
      KnownAddress info = order.get(i);
      boolean fits = network.isEmpty() || info.address.peerNetwork() == network.get();
      if (fits && !(worthwhileOnly && info.isTerrible(now))) {
        sample.add(info.told());
      }
    }
    log(() -> "GetAddr returned " + sample.size() + " random addresses");
    return sample;
  }

  // For files.

  /// New addresses in an order of their own, each once.
  List<KnownAddress> allNew() {
    return order.stream().filter(info -> !info.tried).toList();
  }

  List<KnownAddress> allTried() {
    return order.stream().filter(info -> info.tried).toList();
  }

  /// What stands in a bucket of the new table, in order of position.
  List<KnownAddress> newBucket(int bucket) {
    List<KnownAddress> all = new ArrayList<>();
    for (int i = 0; i < BUCKET_SIZE; i++) {
      KnownAddress info = fresh.get(BucketTable.place(bucket, i));
      if (info != null) {
        all.add(info);
      }
    }
    return all;
  }

  /// Takes an address out of a file; false when it is there already. It has to be given places with
  /// [#placeNew], or [#dropUnplaced] forgets it again.
  boolean restoreNew(KnownAddress info) {
    if (known.containsKey(info.address)) {
      return false;
    }
    KnownAddress _ = create(info);
    return true;
  }

  /// The same for a tried one, which is forgotten when its place is taken or makes no sense.
  Restored restoreTried(KnownAddress info) {
    int place = triedPlace(info.address);
    if (!info.address.isValid() || tried.get(place) != null) {
      return Restored.LOST;
    }
    if (known.containsKey(info.address)) {
      return Restored.TWICE;
    }
    KnownAddress _ = create(info);
    newCounts[network(info)]--;
    triedCounts[network(info)]++;
    info.tried = true;
    tried.put(place, info);
    return Restored.KEPT;
  }

  /// What became of an address out of a file.
  enum Restored {
    KEPT,
    LOST,
    TWICE
  }

  /// Puts an address into the bucket that it had; with `sameBuckets` false, or where the place is
  /// taken, into the one of its source.
  void placeNew(KnownAddress info, int bucket, boolean sameBuckets) {
    if (!info.address.isValid() || info.references >= MAX_REFERENCES) {
      return;
    }
    int place =
        sameBuckets ? BucketTable.place(bucket, key.position(info.address, false, bucket)) : -1;
    if (place < 0 || fresh.get(place) != null) {
      int own = key.newBucket(info.address, info.source);
      place = own * BUCKET_SIZE + key.position(info.address, false, own);
    }
    if (fresh.get(place) == null) {
      fresh.put(place, info);
      info.references++;
    }
  }

  /// Forgets new addresses without a place; answers with their number.
  int dropUnplaced() {
    List<KnownAddress> unplaced =
        order.stream().filter(info -> !info.tried && info.references == 0).toList();
    unplaced.forEach(this::delete);
    return unplaced.size();
  }

  /// 0, or the number under which Core reports what does not agree (`CheckAddrman`).
  int check() {
    int[] news = new int[newCounts.length];
    int[] trieds = new int[triedCounts.length];
    for (KnownAddress info : order) {
      int wrong = checkOne(info);
      if (wrong != 0) {
        return wrong;
      }
      (info.tried ? trieds : news)[network(info)]++;
    }
    if (known.size() != order.size()) {
      return -7;
    }
    if (!Arrays.equals(trieds, triedCounts)) {
      return -9;
    }
    if (!Arrays.equals(news, newCounts)) {
      return -10;
    }
    int wrong = checkPlaces();
    return wrong == 0 && key.isZero() ? -16 : wrong;
  }

  private int checkOne(KnownAddress info) {
    if (info.tried && info.lastSuccessSeconds == 0) {
      return -1;
    }
    if (info.tried && info.references != 0) {
      return -2;
    }
    if (info.references < 0 || info.references > MAX_REFERENCES) {
      return -3;
    }
    if (!info.tried && info.references == 0) {
      return -4;
    }
    if (known.get(info.address) != info) {
      return -5;
    }
    if (order.get(info.randomPosition) != info) {
      return -14;
    }
    if (info.lastTrySeconds < 0) {
      return -6;
    }
    return info.lastSuccessSeconds < 0 ? -8 : 0;
  }

  private int checkPlaces() {
    int places = 0;
    for (int i = 0; i < tried.size(); i++) {
      KnownAddress info = tried.get(i);
      if (info != null) {
        places++;
        if (!info.tried || triedPlace(info.address) != i) {
          return -17;
        }
      }
    }
    if (places != size(Optional.empty(), true)) {
      return -13;
    }
    Map<KnownAddress, Integer> references = new HashMap<>();
    for (int i = 0; i < fresh.size(); i++) {
      KnownAddress info = fresh.get(i);
      if (info != null) {
        int _ = references.merge(info, 1, Integer::sum);
        if (key.position(info.address, false, i / BUCKET_SIZE) != i % BUCKET_SIZE) {
          return -19;
        }
      }
    }
    boolean agree =
        references.size() == size(Optional.empty(), false)
            && references.entrySet().stream()
                .allMatch(entry -> entry.getKey().references == entry.getValue());
    return agree ? 0 : -15;
  }

  private static void log(Supplier<String> line) {
    Log.debug(LogCategory.ADDRMAN, line);
  }
}
