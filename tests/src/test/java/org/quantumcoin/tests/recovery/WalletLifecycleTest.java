package org.quantumcoin.tests.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.tests.interop.Bitcoind;
import org.quantumcoin.tests.interop.OurNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// A wallet through its life: made, encrypted, unlocked, copied, restored, and opened again after
/// the node was stopped or killed. What the wallet said before, it says afterwards.
final class WalletLifecycleTest {
  private static final int LOCKED = -13;
  private static final int WRONG_PASSPHRASE = -14;
  private static final int WRONG_STATE = -15;
  private static final int WALLET_ERROR = -4;
  private static final int NOT_FOUND = -18;
  private static final int ALREADY_LOADED = -35;

  @TempDir Path folder;

  private final OurNode node =
      OurNode.start("-connect=0", "-keypool=20", "-walletkdfmemory=8", "-fallbackfee=0.0001");

  @BeforeEach
  void makeWallet() {
    node.call("createwallet", "main");
    String address = node.call("getnewaddress", "mining").asString();
    node.call("generatetoaddress", 103, address);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private void assertError(int code, String method, Object... parameters) {
    Bitcoind.RpcException error =
        catchThrowableOfType(Bitcoind.RpcException.class, () -> node.call(method, parameters));
    assertThat(error).as(method).isNotNull();
    assertThat(error.code()).as(error.getMessage()).isEqualTo(code);
  }

  /// What must not change by closing and opening.
  private List<JsonNode> state() {
    node.call("syncwithvalidationinterfacequeue");
    List<JsonNode> state = new ArrayList<>();
    state.add(node.call("getbalances"));
    state.add(node.call("listunspent", 0));
    state.add(node.call("listtransactions", "*", 1000));
    state.add(node.call("listdescriptors").get("descriptors"));
    state.add(node.call("getaddressesbylabel", "mining"));
    state.add(node.call("listlockunspent"));
    return state;
  }

  private String pay(String amount) {
    String to = node.call("getnewaddress").asString();
    return node.call("sendtoaddress", to, amount, "rent").asString();
  }

  @Test
  void wallet_survivesStopAndKill() {
    pay("1.5");
    JsonNode coin = node.call("listunspent").get(0);
    ArrayNode coins = JsonNodeFactory.instance.arrayNode();
    coins
        .addObject()
        .put("txid", coin.get("txid").asString())
        .put("vout", coin.get("vout").asInt());
    node.call("lockunspent", false, coins, true);
    List<JsonNode> before = state();
    node.stop();
    node.launch("-wallet=main");
    node.awaitStart();
    assertThat(state()).isEqualTo(before);
    String last = pay("0.5");
    before = state();
    node.kill();
    node.launch("-wallet=main");
    node.awaitStart();
    // The mempool is gone with the process; the wallet sends its transactions again.
    assertThat(node.call("getrawmempool").toString()).contains(last);
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void nodeThatLostItsBlocks_takesItsWalletBack() {
    node.call("gettxoutsetinfo", "none");
    node.call("generatetoaddress", 20, node.call("getnewaddress", "mining").asString());
    pay("1.5");
    node.call("generatetoaddress", 1, node.call("getnewaddress").asString());
    node.kill();
    node.launch("-wallet=main");
    node.awaitStart();
    assertThat(node.call("getbalances").get("lastprocessedblock").get("hash").asString())
        .isEqualTo(node.tip());
    for (JsonNode coin : node.call("listunspent", 1)) {
      String block =
          node.call("gettransaction", coin.get("txid").asString()).get("blockhash").asString();
      assertThat(node.call("getblockheader", block).get("confirmations").asInt()).isPositive();
    }
    int height = node.height();
    node.call("generatetoaddress", 101, node.call("getnewaddress").asString());
    List<JsonNode> followed = state();
    node.call("rescanblockchain");
    assertThat(state()).isEqualTo(followed);
    assertThat(node.call("getbalances").get("lastprocessedblock").get("height").asInt())
        .isEqualTo(height + 101);
  }

  @Test
  void encryptedWallet_spendsOnlyWhileUnlocked() {
    JsonNode before = node.call("getbalances");
    assertError(WRONG_STATE, "walletpassphrase", "x", 10);
    String oldDescriptors = node.call("listdescriptors").toString();
    node.call("encryptwallet", "correct horse");
    assertError(WRONG_STATE, "encryptwallet", "again");
    assertThat(node.call("getbalances")).isEqualTo(before);
    assertThat(node.call("getwalletinfo").get("unlocked_until").asLong()).isZero();
    assertThat(node.call("listdescriptors").toString()).isNotEqualTo(oldDescriptors);
    String to = node.call("getnewaddress").asString();
    assertError(LOCKED, "sendtoaddress", to, "1");
    assertError(LOCKED, "listdescriptors", true);
    assertError(WRONG_PASSPHRASE, "walletpassphrase", "wrong horse", 10);
    node.call("walletpassphrase", "correct horse", 100);
    node.call("sendtoaddress", to, "1");
    node.call("walletlock");
    assertError(LOCKED, "sendtoaddress", to, "1");
    assertError(WRONG_PASSPHRASE, "walletpassphrasechange", "wrong", "new");
    node.call("walletpassphrasechange", "correct horse", "battery staple");
    assertError(WRONG_PASSPHRASE, "walletpassphrase", "correct horse", 10);
    // Nobody else has these blocks: they have to be on disk.
    node.call("gettxoutsetinfo", "none");
    node.kill();
    node.launch("-wallet=main");
    node.awaitStart();
    // Followed without the passphrase, spent with it.
    assertThat(node.call("getwalletinfo").get("unlocked_until").asLong()).isZero();
    assertThat(node.call("getbalances").get("mine").get("trusted").decimalValue())
        .isGreaterThan(BigDecimal.ONE);
    node.call("walletpassphrase", "battery staple", 100);
    node.call("sendtoaddress", to, "1");
  }

  @Test
  void unlockedWallet_locksItselfWhenItsTimeIsUp() {
    node.call("encryptwallet", "p");
    node.call("walletpassphrase", "p", 1);
    Bitcoind.await(
        Duration.ofSeconds(10),
        "locked again",
        () -> node.call("getwalletinfo").get("unlocked_until").asLong() == 0);
    assertError(LOCKED, "sendtoaddress", node.call("getnewaddress").asString(), "1");
  }

  @Test
  void backup_givesBackTheWallet() throws IOException {
    pay("2");
    List<JsonNode> before = state();
    Path backup = folder.resolve("main.qcw");
    node.call("backupwallet", backup.toString());
    assertError(ALREADY_LOADED, "loadwallet", "main");
    node.call("unloadwallet", "main");
    assertError(NOT_FOUND, "getbalance");
    assertError(NOT_FOUND, "loadwallet", "nobody");
    node.call("restorewallet", "again", backup.toString());
    assertThat(state()).isEqualTo(before);
    assertError(WALLET_ERROR, "restorewallet", "again", backup.toString());
    node.call("unloadwallet", "again");
    byte[] good = Files.readAllBytes(backup);
    for (int length : new int[] {0, 10, good.length / 2, good.length - 1}) {
      Path cut = folder.resolve("cut.qcw");
      Files.write(cut, Arrays.copyOf(good, length));
      assertError(WALLET_ERROR, "restorewallet", "cut" + length, cut.toString());
    }
    assertThat(node.call("listwalletdir").toString())
        .contains("main", "again")
        .doesNotContain("cut");
  }

  @Test
  void recoveryDrill_provesABackup_andTellsWhatItLacks() {
    pay("1.5");
    node.call("generatetoaddress", 2, node.call("getnewaddress").asString());
    String backup = folder.resolve("drill.qcw").toString();
    node.call("backupwallet", backup);
    pay("0.5");
    node.call("generatetoaddress", 1, node.call("getnewaddress").asString());
    List<JsonNode> before = state();
    JsonNode report = node.call("verifybackup", backup);
    assertThat(report.get("matches").asBoolean()).as(report.toString()).isTrue();
    assertThat(report.get("private_keys")).isEqualTo(report.get("descriptors"));
    assertThat(report.get("addresses").asInt()).isGreaterThanOrEqualTo(160);
    assertThat(report.get("height").asInt()).isEqualTo(node.height());
    assertThat(report.get("balance")).isEqualTo(report.get("wallet_balance"));
    assertThat(report.get("balance").decimalValue()).isPositive();
    assertThat(state()).as("untouched").isEqualTo(before);
    assertThat(node.call("listwallets")).hasSize(1);
    node.call("encryptwallet", "secret");
    JsonNode old = node.call("verifybackup", backup);
    assertThat(old.get("matches").asBoolean()).as("the new keys are not in it").isFalse();
    assertThat(old.get("differences").get(0).asString()).contains("make a new backup");
    String encrypted = folder.resolve("encrypted.qcw").toString();
    node.call("backupwallet", encrypted);
    JsonNode watching = node.call("verifybackup", encrypted);
    assertThat(watching.get("matches").asBoolean()).as(watching.toString()).isTrue();
    assertThat(watching.has("private_keys")).isFalse();
    JsonNode unlocked = node.call("verifybackup", encrypted, "secret");
    assertThat(unlocked.get("private_keys")).isEqualTo(unlocked.get("descriptors"));
    assertError(WRONG_PASSPHRASE, "verifybackup", encrypted, "another");
  }

  @Test
  void damagedWallet_isOfferedItsNewestBackup() throws IOException {
    node.call("unloadwallet", "main");
    node.call("loadwallet", "main");
    Path home = node.dataDir().resolve("regtest").resolve("wallets").resolve("main");
    Path backups = home.resolve("backups");
    Bitcoind.await(
        Duration.ofSeconds(30), "the day's backup", () -> backupsIn(backups).size() == 1);
    List<JsonNode> before = state();
    node.call("unloadwallet", "main");
    byte[] whole = Files.readAllBytes(home.resolve("wallet.mv.db"));
    Files.write(home.resolve("wallet.mv.db"), Arrays.copyOf(whole, whole.length / 3));
    Bitcoind.RpcException error =
        catchThrowableOfType(Bitcoind.RpcException.class, () -> node.call("loadwallet", "main"));
    assertThat(error).hasMessageContaining("damaged").hasMessageContaining(backups.toString());
    String offered = backupsIn(backups).getFirst().toString();
    assertThat(error).hasMessageContaining(offered);
    node.call("restorewallet", "again", offered);
    assertThat(state()).isEqualTo(before);
  }

  private static List<Path> backupsIn(Path folder) {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".qcw")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void walletMadeWithAPassphrase_isLockedFromTheStart() {
    node.call("unloadwallet", "main");
    node.call("createwallet", "safe", false, false, "correct horse");
    String address = node.call("getnewaddress").asString();
    node.call("generatetoaddress", 101, address);
    assertError(LOCKED, "sendtoaddress", address, "1");
    assertError(WRONG_PASSPHRASE, "walletpassphrase", "wrong horse", 10);
    node.call("walletpassphrase", "correct horse", 100);
    node.call("sendtoaddress", address, "1");
    assertError(WALLET_ERROR, "createwallet", "safe");
  }

  @Test
  void bumpedPayment_replacesTheFirst() {
    String first = pay("3");
    JsonNode bumped = node.call("bumpfee", first);
    String second = bumped.get("txid").asString();
    assertThat(bumped.get("fee").decimalValue())
        .isGreaterThan(bumped.get("origfee").decimalValue());
    node.call("syncwithvalidationinterfacequeue");
    assertThat(node.call("getrawmempool").toString()).contains(second).doesNotContain(first);
    assertThat(node.call("gettransaction", second).get("replaces_txid").asString())
        .isEqualTo(first);
    JsonNode old = node.call("gettransaction", first);
    assertThat(old.get("replaced_by_txid").asString()).isEqualTo(second);
    assertThat(old.get("mempoolconflicts").toString()).contains(second);
    assertError(WALLET_ERROR, "bumpfee", first);
    node.call("generatetoaddress", 1, node.call("getnewaddress").asString());
    assertThat(node.call("gettransaction", first).get("confirmations").asInt()).isNegative();
    assertThat(node.call("gettransaction", second).get("confirmations").asInt()).isOne();
  }

  @Test
  void names_leadNowhereElse() {
    for (String name : List.of("../out", "a/b", "..", "c:\\x", "a;b", "x".repeat(300))) {
      assertError(WALLET_ERROR, "createwallet", name);
      assertError(WALLET_ERROR, "loadwallet", name);
    }
  }
}
