package org.quantumcoin.node.p2p;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.quantumcoin.node.log.Log;

/// Decides when DNS seeds are asked (Core's `ThreadDNSAddressSeed`): not when we know addresses and
/// they work, since whoever runs a seed or watches the network learns that we started. Asks nothing
/// itself. Lives on the peer thread.
final class DnsSeeding {
  /// Core's `DNSSEEDS_TO_QUERY_AT_ONCE`.
  private static final int AT_ONCE = 3;

  /// With so many addresses the network may just be down (Core's `DNSSEEDS_DELAY_PEER_THRESHOLD`).
  private static final int MANY_ADDRESSES = 1_000;

  private static final long DELAY_MANY_MILLIS = TimeUnit.MINUTES.toMillis(5);
  private static final long DELAY_FEW_MILLIS = TimeUnit.SECONDS.toMillis(11);

  /// What seed nodes get before DNS is asked, in seconds (Core's `SEEDNODE_TIMEOUT`).
  private static final long SEED_NODE_SECONDS = 30;

  private final Deque<String> seeds;
  private final TimeSource time;
  private final long seedNodesUntilMillis;
  private final boolean force;
  private boolean waitsForSeedNodes;
  private boolean started;

  /// Seeds that may be asked before the next wait.
  private int allowance;

  /// Since when it waits; -1 when it does not.
  private long waitsUntilMillis = -1;

  private int found;
  private boolean saidInactive;

  DnsSeeding(
      List<String> seeds,
      boolean force,
      boolean haveSeedNodes,
      TimeSource time,
      RandomGenerator random) {
    List<String> shuffled = new ArrayList<>(seeds);
    Collections.shuffle(shuffled, Random.from(random));
    this.seeds = new ArrayDeque<>(shuffled);
    this.force = force;
    this.time = time;
    this.waitsForSeedNodes = haveSeedNodes;
    this.seedNodesUntilMillis = time.steadyMillis() + TimeUnit.SECONDS.toMillis(SEED_NODE_SECONDS);
    if (haveSeedNodes) {
      Log.info(
          "-seednode enabled. Trying the provided seeds for %d seconds before defaulting to the dnsseeds."
              .formatted(SEED_NODE_SECONDS));
    }
  }

  /// A seed told of so many addresses.
  void found(int addresses) {
    found += addresses;
    if (seeds.isEmpty()) {
      Log.info(found + " addresses found from DNS seeds");
    }
  }

  /// The seeds to ask now.
  ///
  /// @param outbound full-relay connections whose handshake is done
  /// @param addresses how many we know
  List<String> next(long outbound, int addresses, boolean networkActive) {
    boolean enough = outbound >= OutboundChoice.ENOUGH_OUTBOUND;
    if (seeds.isEmpty() || !seedNodesHadTheirTime(enough)) {
      return List.of();
    }
    if (!started) {
      started = true;
      allowance = force || addresses == 0 ? seeds.size() : 0;
    }
    List<String> asked = new ArrayList<>();
    while (!seeds.isEmpty()) {
      if (allowance == 0 && !hasWaited(enough, addresses)) {
        break;
      }
      if (!networkActive) {
        if (!saidInactive) {
          Log.info("Waiting for network to be reactivated before querying DNS seeds.");
        }
        saidInactive = true;
        break;
      }
      asked.add(seeds.remove());
      allowance--;
    }
    return asked;
  }

  private boolean seedNodesHadTheirTime(boolean enough) {
    if (!waitsForSeedNodes) {
      return true;
    }
    if (enough) {
      Log.info("P2P peers available. Finished fetching data from seed nodes.");
      waitsForSeedNodes = false;
      if (!force) {
        seeds.clear();
      }
    } else if (time.steadyMillis() > seedNodesUntilMillis) {
      Log.info(
          "Couldn't connect to enough peers via seed nodes. Handing fetch logic to the DNS seeds.");
      waitsForSeedNodes = false;
    }
    return !waitsForSeedNodes;
  }

  /// Whether a wait for what we know already has ended in vain, or none is needed. When it was not
  /// in vain there is nothing more to ask.
  private boolean hasWaited(boolean enough, int addresses) {
    if (addresses == 0) {
      allowance = AT_ONCE;
      return true;
    }
    long now = time.steadyMillis();
    if (waitsUntilMillis < 0) {
      long delay = addresses >= MANY_ADDRESSES ? DELAY_MANY_MILLIS : DELAY_FEW_MILLIS;
      waitsUntilMillis = now + delay;
      Log.info("Waiting %d seconds before querying DNS seeds.".formatted(delay / 1_000));
    }
    if (enough) {
      if (found > 0) {
        Log.info(found + " addresses found from DNS seeds");
      }
      Log.info(
          found > 0
              ? "P2P peers available. Finished DNS seeding."
              : "P2P peers available. Skipped DNS seeding.");
      seeds.clear();
      return false;
    }
    if (now < waitsUntilMillis) {
      return false;
    }
    waitsUntilMillis = -1;
    allowance = AT_ONCE;
    return true;
  }
}
