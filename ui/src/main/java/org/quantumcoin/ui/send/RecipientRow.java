package org.quantumcoin.ui.send;

import java.util.Optional;
import java.util.OptionalLong;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.quantumcoin.ui.format.AmountUnit;
import org.quantumcoin.ui.format.Amounts;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.PayeeWords;
import org.quantumcoin.wallet.view.AddressReader;
import org.quantumcoin.wallet.view.PayeeText;

/// One who is paid: an address or a link, an amount, a name.
final class RecipientRow {
  private final StringProperty payee = new SimpleStringProperty("");
  private final StringProperty amount = new SimpleStringProperty("");
  private final StringProperty label = new SimpleStringProperty("");
  private final BooleanProperty everything = new SimpleBooleanProperty();
  private final ReadOnlyStringWrapper payeeProblem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper amountProblem = new ReadOnlyStringWrapper("");

  /// Takes what was typed or pasted apart; a link fills in what it says. Nothing is complained of
  /// while a field is empty.
  void read(AddressReader reader, AmountUnit unit) {
    switch (payee.get().isBlank() ? null : reader.read(payee.get())) {
      case null -> payeeProblem.set("");
      case PayeeText.Payee(var _, String address, OptionalLong sats, String name, String _) -> {
        payeeProblem.set("");
        if (!payee.get().strip().equals(address)) {
          payee.set(address);
          sats.ifPresent(each -> amount.set(Amounts.number(each, unit)));
          if (label.get().isBlank()) {
            label.set(name);
          }
        }
      }
      case PayeeText.Invalid invalid -> payeeProblem.set(PayeeWords.problem(invalid));
    }
    boolean readable =
        everything.get() || amount.get().isBlank() || Amounts.parse(amount.get(), unit).isPresent();
    amountProblem.set(readable ? "" : Messages.text("amount.unreadable"));
  }

  /// Complains of what is missing; whether nothing is.
  boolean isComplete(AddressReader reader, AmountUnit unit) {
    read(reader, unit);
    if (payee.get().isBlank()) {
      payeeProblem.set(Messages.text("payee.missing"));
    }
    if (!everything.get() && amount.get().isBlank()) {
      amountProblem.set(Messages.text("amount.missing"));
    }
    return payeeProblem.get().isEmpty() && amountProblem.get().isEmpty();
  }

  Optional<PayeeText.Payee> payee(AddressReader reader) {
    return reader.read(payee.get()) instanceof PayeeText.Payee read
        ? Optional.of(read)
        : Optional.empty();
  }

  OptionalLong sats(AmountUnit unit) {
    return Amounts.parse(amount.get(), unit);
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

  /// Whether this one gets all that is left.
  BooleanProperty everythingProperty() {
    return everything;
  }

  ReadOnlyStringProperty payeeProblemProperty() {
    return payeeProblem.getReadOnlyProperty();
  }

  ReadOnlyStringProperty amountProblemProperty() {
    return amountProblem.getReadOnlyProperty();
  }
}
