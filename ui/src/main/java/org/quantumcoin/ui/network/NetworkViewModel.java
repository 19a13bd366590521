package org.quantumcoin.ui.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.quantumcoin.node.api.PeerAccess;
import org.quantumcoin.node.api.PeerAccess.Reach;
import org.quantumcoin.node.api.PeerAccess.Traffic;
import org.quantumcoin.node.api.PeerDetails;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Quantities;
import org.quantumcoin.ui.task.Refresher;
import org.quantumcoin.ui.task.Work;

/// The network as it was a moment ago, in words and in lines of tables.
final class NetworkViewModel {
  private static final long PERIOD_MILLIS = 1_000;
  private static final int MAX_KINDS = 40;

  /// A kind of connection or of message, and what it took.
  record Line(String name, String about, int count, long received, long sent) {}

  /// What is said of the node itself.
  record Facts(
      String received,
      String sent,
      String connections,
      String listening,
      String own,
      String over) {}

  private final Supplier<? extends Optional<? extends PeerAccess>> node;
  private final Refresher<Look> refresher;
  private final ObservableList<Line> connections = FXCollections.observableArrayList();
  private final ObservableList<Line> messages = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper reach = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper reachable = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<Optional<Facts>> facts =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  private record Look(Reach reach, Traffic traffic, List<PeerDetails> peers) {}

  NetworkViewModel(Supplier<? extends Optional<? extends PeerAccess>> node, Work work) {
    this.node = node;
    this.refresher =
        new Refresher<>(
            work,
            PERIOD_MILLIS,
            this::show,
            failed -> problem.set(String.valueOf(failed.getMessage())));
  }

  void tick(long nowMillis) {
    node.get()
        .ifPresent(access ->
            refresher.tick(
                nowMillis, () -> new Look(access.reach(), access.traffic(), access.peerDetails())));
  }

  private void show(Look look) {
    problem.set("");
    long inbound = look.peers().stream().filter(PeerDetails::inbound).count();
    reach.set(reach(look.reach(), inbound));
    reachable.set(inbound > 0);
    facts.set(Optional.of(facts(look, inbound)));
    update(connections, connections(look.peers()));
    update(messages, messages(look.peers()));
  }

  private static <T> void update(ObservableList<T> shown, List<T> now) {
    if (!shown.equals(now)) {
      shown.setAll(now);
    }
  }

  private static String reach(Reach reach, long inbound) {
    if (!reach.active()) {
      return Messages.text("network.off");
    }
    if (inbound > 0) {
      return Messages.text("network.reachable", inbound);
    }
    return Messages.text(reach.listening().isEmpty() ? "network.deaf" : "network.unreached");
  }

  private static Facts facts(Look look, long inbound) {
    TreeSet<String> own =
        look.peers().stream()
            .flatMap(peer -> peer.addressLocal().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    Reach reach = look.reach();
    return new Facts(
        Quantities.bytes((double) look.traffic().receivedBytes()),
        Quantities.bytes((double) look.traffic().sentBytes()),
        Messages.text(
            "network.connections", look.peers().size() - inbound, inbound, reach.maxConnections()),
        reach.listening().isEmpty()
            ? Messages.text("network.listening.none")
            : String.join(", ", reach.listening()),
        own.isEmpty() ? Messages.text("network.own.none") : String.join(", ", own),
        Messages.text("network.over", networks(reach.networks())));
  }

  private static String networks(List<String> names) {
    return names.stream()
        .map(name ->
            switch (name) {
              case "ipv4" -> "IPv4";
              case "ipv6" -> "IPv6";
              default -> name;
            })
        .collect(Collectors.joining(", "));
  }

  private static List<Line> connections(List<PeerDetails> peers) {
    Map<String, List<PeerDetails>> byType =
        peers.stream()
            .collect(
                Collectors.groupingBy(
                    PeerDetails::connectionType, TreeMap::new, Collectors.toList()));
    List<Line> lines = new ArrayList<>();
    byType.forEach((type, all) ->
        lines.add(
            new Line(
                type,
                about(type),
                all.size(),
                all.stream().mapToLong(PeerDetails::bytesReceived).sum(),
                all.stream().mapToLong(PeerDetails::bytesSent).sum())));
    return lines;
  }

  /// What a kind of connection is for, and what it costs.
  static String about(String type) {
    return switch (type) {
      case "outbound-full-relay" -> Messages.text("network.type.full");
      case "block-relay-only" -> Messages.text("network.type.blocks");
      case "inbound" -> Messages.text("network.type.inbound");
      case "manual" -> Messages.text("network.type.manual");
      case "addr-fetch" -> Messages.text("network.type.addresses");
      case "feeler" -> Messages.text("network.type.feeler");
      default -> Messages.text("network.type.other");
    };
  }

  private static List<Line> messages(List<PeerDetails> peers) {
    Map<String, Long> received = new TreeMap<>();
    Map<String, Long> sent = new TreeMap<>();
    for (PeerDetails peer : peers) {
      peer.bytesReceivedPerMessage()
          .forEach((kind, bytes) -> received.merge(kind, bytes, Long::sum));
      peer.bytesSentPerMessage().forEach((kind, bytes) -> sent.merge(kind, bytes, Long::sum));
    }
    TreeSet<String> kinds = new TreeSet<>(received.keySet());
    kinds.addAll(sent.keySet());
    return kinds.stream()
        .map(kind ->
            new Line(kind, "", 0, received.getOrDefault(kind, 0L), sent.getOrDefault(kind, 0L)))
        .sorted(
            Comparator.comparingLong((Line line) -> line.received() + line.sent())
                .reversed()
                .thenComparing(Line::name))
        .limit(MAX_KINDS)
        .toList();
  }

  /// Whether others reach this node, in a sentence.
  ReadOnlyStringProperty reachProperty() {
    return reach.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty reachableProperty() {
    return reachable.getReadOnlyProperty();
  }

  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /// Empty until it was asked.
  ReadOnlyObjectProperty<Optional<Facts>> factsProperty() {
    return facts.getReadOnlyProperty();
  }

  /// By kind of connection.
  ObservableList<Line> connections() {
    return connections;
  }

  /// By kind of message, of the peers that are connected; those that took most first.
  ObservableList<Line> messages() {
    return messages;
  }
}
