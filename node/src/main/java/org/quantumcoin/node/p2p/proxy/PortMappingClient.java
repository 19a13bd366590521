package org.quantumcoin.node.p2p.proxy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.HexFormat;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.p2p.message.NetAddress;

/// Asks a router to map a port: by PCP (RFC 6887), or by its predecessor NAT-PMP (RFC 6886). Its
/// methods block for [#TRIES] times [#TRY_MILLIS] at most.
final class PortMappingClient {
  static final int TRIES = 3;
  static final int TRY_MILLIS = 1_000;

  /// RFC 6887, section 7.
  private static final int MAX_PACKET_BYTES = 1_100;

  /// What is looked at before a try counts as failed: others may send to our port too.
  private static final int MAX_PACKETS_A_TRY = 100;

  static final int NONCE_BYTES = 12;
  private static final int NATPMP_VERSION = 0;
  private static final int PCP_VERSION = 2;
  private static final int RESPONSE = 0x80;
  private static final int MAP = 1;
  private static final int GET_EXTERNAL = 0;
  private static final int NATPMP_MAP_TCP = 2;
  private static final int TCP = 6;
  private static final int UNSUPPORTED_VERSION = 1;
  private static final int PCP_HEADER_BYTES = 24;
  private static final int PCP_MAP_BYTES = 36;
  private static final int NATPMP_HEADER_BYTES = 8;
  private static final int PCP_NO_RESOURCES = 8;
  private static final int NATPMP_NO_RESOURCES = 4;

  private static final String[] PCP_RESULTS = {
    "SUCCESS",
    "UNSUPP_VERSION",
    "NOT_AUTHORIZED",
    "MALFORMED_REQUEST",
    "UNSUPP_OPCODE",
    "UNSUPP_OPTION",
    "MALFORMED_OPTION",
    "NETWORK_FAILURE",
    "NO_RESOURCES",
    "UNSUPP_PROTOCOL",
    "USER_EX_QUOTA",
    "CANNOT_PROVIDE_EXTERNAL",
    "ADDRESS_MISMATCH",
    "EXCESSIVE_REMOTE_PEER"
  };

  private static final String[] NATPMP_RESULTS = {
    "SUCCESS",
    "UNSUPP_VERSION",
    "NOT_AUTHORIZED",
    "NETWORK_FAILURE",
    "NO_RESOURCES",
    "UNSUPP_OPCODE"
  };

  private final int gatewayPort;

  /// @param gatewayPort that the router listens at
  PortMappingClient(int gatewayPort) {
    this.gatewayPort = gatewayPort;
  }

  /// Whether a packet answers what was asked.
  private interface Check {
    boolean isAnswer(byte[] packet);
  }

  /// Asks by PCP.
  ///
  /// @param nonce the same for renewals: only who knows it may change the mapping
  /// @param local our address that is mapped; any of its family for whichever leads to the router
  PortMapping pcp(
      byte[] nonce, InetAddress gateway, InetAddress local, int port, long lifetimeSeconds)
      throws MappingException {
    Log.debug(
        LogCategory.NET,
        () ->
            "pcp: Requesting port mapping for addr %s port %d from gateway %s"
                .formatted(local.getHostAddress(), port, gateway.getHostAddress()));
    // Sent from the very address that is to be mapped, or the router has to refuse it.
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(local, 0))) {
      socket.connect(gateway, gatewayPort);
      InetAddress internal = socket.getLocalAddress();
      Log.debug(
          LogCategory.NET,
          () -> "pcp: Internal address after connect: " + internal.getHostAddress());
      ByteWriter request = new ByteWriter(PCP_HEADER_BYTES + PCP_MAP_BYTES);
      request.writeByte(PCP_VERSION).writeByte(MAP).writeBytes(new byte[2]);
      writeBigEndian(request, lifetimeSeconds);
      request.writeBytes(mapped(internal));
      request.writeBytes(nonce).writeByte(TCP).writeBytes(new byte[3]);
      request.writeUint16BigEndian(port).writeUint16BigEndian(port);
      request.writeBytes(mapped(local));
      byte[] answer =
          exchange(socket, "pcp", request.toByteArray(), packet -> isPcp(packet, nonce, port));
      if (isUnsupportedVersion(answer)) {
        throw new MappingException(
            MappingException.Kind.VERSION, "pcp: the router does not speak this version");
      }
      return pcpResult(answer, internal, port);
    } catch (MappingException e) {
      throw e;
    } catch (IOException e) {
      throw network("pcp: Could not talk to the gateway: " + e.getMessage());
    }
  }

  private static PortMapping pcpResult(byte[] answer, InetAddress internal, int port)
      throws MappingException {
    check("pcp: Mapping", answer[3] & 0xff, PCP_RESULTS, PCP_NO_RESOURCES);
    ByteReader in = new ByteReader(answer);
    in.readBytes(4);
    long lifetime = readBigEndian(in);
    in.readBytes(PCP_HEADER_BYTES - 8 + NONCE_BYTES + 4 + 2);
    int externalPort = in.readUint16BigEndian();
    NetAddress external = NetAddress.readHostLegacy(in).withPort(externalPort);
    return new PortMapping("pcp", NetAddress.of(internal, port), external, lifetime);
  }

  private static boolean isUnsupportedVersion(byte[] packet) {
    return packet.length == NATPMP_HEADER_BYTES
        && packet[0] == NATPMP_VERSION
        && packet[3] == UNSUPPORTED_VERSION;
  }

  private static boolean isPcp(byte[] packet, byte[] nonce, int port) {
    if (isUnsupportedVersion(packet)) {
      return true;
    }
    if (packet.length < PCP_HEADER_BYTES + PCP_MAP_BYTES) {
      return not("pcp: Response too small");
    }
    if (packet[0] != PCP_VERSION || (packet[1] & 0xff) != (RESPONSE | MAP)) {
      return not("pcp: Response to wrong command");
    }
    int nonceEnd = PCP_HEADER_BYTES + NONCE_BYTES;
    if (!Arrays.equals(packet, PCP_HEADER_BYTES, nonceEnd, nonce, 0, NONCE_BYTES)) {
      return not("pcp: Mapping nonce mismatch");
    }
    return (packet[nonceEnd] == TCP && uint16(packet, nonceEnd + 4) == port)
        || not("pcp: Response protocol or port doesn't match request");
  }

  /// Asks by NAT-PMP, which knows IPv4 alone.
  PortMapping natpmp(InetAddress gateway, int port, long lifetimeSeconds) throws MappingException {
    Log.debug(
        LogCategory.NET,
        () ->
            "natpmp: Requesting port mapping port %d from gateway %s"
                .formatted(port, gateway.getHostAddress()));
    if (!(gateway instanceof Inet4Address)) {
      throw network("natpmp: the gateway is not an IPv4 address");
    }
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(gateway, gatewayPort);
      InetAddress internal = socket.getLocalAddress();
      byte[] external =
          exchange(
              socket,
              "natpmp",
              new byte[] {NATPMP_VERSION, GET_EXTERNAL},
              packet -> isNatPmp(packet, GET_EXTERNAL, 12));
      check(
          "natpmp: Getting external address",
          uint16(external, 2),
          NATPMP_RESULTS,
          NATPMP_NO_RESOURCES);
      ByteWriter request = new ByteWriter(12);
      request.writeByte(NATPMP_VERSION).writeByte(NATPMP_MAP_TCP).writeBytes(new byte[2]);
      request.writeUint16BigEndian(port).writeUint16BigEndian(port);
      writeBigEndian(request, lifetimeSeconds);
      byte[] answer =
          exchange(
              socket,
              "natpmp",
              request.toByteArray(),
              packet ->
                  isNatPmp(packet, NATPMP_MAP_TCP, 16)
                      && (uint16(packet, 8) == port
                          || not("natpmp: Response port doesn't match request")));
      check("natpmp: Port mapping", uint16(answer, 2), NATPMP_RESULTS, NATPMP_NO_RESOURCES);
      ByteReader in = new ByteReader(answer);
      in.readBytes(10);
      int externalPort = in.readUint16BigEndian();
      long lifetime = readBigEndian(in);
      InetAddress ip = InetAddress.getByAddress(Arrays.copyOfRange(external, 8, 12));
      return new PortMapping(
          "natpmp", NetAddress.of(internal, port), NetAddress.of(ip, externalPort), lifetime);
    } catch (MappingException e) {
      throw e;
    } catch (IOException e) {
      throw network("natpmp: Could not talk to the gateway: " + e.getMessage());
    }
  }

  private static boolean isNatPmp(byte[] packet, int command, int length) {
    // What was refused may end behind the result.
    boolean refused = packet.length >= NATPMP_HEADER_BYTES && uint16(packet, 2) != 0;
    if (packet.length < length && !refused) {
      return not("natpmp: Response too small");
    }
    return (packet[0] == NATPMP_VERSION && (packet[1] & 0xff) == (RESPONSE | command))
        || not("natpmp: Response to wrong command");
  }

  /// Somebody else's packet, or nonsense: the answer may still come.
  private static boolean not(String why) {
    Log.warning(why);
    return false;
  }

  private static MappingException network(String message) {
    Log.warning(message);
    return new MappingException(MappingException.Kind.NETWORK, message);
  }

  private static void check(String what, int code, String[] names, int noResources)
      throws MappingException {
    if (code != 0) {
      String name = code < names.length ? names[code] : "(unknown)";
      String message = "%s failed with result %s (code %d)".formatted(what, name, code);
      Log.warning(message);
      throw new MappingException(
          code == noResources ? MappingException.Kind.RESOURCES : MappingException.Kind.REFUSED,
          message);
    }
  }

  /// Datagrams get lost, so it is said several times.
  private static byte[] exchange(
      DatagramSocket socket, String protocol, byte[] request, Check check) throws IOException {
    for (int tries = 0; tries < TRIES; tries++) {
      if (tries > 0) {
        int number = tries;
        Log.debug(LogCategory.NET, () -> "%s: Retrying (%d)".formatted(protocol, number));
      }
      socket.send(new DatagramPacket(request, request.length));
      long deadline = System.nanoTime() + TRY_MILLIS * 1_000_000L;
      for (int packets = 0; packets < MAX_PACKETS_A_TRY; packets++) {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
          break;
        }
        socket.setSoTimeout((int) millis);
        DatagramPacket packet = new DatagramPacket(new byte[MAX_PACKET_BYTES], MAX_PACKET_BYTES);
        try {
          socket.receive(packet);
        } catch (SocketTimeoutException _) {
          Log.debug(LogCategory.NET, () -> protocol + ": Timeout");
          break;
        }
        byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
        Log.debug(
            LogCategory.NET,
            () ->
                "%s: Received response of %d bytes: %s"
                    .formatted(protocol, bytes.length, HexFormat.of().formatHex(bytes)));
        if (bytes.length >= 4 && check.isAnswer(bytes)) {
          return bytes;
        }
      }
    }
    Log.debug(LogCategory.NET, () -> "%s: Giving up after %d tries".formatted(protocol, TRIES));
    throw new MappingException(
        MappingException.Kind.NETWORK, protocol + ": the gateway does not answer");
  }

  private static int uint16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }

  private static void writeBigEndian(ByteWriter out, long uint32) {
    out.writeUint16BigEndian((int) (uint32 >>> 16)).writeUint16BigEndian((int) (uint32 & 0xffff));
  }

  private static long readBigEndian(ByteReader in) {
    long high = in.readUint16BigEndian();
    return high << 16 | in.readUint16BigEndian();
  }

  /// IPv4 comes mapped into IPv6 (RFC 6887, section 5).
  private static byte[] mapped(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 16) {
      return bytes;
    }
    byte[] mapped = new byte[16];
    mapped[10] = (byte) 0xff;
    mapped[11] = (byte) 0xff;
    System.arraycopy(bytes, 0, mapped, 12, bytes.length);
    return mapped;
  }
}
