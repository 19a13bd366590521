package org.quantumcoin.ui.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Where in the program a person is, and was before. Belongs to the FX thread.
public final class Navigator {
  /// Steps back that are remembered.
  private static final int MAX_STEPS = 50;

  /// A page, and what it shows where that was said.
  public record Stop(Place place, Optional<String> subject) {}

  private final ReadOnlyObjectWrapper<Stop> here;
  private final Deque<Stop> before = new ArrayDeque<>();

  public Navigator(Place first) {
    here = new ReadOnlyObjectWrapper<>(new Stop(first, Optional.empty()));
  }

  public ReadOnlyObjectProperty<Stop> hereProperty() {
    return here.getReadOnlyProperty();
  }

  public void go(Place place) {
    go(new Stop(place, Optional.empty()));
  }

  public void go(Place place, String subject) {
    go(new Stop(place, Optional.of(subject)));
  }

  private void go(Stop stop) {
    if (stop.equals(here.get())) {
      return;
    }
    before.push(here.get());
    if (before.size() > MAX_STEPS) {
      before.removeLast();
    }
    here.set(stop);
  }

  /// To where the person came from; stays where nothing was before.
  public void back() {
    if (!before.isEmpty()) {
      here.set(before.pop());
    }
  }
}
