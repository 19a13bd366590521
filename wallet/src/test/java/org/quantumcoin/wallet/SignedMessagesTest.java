package org.quantumcoin.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantumcoin.node.rpc.RpcErrorCode.INVALID_ADDRESS_OR_KEY;
import static org.quantumcoin.node.rpc.RpcErrorCode.INVALID_PARAMETER;
import static org.quantumcoin.node.rpc.RpcErrorCode.TYPE_ERROR;
import static org.quantumcoin.node.rpc.RpcErrorCode.WALLET_UNLOCK_NEEDED;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.wallet.descriptor.OutputType;
import tools.jackson.databind.JsonNode;

/// `signmessagebip322` and `verifymessagebip322`.
final class SignedMessagesTest {
  private static final List<String> TYPES = List.of("legacy", "p2sh-segwit", "bech32", "bech32m");

  @TempDir Path folder;
  private WalletServer server;
  private Wallet wallet;

  @BeforeEach
  void open() {
    server = new WalletServer(folder);
    wallet = server.make("one");
  }

  @AfterEach
  void close() {
    server.close();
  }

  private JsonNode verify(String address, String message, String signature) {
    return server.call(wallet, "verifymessagebip322", address, message, signature);
  }

  @Test
  void signature_ofEveryKindOfAddress_isValidForThisMessageAlone() {
    for (String type : TYPES) {
      String address = server.text(wallet, "getnewaddress", "", type);
      for (String format : List.of("", "full")) {
        String signature =
            format.isEmpty()
                ? server.text(wallet, "signmessagebip322", address, "héllo")
                : server.text(wallet, "signmessagebip322", address, "héllo", format);
        boolean simple = format.isEmpty() && type.startsWith("bech32");
        assertThat(signature).as(type).startsWith(simple ? "smp" : "ful");
        JsonNode good = verify(address, "héllo", signature);
        assertThat(good.get("valid").booleanValue()).as(type).isTrue();
        assertThat(good.get("state").stringValue()).isEqualTo("valid");
        JsonNode other = verify(address, "hello", signature);
        assertThat(other.get("valid").booleanValue()).as(type).isFalse();
        assertThat(other.get("reason").stringValue()).isNotEmpty();
        String neighbour = server.text(wallet, "getnewaddress", "", type);
        assertThat(verify(neighbour, "héllo", signature).get("valid").booleanValue()).isFalse();
      }
    }
  }

  @Test
  void signature_ofOld_isTakenForALegacyAddress() {
    String address = server.text(wallet, "getnewaddress", "", "legacy");
    String signature = server.text(wallet, "signmessage", address, "hello");
    assertThat(verify(address, "hello", signature).get("valid").booleanValue()).isTrue();
    assertThat(verify(address, "hullo", signature).get("valid").booleanValue()).isFalse();
  }

  @Test
  void mistakes_haveTheCodesOfSignmessage() {
    String legacy = server.text(wallet, "getnewaddress", "", "legacy");
    server.refused(INVALID_ADDRESS_OR_KEY, wallet, "signmessagebip322", "nowhere", "m");
    server.refused(INVALID_ADDRESS_OR_KEY, wallet, "verifymessagebip322", "nowhere", "m", "smp");
    assertThat(server.refused(TYPE_ERROR, wallet, "signmessagebip322", legacy, "m", "simple"))
        .contains("older than segwit");
    assertThat(server.refused(INVALID_PARAMETER, wallet, "signmessagebip322", legacy, "m", "x"))
        .contains("simple or full");
    String foreign = server.addresses.encode(TestPayments.foreignScript(1)).orElseThrow();
    assertThat(server.refused(INVALID_ADDRESS_OR_KEY, wallet, "signmessagebip322", foreign, "m"))
        .isEqualTo("Private key not available");
    assertThat(verify(legacy, "m", "fulAAAA").get("reason").stringValue()).endsWith(".");
    assertThat(verify(legacy, "m", "???").get("state").stringValue()).isEqualTo("invalid");
  }

  @Test
  void lockedWallet_signsNothing() {
    byte[] passphrase = "correct horse".getBytes(StandardCharsets.UTF_8);
    Wallet locked = server.wallets.create("two", WalletOptions.DEFAULT, passphrase);
    String address =
        server.addresses.encode(locked.newAddress(OutputType.BECH32, "")).orElseThrow();
    server.refused(WALLET_UNLOCK_NEEDED, locked, "signmessagebip322", address, "m");
    locked.unlock(passphrase, 60);
    assertThat(server.text(locked, "signmessagebip322", address, "m")).startsWith("smp");
  }
}
