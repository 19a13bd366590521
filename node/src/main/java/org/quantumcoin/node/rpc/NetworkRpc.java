package org.quantumcoin.node.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.NETWORK;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.quantumcoin.node.p2p.AddedNode;
import org.quantumcoin.node.p2p.LocalAddress;
import org.quantumcoin.node.p2p.NetTotals;
import org.quantumcoin.node.p2p.PeerInfo;
import org.quantumcoin.node.p2p.PeerManager;
import org.quantumcoin.node.p2p.message.PeerNetwork;
import org.quantumcoin.node.p2p.message.ServiceFlags;
import org.quantumcoin.node.p2p.proxy.Proxy;
import org.quantumcoin.node.primitives.FeeRate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Methods about peers and the network.
final class NetworkRpc {
  private static final double NANOS_PER_SECOND = 1e9;

  /// Core's `PROTOCOL_VERSION`.
  private static final int PROTOCOL_VERSION = 70016;

  private final Supplier<Optional<PeerManager>> peers;
  private final Settings settings;

  /// What the network methods say of this node.
  ///
  /// @param version as Core numbers versions
  record Settings(int version, FeeRate minRelayFee, FeeRate incrementalRelayFee) {}

  NetworkRpc(Supplier<Optional<PeerManager>> peers, Settings settings) {
    this.peers = peers;
    this.settings = settings;
  }

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("getnetworkinfo", NETWORK)
            .help("Returns an object containing various state info regarding P2P networking.")
            .result("{...}    (json object) versions, services, connections, networks, fees")
            .example("")
            .handler(_ -> networkInfo()));
    registry.add(
        RpcMethod.of("getpeerinfo", NETWORK)
            .help("Returns data about each connected network peer as a json array of objects.")
            .result("[{...}, ...]    (json array)")
            .example("")
            .handler(_ -> {
              ArrayNode list = Json.array();
              manager().info().forEach(info -> list.add(peer(info)));
              return list;
            }));
    registry.add(
        RpcMethod.of("getconnectioncount", NETWORK)
            .help("Returns the number of connections to other nodes.")
            .result("n    (numeric) The connection count")
            .example("")
            .handler(_ -> Json.number(manager().info().size())));
    registry.add(
        RpcMethod.of("ping", NETWORK)
            .help(
                "Requests that a ping be sent to all other nodes, to measure ping time.\nResults are provided in getpeerinfo.")
            .result("null    (json null)")
            .example("")
            .handler(_ -> {
              manager().pingAll();
              return Json.nothing();
            }));
    registry.add(
        RpcMethod.of("addnode", NETWORK)
            .help(
                "Attempts to add or remove a node from the addnode list.\nOr try a connection to a node once.")
            .param(
                RpcParam.required("node", RpcType.STRING, "The address of the peer to connect to"))
            .param(
                RpcParam.required(
                    "command",
                    RpcType.STRING,
                    "'add' to add a node to the list, 'remove' to remove a node from the list, 'onetry' to try a connection to the node once"))
            .param(
                RpcParam.optional(
                    "v2transport",
                    RpcType.BOOLEAN,
                    "set by -v2transport",
                    "Attempt to connect using BIP324 v2 transport protocol"))
            .result("null    (json null)")
            .example("\"192.168.0.6:8333\" \"onetry\"")
            .handler(call -> addNode(call, registry)));
    registry.add(
        RpcMethod.of("disconnectnode", NETWORK)
            .help(
                "Immediately disconnects from the specified peer node.\nStrictly one out of 'address' and 'nodeid' can be provided to identify the node.")
            .param(
                RpcParam.optional(
                    "address",
                    RpcType.STRING,
                    "fallback to nodeid",
                    "The IP address/port of the node"))
            .param(
                RpcParam.optional(
                    "nodeid",
                    RpcType.NUMBER,
                    "fallback to address",
                    "The node ID (see getpeerinfo for node IDs)"))
            .result("null    (json null)")
            .example("\"192.168.0.6:8333\"")
            .example("\"\" 1")
            .handler(this::disconnect));
    registry.add(
        RpcMethod.of("getaddednodeinfo", NETWORK)
            .help(
                "Returns information about the given added node, or all added nodes\n(note that onetry addnodes are not listed here)")
            .param(
                RpcParam.optional(
                    "node",
                    RpcType.STRING,
                    "all nodes",
                    "If provided, return information about this specific node"))
            .result("[{ \"addednode\", \"connected\", \"addresses\" }, ...]    (json array)")
            .example("\"192.168.0.201\"")
            .handler(this::addedNodes));
    registry.add(
        RpcMethod.of("getnettotals", NETWORK)
            .help(
                "Returns information about network traffic, including bytes in, bytes out,\nand current system time.")
            .result("{...}    (json object) bytes in and out, time, upload target")
            .example("")
            .handler(_ -> totals()));
    registry.add(
        RpcMethod.of("setnetworkactive", NETWORK)
            .help("Disable/enable all p2p network activity.")
            .param(
                RpcParam.required(
                    "state", RpcType.BOOLEAN, "true to enable networking, false to disable"))
            .result("true|false    (boolean) The value that was passed in")
            .example("true")
            .handler(call -> {
              manager().setNetworkActive(call.bool(0));
              return Json.bool(manager().isNetworkActive());
            }));
  }

  private PeerManager manager() {
    return peers
        .get()
        .orElseThrow(() ->
            new RpcException(
                RpcErrorCode.CLIENT_P2P_DISABLED,
                "Error: Peer-to-peer functionality missing or disabled"));
  }

  private JsonNode networkInfo() {
    PeerManager manager = manager();
    List<PeerInfo> all = manager.info();
    long inbound = all.stream().filter(PeerInfo::inbound).count();
    ObjectNode info = Json.object();
    info.put("version", settings.version());
    info.put("subversion", manager.config().userAgent());
    info.put("protocolversion", PROTOCOL_VERSION);
    info.put("localservices", "%016x".formatted(manager.services()));
    info.set("localservicesnames", strings(ServiceFlags.names(manager.services())));
    info.put("localrelay", manager.config().relayTransactions());
    info.put("timeoffset", timeOffset(all));
    info.put("networkactive", manager.isNetworkActive());
    info.put("connections", all.size());
    info.put("connections_in", inbound);
    info.put("connections_out", all.size() - inbound);
    ArrayNode networks = Json.array();
    for (PeerNetwork network : PeerNetwork.PUBLIC) {
      boolean reachable = manager.reaches(network);
      Optional<Proxy> proxy = manager.proxy(network);
      networks.add(
          Json.object()
              .put("name", network.label())
              .put("limited", !reachable)
              .put("reachable", reachable)
              .put("proxy", proxy.map(Proxy::label).orElse(""))
              .put(
                  "proxy_randomize_credentials",
                  proxy.map(Proxy::randomizeCredentials).orElse(false)));
    }
    info.set("networks", networks);
    info.set("relayfee", Json.amount(settings.minRelayFee().satPerKvb()));
    info.set("incrementalfee", Json.amount(settings.incrementalRelayFee().satPerKvb()));
    ArrayNode local = Json.array();
    for (LocalAddress ours : manager.localAddresses()) {
      local.add(
          Json.object()
              .put("address", ours.address().host())
              .put("port", ours.address().port())
              .put("score", ours.score()));
    }
    info.set("localaddresses", local);
    return info.set("warnings", Json.array());
  }

  /// The median of what outbound peers' clocks differ from ours, as Core shows it.
  private static long timeOffset(List<PeerInfo> all) {
    long[] offsets =
        all.stream().filter(p -> !p.inbound()).mapToLong(PeerInfo::timeOffset).sorted().toArray();
    return offsets.length == 0 ? 0 : offsets[offsets.length / 2];
  }

  private static ArrayNode strings(List<String> values) {
    ArrayNode array = Json.array();
    values.forEach(array::add);
    return array;
  }

  private static ObjectNode peer(PeerInfo info) {
    ObjectNode json = Json.object();
    json.put("id", info.id());
    json.put("addr", info.address());
    json.put("addrbind", info.addressBind());
    info.addressLocal().ifPresent(local -> json.put("addrlocal", local));
    json.put("network", info.network());
    if (info.mappedAs() != 0) {
      json.put("mapped_as", info.mappedAs());
    }
    json.put("services", "%016x".formatted(info.services()));
    json.set("servicesnames", strings(info.serviceNames()));
    json.put("relaytxes", info.relayTransactions());
    json.put("lastsend", info.lastSend());
    json.put("lastrecv", info.lastReceive());
    json.put("last_transaction", info.lastTransaction());
    json.put("last_block", info.lastBlock());
    json.put("bytessent", info.bytesSent());
    json.put("bytesrecv", info.bytesReceived());
    json.put("conntime", info.connectedTime());
    json.put("timeoffset", info.timeOffset());
    putSeconds(json, "pingtime", info.pingNanos());
    putSeconds(json, "minping", info.minPingNanos());
    putSeconds(json, "pingwait", info.pingWaitNanos());
    json.put("version", info.version());
    json.put("subver", info.userAgent());
    json.put("inbound", info.inbound());
    json.put("bip152_hb_to", info.compactTo());
    json.put("bip152_hb_from", info.compactFrom());
    json.put("startingheight", info.startingHeight());
    json.put("presynced_headers", info.presyncedHeaders());
    json.put("synced_headers", info.syncedHeaders());
    json.put("synced_blocks", info.syncedBlocks());
    ArrayNode inFlight = Json.array();
    info.inFlight().forEach(inFlight::add);
    json.set("inflight", inFlight);
    json.put("addr_relay_enabled", info.addressRelayEnabled());
    json.put("addr_processed", info.addressesProcessed());
    json.put("addr_rate_limited", info.addressesRateLimited());
    json.set("permissions", strings(info.permissions()));
    json.set("minfeefilter", Json.amount(info.minFeeFilterSatPerKvb()));
    json.set("bytessent_per_msg", counts(info.bytesSentPerMessage()));
    json.set("bytesrecv_per_msg", counts(info.bytesReceivedPerMessage()));
    json.put("connection_type", info.connectionType());
    json.put("transport_protocol_type", info.transportProtocolType());
    return json.put("session_id", info.sessionId());
  }

  private static void putSeconds(ObjectNode to, String field, OptionalLong nanos) {
    if (nanos.isPresent()) {
      to.set(field, Json.number(nanos.getAsLong() / NANOS_PER_SECOND));
    }
  }

  private static ObjectNode counts(Map<String, Long> byMessage) {
    ObjectNode json = Json.object();
    byMessage.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> json.put(entry.getKey(), entry.getValue()));
    return json;
  }

  private JsonNode addNode(RpcCall call, RpcRegistry registry) {
    String node = call.string(0);
    boolean offered = manager().config().encryptedTransport();
    boolean encrypted = call.has(2) ? call.bool(2) : offered;
    if (encrypted && !offered) {
      throw new RpcException(
          RpcErrorCode.INVALID_PARAMETER,
          "Error: v2transport requested but not enabled (see -v2transport)");
    }
    switch (call.string(1)) {
      case "onetry" -> manager().connectOnce(node, encrypted);
      case "add" -> {
        if (!manager().addNode(node, encrypted)) {
          throw new RpcException(
              RpcErrorCode.CLIENT_NODE_ALREADY_ADDED, "Error: Node already added");
        }
      }
      case "remove" -> {
        if (!manager().removeNode(node)) {
          throw new RpcException(
              RpcErrorCode.CLIENT_NODE_NOT_ADDED,
              "Error: Node could not be removed. It has not been added previously.");
        }
      }
      default ->
          throw new RpcException(
              RpcErrorCode.MISC_ERROR,
              registry.find(call.method()).map(RpcMethod::helpText).orElse(""));
    }
    return Json.nothing();
  }

  private JsonNode disconnect(RpcCall call) {
    boolean byAddress = call.has(0) && !call.has(1);
    boolean byId = call.has(1) && (!call.has(0) || call.string(0).isEmpty());
    boolean done;
    if (byAddress) {
      done = manager().disconnect(call.string(0));
    } else if (byId) {
      done = manager().disconnect(call.longInteger(1));
    } else {
      throw new RpcException(
          RpcErrorCode.INVALID_PARAMS, "Only one of address and nodeid should be provided.");
    }
    if (!done) {
      throw new RpcException(
          RpcErrorCode.CLIENT_NODE_NOT_CONNECTED, "Node not found in connected nodes");
    }
    return Json.nothing();
  }

  private JsonNode addedNodes(RpcCall call) {
    ArrayNode list = Json.array();
    for (AddedNode added : manager().addedNodes()) {
      if (call.has(0) && !added.node().equals(call.string(0))) {
        continue;
      }
      ArrayNode addresses = Json.array();
      for (AddedNode.Connection connection : added.connections()) {
        addresses.add(
            Json.object()
                .put("address", connection.address())
                .put("connected", connection.inbound() ? "inbound" : "outbound"));
      }
      list.add(
          Json.object()
              .put("addednode", added.node())
              .put("connected", !added.connections().isEmpty())
              .set("addresses", addresses));
    }
    if (call.has(0) && list.isEmpty()) {
      throw new RpcException(RpcErrorCode.CLIENT_NODE_NOT_ADDED, "Error: Node has not been added.");
    }
    return list;
  }

  private JsonNode totals() {
    NetTotals totals = manager().totals();
    ObjectNode json = Json.object();
    json.put("totalbytesrecv", totals.bytesReceived());
    json.put("totalbytessent", totals.bytesSent());
    json.put("timemillis", totals.timeMillis());
    NetTotals.Upload upload = totals.upload();
    return json.set(
        "uploadtarget",
        Json.object()
            .put("timeframe", upload.cycleSeconds())
            .put("target", upload.targetBytes())
            .put("target_reached", upload.targetReached())
            .put("serve_historical_blocks", upload.serveHistorical())
            .put("bytes_left_in_cycle", upload.bytesLeft())
            .put("time_left_in_cycle", upload.secondsLeft()));
  }
}
