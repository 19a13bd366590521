package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantumcoin.tests.interop.SharedWallet.json;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Coins that bitcoind paid to a key's addresses of every kind come into our wallet, and bitcoind
/// takes the transaction.
final class SweepInteropTest {
  private static final String KEY = "cVLwRLTvz3BxDAWkvS3yzT9pUcTCup7kQnfT2smRjvmmm1wAP6QT";
  private static final String[] FORMS = {"pk", "pkh", "wpkh", "sh(wpkh", "tr"};

  @Test
  void coinsOfAKey_comeFromEveryKindOfAddress() {
    Bitcoind.assumeAvailable();
    try (SharedWallet wallet = SharedWallet.start()) {
      wallet.mine("others", 105);
      for (String form : FORMS) {
        String descriptor = form + "(" + KEY + (form.contains("(") ? "))" : ")");
        wallet.bitcoind().call("generatetodescriptor", 1, descriptor);
        if (!form.equals("pk")) {
          String checked =
              wallet.bitcoind().call("getdescriptorinfo", descriptor).get("descriptor").asString();
          String address = wallet.bitcoind().call("deriveaddresses", checked).get(0).asString();
          wallet.others("sendtoaddress", address, "0.25");
        }
      }
      wallet.mine("others", 1);
      JsonNode swept =
          wallet.ours("sweepprivkeys", "", json("['" + KEY + "']"), json("{'fee_rate':5}"));
      assertThat(swept.get("coins").asInt()).isEqualTo(4);
      assertThat(swept.get("immature").asInt()).isEqualTo(5);
      wallet.settle();
      assertThat(wallet.bitcoind().call("getrawmempool").get(0).asString())
          .isEqualTo(swept.get("txid").asString());
      wallet.mine("others", 101);
      JsonNode mined =
          wallet.ours("sweepprivkeys", "", json("['" + KEY + "']"), json("{'fee_rate':5}"));
      assertThat(mined.get("coins").asInt()).isEqualTo(5);
      wallet.settle();
      assertThat(wallet.bitcoind().call("getrawmempool").size()).isOne();
    }
  }
}
