package org.quantumcoin.ui.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.api.PeerAccess;
import org.quantumcoin.node.api.PeerAccess.Reach;
import org.quantumcoin.node.api.PeerAccess.Traffic;
import org.quantumcoin.node.api.PeerDetails;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.testing.FakeRole;

class NetworkViewModelTest {
  private static final Reach LISTENING =
      new Reach(true, List.of("0.0.0.0:8333"), 125, true, List.of("ipv4", "ipv6"));

  @BeforeEach
  void english() {
    Messages.use(Locale.ENGLISH);
  }

  private static PeerDetails peer(long id, boolean inbound, long received) {
    return new PeerDetails(
        id,
        "192.0.2.1:8333",
        "",
        Optional.of("198.51.100.7:8333"),
        "ipv4",
        0,
        List.of(),
        true,
        0,
        0,
        0,
        0,
        10,
        received,
        0,
        0,
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        70_016,
        "",
        inbound,
        0,
        0,
        0,
        List.of(),
        true,
        0,
        0,
        0,
        Map.of("inv", 10L),
        Map.of("block", received),
        inbound ? "inbound" : "outbound-full-relay",
        "v2",
        "",
        List.of());
  }

  private static NetworkViewModel model(Reach reach, PeerDetails... peers) {
    PeerAccess node =
        new FakeRole<>(PeerAccess.class)
            .answer("reach", reach)
            .answer("traffic", new Traffic(2_048, 1_024))
            .answer("peerDetails", List.of(peers))
            .make();
    NetworkViewModel model = new NetworkViewModel(() -> Optional.of(node), FakeRole.work());
    model.tick(0);
    return model;
  }

  @Test
  void reach_isToldInASentence() {
    assertThat(model(LISTENING, peer(1, true, 5)).reachProperty().get())
        .contains("1 connection came in");
    assertThat(model(LISTENING, peer(1, false, 5)).reachProperty().get())
        .contains("Nobody has connected");
    assertThat(model(new Reach(true, List.of(), 125, true, List.of())).reachProperty().get())
        .contains("-listen=0");
    assertThat(model(Reach.NONE).reachProperty().get()).contains("switched off");
  }

  @Test
  void bytes_areSummedByKind() {
    NetworkViewModel model =
        model(LISTENING, peer(1, false, 5), peer(2, false, 7), peer(3, true, 100));
    assertThat(model.connections())
        .extracting(NetworkViewModel.Line::name, NetworkViewModel.Line::count)
        .containsExactly(tuple("inbound", 1), tuple("outbound-full-relay", 2));
    assertThat(model.messages().getFirst())
        .isEqualTo(new NetworkViewModel.Line("block", "", 0, 112, 0));
    assertThat(model.factsProperty().get().orElseThrow().own()).isEqualTo("198.51.100.7:8333");
    assertThat(model.factsProperty().get().orElseThrow().received()).isEqualTo("2.00 KiB");
  }
}
