package org.quantumcoin.ui.coins;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.ui.format.Amounts;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.live.Live;
import org.quantumcoin.ui.table.Order;
import org.quantumcoin.ui.table.PagedItems;
import org.quantumcoin.ui.task.OneAtATime;
import org.quantumcoin.ui.task.Work;
import org.quantumcoin.wallet.LabelExchange;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.view.CoinFilter;
import org.quantumcoin.wallet.view.CoinLine;
import org.quantumcoin.wallet.view.CoinTag;
import org.quantumcoin.wallet.view.CoinsList;

/// The list of coins, and those of them that are chosen.
///
/// Chosen are coins, not rows: a block that moves the rows does not change what will be spent. What
/// is spent elsewhere meanwhile is chosen no more.
final class CoinsViewModel {
  /// More would make a transaction that no node relays soon.
  static final int MAX_CHOSEN = 500;

  /// What the chips choose.
  enum Show {
    ALL,
    SPENDABLE,
    FROZEN,
    UNCONFIRMED,
    REUSED,
    CHANGE;

    CoinFilter filter() {
      return switch (this) {
        case ALL -> CoinFilter.ALL;
        case SPENDABLE -> CoinFilter.SPENDABLE;
        case FROZEN -> with(CoinTag.FROZEN);
        case UNCONFIRMED -> with(CoinTag.UNCONFIRMED);
        case REUSED -> with(CoinTag.REUSED);
        case CHANGE -> with(CoinTag.CHANGE);
      };
    }

    private static CoinFilter with(CoinTag tag) {
      return CoinFilter.ALL.withTags(Set.of(tag), Set.of());
    }

    String title() {
      return Messages.text(
          switch (this) {
            case ALL -> "history.show.all";
            case SPENDABLE -> "coins.show.spendable";
            case FROZEN -> "coins.tag.frozen";
            case UNCONFIRMED -> "coins.tag.unconfirmed";
            case REUSED -> "coins.tag.reused";
            case CHANGE -> "coins.tag.change";
          });
    }
  }

  private final Live live;
  private final Work work;
  private final PagedItems<CoinLine> items;
  private final OneAtATime refresher = new OneAtATime(this::read);
  private final StringProperty text = new SimpleStringProperty("");
  private final ObjectProperty<Show> show = new SimpleObjectProperty<>(Show.ALL);
  private final ObjectProperty<Order<CoinsList.Column>> order =
      new SimpleObjectProperty<>(new Order<>(CoinsList.Column.AMOUNT, true));

  private final ReadOnlyObjectWrapper<Map<OutPoint, CoinLine>> chosen =
      new ReadOnlyObjectWrapper<>(Map.of());

  private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper chosenText = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();
  private Optional<Wallet> chosenFrom = Optional.empty();

  CoinsViewModel(Live live, Work work) {
    this.live = live;
    this.work = work;
    this.items = new PagedItems<>(work, this::failed);
    text.subscribe((_, _) -> reload());
    show.subscribe((_, _) -> reload());
    order.subscribe((_, _) -> reload());
  }

  /// What was found, and what has become of those that are chosen.
  private record Read(CoinsList list, List<CoinLine> chosen) {}

  void reload() {
    Optional<Wallet> wallet = live.walletProperty().get();
    if (!chosenFrom.equals(wallet)) {
      chosenFrom = wallet;
      clear();
    }
    if (wallet.isPresent()) {
      refresher.ask();
    }
  }

  private void read() {
    Optional<Wallet> wallet = live.walletProperty().get();
    if (wallet.isEmpty()) {
      refresher.done();
      return;
    }
    CoinFilter filter = show.get().filter().withText(text.get().strip());
    Order<CoinsList.Column> by = order.get();
    Set<OutPoint> marked = chosen.get().keySet();
    work.run(
        () ->
            new Read(
                CoinsList.of(wallet.get(), filter, by.column(), by.descending()),
                now(wallet.get(), marked)),
        read -> {
          if (chosenFrom.equals(wallet)) {
            shown(read);
          }
          refresher.done();
        },
        failed -> {
          failed(failed);
          refresher.done();
        });
  }

  private static List<CoinLine> now(Wallet wallet, Set<OutPoint> marked) {
    if (marked.isEmpty()) {
      return List.of();
    }
    CoinsList all = CoinsList.of(wallet, CoinFilter.ALL, CoinsList.Column.AMOUNT, true);
    return all.lines(0, all.size()).stream()
        .filter(coin -> marked.contains(coin.outpoint()))
        .toList();
  }

  private void shown(Read read) {
    problem.set("");
    loaded.set(true);
    CoinsList list = read.list();
    count.set(Messages.text("coins.count", list.size(), amount(list.sats())));
    Map<OutPoint, CoinLine> still = new LinkedHashMap<>();
    read.chosen().stream()
        .filter(coin -> chosen.get().containsKey(coin.outpoint()))
        .forEach(coin -> still.put(coin.outpoint(), coin));
    if (!still.equals(chosen.get())) {
      setChosen(still);
    }
    items.show(
        new PagedItems.Source<>() {
          @Override
          public int size() {
            return list.size();
          }

          @Override
          public List<CoinLine> lines(int offset, int number) {
            return list.lines(offset, number);
          }
        });
  }

  private void failed(Exception failed) {
    problem.set(String.valueOf(failed.getMessage()));
  }

  String amount(long sats) {
    return Amounts.format(sats, live.preferences().unitProperty().get(), live.network().ticker());
  }

  // Choosing.

  boolean isChosen(CoinLine coin) {
    return chosen.get().containsKey(coin.outpoint());
  }

  /// Whether it could be done: not beyond [#MAX_CHOSEN].
  boolean choose(CoinLine coin, boolean wanted) {
    Map<OutPoint, CoinLine> now = new LinkedHashMap<>(chosen.get());
    if (wanted) {
      now.put(coin.outpoint(), coin);
    } else {
      now.remove(coin.outpoint());
    }
    if (now.size() > MAX_CHOSEN) {
      problem.set(Messages.text("coins.toomany", MAX_CHOSEN));
      return false;
    }
    setChosen(now);
    return true;
  }

  void clear() {
    setChosen(Map.of());
  }

  private void setChosen(Map<OutPoint, CoinLine> now) {
    chosen.set(Map.copyOf(now));
    long sats = now.values().stream().mapToLong(CoinLine::sats).reduce(0, Math::addExact);
    chosenText.set(now.isEmpty() ? "" : Messages.text("coins.chosen", now.size(), amount(sats)));
  }

  /// Whether one of those that are chosen is frozen, or not.
  boolean hasChosen(boolean frozen) {
    return chosen.get().values().stream().anyMatch(coin -> coin.is(CoinTag.FROZEN) == frozen);
  }

  /// The only one that is chosen.
  Optional<CoinLine> single() {
    return chosen.get().size() == 1 ? chosen.get().values().stream().findFirst() : Optional.empty();
  }

  /// As the page for paying takes it.
  String spendSubject() {
    return chosen.get().keySet().stream()
        .map(OutPoint::toString)
        .sorted()
        .collect(Collectors.joining(",", "coins:", ""));
  }

  // Orders.

  /// Freezes or frees those that are chosen; `said` hears how it went.
  void freeze(boolean frozen, Consumer<String> said) {
    List<OutPoint> coins = List.copyOf(chosen.get().keySet());
    live.walletProperty()
        .get()
        .ifPresent(wallet ->
            work.run(
                () -> CoinsList.freeze(wallet, coins, frozen),
                done -> {
                  said.accept(Messages.text(frozen ? "coins.frozen" : "coins.freed", done));
                  reload();
                },
                this::failed));
  }

  /// Names the only coin that is chosen; an empty text takes its name away.
  void label(String label) {
    Optional<CoinLine> coin = single();
    Optional<Wallet> wallet = live.walletProperty().get();
    if (coin.isEmpty() || wallet.isEmpty() || coin.get().label().equals(label.strip())) {
      return;
    }
    work.run(
        () -> {
          LabelExchange.labelCoin(wallet.get(), coin.get().outpoint(), label.strip());
          return true;
        },
        _ -> reload(),
        this::failed);
  }

  PagedItems<CoinLine> items() {
    return items;
  }

  StringProperty textProperty() {
    return text;
  }

  ObjectProperty<Show> showProperty() {
    return show;
  }

  ObjectProperty<Order<CoinsList.Column>> orderProperty() {
    return order;
  }

  boolean isFiltered() {
    return show.get() != Show.ALL || !text.get().isBlank();
  }

  ReadOnlyObjectProperty<Map<OutPoint, CoinLine>> chosenProperty() {
    return chosen.getReadOnlyProperty();
  }

  /// How many are chosen and what they are worth; empty while none is.
  ReadOnlyStringProperty chosenTextProperty() {
    return chosenText.getReadOnlyProperty();
  }

  ReadOnlyStringProperty countProperty() {
    return count.getReadOnlyProperty();
  }

  /// Why the list is not what it should be; or empty.
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty loadedProperty() {
    return loaded.getReadOnlyProperty();
  }
}
