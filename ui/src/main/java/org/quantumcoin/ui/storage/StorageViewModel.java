package org.quantumcoin.ui.storage;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.quantumcoin.node.api.StorageAccess;
import org.quantumcoin.node.api.StorageAccess.IndexStatus;
import org.quantumcoin.node.api.StorageAccess.StorageStatus;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Quantities;
import org.quantumcoin.ui.format.Times;
import org.quantumcoin.ui.task.Refresher;
import org.quantumcoin.ui.task.Work;

/// What is kept on disk and for how long there is room, in words.
final class StorageViewModel {
  private static final long PERIOD_MILLIS = 5_000;
  private static final long DAYS_A_YEAR = 365;
  private static final long BYTES_PER_MIB = 1 << 20;

  /// Nobody believes a forecast beyond it.
  private static final long MAX_YEARS = 30;

  /// A part of the disk that the node uses, by the key of its name.
  record Part(String key, long bytes) {}

  /// Everything that is shown.
  ///
  /// @param tight whether the disk is full within a year
  /// @param kept since when blocks are kept
  record Shown(
      List<Part> parts,
      long usedBytes,
      String free,
      String forecast,
      boolean tight,
      String kept,
      String pruning,
      String folder,
      String blocksFolder,
      IndexStatus blockIndex,
      List<IndexStatus> indexes) {}

  /// @param pruneMib what the options ask to keep of the blocks; 0 for all
  private record Measured(StorageStatus status, long pruneMib) {}

  private final Supplier<? extends Optional<? extends StorageAccess>> node;
  private final LongSupplier pruneMib;
  private final Clock clock;
  private final Refresher<Measured> refresher;
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<Optional<Shown>> shown =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  StorageViewModel(
      Supplier<? extends Optional<? extends StorageAccess>> node,
      LongSupplier pruneMib,
      Work work,
      Clock clock) {
    this.node = node;
    this.pruneMib = pruneMib;
    this.clock = clock;
    this.refresher =
        new Refresher<>(
            work, PERIOD_MILLIS, this::show, _ -> problem.set(Messages.text("storage.failed")));
  }

  void tick(long nowMillis) {
    node.get()
        .ifPresent(access ->
            refresher.tick(nowMillis, () -> new Measured(access.storage(), pruneMib.getAsLong())));
  }

  private void show(Measured measured) {
    StorageStatus now = measured.status();
    problem.set("");
    List<Part> parts = new ArrayList<>();
    parts.add(new Part("storage.blocks", now.blockBytes()));
    parts.add(new Part("storage.undo", now.undoBytes()));
    parts.add(new Part("storage.coins", now.chainstateBytes()));
    parts.add(
        new Part(
            "storage.indexes",
            now.blockIndex().bytes() + now.indexes().stream().mapToLong(IndexStatus::bytes).sum()));
    Shown next =
        new Shown(
            List.copyOf(parts),
            parts.stream().mapToLong(Part::bytes).sum(),
            now.freeBytes().isEmpty()
                ? Messages.text("storage.free.unknown")
                : now.diskBytes().isEmpty()
                    ? Quantities.bytes((double) now.freeBytes().getAsLong())
                    : Messages.text(
                        "storage.free.of",
                        Quantities.bytes((double) now.freeBytes().getAsLong()),
                        Quantities.bytes((double) now.diskBytes().getAsLong())),
            forecast(now),
            daysLeft(now).filter(days -> days < DAYS_A_YEAR).isPresent(),
            kept(now),
            pruning(now, measured.pruneMib()),
            now.folder(),
            now.blocksFolder(),
            now.blockIndex(),
            now.indexes());
    if (!shown.get().equals(Optional.of(next))) {
      shown.set(Optional.of(next));
    }
  }

  /// Empty where it is not known or does not matter.
  private static Optional<Long> daysLeft(StorageStatus now) {
    if (now.pruned()
        || now.freeBytes().isEmpty()
        || now.bytesPerDay().isEmpty()
        || now.bytesPerDay().getAsLong() <= 0) {
      return Optional.empty();
    }
    return Optional.of(now.freeBytes().getAsLong() / now.bytesPerDay().getAsLong());
  }

  private String forecast(StorageStatus now) {
    if (now.pruned()) {
      return prunedForecast(now);
    }
    Optional<Long> days = daysLeft(now);
    if (days.isEmpty()) {
      return Messages.text("storage.forecast.unknown");
    }
    String rate = Quantities.bytes((double) now.bytesPerDay().orElseThrow());
    return days.get() > MAX_YEARS * DAYS_A_YEAR
        ? Messages.text("storage.forecast.long", rate, MAX_YEARS)
        : Messages.text(
            "storage.forecast.full", rate, LocalDate.now(clock).plusDays(days.get()).toString());
  }

  /// How far back the blocks go that there is room for.
  private static String prunedForecast(StorageStatus now) {
    long perDay = now.bytesPerDay().orElse(0);
    if (perDay <= 0 || now.pruneTargetBytes().isEmpty()) {
      return Messages.text("storage.forecast.pruned");
    }
    return Messages.text(
        "storage.forecast.pruned.days",
        Quantities.bytes((double) perDay),
        now.pruneTargetBytes().getAsLong() / perDay);
  }

  private static String kept(StorageStatus now) {
    if (now.keptSince().isEmpty()) {
      return Messages.text("storage.kept.none");
    }
    String since = Times.minutes(now.keptSince().getAsLong());
    return now.pruned()
        ? Messages.text("storage.kept.from", now.pruneHeight().orElse(0), since)
        : Messages.text("storage.kept.all", since);
  }

  private static String pruning(StorageStatus now, long pruneMib) {
    if (!now.pruned()) {
      return pruneMib > 0
          ? Messages.text(
              "storage.pruning.ignored", Quantities.bytes((double) pruneMib * BYTES_PER_MIB))
          : Messages.text("storage.pruning.off");
    }
    String target =
        now.pruneTargetBytes().isPresent()
            ? Quantities.bytes((double) now.pruneTargetBytes().getAsLong())
            : Messages.text("storage.pruning.byhand");
    return Messages.text("storage.pruning.on", target);
  }

  /// How far an index is.
  static String progress(IndexStatus index) {
    return index.synced()
        ? Messages.text("storage.index.synced", Quantities.count(index.height()))
        : Messages.text("storage.index.behind", Quantities.count(index.height()));
  }

  /// Empty until it was measured.
  ReadOnlyObjectProperty<Optional<Shown>> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }
}
