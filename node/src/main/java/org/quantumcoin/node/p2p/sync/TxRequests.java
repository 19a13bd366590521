package org.quantumcoin.node.p2p.sync;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.p2p.PeerPermission;
import org.quantumcoin.node.p2p.message.GetData;
import org.quantumcoin.node.p2p.message.InvItem;
import org.quantumcoin.node.primitives.Hash256;

/// Which announced transaction is asked of whom and when, so that each is asked for once at a time
/// (Core's `TxRequestTracker`).
///
/// ## Who is asked
///
/// Peers that we chose before those that came to us, which wait two seconds longer: an attacker who
/// announces first must not be able to hold a transaction back. Among equals chance decides, for
/// there is no other order that nobody can aim at. Who does not deliver is not asked again for the
/// same transaction, however often it announces it.
///
/// ## Bounds
///
/// A peer may have [#MAX_ANNOUNCED] announced and not delivered; how many announce the same is
/// bounded by the number of peers alone, or whoever comes first could shut the others out. So a
/// node with 125 peers may have some hundred thousand announcements here. Nothing walks through all
/// of them: what is due next is in order of its time, what is to be asked of a peer is with the
/// peer.
final class TxRequests {
  /// Core's `MAX_PEER_TX_REQUEST_IN_FLIGHT`: who has as many waits longer for more.
  static final int MAX_IN_FLIGHT = 100;

  /// Core's `MAX_PEER_TX_ANNOUNCEMENTS`.
  static final int MAX_ANNOUNCED = 5_000;

  /// Core's `NONPREF_PEER_TX_DELAY`.
  static final long NOT_PREFERRED_DELAY_MILLIS = 2_000;

  /// What is announced by its txid may be announced by its wtxid too, which is better (Core's
  /// `TXID_RELAY_DELAY`).
  static final long TXID_DELAY_MILLIS = 2_000;

  /// Core's `OVERLOADED_PEER_TX_DELAY`.
  static final long OVERLOADED_DELAY_MILLIS = 2_000;

  /// Core's `GETDATA_TX_INTERVAL`.
  static final long TIMEOUT_MILLIS = 60_000;

  /// Core's `MAX_GETDATA_SZ`.
  private static final int MAX_ASKED_AT_ONCE = 1_000;

  private final RandomGenerator random;
  private final Predicate<InvItem> unwanted;
  private final Map<Hash256, Request> requests = new HashMap<>();
  private final Map<SyncPeer, Announcer> announcers = new HashMap<>();

  /// What something happens to when its time comes: it may be asked for, or has not been delivered.
  private final TreeSet<Announcement> timed =
      new TreeSet<>(
          Comparator.<Announcement>comparingLong(each -> each.timeMillis)
              .thenComparingLong(each -> each.number));

  /// Those with something to be asked for now.
  private final Set<Announcer> toAsk = new LinkedHashSet<>();

  private int wtxidPeers;
  private long nextNumber;

  /// `unwanted` tells, just before something is asked for, that it is not needed any more.
  TxRequests(RandomGenerator random, Predicate<InvItem> unwanted) {
    this.random = random;
    this.unwanted = unwanted;
  }

  private enum State {
    /// Its time has not come.
    DELAYED,
    /// It may be asked for.
    READY,
    /// It is the one that is asked for next.
    BEST,
    REQUESTED,
    /// It was delivered or not, and is kept to know that.
    COMPLETED
  }

  /// One transaction. Its announcements are a list through [Announcement#next].
  private static final class Request {
    private @Nullable Announcement first;

    /// The one in state BEST or REQUESTED.
    private @Nullable Announcement selected;

    /// It has come and is being judged: whether others are asked depends on the verdict.
    private boolean held;
  }

  private static final class Announcement {
    private final Announcer by;
    private final InvItem item;
    private final Request request;
    private final boolean preferred;
    private final int chance;
    private final long number;
    private State state = State.DELAYED;
    private long timeMillis;
    private @Nullable Announcement next;

    /// Where it is in its announcer's list.
    private int place;

    Announcement(
        Announcer by, InvItem item, Request request, boolean preferred, int chance, long number) {
      this.by = by;
      this.item = item;
      this.request = request;
      this.preferred = preferred;
      this.chance = chance;
      this.number = number;
    }

    boolean isBetterThan(Announcement other) {
      return preferred != other.preferred ? preferred : chance > other.chance;
    }
  }

  private static final class Announcer {
    private final SyncPeer peer;
    private final boolean byWtxid;
    private final List<Announcement> all = new ArrayList<>();

    /// Those in state BEST, and some that were.
    private List<Announcement> best = new ArrayList<>();

    private int inFlight;

    Announcer(SyncPeer peer) {
      this.peer = peer;
      this.byWtxid = peer.peer.isWtxidRelay();
    }

    void remove(Announcement announcement) {
      Announcement last = all.removeLast();
      if (last != announcement) {
        all.set(announcement.place, last);
        last.place = announcement.place;
      }
    }
  }

  void connected(SyncPeer peer) {
    Announcer added = new Announcer(peer);
    announcers.put(peer, added);
    wtxidPeers += added.byWtxid ? 1 : 0;
  }

  void disconnected(SyncPeer peer) {
    Announcer gone = announcers.remove(peer);
    if (gone == null) {
      return;
    }
    wtxidPeers -= gone.byWtxid ? 1 : 0;
    toAsk.remove(gone);
    for (Announcement announcement : gone.all) {
      Request request = announcement.request;
      timed.remove(announcement);
      unlink(request, announcement);
      if (request.selected == announcement) {
        request.selected = null;
      }
      settle(announcement.item.hash(), request);
    }
  }

  private static void unlink(Request request, Announcement announcement) {
    if (request.first == announcement) {
      request.first = announcement.next;
      return;
    }
    for (Announcement each = request.first; each != null; each = each.next) {
      if (each.next == announcement) {
        each.next = announcement.next;
        return;
      }
    }
  }

  /// Whether a peer may announce so many more.
  boolean hasRoom(SyncPeer peer, int more) {
    Announcer announcer = announcers.get(peer);
    return announcer != null && (isTrusted(peer) || announcer.all.size() + more <= MAX_ANNOUNCED);
  }

  private static boolean isTrusted(SyncPeer peer) {
    return peer.peer.permissions().has(PeerPermission.RELAY);
  }

  /// A peer has a transaction that we want. `item` is how it is asked for.
  void announced(SyncPeer peer, InvItem item, long nowMillis) {
    Announcer announcer = announcers.get(peer);
    if (announcer == null || !hasRoom(peer, 1)) {
      return;
    }
    Request request = requests.computeIfAbsent(item.hash(), _ -> new Request());
    Announcement last = null;
    for (Announcement each = request.first; each != null; each = each.next) {
      if (each.by == announcer) {
        return;
      }
      last = each;
    }
    Announcement added =
        new Announcement(announcer, item, request, peer.preferred, random.nextInt(), nextNumber++);
    if (last == null) {
      request.first = added;
    } else {
      last.next = added;
    }
    added.place = announcer.all.size();
    announcer.all.add(added);
    long delay = delay(announcer, item);
    if (delay == 0) {
      ready(added);
    } else {
      added.timeMillis = nowMillis + delay;
      timed.add(added);
    }
  }

  private long delay(Announcer announcer, InvItem item) {
    long delay = announcer.peer.preferred ? 0 : NOT_PREFERRED_DELAY_MILLIS;
    if (item.type() != InvItem.MSG_WTX && wtxidPeers > 0) {
      delay += TXID_DELAY_MILLIS;
    }
    if (announcer.inFlight >= MAX_IN_FLIGHT && !isTrusted(announcer.peer)) {
      delay += OVERLOADED_DELAY_MILLIS;
    }
    return delay;
  }

  private void ready(Announcement announcement) {
    announcement.state = State.READY;
    Request request = announcement.request;
    Announcement selected = request.selected;
    if (selected == null) {
      select(request);
    } else if (selected.state == State.BEST && announcement.isBetterThan(selected)) {
      selected.state = State.READY;
      best(announcement);
    }
  }

  private void select(Request request) {
    if (request.held || request.selected != null) {
      return;
    }
    Announcement best = null;
    for (Announcement each = request.first; each != null; each = each.next) {
      if (each.state == State.READY && (best == null || each.isBetterThan(best))) {
        best = each;
      }
    }
    if (best != null) {
      best(best);
    }
  }

  private void best(Announcement announcement) {
    announcement.state = State.BEST;
    announcement.request.selected = announcement;
    announcement.by.best.add(announcement);
    toAsk.add(announcement.by);
  }

  /// One is not to be asked for of its announcer any more, or not again.
  private void complete(Announcement announcement) {
    leave(announcement);
    announcement.state = State.COMPLETED;
    if (announcement.request.selected == announcement) {
      announcement.request.selected = null;
    }
    settle(announcement.item.hash(), announcement.request);
  }

  /// Out of what time brings, and of what is under way.
  private void leave(Announcement announcement) {
    timed.remove(announcement);
    if (announcement.state == State.REQUESTED) {
      announcement.by.inFlight--;
    }
  }

  /// The next one is asked; a request that nobody is left for ends.
  private void settle(Hash256 hash, Request request) {
    if (request.held) {
      return;
    }
    for (Announcement each = request.first; each != null; each = each.next) {
      if (each.state != State.COMPLETED) {
        select(request);
        return;
      }
    }
    done(hash);
  }

  private @Nullable Announcement find(SyncPeer peer, Hash256 hash) {
    Request request = requests.get(hash);
    Announcement each = request == null ? null : request.first;
    while (each != null && each.by.peer != peer) {
      each = each.next;
    }
    return each;
  }

  /// Sends all that may be asked for now.
  void send(long nowMillis) {
    while (!timed.isEmpty() && timed.first().timeMillis <= nowMillis) {
      due(timed.removeFirst());
    }
    Map<SyncPeer, List<InvItem>> toSend = new LinkedHashMap<>();
    while (!toAsk.isEmpty()) {
      Announcer announcer = toAsk.iterator().next();
      toAsk.remove(announcer);
      List<Announcement> best = announcer.best;
      announcer.best = new ArrayList<>();
      best.sort(Comparator.comparingLong(each -> each.number));
      for (Announcement each : best) {
        if (each.state == State.BEST) {
          ask(each, nowMillis, toSend);
        }
      }
    }
    toSend.forEach(TxRequests::send);
  }

  private void due(Announcement announcement) {
    if (announcement.state == State.REQUESTED) {
      Log.debug(
          LogCategory.NET,
          () ->
              "timeout of inflight tx %s from peer=%d"
                  .formatted(announcement.item.hash(), announcement.by.peer.id()));
      complete(announcement);
    } else {
      ready(announcement);
    }
  }

  private void ask(Announcement announcement, long nowMillis, Map<SyncPeer, List<InvItem>> toSend) {
    InvItem item = announcement.item;
    if (unwanted.test(item)) {
      done(item.hash());
      return;
    }
    announcement.state = State.REQUESTED;
    announcement.timeMillis = nowMillis + TIMEOUT_MILLIS;
    timed.add(announcement);
    announcement.by.inFlight++;
    toSend.computeIfAbsent(announcement.by.peer, _ -> new ArrayList<>()).add(item);
  }

  private static void send(SyncPeer peer, List<InvItem> items) {
    for (int from = 0; from < items.size(); from += MAX_ASKED_AT_ONCE) {
      int to = Math.min(items.size(), from + MAX_ASKED_AT_ONCE);
      peer.peer.send(new GetData(List.copyOf(items.subList(from, to))));
    }
  }

  /// A peer sent a transaction that is about to be judged. Nobody else is asked for it before
  /// [#done] or [#resume] tells what became of it, one of which has to follow.
  void hold(SyncPeer from, Hash256 hash) {
    Request request = requests.computeIfAbsent(hash, _ -> new Request());
    request.held = true;
    Announcement selected = request.selected;
    if (selected != null && selected.state == State.BEST) {
      selected.state = State.READY;
      request.selected = null;
    }
    Announcement announcement = find(from, hash);
    if (announcement != null) {
      complete(announcement);
    }
  }

  /// What came was not it, or may not have been: the next announcer is asked.
  void resume(Hash256 hash, long nowMillis) {
    Request request = requests.get(hash);
    if (request != null) {
      request.held = false;
      settle(hash, request);
      send(nowMillis);
    }
  }

  /// Whoever announced it and has not sent it, or failed to, yet.
  Set<SyncPeer> announcers(Hash256 hash) {
    Set<SyncPeer> peers = new LinkedHashSet<>();
    Request request = requests.get(hash);
    if (request != null) {
      for (Announcement each = request.first; each != null; each = each.next) {
        if (each.state != State.COMPLETED) {
          peers.add(each.by.peer);
        }
      }
    }
    return peers;
  }

  /// The transaction is here, or is not wanted any more.
  void done(Hash256 hash) {
    Request request = requests.remove(hash);
    if (request == null) {
      return;
    }
    for (Announcement each = request.first; each != null; each = each.next) {
      leave(each);
      each.state = State.COMPLETED;
      each.by.remove(each);
    }
  }

  /// A peer does not have what it was asked for.
  void notFound(SyncPeer peer, Hash256 hash) {
    Announcement announcement = find(peer, hash);
    if (announcement != null && announcement.state == State.REQUESTED) {
      complete(announcement);
    }
  }

  /// Requests to a peer that it has not answered.
  int inFlight(SyncPeer peer) {
    Announcer announcer = announcers.get(peer);
    return announcer == null ? 0 : announcer.inFlight;
  }

  /// Announcements of a peer that are remembered.
  int announced(SyncPeer peer) {
    Announcer announcer = announcers.get(peer);
    return announcer == null ? 0 : announcer.all.size();
  }

  boolean isEmpty() {
    return requests.isEmpty();
  }

  /// Transactions announced and not delivered.
  int size() {
    return requests.size();
  }
}
