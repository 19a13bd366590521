package org.quantumcoin.tests.gui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.app.DesktopSession;
import org.quantumcoin.app.config.Arguments;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.app.config.NodeOptions;
import org.quantumcoin.node.api.BlockDetails;
import org.quantumcoin.node.api.ConsoleAccess;
import org.quantumcoin.node.api.MempoolAccess;
import org.quantumcoin.node.api.NodeApi;
import org.quantumcoin.node.api.PeerAccess;
import org.quantumcoin.node.api.PeerDetails;
import org.quantumcoin.node.api.TransactionDetails;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.tests.interop.Bitcoind;
import org.quantumcoin.ui.NodeSession;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// What a window is shown of a running node agrees with what RPC says of it.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NodeApiTest {
  private static final String PAYS = "qcrt1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqrehzm8";
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private static NodeSession session;
  private static NodeApi node;
  private static ConsoleAccess console;

  @BeforeAll
  static void open() throws ConfigException {
    String[] words = {
      "-practice",
      "-regtest",
      "-datadir=" + folder,
      "-connect=0",
      "-listen=0",
      "-server=0",
      "-miningaddress=" + PAYS
    };
    Arguments arguments = Arguments.parse(NodeOptions.table(), words);
    arguments.checkDataDirectory();
    arguments.readConfigFiles(System.err);
    arguments.selectChain();
    session = DesktopSession.start(arguments);
    Bitcoind.await(
        PATIENCE, "the node runs", () -> session.state() instanceof NodeSession.State.Running);
    NodeSession.State.Running running = (NodeSession.State.Running) session.state();
    node = running.node();
    console = running.console();
    Bitcoind.await(PATIENCE, "the tip", () -> node.chain().height() >= 120);
  }

  @AfterAll
  static void close() {
    if (session != null) {
      session.stop(_ -> {});
    }
  }

  private static String run(String line) {
    ConsoleAccess.Reply reply = console.run(line, Optional.empty());
    assertThat(reply).as(line).isInstanceOf(ConsoleAccess.Reply.Result.class);
    return ((ConsoleAccess.Reply.Result) reply).text();
  }

  private static JsonNode json(String line) {
    return JSON.readTree(run(line));
  }

  @Test
  @Order(1)
  void peers_areThoseOfRpc() {
    Bitcoind.await(
        PATIENCE,
        "a peer's version",
        () -> node.peerDetails().stream().anyMatch(peer -> peer.version() > 0));
    JsonNode rpc = json("getpeerinfo()[0]");
    PeerDetails peer = node.peerDetails().getFirst();
    assertThat(peer.id()).isEqualTo(rpc.path("id").longValue());
    assertThat(peer.address()).isEqualTo(rpc.path("addr").stringValue());
    assertThat(peer.addressBind()).isEqualTo(rpc.path("addrbind").stringValue());
    assertThat(peer.network()).isEqualTo(rpc.path("network").stringValue());
    assertThat("%016x".formatted(peer.services())).isEqualTo(rpc.path("services").stringValue());
    assertThat(peer.serviceNames()).hasSize(rpc.path("servicesnames").size());
    assertThat(peer.connectedAt()).isEqualTo(rpc.path("conntime").longValue());
    assertThat(peer.version()).isEqualTo(rpc.path("version").intValue());
    assertThat(peer.userAgent()).isEqualTo(rpc.path("subver").stringValue()).contains("practice");
    assertThat(peer.inbound()).isEqualTo(rpc.path("inbound").booleanValue());
    assertThat(peer.startingHeight()).isEqualTo(rpc.path("startingheight").intValue());
    assertThat(peer.connectionType()).isEqualTo(rpc.path("connection_type").stringValue());
    assertThat(peer.transport()).isEqualTo(rpc.path("transport_protocol_type").stringValue());
    assertThat(node.addedNodes())
        .containsExactly(new PeerAccess.AddedNode(peer.address(), List.of(peer.address())));
  }

  @Test
  @Order(2)
  void mempool_isThatOfRpc() {
    // The partner pays now and then, and mines now and then: some look falls between.
    Bitcoind.await(
        PATIENCE,
        "a look at one and the same mempool",
        () -> {
          List<String> before =
              JSON.readTree(run("getrawmempool")).valueStream().map(JsonNode::stringValue).toList();
          MempoolAccess.EntryPage page =
              node.entries(MempoolAccess.EntryOrder.ARRIVAL, false, 0, 1_000);
          List<MempoolAccess.NextBlock> next = node.nextBlocks(1);
          JsonNode info = json("getmempoolinfo [1,5,10]");
          boolean same =
              !before.isEmpty()
                  && page.entries().stream()
                      .map(entry -> entry.txid().toString())
                      .sorted()
                      .toList()
                      .equals(before.stream().sorted().toList())
                  && info.path("size").intValue() == before.size();
          if (same) {
            JsonNode entry = json("getmempoolentry " + page.entries().getFirst().txid());
            MempoolAccess.Entry first = page.entries().getFirst();
            assertThat(first.virtualSize()).isEqualTo(entry.path("vsize").longValue());
            assertThat(first.weight()).isEqualTo(entry.path("weight").intValue());
            assertThat(first.ancestors()).isEqualTo(entry.path("ancestorcount").intValue());
            assertThat(next.getFirst().transactions()).hasSize(before.size());
          }
          return same;
        });
  }

  @Test
  @Order(3)
  void blocksAndTransactions_areThoseOfRpc() {
    int height = node.chain().height();
    JsonNode rpc = json("getblock(getblockhash(" + height + "), 3)");
    BlockDetails block = node.blockAt(height).orElseThrow();
    BlockDetails.Contents contents = block.contents().orElseThrow();
    assertThat(block.ref().hash()).hasToString(rpc.path("hash").stringValue());
    assertThat(block.versionHex()).isEqualTo(rpc.path("versionHex").stringValue());
    assertThat(block.merkleRoot()).hasToString(rpc.path("merkleroot").stringValue());
    assertThat(block.nonce()).isEqualTo(rpc.path("nonce").longValue());
    assertThat(block.bits()).isEqualTo(rpc.path("bits").stringValue());
    assertThat(block.target()).isEqualTo(rpc.path("target").stringValue());
    // RPC writes sixteen digits.
    assertThat(block.difficulty())
        .isCloseTo(rpc.path("difficulty").doubleValue(), withinPercentage(1e-9));
    assertThat(block.chainWork()).isEqualTo(rpc.path("chainwork").stringValue());
    assertThat(contents.sizeBytes()).isEqualTo(rpc.path("size").intValue());
    assertThat(contents.strippedSizeBytes()).isEqualTo(rpc.path("strippedsize").intValue());
    assertThat(contents.weight()).isEqualTo(rpc.path("weight").intValue());
    assertThat(contents.transactions()).isEqualTo(rpc.path("nTx").intValue());

    for (JsonNode tx : rpc.path("tx")) {
      TransactionDetails details =
          node.transaction(Txid.fromHex(tx.path("txid").stringValue())).orElseThrow();
      assertThat(details.wtxid()).hasToString(tx.path("hash").stringValue());
      assertThat(details.virtualSize()).isEqualTo(tx.path("vsize").intValue());
      assertThat(details.outputs()).hasSize(tx.path("vout").size());
      JsonNode script = tx.path("vout").path(0).path("scriptPubKey");
      TransactionDetails.Output output = details.outputs().getFirst();
      assertThat(output.address().orElse("")).isEqualTo(script.path("address").asString(""));
      assertThat(output.type()).isEqualTo(script.path("type").stringValue());
      assertThat(output.scriptHex()).isEqualTo(script.path("hex").stringValue());
      assertThat(output.scriptAsm()).isEqualTo(script.path("asm").stringValue());
    }
  }

  @Test
  @Order(4)
  void storage_isThatOfRpc() {
    Bitcoind.await(
        PATIENCE,
        "a look between two blocks",
        () -> {
          var storage = node.storage();
          return storage.blockBytes() + storage.undoBytes()
              == json("getblockchaininfo").path("size_on_disk").longValue();
        });
    assertThat(node.storage().freeBytes()).isPresent();
  }

  @Test
  @Order(5)
  void console_completesAndHelps_withEveryMethodOfTheNode() {
    assertThat(console.methods()).contains("getblock", "sendtoaddress", "setban");
    assertThat(console.help("setban").orElseThrow()).startsWith("setban \"subnet\" \"command\"");
    for (String method :
        List.of(
            "walletpassphrase",
            "walletpassphrasechange",
            "encryptwallet",
            "createwallet",
            "createwalletfromwords",
            "importdescriptors",
            "signmessagewithprivkey",
            "signrawtransactionwithkey",
            "sweepprivkeys",
            "signwithtoken",
            "signproposal")) {
      assertThat(console.methods()).contains(method);
      assertThat(console.forHistory(method + " x y z")).isEqualTo(method + "(…)");
    }
    assertThat(console.forHistory("getblockhash 5")).isEqualTo("getblockhash 5");
    assertThat(console.forHistory("sendtoaddress a 1")).isEqualTo("sendtoaddress a 1");
  }

  @Test
  @Order(6)
  void ban_endsTheConnectionForGood_untilItIsTakenBack() {
    PeerDetails peer = node.peerDetails().getFirst();
    assertThat(node.ban("127.0.0.1", 600)).isEqualTo(new PeerAccess.PeerAction.Done(1));
    assertThat(node.ban("127.0.0.1", 600)).isEqualTo(refused(PeerAccess.Reason.ALREADY_BANNED));
    assertThat(node.ban("somewhere", 600)).isEqualTo(refused(PeerAccess.Reason.NOT_AN_ADDRESS));
    assertThat(node.addedNodes()).isEmpty();
    Bitcoind.await(PATIENCE, "no peer", () -> node.peers().isEmpty());
    JsonNode rpc = json("listbanned()[0]");
    PeerAccess.Ban ban = node.bans().getFirst();
    assertThat(ban.subnet()).isEqualTo("127.0.0.1/32").isEqualTo(rpc.path("address").stringValue());
    assertThat(ban.until() - ban.createdAt()).isEqualTo(600);
    assertThat(rpc.path("ban_duration").longValue()).isEqualTo(600);
    assertThat(folder.resolve("regtest").resolve("banlist.json")).exists();
    assertThat(node.disconnect(peer.id())).isEqualTo(refused(PeerAccess.Reason.NO_SUCH_PEER));

    assertThat(node.unban(ban.subnet())).isEqualTo(new PeerAccess.PeerAction.Done(0));
    assertThat(node.unban(ban.subnet())).isEqualTo(refused(PeerAccess.Reason.NOT_BANNED));
    assertThat(node.addNode(peer.address())).isEqualTo(new PeerAccess.PeerAction.Done(0));
    assertThat(node.addNode(peer.address())).isEqualTo(refused(PeerAccess.Reason.ALREADY_ADDED));
    assertThat(node.addNode("two words")).isEqualTo(refused(PeerAccess.Reason.NOT_A_NODE));
    Bitcoind.await(PATIENCE, "a peer again", () -> node.peers().size() == 1);
    assertThat(node.setNetworkActive(false)).isEqualTo(new PeerAccess.PeerAction.Done(1));
    Bitcoind.await(PATIENCE, "no network", () -> node.peers().isEmpty());
    assertThat(node.isNetworkActive()).isFalse();
    assertThat(node.setNetworkActive(true)).isEqualTo(new PeerAccess.PeerAction.Done(0));
    Bitcoind.await(PATIENCE, "a peer once more", () -> node.peers().size() == 1);
    assertThat(node.removeNode(peer.address())).isEqualTo(new PeerAccess.PeerAction.Done(0));
    assertThat(node.removeNode(peer.address())).isEqualTo(refused(PeerAccess.Reason.NOT_ADDED));
  }

  private static PeerAccess.PeerAction refused(PeerAccess.Reason reason) {
    return new PeerAccess.PeerAction.Refused(reason);
  }
}
