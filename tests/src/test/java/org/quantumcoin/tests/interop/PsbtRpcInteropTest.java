package org.quantumcoin.tests.interop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.JsonReader;
import org.quantumcoin.node.rpc.RpcDispatcher;
import org.quantumcoin.node.rpc.RpcException;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.vectors.Vectors;
import org.quantumcoin.wallet.rpc.MessageRpc;
import org.quantumcoin.wallet.rpc.MultisigRpc;
import org.quantumcoin.wallet.rpc.PsbtKeysRpc;
import org.quantumcoin.wallet.rpc.PsbtRpc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;

/// PSBT, multisig and message methods answer what bitcoind answers, errors too.
final class PsbtRpcInteropTest {
  private static final ObjectMapper PLAIN = new ObjectMapper();
  private static final String ADDRESS = "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080";
  private static final String A = "cVpF924EspNh8KjYsfhgY96mmxvT6DgdWiTYMtMjuM74hJaU5psW";
  private static final String B = "cP53pDbR5WtAD8dYAW9hhTjuvvTVaEiQBdrz9XPrgLBeRFiyCbQr";
  private static final String C = "cR6SXDoyfQrcp4piaiHE97Rsgta9mNhGTen9XeonVgwsh4iSgw6d";
  private static final String TREE =
      "tprv8ZgxMBicQKsPd7Uf69XL1XwhmjHopUGep8GuEiJDZmbQz6o58LninorQAfcKZWARbtRtfnLcJ5MQ2AtHcQJCCRUcMRvmDUjyEmNUWwx8UbK";
  private static final String NUMS =
      "50929b74c1a04954b78b4b6035e97a5e078a5a0f28ec96d547bfee9ace803ac0";

  /// What the coins are paid to; all secrets are in it, so that one party can sign alone.
  private static final List<String> PAID =
      List.of(
          "pk(" + A + ")",
          "pkh(" + A + ")",
          "wpkh(" + A + ")",
          "wpkh([aabbccdd/84h/1h]" + TREE + "/0/7)",
          "sh(wpkh(" + B + "))",
          "multi(1," + A + "," + B + ")",
          "sh(multi(2," + A + "," + B + "," + C + "))",
          "wsh(multi(2," + C + "," + B + "," + A + "))",
          "sh(wsh(sortedmulti(2," + A + "," + B + ")))",
          "wsh(and_v(v:pk(" + A + "),or_d(pk(" + B + "),older(5))))",
          "tr(" + A + ")",
          "tr(" + TREE + "/1/2)",
          "rawtr(" + A + ")",
          "tr(" + NUMS + ",pk(" + A + "))",
          "tr(" + NUMS + ",{pk(" + A + "),multi_a(2," + B + "," + C + ")})",
          "tr(" + A + ",{and_v(v:pk(" + B + "),pk(" + C + ")),pk(" + B + ")})");

  @TempDir static Path folder;
  private static Bitcoind bitcoind;
  private static ChainCopy copy;
  private static RpcDispatcher dispatcher;
  private static final List<String> COINS = new ArrayList<>();

  @BeforeAll
  static void payToEachDescriptor() {
    Bitcoind.assumeAvailable();
    bitcoind = Bitcoind.start();
    for (String descriptor : PAID) {
      String hash =
          bitcoind.call("generatetodescriptor", 1, publicForm(descriptor)).get(0).asString();
      COINS.add(bitcoind.call("getblock", hash).get("tx").get(0).asString());
    }
    bitcoind.generate(100);
    copy = new ChainCopy(folder);
    copy.follow(bitcoind);
    RpcRegistry registry = new RpcRegistry();
    dispatcher = new RpcDispatcher(registry);
    AddressPrefixes prefixes = copy.chain.params().addresses();
    new PsbtRpc(copy.chain.params(), new SplittableRandom(1)).register(registry);
    new PsbtKeysRpc(copy.chain, _ -> null).register(registry);
    new MultisigRpc(prefixes).register(registry);
    new MessageRpc(prefixes).register(registry);
    dispatcher.ready();
  }

  @AfterAll
  static void stop() {
    if (copy != null) {
      copy.close();
    }
    if (bitcoind != null) {
      bitcoind.close();
    }
  }

  private static String publicForm(String descriptor) {
    return bitcoind.call("getdescriptorinfo", descriptor).get("descriptor").asString();
  }

  private static String ours(String method, JsonNode params) {
    try {
      return PLAIN.readTree(Json.write(dispatcher.call(method, params, "", "/"))).toString();
    } catch (RpcException e) {
      return e.code().code() + " " + e.getMessage();
    }
  }

  private static String theirs(String method, JsonNode params) {
    try {
      return bitcoind.call(method, params.valueStream().toArray()).toString();
    } catch (Bitcoind.RpcException e) {
      return e.code() + " " + e.getMessage();
    }
  }

  /// `params` in JSON, with ' for "; the answer is theirs.
  private static String same(SoftAssertions all, String method, String params) {
    JsonNode list = JsonReader.read("[" + params.replace('\'', '"') + "]").orElseThrow();
    String expected = theirs(method, list);
    all.assertThat(ours(method, list)).as(method + " " + params).isEqualTo(expected);
    return expected;
  }

  private static String quoted(String text) {
    return "'" + text + "'";
  }

  private static String strip(String json) {
    return json.replace("\"", "");
  }

  private static String created(int coin) {
    ArrayNode inputs = PLAIN.createArrayNode();
    inputs.addObject().put("txid", COINS.get(coin)).put("vout", 0);
    ArrayNode outputs = PLAIN.createArrayNode();
    outputs.addObject().put(ADDRESS, 49.999);
    return bitcoind.call("createpsbt", inputs, outputs).asString();
  }

  private static void look(SoftAssertions all, String psbt) {
    same(all, "decodepsbt", quoted(psbt));
    same(all, "analyzepsbt", quoted(psbt));
    same(all, "finalizepsbt", quoted(psbt));
    same(all, "finalizepsbt", quoted(psbt) + ",false");
  }

  @Test
  void everyStage_isTheSame() {
    SoftAssertions all = new SoftAssertions();
    for (int i = 0; i < PAID.size(); i++) {
      String psbt = created(i);
      look(all, psbt);
      String descriptor = quoted(PAID.get(i));
      String updated = strip(same(all, "utxoupdatepsbt", quoted(psbt) + ",[" + descriptor + "]"));
      look(all, updated);
      String signed =
          same(
              all,
              "descriptorprocesspsbt",
              quoted(psbt) + ",[" + descriptor + "],'ALL',true,false");
      look(all, PLAIN.readTree(signed).get("psbt").asString());
      same(all, "descriptorprocesspsbt", quoted(psbt) + ",[" + descriptor + "]");
      same(
          all,
          "descriptorprocesspsbt",
          quoted(psbt) + ",[" + descriptor + "],'SINGLE|ANYONECANPAY',false");
    }
    all.assertAll();
  }

  @Test
  void partsOfAMultisig_areCombinedTheSame() {
    SoftAssertions all = new SoftAssertions();
    int coin = PAID.indexOf("wsh(multi(2," + C + "," + B + "," + A + "))");
    String publicText = publicForm(PAID.get(coin));
    String keys = publicText.substring(publicText.indexOf("(2,") + 3, publicText.indexOf("))"));
    String[] hex = keys.split(",", -1);
    String psbt = created(coin);
    String one = "wsh(multi(2," + C + "," + hex[1] + "," + hex[2] + "))";
    String two = "wsh(multi(2," + hex[0] + "," + B + "," + hex[2] + "))";
    String first =
        PLAIN
            .readTree(same(all, "descriptorprocesspsbt", quoted(psbt) + ",['" + one + "']"))
            .get("psbt")
            .asString();
    String second =
        PLAIN
            .readTree(same(all, "descriptorprocesspsbt", quoted(psbt) + ",['" + two + "']"))
            .get("psbt")
            .asString();
    look(all, first);
    String both = strip(same(all, "combinepsbt", "['" + first + "','" + second + "']"));
    look(all, both);
    same(all, "combinepsbt", "['" + first + "','" + created(0) + "']");
    same(all, "combinepsbt", "[]");
    same(all, "combinepsbt", "['x']");
    same(all, "joinpsbts", "['" + first + "']");
    same(all, "joinpsbts", "['" + first + "','" + second + "']");
    all.assertAll();
  }

  @Test
  void publishedCases_areReadTheSame() {
    SoftAssertions all = new SoftAssertions();
    int count = 0;
    for (JsonNode test : Vectors.json("psbt/psbt_cases.json")) {
      String source = test.get("source").toString();
      // Version 2 and MuSig2's fields are beyond Core 29.
      if (!source.contains("370")
          && !source.contains("373")
          && !test.get("comment").asString().contains("usig2")) {
        String psbt = quoted(test.get("psbt").asString());
        same(all, "decodepsbt", psbt);
        same(all, "analyzepsbt", psbt);
        same(all, "finalizepsbt", psbt);
        count++;
      }
    }
    Vectors.report("psbt/psbt_cases beside bitcoind", count);
    all.assertAll();
  }

  @Test
  void creation_isTheSame() {
    SoftAssertions all = new SoftAssertions();
    String input = "{'txid':'" + COINS.getFirst() + "','vout':0}";
    for (String params :
        List.of(
            "[" + input + "],[{'" + ADDRESS + "':1}]",
            "[" + input + "],[{'" + ADDRESS + "':1},{'data':'00ff'}],500,false",
            "[],[]",
            "[" + input + "],{'nonsense':1}",
            "[" + input + "],[{'" + ADDRESS + "':-1}]",
            "5,[]")) {
      same(all, "createpsbt", params);
    }
    String signed =
        bitcoind.call("getblock", bitcoind.tip(), 2).get("tx").get(0).get("hex").asString();
    same(all, "converttopsbt", quoted(signed));
    same(all, "converttopsbt", quoted(signed) + ",true");
    same(all, "converttopsbt", quoted(signed) + ",true,false");
    same(all, "converttopsbt", "'00'");
    same(all, "utxoupdatepsbt", quoted(created(0)) + ",[5]");
    same(all, "utxoupdatepsbt", quoted(created(0)));
    same(all, "descriptorprocesspsbt", quoted(created(0)) + ",[],'X'");
    all.assertAll();
  }

  @Test
  void multisigAddresses_areTheSame() {
    SoftAssertions all = new SoftAssertions();
    String one = "'0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798'";
    String two = "'02c6047f9441ed7d6d3045406e95c07cd85c778e4b8cef3ca7abac09b95c709ee5'";
    String old =
        "'0479be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8'";
    for (String type :
        List.of("", ",'legacy'", ",'p2sh-segwit'", ",'bech32'", ",'bech32m'", ",'x'")) {
      same(all, "createmultisig", "1,[" + one + "," + two + "]" + type);
      same(all, "createmultisig", "2,[" + one + "," + old + "]" + type);
      same(
          all,
          "createmultisig",
          "1,[" + String.join(",", Collections.nCopies(16, one)) + "]" + type);
    }
    for (String params :
        List.of(
            "0,[" + one + "]",
            "3,[" + one + "]",
            "1,['zz']",
            "1,['02']",
            "1,['']",
            "1,['05" + one.substring(3) + "]",
            "1,[" + String.join(",", Collections.nCopies(21, one)) + "]",
            "1,5")) {
      same(all, "createmultisig", params);
    }
    all.assertAll();
  }

  @Test
  void messages_areSignedAndCheckedTheSame() {
    SoftAssertions all = new SoftAssertions();
    String signature = strip(same(all, "signmessagewithprivkey", quoted(A) + ",'héllo'"));
    same(all, "signmessagewithprivkey", "'x','m'");
    String address =
        bitcoind.call("deriveaddresses", publicForm("pkh(" + A + ")")).get(0).asString();
    same(all, "verifymessage", quoted(address) + "," + quoted(signature) + ",'héllo'");
    same(all, "verifymessage", quoted(address) + "," + quoted(signature) + ",'hello'");
    same(all, "verifymessage", quoted(address) + ",'AA==','hello'");
    same(all, "verifymessage", quoted(address) + ",'???','hello'");
    same(all, "verifymessage", "'x'," + quoted(signature) + ",'hello'");
    all.assertAll();
  }
}
