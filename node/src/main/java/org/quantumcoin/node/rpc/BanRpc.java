package org.quantumcoin.node.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.NETWORK;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.quantumcoin.node.p2p.BanList;
import org.quantumcoin.node.p2p.PeerManager;
import org.quantumcoin.node.p2p.Subnet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// Methods about addresses that are kept away.
final class BanRpc {
  private final Supplier<Optional<PeerManager>> peers;
  private final InstantSource clock;
  private final long banTimeSeconds;

  BanRpc(Supplier<Optional<PeerManager>> peers, InstantSource clock, long banTimeSeconds) {
    this.peers = peers;
    this.clock = clock;
    this.banTimeSeconds = banTimeSeconds;
  }

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("setban", NETWORK)
            .help("Attempts to add or remove an IP/Subnet from the banned list.")
            .param(
                RpcParam.required(
                    "subnet",
                    RpcType.STRING,
                    "The IP/Subnet (see getpeerinfo for nodes IP) with an optional netmask (default is /32 = single IP)"))
            .param(
                RpcParam.required(
                    "command",
                    RpcType.STRING,
                    "'add' to add an IP/Subnet to the list, 'remove' to remove an IP/Subnet from the list"))
            .param(
                RpcParam.optional(
                    "bantime",
                    RpcType.NUMBER,
                    "0",
                    "time in seconds how long (or until when if [absolute] is set) the IP is banned (0 or empty means using the default time of 24h which can also be overwritten by the -bantime startup argument)"))
            .param(
                RpcParam.optional(
                    "absolute",
                    RpcType.BOOLEAN,
                    "false",
                    "If set, the bantime must be an absolute timestamp expressed in UNIX epoch time"))
            .result("null    (json null)")
            .example("\"192.168.0.6\" \"add\" 86400")
            .example("\"192.168.0.0/24\" \"add\"")
            .handler(call -> setBan(call, registry)));
    registry.add(
        RpcMethod.of("listbanned", NETWORK)
            .help("List all manually banned IPs/Subnets.")
            .result(
                "[{ \"address\", \"ban_created\", \"banned_until\", \"ban_duration\", \"time_remaining\" }, ...]    (json array)")
            .example("")
            .handler(_ -> list()));
    registry.add(
        RpcMethod.of("clearbanned", NETWORK)
            .help("Clear all banned IPs.")
            .result("null    (json null)")
            .example("")
            .handler(_ -> {
              manager().bans().clear();
              return Json.nothing();
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

  private long now() {
    return clock.instant().getEpochSecond();
  }

  private JsonNode setBan(RpcCall call, RpcRegistry registry) {
    String command = call.string(1);
    if (!command.equals("add") && !command.equals("remove")) {
      throw new RpcException(
          RpcErrorCode.MISC_ERROR,
          registry.find(call.method()).map(RpcMethod::helpText).orElse(""));
    }
    BanList bans = manager().bans();
    Subnet range =
        Subnet.parse(call.string(0))
            .orElseThrow(() ->
                new RpcException(
                    RpcErrorCode.CLIENT_INVALID_IP_OR_SUBNET, "Error: Invalid IP/Subnet"));
    if (command.equals("remove")) {
      if (!bans.remove(range, now())) {
        throw new RpcException(
            RpcErrorCode.CLIENT_INVALID_IP_OR_SUBNET,
            "Error: Unban failed. Requested address/subnet was not previously manually banned.");
      }
      return Json.nothing();
    }
    if (bans.covers(range, now())) {
      throw new RpcException(
          RpcErrorCode.CLIENT_NODE_ALREADY_ADDED, "Error: IP/Subnet already banned");
    }
    if (bans.isFull(now())) {
      throw new RpcException(
          RpcErrorCode.CLIENT_NODE_CAPACITY_REACHED,
          "Error: More than " + BanList.MAX_BANS + " bans");
    }
    int _ = manager().ban(range, until(call));
    return Json.nothing();
  }

  private long until(RpcCall call) {
    long given = call.longInteger(2, 0);
    boolean absolute = call.bool(3, false);
    if (absolute && given < now()) {
      throw new RpcException(
          RpcErrorCode.INVALID_PARAMETER, "Error: Absolute timestamp is in the past");
    }
    if (absolute) {
      return given;
    }
    // Saturates: nobody outlives a ban of 290 billion years.
    long duration = given > 0 ? given : banTimeSeconds;
    return duration > Long.MAX_VALUE - now() ? Long.MAX_VALUE : now() + duration;
  }

  private JsonNode list() {
    ArrayNode list = Json.array();
    for (BanList.Ban ban : manager().bans().all(now())) {
      list.add(
          Json.object()
              .put("address", ban.range().toString())
              .put("ban_created", ban.createdSeconds())
              .put("banned_until", ban.untilSeconds())
              .put("ban_duration", ban.untilSeconds() - ban.createdSeconds())
              .put("time_remaining", ban.untilSeconds() - now()));
    }
    return list;
  }
}
