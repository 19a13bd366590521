package org.quantumcoin.node.p2p;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.quantumcoin.node.p2p.address.NetGroups;
import org.quantumcoin.node.p2p.message.ServiceFlags;

/// A peer at one moment, with what `getpeerinfo` shows of it.
///
/// `mappedAs` is the autonomous system of its address, 0 without a map of them. Times are unix
/// seconds (0 for never), ping times are nanoseconds, heights are -1 while unknown.
public record PeerInfo(
    long id,
    String address,
    String addressBind,
    Optional<String> addressLocal,
    String network,
    long mappedAs,
    long services,
    boolean relayTransactions,
    long lastSend,
    long lastReceive,
    long lastTransaction,
    long lastBlock,
    long bytesSent,
    long bytesReceived,
    long connectedTime,
    long timeOffset,
    OptionalLong pingNanos,
    OptionalLong minPingNanos,
    OptionalLong pingWaitNanos,
    int version,
    String userAgent,
    boolean inbound,
    boolean compactTo,
    boolean compactFrom,
    int startingHeight,
    int presyncedHeaders,
    int syncedHeaders,
    int syncedBlocks,
    List<Integer> inFlight,
    boolean addressRelayEnabled,
    long addressesProcessed,
    long addressesRateLimited,
    long minFeeFilterSatPerKvb,
    Map<String, Long> bytesSentPerMessage,
    Map<String, Long> bytesReceivedPerMessage,
    String connectionType,
    List<String> permissions,
    String transportProtocolType,
    String sessionId) {
  public List<String> serviceNames() {
    return ServiceFlags.names(services);
  }

  static PeerInfo of(Peer peer, PeerHandler.Progress progress, NetGroups groups, long nowNanos) {
    PeerHandshake said = peer.handshake;
    boolean knowsUs = said.addressOfUs.port() != 0;
    return new PeerInfo(
        peer.id(),
        peer.name(),
        peer.boundTo().toString(),
        knowsUs ? Optional.of(said.addressOfUs.toString()) : Optional.empty(),
        peer.network().label(),
        groups.mappedAs(peer.address()),
        said.services,
        peer.wantsTransactions(),
        peer.lastSendSeconds(),
        peer.lastReceiveSeconds(),
        progress.lastTransaction(),
        progress.lastBlock(),
        peer.sent.total(),
        peer.received.total(),
        peer.connectedSeconds(),
        said.timeOffsetSeconds,
        peer.pings.last(),
        peer.pings.shortest(),
        peer.pings.waiting(nowNanos),
        said.version,
        said.userAgent,
        peer.isInbound(),
        progress.compactTo(),
        progress.compactFrom(),
        said.startHeight,
        progress.presyncedHeaders(),
        progress.syncedHeaders(),
        progress.syncedBlocks(),
        progress.inFlight(),
        peer.addresses.isEnabled(),
        peer.addresses.processed(),
        peer.addresses.rateLimited(),
        progress.minFeeFilterSatPerKvb(),
        peer.sent.byCommand(),
        peer.received.byCommand(),
        peer.type().label(),
        peer.permissions().names(),
        peer.transportLabel(),
        peer.encrypted().flatMap(EncryptedTransport::sessionId).orElse(""));
  }
}
