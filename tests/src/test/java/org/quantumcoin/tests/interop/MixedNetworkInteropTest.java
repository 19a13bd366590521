package org.quantumcoin.tests.interop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Ten nodes over real sockets, ours and bitcoinds in turns, that are parted and find together.
@Timeout(300)
final class MixedNetworkInteropTest {
  private static final int NODES = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @BeforeAll
  static void bitcoind() {
    Bitcoind.assumeAvailable();
  }

  @Test
  void line_convergesAfterPartitions() {
    try (Network network = Network.open(false)) {
      network.mine(0, 1);
      network.awaitOneTip(0, NODES);
      network.part(NODES / 2, 3, 5);
      network.part(3, 6, 2);
      network.part(NODES - 1, 1, 4);
    }
  }

  @Test
  void ring_convergesAfterPartitions() {
    try (Network network = Network.open(true)) {
      network.mine(1, 1);
      network.awaitOneTip(0, NODES);
      network.part(NODES / 2, 5, 3);
      network.part(2, 1, 3);
      network.part(NODES - 2, 4, 2);
    }
  }

  /// A node of either kind.
  private sealed interface Member extends AutoCloseable {
    String address();

    String tip();

    void mine(int blocks);

    /// Opens one connection, which is not opened again when it ends.
    void connect(String address);

    void disconnect(String address);

    @Override
    void close();
  }

  private record Ours(RealNode node) implements Member {
    @Override
    public String address() {
      return "127.0.0.1:" + node.peers.listening().getFirst().getPort();
    }

    @Override
    public String tip() {
      return node.tip();
    }

    @Override
    public void mine(int blocks) {
      node.node.mine(blocks);
    }

    @Override
    public void connect(String address) {
      node.peers.connectOnce(address);
    }

    @Override
    public void disconnect(String address) {
      boolean _ = node.peers.disconnect(address);
    }

    @Override
    public void close() {
      node.close();
    }
  }

  private record Theirs(Bitcoind node) implements Member {
    @Override
    public String address() {
      return "127.0.0.1:" + node.p2pPort();
    }

    @Override
    public String tip() {
      return node.tip();
    }

    @Override
    public void mine(int blocks) {
      node.generate(blocks);
    }

    @Override
    public void connect(String address) {
      node.call("addnode", address, "onetry");
    }

    @Override
    public void disconnect(String address) {
      node.call("disconnectnode", address);
    }

    @Override
    public void close() {
      node.close();
    }
  }

  /// Each node is connected to the one before it; in a ring, the first to the last as well.
  private record Network(List<Member> members, boolean ring) implements AutoCloseable {
    static Network open(boolean ring) {
      Network network = new Network(new ArrayList<>(), ring);
      for (int i = 0; i < NODES; i++) {
        network.members.add(
            i % 2 == 0
                ? new Ours(RealNode.connectedTo())
                : new Theirs(Bitcoind.start("-dbcache=4", "-maxmempool=5", "-par=1")));
      }
      for (int i = ring ? 0 : 1; i < NODES; i++) {
        network.connect(i);
      }
      return network;
    }

    private Member before(int member) {
      return members.get((member + NODES - 1) % NODES);
    }

    private void connect(int member) {
      members.get(member).connect(before(member).address());
    }

    private void disconnect(int member) {
      members.get(member).disconnect(before(member).address());
    }

    void mine(int member, int blocks) {
      members.get(member).mine(blocks);
    }

    /// All from `first` to before `end` stand on the tip of the first of them.
    void awaitOneTip(int first, int end) {
      Bitcoind.await(
          PATIENCE,
          "one tip from node " + first + " to " + (end - 1),
          () -> members.subList(first, end).stream().map(Member::tip).distinct().count() == 1);
    }

    /// Parts the nodes before `at` from the others, lets either side mine so many blocks, and puts
    /// them together again.
    void part(int at, int left, int right) {
      disconnect(at);
      if (ring) {
        disconnect(0);
      }
      mine(0, left);
      mine(NODES - 1, right);
      awaitOneTip(0, at);
      awaitOneTip(at, NODES);
      String winner = (left > right ? members.getFirst() : members.getLast()).tip();
      connect(at);
      if (ring) {
        connect(0);
      }
      awaitOneTip(0, NODES);
      if (!members.getFirst().tip().equals(winner)) {
        throw new AssertionError("the branch of less work won");
      }
    }

    @Override
    public void close() {
      members.forEach(Member::close);
    }
  }
}
