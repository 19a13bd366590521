package org.quantumcoin.node.p2p.message;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quantumcoin.node.encoding.ByteWriter;

/// A message inside a packet of the encrypted transport (BIP-0324, "v2 P2P message structure"): one
/// byte for the usual commands, or zero and the command in twelve bytes, then the payload.
public final class PacketContents {
  /// The longest type and payload.
  public static final int MAX_BYTES =
      1 + MessageCodec.COMMAND_BYTES + MessageCodec.MAX_PAYLOAD_BYTES;

  /// In the order of their ids, from 1. An empty one is not assigned.
  private static final List<String> SHORT_IDS =
      List.of(
          "addr",
          "block",
          "blocktxn",
          "cmpctblock",
          "feefilter",
          "filteradd",
          "filterclear",
          "filterload",
          "getblocks",
          "getblocktxn",
          "getdata",
          "getheaders",
          "headers",
          "inv",
          "mempool",
          "merkleblock",
          "notfound",
          "ping",
          "pong",
          "sendcmpct",
          "tx",
          "getcfilters",
          "cfilter",
          "getcfheaders",
          "cfheaders",
          "getcfcheckpt",
          "cfcheckpt",
          "addrv2");

  private static final Map<String, Integer> IDS = new HashMap<>();

  static {
    for (int i = 0; i < SHORT_IDS.size(); i++) {
      IDS.put(SHORT_IDS.get(i), i + 1);
    }
  }

  private final String command;
  private final byte[] payload;

  private PacketContents(String command, byte[] payload) {
    this.command = command;
    this.payload = payload;
  }

  public String command() {
    return command;
  }

  /// Nobody else keeps this array.
  public byte[] payload() {
    return payload;
  }

  /// Contents behind `offset` bytes that are left zero.
  public static byte[] encode(int offset, Message message) {
    ByteWriter out =
        new ByteWriter(offset + 1 + MessageCodec.COMMAND_BYTES + MessageCodec.sizeHint(message));
    out.writeBytes(new byte[offset]);
    Integer id = IDS.get(message.command());
    if (id == null) {
      out.writeByte(0).writeBytes(MessageCodec.commandBytes(message.command()));
    } else {
      out.writeByte(id);
    }
    message.write(out);
    return out.toByteArray();
  }

  /// The message behind `offset` bytes; empty when its type is none.
  public static Optional<PacketContents> decode(byte[] bytes, int offset) {
    if (bytes.length == offset) {
      return Optional.empty();
    }
    int id = bytes[offset] & 0xff;
    int start = offset + 1;
    if (id != 0) {
      return id <= SHORT_IDS.size()
          ? Optional.of(at(SHORT_IDS.get(id - 1), bytes, start))
          : Optional.empty();
    }
    int end = start + MessageCodec.COMMAND_BYTES;
    return bytes.length < end
        ? Optional.empty()
        : MessageCodec.parseCommand(bytes, start).map(command -> at(command, bytes, end));
  }

  private static PacketContents at(String command, byte[] bytes, int start) {
    return new PacketContents(command, Arrays.copyOfRange(bytes, start, bytes.length));
  }
}
