package org.quantumcoin.ui.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.quantumcoin.ui.control.Chunks;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Place;
import org.quantumcoin.wallet.view.AddressReader;
import org.quantumcoin.wallet.view.PayeeText;

/// What a text in the palette may mean besides the name of a page: somebody to pay, a transaction,
/// a block.
public final class Finder {
  private static final String HASH = "[0-9a-fA-F]{64}";
  private static final String HEIGHT = "[0-9]{1,9}";

  private final Desk desk;
  private final Set<Place> places;

  /// @param places those that there are
  public Finder(Desk desk, Set<Place> places) {
    this.desk = desk;
    this.places = places;
  }

  public List<Command> find(String typed) {
    List<Command> found = new ArrayList<>();
    if (typed.matches(HASH)) {
      String hash = typed.toLowerCase(Locale.ROOT);
      offer(found, Place.TRANSACTIONS, "palette.transaction", Chunks.shortened(hash), hash);
      offer(found, Place.BLOCKS, "palette.hash", Chunks.shortened(hash), hash);
    } else if (typed.matches(HEIGHT)) {
      offer(found, Place.BLOCKS, "palette.block", typed, typed);
    } else {
      desk.live()
          .walletsProperty()
          .get()
          .map(access -> AddressReader.of(access.wallets()).read(typed))
          .ifPresent(read -> {
            if (read instanceof PayeeText.Payee payee) {
              offer(found, Place.SEND, "palette.pay", Chunks.shortened(payee.address()), typed);
              offer(
                  found,
                  Place.BLOCKS,
                  "palette.address",
                  Chunks.shortened(payee.address()),
                  payee.address());
            }
          });
    }
    return found;
  }

  private void offer(List<Command> found, Place place, String key, String name, String subject) {
    if (places.contains(place)) {
      found.add(
          new Command(
              Messages.text(key, name),
              "",
              place.title(),
              place.icon(),
              () -> desk.navigator().go(place, subject)));
    }
  }
}
