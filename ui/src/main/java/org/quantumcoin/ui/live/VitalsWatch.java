package org.quantumcoin.ui.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.quantumcoin.node.api.MempoolAccess.NextBlock;
import org.quantumcoin.node.api.NodeApi;
import org.quantumcoin.node.api.PeerDetails;
import org.quantumcoin.node.api.StorageAccess;
import org.quantumcoin.node.api.TxRelay.MempoolStatus;
import org.quantumcoin.ui.live.Vitals.Health;

/// Takes the node's vitals, on the thread that fetches; each of them no oftener than it can change.
public final class VitalsWatch {
  private static final long SAMPLE_MILLIS = 10_000;
  private static final long NEXT_MILLIS = 2_000;
  private static final long HEALTH_MILLIS = 15_000;

  /// Samples of the mempool that are kept: three hours.
  static final int MAX_SAMPLES = 1_080;

  /// Peers of our own choice from which on their clocks are a measure, as with Core
  /// (`MIN_NUMBER_OF_TIME_SAMPLES`): few can be wrong, or lie.
  private static final int LEAST_CLOCKS = 5;

  private List<MempoolSample> trail = List.of();
  private boolean reached;
  private Optional<NextBlock> next = Optional.empty();
  private Optional<MempoolStatus> nextOf = Optional.empty();
  private Optional<Health> health = Optional.empty();
  private long nextDue = Long.MIN_VALUE;
  private long healthDue = Long.MIN_VALUE;

  public Vitals look(NodeApi node, MempoolStatus mempool, long millis) {
    if (trail.isEmpty() || millis - trail.getLast().millis() >= SAMPLE_MILLIS) {
      trail = grown(MempoolSample.of(node, millis));
    }
    if (millis >= nextDue && !nextOf.equals(Optional.of(mempool))) {
      next = node.nextBlocks(1).stream().findFirst();
      nextOf = Optional.of(mempool);
      nextDue = millis + NEXT_MILLIS;
    }
    if (health.isEmpty() || millis >= healthDue) {
      health = Optional.of(health(node, node.storage()));
      healthDue = millis + HEALTH_MILLIS;
    }
    return new Vitals(next, trail, health.get());
  }

  private List<MempoolSample> grown(MempoolSample sample) {
    List<MempoolSample> all = new ArrayList<>(trail);
    all.add(sample);
    return List.copyOf(all.subList(Math.max(0, all.size() - MAX_SAMPLES), all.size()));
  }

  private Health health(NodeApi node, StorageAccess.StorageStatus storage) {
    List<PeerDetails> details = node.peerDetails();
    reached |= details.stream().anyMatch(PeerDetails::inbound);
    boolean waits = !reached && !node.reach().listening().isEmpty();
    return new Health(
        node.isNetworkActive(),
        clockOffset(details),
        waits ? node.uptimeSeconds() : 0,
        storage.freeBytes(),
        storage.pruned() ? OptionalLong.empty() : storage.bytesPerDay());
  }

  static OptionalLong clockOffset(List<PeerDetails> peers) {
    long[] offsets =
        peers.stream()
            .filter(peer -> !peer.inbound() && peer.version() > 0)
            .mapToLong(PeerDetails::timeOffsetSeconds)
            .sorted()
            .toArray();
    return offsets.length < LEAST_CLOCKS
        ? OptionalLong.empty()
        : OptionalLong.of(offsets[offsets.length / 2]);
  }
}
