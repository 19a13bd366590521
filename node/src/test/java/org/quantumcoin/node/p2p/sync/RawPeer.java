package org.quantumcoin.node.p2p.sync;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.quantumcoin.node.p2p.message.Message;
import org.quantumcoin.node.p2p.message.MessageCodec;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.Verack;
import org.quantumcoin.node.p2p.message.Version;
import org.quantumcoin.node.p2p.message.WtxidRelay;

/// The other side of a connection, driven by hand.
public final class RawPeer implements AutoCloseable {
  private static final int MAGIC = LoopbackNode.REGTEST.magic();

  private final Socket socket;
  private final DataInputStream in;
  private long services;

  RawPeer(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(60_000);
    in = new DataInputStream(socket.getInputStream());
  }

  /// Connected, with the handshake done.
  public static RawPeer shakeHands(int port) throws IOException {
    RawPeer peer = new RawPeer(port);
    peer.send(version(70_016, 1033, 1));
    peer.expect(Verack.class::isInstance);
    peer.send(new Verack());
    return peer;
  }

  /// The same, and wants to hear of no transactions before it says so.
  static RawPeer shakeHandsWithoutRelay(int port) throws IOException {
    RawPeer peer = new RawPeer(port);
    peer.send(version(70_016, 1033, 1, false));
    peer.expect(Verack.class::isInstance);
    peer.send(new Verack());
    return peer;
  }

  /// The same, with transactions announced by wtxid (BIP-0339).
  static RawPeer shakeHandsWithWtxids(int port) throws IOException {
    RawPeer peer = new RawPeer(port);
    peer.send(version(70_016, 1033, 1));
    peer.send(new WtxidRelay());
    peer.expect(Verack.class::isInstance);
    peer.send(new Verack());
    return peer;
  }

  static Version version(int protocol, long services, long nonce) {
    return version(protocol, services, nonce, true);
  }

  private static Version version(int protocol, long services, long nonce, boolean relay) {
    return new Version(
        protocol,
        services,
        System.currentTimeMillis() / 1000,
        0,
        NetAddress.NONE,
        0,
        NetAddress.NONE,
        nonce,
        "/raw/",
        0,
        relay);
  }

  public void send(Message message) throws IOException {
    sendBytes(MessageCodec.encode(MAGIC, message));
  }

  void sendBytes(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  public Message read() throws IOException {
    byte[] header = new byte[MessageCodec.HEADER_BYTES];
    in.readFully(header);
    int end = 4;
    while (end < 16 && header[end] != 0) {
      end++;
    }
    String command = new String(header, 4, end - 4, StandardCharsets.US_ASCII);
    int length =
        (header[16] & 0xff)
            | (header[17] & 0xff) << 8
            | (header[18] & 0xff) << 16
            | (header[19] & 0xff) << 24;
    byte[] payload = new byte[length];
    in.readFully(payload);
    Message message = MessageCodec.decode(command, payload);
    if (message instanceof Version said) {
      services = said.services();
    }
    return message;
  }

  /// What the other side said that it offers.
  public long services() {
    return services;
  }

  /// The next message that fits, skipping others.
  public Message expect(Predicate<Message> wanted) throws IOException {
    while (true) {
      Message message = read();
      if (wanted.test(message)) {
        return message;
      }
    }
  }

  /// Whether the other side ends the connection, whatever it says before.
  public boolean isCutOff() throws IOException {
    try {
      while (true) {
        read();
      }
    } catch (EOFException | SocketException gone) {
      return true;
    }
  }

  void hangUp() throws IOException {
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
