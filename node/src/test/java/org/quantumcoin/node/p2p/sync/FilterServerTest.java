package org.quantumcoin.node.p2p.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.FakeChain;
import org.quantumcoin.node.index.BlockFilter;
import org.quantumcoin.node.index.BlockFilterIndex;
import org.quantumcoin.node.p2p.OfferedFilters;
import org.quantumcoin.node.p2p.PeerRules;
import org.quantumcoin.node.p2p.message.CFCheckpt;
import org.quantumcoin.node.p2p.message.CFHeaders;
import org.quantumcoin.node.p2p.message.CFilter;
import org.quantumcoin.node.p2p.message.GetCFCheckpt;
import org.quantumcoin.node.p2p.message.GetCFHeaders;
import org.quantumcoin.node.p2p.message.GetCFilters;
import org.quantumcoin.node.p2p.message.Message;
import org.quantumcoin.node.p2p.message.Ping;
import org.quantumcoin.node.p2p.message.Pong;
import org.quantumcoin.node.p2p.message.ServiceFlags;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Hash256;

/// Peers that ask for the filters of blocks (`-peerblockfilters`), over sockets.
@Timeout(120)
final class FilterServerTest {
  private static final int BLOCKS = 2_100;
  private static final PeerRules OFFERED =
      PeerRules.DEFAULTS.offering(new OfferedFilters(false, true));

  @TempDir Path folder;

  private final FakeChain chain = new FakeChain(LoopbackNode.REGTEST);
  private BlockFilterIndex filters;

  @BeforeEach
  void buildIndex() {
    chain.mine(BLOCKS);
    filters =
        BlockFilterIndex.open(
            folder,
            chain,
            failure -> {
              throw failure;
            });
    filters.follower().start();
    while (!filters.follower().awaitTip()) {
      Thread.onSpinWait();
    }
  }

  @AfterEach
  void close() {
    filters.close();
    chain.close();
  }

  private LoopbackNode node(PeerRules rules) {
    return LoopbackNode.start(chain, LoopbackNode.config(rules), filters);
  }

  private BlockIndex at(int height) {
    BlockIndex index = chain.snapshot().at(height);
    if (index == null) {
      throw new IllegalArgumentException("no block " + height);
    }
    return index;
  }

  private Hash256 header(int height) {
    return height < 0 ? Hash256.ZERO : filters.header(at(height)).orElseThrow();
  }

  @Test
  void services_tellThatFiltersAreServed() throws IOException {
    try (LoopbackNode node = node(OFFERED);
        RawPeer peer = RawPeer.shakeHands(node.port())) {
      assertThat(peer.services() & ServiceFlags.COMPACT_FILTERS).isNotZero();
    }
    try (LoopbackNode node = node(PeerRules.DEFAULTS);
        RawPeer peer = RawPeer.shakeHands(node.port())) {
      assertThat(peer.services() & ServiceFlags.COMPACT_FILTERS).isZero();
    }
  }

  @Test
  void filters_comeOneByOne_andWhatIsAskedNextAfterThem() throws IOException {
    try (LoopbackNode node = node(OFFERED);
        RawPeer peer = RawPeer.shakeHands(node.port())) {
      peer.send(new GetCFilters(0, 101, at(1_100).hash()));
      peer.send(new GetCFilters(0, 0, at(0).hash()));
      peer.send(new Ping(1));
      for (int height : IntStream.concat(IntStream.range(101, 1_101), IntStream.of(0)).toArray()) {
        BlockFilter filter = filters.filter(at(height)).orElseThrow();
        assertThat(peer.expect(FilterServerTest::isAnswer))
            .isEqualTo(new CFilter(0, at(height).hash(), filter.encoded()));
      }
      assertThat(peer.expect(FilterServerTest::isAnswer)).isEqualTo(new Pong(1));
    }
  }

  private static boolean isAnswer(Message message) {
    return message instanceof CFilter || message instanceof Pong;
  }

  @Test
  void hashes_comeWithTheHeaderBefore() throws IOException {
    try (LoopbackNode node = node(OFFERED);
        RawPeer peer = RawPeer.shakeHands(node.port())) {
      for (int start : new int[] {0, 1, 100}) {
        int stop = start + 1_999;
        peer.send(new GetCFHeaders(0, start, at(stop).hash()));
        CFHeaders answer = (CFHeaders) peer.expect(CFHeaders.class::isInstance);
        assertThat(answer.stop()).isEqualTo(at(stop).hash());
        assertThat(answer.previous()).isEqualTo(header(start - 1));
        assertThat(answer.hashes())
            .isEqualTo(
                IntStream.rangeClosed(start, stop)
                    .mapToObj(height -> filters.filter(at(height)).orElseThrow().hash())
                    .toList());
      }
    }
  }

  @Test
  void checkpoints_areEveryThousandthHeader() throws IOException {
    try (LoopbackNode node = node(OFFERED);
        RawPeer peer = RawPeer.shakeHands(node.port())) {
      peer.send(new GetCFCheckpt(0, at(2_050).hash()));
      assertThat(peer.expect(CFCheckpt.class::isInstance))
          .isEqualTo(new CFCheckpt(0, at(2_050).hash(), List.of(header(1_000), header(2_000))));
      peer.send(new GetCFCheckpt(0, at(999).hash()));
      assertThat(peer.expect(CFCheckpt.class::isInstance))
          .isEqualTo(new CFCheckpt(0, at(999).hash(), List.of()));
    }
  }

  @Test
  void branchesThatWereLeft_areServedToo() throws IOException {
    chain.mineOn(at(BLOCKS - 3), 2, "left");
    BlockIndex fork = at(BLOCKS);
    BlockIndex left = fork;
    chain.mineOn(at(BLOCKS - 2), 4, "right");
    while (!filters.follower().awaitTip()) {
      Thread.onSpinWait();
    }
    assertThat(chain.snapshot().contains(left)).isFalse();
    try (LoopbackNode node = node(OFFERED);
        RawPeer peer = RawPeer.shakeHands(node.port())) {
      peer.send(new GetCFilters(0, left.height(), left.hash()));
      assertThat(peer.expect(CFilter.class::isInstance))
          .isEqualTo(new CFilter(0, left.hash(), filters.filter(left).orElseThrow().encoded()));
    }
  }

  @Test
  void whatIsTooMuch_orNotThere_endsTheConnection() throws IOException {
    BlockHash unknown = BlockHash.fromHex("11".repeat(32));
    List<Message> refused =
        List.of(
            new GetCFilters(1, 0, at(10).hash()),
            new GetCFHeaders(1, 0, at(10).hash()),
            new GetCFCheckpt(1, at(10).hash()),
            new GetCFilters(0, 0, unknown),
            new GetCFHeaders(0, 0, unknown),
            new GetCFCheckpt(0, unknown),
            new GetCFilters(0, 11, at(10).hash()),
            new GetCFilters(0, 0xffff_ffffL, at(10).hash()),
            new GetCFilters(0, 100, at(1_100).hash()),
            new GetCFHeaders(0, 99, at(2_099).hash()));
    for (Message message : refused) {
      try (LoopbackNode node = node(OFFERED);
          RawPeer peer = RawPeer.shakeHands(node.port())) {
        peer.send(message);
        assertThat(peer.isCutOff()).as("%s", message).isTrue();
      }
    }
  }

  @Test
  void notOffered_endsWhoAsks() throws IOException {
    for (Message message :
        List.of(
            new GetCFilters(0, 0, at(1).hash()),
            new GetCFHeaders(0, 0, at(1).hash()),
            new GetCFCheckpt(0, at(1).hash()))) {
      try (LoopbackNode node = node(PeerRules.DEFAULTS);
          RawPeer peer = RawPeer.shakeHands(node.port())) {
        peer.send(message);
        assertThat(peer.isCutOff()).as("%s", message).isTrue();
      }
    }
  }
}
