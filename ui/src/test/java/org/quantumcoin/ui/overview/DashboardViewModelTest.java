package org.quantumcoin.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.api.BlockSummary;
import org.quantumcoin.node.api.ChainStatus;
import org.quantumcoin.node.api.MiningAccess.MinerStatus;
import org.quantumcoin.node.api.NodeListener.NodeEvent;
import org.quantumcoin.node.api.PeerAccess;
import org.quantumcoin.node.api.PeerStatus;
import org.quantumcoin.node.api.SyncPhase;
import org.quantumcoin.node.api.TxRelay.MempoolStatus;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.live.NodeView;

class DashboardViewModelTest {
  private static final long NOW = 1_800_000_000L;

  private final Clock clock = Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC);
  private final List<Integer> chosen = new ArrayList<>();
  private final DashboardViewModel model = new DashboardViewModel(clock, true, chosen::add);

  @BeforeAll
  static void english() {
    Locale.setDefault(Locale.ENGLISH);
    Messages.use(Locale.ENGLISH);
  }

  private static ChainStatus chain(SyncPhase phase, int height, int headers, long blocks) {
    return new ChainStatus(
        phase,
        height,
        BlockHash.ZERO,
        NOW - 30,
        headers,
        NOW,
        headers,
        0,
        0.5,
        true,
        blocks,
        blocks * 10,
        blocks * 20,
        0);
  }

  private static NodeView view(
      ChainStatus chain, List<PeerStatus> peers, int threads, long millis) {
    return new NodeView(
        chain,
        peers,
        new MempoolStatus(3, 900, 5000, 1200, 1000),
        new MinerStatus(threads, false, 2, threads * 1_500_000.0, 9e6, 1),
        List.of(new BlockSummary(chain.height(), BlockHash.ZERO, NOW, 10)),
        new PeerAccess.Traffic(0, 0),
        millis);
  }

  private static PeerStatus peer(long id, long received) {
    return new PeerStatus(
        id, "127.0.0.1:8333", "/Satoshi:29.0.0/", false, 294, received, 0, 5, NOW);
  }

  @Test
  void blocks_inProgress_showHeightAgainstBestHeader() {
    model.show(view(chain(SyncPhase.BLOCKS, 150, 300, 0), List.of(peer(1, 0)), 0, 0));
    assertThat(model.phaseProperty().get()).isEqualTo("Checking blocks");
    assertThat(model.heightProperty().get()).isEqualTo("150 of 300");
    assertThat(model.progressProperty().get()).isEqualTo(0.5);
    assertThat(model.detailProperty().get()).isEqualTo("150 blocks to go  ·  Measuring the speed");
    assertThat(model.lastBlockProperty().get()).isEqualTo("Last block 30 seconds ago");
    assertThat(model.syncedProperty().get()).isFalse();
  }

  @Test
  void blocks_allButOne_areNotCalledBlocks() {
    model.show(view(chain(SyncPhase.BLOCKS, 299, 300, 0), List.of(peer(1, 0)), 0, 0));
    assertThat(model.detailProperty().get()).isEqualTo("1 block to go  ·  Measuring the speed");
  }

  @Test
  void blocks_afterAWhile_showATimeRange() {
    for (int second = 0; second <= 20; second++) {
      ChainStatus chain = chain(SyncPhase.BLOCKS, 100 + second, 300, second);
      model.show(view(chain, List.of(peer(1, 0)), 0, second * 1000L));
    }
    assertThat(model.detailProperty().get()).isEqualTo("180 blocks to go  ·  3 minutes left");
    assertThat(model.ratesProperty().get())
        .isEqualTo("1.00 blocks/s  ·  10.0 tx/s  ·  20.0 inputs/s");
  }

  @Test
  void phases_withoutAMeasure_leaveTheRingEmpty() {
    for (SyncPhase phase : List.of(SyncPhase.LOADING, SyncPhase.FINDING_PEERS, SyncPhase.HEADERS)) {
      model.show(view(chain(phase, 0, 10, 0), List.of(), 0, 0));
      assertThat(model.progressProperty().get()).as("%s", phase).isNegative();
    }
  }

  @Test
  void synced_fillsTheRing() {
    model.show(view(chain(SyncPhase.SYNCED, 300, 300, 0), List.of(peer(1, 0)), 0, 0));
    assertThat(model.progressProperty().get()).isEqualTo(1);
    assertThat(model.syncedProperty().get()).isTrue();
    assertThat(model.heightProperty().get()).isEqualTo("Block 300");
  }

  @Test
  void peers_comeAndGo_inTableAndLog() {
    model.show(view(chain(SyncPhase.BLOCKS, 1, 2, 0), List.of(peer(7, 0)), 0, 0));
    model.show(view(chain(SyncPhase.BLOCKS, 1, 2, 0), List.of(peer(7, 2048)), 0, 1000));
    assertThat(model.peers()).hasSize(1);
    assertThat(model.peers().get(0).speed()).isEqualTo("2.00 KiB/s");
    assertThat(model.peers().get(0).ping()).isEqualTo("5 ms");
    model.show(view(chain(SyncPhase.FINDING_PEERS, 1, 2, 0), List.of(), 0, 2000));
    assertThat(model.peers()).isEmpty();
    assertThat(model.events())
        .extracting(EventRow::text)
        .containsExactly("Peer 127.0.0.1:8333 left", "Connected to 127.0.0.1:8333");
  }

  @Test
  void miner_showsItsRate_andPassesOnWhatIsChosen() {
    model.show(view(chain(SyncPhase.SYNCED, 1, 1, 0), List.of(), 0, 0));
    assertThat(model.minerStateProperty().get()).isEqualTo("Off");
    model.show(view(chain(SyncPhase.SYNCED, 1, 1, 0), List.of(), 2, 0));
    assertThat(model.minerStateProperty().get()).isEqualTo("2 threads of 2");
    assertThat(model.minerRateProperty().get()).isEqualTo("3.00 MH/s");
    model.chooseMinerThreads(1);
    assertThat(chosen).containsExactly(1);
  }

  @Test
  void events_areListedNewestFirst_andBounded() {
    for (int height = 1; height <= 600; height++) {
      BlockSummary block = new BlockSummary(height, BlockHash.ZERO, NOW, 1);
      model.happened(List.of(new NodeEvent.BlockConnected(block, false)));
    }
    assertThat(model.events()).hasSize(500);
    assertThat(model.events().get(0).text()).isEqualTo("Block 600, 1 transaction");
  }

  @Test
  void chart_keepsTwoMinutes() {
    for (int i = 0; i < DashboardViewModel.CHART_POINTS + 50; i++) {
      model.show(view(chain(SyncPhase.BLOCKS, i, 10_000, i), List.of(), 0, i * 250L));
    }
    assertThat(model.blockRates()).hasSize(DashboardViewModel.CHART_POINTS);
    assertThat(model.blockRates().getLast()).isEqualTo(4.0);
  }
}
