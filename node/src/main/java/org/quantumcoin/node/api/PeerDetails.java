package org.quantumcoin.node.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A peer at one moment with everything that `getpeerinfo` tells of it.
///
/// Times are unix seconds (0 for never), pings nanoseconds, heights -1 while unknown. `addressBind`
/// is our end of the connection, `addressLocal` what the peer calls us. Services are bits, with
/// their names. `connectionType` is Core's word (`inbound`, `outbound-full-relay`, `manual`, …).
public record PeerDetails(
    long id,
    String address,
    String addressBind,
    Optional<String> addressLocal,
    String network,
    long services,
    List<String> serviceNames,
    boolean relayTransactions,
    long lastSend,
    long lastReceive,
    long lastTransaction,
    long lastBlock,
    long bytesSent,
    long bytesReceived,
    long connectedAt,
    long timeOffsetSeconds,
    OptionalLong pingNanos,
    OptionalLong minPingNanos,
    OptionalLong pingWaitNanos,
    int version,
    String userAgent,
    boolean inbound,
    int startingHeight,
    int syncedHeaders,
    int syncedBlocks,
    List<Integer> blocksInFlight,
    boolean addressRelayEnabled,
    long addressesProcessed,
    long addressesRateLimited,
    long minFeeFilterSatPerKvb,
    Map<String, Long> bytesSentPerMessage,
    Map<String, Long> bytesReceivedPerMessage,
    String connectionType,
    String transport,
    String sessionId,
    List<String> permissions) {
  public PeerDetails {
    serviceNames = List.copyOf(serviceNames);
    blocksInFlight = List.copyOf(blocksInFlight);
    bytesSentPerMessage = Map.copyOf(bytesSentPerMessage);
    bytesReceivedPerMessage = Map.copyOf(bytesReceivedPerMessage);
    permissions = List.copyOf(permissions);
  }
}
