package org.quantumcoin.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantumcoin.node.rpc.RpcErrorCode.INVALID_ADDRESS_OR_KEY;
import static org.quantumcoin.node.rpc.RpcErrorCode.INVALID_PARAMETER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.primitives.Transaction;
import tools.jackson.databind.JsonNode;

/// `settxlabel`, `exportlabels` and `importlabels`.
final class LabelRpcTest {
  @TempDir Path folder;
  private WalletServer server;
  private Wallet wallet;
  private String address;
  private Transaction income;

  @BeforeEach
  void open() {
    server = new WalletServer(folder);
    wallet = server.make("one");
    address = server.text(wallet, "getnewaddress", "rent");
    income = server.receive(address, 70_000);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private JsonNode take(Wallet into, String... lines) throws IOException {
    Path file = Files.createTempFile(folder, "labels", ".jsonl");
    Files.writeString(file, String.join("\n", lines));
    return server.call(into, "importlabels", file);
  }

  @Test
  void file_bringsEveryLabelAndLockToACopy() throws IOException {
    String txid = income.txid().toString();
    server.call(wallet, "settxlabel", txid, "May");
    JsonNode shown = server.call(wallet, "gettransaction", txid);
    assertThat(shown.get("label_of_tx").stringValue()).isEqualTo("May");
    assertThat(server.call(wallet, "listtransactions").get(0).get("label_of_tx").stringValue())
        .isEqualTo("May");
    String change = server.text(wallet, "getrawchangeaddress");
    JsonNode taken =
        take(
            wallet,
            "{\"type\":\"output\",\"ref\":\"%s:0\",\"label\":\"kept\",\"spendable\":false}"
                .formatted(txid),
            "{\"type\":\"xpub\",\"ref\":\"xpub1\",\"label\":\"key\",\"origin\":\"wpkh()\",\"x\":1}",
            "{\"type\":\"addr\",\"ref\":\"%s\",\"label\":\"odd\"}".formatted(change));
    assertThat(taken.get("locked").intValue()).isOne();
    assertThat(taken.get("others").intValue()).isEqualTo(3);
    assertThat(taken.get("skipped")).isEmpty();
    Path file = folder.resolve("labels.jsonl");
    assertThat(server.call(wallet, "exportlabels", file).get("labels").intValue()).isEqualTo(5);
    assertThat(Files.readString(file))
        .contains(
            "{\"type\":\"addr\",\"ref\":\"%s\",\"label\":\"rent\"}".formatted(address),
            "{\"type\":\"tx\",\"ref\":\"%s\",\"label\":\"May\"}".formatted(txid),
            "\"label\":\"kept\",\"spendable\":false",
            "\"origin\":\"wpkh()\",\"x\":1",
            "\"ref\":\"%s\",\"label\":\"odd\"".formatted(change));
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    Path copy = folder.resolve("copy.qcw");
    wallet.backup(copy);
    server.call(wallet, "settxlabel", txid, "");
    assertThat(server.call(wallet, "gettransaction", txid).has("label_of_tx")).isFalse();
    Wallet second = server.wallets.restore("two", copy, Optional.empty());
    server.call(second, "settxlabel", txid, "other");
    JsonNode again = server.call(second, "importlabels", file);
    assertThat(again.get("addresses").intValue()).isOne();
    assertThat(again.get("transactions").intValue()).isOne();
    assertThat(again.get("locked").intValue()).isOne();
    assertThat(server.call(second, "gettransaction", txid).get("label_of_tx").stringValue())
        .isEqualTo("May");
    assertThat(server.call(second, "listlockunspent").size()).isOne();
    Path exported = folder.resolve("again.jsonl");
    server.call(second, "exportlabels", exported);
    assertThat(Files.readString(exported)).isEqualTo(Files.readString(file));
  }

  @Test
  void changeAddress_isNotTakenForOneThatWasGivenOut() throws IOException {
    String change = server.text(wallet, "getrawchangeaddress");
    take(wallet, "{\"type\":\"addr\",\"ref\":\"%s\",\"label\":\"odd\"}".formatted(change));
    assertThat(server.call(wallet, "getaddressinfo", change).get("ischange").booleanValue())
        .isTrue();
  }

  @Test
  void lock_isTakenBack() throws IOException {
    String line = "{\"type\":\"output\",\"ref\":\"%s:0\",\"spendable\":%s}";
    assertThat(take(wallet, line.formatted(income.txid(), "false")).get("locked").intValue())
        .isOne();
    assertThat(server.call(wallet, "listunspent").size()).isZero();
    assertThat(take(wallet, line.formatted(income.txid(), "true")).get("unlocked").intValue())
        .isOne();
    assertThat(server.call(wallet, "listunspent").size()).isOne();
  }

  @Test
  void badLines_areNamedAndTheOthersTaken() throws IOException {
    JsonNode report =
        take(
            wallet,
            "nonsense",
            "{\"type\":\"addr\",\"ref\":\"nowhere\",\"label\":\"x\"}",
            "{\"type\":\"tx\",\"ref\":\"12\",\"label\":\"x\"}",
            "{\"type\":\"output\",\"ref\":\"12:0\",\"label\":\"x\"}",
            "{\"type\":\"output\",\"ref\":\"%s:0\",\"spendable\":false}".formatted("ab".repeat(32)),
            "{\"type\":\"tx\",\"ref\":\"%s\"}".formatted(income.txid()),
            "{\"type\":\"%s\",\"ref\":\"12\",\"label\":\"x\"}".formatted("y".repeat(21)),
            "{\"type\":\"pubkey\",\"ref\":\"02\",\"label\":\"good\"}");
    assertThat(report.get("others").intValue()).isOne();
    assertThat(report.get("skipped").size()).isEqualTo(7);
    for (int i = 0; i < 7; i++) {
      assertThat(report.get("skipped").get(i).get("line").intValue()).isEqualTo(i + 1);
      assertThat(report.get("skipped").get(i).get("reason").stringValue()).endsWith(".");
    }
  }

  @Test
  void mistakes_areSentences() throws IOException {
    assertThat(server.refused(INVALID_PARAMETER, wallet, "exportlabels", "labels.jsonl"))
        .contains("whole path");
    Path there = Files.createFile(folder.resolve("there"));
    assertThat(server.refused(INVALID_PARAMETER, wallet, "exportlabels", there))
        .contains("already exists");
    assertThat(server.refused(INVALID_PARAMETER, wallet, "importlabels", there))
        .contains("no label in this file. Nothing was changed");
    Files.write(there, new byte[] {(byte) 0xff});
    assertThat(server.refused(INVALID_PARAMETER, wallet, "importlabels", there))
        .contains("Line 1: The file is not text");
    assertThat(server.refused(INVALID_PARAMETER, wallet, "importlabels", folder.resolve("none")))
        .contains("cannot be read");
    server.refused(INVALID_ADDRESS_OR_KEY, wallet, "settxlabel", "ab".repeat(32), "x");
    String txid = income.txid().toString();
    server.refused(INVALID_PARAMETER, wallet, "settxlabel", txid, "x".repeat(4_001));
    server.call(wallet, "settxlabel", txid, "x".repeat(4_000));
  }
}
