package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantumcoin.tests.interop.SharedWallet.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Payments that spend coins of somebody else together with the wallet's own: the same fee and the
/// same refusals as in bitcoind, which has the same wallet and knows the coins no better.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ForeignInputsInteropTest {
  private static final JsonNode NONE = json("null");
  private static final String RATE = "'fee_rate':7";

  /// A coin of another wallet, and what one must know to say how it is spent.
  private record ForeignCoin(
      String kind, JsonNode coin, List<String> keys, List<String> scripts, String descriptor) {
    String input(String more) {
      return "{'txid':'%s','vout':%s%s}"
          .formatted(coin.get("txid").asString(), coin.get("vout"), more);
    }
  }

  private SharedWallet wallet;
  private final Map<String, ForeignCoin> foreign = new LinkedHashMap<>();
  private JsonNode own;
  private String payee;

  @BeforeAll
  void shareOneWallet() {
    Bitcoind.assumeAvailable();
    wallet = SharedWallet.start();
    wallet.mine("others", 110);
    String ownAddress = wallet.theirs("getnewaddress").asString();
    wallet.others("sendtoaddress", ownAddress, "1.5");
    String multisig = watchMultisig();
    Map<String, String> addresses = new LinkedHashMap<>();
    addresses.put("wpkh", wallet.others("getnewaddress", "", "bech32").asString());
    addresses.put("sh(wpkh)", wallet.others("getnewaddress", "", "p2sh-segwit").asString());
    addresses.put("pkh", wallet.others("getnewaddress", "", "legacy").asString());
    addresses.put("wsh(multi)", multisig);
    addresses.put("tr", wallet.others("getnewaddress", "", "bech32m").asString());
    ObjectNode amounts = JsonNodeFactory.instance.objectNode();
    addresses.values().forEach(address -> amounts.put(address, "0.7"));
    // In one transaction: a second one of that wallet might spend what the first one paid to it.
    wallet.others("sendmany", "", amounts);
    wallet.mine("others", 1);
    own = wallet.theirs("listunspent", 1).get(0);
    payee = wallet.others("getnewaddress").asString();
    addresses.forEach((kind, address) -> foreign.put(kind, coin(kind, address)));
  }

  @AfterAll
  void stop() {
    if (wallet != null) {
      wallet.close();
    }
  }

  private ForeignCoin foreign(String kind) {
    return Objects.requireNonNull(foreign.get(kind));
  }

  /// Two keys of two of the other wallet's addresses.
  private String watchMultisig() {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      String address = wallet.others("getnewaddress", "", "bech32").asString();
      keys.add(wallet.others("getaddressinfo", address).get("pubkey").asString());
    }
    wallet.bitcoind().call("createwallet", "quorum", true, true);
    String descriptor =
        wallet
            .bitcoind()
            .call(
                "getdescriptorinfo",
                "wsh(multi(2,%s,%s))".formatted(keys.getFirst(), keys.getLast()))
            .get("descriptor")
            .asString();
    wallet
        .bitcoind()
        .walletCall(
            "quorum",
            "importdescriptors",
            json("[{'desc':'%s','timestamp':'now'}]".formatted(descriptor)));
    return wallet.bitcoind().call("deriveaddresses", descriptor).get(0).asString();
  }

  private ForeignCoin coin(String kind, String address) {
    String owner = kind.equals("wsh(multi)") ? "quorum" : "others";
    JsonNode coin =
        wallet
            .bitcoind()
            .walletCall(owner, "listunspent", 1, 9999, json("['" + address + "']"))
            .get(0);
    JsonNode info = wallet.bitcoind().walletCall(owner, "getaddressinfo", address);
    List<String> keys = new ArrayList<>();
    if (info.has("pubkey")) {
      keys.add(info.get("pubkey").asString());
    }
    info.path("pubkeys").forEach(key -> keys.add(key.asString()));
    List<String> scripts = new ArrayList<>();
    if (info.has("hex")) {
      scripts.add(info.get("hex").asString());
    }
    return new ForeignCoin(kind, coin, keys, scripts, info.get("desc").asString());
  }

  /// What the caller may know, from nothing to all.
  private static List<String> knowledge(ForeignCoin coin) {
    String keys = "'pubkeys':" + list(coin.keys());
    String scripts = "'scripts':" + list(coin.scripts());
    String descriptors = "'descriptors':" + list(List.of(coin.descriptor()));
    return List.of(
        "",
        ",'solving_data':{}",
        ",'solving_data':{" + keys + "}",
        ",'solving_data':{" + scripts + "}",
        ",'solving_data':{" + keys + "," + scripts + "}",
        ",'solving_data':{" + descriptors + "}",
        ",'solving_data':{" + keys + "," + scripts + "," + descriptors + "}");
  }

  private static String list(List<String> texts) {
    return texts.isEmpty() ? "[]" : "['" + String.join("','", texts) + "']";
  }

  private String ownInput() {
    return "{'txid':'%s','vout':%s}".formatted(own.get("txid").asString(), own.get("vout"));
  }

  private JsonNode outputs() {
    return json("[{'%s':1.9}]".formatted(payee));
  }

  /// What is the same in both: fee, inputs, amounts, whether it is signed in full. Change may be at
  /// any of the wallet's next addresses.
  private String meaning(String answer) {
    if (!answer.startsWith("{")) {
      return answer;
    }
    JsonNode result = json(answer);
    JsonNode tx = wallet.decoded(result);
    List<String> inputs = new ArrayList<>();
    tx.get("vin")
        .forEach(in ->
            inputs.add(
                "%s:%s %s %s %s"
                    .formatted(
                        in.get("txid").asString(),
                        in.get("vout"),
                        in.get("sequence"),
                        in.get("scriptSig"),
                        in.path("txinwitness"))));
    Set<String> amounts = new TreeSet<>();
    tx.get("vout").forEach(out -> amounts.add(out.get("value").toString()));
    return "fee %s, complete %s, version %s, inputs %s, amounts %s"
        .formatted(result.path("fee"), result.path("complete"), tx.get("version"), inputs, amounts);
  }

  private String same(String method, Object... parameters) {
    String theirs = meaning(SharedWallet.answer(() -> wallet.theirs(method, parameters)));
    String ours = meaning(SharedWallet.answer(() -> wallet.ours(method, parameters)));
    assertThat(ours).as(method + " " + List.of(parameters)).isEqualTo(theirs);
    return ours;
  }

  /// Fees differ from kind to kind and with what is known, so equal ones are no accident.
  @Test
  void fundedWithTheCoinOfAnother_costsAsInCore() {
    int funded = 0;
    int refused = 0;
    for (ForeignCoin coin : foreign.values()) {
      for (String known : knowledge(coin)) {
        String result = fund(coin, "", known);
        if (result.startsWith("fee")) {
          funded++;
        } else {
          assertThat(result).startsWith("-4: Not solvable pre-selected input COutPoint(");
          refused++;
        }
      }
      for (int weight : new int[] {165, 300, 1_001, 40_000}) {
        assertThat(fund(coin, ",'weight':" + weight, "")).startsWith("fee");
      }
    }
    assertThat(funded).isEqualTo(23);
    assertThat(refused).isEqualTo(12);
  }

  /// By each of the methods, which answer alike.
  private String fund(ForeignCoin coin, String weight, String solving) {
    String inputs = "[" + coin.input(weight) + "," + ownInput() + "]";
    String raw = raw(inputs);
    String result =
        same(
            "walletcreatefundedpsbt",
            json(inputs),
            outputs(),
            0,
            json("{" + RATE + ",'changePosition':1" + solving + "}"));
    String weights = weight.isEmpty() ? "" : ",'input_weights':[" + coin.input(weight) + "]";
    String again =
        same(
            "fundrawtransaction",
            raw,
            json("{" + RATE + ",'add_inputs':false" + weights + solving + "}"));
    same(
        "send",
        outputs(),
        NONE,
        NONE,
        NONE,
        json(
            "{" + RATE + ",'add_to_wallet':false,'locktime':3,'inputs':" + inputs + solving + "}"));
    if (result.startsWith("fee")) {
      assertThat(again.split(",", -1)[0]).isEqualTo(result.split(",", -1)[0]);
    }
    return result;
  }

  private String raw(String inputs) {
    return wallet.bitcoind().call("createrawtransaction", json(inputs), outputs()).asString();
  }

  /// A weight counts for a coin of the wallet itself, too; the wallet adds to a transaction of the
  /// old method unless told not to.
  @Test
  void ownCoin_countsByTheWeightThatIsGiven() {
    String amount = "[{'%s':0.4}]".formatted(payee);
    String heavy = ownInput().replace("}", ",'weight':5000}");
    same(
        "walletcreatefundedpsbt", json("[" + heavy + "]"), json(amount), 0, json("{" + RATE + "}"));
    String inputs = "[" + foreign("tr").input("") + "]";
    same("fundrawtransaction", raw(inputs), json("{" + RATE + "}"));
    same("fundrawtransaction", raw(inputs), json("{" + RATE + ",'add_inputs':false}"));
    same("walletcreatefundedpsbt", json(inputs), outputs(), 0, json("{" + RATE + "}"));
    for (String version : List.of("01", "03")) {
      String raw = version + raw(inputs).substring(2);
      assertThat(same("fundrawtransaction", raw, json("{" + RATE + "}")))
          .contains("version " + version.substring(1));
    }
  }

  @Test
  void optionsThatAreWrong_areRefusedAsInCore() {
    ForeignCoin coin = foreign("wpkh");
    String raw = raw("[" + coin.input("") + "," + ownInput() + "]");
    String txid = coin.coin().get("txid").asString();
    for (String weights :
        List.of(
            "'x'",
            "{}",
            "['x']",
            "[{}]",
            "[{'txid':'00'}]",
            "[{'txid':'%s'}]".formatted(txid),
            "[{'txid':7,'vout':0,'weight':300}]",
            "[{'txid':'%s','vout':'0'}]".formatted(txid),
            "[{'txid':'%s','vout':-1,'weight':300}]".formatted(txid),
            "[{'txid':'%s','vout':0}]".formatted(txid),
            "[{'txid':'%s','vout':0,'weight':'300'}]".formatted(txid),
            "[{'txid':'%s','vout':0,'weight':164}]".formatted(txid),
            "[{'txid':'%s','vout':0,'weight':-1}]".formatted(txid),
            "[{'txid':'%s','vout':0,'weight':1.5}]".formatted(txid),
            "[{'txid':'%s','vout':0,'weight':400001}]".formatted(txid),
            "[" + coin.input(",'weight':400000") + "]")) {
      same("fundrawtransaction", raw, json("{" + RATE + ",'input_weights':" + weights + "}"));
    }
    for (String weight : List.of("'weight':164", "'weight':'300'", "'weight':400001")) {
      same(
          "walletcreatefundedpsbt",
          json("[" + coin.input("," + weight) + "]"),
          outputs(),
          0,
          json("{" + RATE + "}"));
    }
    for (String options : List.of("'input_weights':[]", "'input_weights':7")) {
      same(
          "walletcreatefundedpsbt",
          json("[" + coin.input("") + "]"),
          outputs(),
          0,
          json("{" + RATE + "," + options + "}"));
      same("send", outputs(), NONE, NONE, NONE, json("{" + RATE + "," + options + "}"));
    }
    wrongSolvingData(raw);
    String nowhere = "[{'txid':'%s','vout':0},%s]".formatted("ab".repeat(32), ownInput());
    same("fundrawtransaction", raw(nowhere), json("{" + RATE + "}"));
    same("walletcreatefundedpsbt", json(nowhere), outputs(), 0, json("{" + RATE + "}"));
    String beyond =
        "[{'txid':'%s','vout':99},%s]".formatted(own.get("txid").asString(), ownInput());
    same("walletcreatefundedpsbt", json(beyond), outputs(), 0, json("{" + RATE + "}"));
    same("walletcreatefundedpsbt", json("[]"), json("[]"), 0, json("{" + RATE + "}"));
    same(
        "sendall",
        json("['" + payee + "']"),
        NONE,
        NONE,
        NONE,
        json("{" + RATE + ",'inputs':[" + coin.input(",'weight':300") + "],'solving_data':{}}"));
  }

  private void wrongSolvingData(String raw) {
    for (String data :
        List.of(
            "7",
            "[]",
            "{'pubkeys':7}",
            "{'scripts':{}}",
            "{'descriptors':'x'}",
            "{'pubkeys':[7]}",
            "{'pubkeys':['']}",
            "{'pubkeys':['not hex']}",
            "{'pubkeys':['02']}",
            "{'pubkeys':['02" + "ff".repeat(32) + "']}",
            "{'scripts':['not hex']}",
            "{'scripts':['']}",
            "{'scripts':['5']}",
            "{'descriptors':['']}",
            "{'descriptors':['not a descriptor']}",
            "{'descriptors':['addr(" + payee + ")']}",
            "{'descriptors':['raw(51)#8lvh9jxk']}",
            "{'unknown':['x']}")) {
      same("fundrawtransaction", raw, json("{" + RATE + ",'solving_data':" + data + "}"));
    }
  }

  /// Whose signature commits to one input alone can sign first.
  @Test
  void inputThatIsSignedAlready_staysSoAsInCore() {
    ForeignCoin coin = foreign("pkh");
    String unsigned =
        wallet
            .bitcoind()
            .call("createrawtransaction", json("[" + coin.input("") + "]"), outputs())
            .asString();
    String signed =
        wallet
            .others("signrawtransactionwithwallet", unsigned, json("[]"), "ALL|ANYONECANPAY")
            .get("hex")
            .asString();
    String weights = "'input_weights':[" + coin.input(",'weight':600") + "]";
    String result =
        same(
            "fundrawtransaction",
            signed,
            json("{" + RATE + "," + weights + ",'include_unsafe':true}"));
    assertThat(result).contains("asm");
  }

  /// From the first option to the block: two wallets that know nothing of each other pay together.
  @Test
  @Order(Integer.MAX_VALUE)
  void paidTogether_isSignedByBothAndMined() {
    List<String> inputs = new ArrayList<>();
    List<String> descriptors = new ArrayList<>();
    foreign.values().stream()
        .filter(coin -> !coin.kind().equals("wsh(multi)"))
        .forEach(coin -> {
          inputs.add(coin.input(""));
          descriptors.add(coin.descriptor());
        });
    inputs.add(ownInput());
    JsonNode funded =
        wallet.ours(
            "walletcreatefundedpsbt",
            json("[" + String.join(",", inputs) + "]"),
            json("[{'%s':3.2}]".formatted(payee)),
            0,
            json("{" + RATE + ",'solving_data':{'descriptors':" + list(descriptors) + "}}"));
    String psbt = funded.get("psbt").asString();
    // A signer who has no node is shown what all inputs are worth.
    JsonNode decoded = wallet.bitcoind().call("decodepsbt", psbt);
    decoded
        .get("inputs")
        .forEach(in ->
            assertThat(in.has("witness_utxo") || in.has("non_witness_utxo"))
                .as(in.toString())
                .isTrue());
    assertThat(decoded.get("fee").decimalValue())
        .isEqualByComparingTo(funded.get("fee").decimalValue());
    JsonNode ours = wallet.ours("walletprocesspsbt", psbt);
    assertThat(ours.get("complete").asBoolean()).isFalse();
    JsonNode both = wallet.others("walletprocesspsbt", ours.get("psbt").asString());
    JsonNode done = wallet.ours("finalizepsbt", both.get("psbt").asString());
    assertThat(done.get("complete").asBoolean()).isTrue();
    String txid = wallet.ours("sendrawtransaction", done.get("hex").asString()).asString();
    wallet.settle();
    int size = wallet.bitcoind().call("getmempoolentry", txid).get("vsize").asInt();
    assertThat(funded.get("fee").decimalValue().movePointRight(8).intValueExact())
        .isBetween(7 * (size - 5), 7 * (size + 10));
    bumpTogether(txid);
    wallet.mine("others", 1);
    assertThat(wallet.ours("getbalances")).isEqualTo(wallet.theirs("getbalances"));
  }

  /// The others' inputs count by the signatures that they have.
  private void bumpTogether(String txid) {
    for (int rate : new int[] {20, 63}) {
      JsonNode options = json("{'fee_rate':" + rate + "}");
      String ours = meaning(SharedWallet.answer(() -> wallet.ours("psbtbumpfee", txid, options)));
      String theirs =
          meaning(SharedWallet.answer(() -> wallet.theirs("psbtbumpfee", txid, options)));
      assertThat(ours).isEqualTo(theirs).startsWith("fee");
    }
    same("bumpfee", txid);
  }
}
