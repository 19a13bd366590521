package org.quantumcoin.node.p2p;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.p2p.address.AddressManager;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.PeerNetwork;
import org.quantumcoin.node.p2p.message.ServiceFlags;
import org.quantumcoin.node.p2p.message.TimedAddress;
import org.quantumcoin.node.params.NetworkParams;

/// Nodes that come with the program, for when nobody else tells of any (Core's rule in
/// `ThreadOpenConnections`): after a minute, or at once when there is nobody to ask, for those
/// networks that we reach and know nobody on. Lives on the peer thread.
///
/// They stand in text files, one for each chain, one address in a line; `#` begins a comment.
final class FixedSeeds {
  private static final long WAIT_SECONDS = 60;
  private static final long WEEK_SECONDS = 7 * 86_400;

  private final List<NetAddress> seeds;
  private final boolean nobodyElse;
  private final AddressManager book;
  private final Reachability reach;
  private final TimeSource time;
  private final RandomGenerator random;
  private final long startSeconds;
  private final boolean enabled;
  private boolean done;

  /// @param enabled `-fixedseeds`
  /// @param nobodyElse whether neither DNS seeds nor nodes that the operator named are asked
  FixedSeeds(
      List<NetAddress> seeds,
      boolean enabled,
      boolean nobodyElse,
      AddressManager book,
      Reachability reach,
      TimeSource time,
      RandomGenerator random) {
    this.seeds = seeds;
    this.enabled = enabled;
    this.nobodyElse = nobodyElse;
    this.book = book;
    this.reach = reach;
    this.time = time;
    this.random = random;
    this.startSeconds = time.seconds();
  }

  /// Those that come with the program for a chain; none where it has no list.
  static List<NetAddress> of(NetworkParams params) {
    String name = "seeds/" + params.toString().replace(' ', '-') + ".txt";
    try (InputStream in = FixedSeeds.class.getResourceAsStream("/org/quantumcoin/node/" + name)) {
      return in == null ? List.of() : parse(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own file " + name + " cannot be read", e);
    }
  }

  static List<NetAddress> parse(InputStream in) throws IOException {
    List<NetAddress> all = new ArrayList<>();
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String text = line.replaceFirst("#.*", "").strip();
      if (!text.isEmpty()) {
        all.add(address(text));
      }
    }
    return all;
  }

  private static NetAddress address(String text) throws IOException {
    HostAndPort parsed = HostAndPort.parse(text, 0);
    Optional<NetAddress> address = NetAddress.parseHost(parsed.host(), parsed.port());
    if (address.isEmpty()) {
      throw new IOException("no address: " + text);
    }
    return address.get().asCjdns();
  }

  /// Whether the addresses that nobody else told of are taken from here now.
  void tick(boolean anyAdded) {
    if (done) {
      return;
    }
    if (!enabled) {
      done = true;
      Log.info("Fixed seeds are disabled");
      return;
    }
    Set<PeerNetwork> empty = EnumSet.noneOf(PeerNetwork.class);
    for (PeerNetwork network : reach.networks()) {
      if (book.size(Optional.of(network), false) + book.size(Optional.of(network), true) == 0) {
        empty.add(network);
      }
    }
    if (empty.isEmpty()) {
      return;
    }
    if (time.seconds() > startSeconds + WAIT_SECONDS) {
      Log.info(
          "Adding fixed seeds as 60 seconds have passed and addrman is empty for at least one reachable network");
    } else if (nobodyElse && !anyAdded) {
      Log.info(
          "Adding fixed seeds as -dnsseed=0 (or IPv4/IPv6 connections are disabled via -onlynet) and neither -addnode nor -seednode are provided");
    } else {
      return;
    }
    done = true;
    List<TimedAddress> told = new ArrayList<>();
    for (NetAddress seed : seeds) {
      if (empty.contains(seed.routedNetwork())) {
        // A week or two old: nobody knows.
        long seen = time.seconds() - WEEK_SECONDS - random.nextLong(WEEK_SECONDS);
        told.add(new TimedAddress(seen, ServiceFlags.NETWORK | ServiceFlags.WITNESS, seed));
      }
    }
    boolean _ = book.add(told, NetAddress.internal("fixedseeds"), 0, time.seconds());
    Log.info("Added %d fixed seeds from reachable networks.".formatted(told.size()));
  }
}
