package org.quantumcoin.node.p2p;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.crypto.Bip324Cipher;
import org.quantumcoin.node.crypto.EllSwift;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.p2p.message.MessageCodec;
import org.quantumcoin.node.p2p.message.PacketContents;

/// The encrypted transport (BIP-0324): keys, garbage, and packets that anyone between the two sides
/// takes for random bytes.
///
/// Who connected sends its key at once. Whoever was connected to looks first whether the other side
/// begins as the old transport does, and if so leaves the connection to a [FrameDecoder]. Lives on
/// the connection's event loop, except for what it says of itself.
final class EncryptedTransport extends ChannelInboundHandlerAdapter {
  /// BIP-0324's bound for what is sent between key and terminator.
  private static final int MAX_GARBAGE_BYTES = 4095;

  /// As in [FrameDecoder]: nobody makes us keep more than twice what was sent.
  private static final int FIRST_ALLOCATION_BYTES = 256 * 1024;

  private static final byte[] NOTHING = new byte[0];

  /// How a `version` message goes on behind the magic.
  private static final byte[] VERSION_COMMAND =
      Arrays.copyOf("version".getBytes(StandardCharsets.US_ASCII), MessageCodec.COMMAND_BYTES);

  /// How far the connection has come, by what is received next.
  private enum Stage {
    /// Key or version message, nobody knows.
    DETECTING,
    KEY,
    GARBAGE,
    /// Packets up to the first that is no decoy.
    VERSION,
    READY,
    /// The old transport is spoken, elsewhere.
    PLAIN
  }

  private final Peer peer;
  private final byte[] magic;
  private final FrameDecoder plain;
  private final FrameDecoder.Sink sink;
  private final SecureRandom random;
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private final byte[] key = new byte[EllSwift.KEY_BYTES];
  private final byte[] garbage =
      new byte[MAX_GARBAGE_BYTES + Bip324Cipher.GARBAGE_TERMINATOR_BYTES];
  private final byte[] length = new byte[Bip324Cipher.LENGTH_BYTES];
  private byte[] ourSecret = NOTHING;
  private byte[] ourKey = NOTHING;
  private byte[] ourGarbage = NOTHING;
  private byte[] terminator = NOTHING;

  /// What the next packet is authenticated with: the garbage for the first, nothing for the others.
  private byte[] associated = NOTHING;

  private byte[] packet = NOTHING;
  private int packetBytes;

  /// Bytes of whatever is being received.
  private int filled;

  private @Nullable Bip324Cipher cipher;
  private volatile Stage stage;
  private volatile Optional<String> sessionId = Optional.empty();

  EncryptedTransport(
      Peer peer, byte[] magic, FrameDecoder plain, FrameDecoder.Sink sink, SecureRandom random) {
    this.peer = peer;
    this.magic = magic.clone();
    this.plain = plain;
    this.sink = sink;
    this.random = random;
    this.stage = peer.isInbound() ? Stage.DETECTING : Stage.KEY;
  }

  /// Begins: who connected speaks first.
  void start() {
    if (!peer.isInbound()) {
      sendKey();
    }
  }

  /// Whether the old transport is spoken after all. Any thread may ask.
  boolean isPlain() {
    return stage == Stage.PLAIN;
  }

  /// As `getpeerinfo` names it. Any thread may ask.
  String label() {
    return switch (stage) {
      case DETECTING, KEY, GARBAGE, VERSION -> "detecting";
      case READY -> "v2";
      case PLAIN -> "v1";
    };
  }

  /// In hexadecimal digits, once both sides have it. Any thread may ask.
  Optional<String> sessionId() {
    return sessionId;
  }

  /// Whether our key got no answer at all, as from a node that knows the old transport only and
  /// hung up (Core's `ShouldReconnectV1`).
  boolean wasNotUnderstood() {
    return !peer.isInbound()
        && stage == Stage.KEY
        && filled == 0
        && peer.sent.total() >= MessageCodec.HEADER_BYTES;
  }

  /// Sends contents that stand behind a header byte of zero, as soon as there are keys.
  void send(byte[] headerAndContents) {
    Bip324Cipher with = cipher;
    if (with == null) {
      waiting.add(headerAndContents);
    } else {
      peer.write(with.encryptPlain(headerAndContents, NOTHING));
    }
  }

  private void sendKey() {
    Log.debug(LogCategory.NET, () -> "start sending v2 handshake to peer=" + peer.id());
    byte[] secret = new byte[Secp256k1.SECRET_BYTES];
    do {
      random.nextBytes(secret);
    } while (!Secp256k1.isValidSecret(secret));
    byte[] encoding = new byte[32];
    random.nextBytes(encoding);
    ourSecret = secret;
    ourKey = EllSwift.publicKey(secret, encoding);
    ourGarbage = new byte[random.nextInt(MAX_GARBAGE_BYTES + 1)];
    random.nextBytes(ourGarbage);
    byte[] hello = Arrays.copyOf(ourKey, ourKey.length + ourGarbage.length);
    System.arraycopy(ourGarbage, 0, hello, ourKey.length, ourGarbage.length);
    peer.writeHandshake(hello);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf in = (ByteBuf) message;
    try {
      if (stage != Stage.DETECTING) {
        peer.bytesArrived(in.readableBytes());
      }
      while (in.isReadable() && !peer.isDisconnecting() && stage != Stage.PLAIN) {
        switch (stage) {
          case DETECTING -> detect(context, in);
          case KEY -> fillKey(in);
          case GARBAGE -> fillGarbage(in);
          case VERSION, READY -> fillPacket(in);
          case PLAIN -> throw new IllegalStateException("left to the other decoder");
        }
      }
    } finally {
      in.release();
    }
  }

  private void detect(ChannelHandlerContext context, ByteBuf in) {
    byte next = in.readByte();
    byte expected = filled < magic.length ? magic[filled] : VERSION_COMMAND[filled - magic.length];
    key[filled++] = next;
    if (next != expected) {
      peer.bytesArrived(filled + in.readableBytes());
      stage = Stage.KEY;
      sendKey();
    } else if (filled == magic.length + VERSION_COMMAND.length) {
      stage = Stage.PLAIN;
      context.pipeline().replace(this, null, plain);
      ByteBuf whole = Unpooled.copiedBuffer(Unpooled.wrappedBuffer(key, 0, filled), in);
      in.skipBytes(in.readableBytes());
      context.pipeline().fireChannelRead(whole);
    }
  }

  private void fillKey(ByteBuf in) {
    int part = Math.min(in.readableBytes(), key.length - filled);
    in.readBytes(key, filled, part);
    filled += part;
    if (peer.isInbound() && isVersionOfAnotherNetwork()) {
      refuse(
          "V2 transport error: V1 peer with wrong MessageStart "
              + HexFormat.of().formatHex(key, 0, magic.length));
      return;
    }
    if (filled < key.length) {
      return;
    }
    Bip324Cipher made = Bip324Cipher.create(ourSecret, ourKey, key, !peer.isInbound(), magic);
    Arrays.fill(ourSecret, (byte) 0);
    terminator = made.receiveTerminator();
    cipher = made;
    // Our garbage is authenticated by our first packet, in which later versions could say
    // something.
    peer.writeHandshake(made.sendTerminator());
    peer.writeHandshake(made.encrypt(NOTHING, ourGarbage, false));
    ourGarbage = NOTHING;
    stage = Stage.GARBAGE;
    filled = 0;
    for (byte[] contents = waiting.poll(); contents != null; contents = waiting.poll()) {
      send(contents);
    }
  }

  private boolean isVersionOfAnotherNetwork() {
    int end = magic.length + VERSION_COMMAND.length;
    return filled >= end
        && Arrays.equals(key, magic.length, end, VERSION_COMMAND, 0, VERSION_COMMAND.length);
  }

  private void fillGarbage(ByteBuf in) {
    garbage[filled++] = in.readByte();
    int start = filled - terminator.length;
    if (start >= 0 && Arrays.equals(garbage, start, filled, terminator, 0, terminator.length)) {
      associated = Arrays.copyOf(garbage, start);
      stage = Stage.VERSION;
      filled = 0;
    } else if (filled == garbage.length) {
      refuse("V2 transport error: missing garbage terminator");
    }
  }

  private void fillPacket(ByteBuf in) {
    Bip324Cipher with = cipher;
    if (with == null) {
      throw new IllegalStateException("packets come after keys");
    }
    if (packetBytes == 0) {
      int part = Math.min(in.readableBytes(), length.length - filled);
      in.readBytes(length, filled, part);
      filled += part;
      if (filled == length.length) {
        openPacket(with.decryptLength(length));
      }
      return;
    }
    if (filled == packet.length) {
      packet = Arrays.copyOf(packet, Math.min(2 * packet.length, packetBytes));
    }
    int part = Math.min(in.readableBytes(), packet.length - filled);
    in.readBytes(packet, filled, part);
    filled += part;
    if (filled == packetBytes) {
      closePacket(with);
    }
  }

  private void openPacket(int contents) {
    if (contents > PacketContents.MAX_BYTES) {
      refuse("V2 transport error: packet too large (" + contents + " bytes)");
      return;
    }
    packetBytes = Bip324Cipher.HEADER_BYTES + contents + Bip324Cipher.TAG_BYTES;
    packet = new byte[Math.min(packetBytes, FIRST_ALLOCATION_BYTES)];
    filled = 0;
  }

  private void closePacket(Bip324Cipher with) {
    int contents = packetBytes - Bip324Cipher.HEADER_BYTES - Bip324Cipher.TAG_BYTES;
    Optional<byte[]> opened = with.decrypt(packet, associated);
    packet = NOTHING;
    packetBytes = 0;
    filled = 0;
    associated = NOTHING;
    if (opened.isEmpty()) {
      refuse("V2 transport error: packet decryption failure (" + contents + " bytes)");
    } else if (!Bip324Cipher.isIgnored(opened.get())) {
      if (stage == Stage.VERSION) {
        sessionId = Optional.of(HexFormat.of().formatHex(with.sessionId()));
        stage = Stage.READY;
      } else {
        message(opened.get(), contents);
      }
    }
  }

  private void message(byte[] opened, int contents) {
    int bytes = contents + Bip324Cipher.EXPANSION_BYTES;
    PacketContents.decode(opened, Bip324Cipher.HEADER_BYTES)
        .ifPresentOrElse(
            message -> sink.frame(peer, message.command(), message.payload(), bytes),
            () -> {
              // It may be a message of a later version: not worth the connection.
              peer.received.add("", bytes);
              Log.debug(
                  LogCategory.NET,
                  () ->
                      "V2 transport error: invalid message type (%d bytes contents), peer=%d"
                          .formatted(contents, peer.id()));
            });
  }

  private void refuse(String why) {
    Log.debug(LogCategory.NET, () -> why + ", peer=" + peer.id());
    peer.disconnect();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    sink.closed(peer);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    Log.debug(
        LogCategory.NET, () -> "socket recv error, disconnecting peer=" + peer.id() + ": " + cause);
    peer.disconnect();
  }
}
