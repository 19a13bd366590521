package org.quantumcoin.ui.table;

/// By which column a list is sorted, and which way.
public record Order<C>(C column, boolean descending) {
  /// After a click on a heading: the other way round, or by this column, the largest first.
  Order<C> clicked(C by) {
    return new Order<>(by, !column.equals(by) || !descending);
  }
}
