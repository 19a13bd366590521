package org.quantumcoin.node.p2p;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which of the nodes that the operator named to connect to next, and which connections of any kind
/// are being opened. Opens nothing itself. Lives on the peer thread.
final class ConnectionPlan {
  /// Core's `MAX_ADDNODE_CONNECTIONS`: more named nodes than that wait for one to go.
  static final int MAX_ADDED_CONNECTIONS = 8;

  private static final long FIRST_RETRY_MILLIS = 500;

  /// `-connect` targets are retried in Core at most every five seconds, added nodes each minute.
  private static final long MAX_CONNECT_RETRY_MILLIS = 5_000;

  private static final long MAX_ADDED_RETRY_MILLIS = 60_000;

  private final P2pConfig config;
  private final TimeSource time;
  private final Set<String> added = new LinkedHashSet<>();

  /// Being connected to now, by name.
  private final Map<String, Target> pending = new LinkedHashMap<>();

  private final Map<String, Retry> retries = new HashMap<>();

  /// When a target may be tried again, and how long to wait after that.
  private record Retry(long atMillis, long delayMillis) {}

  ConnectionPlan(P2pConfig config, TimeSource time) {
    this.config = config;
    this.time = time;
    this.added.addAll(config.addNodes());
  }

  /// False when it is there already.
  boolean add(String node) {
    return added.add(node);
  }

  boolean remove(String node) {
    retries.remove(node);
    return added.remove(node);
  }

  List<String> added() {
    return List.copyOf(added);
  }

  /// Connections being opened.
  List<Link> pending() {
    return pending.values().stream().map(Target::link).toList();
  }

  /// Notes that a connection is being opened, until [#finished]; false when one of that name is.
  boolean begin(Target target) {
    return pending.putIfAbsent(target.name(), target) == null;
  }

  /// The named nodes to connect to now, given the connections that stand.
  List<Target> next(Collection<Link> standing) {
    List<Target> targets = new ArrayList<>();
    long manual =
        standing.stream().filter(link -> link.type() == ConnectionType.MANUAL).count()
            + pending.values().stream()
                .filter(target -> target.type() == ConnectionType.MANUAL)
                .count();
    for (String node : added) {
      if (manual + targets.size() < MAX_ADDED_CONNECTIONS && isDue(node, standing)) {
        targets.add(Target.named(node, ConnectionType.MANUAL));
      }
    }
    for (String node : config.connect().orElse(List.of())) {
      if (!added.contains(node) && isDue(node, standing)) {
        targets.add(Target.named(node, ConnectionType.MANUAL));
      }
    }
    return targets;
  }

  private boolean isDue(String node, Collection<Link> standing) {
    Retry retry = retries.get(node);
    return (retry == null || retry.atMillis <= time.steadyMillis())
        && !pending.containsKey(node)
        && standing.stream()
            .noneMatch(link -> link.name().equals(node) || link.address().toString().equals(node));
  }

  /// An attempt ended, well or not.
  void finished(String name, boolean connected) {
    pending.remove(name);
    boolean isConnect = config.connect().isPresent() && config.connect().get().contains(name);
    if (!isConnect && !added.contains(name)) {
      return;
    }
    Retry before = retries.get(name);
    long delay =
        connected || before == null
            ? FIRST_RETRY_MILLIS
            : Math.min(
                before.delayMillis * 2,
                isConnect ? MAX_CONNECT_RETRY_MILLIS : MAX_ADDED_RETRY_MILLIS);
    retries.put(name, new Retry(time.steadyMillis() + delay, delay));
  }
}
