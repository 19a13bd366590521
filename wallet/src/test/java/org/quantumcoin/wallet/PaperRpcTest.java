package org.quantumcoin.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantumcoin.node.rpc.RpcErrorCode.INVALID_PARAMETER;
import static org.quantumcoin.node.rpc.RpcErrorCode.WALLET_ERROR;
import static org.quantumcoin.node.rpc.RpcErrorCode.WALLET_UNLOCK_NEEDED;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.wallet.descriptor.Descriptor;
import org.quantumcoin.wallet.paper.PdfReading;
import tools.jackson.databind.JsonNode;

/// `savepaperbackup`.
final class PaperRpcTest {
  private static final byte[] PASSPHRASE = "correct horse".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private WalletServer server;

  @BeforeEach
  void open() {
    server = new WalletServer(folder);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private static String text(Path file) throws IOException {
    return String.join("\n", PdfReading.texts(Files.readAllBytes(file)));
  }

  @Test
  void paper_bringsBackAWalletThatWatches() throws IOException {
    Wallet wallet = server.make("savings");
    Path file = folder.resolve("paper.pdf");
    JsonNode saved = server.call(wallet, "savepaperbackup", file);
    assertThat(saved.get("pages").intValue()).isEqualTo(2);
    assertThat(saved.get("with_words").booleanValue()).isFalse();
    String text = text(file);
    String words = server.call(wallet, "getrecoverywords").get(0).get("words").stringValue();
    assertThat(text).doesNotContain(words.split(" ", -1)[0] + " ");
    List<String> descriptors = new ArrayList<>();
    String joined = text.replaceAll("\\s", "");
    Matcher found =
        Pattern.compile("(?:pkh|sh\\(wpkh|wpkh|tr)\\(\\[[^#]*#[a-z0-9]{8}").matcher(joined);
    while (found.find()) {
      descriptors.add(found.group());
    }
    assertThat(descriptors).hasSize(4);
    Wallet copy = server.wallets.create("copy", new WalletOptions(true, true, false), new byte[0]);
    var requests = Json.array();
    for (String descriptor : descriptors) {
      assertThat(descriptor).endsWith(Descriptor.checksum(descriptor));
      requests.add(
          Json.object().put("desc", descriptor).put("active", true).put("timestamp", "now"));
    }
    server.call(copy, "importdescriptors", requests);
    for (String type : List.of("legacy", "p2sh-segwit", "bech32", "bech32m")) {
      for (int i = 0; i < 5; i++) {
        String address = server.text(wallet, "getnewaddress", "", type);
        assertThat(server.text(copy, "getnewaddress", "", type)).isEqualTo(address);
        assertThat(joined).contains(i + address);
      }
      String change = server.text(wallet, "getrawchangeaddress", type);
      assertThat(server.text(copy, "getrawchangeaddress", type)).isEqualTo(change);
      assertThat(joined).contains("0" + change);
    }
  }

  @Test
  void words_areWrittenOnlyWhenAskedForAndUnlocked() throws IOException {
    Wallet wallet = server.wallets.create("two", WalletOptions.DEFAULT, PASSPHRASE);
    Path file = folder.resolve("paper.pdf");
    server.refused(WALLET_UNLOCK_NEEDED, wallet, "savepaperbackup", file, true);
    assertThat(file).doesNotExist();
    server.call(wallet, "savepaperbackup", file);
    wallet.unlock(PASSPHRASE, 60);
    Path secret = folder.resolve("secret.pdf");
    JsonNode saved = server.call(wallet, "savepaperbackup", secret, true);
    assertThat(saved.get("pages").intValue()).isEqualTo(3);
    String[] words =
        server.call(wallet, "getrecoverywords").get(0).get("words").stringValue().split(" ", -1);
    String text = text(secret);
    for (int i = 0; i < words.length; i++) {
      assertThat(text).contains("%d %s".formatted(i + 1, words[i]));
    }
    assertThat(text(file)).doesNotContain("Recovery words of");
  }

  @Test
  void mistakes_areSentences() throws IOException {
    Wallet wallet = server.make("one");
    assertThat(server.refused(INVALID_PARAMETER, wallet, "savepaperbackup", "paper.pdf"))
        .contains("whole path");
    Path there = Files.createFile(folder.resolve("there.pdf"));
    assertThat(server.refused(INVALID_PARAMETER, wallet, "savepaperbackup", there))
        .contains("already exists");
    Wallet watching =
        server.wallets.create("watch", new WalletOptions(true, true, false), new byte[0]);
    assertThat(
            server.refused(
                WALLET_ERROR, watching, "savepaperbackup", folder.resolve("w.pdf"), true))
        .contains("no recovery words");
    server.call(watching, "savepaperbackup", folder.resolve("w.pdf"));
  }
}
