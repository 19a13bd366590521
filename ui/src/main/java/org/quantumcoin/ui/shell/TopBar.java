package org.quantumcoin.ui.shell;

import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.node.api.NetworkName;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.live.Live;
import org.quantumcoin.ui.prefs.Appearance;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.view.WalletSummary;
import org.quantumcoin.wallet.view.WalletSummary.Guard;

/// Which coin, which chain, which wallet, and whether it is locked; the palette and the looks.
final class TopBar extends HBox {
  private final Live live;
  private final MenuButton wallets = new MenuButton();
  private final Button lock = new Button();
  private final Button looks = new Button();

  TopBar(Live live, Runnable openPalette, Runnable toggleLock) {
    this.live = live;
    getStyleClass().add("top-bar");
    setAlignment(Pos.CENTER_LEFT);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    wallets.setId("wallets");
    wallets.setGraphic(new FontIcon("fth-credit-card"));
    wallets.setAccessibleText(Messages.text("shell.wallets"));
    lock.setId("lock");
    lock.setOnAction(_ -> toggleLock.run());
    Button search = new Button(Messages.text("shell.search"), new FontIcon("fth-search"));
    search.setId("search");
    search.setTooltip(new Tooltip(Messages.text("shell.search.tooltip")));
    search.setOnAction(_ -> openPalette.run());
    looks.setId("theme");
    looks.setTooltip(new Tooltip(Messages.text("shell.theme.tooltip")));
    looks.setOnAction(_ -> {
      var appearance = live.preferences().appearanceProperty();
      appearance.set(appearance.get().next());
    });
    for (Region each : new Region[] {wallets, lock, search, looks}) {
      each.setMinWidth(USE_PREF_SIZE);
    }
    getChildren().addAll(coin(live.network()), wallets, lock, gap, search, looks);
    live.walletNames().addListener((ListChangeListener<String>) _ -> listWallets());
    live.walletProperty().subscribe(_ -> listWallets());
    live.summaryProperty().subscribe(this::showLock);
    live.preferences().appearanceProperty().subscribe(this::showLooks);
  }

  private static Node coin(NetworkName network) {
    Label coin = new Label(network.coin(), new FontIcon("fth-hexagon"));
    coin.getStyleClass().add("coin-name");
    coin.setId("coin-name");
    // The first to give way where words are large.
    coin.setMinWidth(0);
    Label chain = new Label(network.ticker() + " · " + network.chain());
    chain.getStyleClass().add(network.isTest() ? "chain-badge-test" : "chain-badge");
    chain.setId("chain-badge");
    chain.setMinWidth(USE_PREF_SIZE);
    if (network.isTest()) {
      chain.setTooltip(new Tooltip(Messages.text("shell.test")));
    }
    HBox both = new HBox(coin, chain);
    both.getStyleClass().add("coin");
    both.setAlignment(Pos.CENTER_LEFT);
    return both;
  }

  private void listWallets() {
    boolean some = live.walletProperty().get().isPresent();
    wallets.setVisible(some);
    wallets.setManaged(some);
    wallets.setText(live.walletProperty().get().map(each -> shown(each.name())).orElse(""));
    ToggleGroup group = new ToggleGroup();
    wallets.getItems().clear();
    for (String name : live.walletNames()) {
      RadioMenuItem item = new RadioMenuItem(shown(name));
      item.setToggleGroup(group);
      item.setSelected(live.walletProperty().get().map(Wallet::name).orElse("").equals(name));
      item.setOnAction(_ ->
          live.walletsProperty()
              .get()
              .flatMap(all -> all.wallets().find(name))
              .ifPresent(live::choose));
      wallets.getItems().add(item);
    }
  }

  private static String shown(String name) {
    return name.isEmpty() ? Messages.text("shell.wallet.unnamed") : name;
  }

  private void showLock(Optional<WalletSummary> now) {
    Guard guard = now.map(WalletSummary::guard).orElse(Guard.NONE);
    lock.setVisible(guard != Guard.NONE);
    lock.setManaged(guard != Guard.NONE);
    String words = Messages.text(guard == Guard.LOCKED ? "shell.unlock" : "shell.lock");
    lock.setText(words);
    lock.setAccessibleText(words);
    lock.setGraphic(new FontIcon(guard == Guard.LOCKED ? "fth-lock" : "fth-unlock"));
  }

  private void showLooks(Appearance now) {
    String words =
        Messages.text(
            switch (now) {
              case SYSTEM -> "shell.theme.system";
              case LIGHT -> "shell.theme.light";
              case DARK -> "shell.theme.dark";
              case HIGH_CONTRAST -> "shell.theme.contrast";
            });
    looks.setText(words);
    looks.setAccessibleText(Messages.text("shell.theme.now", words));
    looks.setGraphic(
        new FontIcon(
            switch (now) {
              case SYSTEM -> "fth-monitor";
              case LIGHT -> "fth-sun";
              case DARK -> "fth-moon";
              case HIGH_CONTRAST -> "fth-circle";
            }));
  }
}
