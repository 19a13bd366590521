package org.quantumcoin.ui.mempool;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.quantumcoin.node.api.MempoolAccess;
import org.quantumcoin.node.api.MempoolAccess.Entry;
import org.quantumcoin.node.api.MempoolAccess.EntryOrder;
import org.quantumcoin.node.api.MempoolAccess.FeeBand;
import org.quantumcoin.node.api.MempoolAccess.NextBlock;
import org.quantumcoin.node.api.TxRelay.MempoolStatus;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Quantities;
import org.quantumcoin.ui.live.MempoolSample;
import org.quantumcoin.ui.table.PagedItems;
import org.quantumcoin.ui.task.Refresher;
import org.quantumcoin.ui.task.Work;

/// The mempool as it was a moment ago. Looks again when something has changed, once a second at
/// most.
final class MempoolViewModel {
  private static final long PERIOD_MILLIS = 1_000;
  private static final int NEXT_BLOCKS = 3;

  private final Supplier<? extends Optional<? extends MempoolAccess>> node;
  private final Refresher<Look> refresher;
  private final PagedItems<Entry> items;
  private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyObjectWrapper<List<FeeBand>> bands = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<List<NextBlock>> next =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ObjectProperty<Order> order =
      new SimpleObjectProperty<>(new Order(EntryOrder.FEE_RATE, true));
  private Optional<MempoolStatus> shown = Optional.empty();

  /// How the table is sorted.
  record Order(EntryOrder by, boolean descending) {
    /// Turned round, or by another column.
    Order choose(EntryOrder column) {
      return new Order(column, column != by || !descending);
    }
  }

  private record Look(
      MempoolStatus status, List<FeeBand> bands, List<NextBlock> next, int total, Order order) {}

  MempoolViewModel(Supplier<? extends Optional<? extends MempoolAccess>> node, Work work) {
    this.node = node;
    this.refresher = new Refresher<>(work, PERIOD_MILLIS, this::show, this::failed);
    this.items = new PagedItems<>(work, this::failed);
    order.subscribe((_, _) -> shown = Optional.empty());
  }

  /// `status` is the mempool's as of now.
  void tick(long nowMillis, MempoolStatus status) {
    if (shown.filter(status::equals).isPresent()) {
      return;
    }
    Order wanted = order.get();
    node.get()
        .ifPresent(access ->
            refresher.tick(
                nowMillis,
                () ->
                    new Look(
                        status,
                        access.feeBands(MempoolSample.BOUNDS),
                        access.nextBlocks(NEXT_BLOCKS),
                        access.entries(wanted.by(), wanted.descending(), 0, 0).total(),
                        wanted)));
  }

  private void show(Look look) {
    Optional<? extends MempoolAccess> access = node.get();
    if (access.isEmpty() || !look.order().equals(order.get())) {
      return;
    }
    shown = Optional.of(look.status());
    bands.set(look.bands());
    next.set(look.next());
    MempoolStatus status = look.status();
    summary.set(
        Messages.text(
            "mempool.summary",
            status.transactions(),
            Quantities.virtualBytes(status.virtualBytes()),
            Quantities.feeRate(new FeeRate(status.minFeeRateSatPerKvb()))));
    items.show(new Entries(access.get(), look.total(), look.order()));
    problem.set("");
    loaded.set(true);
  }

  private void failed(Exception failure) {
    problem.set(String.valueOf(failure.getMessage()));
  }

  private record Entries(MempoolAccess access, int size, Order order)
      implements PagedItems.Source<Entry> {
    @Override
    public List<Entry> lines(int offset, int count) {
      return access.entries(order.by(), order.descending(), offset, count).entries();
    }
  }

  PagedItems<Entry> items() {
    return items;
  }

  ObjectProperty<Order> orderProperty() {
    return order;
  }

  ReadOnlyStringProperty summaryProperty() {
    return summary.getReadOnlyProperty();
  }

  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty loadedProperty() {
    return loaded.getReadOnlyProperty();
  }

  /// One for each of [MempoolSample#BOUNDS].
  ReadOnlyObjectProperty<List<FeeBand>> bandsProperty() {
    return bands.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<List<NextBlock>> nextProperty() {
    return next.getReadOnlyProperty();
  }
}
