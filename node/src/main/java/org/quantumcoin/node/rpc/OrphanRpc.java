package org.quantumcoin.node.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.HIDDEN;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.p2p.PeerHandler.OrphanInfo;
import org.quantumcoin.node.p2p.PeerManager;
import org.quantumcoin.node.primitives.Transaction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `getorphantxs`: what waits for its parents.
final class OrphanRpc {
  private static final int MAX_VERBOSITY = 2;

  private final Supplier<Optional<PeerManager>> peers;

  OrphanRpc(Supplier<Optional<PeerManager>> peers) {
    this.peers = peers;
  }

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("getorphantxs", HIDDEN)
            .help("Shows transactions in the tx orphanage.")
            .param(
                RpcParam.optional(
                        "verbosity",
                        RpcType.NUMBER,
                        "0",
                        "0 for an array of txids (may contain duplicates), 1 for an array of objects with tx details, and 2 for details from (1) and tx hex")
                    .unchecked())
            .result(
                "[...]    (json array) txids; or objects with txid, wtxid, bytes, vsize, weight, entry, expiration, from, and hex")
            .example("2")
            .handler(this::orphans));
  }

  private JsonNode orphans(RpcCall call) {
    JsonNode given = call.get(0);
    if (given.isBoolean()) {
      throw new RpcException(
          RpcErrorCode.TYPE_ERROR, "Verbosity was boolean but only integer allowed");
    }
    int verbosity = given.isNull() ? 0 : RpcCall.integer(given);
    if (verbosity < 0 || verbosity > MAX_VERBOSITY) {
      throw new RpcException(
          RpcErrorCode.INVALID_PARAMETER, "Invalid verbosity value " + verbosity);
    }
    List<OrphanInfo> all = peers.get().map(PeerManager::orphans).orElse(List.of());
    ArrayNode list = Json.array();
    for (OrphanInfo orphan : all) {
      if (verbosity == 0) {
        list.add(orphan.tx().txid().toString());
      } else {
        ObjectNode details = describe(orphan);
        if (verbosity == MAX_VERBOSITY) {
          details.put("hex", Hex.encode(orphan.tx().toBytes()));
        }
        list.add(details);
      }
    }
    return list;
  }

  private static ObjectNode describe(OrphanInfo orphan) {
    Transaction tx = orphan.tx();
    ObjectNode json = Json.object();
    json.put("txid", tx.txid().toString());
    json.put("wtxid", tx.wtxid().toString());
    json.put("bytes", tx.totalSize());
    json.put("vsize", tx.virtualSize());
    json.put("weight", tx.weight());
    json.put("entry", orphan.entered());
    json.put("expiration", orphan.expires());
    ArrayNode from = json.putArray("from");
    orphan.from().forEach(from::add);
    return json;
  }
}
