package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantumcoin.tests.interop.SharedWallet.json;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Descriptors that end in a hardened step, as those of wallets from Core's old format: as in
/// bitcoind, also while the wallet is locked.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HardenedRangeInteropTest {
  private static final String NAME = "hardened";
  private static final String ROOT =
      "tprv8ZgxMBicQKsPd7Uf69XL1XwhmjHopUGep8GuEiJDZmbQz6o58LninorQAfcKZWARbtRtfnLcJ5MQ2AtHcQJCCRUcMRvmDUjyEmNUWwx8UbK";
  private static final int RANGE = 40;

  private SharedWallet wallet;

  @BeforeAll
  void shareOneWallet() {
    Bitcoind.assumeAvailable();
    wallet = SharedWallet.start();
    wallet.mine("others", 105);
  }

  @AfterAll
  void stop() {
    if (wallet != null) {
      wallet.close();
    }
  }

  private JsonNode ours(String method, Object... parameters) {
    return wallet.node().walletCall(NAME, method, parameters);
  }

  private JsonNode theirs(String method, Object... parameters) {
    return wallet.bitcoind().walletCall(NAME, method, parameters);
  }

  private JsonNode same(String method, Object... parameters) {
    JsonNode ours = ours(method, parameters);
    assertThat(ours).as(method).isEqualTo(theirs(method, parameters));
    return ours;
  }

  private JsonNode requests(String descriptor, boolean change) {
    String sum = wallet.bitcoind().call("getdescriptorinfo", descriptor).get("checksum").asString();
    return json(
        "[{'desc':'%s#%s','timestamp':'now','active':true,'internal':%s,'range':[0,%d]}]"
            .formatted(descriptor, sum, change, RANGE));
  }

  @Test
  void walletOfHardenedRanges_isAsInCore() {
    wallet.node().call("createwallet", NAME, false, true);
    wallet.bitcoind().call("createwallet", NAME, false, true);
    for (String kind : List.of("wpkh(%s)", "sh(wpkh(%s))", "tr(%s)", "pkh(%s)")) {
      for (boolean change : new boolean[] {false, true}) {
        String descriptor = kind.formatted(ROOT + "/0h/" + (change ? 1 : 0) + "h/*h");
        same("importdescriptors", requests(descriptor, change));
      }
    }
    assertThat(descriptors(ours("listdescriptors")))
        .isEqualTo(descriptors(theirs("listdescriptors")));
    for (String type : List.of("bech32", "p2sh-segwit", "bech32m", "legacy")) {
      for (int i = 0; i < 3; i++) {
        String address = same("getnewaddress", "", type).asString();
        JsonNode info = theirs("getaddressinfo", address);
        JsonNode told = ours("getaddressinfo", address);
        // What Knots tells beyond Core, and whose clock says what is now.
        ((ObjectNode) info).remove(List.of("isactive", "use_txids", "timestamp"));
        ((ObjectNode) told).remove("timestamp");
        assertThat(told).isEqualTo(info);
        wallet.others("sendtoaddress", address, "0.5");
      }
    }
    wallet.mine("others", 1);
    same("getbalances");
    String to = wallet.others("getnewaddress").asString();
    ours("sendtoaddress", to, "1.2");
    wallet.settle();
    wallet.mine("others", 1);
    same("getbalances");
    followWhileLocked();
  }

  /// Up to the end of the range, and on from there once it is unlocked.
  private void followWhileLocked() {
    ours("encryptwallet", "secret");
    wallet.node().call("unloadwallet", NAME);
    wallet.node().call("loadwallet", NAME);
    // New addresses come from new keys then; the old ones are followed all the same.
    String old = theirs("getnewaddress", "", "bech32").asString();
    wallet.others("sendtoaddress", old, "0.25");
    wallet.mine("others", 1);
    assertThat(ours("getaddressinfo", old).get("ismine").asBoolean()).isTrue();
    same("getbalances");
    ours("walletpassphrase", "secret", 60);
    String back = wallet.others("getnewaddress").asString();
    JsonNode all = ours("sendall", json("['" + back + "']"));
    assertThat(all.get("complete").asBoolean()).isTrue();
    wallet.settle();
    wallet.mine("others", 1);
    same("getbalances");
  }

  private static List<String> descriptors(JsonNode list) {
    return list.get("descriptors")
        .valueStream()
        .map(each -> each.get("desc") + " " + each.get("range") + " " + each.get("next"))
        .sorted()
        .toList();
  }
}
