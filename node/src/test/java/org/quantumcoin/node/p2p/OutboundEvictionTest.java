package org.quantumcoin.node.p2p;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.p2p.address.AddressManager;
import org.quantumcoin.node.p2p.message.Message;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.PeerNetwork;

final class OutboundEvictionTest {
  private final VirtualTime clock = new VirtualTime();
  private final FakeSync sync = new FakeSync();
  private final List<Peer> peers = new ArrayList<>();
  private final OutboundChoice choice =
      new OutboundChoice(
          SlotLimits.of(125),
          AddressManager.create(new Random(1)),
          List.of(),
          List.of(),
          new Nobody(),
          clock.source(),
          new Random(1));
  private final OutboundEviction eviction =
      new OutboundEviction(SlotLimits.of(125), sync, choice, clock.source());

  private static final class Nobody implements OutboundChoice.Rules {
    @Override
    public boolean isRefused(NetAddress address) {
      return false;
    }

    @Override
    public boolean isAdded(NetAddress address) {
      return false;
    }

    @Override
    public Set<PeerNetwork> reachable() {
      return Set.of(PeerNetwork.IPV4, PeerNetwork.IPV6);
    }
  }

  /// Knows of peers what a test says.
  private static final class FakeSync implements PeerHandler {
    private final Map<Long, Usefulness> uses = new HashMap<>();
    private final Map<Long, Progress> progress = new HashMap<>();
    private boolean stale;

    @Override
    public int height() {
      return 0;
    }

    @Override
    public void connected(Peer peer) {}

    @Override
    public void received(Peer peer, Message message) {}

    @Override
    public void sendable(Peer peer) {}

    @Override
    public void disconnected(Peer peer) {}

    @Override
    public void bringForward(Duration time) {}

    @Override
    public void tick() {}

    @Override
    public void close() {}

    @Override
    public List<OrphanInfo> orphans() {
      return List.of();
    }

    @Override
    public Usefulness usefulness(Peer peer) {
      return uses.getOrDefault(peer.id(), Usefulness.NONE);
    }

    @Override
    public boolean isTipStale() {
      return stale;
    }

    @Override
    public boolean isTipRecent() {
      return false;
    }

    @Override
    public long lastTipSeconds() {
      return 0;
    }

    @Override
    public Progress progress(Peer peer) {
      return progress.getOrDefault(peer.id(), Progress.NONE);
    }
  }

  private Peer peer(ConnectionType type) {
    int id = peers.size();
    NetAddress address = NetAddress.parseHost((20 + id) + ".1.1.1", 8333).orElseThrow();
    Peer peer =
        new Peer(
            id,
            1,
            new EmbeddedChannel(),
            type,
            address.toString(),
            new Endpoints(address, NetAddress.NONE, false),
            clock.source(),
            () -> {});
    peer.handshake.finish();
    peers.add(peer);
    return peer;
  }

  private void peers(int count, ConnectionType type) {
    for (int i = 0; i < count; i++) {
      Peer _ = peer(type);
    }
  }

  private void announced(long id, long seconds, boolean isProtected) {
    sync.uses.put(id, new PeerHandler.Usefulness(seconds, isProtected));
  }

  private void brought(long id, long blockSeconds, List<Integer> inFlight) {
    sync.progress.put(
        id, new PeerHandler.Progress(-1, -1, -1, inFlight, 0, blockSeconds, 0, false, false));
  }

  private List<Long> goneAfterCheck() {
    return goneAfter(45);
  }

  private List<Long> goneAfter(long seconds) {
    clock.advanceSeconds(seconds);
    eviction.tick(peers, true);
    return peers.stream().filter(Peer::isDisconnecting).map(Peer::id).toList();
  }

  @Test
  void eightFullRelay_andTwoBlockRelay_areKept() {
    peers(8, ConnectionType.OUTBOUND_FULL_RELAY);
    peers(2, ConnectionType.BLOCK_RELAY);
    assertThat(goneAfterCheck()).isEmpty();
  }

  @Test
  void ninthFullRelay_makesTheOneGoThatAnnouncedLeastRecently_theYoungestOfThose() {
    peers(9, ConnectionType.OUTBOUND_FULL_RELAY);
    choice.tryExtraOutbound(true);
    for (int id = 0; id < 9; id++) {
      announced(id, id == 3 || id == 5 ? 10 : 20, false);
    }
    assertThat(goneAfterCheck()).containsExactly(5L);
    assertThat(choice.triesExtraOutbound()).isFalse();
  }

  @Test
  void protectedPeers_andThoseThatBringABlock_stay() {
    peers(9, ConnectionType.OUTBOUND_FULL_RELAY);
    for (int id = 0; id < 9; id++) {
      announced(id, 20, false);
    }
    announced(4, 0, true);
    announced(6, 5, false);
    brought(6, 0, List.of(100));
    assertThat(goneAfterCheck()).isEmpty();
    brought(6, 0, List.of());
    assertThat(goneAfterCheck()).containsExactly(6L);
  }

  @Test
  void newPeer_getsHalfAMinute() {
    peers(8, ConnectionType.OUTBOUND_FULL_RELAY);
    for (int id = 0; id < 8; id++) {
      announced(id, 20, false);
    }
    clock.advanceSeconds(15);
    Peer _ = peer(ConnectionType.OUTBOUND_FULL_RELAY);
    // It is not kept for good.
    assertThat(goneAfter(30)).isEmpty();
    assertThat(goneAfterCheck()).containsExactly(8L);
  }

  @Test
  void extraBlockRelay_theYoungestGoes_unlessItBroughtABlockLater() {
    peers(3, ConnectionType.BLOCK_RELAY);
    assertThat(goneAfterCheck()).containsExactly(2L);
    peers.clear();
    peers(3, ConnectionType.BLOCK_RELAY);
    brought(2, 50, List.of());
    brought(1, 40, List.of());
    assertThat(goneAfterCheck()).containsExactly(1L);
  }

  @Test
  void staleTip_asksForOneMore_untilItIsNotStale() {
    sync.stale = true;
    clock.advanceSeconds(540);
    List<Long> _ = goneAfterCheck();
    assertThat(choice.triesExtraOutbound()).isFalse();
    List<Long> _ = goneAfterCheck();
    assertThat(choice.triesExtraOutbound()).isTrue();
    sync.stale = false;
    clock.advanceSeconds(600);
    List<Long> _ = goneAfterCheck();
    assertThat(choice.triesExtraOutbound()).isFalse();
  }
}
