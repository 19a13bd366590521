package org.quantumcoin.node.p2p.sync;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.p2p.message.GetData;
import org.quantumcoin.node.p2p.message.InvItem;
import org.quantumcoin.node.primitives.Hash256;

/// Which announced transaction was asked of whom, so that each is asked for once at a time and of
/// the next announcer when one does not deliver.
///
/// Peers can have some hundred thousand announced and not delivered. So nothing here walks through
/// all of them: what may be asked for is in `ready`; what nobody may be asked for now waits with
/// each of its announcers for a place to become free; and what was asked for is in order of its
/// deadline.
final class TxRequests {
  /// Core's `MAX_PEER_TX_REQUEST_IN_FLIGHT`.
  static final int MAX_IN_FLIGHT = 100;

  /// Core's `MAX_PEER_TX_ANNOUNCEMENTS`.
  static final int MAX_ANNOUNCED = 5_000;

  /// Core's `GETDATA_TX_INTERVAL`.
  private static final long TIMEOUT_MILLIS = 60_000;

  /// Announcers remembered for one transaction.
  private static final int MAX_ANNOUNCERS = 16;

  private final Map<Hash256, Request> requests = new HashMap<>();
  private final Set<Hash256> ready = new LinkedHashSet<>();
  private final Set<Asked> asked = new LinkedHashSet<>();
  private final Map<SyncPeer, Set<Hash256>> waiting = new LinkedHashMap<>();

  private static final class Request {
    private final Deque<Announcer> announcers = new ArrayDeque<>();
    private @Nullable Asked asked;

    /// It has come and is being judged: whether others are asked depends on the verdict.
    private boolean held;
  }

  private record Announcer(SyncPeer peer, InvItem item) {}

  /// One request under way. Compared by identity: the same may be asked of the same peer again.
  private static final class Asked {
    private final Hash256 hash;
    private final SyncPeer peer;
    private final long deadlineMillis;

    Asked(Hash256 hash, SyncPeer peer, long deadlineMillis) {
      this.hash = hash;
      this.peer = peer;
      this.deadlineMillis = deadlineMillis;
    }
  }

  /// A peer has a transaction that we want. `item` is how it is asked for.
  void announced(SyncPeer peer, InvItem item) {
    if (!hasRoom(peer, 1)) {
      return;
    }
    Request request = requests.computeIfAbsent(item.hash(), _ -> new Request());
    boolean known =
        (request.asked != null && request.asked.peer == peer)
            || request.announcers.stream().anyMatch(announcer -> announcer.peer == peer);
    if (!known && request.announcers.size() < MAX_ANNOUNCERS) {
      request.announcers.add(new Announcer(peer, item));
      peer.requestsKnown++;
    }
    ready.add(item.hash());
  }

  /// Sends all that may be asked for now.
  void send(long nowMillis) {
    expire(nowMillis);
    useFreePlaces();
    Map<SyncPeer, List<InvItem>> toSend = new LinkedHashMap<>();
    while (!ready.isEmpty()) {
      Hash256 hash = ready.iterator().next();
      ready.remove(hash);
      Request request = requests.get(hash);
      if (request != null && request.asked == null && !request.held) {
        ask(hash, request, nowMillis, toSend);
      }
    }
    toSend.forEach((peer, items) -> peer.peer.send(new GetData(items)));
  }

  private void expire(long nowMillis) {
    while (!asked.isEmpty()) {
      Asked first = asked.iterator().next();
      if (nowMillis <= first.deadlineMillis) {
        return;
      }
      asked.remove(first);
      Request late = requests.get(first.hash);
      if (late != null) {
        release(late);
        ready.add(first.hash);
      }
    }
  }

  /// Takes up as much of what waits as peers have places for.
  private void useFreePlaces() {
    for (Iterator<Map.Entry<SyncPeer, Set<Hash256>>> all = waiting.entrySet().iterator();
        all.hasNext(); ) {
      Map.Entry<SyncPeer, Set<Hash256>> entry = all.next();
      int free = MAX_IN_FLIGHT - entry.getKey().requestsInFlight;
      for (Iterator<Hash256> those = entry.getValue().iterator(); free > 0 && those.hasNext(); ) {
        ready.add(those.next());
        those.remove();
        free--;
      }
      if (entry.getValue().isEmpty()) {
        all.remove();
      }
    }
  }

  private void ask(
      Hash256 hash, Request request, long nowMillis, Map<SyncPeer, List<InvItem>> toSend) {
    if (request.announcers.isEmpty()) {
      requests.remove(hash);
      return;
    }
    Announcer next = next(request);
    if (next == null) {
      for (Announcer each : request.announcers) {
        waiting.computeIfAbsent(each.peer, _ -> new LinkedHashSet<>()).add(hash);
      }
      return;
    }
    stopWaiting(next.peer, hash);
    Asked now = new Asked(hash, next.peer, nowMillis + TIMEOUT_MILLIS);
    request.asked = now;
    asked.add(now);
    next.peer.requestsInFlight++;
    toSend.computeIfAbsent(next.peer, _ -> new ArrayList<>()).add(next.item);
  }

  private static @Nullable Announcer next(Request request) {
    for (int i = request.announcers.size(); i > 0; i--) {
      Announcer announcer = request.announcers.remove();
      if (announcer.peer.requestsInFlight < MAX_IN_FLIGHT) {
        return announcer;
      }
      request.announcers.add(announcer);
    }
    return null;
  }

  private void release(Request request) {
    Asked before = request.asked;
    if (before != null) {
      request.asked = null;
      asked.remove(before);
      before.peer.requestsInFlight--;
      before.peer.requestsKnown--;
    }
  }

  private void stopWaiting(SyncPeer peer, Hash256 hash) {
    Set<Hash256> those = waiting.get(peer);
    if (those != null) {
      those.remove(hash);
    }
  }

  /// A peer sent a transaction that is about to be judged. Nobody else is asked for it before
  /// [#done] or [#resume] tells what became of it, one of which has to follow.
  void hold(SyncPeer from, Hash256 hash) {
    Request request = requests.computeIfAbsent(hash, _ -> new Request());
    request.held = true;
    if (request.asked != null && request.asked.peer == from) {
      release(request);
    }
    if (request.announcers.removeIf(announcer -> announcer.peer == from)) {
      from.requestsKnown--;
      stopWaiting(from, hash);
    }
  }

  /// What came was not it, or may not have been: the next announcer is asked.
  void resume(Hash256 hash, long nowMillis) {
    Request request = requests.get(hash);
    if (request != null) {
      request.held = false;
      ready.add(hash);
      send(nowMillis);
    }
  }

  /// Whoever announced it and has not sent it yet.
  Set<SyncPeer> announcers(Hash256 hash) {
    Set<SyncPeer> peers = new LinkedHashSet<>();
    Request request = requests.get(hash);
    if (request != null) {
      if (request.asked != null) {
        peers.add(request.asked.peer);
      }
      request.announcers.forEach(announcer -> peers.add(announcer.peer));
    }
    return peers;
  }

  /// Whether a peer may announce so many more.
  static boolean hasRoom(SyncPeer peer, int more) {
    return peer.requestsKnown + more <= MAX_ANNOUNCED;
  }

  /// The transaction is here, or is not wanted any more.
  void done(Hash256 hash) {
    Request request = requests.remove(hash);
    if (request != null) {
      release(request);
      for (Announcer announcer : request.announcers) {
        announcer.peer.requestsKnown--;
        stopWaiting(announcer.peer, hash);
      }
    }
  }

  /// A peer does not have what it was asked for.
  void notFound(SyncPeer peer, Hash256 hash) {
    Request request = requests.get(hash);
    if (request != null && request.asked != null && request.asked.peer == peer) {
      release(request);
      ready.add(hash);
    }
  }

  void disconnected(SyncPeer peer) {
    waiting.remove(peer);
    requests.forEach((hash, request) -> {
      boolean gone = request.announcers.removeIf(announcer -> announcer.peer == peer);
      if (request.asked != null && request.asked.peer == peer) {
        asked.remove(request.asked);
        request.asked = null;
        gone = true;
      }
      if (gone) {
        ready.add(hash);
      }
    });
  }

  boolean isEmpty() {
    return requests.isEmpty();
  }

  /// Transactions announced and not delivered.
  int size() {
    return requests.size();
  }
}
