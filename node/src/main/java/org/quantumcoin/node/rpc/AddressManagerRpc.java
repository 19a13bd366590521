package org.quantumcoin.node.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.HIDDEN;
import static org.quantumcoin.node.rpc.RpcCategory.NETWORK;

import java.math.BigInteger;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.quantumcoin.node.p2p.ConnectionType;
import org.quantumcoin.node.p2p.PeerManager;
import org.quantumcoin.node.p2p.address.AddressManager;
import org.quantumcoin.node.p2p.address.PlacedAddress;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.PeerNetwork;
import org.quantumcoin.node.p2p.message.ServiceFlags;
import org.quantumcoin.node.p2p.message.TimedAddress;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Methods about the addresses of nodes that we know, and those that tests drive them with.
final class AddressManagerRpc {
  private static final int MAX_PORT = 65_535;

  private final Supplier<Optional<PeerManager>> peers;
  private final InstantSource clock;

  AddressManagerRpc(Supplier<Optional<PeerManager>> peers, InstantSource clock) {
    this.peers = peers;
    this.clock = clock;
  }

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("getnodeaddresses", NETWORK)
            .help(
                "Return known addresses, after filtering for quality and recency.\nThese can potentially be used to find new peers in the network.\nThe total number of addresses known to the node may be higher.")
            .param(
                RpcParam.optional(
                    "count",
                    RpcType.NUMBER,
                    "1",
                    "The maximum number of addresses to return. Specify 0 to return all known addresses."))
            .param(
                RpcParam.optional(
                    "network",
                    RpcType.STRING,
                    "all networks",
                    "Return only addresses of the specified network. Can be one of: ipv4, ipv6, onion, i2p, cjdns."))
            .result(
                "[{ \"time\", \"services\", \"address\", \"port\", \"network\" }, ...]    (json array)")
            .example("8")
            .example("4 \"i2p\"")
            .handler(this::nodeAddresses));
    registry.add(
        RpcMethod.of("getaddrmaninfo", NETWORK)
            .help(
                "Provides information about the node's address manager by returning the number of addresses in the `new` and `tried` tables and their sum for all networks.")
            .result("{ network: { \"new\", \"tried\", \"total\" }, ... }    (json object)")
            .example("")
            .handler(_ -> manager().addresses(AddressManagerRpc::counts)));
    registry.add(
        RpcMethod.of("getrawaddrman", HIDDEN)
            .help(
                "EXPERIMENTAL warning: this call may be changed in future releases.\n\nReturns information on all address manager entries for the new and tried tables.")
            .result("{ table: { \"bucket/position\": {...}, ... }, ... }    (json object)")
            .example("")
            .handler(_ ->
                manager()
                    .addresses(book ->
                        Json.object()
                            .set("new", table(book, false))
                            .set("tried", table(book, true)))));
    registry.add(
        RpcMethod.of("addpeeraddress", HIDDEN)
            .help(
                "Add the address of a potential peer to an address manager table. This RPC is for testing only.")
            .param(RpcParam.required("address", RpcType.STRING, "The IP address of the peer"))
            .param(RpcParam.required("port", RpcType.NUMBER, "The port of the peer"))
            .param(
                RpcParam.optional(
                    "tried",
                    RpcType.BOOLEAN,
                    "false",
                    "If true, attempt to add the peer to the tried addresses table"))
            .result("{ \"success\", \"error\" }    (json object)")
            .example("\"1.2.3.4\" 8333 true")
            .handler(this::addPeerAddress));
    registry.add(
        RpcMethod.of("addconnection", HIDDEN)
            .help("Open an outbound connection to a specified node. This RPC is for testing only.")
            .param(
                RpcParam.required(
                    "address", RpcType.STRING, "The IP address and port to attempt connecting to."))
            .param(
                RpcParam.required(
                    "connection_type",
                    RpcType.STRING,
                    "Type of connection to open (\"outbound-full-relay\", \"block-relay-only\", \"addr-fetch\" or \"feeler\")."))
            .param(
                RpcParam.required(
                    "v2transport",
                    RpcType.BOOLEAN,
                    "Attempt to connect using BIP324 v2 transport protocol"))
            .result("{ \"address\", \"connection_type\" }    (json object)")
            .example("\"192.168.0.6:8333\" \"outbound-full-relay\" true")
            .handler(call -> addConnection(call, registry)));
  }

  private PeerManager manager() {
    return peers
        .get()
        .orElseThrow(() ->
            new RpcException(
                RpcErrorCode.CLIENT_P2P_DISABLED,
                "Error: Peer-to-peer functionality missing or disabled"));
  }

  private JsonNode nodeAddresses(RpcCall call) {
    int count = call.integer(0, 1);
    if (count < 0) {
      throw new RpcException(RpcErrorCode.INVALID_PARAMETER, "Address count out of range");
    }
    Optional<PeerNetwork> network = Optional.empty();
    if (call.has(1)) {
      String name = call.string(1);
      network = PeerNetwork.of(name);
      if (network.isEmpty()) {
        throw new RpcException(RpcErrorCode.INVALID_PARAMETER, "Network not recognized: " + name);
      }
    }
    ArrayNode list = Json.array();
    for (TimedAddress told : manager().nodeAddresses(count, network)) {
      list.add(
          Json.object()
              .put("time", told.time())
              .put("services", services(told))
              .put("address", told.address().host())
              .put("port", told.address().port())
              .put("network", told.address().networkName()));
    }
    return list;
  }

  /// Any 64 bits can be told.
  private static BigInteger services(TimedAddress told) {
    return new BigInteger(Long.toUnsignedString(told.services()));
  }

  private static ObjectNode counts(AddressManager book) {
    ObjectNode json = Json.object();
    for (PeerNetwork network : PeerNetwork.PUBLIC) {
      json.set(network.label(), counts(book, Optional.of(network)));
    }
    return json.set("all_networks", counts(book, Optional.empty()));
  }

  private static ObjectNode counts(AddressManager book, Optional<PeerNetwork> network) {
    int fresh = book.size(network, false);
    int tried = book.size(network, true);
    return Json.object().put("new", fresh).put("tried", tried).put("total", fresh + tried);
  }

  private static ObjectNode table(AddressManager book, boolean tried) {
    ObjectNode json = Json.object();
    for (PlacedAddress entry : book.entries(tried)) {
      TimedAddress told = entry.told();
      ObjectNode row = Json.object().put("address", told.address().host());
      putMappedAs(row, "mapped_as", book, told.address());
      row.put("port", told.address().port())
          .put("services", services(told))
          .put("time", told.time())
          .put("network", told.address().networkName())
          .put("source", entry.source().host())
          .put("source_network", entry.source().networkName());
      putMappedAs(row, "source_mapped_as", book, entry.source());
      json.set(entry.bucket() + "/" + entry.position(), row);
    }
    return json;
  }

  private static void putMappedAs(
      ObjectNode row, String field, AddressManager book, NetAddress address) {
    long as = book.groups().mappedAs(address);
    if (as != 0) {
      row.put(field, as);
    }
  }

  private JsonNode addPeerAddress(RpcCall call) {
    int port = call.integer(1);
    if (port < 0 || port > MAX_PORT) {
      throw new RpcException(RpcErrorCode.MISC_ERROR, "JSON integer out of range");
    }
    boolean tried = call.bool(2, false);
    Optional<NetAddress> address = NetAddress.parseHost(call.string(0), port);
    if (address.isEmpty()) {
      return Json.object().put("success", false);
    }
    return manager().addresses(book -> add(book, address.get(), tried));
  }

  /// As if the peer had told of itself.
  private ObjectNode add(AddressManager book, NetAddress address, boolean tried) {
    long now = clock.instant().getEpochSecond();
    long services = ServiceFlags.NETWORK | ServiceFlags.WITNESS;
    ObjectNode json = Json.object();
    if (!book.add(List.of(new TimedAddress(now, services, address)), address, 0, now)) {
      return json.put("error", "failed-adding-to-new").put("success", false);
    }
    if (tried && !book.good(address, now)) {
      return json.put("error", "failed-adding-to-tried").put("success", false);
    }
    return json.put("success", true);
  }

  private JsonNode addConnection(RpcCall call, RpcRegistry registry) {
    if (!manager().params().checks().mockable()) {
      throw new RpcException(
          RpcErrorCode.MISC_ERROR, "addconnection is for regression testing (-regtest mode) only.");
    }
    String address = call.string(0);
    String kind = call.string(1).strip();
    ConnectionType type = null;
    for (ConnectionType each : ConnectionType.values()) {
      if (each.isAutomatic() && each.label().equals(kind)) {
        type = each;
      }
    }
    if (type == null) {
      throw new RpcException(
          RpcErrorCode.INVALID_PARAMETER,
          registry.find(call.method()).map(RpcMethod::helpText).orElse(""));
    }
    boolean encrypted = call.bool(2);
    if (encrypted && !manager().config().encryptedTransport()) {
      throw new RpcException(
          RpcErrorCode.INVALID_PARAMETER,
          "Error: Adding v2transport connections requires -v2transport init flag to be set.");
    }
    if (!manager().addConnection(address, type, encrypted)) {
      throw new RpcException(
          RpcErrorCode.CLIENT_NODE_CAPACITY_REACHED,
          "Error: Already at capacity for specified connection type.");
    }
    return Json.object().put("address", address).put("connection_type", kind);
  }
}
