package org.quantumcoin.ui.multisig;

import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.quantumcoin.wallet.descriptor.MultisigKind;
import org.quantumcoin.wallet.multisig.Cosigner;
import org.quantumcoin.wallet.multisig.MultisigException;
import org.quantumcoin.wallet.shared.SetupDesk;

/// One signer's place in a setup that is being made: a name, and a key as it was given.
final class KeySlot {
  private final StringProperty name = new SimpleStringProperty("");
  private final StringProperty key = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

  /// The cosigner; empty with a complaint for a key that is none.
  Optional<Cosigner> read(SetupDesk desk, MultisigKind kind) {
    try {
      Cosigner read = desk.cosigner(name.get().strip(), key.get(), kind);
      problem.set("");
      return Optional.of(read);
    } catch (MultisigException e) {
      problem.set(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  void fill(String called, String text) {
    if (name.get().isBlank()) {
      name.set(called);
    }
    key.set(text);
    problem.set("");
  }

  void complain(String why) {
    problem.set(why);
  }

  StringProperty nameProperty() {
    return name;
  }

  StringProperty keyProperty() {
    return key;
  }

  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }
}
