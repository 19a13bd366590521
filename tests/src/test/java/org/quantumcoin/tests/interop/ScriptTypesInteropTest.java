package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.params.Chain;
import org.quantumcoin.node.params.Coin;
import org.quantumcoin.node.params.Networks;
import org.quantumcoin.node.script.Wif;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A chain with every kind of script, paid to and spent, fetched from bitcoind: both say the same
/// of each block and of all coins, and go the same way when the chain is reorganised. Then bitcoind
/// takes the blocks that ours mines on top.
final class ScriptTypesInteropTest {
  private static final int HEIGHT = 400;
  private static final int REORGANISED = 30;
  private static final int MINED_BY_OURS = 50;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// The first block with spends: the coinbases before it are ripe by then, those spent after it
  /// have the ten confirmations that the relative locks want.
  private static final int FIRST_SPEND = 130;

  private static final int RELATIVE_LOCK = 10;
  private static final int LOCK_HEIGHT = 5;
  private static final int INPUTS = 3;
  private static final int OUTPUTS = 4;

  /// Fields that Bitcoin Knots, which plays the other side, adds to Core's `getblock`.
  private static final Set<String> KNOTS_ONLY = Set.of("txcount", "header_version");

  /// BIP-0341's point that nobody has the key of, so that only the scripts can spend.
  private static final String NO_KEY =
      "50929b74c1a04954b78b4b6035e97a5e078a5a0f28ec96d547bfee9ace803ac0";

  private static final String ANCHOR = "bcrt1pfeesnyr2tx";

  /// A witness program of version 16, which nobody knows the rules of yet.
  private static final String LATER_VERSION = "6002751e";

  /// What the chain must hold at least, in the words of `getblock`.
  private static final Set<String> TYPES =
      Set.of(
          "pubkey",
          "pubkeyhash",
          "scripthash",
          "multisig",
          "witness_v0_keyhash",
          "witness_v0_scripthash",
          "witness_v1_taproot",
          "witness_unknown",
          "anchor",
          "nulldata");

  private final List<String> addresses = new ArrayList<>();
  private String laterVersion = "";

  private static String key(int number, boolean compressed) {
    byte[] secret = Sha256.hash(new byte[] {(byte) number});
    SecretKey key = SecretKey.of(secret, compressed).orElseThrow();
    return Wif.encode(key, Networks.find(Coin.BITCOIN, Chain.REGTEST).orElseThrow().addresses());
  }

  private static String key(int number) {
    return key(number, true);
  }

  private static List<String> descriptors() {
    return List.of(
        "pk(" + key(1) + ")",
        "pk(" + key(2, false) + ")",
        "pkh(" + key(3) + ")",
        "pkh(" + key(4, false) + ")",
        "multi(1," + key(5) + "," + key(6) + ")",
        "multi(2," + key(7) + "," + key(8, false) + "," + key(9) + ")",
        "sh(pk(" + key(10) + "))",
        "sh(multi(2," + key(11) + "," + key(12) + "," + key(13) + "))",
        "sh(wpkh(" + key(14) + "))",
        "sh(wsh(multi(1," + key(15) + "," + key(16) + ")))",
        "wpkh(" + key(17) + ")",
        "wsh(multi(2," + key(18) + "," + key(19) + "))",
        "wsh(pkh(" + key(20) + "))",
        "wsh(and_v(v:pk(" + key(21) + "),older(10)))",
        "wsh(and_v(v:pk(" + key(22) + "),after(5)))",
        "tr(" + key(23) + ")",
        "rawtr(" + key(24) + ")",
        "tr(" + NO_KEY + ",pk(" + key(25) + "))",
        "tr(" + NO_KEY + ",{pk(" + key(26) + "),multi_a(2," + key(27) + "," + key(28) + ")})",
        "tr(" + NO_KEY + ",and_v(v:pk(" + key(29) + "),older(10)))",
        "tr(" + NO_KEY + ",and_v(v:pk(" + key(30) + "),after(5)))");
  }

  @Test
  void everyScriptType_isSeenAlike_andReorganisedAlike() {
    try (Bitcoind bitcoind = Bitcoind.start()) {
      makeChain(bitcoind);
      try (OurNode node = OurNode.start("-connect=127.0.0.1:" + bitcoind.p2pPort())) {
        assertThat(agree(bitcoind, node, 0).keySet()).containsAll(TYPES);

        int fork = HEIGHT - REORGANISED;
        bitcoind.call("invalidateblock", bitcoind.call("getblockhash", fork + 1).asString());
        bitcoind.generate(REORGANISED + 1);
        agree(bitcoind, node, fork);

        node.call("generatetodescriptor", MINED_BY_OURS, "raw(51)#8lvh9jxk");
        agree(bitcoind, node, HEIGHT);
        assertThat(bitcoind.height()).isEqualTo(HEIGHT + 1 + MINED_BY_OURS);
      }
    }
  }

  /// Waits for one tip on both and compares the blocks from this height up and all coins. The
  /// answer says how many outputs of each type these blocks make and spend.
  private static Map<String, Integer> agree(Bitcoind bitcoind, OurNode node, int from) {
    Bitcoind.await(PATIENCE, "the same tip", () -> node.tip().equals(bitcoind.tip()));
    Map<String, Integer> types = new TreeMap<>();
    for (int height = from; height <= bitcoind.height(); height++) {
      String hash = bitcoind.call("getblockhash", height).asString();
      JsonNode theirs = bitcoind.call("getblock", hash, 3);
      ((ObjectNode) theirs).remove(KNOTS_ONLY);
      assertThat(node.call("getblock", hash, 3).toString())
          .as("block %s", height)
          .isEqualTo(theirs.toString());
      for (JsonNode type : theirs.findValues("type")) {
        types.merge(type.asString(), 1, Integer::sum);
      }
    }
    System.out.println("script types from height " + from + ": " + types);
    for (String kind : List.of("muhash", "hash_serialized_3")) {
      assertThat(node.call("gettxoutsetinfo", kind).get(kind))
          .isEqualTo(bitcoind.call("gettxoutsetinfo", kind).get(kind));
    }
    return types;
  }

  /// Coinbases pay to each descriptor in turn. Once they are ripe, each block spends some coins to
  /// descriptors that have an address.
  private void makeChain(Bitcoind bitcoind) {
    laterVersion = bitcoind.call("decodescript", LATER_VERSION).get("address").asString();
    bitcoind.call("createwallet", "w", false, true);
    List<Map<String, Object>> imports = new ArrayList<>();
    List<String> payees = new ArrayList<>();
    for (String descriptor : descriptors()) {
      JsonNode info = bitcoind.call("getdescriptorinfo", descriptor);
      String secret = descriptor + "#" + info.get("checksum").asString();
      imports.add(Map.of("desc", secret, "timestamp", "now"));
      String known = info.get("descriptor").asString();
      payees.add(known);
      if (!known.startsWith("pk(") && !known.startsWith("multi(")) {
        addresses.add(bitcoind.call("deriveaddresses", known).get(0).asString());
      }
    }
    for (JsonNode answer : bitcoind.call("importdescriptors", imports)) {
      assertThat(answer.get("success").asBoolean()).as(answer.toString()).isTrue();
    }
    for (int i = 0; i < HEIGHT; i++) {
      String payee = payees.get(i % payees.size());
      List<String> spends = i < FIRST_SPEND ? List.of() : List.of(spend(bitcoind, i));
      bitcoind.call("generateblock", payee, spends);
    }
    assertThat(bitcoind.height()).isEqualTo(HEIGHT);
  }

  /// A signed transaction. The sequences and the lock time suit the scripts that ask for them and
  /// do no harm to the others.
  private String spend(Bitcoind bitcoind, int number) {
    List<Map<String, Object>> inputs = new ArrayList<>();
    JsonNode coins = bitcoind.call("listunspent", RELATIVE_LOCK + 1);
    BigDecimal total = BigDecimal.ZERO;
    for (int i = 0; i < INPUTS; i++) {
      JsonNode coin = coins.get((number * 7 + i) % coins.size());
      total = total.add(coin.get("amount").decimalValue());
      inputs.add(
          Map.of(
              "txid",
              coin.get("txid").asString(),
              "vout",
              coin.get("vout").asInt(),
              "sequence",
              RELATIVE_LOCK));
    }
    BigDecimal each = total.divide(BigDecimal.valueOf(OUTPUTS + 1), 4, RoundingMode.DOWN);
    List<Map<String, Object>> outputs = new ArrayList<>();
    for (int i = 0; i < OUTPUTS; i++) {
      outputs.add(Map.of(addresses.get((number + i) % addresses.size()), each));
    }
    outputs.add(Map.of(number % 2 == 0 ? ANCHOR : laterVersion, "0.00001"));
    outputs.add(Map.of("data", Hex.encode(new byte[] {(byte) number, 1, 2, 3})));
    String bare = bitcoind.call("createrawtransaction", inputs, outputs, LOCK_HEIGHT).asString();
    JsonNode signed = bitcoind.call("signrawtransactionwithwallet", bare);
    assertThat(signed.get("complete").asBoolean()).as(signed.toString()).isTrue();
    return signed.get("hex").asString();
  }
}
