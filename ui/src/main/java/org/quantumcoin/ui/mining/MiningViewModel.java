package org.quantumcoin.ui.mining;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.quantumcoin.node.api.MiningAccess.MinerStatus;
import org.quantumcoin.node.api.NodeApi;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.ui.format.Durations;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Quantities;
import org.quantumcoin.ui.guard.Pause;
import org.quantumcoin.ui.guard.PauseWords;
import org.quantumcoin.ui.live.Live;
import org.quantumcoin.ui.live.NodeView;
import org.quantumcoin.ui.task.Work;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.view.AddressReader;
import org.quantumcoin.wallet.view.PayeeText;

/// The miner as it is, and what the person wants of it. Who is paid is the open wallet where the
/// node was not started with an address; the wallet's address is taken when mining begins.
final class MiningViewModel {
  /// Points of the chart: five minutes at one a second.
  static final int CHART_POINTS = 300;

  private final Live live;
  private final Work work;
  private final ReadOnlyStringWrapper state = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper paused = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper expected = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper found = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper payout = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyIntegerWrapper threads = new ReadOnlyIntegerWrapper();
  private final ObservableList<Double> rates = FXCollections.observableArrayList();
  private final int processors;
  private long lastSecond = -1;

  /// @param processors of this computer: the most threads that make sense
  MiningViewModel(Live live, Work work, int processors) {
    this.live = live;
    this.work = work;
    this.processors = processors;
  }

  void show(NodeView view) {
    MinerStatus miner = view.miner();
    threads.set(miner.threads());
    found.set(Messages.text("miner.found", miner.blocksFound()));
    List<Pause> pauses = live.guardProperty().get().pauses();
    boolean resting = miner.threads() > 0 && !pauses.isEmpty();
    boolean on = miner.threads() > 0 && !resting;
    paused.set(resting ? PauseWords.of(pauses) : "");
    state.set(
        on
            ? Messages.text("miner.threads", miner.threads(), processors)
                + " · "
                + Quantities.hashRate(miner.hashesPerSecond())
            : Messages.text(resting ? "miner.paused" : "miner.off"));
    double seconds =
        miner.hashesPerSecond() <= 0
            ? Double.POSITIVE_INFINITY
            : miner.hashesPerBlock() / miner.hashesPerSecond();
    expected.set(
        on && Double.isFinite(seconds)
            ? Messages.text("mining.expected", Durations.about(Math.round(seconds)))
            : Messages.text("mining.expected.none"));
    long second = view.millis() / 1_000;
    if (second != lastSecond) {
      lastSecond = second;
      rates.add(miner.hashesPerSecond());
      if (rates.size() > CHART_POINTS) {
        rates.removeFirst();
      }
    }
  }

  /// Half of the processors: the rest stays for the person and the node.
  int usualThreads() {
    return Math.max(1, processors / 2);
  }

  int mostThreads() {
    return processors;
  }

  /// Mines with so many threads; with none it stops.
  void choose(int wanted) {
    Optional<NodeApi> node = live.nodeProperty().get();
    if (node.isEmpty() || wanted == threads.get()) {
      return;
    }
    Optional<Wallet> wallet = live.walletProperty().get();
    work.run(
        () -> start(node.get(), wallet, wanted),
        said -> {
          problem.set("");
          said.ifPresent(payout::set);
        },
        failed -> problem.set(String.valueOf(failed.getMessage())));
  }

  private static Optional<String> start(NodeApi node, Optional<Wallet> wallet, int wanted) {
    Optional<String> said = Optional.empty();
    if (wanted > 0 && node.miner().maxThreads() == 0) {
      if (wallet.isEmpty()) {
        throw new IllegalStateException(Messages.text("mining.nobody"));
      }
      Wallet paid = wallet.get();
      Script script =
          paid.newAddress(paid.config().spending().addressType(), Messages.text("mining.label"));
      node.payMinerTo(script);
      said =
          AddressReader.of(paid)
              .address(script)
              .map(address -> Messages.text("mining.paid", paid.name(), address));
    }
    node.setMinerThreads(wanted);
    return said;
  }

  /// Pays an address of the person's choice from the next block on.
  void payTo(String text) {
    Optional<NodeApi> node = live.nodeProperty().get();
    Optional<AddressReader> reader =
        live.walletsProperty().get().map(access -> AddressReader.of(access.wallets()));
    if (node.isEmpty() || reader.isEmpty()) {
      return;
    }
    switch (reader.get().read(text)) {
      case PayeeText.Payee payee ->
          work.run(
              () -> {
                node.get().payMinerTo(payee.script());
                return payee.address();
              },
              address -> {
                problem.set("");
                payout.set(Messages.text("mining.paid.address", address));
              },
              failed -> problem.set(String.valueOf(failed.getMessage())));
      case PayeeText.Invalid _ -> problem.set(Messages.text("payee.noaddress"));
    }
  }

  ReadOnlyStringProperty stateProperty() {
    return state.getReadOnlyProperty();
  }

  /// Why it rests though mining is wanted; empty if it does not.
  ReadOnlyStringProperty pausedProperty() {
    return paused.getReadOnlyProperty();
  }

  /// How long a block takes on average.
  ReadOnlyStringProperty expectedProperty() {
    return expected.getReadOnlyProperty();
  }

  ReadOnlyStringProperty foundProperty() {
    return found.getReadOnlyProperty();
  }

  /// Who is paid, once that was said.
  ReadOnlyStringProperty payoutProperty() {
    return payout.getReadOnlyProperty();
  }

  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  ReadOnlyIntegerProperty threadsProperty() {
    return threads.getReadOnlyProperty();
  }

  /// Hashes a second, oldest first.
  ObservableList<Double> rates() {
    return rates;
  }
}
