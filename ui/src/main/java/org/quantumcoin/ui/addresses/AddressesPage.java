package org.quantumcoin.ui.addresses;

import java.util.Optional;
import javafx.scene.Node;
import javafx.util.Subscription;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Page;
import org.quantumcoin.ui.page.WalletGate;

/// Addresses among the pages. Its subject is what is to be looked for among the wallet's own.
public final class AddressesPage implements Page {
  private final Desk desk;
  private final AddressesViewModel own;
  private final BookViewModel book;
  private final WalletGate gate;
  private Subscription following = Subscription.EMPTY;

  public AddressesPage(Desk desk) {
    this.desk = desk;
    this.own = new AddressesViewModel(desk.live(), desk.work());
    this.book = new BookViewModel(desk.live(), desk.work());
    this.gate = new WalletGate(desk, new AddressesView(desk, own, book));
  }

  @Override
  public Node content() {
    return gate;
  }

  @Override
  public void onShow(Optional<String> subject) {
    following.unsubscribe();
    subject.ifPresent(own.textProperty()::set);
    following = desk.live().onWallet(this::reload);
  }

  private void reload() {
    own.reload();
    book.reload();
  }

  @Override
  public void onHide() {
    following.unsubscribe();
  }
}
