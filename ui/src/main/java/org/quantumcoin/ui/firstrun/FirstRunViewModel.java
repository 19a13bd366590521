package org.quantumcoin.ui.firstrun;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.live.DataHome;
import org.quantumcoin.ui.page.Place;
import org.quantumcoin.ui.prefs.Preferences;
import org.quantumcoin.ui.task.FxBridge;
import org.quantumcoin.ui.task.Work;

/// Where a person is on the way through the first start, and what was chosen. Outlives the views,
/// which are made anew with each language.
public final class FirstRunViewModel {
  /// What of the blocks may be kept, in GiB; 0 for all. The least is what the node needs to take
  /// blocks back, with room.
  static final List<Integer> KEEP_GIB = List.of(1, 2, 5, 10, 20, 50, 100, 0);

  private static final long MIB_PER_GIB = 1_024;

  /// The screens, in order.
  enum Step {
    WELCOME,
    FOLDER,
    WALLET,
    SECURE,
    DONE
  }

  /// How a wallet is to come.
  enum WalletChoice {
    CREATE,
    RESTORE,
    JOIN,
    PRACTISE,
    LATER
  }

  private final DataHome home;
  private final Preferences preferences;
  private final Work work;
  private final FxBridge bridge;
  private final Runnable restartInPractice;
  private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(Step.WELCOME);
  private final ObjectProperty<Purpose> purpose = new SimpleObjectProperty<>(Purpose.HOLD);
  private final ObjectProperty<WalletChoice> wallet =
      new SimpleObjectProperty<>(WalletChoice.CREATE);

  private final StringProperty folder = new SimpleStringProperty();
  private final IntegerProperty keep = new SimpleIntegerProperty();
  private final ReadOnlyObjectWrapper<Optional<DiskProbe>> probe =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final BooleanProperty busy = new SimpleBooleanProperty();
  private final DoubleProperty progress = new SimpleDoubleProperty();
  private final BooleanProperty walletMade = new SimpleBooleanProperty();
  private final ReadOnlyObjectWrapper<Optional<Place>> finished =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  /// `restartInPractice` ends this program after another was started on the practice network.
  public FirstRunViewModel(
      DataHome home,
      Preferences preferences,
      Work work,
      FxBridge bridge,
      Runnable restartInPractice) {
    this.home = home;
    this.preferences = preferences;
    this.work = work;
    this.bridge = bridge;
    this.restartInPractice = restartInPractice;
    DataHome.Residence now = home.residence();
    folder.set(now.folder().toString());
    keep.set(positionOf(now.pruneMib()));
  }

  private static int positionOf(long pruneMib) {
    int last = KEEP_GIB.size() - 1;
    for (int i = 0; pruneMib > 0 && i < last; i++) {
      if (KEEP_GIB.get(i) * MIB_PER_GIB >= pruneMib) {
        return i;
      }
    }
    return last;
  }

  private long keepMib() {
    return KEEP_GIB.get(keep.get()) * MIB_PER_GIB;
  }

  /// Measures the disk of the folder that is chosen now.
  void measure() {
    String chosen = folder.get();
    probe.set(Optional.empty());
    path()
        .ifPresent(path ->
            work.run(
                () -> DiskProbe.of(path),
                measured -> {
                  if (chosen.equals(folder.get())) {
                    probe.set(Optional.of(measured));
                  }
                },
                failed ->
                    problem.set(
                        Messages.text(
                            "first.folder.unusable", String.valueOf(failed.getMessage())))));
  }

  private Optional<Path> path() {
    try {
      return Optional.of(Path.of(folder.get().strip()).toAbsolutePath().normalize());
    } catch (InvalidPathException e) {
      problem.set(Messages.text("first.folder.unusable", String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  void next() {
    problem.set("");
    switch (step.get()) {
      case WELCOME -> step.set(Step.FOLDER);
      case FOLDER -> settle();
      case WALLET -> chooseWallet();
      case SECURE -> step.set(Step.DONE);
      case DONE -> finish();
    }
  }

  void back() {
    problem.set("");
    step.set(
        switch (step.get()) {
          case WELCOME, FOLDER -> Step.WELCOME;
          case WALLET -> Step.FOLDER;
          case SECURE -> Step.WALLET;
          case DONE -> wallet.get() == WalletChoice.LATER ? Step.WALLET : Step.SECURE;
        });
  }

  /// Brings the chain to the chosen folder, if it is another than where it began.
  private void settle() {
    Optional<Path> chosen = path();
    if (chosen.isEmpty()) {
      return;
    }
    busy.set(true);
    progress.set(0);
    work.run(
        () ->
            home.relocate(
                chosen.get(), keepMib(), part -> bridge.execute(() -> progress.set(part))),
        refused -> {
          busy.set(false);
          problem.set(refused.orElse(""));
          if (refused.isEmpty()) {
            step.set(Step.WALLET);
          }
        },
        failed -> {
          busy.set(false);
          problem.set(String.valueOf(failed.getMessage()));
        });
  }

  private void chooseWallet() {
    switch (wallet.get()) {
      case CREATE, RESTORE, JOIN -> step.set(Step.SECURE);
      case LATER -> step.set(Step.DONE);
      case PRACTISE ->
          work.run(
              home::startPractice,
              refused -> {
                problem.set(refused.orElse(""));
                if (refused.isEmpty()) {
                  restartInPractice.run();
                }
              },
              failed -> problem.set(String.valueOf(failed.getMessage())));
    }
  }

  private void finish() {
    preferences.welcomedProperty().set(true);
    finished.set(
        Optional.of(
            wallet.get() == WalletChoice.JOIN && walletMade.get()
                ? Place.MULTISIG
                : purpose.get().first()));
  }

  /// Whether the person may go on from here.
  boolean mayGoOn(Step from) {
    return from != Step.SECURE || walletMade.get();
  }

  boolean mayMove() {
    return home.residence().movable();
  }

  ReadOnlyObjectProperty<Step> stepProperty() {
    return step.getReadOnlyProperty();
  }

  ObjectProperty<Purpose> purposeProperty() {
    return purpose;
  }

  ObjectProperty<WalletChoice> walletProperty() {
    return wallet;
  }

  StringProperty folderProperty() {
    return folder;
  }

  /// Index into [#KEEP_GIB].
  IntegerProperty keepProperty() {
    return keep;
  }

  ReadOnlyObjectProperty<Optional<DiskProbe>> probeProperty() {
    return probe.getReadOnlyProperty();
  }

  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty busyProperty() {
    return busy;
  }

  ReadOnlyDoubleProperty progressProperty() {
    return progress;
  }

  /// Whether a wallet was made, and its words were read back.
  BooleanProperty walletMadeProperty() {
    return walletMade;
  }

  Preferences preferences() {
    return preferences;
  }

  Work work() {
    return work;
  }

  /// The page to begin with, once the person is through.
  public ReadOnlyObjectProperty<Optional<Place>> finishedProperty() {
    return finished.getReadOnlyProperty();
  }
}
