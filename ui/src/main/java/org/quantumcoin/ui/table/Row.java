package org.quantumcoin.ui.table;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// A place in a long list; what is there comes a moment after somebody looks.
public final class Row<T> {
  private final ReadOnlyObjectWrapper<Optional<T>> value =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  Row() {}

  void set(T now) {
    value.set(Optional.of(now));
  }

  /// Empty until it was fetched.
  public Optional<T> value() {
    return value.get();
  }

  public ReadOnlyObjectProperty<Optional<T>> valueProperty() {
    return value.getReadOnlyProperty();
  }
}
