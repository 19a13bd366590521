package org.quantumcoin.ui.send;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.scene.Node;
import org.quantumcoin.ui.page.Desk;

/// One payment to many whom another page lists. It is reviewed, signed and sent as those of the
/// page Send are.
public final class JointPayment {
  private final SendViewModel model;
  private final ReadOnlyObjectWrapper<Optional<Node>> shown =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  /// None yet.
  ///
  /// @param signed runs when the payment was made, so that nobody makes it twice
  public JointPayment(Desk desk, Runnable signed) {
    this.model = new SendViewModel(desk.live(), desk.work(), desk.prompts()::unlocked);
    desk.live().walletProperty().subscribe((_, _) -> model.otherWallet());
    model
        .stepProperty()
        .subscribe(step ->
            shown.set(
                switch (step) {
                  case SendViewModel.Step.Write _ -> Optional.empty();
                  case SendViewModel.Step.Review(var draft, boolean proposal) ->
                      Optional.of(new ReviewView(desk, model, draft, proposal));
                  case SendViewModel.Step.Done(var outcome) -> {
                    signed.run();
                    yield Optional.of(new OutcomeView(desk, model, outcome));
                  }
                }));
  }

  /// Works the payment out and shows it, or says why that cannot be.
  public void review(List<Payee> payees) {
    model.review(payees);
  }

  /// The page comes into view: fees as they are now, and the list instead of an outcome that was
  /// read already.
  public void refresh() {
    model.refreshFees();
    if (model.stepProperty().get() instanceof SendViewModel.Step.Done) {
      model.clear();
    }
  }

  public Node feeChoice() {
    return FeeCard.of(model);
  }

  /// What is to be shown in place of the list: the review, or what became of the payment.
  public ReadOnlyObjectProperty<Optional<Node>> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty problemProperty() {
    return model.problemProperty();
  }

  public ReadOnlyBooleanProperty busyProperty() {
    return model.busyProperty();
  }
}
