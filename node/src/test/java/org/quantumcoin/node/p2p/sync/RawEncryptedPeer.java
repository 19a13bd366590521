package org.quantumcoin.node.p2p.sync;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.Predicate;
import org.quantumcoin.node.crypto.Bip324Cipher;
import org.quantumcoin.node.crypto.EllSwift;
import org.quantumcoin.node.p2p.message.Message;
import org.quantumcoin.node.p2p.message.MessageCodec;
import org.quantumcoin.node.p2p.message.PacketContents;
import org.quantumcoin.node.p2p.message.Verack;

/// The connecting side of an encrypted connection, driven by hand.
final class RawEncryptedPeer implements AutoCloseable {
  private static final byte[] NOTHING = new byte[0];

  final Socket socket;
  private final DataInputStream in;
  private final Random random = new Random(1);
  private final byte[] garbage;
  private final Bip324Cipher cipher;
  private byte[] associated = NOTHING;

  /// Exchanges keys and says its own garbage, terminator included.
  RawEncryptedPeer(int port, int garbageBytes) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    in = new DataInputStream(socket.getInputStream());
    garbage = random(garbageBytes);
    byte[] secret = random(32);
    byte[] ours = EllSwift.publicKey(secret, random(32));
    sendBytes(ours);
    sendBytes(garbage);
    byte[] theirs = in.readNBytes(EllSwift.KEY_BYTES);
    cipher = Bip324Cipher.create(secret, ours, theirs, true, LoopbackNode.REGTEST.magicBytes());
  }

  byte[] random(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  void sendBytes(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /// Ends the garbage, says so many decoys, and settles the version of the transport.
  void finishKeys(int decoys) throws IOException {
    sendBytes(cipher.sendTerminator());
    byte[] aad = garbage;
    for (int i = 0; i < decoys; i++) {
      sendBytes(cipher.encrypt(random(i * 10), aad, true));
      aad = NOTHING;
    }
    sendBytes(cipher.encrypt(NOTHING, aad, false));
    ByteArrayOutputStream theirs = new ByteArrayOutputStream();
    while (!endsWith(theirs.toByteArray(), cipher.receiveTerminator())) {
      theirs.write(in.readByte());
    }
    associated =
        Arrays.copyOf(theirs.toByteArray(), theirs.size() - Bip324Cipher.GARBAGE_TERMINATOR_BYTES);
    if (readPacket().length != Bip324Cipher.HEADER_BYTES) {
      throw new IOException("the version packet should be empty");
    }
  }

  private static boolean endsWith(byte[] bytes, byte[] end) {
    int start = bytes.length - end.length;
    return start >= 0 && Arrays.equals(bytes, start, bytes.length, end, 0, end.length);
  }

  void shakeHands() throws IOException {
    finishKeys(0);
    send(RawPeer.version(70_016, 1033, 1));
    expect(Verack.class::isInstance);
    send(new Verack());
  }

  String sessionId() {
    return HexFormat.of().formatHex(cipher.sessionId());
  }

  /// A packet to be sent, or spoilt and sent.
  byte[] packet(byte[] contents, boolean ignore) {
    return cipher.encrypt(contents, NOTHING, ignore);
  }

  void send(Message message) throws IOException {
    sendBytes(packet(PacketContents.encode(0, message), false));
  }

  private byte[] readPacket() throws IOException {
    byte[] length = new byte[Bip324Cipher.LENGTH_BYTES];
    in.readFully(length);
    byte[] rest =
        new byte[Bip324Cipher.HEADER_BYTES + cipher.decryptLength(length) + Bip324Cipher.TAG_BYTES];
    in.readFully(rest);
    byte[] opened = cipher.decrypt(rest, associated).orElseThrow();
    associated = NOTHING;
    return opened;
  }

  Message expect(Predicate<Message> wanted) throws IOException {
    while (true) {
      PacketContents contents =
          PacketContents.decode(readPacket(), Bip324Cipher.HEADER_BYTES).orElseThrow();
      Message message = MessageCodec.decode(contents.command(), contents.payload());
      if (wanted.test(message)) {
        return message;
      }
    }
  }

  /// Whether the other side ends the connection, whatever it says before.
  boolean isCutOff() throws IOException {
    try {
      byte[] some = new byte[4096];
      while (in.read(some) >= 0) {
        // What it says is not looked at.
      }
      return true;
    } catch (EOFException | SocketException gone) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
