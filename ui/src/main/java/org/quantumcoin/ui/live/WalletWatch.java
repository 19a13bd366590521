package org.quantumcoin.ui.live;

import java.util.List;
import java.util.Optional;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.Wallets;
import org.quantumcoin.wallet.view.WalletSummary;

/// Looks at the wallets for the window, on the thread that fetches. A wallet that has not changed
/// is not locked.
public final class WalletWatch {
  private Optional<WalletSummary> last = Optional.empty();

  /// The wallets that are open, and how the chosen one is.
  public record Seen(List<Wallet> open, Optional<WalletSummary> summary) {
    public static final Seen NOTHING = new Seen(List.of(), Optional.empty());
  }

  public Seen look(Wallets wallets, Optional<Wallet> chosen) {
    List<Wallet> open = wallets.list();
    last = chosen.filter(open::contains).map(this::summary);
    return new Seen(open, last);
  }

  private WalletSummary summary(Wallet wallet) {
    return last.filter(old -> old.name().equals(wallet.name()))
        .filter(old -> old.revision() == wallet.revision())
        .orElseGet(() -> WalletSummary.of(wallet));
  }
}
