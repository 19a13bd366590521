package org.quantumcoin.ui.overview;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.quantumcoin.ui.live.Live;
import org.quantumcoin.ui.live.NodeView;
import org.quantumcoin.ui.task.Refresher;
import org.quantumcoin.ui.task.Work;

/// What needs somebody, kept up to date.
public final class NeedsViewModel {
  private static final long MILLIS_PER_SECOND = 1_000;

  /// Backups are looked at so seldom: reading about them takes the wallet's lock.
  private static final long BACKUPS_MILLIS = 30_000;

  private final Live live;
  private final Work work;
  private final Clock clock;
  private final Diagnosis diagnosis;
  private final ObservableList<Need> needs = FXCollections.observableArrayList();
  private final ObservableList<Need> needsShown = FXCollections.unmodifiableObservableList(needs);
  private final Refresher<Boolean> backups;
  private boolean unproven;
  private Optional<Long> lonelySince = Optional.empty();

  public NeedsViewModel(Live live, Work work, Clock clock) {
    this.live = live;
    this.work = work;
    this.clock = clock;
    this.diagnosis = new Diagnosis(live.network().isTest());
    this.backups =
        new Refresher<>(work, BACKUPS_MILLIS, none -> unproven = none, _ -> unproven = false);
    live.walletProperty().subscribe(_ -> unproven = false);
    live.viewProperty().subscribe(view -> view.ifPresent(this::show));
  }

  private void show(NodeView view) {
    lonelySince =
        view.peers().isEmpty()
            ? lonelySince.or(() -> Optional.of(view.millis()))
            : Optional.empty();
    live.walletProperty()
        .get()
        .ifPresent(
            wallet -> backups.tick(view.millis(), () -> wallet.backups().lastDrill().isEmpty()));
    long lonely = view.millis() - lonelySince.orElse(view.millis());
    live.vitalsProperty()
        .get()
        .ifPresent(vitals -> {
          List<Need> now =
              diagnosis.of(
                  view,
                  vitals.health(),
                  live.summaryProperty().get(),
                  clock.instant().getEpochSecond(),
                  lonely / MILLIS_PER_SECOND,
                  unproven);
          if (!needs.equals(now)) {
            needs.setAll(now);
          }
        });
  }

  /// Lets the node talk to others again.
  void switchNetworkOn() {
    live.nodeProperty()
        .get()
        .ifPresent(node -> work.run(() -> node.setNetworkActive(true), _ -> {}, _ -> {}));
  }

  ObservableList<Need> needs() {
    return needsShown;
  }
}
