package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.chain.BlockVerdict;
import org.quantumcoin.node.chain.ChainConfig;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.index.Indexes;
import org.quantumcoin.node.mempool.Mempool;
import org.quantumcoin.node.mempool.MempoolConfig;
import org.quantumcoin.node.mempool.MempoolKeeper;
import org.quantumcoin.node.mining.BlockTemplateBuilder;
import org.quantumcoin.node.mining.TemplateOptions;
import org.quantumcoin.node.params.Chain;
import org.quantumcoin.node.params.Coin;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.params.Networks;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Uint256;
import org.quantumcoin.node.rpc.BlockMaker;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.JsonReader;
import org.quantumcoin.node.rpc.NodeRpc;
import org.quantumcoin.node.rpc.RpcDispatcher;
import org.quantumcoin.node.rpc.RpcRegistry;
import tools.jackson.databind.JsonNode;

/// The same calls to bitcoind and to a chain of ours that holds the same blocks answer the same
/// fields, in the same order, with the same values; and fail with the same code and text.
final class RpcResultsInteropTest {
  @TempDir static Path folder;
  private static Bitcoind bitcoind;
  private static ChainManager chain;
  private static Mempool pool;
  private static RpcDispatcher dispatcher;
  private static RpcPair pair;
  private static final List<String> ADDRESSES = new ArrayList<>();

  @BeforeAll
  static void syncByHand() {
    Bitcoind.assumeAvailable();
    bitcoind =
        Bitcoind.start(
            "-minrelaytxfee=0.00001",
            "-incrementalrelayfee=0.00001",
            "-dustrelayfee=0.00003",
            "-datacarriersize=83",
            "-acceptnonstdtxn=0",
            "-permitbaremultisig=1",
            "-corepolicy=1");
    NetworkParams params = Networks.find(Coin.BITCOIN, Chain.REGTEST).orElseThrow();
    chain =
        ChainManager.open(
            new ChainConfig(
                params,
                folder,
                folder.resolve("blocks"),
                64L << 20,
                1,
                BlockHash.ZERO,
                Uint256.ZERO,
                24 * 60 * 60,
                false,
                false,
                false,
                List.of(),
                6,
                3,
                0,
                1L << 20),
            Clock.systemUTC(),
            failure -> {
              throw failure;
            });
    chain.start().join();
    pool = Mempool.open(MempoolConfig.defaults(true), chain, Clock.systemUTC(), null);
    MempoolKeeper keeper =
        new MempoolKeeper(pool, Clock.systemUTC(), folder, MempoolKeeper.Keep.NOT);
    keeper.start();
    dispatcher = new RpcDispatcher(new RpcRegistry());
    NodeRpc.register(
        dispatcher,
        new NodeRpc.Parts(
            chain,
            Indexes.NONE,
            pool,
            keeper,
            Optional::empty,
            new BlockMaker(
                chain,
                new BlockTemplateBuilder(chain, pool, Clock.systemUTC(), TemplateOptions.DEFAULT)),
            _ -> Optional.empty(),
            Clock.systemUTC(),
            290000,
            86_400));
    dispatcher.ready();
    pair = new RpcPair(bitcoind, dispatcher);
    makeBlocks();
    copyBlocks();
  }

  @AfterAll
  static void stop() {
    if (chain != null) {
      pool.close();
      chain.close();
    }
    if (bitcoind != null) {
      bitcoind.close();
    }
  }

  /// A hundred blocks to mature coins, then payments to every kind of address.
  private static void makeBlocks() {
    bitcoind.call("createwallet", "w");
    String miner = bitcoind.walletCall("w", "getnewaddress").stringValue();
    bitcoind.call("generatetoaddress", 105, miner);
    for (String type : List.of("legacy", "p2sh-segwit", "bech32", "bech32m")) {
      String address = bitcoind.walletCall("w", "getnewaddress", "", type).stringValue();
      ADDRESSES.add(address);
      bitcoind.walletCall("w", "sendtoaddress", address, "1.5");
    }
    bitcoind.call("generatetoaddress", 1, miner);
    for (int i = 0; i < 4; i++) {
      bitcoind.walletCall("w", "sendtoaddress", ADDRESSES.get(i), "0.12345678");
    }
    bitcoind.call("generatetoaddress", 2, miner);
  }

  private static void copyBlocks() {
    for (int height = 1; height <= bitcoind.height(); height++) {
      String hash = bitcoind.call("getblockhash", height).stringValue();
      Block block = Block.parse(Hex.decode(bitcoind.call("getblock", hash, 0).stringValue()));
      assertThat(chain.submitBlock(block, true).join()).isInstanceOf(BlockVerdict.Accepted.class);
    }
    assertThat(chain.snapshot().tip().hash().toString()).isEqualTo(bitcoind.tip());
  }

  private static String ours(String method, Object... params) {
    return pair.ours(method, params);
  }

  private static String theirs(String method, Object... params) {
    return pair.theirs(method, params);
  }

  private static JsonNode toJson(Object... params) {
    return RpcPair.toJson(params);
  }

  private static void same(SoftAssertions all, String method, Object... params) {
    pair.same(all, method, params);
  }

  @Test
  void chainMethods_answerTheSame() {
    SoftAssertions all = new SoftAssertions();
    String tip = bitcoind.tip();
    String spender = bitcoind.call("getblockhash", 107).stringValue();
    same(all, "getblockcount");
    same(all, "getbestblockhash");
    same(all, "getblockhash", 0);
    same(all, "getblockhash", -1);
    same(all, "getblockhash", 999);
    same(all, "getblockhash", "x");
    same(all, "getblockheader", tip);
    same(all, "getblockheader", tip, false);
    same(all, "getblockheader", "00");
    same(all, "getblockheader", "zz".repeat(32));
    same(all, "getblockheader", "00".repeat(32));
    for (int height : new int[] {0, 1, 105, 106, 107, 108}) {
      String hash = bitcoind.call("getblockhash", height).stringValue();
      for (int verbosity = 0; verbosity <= 3; verbosity++) {
        same(all, "getblock", hash, verbosity);
      }
    }
    same(all, "getblock", tip, true);
    same(all, "getblock", tip, false);
    same(all, "getblock", tip, "x");
    same(all, "getchaintips");
    same(all, "getdeploymentinfo");
    same(all, "getdeploymentinfo", spender);
    same(all, "getdeploymentinfo", "00");
    same(all, "getindexinfo");
    same(all, "getindexinfo", "txindex");
    same(all, "getblockfilter", tip);
    same(all, "getblockfilter", tip, "nope");
    same(all, "getblockfilter", "00");
    same(all, "gettxoutsetinfo", "nope");
    same(all, "gettxoutsetinfo", "none", 5);
    same(all, "waitfornewblock", 1);
    same(all, "waitfornewblock", -1);
    same(all, "waitforblock", tip);
    same(all, "waitforblockheight", 5);
    same(all, "verifychain");
    same(all, "verifychain", 4, 0);
    same(all, "syncwithvalidationinterfacequeue");
    same(all, "invalidateblock", "00".repeat(32));
    same(all, "preciousblock", tip);
    all.assertAll();
  }

  @Test
  void chainInfo_hasTheSameFields() {
    Map<String, String> ours = fields(dispatcher.call("getblockchaininfo", toJson(), "", "/"));
    Map<String, String> theirs = fields(theirFields("getblockchaininfo"));
    assertThat(ours.keySet()).containsExactlyElementsOf(theirs.keySet());
    for (String volatileField :
        List.of("size_on_disk", "verificationprogress", "difficulty", "warnings")) {
      ours.remove(volatileField);
      theirs.remove(volatileField);
    }
    assertThat(ours).isEqualTo(theirs);
  }

  private static JsonNode theirFields(String method, Object... params) {
    return JsonReader.read(theirs(method, params)).orElseThrow();
  }

  private static Map<String, String> fields(JsonNode object) {
    Map<String, String> fields = new java.util.LinkedHashMap<>();
    object.forEachEntry((name, value) -> fields.put(name, Json.write(value)));
    return fields;
  }

  @Test
  void coinHashes_areTheSame() {
    for (String kind : List.of("hash_serialized_3", "muhash", "none")) {
      Map<String, String> ours = fields(dispatcher.call("gettxoutsetinfo", toJson(kind), "", "/"));
      Map<String, String> theirs = fields(theirFields("gettxoutsetinfo", kind));
      ours.remove("disk_size");
      theirs.remove("disk_size");
      assertThat(ours).containsExactlyEntriesOf(theirs);
    }
  }

  @Test
  void coinsAndTransactions_answerTheSame() {
    SoftAssertions all = new SoftAssertions();
    String block = bitcoind.call("getblockhash", 107).stringValue();
    for (JsonNode txid : bitcoind.call("getblock", block).path("tx")) {
      String id = txid.stringValue();
      for (int n = 0; n < 3; n++) {
        same(all, "gettxout", id, n);
        same(all, "gettxout", id, n, false);
      }
      for (int verbosity = 0; verbosity <= 2; verbosity++) {
        same(all, "getrawtransaction", id, verbosity, block);
      }
      String hex = bitcoind.call("getrawtransaction", id, 0, block).stringValue();
      same(all, "decoderawtransaction", hex);
      same(all, "decoderawtransaction", hex, true);
      same(all, "decoderawtransaction", hex, false);
    }
    String genesis = bitcoind.call("getblockhash", 0).stringValue();
    String coinbase = bitcoind.call("getblock", genesis).path("tx").path(0).stringValue();
    same(all, "getrawtransaction", coinbase);
    same(all, "getrawtransaction", "00".repeat(32));
    same(all, "getrawtransaction", "00".repeat(32), 0, block);
    same(all, "getrawtransaction", "00".repeat(32), 0, "00".repeat(32));
    same(all, "getrawtransaction", "00");
    same(all, "gettxout", "00".repeat(32), -1);
    same(all, "decoderawtransaction", "00");
    same(all, "decoderawtransaction", "xx");
    all.assertAll();
  }

  @Test
  void scriptsAndAddresses_answerTheSame() {
    SoftAssertions all = new SoftAssertions();
    String key = "03a34b99f22c790c4e36b2b3c2c35a36db06226e41c692fc82b8b56ac1c540c5bd";
    for (String script :
        List.of(
            "",
            "51",
            "6a",
            "6a0568656c6c6f",
            "21" + key + "ac",
            "5121" + key + "21" + key + "52ae",
            "76a9149a1c78a507689f6f54b847ad1cef1e614ee23f1e88ac",
            "a9141a31ad23bf49c247dd531a623c2ef57da3c400c587",
            "00149a1c78a507689f6f54b847ad1cef1e614ee23f1e",
            "5120a34b99f22c790c4e36b2b3c2c35a36db06226e41c692fc82b8b56ac1c540c5bd",
            "51024e73",
            "5210" + "11".repeat(16),
            "ba",
            "04ffff",
            "zz")) {
      same(all, "decodescript", script);
    }
    for (String address : ADDRESSES) {
      same(all, "validateaddress", address);
    }
    for (String address :
        List.of(
            "",
            "x",
            "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2",
            "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
            "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt081",
            "bcrt1pfeesnyr2tx",
            "mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn",
            "mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfo")) {
      same(all, "validateaddress", address);
    }
    all.assertAll();
  }

  @Test
  void rawTransactions_areMadeTheSame() {
    SoftAssertions all = new SoftAssertions();
    String id = "11".repeat(32);
    String address = ADDRESSES.get(2);
    for (String[] pair :
        new String[][] {
          {"[{'txid':'ID','vout':0}]", "[{'A':0.5}]"},
          {"[{'txid':'ID','vout':0}]", "{'A':0.5}"},
          {"[{'txid':'ID','vout':0,'sequence':5}]", "[{'A':'0.5'},{'data':'00ff'}]"},
          {"[]", "[]"},
          {"[{'txid':'ID'}]", "[]"},
          {"[{'txid':'ID','vout':-1}]", "[]"},
          {"[{'txid':'ID','vout':0,'sequence':-1}]", "[]"},
          {"[{'txid':'ID','vout':0,'sequence':4294967296}]", "[]"},
          {"[{'vout':0}]", "[]"},
          {"[{'txid':'zz','vout':0}]", "[]"},
          {"[]", "[{'A':0.5,'data':'00'}]"},
          {"[]", "[{'A':0.5},{'A':0.5}]"},
          {"[]", "[{'data':'00'},{'data':'00'}]"},
          {"[]", "[{'data':'x'}]"},
          {"[]", "[{'nope':1}]"},
          {"[]", "[{'A':-1}]"},
          {"[]", "[{'A':'x'}]"},
          {"[]", "[{'A':true}]"},
          {"[]", "[5]"},
        }) {
      Object[] params = {json(pair[0], id, address), json(pair[1], id, address)};
      same(all, "createrawtransaction", params);
      same(all, "createrawtransaction", params[0], params[1], 500, false);
      same(all, "createrawtransaction", params[0], params[1], 500, true);
      same(all, "createrawtransaction", params[0], params[1], -1);
    }
    all.assertAll();
  }

  private static JsonNode json(String text, String id, String address) {
    return JsonReader.read(
            text.replace('\'', '"').replace("ID", id).replace("\"A\"", "\"" + address + "\""))
        .orElseThrow();
  }

  @Test
  void mempoolAndMining_answerTheSame() {
    SoftAssertions all = new SoftAssertions();
    String first = bitcoind.walletCall("w", "sendtoaddress", ADDRESSES.get(2), "3").stringValue();
    String second = bitcoind.walletCall("w", "sendtoaddress", ADDRESSES.get(3), "2").stringValue();
    for (String id : List.of(first, second)) {
      String hex = bitcoind.call("getrawtransaction", id).stringValue();
      all.assertThat(ours("testmempoolaccept", JsonReader.read("[\"" + hex + "\"]").orElseThrow()))
          .contains("\"allowed\":true");
      all.assertThat(ours("sendrawtransaction", hex)).isEqualTo("\"" + id + "\"");
      all.assertThat(ours("sendrawtransaction", hex)).isEqualTo("\"" + id + "\"");
      same(all, "testmempoolaccept", JsonReader.read("[\"" + hex + "\"]").orElseThrow());
      same(all, "getrawtransaction", id);
      same(all, "getrawtransaction", id, 1);
      all.assertThat(ours("getmempoolentry", id).replaceAll("\"time\":\\d+", ""))
          .isEqualTo(
              theirs("getmempoolentry", id)
                  .replaceAll("\"time\":\\d+", "")
                  .replaceAll(",\"hash\":\"[0-9a-f]+\"", ""));
      same(all, "gettxout", id, 0);
      same(all, "gettxout", id, 0, false);
    }
    same(all, "getmempoolentry", "00".repeat(32));
    same(all, "getprioritisedtransactions");
    same(all, "prioritisetransaction", first, 0, 5_000);
    same(all, "prioritisetransaction", first, 0, -1_000);
    same(all, "prioritisetransaction", "00".repeat(32), JsonReader.read("null").orElseThrow(), 7);
    same(all, "prioritisetransaction", "00", 0, 5_000);
    same(all, "prioritisetransaction", first, 0, "x");
    JsonNode byId = JsonReader.read(ours("getprioritisedtransactions")).orElseThrow();
    Map<String, String> prioritised = fields(theirFields("getprioritisedtransactions"));
    // Knots has kept a priority of its own.
    prioritised.replaceAll((_, value) -> value.replace(",\"priority_delta\":0", ""));
    all.assertThat(fields(byId)).isEqualTo(prioritised);
    same(all, "importmempool", "/nowhere/mempool.dat");
    same(all, "getrawmempool", true, true);
    same(all, "estimatesmartfee", 0);
    same(all, "estimatesmartfee", 1009);
    same(all, "estimatesmartfee", 6, "nope");
    Map<String, String> ours = fields(dispatcher.call("getmempoolinfo", toJson(), "", "/"));
    Map<String, String> theirs = fields(theirFields("getmempoolinfo"));
    for (String field :
        List.of(
            "usage",
            "dustrelayfee",
            "dustrelayfeefloor",
            "dustdynamic",
            "rbf_policy",
            "truc_policy")) {
      ours.remove(field);
      theirs.remove(field);
    }
    all.assertThat(ours).containsExactlyEntriesOf(theirs);
    badTransactions(all);
    mining(all);
    all.assertAll();
  }

  private static void badTransactions(SoftAssertions all) {
    String tip = bitcoind.tip();
    JsonNode coinbase = bitcoind.call("getblock", tip, 2).path("tx").path(0);
    String input = "[{'txid':'ID','vout':0}]".replace("ID", coinbase.path("txid").stringValue());
    String unsigned =
        dispatcher
            .call(
                "createrawtransaction",
                toJson(json(input, "", ""), json("[{'A':0.5}]", "", ADDRESSES.get(2))),
                "",
                "/")
            .stringValue();
    String orphan =
        dispatcher
            .call(
                "createrawtransaction",
                toJson(
                    json("[{'txid':'ID','vout':0}]", "11".repeat(32), ""),
                    json("[{'A':0.5}]", "", ADDRESSES.get(2))),
                "",
                "/")
            .stringValue();
    for (String hex : List.of(unsigned, orphan, coinbase.path("hex").stringValue(), "00", "")) {
      same(all, "testmempoolaccept", JsonReader.read("[\"" + hex + "\"]").orElseThrow());
      same(all, "sendrawtransaction", hex);
    }
    same(all, "testmempoolaccept", JsonReader.read("[]").orElseThrow());
    same(all, "sendrawtransaction", unsigned, "x");
    same(all, "sendrawtransaction", unsigned, 1);
  }

  private static void mining(SoftAssertions all) {
    same(all, "getnetworkhashps");
    same(all, "getnetworkhashps", 0);
    same(all, "getnetworkhashps", 10, 999);
    Map<String, String> ours = fields(dispatcher.call("getmininginfo", toJson(), "", "/"));
    Map<String, String> theirs = fields(theirFields("getmininginfo"));
    for (String field :
        List.of(
            "currentblockweight",
            "currentblocktx",
            "warnings",
            "difficulty",
            "networkhashps",
            "next")) {
      ours.remove(field);
      theirs.remove(field);
    }
    all.assertThat(ours).isEqualTo(theirs);
    templates(all);
    String block = bitcoind.call("getblock", bitcoind.tip(), 0).stringValue();
    same(all, "submitblock", block);
    same(all, "submitblock", "00");
    same(all, "submitblock", block.replaceFirst("^........", "00000000"));
    same(all, "submitblock", block.substring(0, 8) + "11".repeat(32) + block.substring(72));
    same(all, "submitheader", block.substring(0, 160));
    same(all, "submitheader", "00");
    same(all, "submitheader", block.substring(0, 8) + "11".repeat(32) + block.substring(72, 160));
    same(all, "generatetoaddress", 1, "nope");
    same(all, "generateblock", "nope", JsonReader.read("[]").orElseThrow());
    same(all, "generateblock", ADDRESSES.get(2), JsonReader.read("[\"00\"]").orElseThrow());
    JsonNode wanted = json("{'rules':['segwit']}", "", "");
    JsonNode now = dispatcher.call("getblocktemplate", toJson(wanted), "", "/");
    String id = now.path("longpollid").stringValue();
    JsonNode poll = json("{'rules':['segwit'],'longpollid':'" + id + "'}", "", "");
    CompletableFuture<JsonNode> next =
        CompletableFuture.supplyAsync(
            () -> dispatcher.call("getblocktemplate", toJson(poll), "", "/"));
    // Long enough for whoever does not wait.
    all.assertThatThrownBy(() -> next.get(200, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    JsonNode hashes = dispatcher.call("generatetoaddress", toJson(2, ADDRESSES.get(2)), "", "/");
    all.assertThat(next)
        .succeedsWithin(Duration.ofSeconds(30))
        .satisfies(template ->
            assertThat(template.path("height").intValue())
                .isGreaterThan(now.path("height").intValue()));
    for (JsonNode hash : hashes) {
      String mined =
          dispatcher.call("getblock", toJson(hash.stringValue(), 0), "", "/").stringValue();
      all.assertThat(theirs("submitblock", mined)).isEqualTo("null");
    }
    all.assertThat(bitcoind.tip()).isEqualTo(hashes.path(1).stringValue());
  }

  /// Both pools hold the same transactions.
  private static void templates(SoftAssertions all) {
    for (String request :
        List.of(
            "{}",
            "{'rules':[]}",
            "{'rules':['segwit'],'mode':'nope'}",
            "{'rules':['segwit'],'mode':5}",
            "{'mode':'proposal'}",
            "{'mode':'proposal','data':'00'}",
            "{'rules':['segwit'],'longpollid':'zz'}",
            "{'rules':[5]}")) {
      same(all, "getblocktemplate", json(request, "", ""));
    }
    JsonNode wanted = json("{'rules':['segwit']}", "", "");
    JsonNode template = dispatcher.call("getblocktemplate", toJson(wanted), "", "/");
    Map<String, String> ours = fields(template);
    Map<String, String> theirs = fields(theirFields("getblocktemplate", wanted));
    all.assertThat(ours.keySet()).containsExactlyElementsOf(theirs.keySet());
    for (String field : List.of("longpollid", "curtime")) {
      ours.remove(field);
      theirs.remove(field);
    }
    all.assertThat(ours).isEqualTo(theirs);
    all.assertThat(template.path("transactions")).hasSize(2);
    // A template with a coinbase is what a proposal is.
    String block =
        theirFields("generateblock", ADDRESSES.get(2), json("[]", "", ""), false)
            .path("hex")
            .stringValue();
    for (String data :
        List.of(
            block,
            bitcoind.call("getblock", bitcoind.tip(), 0).stringValue(),
            bitcoind.call("getblock", bitcoind.call("getblockhash", 5), 0).stringValue(),
            // Another parent, another root, another version, another time.
            block.substring(0, 8) + "11".repeat(32) + block.substring(72),
            block.substring(0, 72) + "11".repeat(32) + block.substring(136),
            "01000000" + block.substring(8),
            block.substring(0, 136) + "ffffffff" + block.substring(144),
            block.substring(0, 136) + "00000000" + block.substring(144),
            // Without any transaction, and with its coinbase cut off.
            block.substring(0, 160) + "00",
            block.substring(0, 200))) {
      same(all, "getblocktemplate", json("{'mode':'proposal','data':'" + data + "'}", "", ""));
    }
  }

  @Test
  void signing_givesTheSameBytes() {
    SoftAssertions all = new SoftAssertions();
    // Any key: a regtest WIF of the secret 1.
    String key = "cMahea7zqjxrtgAbB7LSGbcQUr1uX1ojuat9jZodMN87JcbXMTcA";
    List<JsonNode> inputs = new ArrayList<>();
    for (String form : List.of("pkh(%s)", "sh(wpkh(%s))", "wpkh(%s)", "tr(%s)", "pk(%s)")) {
      String text = form.formatted(key);
      String descriptor =
          text + "#" + bitcoind.call("getdescriptorinfo", text).path("checksum").stringValue();
      String hash = bitcoind.call("generatetodescriptor", 1, descriptor).path(0).stringValue();
      String id = bitcoind.call("getblock", hash).path("tx").path(0).stringValue();
      inputs.add(json("{'txid':'ID','vout':0}", id, ""));
    }
    bitcoind.generate(100);
    for (int height = chain.snapshot().height() + 1; height <= bitcoind.height(); height++) {
      String hash = bitcoind.call("getblockhash", height).stringValue();
      String hex = bitcoind.call("getblock", hash, 0).stringValue();
      assertThat(ours("submitblock", hex)).isEqualTo("null");
    }
    StringBuilder list = new StringBuilder("[");
    inputs.forEach(in -> list.append(list.length() > 1 ? "," : "").append(Json.write(in)));
    JsonNode all5 = JsonReader.read(list.append("]").toString()).orElseThrow();
    JsonNode outputs = json("[{'A':50}]", "", ADDRESSES.get(2));
    String unsigned =
        dispatcher.call("createrawtransaction", toJson(all5, outputs), "", "/").stringValue();
    JsonNode keys = JsonReader.read("[\"" + key + "\"]").orElseThrow();
    JsonNode none = JsonReader.read("[]").orElseThrow();
    same(all, "signrawtransactionwithkey", unsigned, keys);
    same(all, "signrawtransactionwithkey", unsigned, keys, none, "ALL|ANYONECANPAY");
    same(all, "signrawtransactionwithkey", unsigned, keys, none, "NONE");
    same(all, "signrawtransactionwithkey", unsigned, keys, none, "SINGLE");
    same(all, "signrawtransactionwithkey", unsigned, keys, none, "nope");
    same(all, "signrawtransactionwithkey", unsigned, none);
    same(all, "signrawtransactionwithkey", unsigned, JsonReader.read("[\"x\"]").orElseThrow());
    same(all, "signrawtransactionwithkey", "00", keys);
    String strange =
        dispatcher
            .call(
                "createrawtransaction",
                toJson(json("[{'txid':'ID','vout':3}]", "22".repeat(32), ""), outputs),
                "",
                "/")
            .stringValue();
    same(all, "signrawtransactionwithkey", strange, keys);
    for (String previous :
        List.of(
            "[{'txid':'ID','vout':3,'scriptPubKey':'0014751e76e8199196d454941c45d1b3a323f1433bd6','amount':60}]",
            "[{'txid':'ID','vout':3,'scriptPubKey':'0014751e76e8199196d454941c45d1b3a323f1433bd6'}]",
            "[{'txid':'ID','vout':3,'scriptPubKey':'a914bcfeb728b584253d5f3f70bcb780e9ef218a68f487'}]",
            "[{'txid':'ID','vout':3,'scriptPubKey':'a914bcfeb728b584253d5f3f70bcb780e9ef218a68f487','redeemScript':'51'}]",
            "[{'txid':'ID','vout':3,'scriptPubKey':'a914bcfeb728b584253d5f3f70bcb780e9ef218a68f487','redeemScript':'0014751e76e8199196d454941c45d1b3a323f1433bd6','amount':60}]",
            "[{'txid':'ID','vout':-3,'scriptPubKey':'51'}]",
            "[{'txid':'ID','vout':3}]",
            "[{'vout':3}]",
            "[{'txid':'ID','vout':'3','scriptPubKey':'51'}]",
            "[5]")) {
      same(all, "signrawtransactionwithkey", strange, keys, json(previous, "22".repeat(32), ""));
    }
    all.assertAll();
  }
}
