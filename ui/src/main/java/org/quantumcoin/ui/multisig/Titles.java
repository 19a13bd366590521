package org.quantumcoin.ui.multisig;

import java.util.function.Function;
import javafx.util.StringConverter;

/// What the entries of a choice are called; nothing is typed there.
final class Titles<T> extends StringConverter<T> {
  private final Function<T, String> title;

  Titles(Function<T, String> title) {
    this.title = title;
  }

  @Override
  public String toString(T value) {
    return value == null ? "" : title.apply(value);
  }

  @Override
  public T fromString(String text) {
    throw new UnsupportedOperationException("nothing is typed here");
  }
}
