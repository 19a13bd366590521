package org.quantumcoin.ui.live;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.quantumcoin.node.api.NetworkName;
import org.quantumcoin.node.api.NodeApi;
import org.quantumcoin.ui.guard.MinerWatch;
import org.quantumcoin.ui.prefs.Preferences;
import org.quantumcoin.ui.task.Foreground;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.view.WalletSummary;

/// The node and the wallets as they were a moment ago. Belongs to the FX thread; nothing in it
/// waits for anybody.
public final class Live {
  /// One is shown while the next is fetched.
  private static final int FETCHES_ON_THEIR_WAY = 2;

  private final NetworkName network;
  private final Preferences preferences;
  private final TrafficLog traffic = new TrafficLog();
  private final Foreground foreground = new Foreground();
  private final ReadOnlyObjectWrapper<Optional<NodeApi>> node = empty();
  private final ReadOnlyObjectWrapper<Optional<WalletAccess>> wallets = empty();
  private final ReadOnlyObjectWrapper<Optional<NodeView>> view = empty();
  private final ReadOnlyObjectWrapper<Optional<Vitals>> vitals = empty();
  private final ReadOnlyObjectWrapper<MinerWatch.Seen> guard =
      new ReadOnlyObjectWrapper<>(MinerWatch.Seen.NOTHING);
  private final ReadOnlyObjectWrapper<Optional<Wallet>> wallet = empty();
  private final ReadOnlyObjectWrapper<Optional<WalletSummary>> summary = empty();

  private final ObservableList<String> names = FXCollections.observableArrayList();
  private final ObservableList<String> namesShown = FXCollections.unmodifiableObservableList(names);

  /// That may lack the chosen wallet although it is open.
  private int fetchesToBelieve;

  public Live(NetworkName network, Preferences preferences) {
    this.network = network;
    this.preferences = preferences;
  }

  private static <T> ReadOnlyObjectWrapper<Optional<T>> empty() {
    return new ReadOnlyObjectWrapper<>(Optional.empty());
  }

  /// What was fetched: the node, its wallets, and how they are.
  public void show(
      NodeApi running, Optional<WalletAccess> itsWallets, NodeView now, WalletWatch.Seen seen) {
    if (node.get().isEmpty()) {
      node.set(Optional.of(running));
      wallets.set(itsWallets);
    }
    traffic.add(now.millis(), now.traffic());
    view.set(Optional.of(now));
    List<String> open = seen.open().stream().map(Wallet::name).toList();
    if (!names.equals(open)) {
      names.setAll(open);
    }
    Optional<Wallet> chosen =
        wallet.get().filter(each -> isOpen(each, seen.open())).or(() -> usual(seen.open()));
    wallet.set(chosen);
    summary.set(
        seen.summary().filter(each -> chosen.map(Wallet::name).equals(Optional.of(each.name()))));
  }

  /// What is looked at more seldom. Told before [#show].
  public void show(Vitals now) {
    vitals.set(Optional.of(now));
  }

  /// What the miner's guard saw. Told before [#show].
  public void show(MinerWatch.Seen now) {
    guard.set(now);
  }

  /// What was fetched before a wallet was chosen may not know it yet: it was made a moment ago.
  private boolean isOpen(Wallet chosen, List<Wallet> open) {
    if (open.contains(chosen)) {
      fetchesToBelieve = 0;
      return true;
    }
    return fetchesToBelieve-- > 0;
  }

  /// The one that was shown last, or the first there is.
  private Optional<Wallet> usual(List<Wallet> open) {
    String last = preferences.walletProperty().get();
    return open.stream()
        .filter(each -> each.name().equals(last))
        .findFirst()
        .or(() -> open.stream().findFirst());
  }

  /// Another wallet is the one that pages show.
  public void choose(Wallet other) {
    preferences.walletProperty().set(other.name());
    summary.set(Optional.empty());
    fetchesToBelieve = FETCHES_ON_THEIR_WAY;
    wallet.set(Optional.of(other));
  }

  public NetworkName network() {
    return network;
  }

  public Preferences preferences() {
    return preferences;
  }

  /// Empty until the node has started.
  public ReadOnlyObjectProperty<Optional<NodeApi>> nodeProperty() {
    return node.getReadOnlyProperty();
  }

  /// Empty until the node has started, and with wallets switched off.
  public ReadOnlyObjectProperty<Optional<WalletAccess>> walletsProperty() {
    return wallets.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Optional<NodeView>> viewProperty() {
    return view.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Optional<Vitals>> vitalsProperty() {
    return vitals.getReadOnlyProperty();
  }

  /// The machine, and why the miner rests if it does.
  public ReadOnlyObjectProperty<MinerWatch.Seen> guardProperty() {
    return guard.getReadOnlyProperty();
  }

  /// What has precedence over mining.
  public Foreground foreground() {
    return foreground;
  }

  /// What went over the network since the window was opened.
  public TrafficLog traffic() {
    return traffic;
  }

  /// Runs `reload` now, when another wallet is chosen and whenever the chosen one has changed,
  /// until the subscription ends.
  public Subscription onWallet(Runnable reload) {
    return Subscription.combine(
        wallet.subscribe(_ -> reload.run()),
        summary
            .map(now -> now.map(WalletSummary::revision).orElse(-1L))
            .subscribe(_ -> reload.run()));
  }

  /// Names of the wallets that are open, in order.
  public ObservableList<String> walletNames() {
    return namesShown;
  }

  /// The wallet that pages show; empty if none is open.
  public ReadOnlyObjectProperty<Optional<Wallet>> walletProperty() {
    return wallet.getReadOnlyProperty();
  }

  /// How that wallet is; empty until it was looked at.
  public ReadOnlyObjectProperty<Optional<WalletSummary>> summaryProperty() {
    return summary.getReadOnlyProperty();
  }
}
