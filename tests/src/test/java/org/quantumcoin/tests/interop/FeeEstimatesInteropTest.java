package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.chain.BlockVerdict;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.index.Indexes;
import org.quantumcoin.node.mempool.FeeEstimatesKeeper;
import org.quantumcoin.node.mempool.MempoolConfig;
import org.quantumcoin.node.mempool.MempoolKeeper;
import org.quantumcoin.node.mempool.RegtestNode;
import org.quantumcoin.node.mempool.TxAcceptance;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.rpc.BlockMaker;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.JsonReader;
import org.quantumcoin.node.rpc.NodeRpc;
import org.quantumcoin.node.rpc.RpcDispatcher;
import org.quantumcoin.node.rpc.RpcException;
import org.quantumcoin.node.rpc.RpcRegistry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The same transactions and blocks, in the same order, leave bitcoind and us with the same
/// estimates, to the last digit, and with the same `fee_estimates.dat`, which either reads.
@Timeout(300)
final class FeeEstimatesInteropTest {
  private static final String FILE = "fee_estimates.dat";
  private static final String[] OPTIONS = {
    "-minrelaytxfee=0.00001",
    "-incrementalrelayfee=0.00001",
    "-corepolicy=1",
    "-spendzeroconfchange=0",
    "-acceptstalefeeestimates=1",
    "-persistmempool=0"
  };
  private static final int ROUNDS = 30;

  /// Satoshis per virtual byte; what pays least waits for some blocks.
  private static final int[] RATES = {2, 12, 40};

  private static final int CLEARING_INTERVAL = 6;
  private static final int[] TARGETS = {1, 2, 3, 6, 12, 13, 24, 48, 49, 144, 1008};

  /// The version that wrote the file, the one thing that may differ.
  private static final int WRITER_OFFSET = 4;

  @TempDir Path folder;

  @Test
  void sameHistory_givesTheSameEstimates() throws IOException {
    Path data = Files.createDirectory(folder.resolve("theirs"));
    Path here = Files.createDirectory(folder.resolve("ours"));
    Bitcoind bitcoind = Bitcoind.startIn(data, OPTIONS);
    Path theirFile = data.resolve("regtest").resolve(FILE);
    Path ourFile = here.resolve(FILE);
    String expected;
    try (RegtestNode node = RegtestNode.open()) {
      try (FeeEstimatesKeeper _ =
          FeeEstimatesKeeper.open(node.pool, InstantSource.system(), here, false)) {
        RpcDispatcher dispatcher = dispatcher(node, here);
        bitcoind.call("createwallet", "w");
        String address = bitcoind.call("getnewaddress").asString();
        bitcoind.call("generatetoaddress", 220, address);
        for (int height = 1; height <= bitcoind.height(); height++) {
          copyBlock(bitcoind, node, bitcoind.call("getblockhash", height).asString());
        }
        for (int round = 1; round <= ROUNDS; round++) {
          playRound(bitcoind, node, address, round);
          if (round % 10 == 0 || round < 5) {
            compare(bitcoind, dispatcher);
          }
        }
        expected = bitcoind.call("estimatesmartfee", 2, "conservative").toString();
        assertThat(expected).contains("feerate");
      }
    } finally {
      bitcoind.stop();
    }
    byte[] theirs = withoutWriter(theirFile);
    assertThat(withoutWriter(ourFile)).isEqualTo(theirs);
    readTheirs(theirFile, theirs);
    Files.copy(ourFile, theirFile, StandardCopyOption.REPLACE_EXISTING);
    Bitcoind again = Bitcoind.startIn(data, OPTIONS);
    try {
      JsonNode raw = again.call("estimaterawfee", 2, 0.6);
      assertThat(raw.path("short").has("feerate")).as(raw.toString()).isTrue();
    } finally {
      again.stop();
    }
    assertThat(withoutWriter(theirFile)).isEqualTo(theirs);
  }

  /// Who hears of no transactions has nothing to tell.
  @Test
  void withoutTransactionRelay_nothingIsEstimated() {
    MempoolConfig usual = MempoolConfig.defaults(true);
    MempoolConfig silent =
        new MempoolConfig(
            usual.maxBytes(),
            usual.expiry(),
            usual.minRelayFee(),
            usual.incrementalRelayFee(),
            usual.requireStandard(),
            usual.policy(),
            usual.maxAncestors(),
            usual.maxAncestorBytes(),
            usual.maxDescendants(),
            usual.maxDescendantBytes(),
            false);
    SoftAssertions all = new SoftAssertions();
    Bitcoind bitcoind = Bitcoind.startIn(folder, "-blocksonly");
    try (RegtestNode node = RegtestNode.open(silent)) {
      RpcDispatcher dispatcher = dispatcher(node, folder);
      same(all, bitcoind, dispatcher, "estimatesmartfee", "[2]");
      same(all, bitcoind, dispatcher, "estimaterawfee", "[2]");
    } finally {
      bitcoind.stop();
    }
    all.assertAll();
  }

  /// Read and written again it is the same file.
  private void readTheirs(Path file, byte[] expected) throws IOException {
    Path other = Files.createDirectory(folder.resolve("read"));
    Path copy = Files.copy(file, other.resolve(FILE));
    try (RegtestNode node = RegtestNode.open()) {
      FeeEstimatesKeeper.open(node.pool, InstantSource.system(), other, false).close();
    }
    assertThat(withoutWriter(copy)).isEqualTo(expected);
  }

  private static byte[] withoutWriter(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return ByteBuffer.wrap(bytes).putInt(WRITER_OFFSET, 0).array();
  }

  private static void playRound(Bitcoind bitcoind, RegtestNode node, String address, int round) {
    List<String> dear = new ArrayList<>();
    JsonNode unset = JsonNodeFactory.instance.nullNode();
    for (int rate : RATES) {
      String txid =
          bitcoind
              .call(
                  "sendtoaddress", address, "0.5", "", "", false, true, unset, "unset", false, rate)
              .asString();
      String hex = bitcoind.call("getrawtransaction", txid).asString();
      assertThat(node.pool.submit(Transaction.parse(Hex.decode(hex))).join())
          .isInstanceOf(TxAcceptance.Accepted.class);
      if (rate != RATES[0]) {
        dear.add(txid);
      }
    }
    String hash;
    if (round % CLEARING_INTERVAL == 0) {
      hash = bitcoind.call("generatetoaddress", 1, address).get(0).asString();
    } else {
      hash = bitcoind.call("generateblock", address, dear).path("hash").asString();
    }
    copyBlock(bitcoind, node, hash);
  }

  private static void copyBlock(Bitcoind bitcoind, RegtestNode node, String hash) {
    Block block = Block.parse(Hex.decode(bitcoind.call("getblock", hash, 0).asString()));
    assertThat(node.chain.submitBlock(block, true).join())
        .isInstanceOf(BlockVerdict.Accepted.class);
  }

  private static void compare(Bitcoind bitcoind, RpcDispatcher dispatcher) {
    SoftAssertions all = new SoftAssertions();
    for (int target : TARGETS) {
      for (String threshold : List.of("0.95", "0.6", "0")) {
        same(all, bitcoind, dispatcher, "estimaterawfee", "[" + target + "," + threshold + "]");
      }
      for (String mode : List.of("economical", "conservative")) {
        same(all, bitcoind, dispatcher, "estimatesmartfee", "[" + target + ",\"" + mode + "\"]");
      }
    }
    same(all, bitcoind, dispatcher, "estimaterawfee", "[0]");
    same(all, bitcoind, dispatcher, "estimaterawfee", "[1009]");
    same(all, bitcoind, dispatcher, "estimaterawfee", "[2,1.5]");
    same(all, bitcoind, dispatcher, "estimaterawfee", "[2,-0.5]");
    all.assertAll();
  }

  private static void same(
      SoftAssertions all, Bitcoind bitcoind, RpcDispatcher ours, String method, String params) {
    String answer =
        bitcoind.raw("{\"method\":\"" + method + "\",\"params\":" + params + ",\"id\":1}");
    JsonNode theirs = JsonReader.read(answer).orElseThrow();
    JsonNode error = theirs.path("error");
    String expected =
        error.isObject()
            ? error.path("code").intValue() + " " + error.path("message").stringValue()
            : Json.write(theirs.path("result"));
    String actual;
    try {
      actual = Json.write(ours.call(method, JsonReader.read(params).orElseThrow(), "", "/"));
    } catch (RpcException e) {
      actual = e.code().code() + " " + e.getMessage();
    }
    // Read once more, so that both went through the same reader.
    String read = JsonReader.read(actual).map(Json::write).orElse(actual);
    all.assertThat(read).as(method + params).isEqualTo(expected);
  }

  private static RpcDispatcher dispatcher(RegtestNode node, Path folder) {
    MempoolKeeper keeper =
        new MempoolKeeper(node.pool, Clock.systemUTC(), folder, MempoolKeeper.Keep.NOT);
    RpcDispatcher dispatcher = new RpcDispatcher(new RpcRegistry());
    NodeRpc.register(
        dispatcher,
        new NodeRpc.Parts(
            node.chain,
            Indexes.NONE,
            node.pool,
            keeper,
            Optional::empty,
            new BlockMaker(node.chain, node.templates),
            _ -> Optional.empty(),
            Clock.systemUTC(),
            290000,
            86_400));
    dispatcher.ready();
    return dispatcher;
  }
}
