package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.WALLET;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.wallet.AddressBook;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.WalletException;
import org.quantumcoin.wallet.payment.BatchPayments;
import org.quantumcoin.wallet.spend.Payment;
import org.quantumcoin.wallet.spend.PaymentRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `sendbatch`: the payments of a CSV text, in one transaction or not at all.
final class BatchRpc {
  private static final int TX_VERSION = 2;

  private final WalletCalls calls;
  private final Payments payments;
  private final FundOptions funding;

  BatchRpc(WalletCalls calls) {
    this.calls = calls;
    this.payments = new Payments(calls);
    this.funding = new FundOptions(calls);
  }

  void register(RpcRegistry registry) {
    List<RpcParam> options = new ArrayList<>(FundOptions.paramsOfSend());
    options.add(FinishedPayment.PSBT);
    options.add(FinishedPayment.ADD_TO_WALLET);
    registry.add(
        RpcMethod.of("sendbatch", WALLET)
            .help(
                """
                Pays a list of payments in one transaction: a line for each with address, amount and memo, separated by commas or semicolons, with or without a heading.
                One bad line, and nothing is paid. Without dry_run=false nothing is paid either: what would be is worked out and shown.
                Memos become labels of the addresses that have none.\
                """)
            .param(RpcParam.required("csv", RpcType.STRING, "The lines themselves, not a file"))
            .param(
                RpcParam.optional(
                    "dry_run", RpcType.BOOLEAN, "true", "Work it out, and pay nothing"))
            .param(RpcParam.options("options", "", options))
            .result(
                """
                {                         (json object) in a dry run
                  "payable" : true|false, (boolean) Whether it would be paid
                  "payments" : n,         (numeric) The number of payments
                  "total" : n,            (numeric) What they sum up to
                  "errors" : [            (json array) What is wrong with a line
                    { "line" : n, "text" : "str" }, ...
                  ],
                  "warnings" : [          (json array) What is odd about a line
                    { "line" : n, "text" : "str" }, ...
                  ],
                  "problem" : "str",      (string, optional) Why this wallet cannot pay
                  "fee" : n,              (numeric, optional) What the network gets
                  "vsize" : n,            (numeric, optional) The virtual size of the transaction, at most
                  "inputs" : n,           (numeric, optional) How many coins are spent
                  "change" : n            (numeric, optional) What comes back
                }
                { "complete": bool, "txid": "hex", "hex": "hex", "psbt": "str", "payments": n, "total": n }    (json object) without dry run\
                """)
            .example("\"bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq,0.1,rent\"")
            .example(
                "\"bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq,0.1,rent\" false '{\"fee_rate\":3}'")
            .handler(calls.on(this::send)));
  }

  private JsonNode send(Wallet wallet, RpcCall call) {
    JsonNode options = FundOptions.underOldNames(call.get(2));
    BatchPayments.Result batch =
        BatchPayments.read(
            call.string(0).getBytes(StandardCharsets.UTF_8),
            calls.addresses(),
            wallet.node().feeLimits().dustRelay());
    return call.bool(1, true) ? rehearse(wallet, batch, options) : pay(wallet, batch, options);
  }

  private PaymentRequest request(BatchPayments.Result batch, JsonNode options) {
    List<TxOut> outputs =
        batch.payments().stream().map(each -> new TxOut(each.sats(), each.script())).toList();
    Transaction raw = Transaction.create(TX_VERSION, List.of(), outputs, 0);
    return funding.request(raw, options).withLockTime(OptionalLong.empty());
  }

  private JsonNode rehearse(Wallet wallet, BatchPayments.Result batch, JsonNode options) {
    ObjectNode result =
        Json.object().put("payable", batch.isPayable()).put("payments", batch.payments().size());
    result.set("total", Json.amount(batch.totalSats()));
    result.set("errors", messages(batch.errors()));
    result.set("warnings", messages(batch.warnings()));
    if (!batch.isPayable()) {
      return result;
    }
    PaymentRequest request = request(batch, options);
    try {
      Payment payment = wallet.locked(() -> payments.build(wallet, request));
      result.set("fee", Json.amount(payment.feeSats()));
      result.put("vsize", payment.virtualSize()).put("inputs", payment.tx().inputs().size());
      payment
          .changePosition()
          .ifPresent(
              at -> result.set("change", Json.amount(payment.tx().outputs().get(at).value())));
    } catch (WalletException e) {
      result.put("payable", false).put("problem", e.getMessage());
    }
    return result;
  }

  private static ArrayNode messages(List<BatchPayments.Message> messages) {
    ArrayNode list = Json.array();
    for (BatchPayments.Message each : messages) {
      list.add(Json.object().put("line", each.line()).put("text", each.text()));
    }
    return list;
  }

  private JsonNode pay(Wallet wallet, BatchPayments.Result batch, JsonNode options) {
    if (!batch.isPayable()) {
      BatchPayments.Message first = batch.errors().getFirst();
      throw WalletCalls.error(
          RpcErrorCode.INVALID_PARAMETER,
          "Line %d: %s%s Nothing was paid."
              .formatted(
                  first.line(),
                  first.text(),
                  batch.errors().size() > 1
                      ? " %d mistakes in all; a dry run names each."
                          .formatted(batch.errors().size())
                      : ""));
    }
    if (!wallet.options().watchOnly()) {
      WalletCalls.expectUnlocked(wallet);
    }
    PaymentRequest request = request(batch, options);
    ObjectNode result =
        new FinishedPayment(wallet, options)
            .of(() -> payments.buildReserved(wallet, request, options));
    batch.payments().forEach(payment -> label(wallet, payment));
    result.put("payments", batch.payments().size());
    result.set("total", Json.amount(batch.totalSats()));
    return result;
  }

  private static void label(Wallet wallet, BatchPayments.Payment payment) {
    boolean wanted =
        !payment.memo().isEmpty()
            && wallet.locked(() ->
                !wallet.book().contains(payment.script())
                    && wallet.keys().find(payment.script()).isEmpty());
    if (wanted) {
      wallet.setLabel(payment.script(), payment.memo(), AddressBook.SEND);
    }
  }
}
