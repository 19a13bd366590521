package org.quantumcoin.node.p2p;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What the operator wants of the network.
///
/// - `bind`: where to listen; empty for every interface at `port`.
/// - `connect`: when present, only these are connected to, and an empty list means nobody
///   (`-connect=0`).
/// - `addNodes`: kept connected besides others.
/// - `seedNodes`: asked for addresses once.
/// - `maxConnections`: inbound and automatic outbound together; manual ones come on top.
/// - `relayTransactions`: false for `-blocksonly`.
/// - `handshakeTimeout`: from the connection to the end of its handshake (`-peertimeout`).
/// - `connectTimeout`: for opening one (`-timeout`).
/// - `extraTransactions`: kept to complete compact blocks with (`-blockreconstructionextratxn`).
/// - `encryptedTransport`: offered, and tried first with nodes that may know it (`-v2transport`).
/// - `rules`: what is granted to some peers, and limits.
/// - `reach`: over which networks, and through what.
public record P2pConfig(
    boolean listen,
    int port,
    List<InetSocketAddress> bind,
    Optional<List<String>> connect,
    List<String> addNodes,
    List<String> seedNodes,
    boolean dnsSeed,
    int maxConnections,
    String userAgent,
    boolean networkActive,
    boolean relayTransactions,
    Duration handshakeTimeout,
    Duration connectTimeout,
    int extraTransactions,
    boolean encryptedTransport,
    PeerRules rules,
    ReachOptions reach) {
  /// Core's `DEFAULT_MAX_PEER_CONNECTIONS`.
  public static final int DEFAULT_MAX_CONNECTIONS = 125;

  /// Core's `DEFAULT_PEER_CONNECT_TIMEOUT`.
  public static final Duration DEFAULT_HANDSHAKE_TIMEOUT = Duration.ofSeconds(60);

  /// Core's `DEFAULT_CONNECT_TIMEOUT`.
  public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /// Core's `DEFAULT_BLOCK_RECONSTRUCTION_EXTRA_TXN`.
  public static final int DEFAULT_EXTRA_TRANSACTIONS = 100;

  public P2pConfig {
    bind = List.copyOf(bind);
    connect = connect.map(List::copyOf);
    addNodes = List.copyOf(addNodes);
    seedNodes = List.copyOf(seedNodes);
  }

  /// What bitcoind does without options.
  public static P2pConfig defaults(int port, String userAgent) {
    return new P2pConfig(
        true,
        port,
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        true,
        DEFAULT_MAX_CONNECTIONS,
        userAgent,
        true,
        true,
        DEFAULT_HANDSHAKE_TIMEOUT,
        DEFAULT_CONNECT_TIMEOUT,
        DEFAULT_EXTRA_TRANSACTIONS,
        true,
        PeerRules.DEFAULTS,
        ReachOptions.DIRECT);
  }

  /// Listens on one address and connects to those given only; nobody when there are none.
  public static P2pConfig isolated(InetSocketAddress bind, String userAgent, String... connect) {
    P2pConfig defaults = defaults(bind.getPort(), userAgent);
    return new P2pConfig(
        true,
        bind.getPort(),
        List.of(bind),
        Optional.of(List.of(connect)),
        List.of(),
        List.of(),
        false,
        defaults.maxConnections,
        userAgent,
        true,
        true,
        defaults.handshakeTimeout,
        defaults.connectTimeout,
        defaults.extraTransactions,
        defaults.encryptedTransport,
        defaults.rules,
        defaults.reach);
  }

  /// The same with the encrypted transport on or off.
  public P2pConfig withEncryptedTransport(boolean offered) {
    return new P2pConfig(
        listen,
        port,
        bind,
        connect,
        addNodes,
        seedNodes,
        dnsSeed,
        maxConnections,
        userAgent,
        networkActive,
        relayTransactions,
        handshakeTimeout,
        connectTimeout,
        extraTransactions,
        offered,
        rules,
        reach);
  }

  /// The same over other networks, or through something else.
  public P2pConfig withReach(ReachOptions other) {
    return new P2pConfig(
        listen,
        port,
        bind,
        connect,
        addNodes,
        seedNodes,
        dnsSeed,
        maxConnections,
        userAgent,
        networkActive,
        relayTransactions,
        handshakeTimeout,
        connectTimeout,
        extraTransactions,
        encryptedTransport,
        rules,
        other);
  }
}
