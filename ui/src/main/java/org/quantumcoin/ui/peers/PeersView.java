package org.quantumcoin.ui.peers;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.node.api.PeerAccess.AddedNode;
import org.quantumcoin.node.api.PeerAccess.Ban;
import org.quantumcoin.node.api.PeerDetails;
import org.quantumcoin.ui.control.Facts;
import org.quantumcoin.ui.control.Notes;
import org.quantumcoin.ui.format.Durations;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Quantities;
import org.quantumcoin.ui.format.Times;
import org.quantumcoin.ui.table.Heading;

/// The peers as a table; beside it the chosen one in full, who is banned, and who is kept
/// connected.
final class PeersView extends VBox {
  private static final double SIDE_WIDTH = 340;
  private static final List<Long> BAN_HOURS = List.of(1L, 24L, 7 * 24L, 365 * 24L);
  private static final long USUAL_BAN_HOURS = 24;

  private final PeersViewModel model;
  private final TableView<PeerDetails> table;
  private final StackPane details = new StackPane();
  private final ComboBox<Long> banHours = new ComboBox<>();
  private Optional<PeerDetails> chosen = Optional.empty();

  PeersView(PeersViewModel model) {
    this.model = model;
    getStyleClass().add("page");
    this.table = table();
    banHours.getItems().setAll(BAN_HOURS);
    banHours.setValue(USUAL_BAN_HOURS);
    banHours.setAccessibleText(Messages.text("peers.ban.for"));
    banHours.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable Long hours) {
            return hours == null ? "" : Durations.about(hours * 3_600);
          }

          @Override
          public Long fromString(String text) {
            throw new UnsupportedOperationException("only chosen from the list");
          }
        });
    VBox side = new VBox(details, bans(), added());
    side.getStyleClass().add("side");
    ScrollPane scroll = new ScrollPane(side);
    scroll.setFitToWidth(true);
    scroll.setMinWidth(SIDE_WIDTH);
    scroll.setPrefWidth(SIDE_WIDTH);
    HBox body = new HBox(table, scroll);
    body.getStyleClass().add("toolbar");
    body.setAlignment(Pos.TOP_LEFT);
    HBox.setHgrow(table, Priority.ALWAYS);
    VBox.setVgrow(body, Priority.ALWAYS);
    getChildren().addAll(head(), toolbar(), body);
    table
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(peer -> {
          if (peer != null) {
            choose(Optional.of(peer));
          }
        });
    model.peers().addListener((ListChangeListener<PeerDetails>) _ -> chooseAgain());
    choose(Optional.empty());
  }

  private Node head() {
    Label title = new Label(Messages.text("place.peers"));
    title.getStyleClass().add("page-title");
    Label summary = new Label();
    summary.setId("peers-summary");
    summary.getStyleClass().add("text-muted");
    summary.textProperty().bind(model.summaryProperty());
    HBox head = new HBox(title, summary);
    head.getStyleClass().add("page-head");
    head.setAlignment(Pos.BASELINE_LEFT);
    return head;
  }

  private Node toolbar() {
    TextField node = new TextField();
    node.setId("peers-node");
    node.setPromptText(Messages.text("peers.add.prompt"));
    node.setAccessibleText(Messages.text("peers.add.prompt"));
    node.setPrefColumnCount(20);
    Button add = new Button(Messages.text("peers.add"), new FontIcon("fth-plus"));
    add.setId("peers-add");
    add.disableProperty().bind(node.textProperty().isEmpty());
    Runnable run =
        () -> {
          if (!node.getText().isBlank()) {
            model.addNode(node.getText());
            node.clear();
          }
        };
    add.setOnAction(_ -> run.run());
    node.setOnAction(_ -> run.run());
    ToggleButton network = new ToggleButton(Messages.text("peers.network"));
    network.setId("peers-network");
    network.setGraphic(new FontIcon("fth-globe"));
    model.activeProperty().subscribe(network::setSelected);
    network.setOnAction(_ -> model.setActive(network.isSelected()));
    Label message = new Label();
    message.setId("peers-message");
    message.getStyleClass().add("text-muted");
    message.textProperty().bind(model.messageProperty());
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox bar = new HBox(node, add, message, gap, network);
    bar.getStyleClass().add("toolbar");
    return bar;
  }

  private TableView<PeerDetails> table() {
    TableView<PeerDetails> peers = new TableView<>(model.peers());
    peers.setId("peers-table");
    peers.setAccessibleText(Messages.text("place.peers"));
    peers.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    peers.getStyleClass().add("paged-table");
    column(peers, "peers.address", 125, PeerDetails::address);
    column(
        peers,
        "peers.direction",
        70,
        peer -> Messages.text(peer.inbound() ? "peers.in" : "peers.out"));
    column(peers, "peers.software", 110, PeerDetails::userAgent);
    column(peers, "peers.height", 75, peer -> height(PeersView.height(peer)));
    column(peers, "peers.ping", 70, peer -> ping(peer.pingNanos()));
    StackPane placeholder = new StackPane();
    model
        .loadedProperty()
        .subscribe(loaded ->
            placeholder
                .getChildren()
                .setAll(
                    loaded
                        ? Notes.empty(
                            "fth-users",
                            Messages.text("peers.none.title"),
                            Messages.text("peers.none.text"))
                        : Notes.empty(
                            "fth-clock",
                            Messages.text("peers.wait.title"),
                            Messages.text("peers.wait.text"))));
    peers.setPlaceholder(placeholder);
    return peers;
  }

  private static void column(
      TableView<PeerDetails> table, String key, double width, Function<PeerDetails, String> words) {
    TableColumn<PeerDetails, String> column = new TableColumn<>(Messages.text(key));
    column.setId(key.replace('.', '-'));
    column.setPrefWidth(width);
    column.setCellValueFactory(
        row -> new ReadOnlyStringWrapper(words.apply(row.getValue())).getReadOnlyProperty());
    Heading.plain(column);
    table.getColumns().add(column);
  }

  /// Rows are new with each look; the person's choice is the peer, not the row.
  private void chooseAgain() {
    chosen.ifPresent(before ->
        choose(model.peers().stream().filter(peer -> peer.id() == before.id()).findFirst()));
    chosen.ifPresent(peer -> table.getSelectionModel().select(peer));
  }

  private void choose(Optional<PeerDetails> peer) {
    if (chosen.equals(peer) && !details.getChildren().isEmpty()) {
      return;
    }
    boolean other = !chosen.map(PeerDetails::id).equals(peer.map(PeerDetails::id));
    chosen = peer;
    if (peer.isEmpty()) {
      Label hint = new Label(Messages.text("peers.choose"));
      hint.setWrapText(true);
      hint.getStyleClass().add("text-muted");
      details.getChildren().setAll(hint);
    } else if (other || details.getChildren().isEmpty()) {
      details.getChildren().setAll(new VBox(12, actions(), facts(peer.get())));
    } else if (details.getChildren().getFirst() instanceof VBox box) {
      // The buttons stay, so that one that has the focus keeps it.
      box.getChildren().set(1, facts(peer.get()));
    }
  }

  private Node actions() {
    Button disconnect = new Button(Messages.text("peers.disconnect"), new FontIcon("fth-x-circle"));
    disconnect.setId("peers-disconnect");
    disconnect.setOnAction(_ -> chosen.ifPresent(model::disconnect));
    Button ban = new Button(Messages.text("peers.ban"), new FontIcon("fth-slash"));
    ban.setId("peers-ban");
    ban.setOnAction(_ -> chosen.ifPresent(peer -> model.ban(peer, banHours.getValue())));
    disconnect.setMinWidth(Region.USE_PREF_SIZE);
    ban.setMinWidth(Region.USE_PREF_SIZE);
    FlowPane row = new FlowPane(8, 8, disconnect, ban, banHours);
    row.getStyleClass().add("toolbar");
    return row;
  }

  private static Facts facts(PeerDetails peer) {
    Facts facts =
        new Facts()
            .withCode(Messages.text("peers.address"), peer.address())
            .with(Messages.text("peers.id"), Long.toString(peer.id()))
            .with(Messages.text("peers.type"), peer.connectionType())
            .with(Messages.text("peers.networkname"), peer.network())
            .with(Messages.text("peers.software"), peer.userAgent())
            .with(Messages.text("peers.version"), Integer.toString(peer.version()))
            .with(Messages.text("peers.services"), String.join(", ", peer.serviceNames()))
            .with(Messages.text("peers.since"), Times.seconds(peer.connectedAt()))
            .with(Messages.text("peers.height.start"), height(peer.startingHeight()))
            .with(Messages.text("peers.height.headers"), height(peer.syncedHeaders()))
            .with(Messages.text("peers.height.blocks"), height(peer.syncedBlocks()))
            .with(Messages.text("peers.inflight"), Quantities.count(peer.blocksInFlight().size()))
            .with(Messages.text("peers.ping"), ping(peer.pingNanos()))
            .with(Messages.text("peers.ping.min"), ping(peer.minPingNanos()))
            .with(Messages.text("peers.ping.wait"), ping(peer.pingWaitNanos()))
            .with(
                Messages.text("peers.offset"),
                Messages.text("peers.seconds", peer.timeOffsetSeconds()))
            .with(Messages.text("peers.received"), Quantities.bytes((double) peer.bytesReceived()))
            .with(Messages.text("peers.sent"), Quantities.bytes((double) peer.bytesSent()))
            .with(Messages.text("peers.lastreceived"), ago(peer.lastReceive()))
            .with(Messages.text("peers.lastsent"), ago(peer.lastSend()))
            .with(Messages.text("peers.lasttx"), ago(peer.lastTransaction()))
            .with(Messages.text("peers.lastblock"), ago(peer.lastBlock()))
            .with(Messages.text("peers.relay"), yes(peer.relayTransactions()))
            .with(Messages.text("peers.addrrelay"), yes(peer.addressRelayEnabled()))
            .with(Messages.text("peers.addresses"), addresses(peer))
            .withCode(Messages.text("peers.bind"), peer.addressBind());
    peer.addressLocal().ifPresent(local -> facts.withCode(Messages.text("peers.local"), local));
    return facts.with(Messages.text("peers.transport"), peer.transport());
  }

  private static String addresses(PeerDetails peer) {
    return Messages.text(
        "peers.addresses.count",
        Quantities.count(peer.addressesProcessed()),
        Quantities.count(peer.addressesRateLimited()));
  }

  private static int height(PeerDetails peer) {
    return Math.max(peer.startingHeight(), Math.max(peer.syncedHeaders(), peer.syncedBlocks()));
  }

  private static String height(int height) {
    return height < 0 ? "–" : Quantities.count(height);
  }

  private static String ping(OptionalLong nanos) {
    return nanos.isEmpty()
        ? "–"
        : Messages.text("peers.ping.millis", Quantities.count(nanos.getAsLong() / 1_000_000));
  }

  private static String ago(long unixSeconds) {
    return unixSeconds == 0
        ? "–"
        : Durations.ago(Math.max(0, Instant.now().getEpochSecond() - unixSeconds));
  }

  private static String yes(boolean is) {
    return Messages.text(is ? "peers.yes" : "peers.no");
  }

  private Node bans() {
    return card(
        "peers.bans",
        model.bans(),
        (Ban ban) ->
            row(
                "peers-unban",
                ban.subnet(),
                Messages.text("peers.until", Times.minutes(ban.until())),
                Messages.text("peers.unban"),
                () -> model.unban(ban)));
  }

  private Node added() {
    return card(
        "peers.kept",
        model.added(),
        (AddedNode kept) ->
            row(
                "peers-remove",
                kept.node(),
                Messages.text(kept.isConnected() ? "peers.kept.on" : "peers.kept.off"),
                Messages.text("peers.remove"),
                () -> model.removeNode(kept)));
  }

  /// Takes no room while there is nothing in it.
  private static <T> Node card(String titleKey, ObservableList<T> items, Function<T, Node> row) {
    Label title = new Label(Messages.text(titleKey));
    title.getStyleClass().add("card-title");
    VBox rows = new VBox();
    VBox card = new VBox(title, rows);
    card.getStyleClass().add("card");
    Runnable fill =
        () -> {
          rows.getChildren().setAll(items.stream().map(row).toList());
          card.setVisible(!items.isEmpty());
          card.setManaged(!items.isEmpty());
        };
    items.addListener((ListChangeListener<T>) _ -> fill.run());
    fill.run();
    return card;
  }

  private static Node row(String id, String name, String detail, String action, Runnable run) {
    Label title = new Label(name);
    title.getStyleClass().add("mono");
    Label more = new Label(detail);
    more.getStyleClass().addAll("text-muted", "text-small");
    VBox words = new VBox(title, more);
    HBox.setHgrow(words, Priority.ALWAYS);
    Button button = new Button(action);
    button.setId(id);
    button.setAccessibleText(action + " " + name);
    button.setOnAction(_ -> run.run());
    HBox row = new HBox(words, button);
    row.getStyleClass().add("toolbar");
    return row;
  }
}
