package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.WALLET;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.wallet.AddressBook;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.descriptor.OutputType;
import org.quantumcoin.wallet.store.AddressRow;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Methods that give out, label and explain addresses.
final class AddressRpc {
  private final WalletCalls calls;
  private final AddressDetails details;

  AddressRpc(WalletCalls calls) {
    this.calls = calls;
    this.details = new AddressDetails(calls);
  }

  void register(RpcRegistry registry) {
    RpcParam type =
        RpcParam.optional(
            "address_type",
            RpcType.STRING,
            "set by -addresstype",
            "The address type to use. Options are \"legacy\", \"p2sh-segwit\", \"bech32\", \"bech32m\".");
    registry.add(
        RpcMethod.of("getnewaddress", WALLET)
            .help("Returns a new address for receiving payments.")
            .param(
                RpcParam.optional(
                    "label",
                    RpcType.STRING,
                    "\"\"",
                    "The label name for the address to be linked to."))
            .param(type)
            .result("\"str\"    (string) The new address")
            .example("")
            .handler(calls.on(this::newAddress)));
    registry.add(
        RpcMethod.of("getrawchangeaddress", WALLET)
            .help(
                "Returns a new address, for receiving change.\n"
                    + "This is for use with raw transactions, NOT normal use.")
            .param(type)
            .result("\"str\"    (string) The address")
            .example("")
            .handler(calls.on(this::changeAddress)));
    registry.add(
        RpcMethod.of("getaddressinfo", WALLET)
            .help("Return information about the given address.")
            .param(
                RpcParam.required(
                    "address", RpcType.STRING, "The address for which to get information."))
            .result("{ ... }    (json object)")
            .example("\"address\"")
            .handler(calls.on((wallet, call) -> wallet.locked(() -> info(wallet, call)))));
    registry.add(
        RpcMethod.of("walletdisplayaddress", WALLET)
            .help(
                "Display address on an external signer for verification. Keys of wallets here are in the wallet, on a token or with other signers, none of which shows addresses, so there is none to ask.")
            .param(RpcParam.required("address", RpcType.STRING, "address to display"))
            .result("none: it always fails, for want of a signer")
            .example("\"address\"")
            .handler(calls.on((_, call) -> display(call))));
    registry.add(
        RpcMethod.of("setlabel", WALLET)
            .help("Sets the label associated with the given address.")
            .param(
                RpcParam.required(
                    "address", RpcType.STRING, "The address to be associated with a label."))
            .param(
                RpcParam.required("label", RpcType.STRING, "The label to assign to the address."))
            .result("null")
            .example("\"address\" \"tabby\"")
            .handler(calls.on(this::setLabel)));
    registry.add(
        RpcMethod.of("listlabels", WALLET)
            .help(
                "Returns the list of all labels, or labels that are assigned to addresses with a specific purpose.")
            .param(
                RpcParam.optional(
                    "purpose",
                    RpcType.STRING,
                    "",
                    "Address purpose to list labels for ('send','receive'). An empty string is the same as not providing this argument."))
            .result("[ \"str\", ... ]    (json array) Label names")
            .example("")
            .handler(calls.on((wallet, call) -> wallet.locked(() -> labels(wallet, call)))));
    registry.add(
        RpcMethod.of("getaddressesbylabel", WALLET)
            .help("Returns the list of addresses assigned the specified label.")
            .param(RpcParam.required("label", RpcType.STRING, "The label."))
            .result("{ \"address\": { \"purpose\": \"str\" }, ... }    (json object)")
            .example("\"tabby\"")
            .handler(calls.on((wallet, call) -> wallet.locked(() -> byLabel(wallet, call)))));
  }

  private JsonNode newAddress(Wallet wallet, RpcCall call) {
    String label = WalletCalls.label(call.get(0));
    OutputType type =
        call.has(1) ? WalletCalls.type(call.string(1)) : wallet.config().spending().addressType();
    return address(wallet.newAddress(type, label));
  }

  private JsonNode display(RpcCall call) {
    boolean valid = calls.addresses().script(call.string(0)).isPresent();
    throw valid
        ? WalletCalls.error(
            RpcErrorCode.MISC_ERROR, "There is no ScriptPubKeyManager for this address")
        : WalletCalls.error(RpcErrorCode.INVALID_ADDRESS_OR_KEY, "Invalid address");
  }

  private JsonNode changeAddress(Wallet wallet, RpcCall call) {
    OutputType type =
        call.has(0)
            ? WalletCalls.type(call.string(0))
            : wallet
                .config()
                .spending()
                .changeType()
                .orElse(wallet.config().spending().addressType());
    return address(wallet.newChangeAddress(type));
  }

  private JsonNode address(Script script) {
    return Json.string(calls.addresses().encode(script).orElseThrow());
  }

  private JsonNode info(Wallet wallet, RpcCall call) {
    String text = call.string(0);
    return switch (calls.addresses().decode(text)) {
      case Addresses.Decoded.Valid(Script script) -> details.describe(wallet, script);
      case Addresses.Decoded.Invalid(String reason, var _) ->
          throw WalletCalls.error(
              RpcErrorCode.INVALID_ADDRESS_OR_KEY,
              reason.isEmpty()
                  ? "Invalid or unsupported Segwit (Bech32) or Base58 encoding."
                  : reason);
    };
  }

  private JsonNode setLabel(Wallet wallet, RpcCall call) {
    Script script =
        calls
            .addresses()
            .script(call.string(0))
            .orElseThrow(() ->
                WalletCalls.error(RpcErrorCode.INVALID_ADDRESS_OR_KEY, "Invalid Bitcoin address"));
    String label = WalletCalls.label(call.get(1));
    boolean ours = wallet.locked(() -> wallet.keys().find(script).isPresent());
    wallet.setLabel(script, label, ours ? AddressBook.RECEIVE : AddressBook.SEND);
    return Json.nothing();
  }

  private static JsonNode labels(Wallet wallet, RpcCall call) {
    String purpose = call.string(0, "");
    if (!purpose.isEmpty()
        && !purpose.equals(AddressBook.RECEIVE)
        && !purpose.equals(AddressBook.SEND)) {
      throw WalletCalls.error(
          RpcErrorCode.INVALID_PARAMETER,
          "Invalid 'purpose' argument, must be a known purpose string, typically 'send', or 'receive'.");
    }
    Set<String> names = new TreeSet<>();
    for (AddressRow row : wallet.book().all()) {
      if (purpose.isEmpty() || row.purpose().equals(purpose)) {
        names.add(row.label());
      }
    }
    ArrayNode result = Json.array();
    names.forEach(result::add);
    return result;
  }

  private JsonNode byLabel(Wallet wallet, RpcCall call) {
    String label = WalletCalls.label(call.get(0));
    ObjectNode found = Json.object();
    for (AddressRow row : wallet.book().all()) {
      Optional<String> address = calls.addresses().encode(row.script());
      if (row.label().equals(label) && address.isPresent()) {
        found.set(address.get(), Json.object().put("purpose", row.purpose()));
      }
    }
    if (found.isEmpty()) {
      throw WalletCalls.error(
          RpcErrorCode.WALLET_INVALID_LABEL_NAME, "No addresses with label " + label);
    }
    return found;
  }
}
