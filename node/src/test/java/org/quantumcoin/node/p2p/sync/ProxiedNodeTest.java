package org.quantumcoin.node.p2p.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.p2p.P2pConfig;
import org.quantumcoin.node.p2p.PeerInfo;
import org.quantumcoin.node.p2p.ReachOptions;
import org.quantumcoin.node.p2p.message.PeerNetwork;
import org.quantumcoin.node.p2p.proxy.Proxy;
import org.quantumcoin.node.p2p.proxy.SamServer;
import org.quantumcoin.node.p2p.proxy.Socks5Server;
import org.quantumcoin.node.p2p.proxy.TorController;
import org.quantumcoin.node.p2p.proxy.TorServer;

/// Nodes that reach each other through proxies, Tor and I2P, each played by a small server.
@Timeout(120)
final class ProxiedNodeTest {
  private static final String ONION = TorServer.SERVICE + ".onion";
  private static final Set<PeerNetwork> ALL =
      Set.of(PeerNetwork.IPV4, PeerNetwork.IPV6, PeerNetwork.ONION);

  @TempDir Path folder;

  private static P2pConfig through(Proxy proxy, String... connect) {
    return LoopbackNode.config(connect)
        .withReach(
            ReachOptions.DIRECT.through(
                ALL,
                new ReachOptions.Proxies(
                    Map.of(
                        PeerNetwork.IPV4, proxy, PeerNetwork.IPV6, proxy, PeerNetwork.ONION, proxy),
                    Optional.of(proxy),
                    true)));
  }

  private static void awaitPeers(LoopbackNode node, int count) {
    LoopbackNode.await(count + " peers", () -> node.peers() == count);
  }

  @Test
  void names_onionServices_andAddresses_goThroughTheProxy_asTheyAre() throws IOException {
    try (LoopbackNode other = LoopbackNode.start();
        Socks5Server server = Socks5Server.open()) {
      server.lead("peer.invalid", other.port());
      server.lead(ONION, other.port());
      server.lead("8.8.8.8", other.port());
      try (LoopbackNode node =
          LoopbackNode.start(
              through(
                  new Proxy(server.address(), true),
                  "peer.invalid:1234",
                  ONION + ":8333",
                  "8.8.8.8:8333"))) {
        awaitPeers(node, 3);
        assertThat(server.requests())
            .extracting(Socks5Server.Request::host)
            .contains("peer.invalid", ONION, "8.8.8.8");
        assertThat(server.requests()).extracting(Socks5Server.Request::port).contains(1234, 8333);
        assertThat(node.manager.info())
            .extracting(PeerInfo::network)
            .containsExactlyInAnyOrder("not_publicly_routable", "onion", "ipv4");
      }
    }
  }

  @Test
  void credentials_areNewForEveryConnection_orThereAreNone() throws IOException {
    try (LoopbackNode other = LoopbackNode.start();
        Socks5Server server = Socks5Server.open()) {
      server.lead("a.invalid", other.port());
      server.lead("b.invalid", other.port());
      try (LoopbackNode node =
          LoopbackNode.start(
              through(new Proxy(server.address(), true), "a.invalid", "b.invalid"))) {
        awaitPeers(node, 2);
      }
      List<String> logins =
          server.requests().stream().map(Socks5Server.Request::login).distinct().toList();
      assertThat(logins).hasSize(server.requests().size()).allMatch(each -> each.length() > 16);
      try (LoopbackNode node =
          LoopbackNode.start(through(new Proxy(server.address(), false), "a.invalid"))) {
        awaitPeers(node, 1);
      }
      assertThat(server.requests().getLast().login()).isEmpty();
    }
  }

  @Test
  void proxyAtAPath_isConnectedTo() throws IOException {
    Path path = Files.createTempDirectory("socks").resolve("s");
    try (LoopbackNode other = LoopbackNode.start();
        Socks5Server server = Socks5Server.open();
        UnixForwarder _ = new UnixForwarder(path, server)) {
      server.lead(ONION, other.port());
      try (LoopbackNode node = LoopbackNode.start(through(Proxy.at(path, true), ONION + ":8333"))) {
        awaitPeers(node, 1);
        assertThat(node.manager.proxy(PeerNetwork.ONION).orElseThrow().label())
            .isEqualTo("unix:" + path);
      }
    }
  }

  /// Leads from a path to a server's port.
  private static final class UnixForwarder implements AutoCloseable {
    private final ServerSocketChannel listening;

    UnixForwarder(Path path, Socks5Server server) throws IOException {
      listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      listening.bind(UnixDomainSocketAddress.of(path));
      Thread.ofPlatform()
          .daemon()
          .start(() -> {
            try {
              while (true) {
                SocketChannel from = listening.accept();
                SocketChannel to = SocketChannel.open(server.address());
                copy(from, to);
                copy(to, from);
              }
            } catch (IOException _) {
              // Closed.
            }
          });
    }

    private static void copy(SocketChannel from, SocketChannel to) {
      Thread.ofPlatform()
          .daemon()
          .start(() -> {
            try (from;
                to) {
              long _ = Channels.newInputStream(from).transferTo(Channels.newOutputStream(to));
            } catch (IOException _) {
              // One side has gone.
            }
          });
    }

    @Override
    public void close() throws IOException {
      listening.close();
    }
  }

  @Test
  void withoutAProxy_onionServicesAreNotReached_andTheReasonIsSaid() {
    try (LoopbackNode node = LoopbackNode.start()) {
      node.manager.connectOnce(ONION + ":8333");
      assertThat(node.manager.reaches(PeerNetwork.ONION)).isFalse();
      assertThat(node.manager.info()).isEmpty();
    }
  }

  private TorController.Options tor(TorServer server, boolean configuresProxy) {
    return new TorController.Options(
        server.address(),
        Optional.empty(),
        configuresProxy,
        folder.resolve("onion_v3_private_key"));
  }

  @Test
  void torMakesAServiceThatLeadsHere_andWhatComesThrough_isOfOnion() throws IOException {
    try (Socks5Server socks = Socks5Server.open();
        TorServer server = TorServer.withCookie(folder.resolve("cookie"), socks.label())) {
      InetSocketAddress onionBind = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      ReachOptions reach =
          new ReachOptions(
              Set.of(PeerNetwork.IPV4),
              true,
              ReachOptions.DIRECT.proxies(),
              new ReachOptions.Own(false, List.of(), List.of(onionBind), false),
              Optional.of(tor(server, true)),
              Optional.empty(),
              false);
      try (LoopbackNode node = LoopbackNode.start(LoopbackNode.config().withReach(reach))) {
        LoopbackNode.await("Tor's proxy", () -> node.manager.reaches(PeerNetwork.ONION));
        LoopbackNode.await("our service", () -> !node.manager.localAddresses().isEmpty());
        assertThat(node.manager.localAddresses().getFirst().address().toString())
            .startsWith(ONION + ":");
        assertThat(node.manager.proxy(PeerNetwork.ONION).orElseThrow().label())
            .isEqualTo(socks.label());
        int port = node.manager.onionListening().getFirst().getPort();
        assertThat(server.commands().getLast()).endsWith(",127.0.0.1:" + port);
        assertThat(Files.readString(folder.resolve("onion_v3_private_key")))
            .isEqualTo(TorServer.KEY);
        socks.lead(ONION, port);
        try (LoopbackNode other =
            LoopbackNode.start(through(new Proxy(socks.address(), true), ONION + ":18444"))) {
          awaitPeers(other, 1);
          awaitPeers(node, 1);
          assertThat(node.manager.info().getFirst().network()).isEqualTo("onion");
        }
        server.cut();
        LoopbackNode.await(
            "another service with the same key",
            () ->
                server.commands().stream()
                        .filter(c -> c.startsWith("ADD_ONION " + TorServer.KEY))
                        .count()
                    == 1);
      }
    }
  }

  private P2pConfig i2p(SamServer server, boolean accepts, String name, String... connect) {
    return LoopbackNode.config(connect)
        .withReach(
            new ReachOptions(
                Set.of(PeerNetwork.I2P),
                false,
                ReachOptions.DIRECT.proxies(),
                ReachOptions.DIRECT.own(),
                Optional.empty(),
                Optional.of(new ReachOptions.I2p(server.address(), accepts, folder.resolve(name))),
                false));
  }

  @Test
  void i2p_connectsNodes_byAddressesThatStay_orChange() throws IOException {
    try (SamServer server = SamServer.open()) {
      String address;
      try (LoopbackNode listening = LoopbackNode.start(i2p(server, true, "listening"))) {
        LoopbackNode.await("our address", () -> !listening.manager.localAddresses().isEmpty());
        address = listening.manager.localAddresses().getFirst().address().toString();
        assertThat(address).endsWith(".b32.i2p:0");
        try (LoopbackNode one = LoopbackNode.start(i2p(server, false, "one", address));
            LoopbackNode two = LoopbackNode.start(i2p(server, true, "two", address))) {
          awaitPeers(listening, 2);
          assertThat(one.manager.info().getFirst().network()).isEqualTo("i2p");
          assertThat(one.manager.localAddresses()).isEmpty();
          Set<String> peers = new HashSet<>();
          listening.manager.info().forEach(peer -> peers.add(peer.address()));
          assertThat(peers)
              .hasSize(2)
              .contains(two.manager.localAddresses().getFirst().address().toString());
        }
      }
      try (LoopbackNode again = LoopbackNode.start(i2p(server, true, "listening"))) {
        LoopbackNode.await("our address", () -> !again.manager.localAddresses().isEmpty());
        assertThat(again.manager.localAddresses().getFirst().address().toString())
            .isEqualTo(address);
      }
    }
  }

  @Test
  void i2pRouterThatGoes_andComesBack_isUsedAgain() throws IOException {
    try (SamServer server = SamServer.open();
        LoopbackNode listening = LoopbackNode.start(i2p(server, true, "listening"))) {
      LoopbackNode.await("our address", () -> !listening.manager.localAddresses().isEmpty());
      server.cut();
      LoopbackNode.await(
          "a second session",
          () -> server.commands().stream().filter(c -> c.startsWith("STREAM ACCEPT")).count() >= 2);
    }
  }

  @Test
  void keys_areReadableByTheirOwnerAlone() throws IOException {
    try (SamServer server = SamServer.open();
        LoopbackNode listening = LoopbackNode.start(i2p(server, true, "key"))) {
      LoopbackNode.await("our address", () -> !listening.manager.localAddresses().isEmpty());
      assertThat(Files.getPosixFilePermissions(folder.resolve("key"))).hasSize(2);
    }
  }
}
