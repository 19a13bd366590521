package org.quantumcoin.ui.peers;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.quantumcoin.node.api.PeerAccess;
import org.quantumcoin.node.api.PeerAccess.AddedNode;
import org.quantumcoin.node.api.PeerAccess.Ban;
import org.quantumcoin.node.api.PeerAccess.PeerAction;
import org.quantumcoin.node.api.PeerAccess.Traffic;
import org.quantumcoin.node.api.PeerDetails;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Quantities;
import org.quantumcoin.ui.task.Refresher;
import org.quantumcoin.ui.task.Work;

/// The peers as they were a moment ago, and what a person does about them.
final class PeersViewModel {
  private static final long PERIOD_MILLIS = 1_000;

  private final Supplier<? extends Optional<? extends PeerAccess>> node;
  private final Work work;
  private final Refresher<Look> refresher;
  private final ObservableList<PeerDetails> peers = FXCollections.observableArrayList();
  private final ObservableList<Ban> bans = FXCollections.observableArrayList();
  private final ObservableList<AddedNode> added = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper active = new ReadOnlyBooleanWrapper(true);
  private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper(false);

  /// Everything of one moment.
  private record Look(
      List<PeerDetails> peers,
      List<Ban> bans,
      List<AddedNode> added,
      Traffic traffic,
      boolean active) {}

  PeersViewModel(Supplier<? extends Optional<? extends PeerAccess>> node, Work work) {
    this.node = node;
    this.work = work;
    this.refresher = new Refresher<>(work, PERIOD_MILLIS, this::show, this::failed);
  }

  void tick(long nowMillis) {
    node.get().ifPresent(access -> refresher.tick(nowMillis, () -> look(access)));
  }

  private void reload() {
    node.get().ifPresent(access -> refresher.now(() -> look(access)));
  }

  private static Look look(PeerAccess access) {
    return new Look(
        access.peerDetails(),
        access.bans(),
        access.addedNodes(),
        access.traffic(),
        access.isNetworkActive());
  }

  private void show(Look look) {
    update(peers, look.peers());
    update(bans, look.bans());
    update(added, look.added());
    active.set(look.active());
    long inbound = look.peers().stream().filter(PeerDetails::inbound).count();
    summary.set(
        Messages.text(
            "peers.summary",
            look.peers().size() - inbound,
            inbound,
            Quantities.bytes((double) look.traffic().receivedBytes()),
            Quantities.bytes((double) look.traffic().sentBytes())));
    loaded.set(true);
  }

  private static <T> void update(ObservableList<T> shown, List<T> now) {
    if (!shown.equals(now)) {
      shown.setAll(now);
    }
  }

  private void failed(Exception problem) {
    message.set(String.valueOf(problem.getMessage()));
  }

  void disconnect(PeerDetails peer) {
    act(
        access -> access.disconnect(peer.id()),
        Messages.text("peers.done.disconnected", peer.address()));
  }

  /// @param hours how long it is kept away
  void ban(PeerDetails peer, long hours) {
    act(
        access -> access.ban(peer.id(), hours * 3_600),
        Messages.text("peers.done.banned", peer.address()));
  }

  void unban(Ban ban) {
    act(access -> access.unban(ban.subnet()), Messages.text("peers.done.unbanned", ban.subnet()));
  }

  void addNode(String text) {
    act(access -> access.addNode(text), Messages.text("peers.done.added", text.strip()));
  }

  void removeNode(AddedNode kept) {
    act(access -> access.removeNode(kept.node()), Messages.text("peers.done.removed", kept.node()));
  }

  void setActive(boolean wanted) {
    if (wanted != active.get()) {
      act(
          access -> access.setNetworkActive(wanted),
          Messages.text(wanted ? "peers.done.on" : "peers.done.off"));
    }
  }

  private void act(Function<PeerAccess, PeerAction> action, String said) {
    Optional<? extends PeerAccess> access = node.get();
    if (access.isEmpty()) {
      message.set(reason(PeerAccess.Reason.NO_NETWORK));
      return;
    }
    PeerAccess at = access.get();
    work.run(
        () -> action.apply(at),
        result -> {
          message.set(
              switch (result) {
                case PeerAction.Done _ -> said;
                case PeerAction.Refused(PeerAccess.Reason why) -> reason(why);
              });
          reload();
        },
        this::failed);
  }

  private static String reason(PeerAccess.Reason why) {
    return Messages.text("peers.refused." + why.name().toLowerCase(Locale.ROOT));
  }

  /// Empty until the first look.
  ReadOnlyBooleanProperty loadedProperty() {
    return loaded.getReadOnlyProperty();
  }

  ObservableList<PeerDetails> peers() {
    return peers;
  }

  ObservableList<Ban> bans() {
    return bans;
  }

  ObservableList<AddedNode> added() {
    return added;
  }

  ReadOnlyStringProperty summaryProperty() {
    return summary.getReadOnlyProperty();
  }

  /// What became of what was asked last.
  ReadOnlyStringProperty messageProperty() {
    return message.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty activeProperty() {
    return active.getReadOnlyProperty();
  }
}
