package org.quantumcoin.node.p2p.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.quantumcoin.node.chain.FakeChain;
import org.quantumcoin.node.index.BlockFilterIndex;
import org.quantumcoin.node.mempool.FakePool;
import org.quantumcoin.node.p2p.P2pConfig;
import org.quantumcoin.node.p2p.PeerManager;
import org.quantumcoin.node.p2p.PeerRules;
import org.quantumcoin.node.p2p.TimeSource;
import org.quantumcoin.node.params.Chain;
import org.quantumcoin.node.params.Coin;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.params.Networks;

/// A node of ours on loopback with a fake chain and a fake mempool.
public final class LoopbackNode implements AutoCloseable {
  public static final NetworkParams REGTEST =
      Networks.find(Coin.BITCOIN, Chain.REGTEST).orElseThrow();

  public final FakeChain chain;
  public final FakePool pool = new FakePool();
  public final PeerManager manager;
  private final AtomicLong ahead = new AtomicLong();

  private LoopbackNode(
      FakeChain chain, P2pConfig config, Optional<BlockFilterIndex> filters, Random random) {
    this.chain = chain;
    try {
      manager =
          PeerManager.open(
              config,
              REGTEST,
              new TimeSource(Clock.systemUTC(), () -> System.nanoTime() + ahead.get()),
              random,
              peers -> SyncManager.open(peers, chain, pool, filters, random));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// So much time has passed, which is not waited for.
  public void pass(Duration time) {
    ahead.addAndGet(time.toNanos());
  }

  /// Listens on a free port and connects to others.
  public static LoopbackNode start(String... connect) {
    return start(new FakeChain(REGTEST), connect);
  }

  public static LoopbackNode start(FakeChain chain, String... connect) {
    return start(chain, config(connect));
  }

  public static LoopbackNode start(P2pConfig config) {
    return start(new FakeChain(REGTEST), config);
  }

  static LoopbackNode start(FakeChain chain, P2pConfig config) {
    return new LoopbackNode(chain, config, Optional.empty(), new Random());
  }

  /// With chance as given.
  static LoopbackNode start(Random random) {
    return new LoopbackNode(new FakeChain(REGTEST), config(), Optional.empty(), random);
  }

  /// The same with block filters to serve.
  static LoopbackNode start(FakeChain chain, P2pConfig config, BlockFilterIndex filters) {
    return new LoopbackNode(chain, config, Optional.of(filters), new Random());
  }

  /// To listen with rules of an operator's.
  public static P2pConfig config(PeerRules rules) {
    P2pConfig base = config();
    return new P2pConfig(
        true,
        base.port(),
        base.bind(),
        base.connect(),
        List.of(),
        List.of(),
        false,
        base.maxConnections(),
        base.userAgent(),
        true,
        true,
        base.handshakeTimeout(),
        base.connectTimeout(),
        base.extraTransactions(),
        base.encryptedTransport(),
        rules,
        base.reach());
  }

  public static P2pConfig config(String... connect) {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return P2pConfig.isolated(any, "/QuantumCoin:0.1.0/", connect);
  }

  /// Where others connect to.
  public String address() {
    return "127.0.0.1:" + port();
  }

  public int port() {
    return manager.listening().getFirst().getPort();
  }

  public int height() {
    return chain.snapshot().height();
  }

  /// Connections whose handshake is done.
  public long peers() {
    return manager.info().stream()
        .filter(peer -> peer.version() != 0)
        .filter(peer -> peer.bytesReceivedPerMessage().containsKey("verack"))
        .count();
  }

  /// Waits for something, two minutes at most: announcements of transactions wait for a random time
  /// with a mean of five seconds at every step.
  public static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + 120_000_000_000L;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("still waiting: " + what);
      }
      Thread.onSpinWait();
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() {
    manager.close();
    chain.close();
  }
}
