package org.quantumcoin.ui.payments;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.quantumcoin.wallet.PayeeTemplates;

/// A row of the grid. Amounts are in coins whatever unit the screens have: a file that was made for
/// one must not mean a hundred million times as much in the other.
final class BatchRow {
  private final StringProperty payee = new SimpleStringProperty("");
  private final StringProperty amount = new SimpleStringProperty("");
  private final StringProperty label = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper remark = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper wrong = new ReadOnlyBooleanWrapper();

  BatchRow(String payee, String amount, String label) {
    this.payee.set(payee);
    this.amount.set(amount);
    this.label.set(label);
  }

  boolean isBlank() {
    return payee.get().isBlank() && amount.get().isBlank() && label.get().isBlank();
  }

  PayeeTemplates.Row toTemplate() {
    return new PayeeTemplates.Row(payee.get(), amount.get(), label.get());
  }

  /// @param isWrong whether nothing can be paid because of it
  void remark(String text, boolean isWrong) {
    remark.set(text);
    wrong.set(isWrong && !text.isEmpty());
  }

  StringProperty payeeProperty() {
    return payee;
  }

  StringProperty amountProperty() {
    return amount;
  }

  StringProperty labelProperty() {
    return label;
  }

  /// What is to be said of it; or empty.
  ReadOnlyStringProperty remarkProperty() {
    return remark.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty wrongProperty() {
    return wrong.getReadOnlyProperty();
  }
}
