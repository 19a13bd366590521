package org.quantumcoin.node.p2p.message;

import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;

/// The first message of each side: who it is and what it wants.
///
/// `time` is unix seconds; `nonce` lets a node recognise itself; `relay` false asks not to be told
/// of transactions (BIP-0037).
public record Version(
    int version,
    long services,
    long time,
    long receiverServices,
    NetAddress receiver,
    long senderServices,
    NetAddress sender,
    long nonce,
    String userAgent,
    int startHeight,
    boolean relay)
    implements Message {
  /// What we speak: BIP-0339's version, Core 29's `PROTOCOL_VERSION`.
  public static final int PROTOCOL_VERSION = 70_016;

  /// Peers below this are turned away (Core's `MIN_PEER_PROTO_VERSION`).
  public static final int MIN_PEER_VERSION = 31_800;

  /// From this version on peers know BIP-0339 and BIP-0155.
  public static final int WTXID_RELAY_VERSION = 70_016;

  /// BIP-0130.
  public static final int SEND_HEADERS_VERSION = 70_012;

  /// BIP-0133.
  public static final int FEE_FILTER_VERSION = 70_013;

  /// BIP-0152.
  public static final int COMPACT_BLOCKS_VERSION = 70_014;

  /// From here on nobody is blamed for announcing a compact block that turns out invalid (Core's
  /// `INVALID_CB_NO_BAN_VERSION`).
  public static final int EARLY_ANNOUNCEMENT_VERSION = 70_015;

  /// BIP-0031: a ping has a nonce and is answered.
  public static final int PONG_VERSION = 60_001;

  static final String COMMAND = "version";

  /// Core's `MAX_SUBVERSION_LENGTH`.
  static final int MAX_USER_AGENT_BYTES = 256;

  static Version read(ByteReader in) {
    int version = in.readInt32();
    long services = in.readInt64();
    long time = in.readInt64();
    long receiverServices = in.readInt64();
    NetAddress receiver = NetAddress.readLegacy(in);
    // Old peers end early; Core takes what it is given.
    long senderServices = in.hasRemaining() ? in.readInt64() : 0;
    NetAddress sender = in.hasRemaining() ? NetAddress.readLegacy(in) : NetAddress.NONE;
    long nonce = in.hasRemaining() ? in.readInt64() : 1;
    String userAgent = in.hasRemaining() ? in.readVarString(MAX_USER_AGENT_BYTES) : "";
    int startHeight = in.hasRemaining() ? in.readInt32() : -1;
    boolean relay = !in.hasRemaining() || in.readByte() != 0;
    return new Version(
        version,
        services,
        time,
        receiverServices,
        receiver,
        senderServices,
        sender,
        nonce,
        userAgent,
        startHeight,
        relay);
  }

  @Override
  public String command() {
    return COMMAND;
  }

  @Override
  public void write(ByteWriter out) {
    out.writeInt32(version).writeInt64(services).writeInt64(time).writeInt64(receiverServices);
    receiver.writeLegacy(out);
    out.writeInt64(senderServices);
    sender.writeLegacy(out);
    out.writeInt64(nonce)
        .writeVarString(userAgent)
        .writeInt32(startHeight)
        .writeByte(relay ? 1 : 0);
  }
}
