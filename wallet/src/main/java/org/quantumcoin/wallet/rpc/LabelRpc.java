package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.WALLET;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.wallet.LabelExchange;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.payment.Label;
import org.quantumcoin.wallet.payment.LabelFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Labels of transactions, and label files. Core has no such methods.
final class LabelRpc {
  private final WalletCalls calls;

  LabelRpc(WalletCalls calls) {
    this.calls = calls;
  }

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("settxlabel", WALLET)
            .help(
                "Sets the label of a transaction of this wallet. It is shown as \"label_of_tx\" by gettransaction, listtransactions and listsinceblock.")
            .param(RpcParam.required("txid", RpcType.STRING, "The transaction id"))
            .param(
                RpcParam.required(
                    "label", RpcType.STRING, "The label; an empty one takes the label away"))
            .result("null")
            .example("\"mytxid\" \"rent of May\"")
            .handler(calls.on(LabelRpc::label)));
    registry.add(
        RpcMethod.of("exportlabels", WALLET)
            .help(
                "Writes all labels of this wallet to a new file that other wallets read (BIP329): of addresses, transactions, coins and keys, and which coins are locked.\n"
                    + "Whoever reads the file knows what this wallet's payments were for.")
            .param(
                RpcParam.required(
                    "filename", RpcType.STRING, "Where to, a whole path; it must not exist yet"))
            .result("{ \"filename\": \"str\", \"labels\": n }    (json object)")
            .example("\"/media/stick/labels.jsonl\"")
            .handler(calls.on(LabelRpc::exportTo)));
    registry.add(
        RpcMethod.of("importlabels", WALLET)
            .help(
                "Takes the labels of a file (BIP329), instead of those that this wallet has of the same things. The whole file is read before anything is changed. A coin that the file says is not spendable is locked until it is unlocked by lockunspent.")
            .param(RpcParam.required("filename", RpcType.STRING, "The file, a whole path"))
            .result(
                """
                {                        (json object)
                  "addresses" : n,       (numeric) labels of addresses that were taken
                  "transactions" : n,    (numeric) labels of transactions
                  "others" : n,          (numeric) labels of outputs, inputs, keys, and of what is not known here
                  "locked" : n,          (numeric) coins that were locked
                  "unlocked" : n,        (numeric) coins that were unlocked
                  "skipped" : [          (json array) lines of which nothing was taken, or not all
                    { "line" : n, "reason" : "str" }, ...
                  ]
                }\
                """)
            .example("\"/media/stick/labels.jsonl\"")
            .handler(calls.on(LabelRpc::importFrom)));
  }

  private static JsonNode label(Wallet wallet, RpcCall call) {
    String label = WalletCalls.label(call.get(1));
    if (label.length() > LabelFile.MAX_LABEL_CHARS) {
      throw WalletCalls.error(
          RpcErrorCode.INVALID_PARAMETER,
          "The label is longer than %d characters.".formatted(LabelFile.MAX_LABEL_CHARS));
    }
    Txid txid = wallet.locked(() -> WalletCalls.transaction(wallet, call).txid());
    LabelExchange.labelTransaction(wallet, txid, label);
    return Json.nothing();
  }

  private static JsonNode exportTo(Wallet wallet, RpcCall call) {
    Path file = RpcFiles.fresh(call.string(0));
    List<Label> labels = LabelExchange.export(wallet);
    RpcFiles.write(file, LabelFile.write(labels).getBytes(StandardCharsets.UTF_8));
    return Json.object().put("filename", file.toString()).put("labels", labels.size());
  }

  private static JsonNode importFrom(Wallet wallet, RpcCall call) {
    LabelFile.Result read = LabelFile.read(RpcFiles.read(call.string(0), LabelFile.MAX_BYTES));
    if (read.labels().isEmpty()) {
      throw WalletCalls.error(
          RpcErrorCode.INVALID_PARAMETER,
          "There is no label in this file%s Nothing was changed."
              .formatted(
                  read.faults().isEmpty()
                      ? "."
                      : ". Line %d: %s"
                          .formatted(
                              read.faults().getFirst().line(), read.faults().getFirst().text())));
    }
    LabelExchange.Report report = LabelExchange.take(wallet, read);
    ObjectNode result =
        Json.object()
            .put("addresses", report.addresses())
            .put("transactions", report.transactions())
            .put("others", report.others())
            .put("locked", report.locked())
            .put("unlocked", report.unlocked());
    ArrayNode skipped = result.putArray("skipped");
    for (LabelFile.Fault fault : report.skipped()) {
      skipped.add(Json.object().put("line", fault.line()).put("reason", fault.text()));
    }
    return result;
  }
}
