package org.quantumcoin.node.p2p;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.p2p.address.AddressManager;
import org.quantumcoin.node.p2p.address.AnchorsFile;
import org.quantumcoin.node.p2p.address.NetGroup;
import org.quantumcoin.node.p2p.address.NetGroups;
import org.quantumcoin.node.p2p.address.PeersFile;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.PeerNetwork;
import org.quantumcoin.node.p2p.message.TimedAddress;

/// The attack of "Eclipse Attacks on Bitcoin's Peer-to-Peer Network" (2015) in virtual time: an
/// attacker tells of 10,000 addresses of his, which all answer, and makes the node restart. What
/// chooses connections is the real thing; the network is made up, from a seed.
final class EclipseTest {
  private static final int MAGIC = 7;
  private static final int RESTARTS = 10;
  private static final int POISONED = 10_000;
  private static final int POISONED_GROUPS = 20;
  private static final int HONEST = 3_000;

  @TempDir Path folder;

  /// A network in which some hosts answer, and a node that lives in it.
  private final class World implements OutboundChoice.Rules {
    private final Random random;
    private final PeersFile peersFile =
        new PeersFile(folder.resolve("peers.dat"), MAGIC, NetGroups.RANGES);
    private final AnchorsFile anchorsFile = new AnchorsFile(folder.resolve("anchors.dat"), MAGIC);
    private final Set<NetAddress> answering = new HashSet<>();
    private final Set<NetAddress> poisoned = new HashSet<>();
    private final List<NetAddress> honest = new ArrayList<>();
    private long seconds = 1_800_000_000L;
    private final TimeSource time =
        new TimeSource(
            () -> Instant.ofEpochSecond(seconds),
            () -> (seconds - 1_700_000_000L) * 1_000_000_000L);
    private AddressManager book;
    private final Map<NetAddress, ConnectionType> connected = new HashMap<>();

    World(long seed) throws IOException {
      random = new Random(seed);
      book = peersFile.open(random);
      for (int i = 0; i < HONEST; i++) {
        NetAddress address = host(20 + random.nextInt(180), random.nextInt(256));
        honest.add(address);
        // As on the real network, most addresses that are told of do not answer.
        if (random.nextInt(100) < 30) {
          answering.add(address);
        }
      }
      for (int i = 0; i < POISONED; i++) {
        NetAddress address = host(210, i % POISONED_GROUPS);
        poisoned.add(address);
        answering.add(address);
      }
    }

    private NetAddress host(int first, int second) {
      String text =
          "%d.%d.%d.%d".formatted(first, second, random.nextInt(256), 1 + random.nextInt(250));
      return NetAddress.parseHost(text, 8333).orElseThrow();
    }

    @Override
    public boolean isRefused(NetAddress address) {
      return false;
    }

    @Override
    public boolean isAdded(NetAddress address) {
      return false;
    }

    @Override
    public Set<PeerNetwork> reachable() {
      return Set.of(PeerNetwork.IPV4, PeerNetwork.IPV6);
    }

    private void tell(NetAddress source, List<NetAddress> addresses) {
      List<TimedAddress> told = new ArrayList<>();
      for (NetAddress address : addresses) {
        told.add(new TimedAddress(seconds - random.nextInt(3600), 1033, address));
      }
      boolean _ = book.add(told, source, 7200, seconds);
    }

    /// Honest peers tell of honest addresses, some of them.
    private void gossip() {
      List<NetAddress> some = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        some.add(honest.get(random.nextInt(honest.size())));
      }
      tell(honest.get(random.nextInt(honest.size())), some);
    }

    /// Every poisoned peer that is connected tells of poisoned ones, and strangers from the
    /// attacker's places do so too.
    private void poison(List<NetAddress> all) {
      for (int i = 0; i < 10; i++) {
        List<NetAddress> some = new ArrayList<>();
        for (int n = 0; n < 1_000; n++) {
          some.add(all.get(random.nextInt(all.size())));
        }
        tell(all.get(random.nextInt(all.size())), some);
      }
    }

    /// One run of the node, up to its restart; answers with the long-lived connections at its end.
    private Set<NetAddress> run(long forSeconds, boolean attacked) throws IOException {
      book = peersFile.open(random);
      connected.clear();
      List<NetAddress> all = List.copyOf(poisoned);
      OutboundChoice choice =
          new OutboundChoice(
              SlotLimits.of(125), book, anchorsFile.take(), List.of(), this, time, random);
      choice.openExtraBlockRelay();
      long end = seconds + forSeconds;
      while (seconds++ < end) {
        if (seconds % 60 == 0) {
          gossip();
          if (attacked) {
            poison(all);
          }
          dropExtra();
        }
        for (Target target : choice.next(links())) {
          dial(target);
        }
      }
      dropExtra();
      List<TimedAddress> anchors = new ArrayList<>();
      Set<NetAddress> standing = new HashSet<>();
      connected.forEach((address, type) -> {
        standing.add(address);
        if (type == ConnectionType.BLOCK_RELAY && anchors.size() < AnchorsFile.MAX_ANCHORS) {
          anchors.add(new TimedAddress(seconds, 1033, address));
        }
      });
      anchorsFile.write(anchors);
      peersFile.write(peersFile.encode(book));
      return standing;
    }

    private List<Link> links() {
      List<Link> links = new ArrayList<>();
      connected.forEach(
          (address, type) -> links.add(new Link(address.toString(), address, type, true)));
      return links;
    }

    /// The extra block-relay-only connection goes again.
    private void dropExtra() {
      List<NetAddress> blockRelay =
          connected.entrySet().stream()
              .filter(entry -> entry.getValue() == ConnectionType.BLOCK_RELAY)
              .map(Map.Entry::getKey)
              .toList();
      if (blockRelay.size() > SlotLimits.BLOCK_RELAY) {
        connected.remove(blockRelay.get(random.nextInt(blockRelay.size())));
      }
    }

    private void dial(Target target) {
      NetAddress address = target.address().orElseThrow();
      boolean answers = answering.contains(address);
      book.attempt(address, target.countFailure(), seconds);
      if (answers) {
        boolean _ = book.good(address, seconds);
        if (target.type() != ConnectionType.FEELER) {
          connected.put(address, target.type());
        }
      }
    }
  }

  private static Optional<String> sameGroup(Set<NetAddress> connections) {
    Set<NetGroup> groups = new HashSet<>();
    return connections.stream()
        .filter(address -> !groups.add(NetGroup.of(address)))
        .map(NetAddress::toString)
        .findFirst();
  }

  @Test
  void poisonedAddressesAndRestarts_neverTakeAllConnections() throws IOException {
    int worst = Integer.MAX_VALUE;
    for (long seed = 1; seed <= 5; seed++) {
      World world = new World(seed);
      Set<NetAddress> before = world.run(6 * 3600, false);
      assertThat(before).as("seed " + seed).hasSize(10);
      StringBuilder line = new StringBuilder("eclipse, seed " + seed + ": honest of 10:");
      for (int restart = 0; restart < RESTARTS; restart++) {
        Set<NetAddress> now = world.run(1800, true);
        assertThat(now).as("seed " + seed + ", restart " + restart).hasSize(10);
        assertThat(sameGroup(now)).as("seed " + seed + ", restart " + restart).isEmpty();
        Set<NetAddress> honest = new HashSet<>(now);
        honest.removeAll(world.poisoned);
        line.append(' ').append(honest.size());
        worst = Math.min(worst, honest.size());
        assertThat(honest).as("seed " + seed + ", restart " + restart).isNotEmpty();
      }
      System.out.println(line);
      Files.deleteIfExists(folder.resolve("peers.dat"));
      Files.deleteIfExists(folder.resolve("anchors.dat"));
    }
    assertThat(worst).isGreaterThanOrEqualTo(2);
  }
}
