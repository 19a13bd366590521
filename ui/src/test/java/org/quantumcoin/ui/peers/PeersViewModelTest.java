package org.quantumcoin.ui.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.api.PeerAccess;
import org.quantumcoin.node.api.PeerAccess.AddedNode;
import org.quantumcoin.node.api.PeerAccess.Ban;
import org.quantumcoin.node.api.PeerAccess.PeerAction;
import org.quantumcoin.node.api.PeerAccess.Reason;
import org.quantumcoin.node.api.PeerAccess.Traffic;
import org.quantumcoin.node.api.PeerDetails;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.testing.FakeRole;

class PeersViewModelTest {
  private final List<String> asked = new ArrayList<>();
  private final PeersViewModel model =
      new PeersViewModel(() -> Optional.of(node()), FakeRole.work());

  private PeerAction answer = new PeerAction.Done(1);

  @BeforeEach
  void english() {
    Messages.use(Locale.ENGLISH);
  }

  private PeerAccess node() {
    return new FakeRole<>(PeerAccess.class)
        .answer("peerDetails", List.of(peer(1, true), peer(2, false), peer(3, false)))
        .answer("bans", List.of(new Ban("192.0.2.0/24", 1, 2)))
        .answer("addedNodes", List.of(new AddedNode("seed", List.of())))
        .answer("traffic", new Traffic(2048, 1024))
        .answer("isNetworkActive", true)
        .answer("ban", given -> asked("ban " + given[0] + " " + given[1]))
        .answer("disconnect", given -> asked("disconnect " + given[0]))
        .answer("setNetworkActive", given -> asked("network " + given[0]))
        .make();
  }

  private PeerAction asked(String what) {
    asked.add(what);
    return answer;
  }

  private static PeerDetails peer(long id, boolean inbound) {
    return new PeerDetails(
        id,
        "192.0.2." + id + ":8333",
        "192.0.2.99:8333",
        Optional.empty(),
        "ipv4",
        1,
        List.of("NETWORK"),
        true,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        70016,
        "/x/",
        inbound,
        -1,
        -1,
        -1,
        List.of(),
        true,
        0,
        0,
        0,
        Map.of(),
        Map.of(),
        "manual",
        "v1",
        "",
        List.of());
  }

  @Test
  void look_showsPeersBansAndTraffic() {
    assertThat(model.loadedProperty().get()).isFalse();
    model.tick(0);
    assertThat(model.loadedProperty().get()).isTrue();
    assertThat(model.peers()).hasSize(3);
    assertThat(model.bans()).hasSize(1);
    assertThat(model.added()).hasSize(1);
    assertThat(model.summaryProperty().get())
        .isEqualTo("2 outbound, 1 inbound · 2.00 KiB received, 1.00 KiB sent");
  }

  @Test
  void ban_isForHours_andSaysWhatBecameOfIt() {
    model.ban(peer(2, false), 24);
    assertThat(asked).containsExactly("ban 2 86400");
    assertThat(model.messageProperty().get()).isEqualTo("192.0.2.2:8333 is banned.");
    assertThat(model.peers()).hasSize(3);
    answer = new PeerAction.Refused(Reason.ALREADY_BANNED);
    model.ban(peer(2, false), 1);
    assertThat(model.messageProperty().get()).isEqualTo("It is banned already.");
  }

  @Test
  void everyRefusal_hasASentence() {
    for (Reason reason : Reason.values()) {
      answer = new PeerAction.Refused(reason);
      model.disconnect(peer(1, true));
      assertThat(model.messageProperty().get()).endsWith(".");
    }
  }

  @Test
  void network_isSwitchedOnlyWhenThatIsAChange() {
    model.tick(0);
    model.setActive(true);
    assertThat(asked).isEmpty();
    model.setActive(false);
    assertThat(asked).containsExactly("network false");
  }

  @Test
  void withoutANode_nothingCanBeDone() {
    PeersViewModel early = new PeersViewModel(Optional::empty, FakeRole.work());
    early.tick(0);
    early.addNode("seed");
    assertThat(early.loadedProperty().get()).isFalse();
    assertThat(early.messageProperty().get()).isEqualTo("The node does not talk to others yet.");
  }
}
