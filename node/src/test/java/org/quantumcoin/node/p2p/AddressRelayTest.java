package org.quantumcoin.node.p2p;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.p2p.address.AddressManager;
import org.quantumcoin.node.p2p.message.Addr;
import org.quantumcoin.node.p2p.message.AddrV2;
import org.quantumcoin.node.p2p.message.Message;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.TimedAddress;

final class AddressRelayTest {
  private final VirtualTime time = new VirtualTime();
  private final List<TestPeers.Connection> connections = new ArrayList<>();
  private final List<Peer> peers = new ArrayList<>();
  private final AddressExchange exchange =
      new AddressExchange(
          AddressManager.create(new Random(1)),
          peers,
          time.source(),
          new Random(2),
          _ -> false,
          new Reachability(ReachOptions.DIRECT));

  private TestPeers.Connection connect() {
    TestPeers.Connection made = TestPeers.inbound(connections.size() + 1, time.source(), () -> {});
    connections.add(made);
    peers.add(made.peer());
    // Who asks for addresses is told of them.
    exchange.asked(made.peer());
    return made;
  }

  private TimedAddress address(int number, long age) {
    NetAddress address =
        NetAddress.parseHost("9.9.%d.%d".formatted(number >> 8, number & 0xff), 8333).orElseThrow();
    return new TimedAddress(time.seconds() - age, 9, address);
  }

  /// Who was told, and of what, after enough time for everything to be sent.
  private List<TimedAddress> told(TestPeers.Connection to) {
    List<TimedAddress> all = new ArrayList<>();
    for (Message message : to.sent()) {
      all.addAll(
          switch (message) {
            case Addr addr -> addr.addresses();
            case AddrV2 addr -> addr.addresses();
            default -> List.of();
          });
    }
    return all;
  }

  private void pass() {
    for (int i = 0; i < 20; i++) {
      time.advanceSeconds(30);
      exchange.tick();
    }
  }

  private Set<Long> toldIds() {
    pass();
    Set<Long> ids = new HashSet<>();
    for (TestPeers.Connection each : connections) {
      if (!told(each).isEmpty()) {
        ids.add(each.peer().id());
      }
    }
    return ids;
  }

  @Test
  void announcement_goesToTwoOthers_onceADay() {
    for (int i = 0; i < 12; i++) {
      connect();
    }
    TestPeers.Connection from = connections.getFirst();
    exchange.received(from.peer(), List.of(address(1, 60)));
    Set<Long> first = toldIds();
    assertThat(first).hasSize(2).doesNotContain(1L);
    exchange.received(connections.get(1).peer(), List.of(address(1, 60)));
    assertThat(toldIds()).isSubsetOf(first).hasSizeLessThan(2);
    time.advanceSeconds(86_400);
    exchange.received(from.peer(), List.of(address(1, 60)));
    assertThat(toldIds()).doesNotContainAnyElementsOf(first);
  }

  @Test
  void oldNews_answersToGetaddr_andUnroutableAddresses_stayHere() {
    for (int i = 0; i < 4; i++) {
      connect();
    }
    Peer from = connections.getFirst().peer();
    exchange.received(from, List.of(address(1, 601)));
    assertThat(toldIds()).isEmpty();
    List<TimedAddress> eleven = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      eleven.add(address(100 + i, 1));
    }
    time.advanceSeconds(1_000);
    exchange.received(from, eleven);
    assertThat(toldIds()).isEmpty();
    NetAddress here = NetAddress.parseHost("10.0.0.1", 8333).orElseThrow();
    exchange.received(from, List.of(new TimedAddress(time.seconds(), 9, here)));
    assertThat(toldIds()).isEmpty();
    exchange.received(from, List.of(address(2, 599)));
    assertThat(toldIds()).hasSize(2);
  }

  @Test
  void peersThatNeverSpokeOfAddresses_areToldOfNone() {
    connect();
    TestPeers.Connection silent = TestPeers.inbound(50, time.source(), () -> {});
    peers.add(silent.peer());
    exchange.received(connections.getFirst().peer(), List.of(address(1, 1)));
    pass();
    assertThat(told(silent)).isEmpty();
  }

  @Test
  void whatWaitsForAPeer_isBounded() {
    connect();
    connect();
    AddressRelay relay = new AddressRelay(peers, time.source(), new Random(3));
    relay.tick();
    for (int i = 0; i < 3_000; i++) {
      relay.pass(connections.getFirst().peer(), address(i, 1), true);
    }
    List<TimedAddress> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      time.advanceSeconds(30);
      relay.tick();
      all.addAll(told(connections.get(1)));
    }
    assertThat(all).hasSize(Addr.MAX_ADDRESSES).doesNotHaveDuplicates();
  }

  @Test
  void filter_knowsTheLastFiveThousand_andErrsRarely() {
    RollingFilter filter = new RollingFilter(5_000, 0.001);
    Random random = new Random(4);
    List<Long> keys = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      long key = random.nextLong();
      keys.add(key);
      filter.add(key);
    }
    assertThat(keys.subList(45_000, 50_000)).allMatch(filter::contains);
    int wrong = 0;
    for (int i = 0; i < 100_000; i++) {
      wrong += filter.contains(random.nextLong()) ? 1 : 0;
    }
    assertThat(wrong).isLessThan(200);
    assertThat(keys.subList(0, 1_000)).filteredOn(filter::contains).hasSizeLessThan(20);
  }
}
