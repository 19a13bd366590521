package org.quantumcoin.node;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.api.PeerAccess;
import org.quantumcoin.node.api.PeerDetails;
import org.quantumcoin.node.api.PeerStatus;
import org.quantumcoin.node.p2p.NetTotals;
import org.quantumcoin.node.p2p.PeerInfo;
import org.quantumcoin.node.p2p.PeerManager;
import org.quantumcoin.node.p2p.Subnet;

/// Shows the peers through the `api`, and does what operators ask of them.
final class PeerView implements PeerAccess {
  /// The longest name that DNS knows, with brackets and port.
  private static final int MAX_NODE_CHARS = 262;

  /// What the transport speaks.
  private static final List<String> NETWORKS = List.of("ipv4", "ipv6");

  private final Clock clock;
  private final long banTimeSeconds;
  private volatile @Nullable PeerManager peers;

  PeerView(Clock clock, long banTimeSeconds) {
    this.clock = clock;
    this.banTimeSeconds = banTimeSeconds;
  }

  void connected(PeerManager manager) {
    peers = manager;
  }

  Optional<PeerManager> manager() {
    return Optional.ofNullable(peers);
  }

  private List<PeerInfo> info() {
    return manager().map(PeerManager::info).orElse(List.of());
  }

  @Override
  public List<PeerStatus> peers() {
    List<PeerStatus> all = new ArrayList<>();
    for (PeerInfo peer : info()) {
      long pingMillis =
          peer.pingNanos().isPresent() ? peer.pingNanos().getAsLong() / 1_000_000 : -1;
      int height =
          Math.max(peer.startingHeight(), Math.max(peer.syncedHeaders(), peer.syncedBlocks()));
      all.add(
          new PeerStatus(
              peer.id(),
              peer.address(),
              peer.userAgent(),
              peer.inbound(),
              height,
              peer.bytesReceived(),
              peer.bytesSent(),
              pingMillis,
              peer.connectedTime()));
    }
    return all;
  }

  @Override
  public List<PeerDetails> peerDetails() {
    return info().stream().map(PeerView::details).toList();
  }

  private static PeerDetails details(PeerInfo peer) {
    return new PeerDetails(
        peer.id(),
        peer.address(),
        peer.addressBind(),
        peer.addressLocal(),
        peer.network(),
        peer.services(),
        peer.serviceNames(),
        peer.relayTransactions(),
        peer.lastSend(),
        peer.lastReceive(),
        peer.lastTransaction(),
        peer.lastBlock(),
        peer.bytesSent(),
        peer.bytesReceived(),
        peer.connectedTime(),
        peer.timeOffset(),
        peer.pingNanos(),
        peer.minPingNanos(),
        peer.pingWaitNanos(),
        peer.version(),
        peer.userAgent(),
        peer.inbound(),
        peer.startingHeight(),
        peer.syncedHeaders(),
        peer.syncedBlocks(),
        peer.inFlight(),
        peer.addressRelayEnabled(),
        peer.addressesProcessed(),
        peer.addressesRateLimited(),
        peer.minFeeFilterSatPerKvb(),
        peer.bytesSentPerMessage(),
        peer.bytesReceivedPerMessage(),
        peer.connectionType(),
        peer.transportProtocolType(),
        peer.sessionId(),
        peer.permissions());
  }

  @Override
  public Traffic traffic() {
    return manager()
        .map(manager -> {
          NetTotals totals = manager.totals();
          return new Traffic(totals.bytesReceived(), totals.bytesSent());
        })
        .orElse(new Traffic(0, 0));
  }

  @Override
  public Reach reach() {
    return manager()
        .map(manager ->
            new Reach(
                manager.isNetworkActive(),
                manager.listening().stream().map(PeerView::text).toList(),
                manager.config().maxConnections(),
                manager.config().relayTransactions(),
                NETWORKS))
        .orElse(Reach.NONE);
  }

  private static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  private static PeerAction refused(Reason reason) {
    return new PeerAction.Refused(reason);
  }

  private static PeerAction done() {
    return new PeerAction.Done(0);
  }

  private PeerAction with(Function<PeerManager, PeerAction> action) {
    return manager().map(action).orElseGet(() -> refused(Reason.NO_NETWORK));
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }

  @Override
  public PeerAction disconnect(long peerId) {
    return with(manager ->
        manager.disconnect(peerId) ? new PeerAction.Done(1) : refused(Reason.NO_SUCH_PEER));
  }

  @Override
  public PeerAction ban(String addressOrSubnet, long seconds) {
    if (seconds < 0) {
      throw new IllegalArgumentException("a ban that ended before it began: " + seconds);
    }
    return with(manager -> {
      Optional<Subnet> range = Subnet.parse(addressOrSubnet.strip());
      if (range.isEmpty()) {
        return refused(Reason.NOT_AN_ADDRESS);
      }
      if (manager.bans().covers(range.get(), now())) {
        return refused(Reason.ALREADY_BANNED);
      }
      if (manager.bans().isFull(now())) {
        return refused(Reason.TOO_MANY_BANS);
      }
      long duration = seconds == 0 ? banTimeSeconds : seconds;
      long until = duration > Long.MAX_VALUE - now() ? Long.MAX_VALUE : now() + duration;
      forget(manager, range.get());
      return new PeerAction.Done(manager.ban(range.get(), until));
    });
  }

  /// A node that was to be kept connected would come back at once; the ban is the operator's later
  /// word.
  private static void forget(PeerManager manager, Subnet range) {
    for (org.quantumcoin.node.p2p.AddedNode added : manager.addedNodes()) {
      boolean banned =
          added.connections().stream().anyMatch(connection -> range.contains(connection.address()));
      if (banned) {
        boolean _ = manager.removeNode(added.node());
      }
    }
  }

  @Override
  public PeerAction ban(long peerId, long seconds) {
    return with(manager ->
        manager
            .hostOf(peerId)
            .map(host -> ban(host, seconds))
            .orElseGet(() -> refused(Reason.NO_SUCH_PEER)));
  }

  @Override
  public PeerAction unban(String addressOrSubnet) {
    return with(manager -> {
      Optional<Subnet> range = Subnet.parse(addressOrSubnet.strip());
      if (range.isEmpty()) {
        return refused(Reason.NOT_AN_ADDRESS);
      }
      return manager.bans().remove(range.get(), now()) ? done() : refused(Reason.NOT_BANNED);
    });
  }

  @Override
  public List<Ban> bans() {
    return manager()
        .map(manager ->
            manager.bans().all(now()).stream()
                .map(ban ->
                    new Ban(ban.range().toString(), ban.createdSeconds(), ban.untilSeconds()))
                .toList())
        .orElse(List.of());
  }

  private static boolean isNode(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_NODE_CHARS
        && text.chars()
            .allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || "-._:[]".indexOf(c) >= 0));
  }

  @Override
  public PeerAction addNode(String node) {
    String name = node.strip();
    if (!isNode(name)) {
      return refused(Reason.NOT_A_NODE);
    }
    return with(manager -> manager.addNode(name) ? done() : refused(Reason.ALREADY_ADDED));
  }

  @Override
  public PeerAction removeNode(String node) {
    return with(manager -> manager.removeNode(node) ? done() : refused(Reason.NOT_ADDED));
  }

  @Override
  public PeerAction connectOnce(String node) {
    String name = node.strip();
    if (!isNode(name)) {
      return refused(Reason.NOT_A_NODE);
    }
    return with(manager -> {
      manager.connectOnce(name);
      return done();
    });
  }

  @Override
  public List<AddedNode> addedNodes() {
    return manager()
        .map(manager ->
            manager.addedNodes().stream()
                .map(added ->
                    new AddedNode(
                        added.node(),
                        added.connections().stream()
                            .map(org.quantumcoin.node.p2p.AddedNode.Connection::address)
                            .toList()))
                .toList())
        .orElse(List.of());
  }

  @Override
  public boolean isNetworkActive() {
    return manager().map(PeerManager::isNetworkActive).orElse(false);
  }

  @Override
  public PeerAction setNetworkActive(boolean active) {
    return with(manager -> {
      int connections = active ? 0 : manager.info().size();
      manager.setNetworkActive(active);
      return new PeerAction.Done(connections);
    });
  }
}
