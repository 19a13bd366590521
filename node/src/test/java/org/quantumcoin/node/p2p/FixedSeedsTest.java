package org.quantumcoin.node.p2p;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.p2p.address.AddressManager;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.PeerNetwork;
import org.quantumcoin.node.p2p.message.TimedAddress;
import org.quantumcoin.node.params.Chain;
import org.quantumcoin.node.params.Coin;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.params.Networks;

/// When the addresses that come with the program are taken.
final class FixedSeedsTest {
  private static final List<NetAddress> SEEDS =
      List.of(
          NetAddress.parseHost("8.8.8.8", 8333).orElseThrow(),
          NetAddress.parseHost("2a00::8", 8333).orElseThrow(),
          NetAddress.parseHost("fc00::8", 8333).orElseThrow().asCjdns());

  private final VirtualTime clock = new VirtualTime();
  private final AddressManager book = AddressManager.create(new Random(1));

  private FixedSeeds seeds(boolean enabled, boolean nobodyElse) {
    return new FixedSeeds(
        SEEDS,
        enabled,
        nobodyElse,
        book,
        new Reachability(ReachOptions.DIRECT),
        clock.source(),
        new Random(2));
  }

  @Test
  void afterAMinute_thoseOfReachableNetworksAreTaken() {
    FixedSeeds seeds = seeds(true, false);
    clock.advanceSeconds(60);
    seeds.tick(false);
    assertThat(book.size()).isZero();
    clock.advanceSeconds(1);
    seeds.tick(false);
    assertThat(book.size()).isEqualTo(2);
    assertThat(book.size(Optional.of(PeerNetwork.CJDNS), false)).isZero();
  }

  @Test
  void whereThereIsNobodyToAsk_theyAreTakenAtOnce() {
    seeds(true, true).tick(true);
    assertThat(book.size()).as("added nodes may tell of others").isZero();
    seeds(true, true).tick(false);
    assertThat(book.size()).isEqualTo(2);
  }

  @Test
  void networksThatWeKnowSomebodyOn_getNone() {
    NetAddress known = NetAddress.parseHost("9.9.9.9", 8333).orElseThrow();
    long now = clock.source().seconds();
    book.add(List.of(new TimedAddress(now, 1, known)), known, 0, now);
    seeds(true, true).tick(false);
    assertThat(book.size(Optional.of(PeerNetwork.IPV4), false)).isEqualTo(1);
    assertThat(book.size(Optional.of(PeerNetwork.IPV6), false)).isEqualTo(1);
  }

  @Test
  void switchedOff_noneAreTaken() {
    FixedSeeds seeds = seeds(false, true);
    clock.advanceSeconds(120);
    seeds.tick(false);
    assertThat(book.size()).isZero();
  }

  @Test
  void files_haveAddressesAndComments() throws IOException {
    String text = "# why\n8.8.8.8:8333 # who\n\n[2a00::8]:8333\n[fc00::8]:8333\n";
    assertThat(FixedSeeds.parse(stream(text))).isEqualTo(SEEDS);
    assertThatThrownBy(() -> FixedSeeds.parse(stream("dns.name:8333")))
        .hasMessage("no address: dns.name:8333");
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void everyListOfTheProgram_canBeRead() {
    for (Coin coin : Coin.values()) {
      for (Chain chain : Chain.values()) {
        Optional<NetworkParams> params = Networks.find(coin, chain);
        List<NetAddress> list = params.map(FixedSeeds::of).orElse(List.of());
        assertThat(list).as(coin + " " + chain).doesNotHaveDuplicates();
        assertThat(list).allMatch(NetAddress::isRoutable);
      }
    }
    assertThat(FixedSeeds.of(Networks.find(Coin.BITCOIN, Chain.MAIN).orElseThrow())).isNotEmpty();
  }
}
