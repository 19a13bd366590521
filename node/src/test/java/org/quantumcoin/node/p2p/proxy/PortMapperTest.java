package org.quantumcoin.node.p2p.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quantumcoin.node.p2p.message.NetAddress;

/// A router on loopback that maps ports, or does not.
@Timeout(60)
final class PortMapperTest {
  private final List<NetAddress> mapped = new ArrayList<>();

  /// What the router does with what it gets; null for no answer.
  private interface Answers {
    List<byte[]> to(byte[] request);
  }

  private static final class TestRouter implements AutoCloseable {
    private final DatagramSocket socket;
    private final List<byte[]> requests = new CopyOnWriteArrayList<>();

    TestRouter(Answers answers) throws IOException {
      socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
      Thread.ofVirtual()
          .start(() -> {
            try {
              while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[1_100], 1_100);
                socket.receive(packet);
                byte[] request = Arrays.copyOf(packet.getData(), packet.getLength());
                requests.add(request);
                for (byte[] answer : answers.to(request)) {
                  socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
              }
            } catch (IOException _) {
              // Closed.
            }
          });
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  private Optional<Duration> map(TestRouter router) {
    PortMapper mapper =
        new PortMapper(
            8333,
            new PortMapper.Router() {
              @Override
              public Optional<InetAddress> ipv4() {
                return Optional.of(InetAddress.getLoopbackAddress());
              }

              @Override
              public Optional<InetAddress> ipv6() {
                return Optional.empty();
              }
            },
            new PortMappingClient(router.socket.getLocalPort()),
            List::of,
            mapped::add,
            new SecureRandom());
    return mapper.mapOnce();
  }

  private static byte[] pcp(byte[] request, int result, int lifetime) {
    byte[] answer = request.clone();
    answer[1] |= (byte) 0x80;
    answer[3] = (byte) result;
    answer[6] = (byte) (lifetime >> 8);
    answer[7] = (byte) lifetime;
    answer[42] = 0x30;
    answer[43] = 0x39;
    byte[] external = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 9, 8, 7, 6};
    System.arraycopy(external, 0, answer, 44, 16);
    return answer;
  }

  @Test
  void pcp_mapsThePort() throws IOException {
    try (TestRouter router = new TestRouter(request -> List.of(pcp(request, 0, 2_400)))) {
      assertThat(map(router)).contains(Duration.ofMinutes(40));
      assertThat(mapped).extracting(NetAddress::toString).containsExactly("9.8.7.6:12345");
      byte[] request = router.requests.getFirst();
      assertThat(request).hasSize(60).startsWith(2, 1, 0, 0, 0, 0, 0x09, 0x60);
      assertThat(Arrays.copyOfRange(request, 8, 24))
          .containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 127, 0, 0, 1);
      assertThat(Arrays.copyOfRange(request, 36, 44))
          .containsExactly(6, 0, 0, 0, 0x20, 0x8d, 0x20, 0x8d);
    }
  }

  @Test
  void shorterLifetime_isTakenOver_impossibleOneIsAFailure() throws IOException {
    try (TestRouter router = new TestRouter(request -> List.of(pcp(request, 0, 30)))) {
      assertThat(map(router)).contains(Duration.ofSeconds(30));
    }
    try (TestRouter router = new TestRouter(request -> List.of(pcp(request, 0, 29)))) {
      assertThat(map(router)).isEmpty();
    }
  }

  @Test
  void refusal_isNoMapping() throws IOException {
    for (int code : new int[] {2, 8, 99}) {
      try (TestRouter router = new TestRouter(request -> List.of(pcp(request, code, 2_400)))) {
        assertThat(map(router)).isEmpty();
        assertThat(mapped).isEmpty();
        assertThat(router.requests).hasSize(1);
      }
    }
  }

  @Test
  void othersAnswers_areWaitedPast() throws IOException {
    try (TestRouter router =
        new TestRouter(request -> {
          byte[] otherNonce = pcp(request, 0, 2_400);
          otherNonce[43] ^= 1;
          otherNonce[24] ^= 1;
          byte[] otherPort = pcp(request, 0, 2_400);
          otherPort[43] ^= 1;
          otherPort[40] ^= 1;
          byte[] otherCommand = pcp(request, 0, 2_400);
          otherCommand[43] ^= 1;
          otherCommand[1] ^= 1;
          return List.of(
              new byte[0],
              new byte[3],
              Arrays.copyOf(request, 59),
              otherNonce,
              otherPort,
              otherCommand,
              pcp(request, 0, 2_400));
        })) {
      assertThat(map(router)).isPresent();
      assertThat(mapped).extracting(NetAddress::toString).containsExactly("9.8.7.6:12345");
    }
  }

  @Test
  void olderRouter_isAskedInItsLanguage() throws IOException {
    try (TestRouter router =
        new TestRouter(request ->
            switch (request.length) {
              case 60 -> List.of(new byte[] {0, (byte) 0x80, 0, 1, 0, 0, 0, 0});
              case 2 -> List.of(new byte[] {0, (byte) 0x80, 0, 0, 0, 0, 0, 1, 9, 8, 7, 6});
              default ->
                  List.of(
                      new byte[] {
                        0,
                        (byte) 0x82,
                        0,
                        0,
                        0,
                        0,
                        0,
                        1,
                        request[4],
                        request[5],
                        0x30,
                        0x39,
                        0,
                        0,
                        9,
                        0x60
                      });
            })) {
      assertThat(map(router)).contains(Duration.ofMinutes(40));
      assertThat(mapped).extracting(NetAddress::toString).containsExactly("9.8.7.6:12345");
    }
  }

  @Test
  void silentRouter_isAskedThreeTimes() throws IOException {
    try (TestRouter router = new TestRouter(_ -> List.of())) {
      assertThat(map(router)).isEmpty();
      assertThat(router.requests).hasSize(PortMappingClient.TRIES);
    }
  }

  @Test
  void floodOfNonsense_endsInTime() throws IOException {
    byte[] nonsense = new byte[60];
    List<byte[]> flood = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      flood.add(nonsense);
    }
    try (TestRouter router = new TestRouter(_ -> flood)) {
      assertThat(map(router)).isEmpty();
    }
  }

  @Test
  void defaultGateway_isReadFromTheRoutes() throws IOException {
    List<String> routes =
        List.of(
            "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT",
            "eth1\t00000000\t0102A8C0\t0003\t0\t0\t200\t00000000\t0\t0\t0",
            "eth0\t00000000\t0101A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0",
            "eth2\t00000000\t00000000\t0001\t0\t0\t0\t00000000\t0\t0\t0",
            "eth0\t0001A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0",
            "eth3\t00000000\tx\t0003\t0\t0\t1\t00000000\t0\t0\t0",
            "garbage");
    assertThat(DefaultGateway.ipv4(routes))
        .contains(InetAddress.getByAddress(new byte[] {(byte) 192, (byte) 168, 1, 1}));
    assertThat(DefaultGateway.ipv4(List.of())).isEmpty();
    String none = "00000000000000000000000000000000";
    assertThat(
            DefaultGateway.ipv6(
                List.of(
                    none + " 00 " + none + " 00 " + none + " ffffffff 1 0 00200200 lo",
                    none
                        + " 00 "
                        + none
                        + " 00 2a000000000000000000000000000001 00000400 1 0 00000003 eth0")))
        .contains(InetAddress.ofLiteral("2a00::1"));
  }
}
