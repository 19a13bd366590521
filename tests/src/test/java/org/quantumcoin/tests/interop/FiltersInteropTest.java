package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.p2p.message.CFCheckpt;
import org.quantumcoin.node.p2p.message.CFHeaders;
import org.quantumcoin.node.p2p.message.CFilter;
import org.quantumcoin.node.p2p.message.FilterAdd;
import org.quantumcoin.node.p2p.message.FilterClear;
import org.quantumcoin.node.p2p.message.FilterLoad;
import org.quantumcoin.node.p2p.message.GetCFCheckpt;
import org.quantumcoin.node.p2p.message.GetCFHeaders;
import org.quantumcoin.node.p2p.message.GetCFilters;
import org.quantumcoin.node.p2p.message.GetData;
import org.quantumcoin.node.p2p.message.Inv;
import org.quantumcoin.node.p2p.message.InvItem;
import org.quantumcoin.node.p2p.message.Mempool;
import org.quantumcoin.node.p2p.message.MerkleBlock;
import org.quantumcoin.node.p2p.message.Message;
import org.quantumcoin.node.p2p.message.MessageCodec;
import org.quantumcoin.node.p2p.message.ServiceFlags;
import org.quantumcoin.node.p2p.sync.RawPeer;
import org.quantumcoin.node.primitives.BlockHash;
import tools.jackson.databind.JsonNode;

/// Compact filters and bloom filters: the same questions, from the same raw peer and by RPC, to a
/// bitcoind and to our program.
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class FiltersInteropTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PAYING_BLOCKS = 12;
  private static final List<String> KINDS = List.of("legacy", "p2sh-segwit", "bech32", "bech32m");
  private static final String ELSEWHERE = "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080";
  private static final String INDEX = "basic block filter index";

  private static final List<String> paid = new ArrayList<>();
  private static Bitcoind bitcoind;
  private static OurNode ours;

  @BeforeAll
  static void makeChains() {
    Bitcoind.assumeAvailable();
    bitcoind =
        Bitcoind.start(
            "-corepolicy=1", "-blockfilterindex=1", "-peerblockfilters=1", "-peerbloomfilters=1");
    bitcoind.generate(900);
    bitcoind.call("createwallet", "w");
    String miner = bitcoind.call("getnewaddress").asString();
    bitcoind.call("generatetoaddress", 120, miner);
    for (int i = 0; i < PAYING_BLOCKS; i++) {
      String address = bitcoind.call("getnewaddress", "", KINDS.get(i % 4)).asString();
      paid.add(address);
      bitcoind.call("sendtoaddress", address, "0.5");
      bitcoind.call(
          "send", List.of(Map.of(address, "0.25"), Map.of("data", "00112233")), 1, "economical");
      bitcoind.call("generatetoaddress", 1, miner);
    }
    ours =
        OurNode.start(
            "-connect=127.0.0.1:" + bitcoind.p2pPort(),
            "-blockfilterindex",
            "-peerblockfilters",
            "-peerbloomfilters");
    awaitSame();
  }

  @AfterAll
  static void stop() {
    if (ours != null) {
      ours.close();
    }
    if (bitcoind != null) {
      bitcoind.close();
    }
  }

  private static void awaitSame() {
    Bitcoind.await(PATIENCE, "same tip", () -> ours.tip().equals(bitcoind.tip()));
    Bitcoind.await(
        PATIENCE,
        "index at the tip",
        () -> {
          JsonNode info = ours.call("getindexinfo").get(INDEX);
          return info.get("synced").asBoolean()
              && info.get("best_block_height").asInt() == ours.height();
        });
  }

  private static BlockHash hash(int height) {
    return BlockHash.fromHex(bitcoind.call("getblockhash", height).asString());
  }

  private static List<Integer> ports() {
    return List.of(bitcoind.p2pPort(), ours.p2pPort());
  }

  /// A message as it goes over the wire.
  private static String bytes(Message message) {
    return message.command() + " " + Hex.encode(MessageCodec.encode(0, message));
  }

  /// Asks one of them and takes so many messages of a kind.
  private static List<String> ask(
      int port, Message question, Class<? extends Message> kind, int count) throws IOException {
    try (RawPeer peer = RawPeer.shakeHands(port)) {
      peer.send(question);
      List<String> answers = new ArrayList<>();
      while (answers.size() < count) {
        answers.add(bytes(peer.expect(kind::isInstance)));
      }
      return answers;
    }
  }

  private static void assertSame(Message question, Class<? extends Message> kind, int count)
      throws IOException {
    List<String> theirs = ask(bitcoind.p2pPort(), question, kind, count);
    assertThat(theirs).hasSize(count);
    assertThat(ask(ours.p2pPort(), question, kind, count)).as("%s", question).isEqualTo(theirs);
  }

  private static String answer(RpcCall call, String method, Object... params) {
    try {
      return call.call(method, params).toString();
    } catch (Bitcoind.RpcException e) {
      return e.code() + " " + e.getMessage();
    }
  }

  private interface RpcCall {
    JsonNode call(String method, Object... params);
  }

  private static void same(SoftAssertions all, String method, Object... params) {
    all.assertThat(answer(ours::call, method, params))
        .as(method + " " + List.of(params))
        .isEqualTo(answer(bitcoind::call, method, params));
  }

  @Test
  @Order(1)
  void compactFilters_areTheSameToTheByte() throws IOException {
    int tip = bitcoind.height();
    assertSame(new GetCFilters(0, 0, hash(999)), CFilter.class, 1_000);
    assertSame(new GetCFilters(0, tip - 100, hash(tip)), CFilter.class, 101);
    assertSame(new GetCFHeaders(0, 0, hash(tip)), CFHeaders.class, 1);
    assertSame(new GetCFHeaders(0, 500, hash(tip - 3)), CFHeaders.class, 1);
    assertSame(new GetCFCheckpt(0, hash(tip)), CFCheckpt.class, 1);
    assertSame(new GetCFCheckpt(0, hash(999)), CFCheckpt.class, 1);
  }

  @Test
  @Order(2)
  void badQuestions_endTheConnectionOfBoth() throws IOException {
    BlockHash unknown = BlockHash.fromHex("11".repeat(32));
    List<List<Message>> bad =
        List.of(
            List.of(new GetCFilters(0, 0, hash(1_000))),
            List.of(new GetCFilters(0, 8, hash(7))),
            List.of(new GetCFilters(7, 0, hash(7))),
            List.of(new GetCFHeaders(0, 0, unknown)),
            List.of(new GetCFCheckpt(0, unknown)),
            List.of(new GetCFCheckpt(9, hash(7))),
            List.of(new FilterLoad(ByteString.of(new byte[36_001]), 1, 0, 0)),
            List.of(new FilterLoad(ByteString.of(new byte[9]), 51, 0, 0)),
            List.of(new FilterAdd(ByteString.of(new byte[3]))),
            List.of(filter(0), new FilterAdd(ByteString.of(new byte[521]))));
    for (List<Message> messages : bad) {
      for (int port : ports()) {
        try (RawPeer peer = RawPeer.shakeHands(port)) {
          for (Message message : messages) {
            peer.send(message);
          }
          assertThat(peer.isCutOff()).as("%s at %s", messages, port).isTrue();
        }
      }
    }
  }

  @Test
  @Order(3)
  void services_tellOfBoth() throws IOException {
    long both = ServiceFlags.BLOOM | ServiceFlags.COMPACT_FILTERS;
    for (int port : ports()) {
      try (RawPeer peer = RawPeer.shakeHands(port)) {
        assertThat(peer.services() & both).isEqualTo(both);
      }
    }
    assertThat(ours.call("getnetworkinfo").get("localservicesnames").toString())
        .contains("\"BLOOM\"", "\"COMPACT_FILTERS\"");
  }

  private static FilterLoad filter(int flags) {
    return new FilterLoad(ByteString.of(new byte[300]), 11, 77, flags);
  }

  /// What a script of the address pushes: its hash or key.
  private static ByteString element(String address) {
    String script = bitcoind.call("getaddressinfo", address).get("scriptPubKey").asString();
    ByteString bytes = ByteString.fromHex(script);
    return switch (bytes.at(0)) {
      case 0x76 -> bytes.slice(3, bytes.length() - 2);
      case 0xa9 -> bytes.slice(2, bytes.length() - 1);
      default -> bytes.slice(2, bytes.length());
    };
  }

  /// The proofs of some blocks and the transactions that come with them, in order.
  private static List<String> filtered(int port, int flags, int first, int last)
      throws IOException {
    try (RawPeer peer = RawPeer.shakeHands(port)) {
      peer.send(filter(flags));
      for (String address : paid.subList(0, 6)) {
        peer.send(new FilterAdd(element(address)));
      }
      List<InvItem> wanted = new ArrayList<>();
      for (int height = first; height <= last; height++) {
        wanted.add(new InvItem(InvItem.MSG_FILTERED_BLOCK, hash(height).hash()));
      }
      peer.send(new GetData(wanted));
      List<String> heard = new ArrayList<>();
      for (InvItem _ : wanted) {
        MerkleBlock proof = (MerkleBlock) peer.expect(MerkleBlock.class::isInstance);
        heard.add(bytes(proof));
        var proven = proof.tree().proof().orElseThrow();
        assertThat(proven.root()).isEqualTo(proof.header().merkleRoot());
        for (var _ : proven.matches()) {
          heard.add(bytes(peer.read()));
        }
      }
      return heard;
    }
  }

  @Test
  @Order(4)
  void filteredBlocks_areTheSameToTheByte() throws IOException {
    int tip = bitcoind.height();
    for (int flags = 0; flags <= 2; flags++) {
      List<String> theirs = filtered(bitcoind.p2pPort(), flags, tip - PAYING_BLOCKS - 5, tip);
      assertThat(theirs).hasSizeGreaterThan(PAYING_BLOCKS + 12);
      assertThat(filtered(ours.p2pPort(), flags, tip - PAYING_BLOCKS - 5, tip)).isEqualTo(theirs);
    }
  }

  @Test
  @Order(5)
  void mempool_isToldAsFarAsItMatches_andAllWithoutFilter() throws IOException {
    String match = bitcoind.call("sendtoaddress", paid.getFirst(), "0.1").asString();
    String other = bitcoind.call("sendtoaddress", ELSEWHERE, "0.1").asString();
    Bitcoind.await(PATIENCE, "both here", () -> ours.call("getrawmempool").size() == 2);
    for (int port : ports()) {
      try (RawPeer peer = RawPeer.shakeHands(port)) {
        peer.send(filter(0));
        peer.send(new FilterAdd(element(paid.getFirst())));
        peer.send(new Mempool());
        Inv told = (Inv) peer.expect(FiltersInteropTest::namesTransactions);
        assertThat(told.items().toString()).contains(match).doesNotContain(other);
        peer.send(new FilterClear());
        peer.send(new Mempool());
        Inv all = (Inv) peer.expect(FiltersInteropTest::namesTransactions);
        assertThat(all.items().toString()).contains(match, other);
      }
    }
    bitcoind.call("generatetoaddress", 1, ELSEWHERE);
    awaitSame();
  }

  private static boolean namesTransactions(Message message) {
    return message instanceof Inv inv && inv.items().stream().anyMatch(InvItem::isTransaction);
  }

  @Test
  @Order(6)
  void rpc_answersTheSame() {
    SoftAssertions all = new SoftAssertions();
    int tip = bitcoind.height();
    same(all, "getindexinfo");
    same(all, "getindexinfo", INDEX);
    same(all, "getindexinfo", "txindex");
    same(all, "getblockfilter", "00".repeat(32));
    same(all, "getblockfilter", "zz");
    same(all, "getblockfilter", hash(5).toString(), "nope");
    for (int height = tip - PAYING_BLOCKS - 2; height <= tip; height++) {
      same(all, "getblockfilter", hash(height).toString());
      same(all, "getblockfilter", hash(height).toString(), "basic");
    }
    same(all, "getblockfilter", hash(0).toString());
    List<String> objects = paid.stream().map(address -> "addr(" + address + ")").toList();
    for (String object : objects) {
      same(all, "scanblocks", "start", List.of(object));
      same(
          all,
          "scanblocks",
          "start",
          List.of(object),
          0,
          tip,
          "basic",
          Map.of("filter_false_positives", true));
    }
    same(all, "scanblocks", "start", objects, tip - 5);
    same(all, "scanblocks", "start", objects, tip - 5, tip - 2);
    same(all, "scanblocks", "start", List.of("raw(51)"), 0, 950);
    same(
        all,
        "scanblocks",
        "start",
        List.of(
            Map.of(
                "desc",
                "wpkh(tpubD6NzVbkrYhZ4WaWSyoBvQwbpLkojyoTZPRsgXELWz3Popb3qkjcJyJUGLnL4qHHoQvao8ESaAstxYSnhyswJ76uZPStJRJCTKvosUCJZL5B/0/*)",
                "range",
                3)));
    same(all, "scanblocks", "start", List.of());
    same(all, "scanblocks", "status");
    same(all, "scanblocks", "abort");
    same(all, "scanblocks", "nope");
    same(all, "scanblocks", "start");
    same(all, "scanblocks", "start", List.of("raw(51)"), tip + 1);
    same(all, "scanblocks", "start", List.of("raw(51)"), -1);
    same(all, "scanblocks", "start", List.of("raw(51)"), 5, 4);
    same(all, "scanblocks", "start", List.of("raw(51)"), 0, 0, "nope");
    same(all, "scanblocks", "start", List.of("raw(5"));
    same(
        all,
        "scanblocks",
        "start",
        List.of("raw(51)"),
        0,
        0,
        "basic",
        Map.of("filter_false_positives", 1));
    all.assertAll();
  }

  @Test
  @Order(7)
  void reorganised_bothServeBothBranches() throws IOException {
    int fork = bitcoind.height() - 4;
    BlockHash left = hash(bitcoind.height());
    String first = hash(fork + 1).toString();
    bitcoind.call("invalidateblock", first);
    bitcoind.call("generatetoaddress", 7, paid.get(3));
    bitcoind.call("reconsiderblock", first);
    awaitSame();
    int tip = bitcoind.height();
    assertThat(tip).isEqualTo(fork + 7);
    assertSame(new GetCFilters(0, fork - 3, hash(tip)), CFilter.class, tip - fork + 4);
    assertSame(new GetCFHeaders(0, fork - 3, hash(tip)), CFHeaders.class, 1);
    assertSame(new GetCFilters(0, fork - 3, left), CFilter.class, 8);
    assertSame(new GetCFHeaders(0, fork - 3, left), CFHeaders.class, 1);
    assertSame(new GetCFCheckpt(0, left), CFCheckpt.class, 1);
    SoftAssertions all = new SoftAssertions();
    same(all, "getindexinfo");
    same(all, "getblockfilter", left.toString());
    same(all, "getblockfilter", hash(tip).toString());
    same(all, "scanblocks", "start", List.of("addr(" + paid.get(3) + ")"));
    all.assertAll();
  }
}
