package org.quantumcoin.node.p2p.sync;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
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
final class TxRequests {
  /// Core's `MAX_PEER_TX_REQUEST_IN_FLIGHT`.
  private static final int MAX_IN_FLIGHT = 100;

  /// Core's `MAX_PEER_TX_ANNOUNCEMENTS`.
  private static final int MAX_ANNOUNCED = 5_000;

  /// Core's `GETDATA_TX_INTERVAL`.
  private static final long TIMEOUT_MILLIS = 60_000;

  /// Announcers remembered for one transaction.
  private static final int MAX_ANNOUNCERS = 16;

  private final Map<Hash256, Request> requests = new LinkedHashMap<>();

  private static final class Request {
    private final Deque<Announcer> announcers = new ArrayDeque<>();
    private @Nullable SyncPeer asked;
    private long deadlineMillis;

    /// It has come and is being judged: whether others are asked depends on the verdict.
    private boolean held;
  }

  private record Announcer(SyncPeer peer, InvItem item) {}

  /// A peer has a transaction that we want. `item` is how it is asked for.
  void announced(SyncPeer peer, InvItem item) {
    if (!hasRoom(peer, 1)) {
      return;
    }
    Request request = requests.computeIfAbsent(item.hash(), _ -> new Request());
    boolean known =
        request.asked == peer
            || request.announcers.stream().anyMatch(announcer -> announcer.peer == peer);
    if (!known && request.announcers.size() < MAX_ANNOUNCERS) {
      request.announcers.add(new Announcer(peer, item));
      peer.requestsKnown++;
    }
  }

  /// Sends all that may be asked for now.
  void send(long nowMillis) {
    send(List.copyOf(requests.keySet()), nowMillis);
  }

  /// Sends what may be asked for now of these.
  void send(Collection<Hash256> hashes, long nowMillis) {
    Map<SyncPeer, List<InvItem>> toSend = new LinkedHashMap<>();
    for (Hash256 hash : hashes) {
      Request request = requests.get(hash);
      if (request == null) {
        continue;
      }
      if (request.asked != null && nowMillis > request.deadlineMillis) {
        release(request);
      }
      if (request.asked != null || request.held) {
        continue;
      }
      Announcer next = next(request);
      if (next != null) {
        request.asked = next.peer;
        request.deadlineMillis = nowMillis + TIMEOUT_MILLIS;
        next.peer.requestsInFlight++;
        toSend.computeIfAbsent(next.peer, _ -> new ArrayList<>()).add(next.item);
      } else if (request.announcers.isEmpty()) {
        requests.remove(hash);
      }
    }
    toSend.forEach((peer, items) -> peer.peer.send(new GetData(items)));
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

  private static void release(Request request) {
    SyncPeer asked = request.asked;
    if (asked != null) {
      asked.requestsInFlight--;
      asked.requestsKnown--;
      request.asked = null;
    }
  }

  /// A peer sent a transaction that is about to be judged. Nobody else is asked for it before
  /// [#done] or [#resume] tells what became of it, one of which has to follow.
  void hold(SyncPeer from, Hash256 hash) {
    Request request = requests.computeIfAbsent(hash, _ -> new Request());
    request.held = true;
    if (request.asked == from) {
      release(request);
    }
    if (request.announcers.removeIf(announcer -> announcer.peer == from)) {
      from.requestsKnown--;
    }
  }

  /// What came was not it, or may not have been: the next announcer is asked.
  void resume(Hash256 hash, long nowMillis) {
    Request request = requests.get(hash);
    if (request != null) {
      request.held = false;
      send(List.of(hash), nowMillis);
    }
  }

  /// Whoever announced it and has not sent it yet.
  Set<SyncPeer> announcers(Hash256 hash) {
    Set<SyncPeer> peers = new LinkedHashSet<>();
    Request request = requests.get(hash);
    if (request != null) {
      if (request.asked != null) {
        peers.add(request.asked);
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
      request.announcers.forEach(announcer -> announcer.peer.requestsKnown--);
    }
  }

  /// A peer does not have what it was asked for.
  void notFound(SyncPeer peer, Hash256 hash) {
    Request request = requests.get(hash);
    if (request != null && request.asked == peer) {
      release(request);
    }
  }

  void disconnected(SyncPeer peer) {
    for (Request request : requests.values()) {
      request.announcers.removeIf(announcer -> announcer.peer == peer);
      if (request.asked == peer) {
        request.asked = null;
      }
    }
  }

  boolean isEmpty() {
    return requests.isEmpty();
  }
}
