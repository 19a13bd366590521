package org.quantumcoin.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantumcoin.node.rpc.RpcErrorCode.INVALID_PARAMETER;
import static org.quantumcoin.node.rpc.RpcErrorCode.WALLET_ERROR;
import static org.quantumcoin.node.rpc.RpcErrorCode.WALLET_UNLOCK_NEEDED;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.script.Wif;
import org.quantumcoin.wallet.keys.Bip85;
import org.quantumcoin.wallet.keys.ExtendedSecretKey;
import org.quantumcoin.wallet.keys.MnemonicLanguage;

class ChildSecretsRpcTest {
  @TempDir Path folder;

  @Test
  void derivebip85_givesWhatFollowsFromTheRoot() {
    try (WalletServer server = new WalletServer(folder)) {
      Wallet wallet = server.make("root");
      AddressPrefixes prefixes = wallet.config().params().addresses();
      String xprv =
          server
              .call(wallet, "gethdkeys", TreasuryDesk.json("{'private':true}"))
              .get(0)
              .get("xprv")
              .asString();
      try (ExtendedSecretKey root = ExtendedSecretKey.decode(xprv, prefixes).orElseThrow()) {
        assertThat(server.text(wallet, "derivebip85", "words"))
            .isEqualTo(
                Bip85.mnemonic(root, MnemonicLanguage.ENGLISH, 12, 0).orElseThrow().sentence());
        assertThat(
                server.text(
                    wallet,
                    "derivebip85",
                    "words",
                    7,
                    TreasuryDesk.json("{'length':24,'language':'czech'}")))
            .isEqualTo(
                Bip85.mnemonic(root, MnemonicLanguage.CZECH, 24, 7).orElseThrow().sentence());
        assertThat(server.text(wallet, "derivebip85", "wif", 1))
            .isEqualTo(Wif.encode(Bip85.secretKey(root, 1).orElseThrow(), prefixes));
        assertThat(server.text(wallet, "derivebip85", "xprv", 2))
            .isEqualTo(Bip85.extendedKey(root, 2).orElseThrow().encode(prefixes));
        assertThat(server.text(wallet, "derivebip85", "hex"))
            .isEqualTo(Hex.encode(Bip85.bytes(root, 32, 0).orElseThrow()));
        assertThat(server.text(wallet, "derivebip85", "base64"))
            .isEqualTo(Bip85.passwordBase64(root, 21, 0).orElseThrow());
        assertThat(
                server.text(wallet, "derivebip85", "base85", 3, TreasuryDesk.json("{'length':40}")))
            .isEqualTo(Bip85.passwordBase85(root, 40, 3).orElseThrow());
      }
    }
  }

  @Test
  void derivebip85_ofWhatThereIsNot_isRefused() {
    try (WalletServer server = new WalletServer(folder)) {
      Wallet wallet = server.make("root");
      server.refused(INVALID_PARAMETER, wallet, "derivebip85", "nonsense");
      server.refused(INVALID_PARAMETER, wallet, "derivebip85", "words", -1);
      for (String options : new String[] {"{'length':13}", "{'length':27}", "{'language':'x'}"}) {
        server.refused(
            INVALID_PARAMETER, wallet, "derivebip85", "words", 0, TreasuryDesk.json(options));
      }
      for (String options : new String[] {"{'length':15}", "{'length':65}"}) {
        server.refused(
            INVALID_PARAMETER, wallet, "derivebip85", "hex", 0, TreasuryDesk.json(options));
      }
      Wallet watching =
          server.wallets.create("watching", new WalletOptions(true, true, false), new byte[0]);
      server.refused(WALLET_ERROR, watching, "derivebip85", "words");
      Wallet locked =
          server.wallets.create(
              "locked", WalletOptions.DEFAULT, "secret".getBytes(StandardCharsets.UTF_8));
      server.refused(WALLET_UNLOCK_NEEDED, locked, "derivebip85", "words");
    }
  }
}
