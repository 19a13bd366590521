package org.quantumcoin.ui.mempool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.quantumcoin.node.api.MempoolAccess.NextBlock;
import org.quantumcoin.node.api.MempoolAccess.NextTransaction;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.ui.control.Treemap;
import org.quantumcoin.ui.control.Treemap.Area;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Quantities;
import org.quantumcoin.ui.live.MempoolSample;

/// The block to come as a map: each transaction an area of its size, coloured by the band of its
/// fee as on the dashboard. The largest are shown; a click opens one.
final class BlockMap extends Pane {
  /// What is smaller than the smallest of so many would be a few pixels.
  private static final int MAX_SHOWN = 400;

  private final Consumer<Txid> open;
  private List<NextTransaction> shown = List.of();
  private final List<Region> shapes = new ArrayList<>();
  private final Tooltip tip = new Tooltip();

  BlockMap(Consumer<Txid> open) {
    this.open = open;
    setId("mempool-map");
    setAccessibleText(Messages.text("mempool.map"));
    setMinSize(0, 0);
    setPrefHeight(96);
    Tooltip.install(this, tip);
  }

  void show(List<NextBlock> next) {
    List<NextTransaction> now =
        next.stream()
            .limit(1)
            .flatMap(block -> block.transactions().stream())
            .sorted(Comparator.comparingLong(NextTransaction::virtualSize).reversed())
            .limit(MAX_SHOWN)
            .toList();
    if (now.equals(shown)) {
      return;
    }
    shown = now;
    while (shapes.size() < now.size()) {
      int number = shapes.size();
      Region shape = new Region();
      shape.setOnMouseEntered(_ -> tip.setText(words(shown.get(number))));
      shape.setOnMouseClicked(_ -> open.accept(shown.get(number).txid()));
      shapes.add(shape);
    }
    for (int i = 0; i < now.size(); i++) {
      shapes.get(i).getStyleClass().setAll("map-area", "band-mark-" + band(now.get(i)));
    }
    getChildren().setAll(shapes.subList(0, now.size()));
    requestLayout();
  }

  private static int band(NextTransaction transaction) {
    long satPerVb = transaction.takenAt().satPerKvb() / 1_000;
    List<Long> bounds = MempoolSample.BOUNDS;
    int band = 0;
    while (band + 1 < bounds.size() && satPerVb >= bounds.get(band + 1)) {
      band++;
    }
    return band;
  }

  private static String words(NextTransaction transaction) {
    return String.join(
        ", ",
        transaction.txid().toString(),
        Messages.text("mempool.vb", Quantities.count(transaction.virtualSize())),
        Quantities.feeRate(transaction.takenAt()));
  }

  @Override
  protected void layoutChildren() {
    List<Double> weights = shown.stream().map(each -> (double) each.virtualSize()).toList();
    List<Area> areas = Treemap.of(weights, getWidth(), getHeight());
    for (int i = 0; i < areas.size(); i++) {
      Area area = areas.get(i);
      double left = Math.round(area.x());
      double top = Math.round(area.y());
      // A pixel between two, as long as something is left of them.
      double wide = Math.max(Math.round(area.x() + area.width()) - left - 1, 1);
      double high = Math.max(Math.round(area.y() + area.height()) - top - 1, 1);
      shapes.get(i).resizeRelocate(left, top, wide, high);
    }
  }
}
