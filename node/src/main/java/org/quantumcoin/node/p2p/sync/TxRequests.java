package org.quantumcoin.node.p2p.sync;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  }

  private record Announcer(SyncPeer peer, InvItem item) {}

  /// A peer has a transaction that we want. `item` is how it is asked for.
  void announced(SyncPeer peer, InvItem item) {
    if (peer.requestsKnown >= MAX_ANNOUNCED) {
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

  /// Sends what may be asked for now.
  void send(long nowMillis) {
    Map<SyncPeer, List<InvItem>> toSend = new LinkedHashMap<>();
    List<Hash256> forgotten = new ArrayList<>();
    for (Map.Entry<Hash256, Request> entry : requests.entrySet()) {
      Request request = entry.getValue();
      if (request.asked != null && nowMillis > request.deadlineMillis) {
        release(request);
      }
      if (request.asked == null) {
        Announcer next = next(request);
        if (next != null) {
          request.asked = next.peer;
          request.deadlineMillis = nowMillis + TIMEOUT_MILLIS;
          next.peer.requestsInFlight++;
          toSend.computeIfAbsent(next.peer, _ -> new ArrayList<>()).add(next.item);
        } else if (request.announcers.isEmpty()) {
          forgotten.add(entry.getKey());
        }
      }
    }
    forgotten.forEach(requests::remove);
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

  /// The transaction came, from whomever, or is not wanted any more.
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
