package org.quantumcoin.node.p2p.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.p2p.message.NetAddress;

final class NetGroupTest {
  private static String group(String host) {
    return Hex.encode(NetGroup.of(NetAddress.parseHost(host, 8333).orElseThrow()).bytes());
  }

  @Test
  void groups_areCores() {
    // Core's netbase_tests.cpp, "netbase_getgroup", has the same cases.
    assertThat(group("127.0.0.1")).isEqualTo("00");
    assertThat(group("10.0.0.1")).isEqualTo("00");
    assertThat(group("169.254.1.1")).isEqualTo("00");
    assertThat(group("1.2.3.4")).isEqualTo("010102");
    assertThat(group("::FFFF:0:102:304")).isEqualTo("010102");
    assertThat(group("64:FF9B::102:304")).isEqualTo("010102");
    assertThat(group("2002:102:304:9999:9999:9999:9999:9999")).isEqualTo("010102");
    assertThat(group("2001:0:9999:9999:9999:9999:FEFD:FCFB")).isEqualTo("010102");
    assertThat(group("2001:470:abcd:9999:9999:9999:9999:9999")).isEqualTo("0220010470af");
    assertThat(group("2001:2001:9999:9999:9999:9999:9999:9999")).isEqualTo("0220012001");
    assertThat(group("pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nubxndf4pscryd.onion"))
        .isEqualTo("037f");
    assertThat(NetGroup.of(NetAddress.internal("foo.com")))
        .isNotEqualTo(NetGroup.of(NetAddress.internal("bar.com")));
    assertThat(NetGroup.of(NetAddress.internal("foo.com")).bytes()).hasSize(11);
  }
}
