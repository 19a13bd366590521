package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.app.config.Arguments;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.app.config.NodeConfigReader;
import org.quantumcoin.app.config.NodeOptions;
import org.quantumcoin.node.p2p.proxy.Socks5Server;
import tools.jackson.databind.JsonNode;

/// Networks, proxies and addresses of our own beside a bitcoind with the same options.
@Timeout(240)
final class ReachInteropTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ONION =
      "pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nubxndf4pscryd.onion";

  @TempDir Path folder;

  private static final List<List<String>> MISTAKES =
      List.of(
          List.of("-onlynet=mars"),
          List.of("-onlynet=cjdns"),
          List.of("-onlynet=i2p"),
          List.of("-onlynet=onion", "-onion=0"),
          List.of("-onlynet=onion", "-listenonion=0"),
          List.of("-onlynet=onion", "-onion=127.0.0.1", "-dnsseed=1"),
          List.of("-proxy=x.invalid", "-dns=0"),
          List.of("-proxy=127.0.0.1:99999"),
          List.of("-onion=x.invalid", "-dns=0"),
          List.of("-i2psam=x.invalid", "-dns=0"),
          List.of("-externalip=x.invalid", "-dns=0"),
          List.of("-bind=x.invalid=onion"),
          List.of("-listen=0", "-listenonion=1"));

  @Test
  void optionsThatCannotBe_areRefusedInTheSameWords() throws Exception {
    Bitcoind.assumeAvailable();
    for (List<String> options : MISTAKES) {
      assertThat("Error: " + ours(options)).as("%s", options).isEqualTo(theirs(options));
    }
  }

  private String ours(List<String> options) throws ConfigException {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("-coin=bitcoin", "-regtest", "-datadir=" + folder));
    Arguments arguments = Arguments.parse(NodeOptions.table(), all.toArray(String[]::new));
    arguments.selectChain();
    try {
      NodeConfigReader.read(arguments);
      return "";
    } catch (ConfigException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private String theirs(List<String> options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getenv("BITCOIND_BIN"), "bitcoind").toString());
    command.addAll(List.of("-regtest", "-datadir=" + folder, "-printtoconsole=0", "-server=0"));
    command.addAll(options);
    Path console = folder.resolve("console");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(console.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readString(console).strip();
  }

  private static void compare(String... options) {
    try (Bitcoind theirs = Bitcoind.start(options);
        OurNode ours = OurNode.start(options)) {
      JsonNode their = theirs.call("getnetworkinfo");
      JsonNode our = ours.call("getnetworkinfo");
      assertThat(our.get("networks")).isEqualTo(their.get("networks"));
      assertThat(addresses(our, ours.p2pPort())).isEqualTo(addresses(their, theirs.p2pPort()));
    }
  }

  /// In one order and without the port that each listens at: each program has its own.
  private static Set<String> addresses(JsonNode info, int port) {
    Set<String> all = new TreeSet<>();
    info.get("localaddresses")
        .forEach(each -> all.add(each.toString().replace("\"port\":" + port, "\"port\":own")));
    return all;
  }

  @Test
  void networks_andOurAddresses_areToldAlike() {
    compare("-externalip=8.8.4.4", "-externalip=[2a00::5]:7", "-externalip=8.8.4.4:9");
    compare(
        "-proxy=127.0.0.1:9",
        "-onion=unix:/tmp/no-such-socket",
        "-externalip=" + ONION,
        "-onlynet=ipv4",
        "-onlynet=onion");
    compare(
        "-proxy=[::1]:1234",
        "-proxyrandomize=0",
        "-noonion",
        "-i2psam=127.0.0.1:7",
        "-i2pacceptincoming=0",
        "-cjdnsreachable",
        "-externalip=fc32:17ea:e415:c3bf:9808:149d:b5a2:c9aa");
  }

  @Test
  void throughAProxy_bothReachEachOther_byNameAlone() throws IOException {
    try (Socks5Server server = Socks5Server.open();
        Bitcoind theirs = Bitcoind.start("-proxy=" + server.label());
        OurNode ours = OurNode.start("-proxy=" + server.label())) {
      server.lead("ours.invalid", ours.p2pPort());
      server.lead("theirs.invalid", theirs.p2pPort());
      server.lead(ONION, theirs.p2pPort());
      ours.call("addnode", "theirs.invalid:18444", "onetry");
      ours.call("addnode", ONION, "onetry");
      theirs.call("addnode", "ours.invalid:18444", "onetry");
      Bitcoind.await(
          PATIENCE,
          "connected",
          () ->
              outbound(ours.call("getpeerinfo")).size() == 2
                  && outbound(theirs.call("getpeerinfo")).size() == 1);
      assertThat(outbound(ours.call("getpeerinfo")))
          .containsExactlyInAnyOrder(
              "theirs.invalid:18444 not_publicly_routable", ONION + " onion");
      assertThat(outbound(theirs.call("getpeerinfo")))
          .containsExactly("ours.invalid:18444 not_publicly_routable");
      assertThat(server.requests())
          .extracting(Socks5Server.Request::login)
          .doesNotContain("")
          .doesNotHaveDuplicates();
    }
  }

  private static List<String> outbound(JsonNode peers) {
    List<String> all = new ArrayList<>();
    for (JsonNode peer : peers) {
      if (!peer.get("inbound").asBoolean() && peer.get("bytesrecv_per_msg").has("verack")) {
        all.add(peer.get("addr").asString() + " " + peer.get("network").asString());
      }
    }
    return all;
  }

  @Test
  void ourAddress_isAnnounced_onceWeAreInSync() {
    try (Bitcoind theirs = Bitcoind.start();
        OurNode ours = OurNode.start("-externalip=8.8.4.4")) {
      theirs.generate(1);
      ours.call("addnode", "127.0.0.1:" + theirs.p2pPort(), "add");
      Bitcoind.await(
          PATIENCE,
          "our address",
          () -> theirs.call("getnodeaddresses", 0).toString().contains("\"8.8.4.4\""));
      JsonNode told = theirs.call("getnodeaddresses", 0).get(0);
      assertThat(told.get("port").asInt()).isEqualTo(ours.p2pPort());
    }
  }

  @Test
  void inboundOnionConnections_areOfOnion() {
    int port = Bitcoind.freePort();
    try (Bitcoind theirs = Bitcoind.start();
        OurNode ours = OurNode.start("-bind=127.0.0.1:" + port + "=onion")) {
      theirs.call("addnode", "127.0.0.1:" + port, "onetry");
      Bitcoind.await(PATIENCE, "connected", () -> ours.call("getpeerinfo").size() == 1);
      assertThat(ours.call("getpeerinfo").get(0).get("network").asString()).isEqualTo("onion");
    }
  }
}
