package org.quantumcoin.node.p2p;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.PeerNetwork;

/// Which of our addresses is told to whom.
final class LocalAddressesTest {
  private static final String ONION =
      "pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nubxndf4pscryd.onion";
  private static final String I2P = "udhdrtrcetjm5sxzskjyr5ztpeszydbh4dpl3pl4utgqqw2v4jna.b32.i2p";

  private final VirtualTime clock = new VirtualTime();

  private static NetAddress at(String host, int port) {
    return NetAddress.parseHost(host, port).orElseThrow();
  }

  private static LocalAddresses local(boolean discover) {
    ReachOptions reach =
        new ReachOptions(
            EnumSet.copyOf(PeerNetwork.PUBLIC),
            true,
            new ReachOptions.Proxies(Map.of(), Optional.empty(), true),
            new ReachOptions.Own(discover, List.of(), List.of(), false),
            Optional.empty(),
            Optional.empty(),
            false);
    P2pConfig config = P2pConfig.defaults(8333, "/x/").withReach(reach);
    return new LocalAddresses(config, new Reachability(reach), new Random(3));
  }

  private Peer peer(NetAddress address, ConnectionType type, boolean onion) {
    return new Peer(
        1,
        1,
        new EmbeddedChannel(),
        type,
        address.toString(),
        new Endpoints(address, NetAddress.NONE, onion),
        clock.source(),
        () -> {});
  }

  private Peer inbound(String host) {
    return peer(at(host, 50_000), ConnectionType.INBOUND, false);
  }

  @Test
  void addressThatNobodyReaches_isNotTaken() {
    LocalAddresses local = local(true);
    assertThat(local.add(at("127.0.0.1", 8333), LocalAddresses.MANUAL)).isFalse();
    assertThat(local.add(at("192.168.0.1", 8333), LocalAddresses.MANUAL)).isFalse();
    assertThat(local.add(at("8.8.8.8", 8333), LocalAddresses.INTERFACE)).isTrue();
    assertThat(local.all())
        .containsExactly(new LocalAddress(at("8.8.8.8", 8333), LocalAddresses.INTERFACE));
  }

  @Test
  void withoutDiscovery_onlyWhatTheOperatorSaidCounts() {
    LocalAddresses local = local(false);
    assertThat(local.add(at("8.8.8.8", 8333), LocalAddresses.MAPPED)).isFalse();
    assertThat(local.add(at("8.8.8.8", 8333), LocalAddresses.MANUAL)).isTrue();
  }

  @Test
  void confirmedAddress_scoresHigher_andTakesTheNewPort() {
    LocalAddresses local = local(true);
    assertThat(local.add(at("8.8.8.8", 1), LocalAddresses.MAPPED)).isTrue();
    assertThat(local.add(at("8.8.8.8", 2), LocalAddresses.BOUND)).isTrue();
    assertThat(local.all().getFirst()).isEqualTo(new LocalAddress(at("8.8.8.8", 1), 3));
    assertThat(local.add(at("8.8.8.8", 2), LocalAddresses.MAPPED)).isTrue();
    assertThat(local.all().getFirst()).isEqualTo(new LocalAddress(at("8.8.8.8", 2), 4));
    local.seen(at("8.8.8.8", 9));
    assertThat(local.all().getFirst().score()).isEqualTo(5);
    local.seen(at("9.9.9.9", 9));
    assertThat(local.all()).hasSize(1);
  }

  @Test
  void peer_isToldOfTheAddressThatItReachesBest() {
    LocalAddresses local = local(true);
    local.add(at("8.8.8.8", 1), LocalAddresses.MANUAL);
    local.add(at("2a00::8", 2), LocalAddresses.INTERFACE);
    local.add(at("8.8.4.4", 3), LocalAddresses.INTERFACE);
    assertThat(local.forPeer(inbound("9.9.9.9"))).contains(at("8.8.8.8", 1));
    assertThat(local.forPeer(inbound("2a00::9"))).contains(at("2a00::8", 2));
  }

  @Test
  void addressesOfPrivateNetworks_stayInThem() {
    LocalAddresses local = local(true);
    local.add(at("8.8.8.8", 1), LocalAddresses.MANUAL);
    local.add(at(ONION, 2), LocalAddresses.MANUAL);
    local.add(at(I2P, 0), LocalAddresses.MANUAL);
    assertThat(local.forPeer(inbound("9.9.9.9"))).contains(at("8.8.8.8", 1));
    assertThat(local.forPeer(inbound(ONION))).contains(at(ONION, 2));
    assertThat(local.forPeer(inbound(I2P))).contains(at(I2P, 0));
    Peer throughTor = peer(at("127.0.0.1", 5), ConnectionType.INBOUND, true);
    assertThat(local.forPeer(throughTor)).contains(at(ONION, 2));
  }

  @Test
  void whereTheOnlyAddressIsOfAnotherKind_noneIsTold() {
    LocalAddresses onion = local(true);
    onion.add(at(ONION, 2), LocalAddresses.MANUAL);
    assertThat(onion.forPeer(inbound("9.9.9.9"))).isEmpty();
    assertThat(onion.forPeer(inbound(I2P))).isEmpty();
    LocalAddresses ip = local(true);
    ip.add(at("8.8.8.8", 1), LocalAddresses.MANUAL);
    assertThat(ip.forPeer(inbound(ONION))).isEmpty();
    assertThat(ip.forPeer(peer(at("127.0.0.1", 5), ConnectionType.INBOUND, true))).isEmpty();
  }

  @Test
  void whoHasNoOtherAddress_believesThePeer_ifItMayDiscover() {
    Peer out = peer(at("9.9.9.9", 8333), ConnectionType.OUTBOUND_FULL_RELAY, false);
    out.handshake.addressOfUs = at("8.8.8.8", 40_000);
    LocalAddresses local = local(true);
    local.listensAt(8444);
    // Ours was a port for this connection only.
    assertThat(local.forPeer(out)).contains(at("8.8.8.8", 8444));
    Peer in = inbound("9.9.9.9");
    in.handshake.addressOfUs = at("8.8.8.8", 8555);
    assertThat(local.forPeer(in)).contains(at("8.8.8.8", 8555));
    assertThat(local(false).forPeer(in)).isEmpty();
  }

  @Test
  void peersWord_countsInHalfOfTheCases_andInOneOfEightAgainstConfirmedOnes() {
    assertThat(believed(LocalAddresses.MANUAL)).isBetween(400, 600);
    assertThat(believed(LocalAddresses.MANUAL + 1)).isBetween(80, 175);
  }

  private int believed(int score) {
    LocalAddresses local = local(true);
    local.add(at("8.8.8.8", 8333), score);
    Peer peer = inbound("9.9.9.9");
    peer.handshake.addressOfUs = at("7.7.7.7", 8333);
    int believed = 0;
    for (int i = 0; i < 1_000; i++) {
      believed += local.forPeer(peer).orElseThrow().host().equals("7.7.7.7") ? 1 : 0;
    }
    return believed;
  }

  @ParameterizedTest
  @CsvSource({
    "8.8.8.8,9.9.9.9,4",
    "2a00::1,9.9.9.9,1",
    "2a00::1,2a00::2,5",
    "2002:808:808::1,2a00::2,3",
    "2001:0:1::1,2a00::2,2",
    "8.8.8.8,2a00::2,4",
    "8.8.8.8,2001:0:1::1,4",
    "2a00::1,2001:0:1::1,3",
    "192.168.0.1,9.9.9.9,0",
    "8.8.8.8,192.168.0.1,4",
    "2a00::1,127.0.0.1,3",
  })
  void reachability_isCores(String ours, String theirs, int expected) {
    assertThat(LocalAddresses.reachability(at(ours, 1), at(theirs, 2))).isEqualTo(expected);
  }

  @Test
  void unroutablePeer_isBestReachedOverTor() {
    assertThat(LocalAddresses.reachability(at(ONION, 1), at("127.0.0.1", 2))).isEqualTo(6);
  }
}
