package org.quantumcoin.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantumcoin.node.NodeConfig;
import org.quantumcoin.node.p2p.OfferedFilters;
import org.quantumcoin.node.p2p.PeerRules;
import org.quantumcoin.node.params.Chain;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.params.Networks;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.FeeRate;

final class NodeConfigReaderTest {
  @TempDir Path folder;

  private NodeConfigReader.Result read(String... args) throws ConfigException {
    String[] all = Arrays.copyOf(args, args.length + 1);
    all[args.length] = "-datadir=" + folder;
    Arguments arguments = Arguments.parse(NodeOptions.table(), all);
    arguments.selectChain();
    return NodeConfigReader.read(arguments);
  }

  private static InetSocketAddress at(String address, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), port);
  }

  private NodeConfig config(String... args) throws ConfigException {
    return read(args).config();
  }

  @Test
  void defaults_areCores() throws ConfigException {
    NodeConfig config = config("-regtest");
    assertThat(config.params().chain()).isEqualTo(Chain.REGTEST);
    assertThat(config.directories().chain()).isEqualTo(folder.resolve("regtest"));
    assertThat(config.directories().blocks())
        .isEqualTo(folder.resolve("regtest/blocks"))
        .isDirectory();
    assertThat(config.chainstate().dbCacheMiB()).isEqualTo(450);
    assertThat(config.mempool().maxBytes()).isEqualTo(300_000_000);
    assertThat(config.mempool().minRelayFee()).isEqualTo(new FeeRate(1_000));
    assertThat(config.mempool().maxDataCarrierBytes()).isEqualTo(83);
    assertThat(config.mempool().requireStandard()).isTrue();
    assertThat(config.peers().listen()).isTrue();
    assertThat(config.peers().maxConnections()).isEqualTo(125);
    assertThat(config.rpc().threads()).isEqualTo(16);
    assertThat(config.rpc().binds()).containsExactly(at("::1", 18443), at("127.0.0.1", 18443));
    assertThat(config.rpc().cookieFile()).hasValue(folder.resolve("regtest/.cookie"));
  }

  @Test
  void filters_areIndexedAndOffered_asAskedFor() throws ConfigException {
    assertThat(config().indexes().blockFilters()).isFalse();
    assertThat(config().peers().rules().filters()).isEqualTo(OfferedFilters.NONE);
    for (String on :
        List.of("-blockfilterindex", "-blockfilterindex=1", "-blockfilterindex=basic")) {
      assertThat(config(on).indexes().blockFilters()).as(on).isTrue();
      assertThat(config(on, "-peerblockfilters").peers().rules().filters())
          .isEqualTo(new OfferedFilters(false, true));
    }
    for (String off : List.of("-blockfilterindex=0", "-noblockfilterindex")) {
      assertThat(config(off).indexes().blockFilters()).as(off).isFalse();
      assertThatThrownBy(() -> config(off, "-peerblockfilters"))
          .isInstanceOf(ConfigException.class)
          .hasMessage("Cannot set -peerblockfilters without -blockfilterindex.");
    }
    assertThatThrownBy(() -> config("-blockfilterindex=v0"))
        .isInstanceOf(ConfigException.class)
        .hasMessage("Unknown -blockfilterindex value v0.");
    assertThat(config("-peerbloomfilters").peers().rules().filters())
        .isEqualTo(new OfferedFilters(true, false));
  }

  @Test
  void connect_switchesListeningOff_unlessAskedFor() throws ConfigException {
    NodeConfigReader.Result read = read("-connect=1.2.3.4");
    assertThat(read.config().peers().listen()).isFalse();
    assertThat(read.config().peers().connectOnly()).isTrue();
    assertThat(read.interactions())
        .contains("parameter interaction: -connect set -> setting -listen=0");
    assertThat(config("-connect=1.2.3.4", "-listen").peers().listen()).isTrue();
  }

  @Test
  void connect_ofZeroOrNegated_dialsNobody() throws ConfigException {
    assertThat(config("-connect=0").peers().connect()).isEmpty();
    assertThat(config("-noconnect").peers().connectOnly()).isTrue();
    assertThat(config().peers().connectOnly()).isFalse();
  }

  @Test
  void whitelist_grantsWhatIsNamed_andRefusesTheRestWithCoresTexts() throws ConfigException {
    PeerRules rules =
        config(
                "-whitelist=noban,in,out@10.0.0.0/8",
                "-whitelist=::1",
                "-whitebind=bloom@1.2.3.4:99")
            .peers()
            .rules();
    assertThat(rules.whitelist()).hasSize(2);
    PeerRules.Range named = rules.whitelist().getFirst();
    assertThat(named.subnet()).hasToString("10.0.0.0/8");
    assertThat(named.grant().permissions().names()).containsExactly("noban", "download");
    assertThat(named.grant().outbound()).isTrue();
    assertThat(rules.whitelist().getLast().grant().implicit()).isTrue();
    assertThat(rules.whitelist().getLast().grant().outbound()).isFalse();
    assertThat(rules.whitebinds().getFirst().grant().permissions().names())
        .containsExactly("bloomfilter");
    assertThat(config("-whitebind=1.2.3.4:99", "-connect=0").peers().listen()).isTrue();
    assertThatThrownBy(() -> config("-whitelist=nobann@1.2.3.4"))
        .hasMessage("Invalid P2P permission: 'nobann'");
    assertThatThrownBy(() -> config("-whitelist=in@1.2.3.4"))
        .hasMessage("Only direction was set, no permissions: 'in@1.2.3.4'");
    assertThatThrownBy(() -> config("-whitelist=noban@1.2.3.4/33"))
        .hasMessage("Invalid netmask specified in -whitelist: '1.2.3.4/33'");
    assertThatThrownBy(() -> config("-whitebind=noban@1.2.3.4"))
        .hasMessage("Need to specify a port with -whitebind: '1.2.3.4'");
    assertThatThrownBy(() -> config("-whitebind=noban,out@1.2.3.4:5"))
        .hasMessage("whitebind may only be used for incoming connections (\"out\" was passed)");
    assertThatThrownBy(() -> config("-forcednsseed", "-dnsseed=0"))
        .hasMessage("Cannot set -forcednsseed to true when setting -dnsseed to false.");
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "1,1048576",
    "500M,524288000",
    "500m,500000000",
    "2k,2000",
    "2K,2048",
    "1T,1099511627776"
  })
  void maxuploadtarget_hasUnits(String text, long bytes) throws ConfigException {
    assertThat(config("-maxuploadtarget=" + text).peers().rules().maxUploadBytes())
        .isEqualTo(bytes);
  }

  @Test
  void maxuploadtarget_thatIsNoSize_isRefused() {
    for (String text : new String[] {"x", "-1", "1Q", "99999999999999999T"}) {
      assertThatThrownBy(() -> config("-maxuploadtarget=" + text))
          .hasMessage("Unable to parse -maxuploadtarget: '" + text + "'");
    }
  }

  @ParameterizedTest
  @CsvSource({"0,4,4", "-1,4,3", "-9,4,1", "1,4,1", "16,4,16", "17,4,16"})
  void par_isResolved(long asked, int cores, int threads) {
    assertThat(NodeConfigReader.scriptThreads(asked, cores)).isEqualTo(threads);
  }

  @Test
  void assumevalid_ofZero_checksAll() throws ConfigException {
    assertThat(config("-assumevalid=0").chainstate().assumeValid()).isEqualTo(BlockHash.ZERO);
    assertThat(config("-assumevalid=0xff").chainstate().assumeValid().toString()).endsWith("00ff");
    assertThatThrownBy(() -> config("-assumevalid=xyz"))
        .hasMessage(
            "Invalid assumevalid block hash specified (xyz), must be up to 64 hex digits (or 0 to disable)");
  }

  @Test
  void mistakes_areRefusedWithCoresTexts() {
    assertThatThrownBy(() -> config("-port=0")).hasMessage("Invalid port specified in -port: '0'");
    assertThatThrownBy(() -> config("-rpcport=65536"))
        .hasMessage("Invalid port specified in -rpcport: '65536'");
    assertThatThrownBy(() -> config("-minrelaytxfee=x"))
        .hasMessage("Invalid amount for -minrelaytxfee=<amount>: 'x'");
    assertThatThrownBy(() -> config("-maxmempool=4"))
        .hasMessage("-maxmempool must be at least 5 MB");
    assertThatThrownBy(() -> config("-prune=550", "-txindex"))
        .hasMessage("Prune mode is incompatible with -txindex.");
    assertThatThrownBy(() -> config("-bind=127.0.0.1", "-listen=0"))
        .hasMessage("Cannot set -bind or -whitebind together with -listen=0");
    assertThatThrownBy(() -> config("-blocksdir=/none"))
        .hasMessage("Specified blocks directory \"/none\" does not exist.");
    assertThatThrownBy(() -> config("-acceptnonstdtxn"))
        .hasMessage("acceptnonstdtxn is not currently supported for main chain");
    assertThatThrownBy(() -> config("-rpcauth=foo")).hasMessage("Invalid -rpcauth argument.");
    assertThatThrownBy(() -> config("-uacomment=a/b"))
        .hasMessage("User Agent comment (a/b) contains unsafe characters.");
  }

  @Test
  void regtestForks_canBeMoved() throws ConfigException {
    NetworkParams moved =
        config("-regtest", "-testactivationheight=segwit@50", "-vbparams=testdummy:5:9:144")
            .params();
    assertThat(moved.consensus().heights().segwit()).isEqualTo(50);
    assertThat(moved.consensus().deployments())
        .anySatisfy(d -> {
          assertThat(d.name()).isEqualTo("testdummy");
          assertThat(d.startTime()).isEqualTo(5);
          assertThat(d.minActivationHeight()).isEqualTo(144);
        });
    assertThatThrownBy(() -> config("-regtest", "-testactivationheight=x"))
        .hasMessage("Invalid format (x) for -testactivationheight=name@height.");
    assertThatThrownBy(() -> config("-regtest", "-testactivationheight=csv@-1"))
        .hasMessage("Invalid height value (csv@-1) for -testactivationheight=name@height.");
    assertThatThrownBy(() -> config("-regtest", "-testactivationheight=x@1"))
        .hasMessage("Invalid name (x@1) for -testactivationheight=name@height.");
    assertThatThrownBy(() -> config("-regtest", "-vbparams=x:1:2"))
        .hasMessage("Invalid deployment (x)");
  }

  @Test
  void maxmempool_atItsLeast_isTaken() throws ConfigException {
    assertThat(config("-maxmempool=5").mempool().maxBytes()).isEqualTo(5_000_000);
  }

  @Test
  void rpcbind_aloneIsIgnored_withAllowIpCounts() throws ConfigException {
    assertThat(config("-rpcbind=0.0.0.0").rpc().binds())
        .extracting(a -> a.getAddress().getHostAddress())
        .containsExactly("0:0:0:0:0:0:0:1", "127.0.0.1");
    assertThat(config("-rpcbind=0.0.0.0:99", "-rpcallowip=10.0.0.0/8").rpc().binds())
        .containsExactly(at("0.0.0.0", 99));
  }

  @Test
  void blocksdir_getsTheChainsFolder() throws ConfigException {
    assertThat(config("-regtest", "-blocksdir=" + folder).directories().blocks())
        .isEqualTo(folder.resolve("regtest/blocks"));
  }

  @Test
  void lock_heldByAnother_isRefusedWithCoresText() throws ConfigException {
    try (DataDirectory.Lock first = DataDirectory.lock(folder)) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> DataDirectory.lock(folder))
          .hasMessage(
              "Cannot obtain a lock on directory %s. QuantumCoin is probably already running."
                  .formatted(folder));
    }
    DataDirectory.lock(folder).close();
  }

  @Test
  void chainFolders_areTheNetworksOwn() {
    for (NetworkParams params : Networks.all()) {
      assertThat(DataDirectory.chainFolder(params.coin(), params.chain()))
          .isEqualTo(params.dataFolder());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.3.4, 1.2.3.4, 9",
    "1.2.3.4:5, 1.2.3.4, 5",
    "[::1]:5, ::1, 5",
    "::1, ::1, 9",
    "[::1], ::1, 9",
    "host:80, host, 80"
  })
  void hostPort_isTakenApart(String text, String host, int port) {
    assertThat(HostPort.parse(text, 9)).hasValue(new HostPort(host, port));
  }

  @ParameterizedTest
  @CsvSource({"0.00001,1000", "1,100000000", ".5,50000000", "22000000,2200000000000000"})
  void money_isRead(String text, long sats) {
    assertThat(Money.parse(text)).hasValue(sats);
  }

  @ParameterizedTest
  @CsvSource({"1e3", "-1", "0.000000001", "22000000.00000001", "''", "1.2.3"})
  void money_outOfForm_isRefused(String text) {
    assertThat(Money.parse(text)).isEmpty();
  }
}
