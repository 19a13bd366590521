package org.quantumcoin.node.p2p;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PeerRulesTest {
  private static final InetAddress FRIEND = InetAddress.ofLiteral("10.1.2.3");
  private static final InetAddress STRANGER = InetAddress.ofLiteral("8.8.8.8");
  private static final InetSocketAddress HERE =
      new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 8333);

  private static PeerRules.Range range(String text) {
    Grant.Parsed parsed = Grant.parse(text, false);
    return new PeerRules.Range(Subnet.parse(parsed.target()).orElseThrow(), parsed.grant());
  }

  private static PeerRules rules(
      List<PeerRules.Range> ranges, List<PeerRules.Bind> binds, boolean relay, boolean force) {
    return new PeerRules(ranges, binds, relay, force, false, 0);
  }

  @Test
  void namedPermissions_areForTheDirectionsNamed() {
    PeerRules rules =
        rules(
            List.of(range("forcerelay@10.0.0.0/8"), range("out,addr@10.0.0.0/8")),
            List.of(),
            true,
            false);
    assertThat(rules.inbound(FRIEND, HERE).names()).containsExactly("forcerelay", "relay");
    assertThat(rules.manual(FRIEND).names()).containsExactly("addr");
    assertThat(rules.inbound(STRANGER, HERE).names()).isEmpty();
    assertThat(rules.manual(STRANGER).names()).isEmpty();
  }

  @Test
  void withoutNames_theOperatorsDefaultsHold() {
    List<PeerRules.Range> ranges = List.of(range("10.0.0.0/8"));
    assertThat(rules(ranges, List.of(), true, false).inbound(FRIEND, HERE).names())
        .containsExactly("noban", "relay", "mempool", "download");
    assertThat(rules(ranges, List.of(), false, false).inbound(FRIEND, HERE).names())
        .containsExactly("noban", "mempool", "download");
    assertThat(rules(ranges, List.of(), true, true).inbound(FRIEND, HERE).names())
        .containsExactly("noban", "forcerelay", "relay", "mempool", "download");
    assertThat(rules(ranges, List.of(), true, false).manual(FRIEND).names()).isEmpty();
  }

  @Test
  void whitebind_isForThoseWhoConnectThere() {
    Grant grant = Grant.parse("all@x", true).grant();
    PeerRules rules = rules(List.of(), List.of(new PeerRules.Bind(HERE, grant)), true, false);
    assertThat(rules.inbound(STRANGER, HERE).names())
        .containsExactly(
            "bloomfilter", "noban", "forcerelay", "relay", "mempool", "download", "addr");
    InetSocketAddress elsewhere = new InetSocketAddress(HERE.getAddress(), 8334);
    assertThat(rules.inbound(STRANGER, elsewhere).names()).isEmpty();
  }
}
