package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.UTIL;

import java.util.List;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcException;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.wallet.payment.PaymentException;
import org.quantumcoin.wallet.payment.PaymentUri;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Payment links. Core has no such methods.
final class PaymentUriRpc {
  /// A QR code holds less than a link of several of these.
  private static final int MAX_TEXT_CHARS = 1_000;

  private final Addresses addresses;
  private final String scheme;
  private final String segwitPrefix;

  PaymentUriRpc(NetworkParams params) {
    this.addresses = new Addresses(params.addresses());
    this.scheme = params.coin().id();
    this.segwitPrefix = params.addresses().bech32();
  }

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("parsepaymenturi", UTIL)
            .help(
                "Reads a payment link (BIP321, BIP21). Nothing is paid. A link whose address is not one of this network, or that needs what is not known here, is refused as a whole.")
            .param(RpcParam.required("uri", RpcType.STRING, "The link"))
            .result(
                """
                {                          (json object)
                  "address" : "str",       (string, optional) Whom to pay; missing where the link offers other ways alone
                  "addresses" : [ "str" ], (json array) All addresses that may be paid instead of each other
                  "amount" : n,            (numeric, optional) What is asked for
                  "label" : "str",         (string, optional) Who asks
                  "message" : "str",       (string, optional) What for
                  "others" : [             (json array) What else the link has
                    { "name" : "str", "value" : "str" }, ...
                  ]
                }\
                """)
            .example("\"bitcoin:bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq?amount=0.1\"")
            .handler(this::parse));
    registry.add(
        RpcMethod.of("createpaymenturi", UTIL)
            .help("Makes a payment link (BIP321), to be shown as text or QR code.")
            .param(RpcParam.required("address", RpcType.STRING, "The address to be paid"))
            .param(RpcParam.optional("amount", RpcType.AMOUNT, "", "What is asked for"))
            .param(RpcParam.optional("label", RpcType.STRING, "", "Who asks"))
            .param(RpcParam.optional("message", RpcType.STRING, "", "What for"))
            .result("\"str\"    (string) The link")
            .example("\"bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq\" 0.1 \"Ana\" \"rent of May\"")
            .handler(this::create));
  }

  private void expectAddress(String address, String sentence) {
    if (addresses.script(address).isEmpty()) {
      throw new RpcException(RpcErrorCode.INVALID_ADDRESS_OR_KEY, sentence);
    }
  }

  private JsonNode parse(RpcCall call) {
    PaymentUri uri;
    try {
      uri = PaymentUri.parse(call.string(0), scheme);
    } catch (PaymentException e) {
      throw new RpcException(RpcErrorCode.INVALID_PARAMETER, String.valueOf(e.getMessage()));
    }
    List<String> all = uri.addresses(segwitPrefix);
    all.forEach(address ->
        expectAddress(
            address, "The link's address \"%s\" is none of this network.".formatted(address)));
    ObjectNode result = Json.object();
    if (!all.isEmpty()) {
      result.put("address", all.getFirst());
    }
    ArrayNode list = result.putArray("addresses");
    all.forEach(list::add);
    uri.amountSats().ifPresent(sats -> result.set("amount", Json.amount(sats)));
    uri.label().ifPresent(label -> result.put("label", label));
    uri.message().ifPresent(message -> result.put("message", message));
    ArrayNode others = result.putArray("others");
    for (PaymentUri.Parameter each : uri.others()) {
      others.add(Json.object().put("name", each.name()).put("value", each.value()));
    }
    return result;
  }

  private JsonNode create(RpcCall call) {
    String address = call.string(0);
    expectAddress(address, "Invalid address");
    PaymentUri uri = PaymentUri.of(scheme, address);
    if (call.has(1)) {
      uri = uri.withAmount(Json.amountFrom(call.get(1)));
    }
    String label = text(call, 2);
    String message = text(call, 3);
    uri = label.isEmpty() ? uri : uri.withLabel(label);
    uri = message.isEmpty() ? uri : uri.withMessage(message);
    return Json.string(uri.toString());
  }

  private static String text(RpcCall call, int index) {
    String text = call.string(index, "");
    if (text.length() > MAX_TEXT_CHARS) {
      throw new RpcException(
          RpcErrorCode.INVALID_PARAMETER,
          "A text of %d characters is too long for a link.".formatted(text.length()));
    }
    return text;
  }
}
