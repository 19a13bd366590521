package org.quantumcoin.tests.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.tests.interop.OurNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// A wallet comes back from its recovery words, and a backup on a computer that never saw it.
final class RecoveryWordsTest {
  private static Set<String> descriptors(OurNode node, String wallet) {
    Set<String> texts = new TreeSet<>();
    node.walletCall(wallet, "listdescriptors")
        .get("descriptors")
        .forEach(each -> texts.add(each.get("desc").asString()));
    return texts;
  }

  private static String words(OurNode node, String wallet, int index) {
    return node.walletCall(wallet, "getrecoverywords").get(index).get("words").asString();
  }

  @Test
  void words_bringKeysAndCoinsBack() {
    try (OurNode node = OurNode.start("-walletkdfmemory=1", "-keypool=30")) {
      node.call("createwallet", "first");
      String address = node.walletCall("first", "getnewaddress").asString();
      node.call("generatetoaddress", 101, address);
      String words = words(node, "first", 0);
      assertThat(words.split(" ")).hasSize(24);
      JsonNode made = node.call("createwalletfromwords", "second", words);
      assertThat(made.get("language").asString()).isEqualTo("english");
      assertThat(descriptors(node, "second")).isEqualTo(descriptors(node, "first"));
      assertThat(node.walletCall("second", "getbalances").get("mine"))
          .isEqualTo(node.walletCall("first", "getbalances").get("mine"));
      assertThat(node.walletCall("second", "getnewaddress").asString()).isNotEqualTo(address);

      node.call("createwalletfromwords", "other", words, "and a passphrase of their own");
      assertThat(descriptors(node, "other"))
          .doesNotContainAnyElementsOf(descriptors(node, "first"));
      assertThat(node.walletCall("other", "getrecoverywords").get(0).get("passphrase").asBoolean())
          .isTrue();

      // Encrypting makes new keys; both sets of words are kept, under the new passphrase.
      node.walletCall("first", "encryptwallet", "a secret");
      assertThatThrownBy(() -> words(node, "first", 0)).hasMessageContaining("walletpassphrase");
      node.walletCall("first", "walletpassphrase", "a secret", 60);
      assertThat(words(node, "first", 0)).isEqualTo(words);
      String newer = words(node, "first", 1);
      assertThat(newer).isNotEqualTo(words);
      node.call("createwalletfromwords", "third", newer, "", "its passphrase");
      assertThat(descriptors(node, "first")).containsAll(descriptors(node, "third"));
    }
  }

  @Test
  void wrongWords_areNamedAndMakeNoWallet() {
    try (OurNode node = OurNode.start("-walletkdfmemory=1")) {
      String valid = "legal winner thank year wave sausage worth useful legal winner thank yellow";
      assertThatThrownBy(
              () -> node.call("createwalletfromwords", "x", valid.replace("wave", "wawe")))
          .hasMessageContaining("Word 5, \"wawe\"")
          .hasMessageContaining("wave");
      assertThatThrownBy(
              () -> node.call("createwalletfromwords", "x", valid.replace("yellow", "year")))
          .hasMessageContaining("do not belong together");
      assertThatThrownBy(() -> node.call("createwalletfromwords", "x", "legal winner"))
          .hasMessageContaining("These are 2 words");
      assertThat(node.call("listwallets")).isEmpty();
      assertThat(node.call("listwalletdir").get("wallets")).isEmpty();
      node.call("createwallet", "watching", true);
      assertThatThrownBy(() -> words(node, "watching", 0))
          .hasMessageContaining("no recovery words");
    }
  }

  @Test
  void backup_opensOnAnotherComputerByItsPassphrase(@TempDir Path folder) throws IOException {
    Path backup = folder.resolve("copy.qcw");
    String address;
    try (OurNode here = OurNode.start("-walletkdfmemory=1")) {
      here.call("createwallet", "w", false, false, "open sesame");
      address = here.call("getnewaddress", "rent").asString();
      here.call("backupwallet", backup.toString());
    }
    try (OurNode there = OurNode.start("-walletkdfmemory=1")) {
      assertThatThrownBy(() -> there.call("restorewallet", "w", backup.toString()))
          .hasMessageContaining("give its passphrase");
      JsonNode unset = JsonNodeFactory.instance.nullNode();
      assertThatThrownBy(
              () -> there.call("restorewallet", "w", backup.toString(), unset, "open simsim"))
          .hasMessageContaining("not the passphrase");
      assertThat(there.call("listwalletdir").get("wallets")).isEmpty();
      there.call("restorewallet", "w", backup.toString(), unset, "open sesame");
      assertThat(there.call("getaddressinfo", address).get("labels").get(0).asString())
          .isEqualTo("rent");
      // From now on this computer follows it without the passphrase.
      there.call("unloadwallet", "w");
      there.call("loadwallet", "w");
      assertThat(Files.exists(backup)).isTrue();
    }
  }
}
