package org.quantumcoin.ui.overview;

import java.time.Clock;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.quantumcoin.node.api.BlockSummary;
import org.quantumcoin.node.api.ChainStatus;
import org.quantumcoin.node.api.MiningAccess.MinerStatus;
import org.quantumcoin.node.api.NodeListener.NodeEvent;
import org.quantumcoin.node.api.PeerAccess.Traffic;
import org.quantumcoin.node.api.PeerStatus;
import org.quantumcoin.node.api.SyncPhase;
import org.quantumcoin.ui.format.Durations;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Quantities;
import org.quantumcoin.ui.guard.Pause;
import org.quantumcoin.ui.guard.PauseWords;
import org.quantumcoin.ui.live.NodeView;

/// What the dashboard says, worked out of snapshots of the node.
///
/// Belongs to one thread, the FX thread in the application; never calls the node but through the
/// command it is given.
public final class DashboardViewModel {
  /// Rates are taken over so many milliseconds.
  private static final long RATE_WINDOW_MILLIS = 5_000;

  /// Points of the chart: two minutes at four a second.
  public static final int CHART_POINTS = 480;

  /// Lines of the event log that are kept.
  private static final int MAX_EVENTS = 500;

  private final Clock clock;
  private final boolean testNetwork;
  private final IntConsumer setMinerThreads;

  private final ReadOnlyStringWrapper phase =
      new ReadOnlyStringWrapper(Messages.text("phase.loading"));
  private final ReadOnlyStringWrapper detail =
      new ReadOnlyStringWrapper(Messages.text("phase.loading.detail"));
  private final ReadOnlyStringWrapper height = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper lastBlock = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper rates = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper bandwidth = new ReadOnlyStringWrapper("");
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(-1);
  private final ReadOnlyBooleanWrapper synced = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyStringWrapper minerState =
      new ReadOnlyStringWrapper(Messages.text("miner.off"));
  private final ReadOnlyStringWrapper minerRate = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper minerFound = new ReadOnlyStringWrapper("");
  private final ReadOnlyIntegerWrapper minerThreads = new ReadOnlyIntegerWrapper(0);
  private final ReadOnlyIntegerWrapper maxMinerThreads = new ReadOnlyIntegerWrapper(1);
  private final ObservableList<PeerRow> peers = FXCollections.observableArrayList();
  private final ObservableList<EventRow> events = FXCollections.observableArrayList();
  private final ObservableList<Double> blockRates = FXCollections.observableArrayList();
  private final ObservableList<BlockSummary> blocks = FXCollections.observableArrayList();

  // Kept, because these wrappers listen to the lists weakly.
  private final ObservableList<PeerRow> peersShown =
      FXCollections.unmodifiableObservableList(peers);
  private final ObservableList<EventRow> eventsShown =
      FXCollections.unmodifiableObservableList(events);
  private final ObservableList<Double> blockRatesShown =
      FXCollections.unmodifiableObservableList(blockRates);
  private final ObservableList<BlockSummary> blocksShown =
      FXCollections.unmodifiableObservableList(blocks);

  private final RateMeter receivedMeter = new RateMeter(RATE_WINDOW_MILLIS);
  private final RateMeter sentMeter = new RateMeter(RATE_WINDOW_MILLIS);
  private final RateMeter blockMeter = new RateMeter(RATE_WINDOW_MILLIS);
  private final RateMeter transactionMeter = new RateMeter(RATE_WINDOW_MILLIS);
  private final RateMeter inputMeter = new RateMeter(RATE_WINDOW_MILLIS);
  private final Map<Long, RateMeter> peerMeters = new HashMap<>();
  private final Map<Long, String> knownPeers = new HashMap<>();
  private final SyncEstimate estimate = new SyncEstimate();
  private List<Pause> pauses = List.of();

  /// `testNetwork` decides how progress is measured; `setMinerThreads` is called with what the
  /// person chose.
  public DashboardViewModel(Clock clock, boolean testNetwork, IntConsumer setMinerThreads) {
    this.clock = clock;
    this.testNetwork = testNetwork;
    this.setMinerThreads = setMinerThreads;
  }

  /// Why the miner rests, if it does. Told before [#show].
  public void guarded(List<Pause> now) {
    pauses = List.copyOf(now);
  }

  /// Shows a snapshot.
  public void show(NodeView view) {
    ChainStatus chain = view.chain();
    double blocksPerSecond = blockMeter.add(view.millis(), chain.connectedBlocks());
    double txsPerSecond = transactionMeter.add(view.millis(), chain.connectedTransactions());
    double inputsPerSecond = inputMeter.add(view.millis(), chain.connectedInputs());
    showPhase(chain, view.millis());
    showHeights(chain);
    rates.set(
        String.join(
            "  ·  ",
            Messages.text("sync.rate.blocks", Quantities.rate(blocksPerSecond)),
            Messages.text("sync.rate.transactions", Quantities.rate(txsPerSecond)),
            Messages.text("sync.rate.inputs", Quantities.rate(inputsPerSecond))));
    blockRates.add(blocksPerSecond);
    if (blockRates.size() > CHART_POINTS) {
      blockRates.remove(0, blockRates.size() - CHART_POINTS);
    }
    showPeers(view.peers(), view.millis());
    showTraffic(view.traffic(), view.millis());
    showMiner(view.miner());
    if (!blocks.equals(view.blocks())) {
      blocks.setAll(view.blocks());
    }
  }

  private void showTraffic(Traffic traffic, long millis) {
    double received = receivedMeter.add(millis, traffic.receivedBytes());
    double sent = sentMeter.add(millis, traffic.sentBytes());
    bandwidth.set(
        Messages.text(
            "peers.bandwidth",
            Quantities.bytesPerSecond(received),
            Quantities.bytesPerSecond(sent)));
  }

  /// The node is on its way; `step` says what it is busy with.
  public void starting(String step) {
    phase.set(Messages.text("start.title"));
    detail.set(step);
    progress.set(-1);
  }

  private void showPhase(ChainStatus chain, long millis) {
    double done = progressOf(chain);
    boolean atTip = chain.phase() == SyncPhase.SYNCED;
    synced.set(atTip);
    estimate.add(millis, done);
    switch (chain.phase()) {
      case LOADING -> say("phase.loading", Messages.text("phase.loading.detail"), -1);
      case FINDING_PEERS -> say("phase.finding", Messages.text("phase.finding.detail"), -1);
      case HEADERS -> say("phase.headers", headersDetail(chain), -1);
      case BLOCKS -> say("phase.blocks", blocksDetail(chain), done);
      case SYNCED -> say("phase.synced", Messages.text("phase.synced.detail"), 1);
    }
  }

  private void say(String phaseKey, String detailText, double ring) {
    phase.set(Messages.text(phaseKey));
    detail.set(detailText);
    progress.set(ring);
  }

  private static String headersDetail(ChainStatus chain) {
    return chain.peerHeight() > chain.headerHeight()
        ? Messages.text(
            "sync.height",
            Quantities.count(chain.headerHeight()),
            Quantities.count(chain.peerHeight()))
        : Messages.text("sync.height.only", Quantities.count(chain.headerHeight()));
  }

  private String blocksDetail(ChainStatus chain) {
    String behind = Messages.text("sync.behind", chain.headerHeight() - chain.height());
    String left =
        estimate
            .remaining()
            .map(range -> Durations.range(range.fromSeconds(), range.toSeconds()))
            .orElse(Messages.text("sync.estimating"));
    return behind + "  ·  " + left;
  }

  /// On a main network a block of today weighs thousands of the first ones, so transactions are
  /// counted; on a test network nothing tells how many are to come, so blocks are.
  private double progressOf(ChainStatus chain) {
    if (!testNetwork) {
      return chain.verified();
    }
    return chain.headerHeight() <= 0
        ? 0
        : Math.min(chain.height() / (double) chain.headerHeight(), 1);
  }

  private void showHeights(ChainStatus chain) {
    height.set(
        chain.headerHeight() > chain.height()
            ? Messages.text(
                "sync.height",
                Quantities.count(chain.height()),
                Quantities.count(chain.headerHeight()))
            : Messages.text("sync.height.only", Quantities.count(chain.height())));
    long age = Math.max(clock.instant().getEpochSecond() - chain.tipTime(), 0);
    lastBlock.set(
        chain.height() == 0
            ? Messages.text("sync.lastblock.none")
            : Messages.text("sync.lastblock", Durations.ago(age)));
  }

  private void showPeers(List<PeerStatus> now, long millis) {
    List<PeerRow> rows = new ArrayList<>();
    for (PeerStatus peer : now) {
      if (knownPeers.put(peer.id(), peer.address()) == null) {
        String key = peer.inbound() ? "event.peer.in" : "event.peer.out";
        add(List.of(row(Messages.text(key, peer.address()), EventRow.Kind.INFO)));
      }
      RateMeter meter =
          peerMeters.computeIfAbsent(peer.id(), _ -> new RateMeter(RATE_WINDOW_MILLIS));
      double speed = meter.add(millis, peer.receivedBytes() + peer.sentBytes());
      String direction = Messages.text(peer.inbound() ? "peers.inbound" : "peers.outbound");
      rows.add(
          new PeerRow(
              peer.id(),
              direction + " " + peer.address(),
              peer.userAgent().isEmpty() ? Messages.text("peers.unknown") : peer.userAgent(),
              peer.height() < 0 ? "–" : Quantities.count(peer.height()),
              Quantities.bytesPerSecond(speed),
              peer.pingMillis() < 0
                  ? "–"
                  : Messages.text("peers.ping.millis", Quantities.count(peer.pingMillis()))));
    }
    knownPeers
        .entrySet()
        .removeIf(known -> {
          boolean gone = now.stream().noneMatch(peer -> peer.id() == known.getKey());
          if (gone) {
            peerMeters.remove(known.getKey());
            String gonePeer = Messages.text("event.peer.gone", known.getValue());
            add(List.of(row(gonePeer, EventRow.Kind.INFO)));
          }
          return gone;
        });
    if (!peers.equals(rows)) {
      peers.setAll(rows);
    }
  }

  private void showMiner(MinerStatus miner) {
    maxMinerThreads.set(miner.maxThreads());
    minerThreads.set(miner.threads());
    boolean on = miner.threads() > 0;
    if (on && !pauses.isEmpty()) {
      minerState.set(Messages.text("miner.paused"));
      minerRate.set(PauseWords.of(pauses));
      minerFound.set(Messages.text("miner.found", miner.blocksFound()));
      return;
    }
    String rate = Quantities.hashRate(miner.hashesPerSecond());
    minerState.set(
        on
            ? Messages.text("miner.threads", miner.threads(), miner.maxThreads())
            : Messages.text("miner.off"));
    String hint = Messages.text(miner.maxThreads() == 0 ? "miner.nobody" : "miner.hint");
    minerRate.set(on ? rate : hint);
    minerFound.set(Messages.text("miner.found", miner.blocksFound()));
  }

  /// Adds lines to the log; the latest comes last.
  public void happened(List<NodeEvent> latest) {
    if (!latest.isEmpty()) {
      add(latest.stream().map(this::row).toList());
    }
  }

  private EventRow row(NodeEvent event) {
    return switch (event) {
      case NodeEvent.BlockConnected(BlockSummary block, boolean mined) -> {
        String at = Quantities.count(block.height());
        yield mined
            ? row(Messages.text("event.block.mined", at), EventRow.Kind.GOOD)
            : row(Messages.text("event.block", at, block.transactions()), EventRow.Kind.INFO);
      }
      case NodeEvent.BlockDisconnected(int at, var _) ->
          row(Messages.text("event.disconnected", Quantities.count(at)), EventRow.Kind.BAD);
      case NodeEvent.BlockRefused(int at, var _, String reason) ->
          row(Messages.text("event.refused", Quantities.count(at), reason), EventRow.Kind.BAD);
      case NodeEvent.TransactionAccepted(var txid, long fee, long size) -> {
        String id = txid.toString();
        String rate = Quantities.count(size == 0 ? 0 : fee / size);
        yield row(
            Messages.text("event.transaction", id.substring(0, 6) + "…" + id.substring(60), rate),
            EventRow.Kind.INFO);
      }
      case NodeEvent.Synced(int at) ->
          row(Messages.text("event.synced", Quantities.count(at)), EventRow.Kind.GOOD);
    };
  }

  private EventRow row(String text, EventRow.Kind kind) {
    return new EventRow(LocalTime.now(clock), text, kind);
  }

  private void add(List<EventRow> rows) {
    events.addAll(0, rows.reversed());
    if (events.size() > MAX_EVENTS) {
      events.remove(MAX_EVENTS, events.size());
    }
  }

  /// The person moved the slider.
  public void chooseMinerThreads(int threads) {
    setMinerThreads.accept(threads);
  }

  public ReadOnlyStringProperty phaseProperty() {
    return phase.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty detailProperty() {
    return detail.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty heightProperty() {
    return height.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty lastBlockProperty() {
    return lastBlock.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty ratesProperty() {
    return rates.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty bandwidthProperty() {
    return bandwidth.getReadOnlyProperty();
  }

  /// From 0 to 1, or -1 where nothing can be measured yet.
  public ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty syncedProperty() {
    return synced.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty minerStateProperty() {
    return minerState.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty minerRateProperty() {
    return minerRate.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty minerFoundProperty() {
    return minerFound.getReadOnlyProperty();
  }

  public ReadOnlyIntegerProperty minerThreadsProperty() {
    return minerThreads.getReadOnlyProperty();
  }

  public ReadOnlyIntegerProperty maxMinerThreadsProperty() {
    return maxMinerThreads.getReadOnlyProperty();
  }

  public ObservableList<PeerRow> peers() {
    return peersShown;
  }

  /// Newest first.
  public ObservableList<EventRow> events() {
    return eventsShown;
  }

  /// Blocks connected each second, oldest first.
  public ObservableList<Double> blockRates() {
    return blockRatesShown;
  }

  /// Newest first.
  public ObservableList<BlockSummary> blocks() {
    return blocksShown;
  }
}
