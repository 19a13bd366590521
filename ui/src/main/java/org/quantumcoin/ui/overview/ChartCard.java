package org.quantumcoin.ui.overview;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.quantumcoin.ui.control.BandChart;
import org.quantumcoin.ui.control.LiveChart;
import org.quantumcoin.ui.format.Durations;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Quantities;
import org.quantumcoin.ui.live.Live;
import org.quantumcoin.ui.live.MempoolSample;
import org.quantumcoin.ui.live.Vitals;

/// The blocks of each second while there are blocks to catch up with; then the mempool by fee over
/// time.
final class ChartCard {
  /// The view model is shown four times a second; a point of the chart is a second.
  private static final int VALUES_PER_POINT = 4;

  private static final double SECONDS_PER_VALUE = 0.25;
  private static final double MILLIS = 1_000;

  /// So much time is always shown, that a young chart does not look like an old one.
  private static final double LEAST_SPAN_SECONDS = 600;

  /// A smaller scale would make mountains of single transactions.
  private static final double LEAST_BYTES = 10_000;

  private final BandChart bands =
      new BandChart(
          MempoolSample.BOUNDS.size(),
          LEAST_BYTES,
          bytes -> Quantities.virtualBytes(Math.round(bytes)));

  private List<MempoolSample> shown = List.of();

  private ChartCard() {}

  static Node of(DashboardViewModel model, Live live) {
    ChartCard card = new ChartCard();
    LiveChart rates =
        new LiveChart(
            model.blockRates(),
            DashboardViewModel.CHART_POINTS,
            VALUES_PER_POINT,
            SECONDS_PER_VALUE);
    rates.setId("block-chart");
    rates.setAccessibleText(Messages.text("card.chart"));
    card.bands.setId("mempool-chart");
    card.bands.setAccessibleText(Messages.text("card.mempool"));
    VBox.setVgrow(card.bands, Priority.ALWAYS);
    Region legend = legend();
    VBox waiting = new VBox(card.bands, legend);
    waiting.getStyleClass().add("mempool-trail");
    Node syncing = Card.growing("card.chart", rates);
    Node synced = Card.growing("card.mempool", waiting);
    synced.visibleProperty().bind(model.syncedProperty());
    syncing.visibleProperty().bind(model.syncedProperty().not());
    live.vitalsProperty().subscribe(card::show);
    StackPane both = new StackPane(syncing, synced);
    both.setMinHeight(Region.USE_COMPUTED_SIZE);
    return both;
  }

  private static Region legend() {
    HBox legend = new HBox();
    legend.getStyleClass().add("band-legend");
    List<Long> bounds = MempoolSample.BOUNDS;
    for (int band = 0; band < bounds.size(); band++) {
      Region mark = new Region();
      mark.getStyleClass().addAll("band-mark", "band-mark-" + band);
      String last = bounds.get(band) + "+";
      Label name = new Label(last);
      name.getStyleClass().add("band-label");
      name.setMinWidth(Region.USE_PREF_SIZE);
      HBox entry = new HBox(mark, name);
      entry.getStyleClass().add("band-entry");
      legend.getChildren().add(entry);
    }
    return legend;
  }

  private void show(Optional<Vitals> vitals) {
    List<MempoolSample> trail = vitals.map(Vitals::trail).orElse(List.of());
    if (trail.equals(shown) || trail.isEmpty()) {
      return;
    }
    shown = trail;
    List<BandChart.Sample> samples = new ArrayList<>();
    for (MempoolSample sample : trail) {
      samples.add(
          new BandChart.Sample(
              sample.millis() / MILLIS,
              sample.bands().stream().map(band -> (double) band.virtualBytes()).toList()));
    }
    double span = Math.max(LEAST_SPAN_SECONDS, samples.getLast().at() - samples.getFirst().at());
    bands.show(samples, span, Durations.ago(Math.round(span)), Messages.text("time.now"));
  }
}
