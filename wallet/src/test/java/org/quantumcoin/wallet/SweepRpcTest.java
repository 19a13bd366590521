package org.quantumcoin.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantumcoin.node.rpc.RpcErrorCode.INVALID_ADDRESS_OR_KEY;
import static org.quantumcoin.node.rpc.RpcErrorCode.INVALID_PARAMETER;
import static org.quantumcoin.node.rpc.RpcErrorCode.WALLET_INSUFFICIENT_FUNDS;
import static org.quantumcoin.node.rpc.RpcErrorCode.WALLET_PASSPHRASE_INCORRECT;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.script.Wif;
import org.quantumcoin.wallet.descriptor.Descriptor;
import org.quantumcoin.wallet.keys.Bip38;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// `sweepprivkeys`.
final class SweepRpcTest {
  @TempDir Path folder;
  private WalletServer server;
  private Wallet wallet;
  private AddressPrefixes prefixes;
  private final Map<OutPoint, Coin> coins = new HashMap<>();

  @BeforeEach
  void open() {
    server = new WalletServer(folder, coins);
    wallet = server.make("one");
    prefixes = wallet.config().params().addresses();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private static SecretKey key(int number, boolean compressed) {
    byte[] secret = new byte[32];
    secret[31] = (byte) number;
    return SecretKey.of(secret, compressed).orElseThrow();
  }

  private String wif(int number, boolean compressed) {
    try (SecretKey key = key(number, compressed)) {
      return Wif.encode(key, prefixes);
    }
  }

  private void coin(int number, boolean compressed, String form, long sats, boolean coinbase) {
    try (SecretKey key = key(number, compressed)) {
      byte[] publicKey = form.startsWith("tr") ? key.xOnly() : key.publicKey();
      String text = form.formatted(Hex.encode(publicKey));
      Script script =
          Descriptor.parse(text, prefixes, false)
              .getFirst()
              .expand(0)
              .orElseThrow()
              .scripts()
              .getFirst();
      coins.put(
          TestPayments.foreignCoin(5_000 + coins.size()),
          new Coin(new TxOut(sats, script), 0, coinbase));
    }
  }

  private static ArrayNode keys(Object... keys) {
    ArrayNode list = Json.array();
    for (Object each : keys) {
      list.add(each instanceof JsonNode node ? node : Json.string(each.toString()));
    }
    return list;
  }

  @Test
  void coinsOfEveryKindOfScript_comeIntoTheWallet() {
    for (String form : List.of("pk(%s)", "pkh(%s)", "wpkh(%s)", "sh(wpkh(%s))", "tr(%s)")) {
      coin(1, true, form, 100_000, false);
    }
    coin(1, false, "pk(%s)", 100_000, false);
    coin(1, false, "pkh(%s)", 100_000, false);
    String to = server.text(wallet, "getnewaddress", "", "bech32m");
    JsonNode result = server.call(wallet, "sweepprivkeys", to, keys(wif(1, true), wif(2, true)));
    assertThat(result.get("coins").intValue()).isEqualTo(7);
    assertThat(result.get("left").intValue()).isZero();
    assertThat(result.get("sent").booleanValue()).isTrue();
    assertThat(result.get("address").stringValue()).isEqualTo(to);
    assertThat(result.get("unused_keys").toString()).isEqualTo("[1]");
    Transaction tx = server.node.pooledTransactions().getFirst();
    assertThat(tx.txid().toString()).isEqualTo(result.get("txid").stringValue());
    assertThat(tx.inputs()).hasSize(7);
    assertThat(tx.outputs()).hasSize(1);
    long amount = tx.outputs().getFirst().value();
    assertThat(result.get("amount").decimalValue().movePointRight(8))
        .isEqualByComparingTo(BigDecimal.valueOf(amount));
    assertThat(result.get("fee").decimalValue().movePointRight(8))
        .isEqualByComparingTo(BigDecimal.valueOf(700_000 - amount));
    // Two satoshis for a virtual byte; signatures may be a byte shorter than expected.
    assertThat(700_000 - amount).isBetween(2L * tx.virtualSize(), 2L * tx.virtualSize() + 30);
    JsonNode known = server.call(wallet, "gettransaction", tx.txid());
    assertThat(known.get("amount").decimalValue().movePointRight(8))
        .isEqualByComparingTo(BigDecimal.valueOf(amount));
    assertThat(known.get("comment").stringValue()).contains("swept");
  }

  @Test
  void uncompressedKey_findsCompressedCoinsToo() {
    coin(3, true, "wpkh(%s)", 50_000, false);
    JsonNode result = server.call(wallet, "sweepprivkeys", "", keys(wif(3, false), wif(3, true)));
    assertThat(result.get("coins").intValue()).isOne();
    assertThat(
            server
                .call(wallet, "getaddressinfo", result.get("address").stringValue())
                .get("ismine")
                .booleanValue())
        .isTrue();
  }

  @Test
  void keyUnderAPassphrase_needsIt() {
    coin(4, true, "pkh(%s)", 50_000, false);
    String encrypted;
    try (SecretKey key = key(4, true)) {
      encrypted = Bip38.encrypt(key, "TestingOneTwoThree", prefixes);
    }
    server.refused(INVALID_ADDRESS_OR_KEY, wallet, "sweepprivkeys", "", keys(encrypted));
    ArrayNode wrong = keys(Json.object().put("key", encrypted).put("passphrase", "x"));
    assertThat(server.refused(WALLET_PASSPHRASE_INCORRECT, wallet, "sweepprivkeys", "", wrong))
        .doesNotContain(encrypted);
    ArrayNode right =
        keys(Json.object().put("key", encrypted).put("passphrase", "TestingOneTwoThree"));
    assertThat(server.call(wallet, "sweepprivkeys", "", right).get("coins").intValue()).isOne();
  }

  @Test
  void dryRun_sendsNothing_andTakesNoAddress() {
    coin(5, true, "wpkh(%s)", 50_000, false);
    JsonNode options = Json.object().put("dry_run", true).put("fee_rate", 3);
    JsonNode plan = server.call(wallet, "sweepprivkeys", "", keys(wif(5, true)), options);
    assertThat(plan.get("sent").booleanValue()).isFalse();
    assertThat(server.node.pooledTransactions()).isEmpty();
    assertThat(server.text(wallet, "getnewaddress")).isEqualTo(plan.get("address").stringValue());
  }

  @Test
  void coinsThatCannotBeMoved_stay() {
    coin(6, true, "wpkh(%s)", 50_000, true);
    assertThat(
            server.refused(
                WALLET_INSUFFICIENT_FUNDS, wallet, "sweepprivkeys", "", keys(wif(6, true))))
        .contains("no coins that can be moved now");
    coin(6, true, "wpkh(%s)", 100, false);
    assertThat(
            server.refused(
                WALLET_INSUFFICIENT_FUNDS, wallet, "sweepprivkeys", "", keys(wif(6, true))))
        .contains("worth less than the fee");
    coin(6, true, "wpkh(%s)", 60_000, false);
    JsonNode result = server.call(wallet, "sweepprivkeys", "", keys(wif(6, true)));
    assertThat(result.get("coins").intValue()).isOne();
    assertThat(result.get("left").intValue()).isOne();
    assertThat(result.get("immature").intValue()).isOne();
    // The coin is on its way.
    server.refused(WALLET_INSUFFICIENT_FUNDS, wallet, "sweepprivkeys", "", keys(wif(6, true)));
  }

  @Test
  void moreCoinsThanATransactionHolds_areMovedLargestFirst() {
    for (int i = 0; i < 1_600; i++) {
      coin(7, true, "wpkh(%s)", 10_000 + i, false);
    }
    JsonNode result = server.call(wallet, "sweepprivkeys", "", keys(wif(7, true)));
    int moved = result.get("coins").intValue();
    assertThat(moved).isBetween(1_400, 1_500);
    assertThat(result.get("left").intValue()).isEqualTo(1_600 - moved);
    Transaction tx = server.node.pooledTransactions().getFirst();
    assertThat(tx.weight()).isLessThanOrEqualTo(400_000);
    Set<OutPoint> spent = new HashSet<>();
    tx.inputs().forEach(input -> spent.add(input.prevout()));
    assertThat(
            coins.entrySet().stream()
                .filter(entry -> spent.contains(entry.getKey()))
                .mapToLong(entry -> entry.getValue().out().value())
                .min())
        .hasValue(10_000 + 1_600 - moved);
  }

  @Test
  void mistakes_nameTheKeyByItsNumber() {
    String foreign = server.addresses.encode(TestPayments.foreignScript(1)).orElseThrow();
    assertThat(
            server.refused(
                INVALID_ADDRESS_OR_KEY, wallet, "sweepprivkeys", foreign, keys(wif(1, true))))
        .contains("none of this wallet");
    String bad = wif(1, true).substring(1);
    assertThat(
            server.refused(
                INVALID_ADDRESS_OR_KEY, wallet, "sweepprivkeys", "", keys(wif(1, true), bad)))
        .contains("Key 1 of the list")
        .doesNotContain(bad);
    server.refused(INVALID_PARAMETER, wallet, "sweepprivkeys", "", keys());
    server.refused(
        INVALID_PARAMETER,
        wallet,
        "sweepprivkeys",
        "",
        keys(Collections.nCopies(101, wif(1, true)).toArray()));
  }
}
