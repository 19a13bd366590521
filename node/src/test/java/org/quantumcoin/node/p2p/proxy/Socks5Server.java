package org.quantumcoin.node.p2p.proxy;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A SOCKS5 proxy with a network of its own behind it: names lead where a test says, others
/// nowhere.
public final class Socks5Server extends TestServer {
  /// What is answered instead of what should be.
  public enum Fault {
    NONE,
    SILENT,
    HANGS_UP,
    GARBAGE,
    WRONG_METHOD,
    WRONG_PASSWORD,
    WRONG_VERSION,
    WRONG_RESERVED,
    WRONG_ADDRESS_TYPE,
    HANGS_UP_BEFORE_REPLY
  }

  private final Map<String, InetSocketAddress> hosts = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final int refusal;
  private final Fault fault;

  /// What a client asked for.
  ///
  /// @param login `name:password`, empty for none
  public record Request(String host, int port, String login) {}

  private Socks5Server(Fault fault, int refusal) {
    this.fault = fault;
    this.refusal = refusal;
    start();
  }

  public static Socks5Server open() {
    return new Socks5Server(Fault.NONE, 5);
  }

  static Socks5Server with(Fault fault) {
    return new Socks5Server(fault, 5);
  }

  static Socks5Server refusing(int status) {
    return new Socks5Server(Fault.NONE, status);
  }

  public void lead(String host, int port) {
    hosts.put(host, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  @Override
  void serve(Talk talk) throws IOException {
    DataInputStream in = new DataInputStream(talk.in());
    in.readByte();
    byte[] methods = in.readNBytes(in.readUnsignedByte());
    boolean asks = methods.length == 2;
    switch (fault) {
      case SILENT -> {
        hang(talk);
        return;
      }
      case HANGS_UP -> {
        return;
      }
      case GARBAGE -> {
        talk.say("HTTP/1.1 400 Bad Request\r\n\r\n");
        return;
      }
      case WRONG_METHOD -> {
        talk.say(5, 0xff);
        return;
      }
      default -> talk.say(5, asks ? 2 : 0);
    }
    String login = asks ? login(talk, in) : "";
    in.readNBytes(4);
    String host = new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
    int port = in.readUnsignedShort();
    requests.add(new Request(host, port, login));
    connect(talk, host);
  }

  private String login(Talk talk, DataInputStream in) throws IOException {
    in.readByte();
    String name = new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.US_ASCII);
    String password = new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.US_ASCII);
    talk.say(1, fault == Fault.WRONG_PASSWORD ? 1 : 0);
    return name + ":" + password;
  }

  private void connect(Talk talk, String host) throws IOException {
    InetSocketAddress target = hosts.get(host);
    switch (fault) {
      case WRONG_VERSION -> talk.say(4, 0, 0, 1);
      case WRONG_RESERVED -> talk.say(5, 0, 1, 1);
      case WRONG_ADDRESS_TYPE -> talk.say(5, 0, 0, 2);
      case HANGS_UP_BEFORE_REPLY -> {}
      default -> {
        if (target == null) {
          talk.say(5, refusal, 0, 1, 0, 0, 0, 0, 0, 0);
          return;
        }
        try (Socket socket = new Socket(target.getAddress(), target.getPort())) {
          // As long an answer as there is.
          talk.say(5, 0, 0, 3, 255);
          talk.out().write(new byte[255 + 2]);
          bridge(talk, new Talk(socket, socket.getInputStream(), socket.getOutputStream()));
        }
      }
    }
  }
}
