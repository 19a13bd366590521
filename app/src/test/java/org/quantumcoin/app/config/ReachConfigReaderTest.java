package org.quantumcoin.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantumcoin.node.p2p.ReachOptions;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.PeerNetwork;
import org.quantumcoin.node.p2p.proxy.Proxy;

final class ReachConfigReaderTest {
  @TempDir Path folder;

  private NodeConfigReader.Result read(String... args) throws ConfigException {
    String[] all = Arrays.copyOf(args, args.length + 2);
    all[args.length] = "-datadir=" + folder;
    all[args.length + 1] = "-regtest";
    Arguments arguments = Arguments.parse(NodeOptions.table(), all);
    arguments.selectChain();
    return NodeConfigReader.read(arguments);
  }

  private ReachOptions reach(String... args) throws ConfigException {
    return read(args).config().peers().reach();
  }

  @Test
  void withoutOptions_ipIsReached_andTorIsLookedFor() throws ConfigException {
    ReachOptions reach = reach();
    assertThat(reach.networks()).containsExactlyInAnyOrder(PeerNetwork.IPV4, PeerNetwork.IPV6);
    assertThat(reach.onionAllowed()).isTrue();
    assertThat(reach.proxies().byNetwork()).isEmpty();
    assertThat(reach.proxies().lookUpNames()).isTrue();
    assertThat(reach.own().discover()).isTrue();
    assertThat(reach.own().mapPort()).isFalse();
    assertThat(reach.fixedSeeds()).isTrue();
    assertThat(reach.i2p()).isEmpty();
    assertThat(reach.tor().orElseThrow().control().toString()).endsWith("127.0.0.1:9051");
    assertThat(reach.tor().orElseThrow().configuresProxy()).isTrue();
    assertThat(reach.tor().orElseThrow().keyFile())
        .isEqualTo(folder.resolve("regtest/onion_v3_private_key"));
  }

  @Test
  void proxy_carriesAllButI2p_andHidesUs() throws ConfigException {
    NodeConfigReader.Result result = read("-proxy=127.0.0.1");
    ReachOptions reach = result.config().peers().reach();
    assertThat(reach.proxies().byNetwork().keySet())
        .containsExactlyInAnyOrder(
            PeerNetwork.IPV4, PeerNetwork.IPV6, PeerNetwork.CJDNS, PeerNetwork.ONION);
    Proxy proxy = reach.proxies().names().orElseThrow();
    assertThat(proxy.label()).isEqualTo("127.0.0.1:9050");
    assertThat(proxy.randomizeCredentials()).isTrue();
    assertThat(reach.networks()).contains(PeerNetwork.ONION);
    assertThat(result.config().peers().listen()).isFalse();
    assertThat(reach.own().discover()).isFalse();
    assertThat(reach.tor()).isEmpty();
    assertThat(result.interactions())
        .containsExactly(
            "parameter interaction: -proxy set -> setting -listen=0",
            "parameter interaction: -proxy set -> setting -natpmp=0",
            "parameter interaction: -proxy set -> setting -discover=0",
            "parameter interaction: -listen=0 -> setting -listenonion=0",
            "parameter interaction: -listen=0 -> setting -i2pacceptincoming=0");
  }

  @Test
  void listen_outweighsTheProxy() throws ConfigException {
    assertThat(read("-proxy=127.0.0.1", "-listen").config().peers().listen()).isTrue();
  }

  private static Proxy proxy(ReachOptions reach, PeerNetwork network) {
    return Objects.requireNonNull(reach.proxies().byNetwork().get(network));
  }

  @Test
  void onion_hasAProxyOfItsOwn_orNone() throws ConfigException {
    ReachOptions own =
        reach("-proxy=127.0.0.1:1", "-onion=unix:/run/tor/socks", "-proxyrandomize=0");
    assertThat(proxy(own, PeerNetwork.ONION).label()).isEqualTo("unix:/run/tor/socks");
    assertThat(proxy(own, PeerNetwork.IPV4).label()).isEqualTo("127.0.0.1:1");
    assertThat(proxy(own, PeerNetwork.IPV4).randomizeCredentials()).isFalse();
    for (String none : new String[] {"-noonion", "-onion=0"}) {
      ReachOptions without = reach("-proxy=127.0.0.1:1", none);
      assertThat(without.proxies().byNetwork()).doesNotContainKey(PeerNetwork.ONION);
      assertThat(without.networks()).doesNotContain(PeerNetwork.ONION);
    }
    assertThat(reach("-noproxy").proxies().names()).isEmpty();
    assertThat(reach("-proxy=0").proxies().names()).isEmpty();
    assertThat(reach("-onion=127.0.0.1:2").tor().orElseThrow().configuresProxy()).isFalse();
  }

  @Test
  void onlynet_leavesTheOthersOut() throws ConfigException {
    assertThat(reach("-onlynet=ipv6").networks()).containsExactly(PeerNetwork.IPV6);
    NodeConfigReader.Result onion = read("-onlynet=onion", "-onion=127.0.0.1:9050");
    assertThat(onion.config().peers().reach().networks()).containsExactly(PeerNetwork.ONION);
    assertThat(onion.config().peers().dnsSeed()).isFalse();
    assertThat(onion.interactions())
        .contains("parameter interaction: -onlynet excludes IPv4 and IPv6 -> setting -dnsseed=0");
    assertThat(reach("-onlynet=cjdns", "-cjdnsreachable").networks())
        .containsExactly(PeerNetwork.CJDNS);
    assertThat(reach("-onlynet=i2p", "-i2psam=127.0.0.1").networks())
        .containsExactly(PeerNetwork.I2P);
    ReachOptions later = reach("-onlynet=tor");
    assertThat(later.networks()).as("until Tor tells where its proxy is").isEmpty();
    assertThat(later.onionAllowed()).isTrue();
    assertThat(reach("-onlynet=ipv4").onionAllowed()).isFalse();
  }

  @Test
  void ourAddresses_areThoseGiven() throws ConfigException {
    ReachOptions reach = reach("-externalip=1.2.3.4", "-externalip=[2a00::1]:99");
    assertThat(reach.own().external())
        .extracting(NetAddress::toString)
        .containsExactly("1.2.3.4:18444", "[2a00::1]:99");
    assertThat(reach.own().discover()).isFalse();
  }

  @Test
  void onionBinds_areKeptApart() throws ConfigException {
    NodeConfigReader.Result result = read("-bind=127.0.0.1:5", "-bind=127.0.0.1=onion");
    assertThat(result.config().peers().binds()).hasSize(1);
    assertThat(result.config().peers().reach().own().onionBinds().toString())
        .isEqualTo("[/127.0.0.1:18445]");
  }

  @Test
  void i2p_andAsmap_haveTheirFilesInTheChainsFolder() throws ConfigException {
    ReachOptions.I2p i2p = reach("-i2psam=127.0.0.1").i2p().orElseThrow();
    assertThat(i2p.router().getPort()).isEqualTo(7656);
    assertThat(i2p.acceptsIncoming()).isTrue();
    assertThat(i2p.keyFile()).isEqualTo(folder.resolve("regtest/i2p_private_key"));
    assertThat(read().config().peers().asMap()).isEmpty();
    assertThat(read("-asmap").config().peers().asMap())
        .contains(folder.resolve("regtest/ip_asn.map"));
    assertThat(read("-asmap=/x/y").config().peers().asMap()).contains(Path.of("/x/y"));
    assertThat(read("-noasmap").config().peers().asMap()).isEmpty();
  }

  @Test
  void password_isNotShown() throws ConfigException {
    assertThat(reach("-torpassword=hush").toString()).doesNotContain("hush");
    assertThat(reach("-torpassword=hush").tor().orElseThrow().password()).contains("hush");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-onlynet=mars|Unknown network specified in -onlynet: 'mars'",
        "-onlynet=cjdns|Outbound connections restricted to CJDNS (-onlynet=cjdns) but -cjdnsreachable is not provided",
        "-onlynet=i2p|Outbound connections restricted to i2p (-onlynet=i2p) but -i2psam is not provided",
        "-onlynet=onion -onion=0|Outbound connections restricted to Tor (-onlynet=onion) but the proxy for reaching the Tor network is explicitly forbidden: -onion=0",
        "-onlynet=onion -listenonion=0|Outbound connections restricted to Tor (-onlynet=onion) but the proxy for reaching the Tor network is not provided: none of -proxy, -onion or -listenonion is given",
        "-onlynet=onion -onion=127.0.0.1 -dnsseed|Incompatible options: -dnsseed=1 was explicitly specified, but -onlynet forbids connections to IPv4/IPv6",
        "-proxy=x.invalid -dns=0|Invalid -proxy address or hostname: 'x.invalid'",
        "-proxy=127.0.0.1:99999|Invalid port specified in -proxy: '127.0.0.1:99999'",
        "-torcontrol=127.0.0.1:x|Invalid port specified in -torcontrol: '127.0.0.1:x'",
        "-proxy=unix:|Invalid -proxy address or hostname: 'unix:'",
        "-onion=x.invalid -dns=0|Invalid -onion address or hostname: 'x.invalid'",
        "-i2psam=x.invalid -dns=0|Invalid -i2psam address or hostname: 'x.invalid'",
        "-externalip=x.invalid -dns=0|Cannot resolve -externalip address: 'x.invalid'",
        "-bind=x.invalid=onion|Cannot resolve -bind address: 'x.invalid=onion'",
        "-listen=0 -listenonion=1|Cannot set -listen=0 together with -listenonion=1",
      })
  void mistakes_areRefusedWithCoresTexts(String options, String sentence) {
    List<String> all = List.of(options.split(" ", -1));
    assertThatThrownBy(() -> read(all.toArray(String[]::new))).hasMessage(sentence);
  }
}
