package org.quantumcoin.ui;

import java.time.Clock;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.quantumcoin.node.api.ConsoleAccess;
import org.quantumcoin.ui.addresses.AddressesPage;
import org.quantumcoin.ui.approvals.ApprovalsPage;
import org.quantumcoin.ui.audit.AuditPage;
import org.quantumcoin.ui.backups.BackupsPage;
import org.quantumcoin.ui.coins.CoinsPage;
import org.quantumcoin.ui.console.ConsolePage;
import org.quantumcoin.ui.devices.DevicesPage;
import org.quantumcoin.ui.explorer.ExplorerPage;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.history.HistoryPage;
import org.quantumcoin.ui.live.Live;
import org.quantumcoin.ui.logs.LogsPage;
import org.quantumcoin.ui.mempool.MempoolPage;
import org.quantumcoin.ui.mining.MiningPage;
import org.quantumcoin.ui.multisig.MultisigPage;
import org.quantumcoin.ui.network.NetworkPage;
import org.quantumcoin.ui.notify.Notifier;
import org.quantumcoin.ui.overview.DashboardPage;
import org.quantumcoin.ui.overview.DashboardViewModel;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Navigator;
import org.quantumcoin.ui.page.Page;
import org.quantumcoin.ui.page.Place;
import org.quantumcoin.ui.payments.PaymentsPage;
import org.quantumcoin.ui.peers.PeersPage;
import org.quantumcoin.ui.people.PeoplePage;
import org.quantumcoin.ui.prefs.Preferences;
import org.quantumcoin.ui.receive.ReceivePage;
import org.quantumcoin.ui.send.SendPage;
import org.quantumcoin.ui.settings.SettingsPage;
import org.quantumcoin.ui.shell.Finder;
import org.quantumcoin.ui.shell.ShellView;
import org.quantumcoin.ui.storage.StoragePage;
import org.quantumcoin.ui.task.FxBridge;
import org.quantumcoin.ui.task.Work;
import org.quantumcoin.ui.wallet.WalletPage;
import org.quantumcoin.wallet.Wallet;

/// What is inside of the window, in one language. Another language is another interior: words that
/// are on the screen are not looked for and replaced one by one.
final class Interior {
  private final Clock clock = Clock.system(ZoneId.systemDefault());
  private final NodeSession session;
  private final Live live;
  private final DashboardViewModel dashboard;
  private final Navigator navigator;
  private final Work work;
  private final ShellView shell;

  /// Since the person was last told.
  private boolean lockedAway;

  Interior(NodeSession session, Preferences preferences, Notifier notifier, FxBridge bridge) {
    this.session = session;
    this.live = new Live(session.network(), preferences);
    this.dashboard =
        new DashboardViewModel(clock, session.network().isTest(), this::setMinerThreads);
    this.navigator =
        new Navigator(Place.byName(preferences.pageProperty().get()).orElse(Place.DASHBOARD));
    this.work = Work.onVirtualThreads(bridge);
    this.shell = new ShellView(live, navigator, work);
    Desk desk = new Desk(live, navigator, shell.prompts(), work);
    Map<Place, Supplier<Page>> pages = pages(desk, notifier, bridge);
    shell.open(pages, new Finder(desk, pages.keySet())::find);
  }

  /// In the order of the rail.
  private Map<Place, Supplier<Page>> pages(Desk desk, Notifier notifier, FxBridge bridge) {
    Map<Place, Supplier<Page>> pages = new EnumMap<>(Place.class);
    pages.put(Place.DASHBOARD, () -> new DashboardPage(desk, dashboard, clock));
    pages.put(Place.WALLET, () -> new WalletPage(desk));
    pages.put(Place.TRANSACTIONS, () -> new HistoryPage(desk));
    pages.put(Place.SEND, () -> new SendPage(desk));
    pages.put(Place.RECEIVE, () -> new ReceivePage(desk));
    pages.put(Place.PAYMENTS, () -> new PaymentsPage(desk));
    pages.put(Place.BACKUPS, () -> new BackupsPage(desk));
    pages.put(Place.DEVICES, () -> new DevicesPage(desk));
    pages.put(Place.PEERS, () -> new PeersPage(desk));
    pages.put(Place.MEMPOOL, () -> new MempoolPage(desk));
    pages.put(Place.BLOCKS, () -> new ExplorerPage(desk));
    pages.put(Place.NETWORK, () -> new NetworkPage(desk));
    pages.put(Place.STORAGE, () -> new StoragePage(desk, session));
    pages.put(Place.ADDRESSES, () -> new AddressesPage(desk));
    pages.put(Place.COINS, () -> new CoinsPage(desk));
    pages.put(Place.APPROVALS, () -> new ApprovalsPage(desk));
    pages.put(Place.CONTACTS, () -> new PeoplePage(desk));
    pages.put(Place.AUDIT, () -> new AuditPage(desk));
    pages.put(Place.MULTISIG, () -> new MultisigPage(desk));
    pages.put(Place.MINING, () -> new MiningPage(desk));
    pages.put(Place.CONSOLE, () -> new ConsolePage(desk, this::console));
    pages.put(Place.LOGS, () -> new LogsPage(desk));
    pages.put(Place.SETTINGS, () -> new SettingsPage(desk, session, notifier, bridge));
    return pages;
  }

  private Optional<ConsoleAccess> console() {
    return session.state() instanceof NodeSession.State.Running(var _, var _, ConsoleAccess console)
        ? Optional.of(console)
        : Optional.empty();
  }

  /// Shows a payment link or a file where it belongs; `thing` is what somebody clicked outside.
  void open(String thing) {
    boolean psbt = thing.toLowerCase(Locale.ROOT).endsWith(".psbt");
    navigator.go(psbt ? Place.APPROVALS : Place.SEND, psbt ? "file:" + thing : thing);
  }

  /// Goes to a page.
  void show(Place place) {
    navigator.go(place);
  }

  /// Locks every wallet that has a passphrase.
  void lockWallets() {
    onUnlocked(
        open -> {
          open.forEach(Wallet::lock);
          return open.size();
        },
        locked -> {
          if (locked > 0) {
            lockedAway = true;
            shell.prompts().notice(Messages.text("lock.away"));
          }
        });
  }

  /// The person is back: what was locked meanwhile was told to nobody, and what was not may be
  /// taken for locked.
  void tellLock() {
    onUnlocked(
        open -> open.stream().map(Wallet::name).collect(Collectors.joining(", ")),
        unlocked -> {
          if (!unlocked.isEmpty()) {
            shell.prompts().notice(Messages.text("lock.open", unlocked));
          } else if (lockedAway) {
            shell.prompts().notice(Messages.text("lock.away"));
          }
          lockedAway = false;
        });
  }

  private <T> void onUnlocked(Function<List<Wallet>, T> task, Consumer<T> done) {
    live.walletsProperty()
        .get()
        .ifPresent(access ->
            work.run(
                () ->
                    task.apply(
                        access.wallets().list().stream()
                            .filter(each -> each.isEncrypted() && !each.isLocked())
                            .toList()),
                done,
                failed -> shell.prompts().notice(String.valueOf(failed.getMessage()))));
  }

  private void setMinerThreads(int threads) {
    live.nodeProperty()
        .get()
        .ifPresent(node -> Thread.startVirtualThread(() -> node.setMinerThreads(threads)));
  }

  Live live() {
    return live;
  }

  DashboardViewModel dashboard() {
    return dashboard;
  }

  ShellView shell() {
    return shell;
  }
}
