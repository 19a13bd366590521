package org.quantumcoin.node.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.HIDDEN;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.p2p.PeerManager;
import org.quantumcoin.node.p2p.message.MessageCodec;
import org.quantumcoin.node.p2p.message.RawMessage;
import tools.jackson.databind.JsonNode;

/// What tests of the network need: `sendmsgtopeer` and `mockscheduler`.
final class PeerTestingRpc {
  private static final int MAX_SECONDS = 3_600;

  private final Supplier<Optional<PeerManager>> peers;
  private final boolean mockable;

  /// @param mockable whether time may be made to pass: on chains for tests of programs
  PeerTestingRpc(Supplier<Optional<PeerManager>> peers, boolean mockable) {
    this.peers = peers;
    this.mockable = mockable;
  }

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("sendmsgtopeer", HIDDEN)
            .help(
                "Send a p2p message to a peer specified by id.\nThe message type and body must be provided, the message header will be generated.\nThis RPC is for testing only.")
            .param(RpcParam.required("peer_id", RpcType.NUMBER, "The peer to send the message to."))
            .param(
                RpcParam.required(
                    "msg_type",
                    RpcType.STRING,
                    "The message type (maximum length " + MessageCodec.COMMAND_BYTES + ")"))
            .param(
                RpcParam.required(
                    "msg",
                    RpcType.HEX,
                    "The serialized message body to send, in hex, without a message header"))
            .result("{}    (empty JSON object)")
            .example("0 \"addr\" \"ffffff\"")
            .handler(this::send));
    registry.add(
        RpcMethod.of("mockscheduler", HIDDEN)
            .help("Bump the scheduler into the future (-regtest only)")
            .param(
                RpcParam.required(
                    "delta_time",
                    RpcType.NUMBER,
                    "Number of seconds to forward the scheduler into the future."))
            .result("null    (json null)")
            .handler(this::bringForward));
  }

  private JsonNode send(RpcCall call) {
    long id = call.longInteger(0);
    String type = call.string(1);
    if (type.length() > MessageCodec.COMMAND_BYTES) {
      throw new RpcException(
          RpcErrorCode.INVALID_PARAMETER,
          "Error: msg_type too long, max length is " + MessageCodec.COMMAND_BYTES);
    }
    byte[] body;
    try {
      body = Hex.decode(call.string(2));
    } catch (DecodeException _) {
      throw new RpcException(RpcErrorCode.INVALID_PARAMETER, "Error parsing input for msg");
    }
    boolean sent =
        peers.get().map(manager -> manager.send(id, new RawMessage(type, body))).orElse(false);
    if (!sent) {
      throw new RpcException(RpcErrorCode.MISC_ERROR, "Error: Could not send message to peer");
    }
    return Json.object();
  }

  private JsonNode bringForward(RpcCall call) {
    if (!mockable) {
      throw new RpcException(
          RpcErrorCode.MISC_ERROR, "mockscheduler is for regression testing (-regtest mode) only");
    }
    long seconds = call.longInteger(0);
    if (seconds <= 0 || seconds > MAX_SECONDS) {
      throw new RpcException(
          RpcErrorCode.MISC_ERROR, "delta_time must be between 1 and 3600 seconds (1 hr)");
    }
    peers.get().ifPresent(manager -> manager.bringForward(Duration.ofSeconds(seconds)));
    return Json.nothing();
  }
}
