package org.quantumcoin.node.p2p;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SubnetTest {
  @ParameterizedTest
  @CsvSource({
    "1.2.3.4, 1.2.3.4, true",
    "1.2.3.4, 1.2.3.5, false",
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "10.0.0.0/255.0.0.0, 10.1.2.3, true",
    "192.168.1.128/25, 192.168.1.128, true",
    "192.168.1.128/25, 192.168.1.127, false",
    "0.0.0.0/0, 9.9.9.9, true",
    "0.0.0.0/0, ::1, false",
    "::/0, ::1, true",
    "2001:db8::/32, 2001:db8:1::1, true",
    "2001:db8::/32, 2001:db9::1, false"
  })
  void contains_comparesThePrefix(String subnet, String address, boolean inside) {
    assertThat(Subnet.parse(subnet).orElseThrow().contains(InetAddress.ofLiteral(address)))
        .isEqualTo(inside);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "host", "1.2.3.4/33", "1.2.3.4/255.0.255.0", "::1/129", "1.2.3.4/"})
  void parse_ofNonsense_isEmpty(String text) {
    assertThat(Subnet.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.3.4, 1.2.3.4/32",
    "1.2.3.4/24, 1.2.3.0/24",
    "1.2.3.4/255.254.0.0, 1.2.0.0/15",
    "9.9.9.9/0, 0.0.0.0/0",
    "::1, ::1/128",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1/128",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1/128",
    "2001:db8:ffff::/33, 2001:db8:8000::/33",
    "::/0, ::/0"
  })
  void masked_isTheFirstAddress_inItsShortForm(String subnet, String text) {
    assertThat(Subnet.parse(subnet).orElseThrow().masked()).hasToString(text);
  }
}
