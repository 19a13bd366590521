package org.quantumcoin.node.p2p;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.p2p.address.AddressManager;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.PeerNetwork;
import org.quantumcoin.node.p2p.message.TimedAddress;

final class OutboundChoiceTest {
  private static final long FULL_NODE = 9;

  private final VirtualTime clock = new VirtualTime();
  private final AddressManager book = AddressManager.create(new Random(1));
  private final Set<NetAddress> refused = new HashSet<>();
  private final Set<NetAddress> added = new HashSet<>();
  private final List<Link> links = new ArrayList<>();
  private final List<TimedAddress> anchors = new ArrayList<>();
  private final List<String> seedNodes = new ArrayList<>();

  private final OutboundChoice.Rules rules =
      new OutboundChoice.Rules() {
        @Override
        public boolean isRefused(NetAddress address) {
          return refused.contains(address);
        }

        @Override
        public boolean isAdded(NetAddress address) {
          return added.contains(address);
        }

        @Override
        public Set<PeerNetwork> reachable() {
          return Set.of(PeerNetwork.IPV4, PeerNetwork.IPV6);
        }
      };

  private OutboundChoice choice() {
    return new OutboundChoice(
        SlotLimits.of(125), book, anchors, seedNodes, rules, clock.source(), new Random(2));
  }

  private static NetAddress address(String host) {
    return address(host, 8333);
  }

  private static NetAddress address(String host, int port) {
    return NetAddress.parseHost(host, port).orElseThrow();
  }

  private NetAddress know(String host, int port, long services) {
    NetAddress address = address(host, port);
    boolean _ =
        book.add(
            List.of(new TimedAddress(clock.seconds(), services, address)),
            address("9.9.9.9"),
            0,
            clock.seconds());
    return address;
  }

  private void knowMany() {
    for (int i = 0; i < 300; i++) {
      NetAddress _ = know("%d.%d.1.1".formatted(20 + i % 60, i / 60), 8333, FULL_NODE);
    }
  }

  private void connect(Target target) {
    links.add(
        new Link(target.name(), target.address().orElse(NetAddress.NONE), target.type(), true));
  }

  /// All that is opened within so many seconds, each of which succeeds.
  private List<Target> open(OutboundChoice choice, int seconds) {
    List<Target> opened = new ArrayList<>();
    for (int i = 0; i < seconds; i++) {
      clock.advanceSeconds(1);
      for (Target target : choice.next(links)) {
        opened.add(target);
        if (target.type().isOutboundOrBlockRelay()) {
          connect(target);
        }
      }
    }
    return opened;
  }

  private long count(List<Target> targets, ConnectionType type) {
    return targets.stream().filter(target -> target.type() == type).count();
  }

  @Test
  void slots_areFilled_fullRelayFirst_eachInItsOwnPartOfTheNetwork() {
    knowMany();
    List<Target> opened = open(choice(), 60);
    assertThat(opened.subList(0, 10))
        .extracting(Target::type)
        .containsExactly(
            ConnectionType.OUTBOUND_FULL_RELAY,
            ConnectionType.OUTBOUND_FULL_RELAY,
            ConnectionType.OUTBOUND_FULL_RELAY,
            ConnectionType.OUTBOUND_FULL_RELAY,
            ConnectionType.OUTBOUND_FULL_RELAY,
            ConnectionType.OUTBOUND_FULL_RELAY,
            ConnectionType.OUTBOUND_FULL_RELAY,
            ConnectionType.OUTBOUND_FULL_RELAY,
            ConnectionType.BLOCK_RELAY,
            ConnectionType.BLOCK_RELAY);
    Set<String> groups = new HashSet<>();
    opened.subList(0, 10).forEach(t -> groups.add(t.name().replaceAll("\\.1\\.1:.*", "")));
    assertThat(groups).hasSize(10);
  }

  @Test
  void oneGroup_getsOneSlot_manualConnectionsCount_inboundOnesDoNot() {
    NetAddress _ = know("20.1.1.1", 8333, FULL_NODE);
    NetAddress _ = know("20.1.2.1", 8333, FULL_NODE);
    links.add(new Link("20.1.9.9:8333", address("20.1.9.9"), ConnectionType.INBOUND, true));
    assertThat(count(open(choice(), 60), ConnectionType.OUTBOUND_FULL_RELAY)).isEqualTo(1);
    links.clear();
    links.add(new Link("20.1.9.9:8333", address("20.1.9.9"), ConnectionType.MANUAL, true));
    assertThat(count(open(choice(), 60), ConnectionType.OUTBOUND_FULL_RELAY)).isZero();
  }

  @Test
  void notConnectedTo_areBannedOnes_addedOnes_andWallets() {
    refused.add(know("20.1.1.1", 8333, FULL_NODE));
    added.add(know("21.1.1.1", 8333, FULL_NODE));
    NetAddress _ = know("22.1.1.1", 8333, 0);
    assertThat(count(open(choice(), 60), ConnectionType.OUTBOUND_FULL_RELAY)).isZero();
  }

  @Test
  void portsOfOtherServices_areUsedOnlyWhenThereIsNothingElse() {
    NetAddress mail = know("23.1.1.1", 25, FULL_NODE);
    assertThat(open(choice(), 1).getFirst().address()).contains(mail);
    for (int i = 0; i < 5; i++) {
      NetAddress _ = know("%d.1.1.1".formatted(30 + i), 8333, FULL_NODE);
    }
    OutboundChoice choice = choice();
    for (int i = 0; i < 100; i++) {
      links.clear();
      assertThat(open(choice, 1).getFirst().address()).isNotEqualTo(Optional.of(mail));
    }
  }

  @Test
  void failures_countOnlyWithTwoConnectionsToDifferentPlaces() {
    knowMany();
    List<Target> opened = open(choice(), 10);
    assertThat(opened.get(0).countFailure()).isFalse();
    assertThat(opened.get(1).countFailure()).isFalse();
    assertThat(opened.get(2).countFailure()).isTrue();
  }

  @Test
  void anchors_comeFirst_andOnlyOnce() {
    knowMany();
    anchors.add(new TimedAddress(1, FULL_NODE, address("150.1.1.1")));
    anchors.add(new TimedAddress(1, 1, address("151.1.1.1")));
    anchors.add(new TimedAddress(1, FULL_NODE, address("152.1.1.1")));
    List<Target> opened = open(choice(), 30);
    assertThat(opened.get(0).name()).isEqualTo("152.1.1.1:8333");
    // The one in between lacks services.
    assertThat(opened.get(1).name()).isEqualTo("150.1.1.1:8333");
    assertThat(opened.get(0).type()).isEqualTo(ConnectionType.BLOCK_RELAY);
    assertThat(count(opened, ConnectionType.BLOCK_RELAY)).isEqualTo(2);
  }

  @Test
  void feelers_tryNewAddresses_aboutEveryTwoMinutes() {
    knowMany();
    OutboundChoice choice = choice();
    List<Target> _ = open(choice, 30);
    List<Target> later = open(choice, 7_200);
    assertThat(count(later, ConnectionType.FEELER)).isBetween(35L, 90L);
    assertThat(later).allMatch(target -> target.type() == ConnectionType.FEELER);
  }

  @Test
  void extraBlockRelay_isOpenedEveryFewMinutes_onceWeAreInSync() {
    knowMany();
    OutboundChoice choice = choice();
    List<Target> _ = open(choice, 30);
    choice.openExtraBlockRelay();
    List<Target> later = open(choice, 3_600);
    // Nobody lets it go here, so there is one.
    assertThat(count(later, ConnectionType.BLOCK_RELAY)).isEqualTo(1);
  }

  @Test
  void staleTip_opensOneMoreFullRelay() {
    knowMany();
    OutboundChoice choice = choice();
    List<Target> _ = open(choice, 30);
    assertThat(count(open(choice, 30), ConnectionType.OUTBOUND_FULL_RELAY)).isZero();
    choice.tryExtraOutbound(true);
    assertThat(count(open(choice, 600), ConnectionType.OUTBOUND_FULL_RELAY)).isEqualTo(1);
    assertThat(links).hasSize(11);
  }

  @Test
  void triedAddressWhosePlaceIsWanted_isTestedByAFeeler() {
    knowMany();
    OutboundChoice choice = choice();
    List<Target> _ = open(choice, 30);
    NetAddress waiting = know("99.1.1.1", 8333, FULL_NODE);
    for (int i = 0; i < 20_000 && book.selectTriedCollision().isEmpty(); i++) {
      waiting = know("%d.%d.7.1".formatted(100 + i % 90, i / 90), 8333, FULL_NODE);
      boolean _ = book.good(waiting, clock.seconds());
    }
    NetAddress tested = book.selectTriedCollision().orElseThrow().told().address();
    assertThat(tested).isNotEqualTo(waiting);
    // Later, or the old one has answered lately and stays without a test.
    clock.advanceSeconds(5 * 3600);
    boolean _ = book.good(waiting, clock.seconds());
    List<Target> later = open(choice, 1_200);
    assertThat(later.getFirst().name()).isEqualTo(tested.toString());
    assertThat(later.getFirst().type()).isEqualTo(ConnectionType.FEELER);
  }

  @Test
  void seedNodes_areAskedAtOnceWithoutAddresses_laterWhenConnectionsFail() {
    seedNodes.addAll(List.of("first.example", "second.example"));
    List<Target> opened = open(choice(), 30);
    assertThat(opened).extracting(Target::name).containsExactly("second.example", "first.example");
    assertThat(opened).allMatch(target -> target.type() == ConnectionType.ADDR_FETCH);
    knowMany();
    assertThat(count(open(choice(), 60), ConnectionType.ADDR_FETCH)).isZero();
  }

  @Test
  void limits_followMaxconnections() {
    assertThat(SlotLimits.of(125)).isEqualTo(new SlotLimits(8, 2, 11, 114));
    assertThat(SlotLimits.of(9)).isEqualTo(new SlotLimits(8, 1, 9, 0));
    assertThat(SlotLimits.of(3)).isEqualTo(new SlotLimits(3, 0, 3, 0));
    assertThat(SlotLimits.of(0)).isEqualTo(new SlotLimits(0, 0, 0, 0));
    assertThat(SlotLimits.of(20)).isEqualTo(new SlotLimits(8, 2, 11, 9));
  }
}
