package org.quantumcoin.ui.overview;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.api.ChainStatus;
import org.quantumcoin.node.api.SyncPhase;
import org.quantumcoin.ui.format.Durations;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Quantities;
import org.quantumcoin.ui.live.NodeView;
import org.quantumcoin.ui.live.Vitals.Health;
import org.quantumcoin.ui.overview.Need.Remedy;
import org.quantumcoin.ui.overview.Need.Weight;
import org.quantumcoin.ui.page.Place;
import org.quantumcoin.wallet.view.WalletSummary;

/// What is wrong, or waits for a person, out of what is known of node and wallet. Pure.
final class Diagnosis {
  /// As with Core (`WARN_THRESHOLD` of its time offsets): then headers may be refused.
  static final long CLOCK_SECONDS = 600;

  /// Every network's blocks are ten minutes apart on average: nine missing in a row is one chance
  /// in eight thousand.
  static final long STALE_SECONDS = 90 * 60;

  /// Without a peer for so long the way to the network is worth a look.
  static final long LONELY_SECONDS = 60;

  /// The node itself stops at 50 MB; a day's blocks are a fraction of this.
  static final long LITTLE_DISK_BYTES = 5L << 30;

  private static final long WARN_DAYS = 30;

  /// A new node is found by others within hours, if it can be.
  static final long UNREACHED_SECONDS = 6 * 3_600;

  /// Nothing is said of the chain's time on a network where blocks come at anybody's whim.
  private final boolean testNetwork;

  Diagnosis(boolean testNetwork) {
    this.testNetwork = testNetwork;
  }

  /// The gravest first.
  ///
  /// @param lonelySeconds for how long no peer was there
  /// @param unproven whether no backup of the wallet was ever tried
  List<Need> of(
      NodeView view,
      Health health,
      Optional<WalletSummary> wallet,
      long nowSeconds,
      long lonelySeconds,
      boolean unproven) {
    List<Need> needs = new ArrayList<>();
    network(health, lonelySeconds, needs);
    clock(health, needs);
    disk(health, needs);
    tip(view.chain(), nowSeconds, needs);
    if (health.unreachedSeconds() >= UNREACHED_SECONDS) {
      needs.add(go(Weight.WAITING, Messages.text("need.unreached"), Place.NETWORK));
    }
    wallet.ifPresent(summary -> wallet(summary, needs));
    wallet
        .filter(summary -> unproven && hasMoney(summary) && !summary.watchOnly())
        .ifPresent(summary ->
            needs.add(
                go(Weight.WAITING, Messages.text("need.backup", summary.name()), Place.BACKUPS)));
    needs.sort((a, b) -> a.weight().compareTo(b.weight()));
    return List.copyOf(needs);
  }

  private static Need go(Weight weight, String sentence, Place place) {
    return new Need(
        weight, sentence, Messages.text("need.go", place.title()), new Remedy.Go(place));
  }

  private static void network(Health health, long lonelySeconds, List<Need> needs) {
    if (!health.networkActive()) {
      needs.add(
          new Need(
              Weight.DANGER,
              Messages.text("need.network"),
              Messages.text("need.network.on"),
              new Remedy.NetworkOn()));
    } else if (lonelySeconds >= LONELY_SECONDS) {
      needs.add(go(Weight.WARNING, Messages.text("need.peers"), Place.PEERS));
    }
  }

  private static void clock(Health health, List<Need> needs) {
    long offset = health.clockOffsetSeconds().orElse(0);
    if (Math.abs(offset) > CLOCK_SECONDS) {
      String key = offset > 0 ? "need.clock.behind" : "need.clock.ahead";
      needs.add(
          go(Weight.DANGER, Messages.text(key, Durations.about(Math.abs(offset))), Place.PEERS));
    }
  }

  private static void disk(Health health, List<Need> needs) {
    if (health.freeBytes().isEmpty()) {
      return;
    }
    long free = health.freeBytes().getAsLong();
    long perDay = health.bytesPerDay().orElse(0);
    if (free < LITTLE_DISK_BYTES) {
      needs.add(
          go(
              Weight.DANGER,
              Messages.text("need.disk", Quantities.bytes((double) free)),
              Place.STORAGE));
    } else if (perDay > 0 && free / perDay < WARN_DAYS) {
      needs.add(
          go(
              Weight.WARNING,
              Messages.text("need.disk.soon", Quantities.bytes((double) free), free / perDay),
              Place.STORAGE));
    }
  }

  private void tip(ChainStatus chain, long nowSeconds, List<Need> needs) {
    long age = nowSeconds - chain.tipTime();
    boolean stale = chain.phase() == SyncPhase.SYNCED && age > STALE_SECONDS;
    if (stale && !testNetwork) {
      needs.add(go(Weight.WARNING, Messages.text("need.stale", Durations.about(age)), Place.PEERS));
    }
  }

  private static boolean hasMoney(WalletSummary wallet) {
    return wallet.trustedSats() + wallet.pendingSats() + wallet.immatureSats() > 0;
  }

  private static void wallet(WalletSummary wallet, List<Need> needs) {
    if (wallet.waiting() > 0) {
      needs.add(
          go(Weight.WAITING, Messages.text("need.proposals", wallet.waiting()), Place.APPROVALS));
    }
    if (hasMoney(wallet) && wallet.guard() == WalletSummary.Guard.NONE && !wallet.watchOnly()) {
      needs.add(go(Weight.WARNING, Messages.text("need.passphrase", wallet.name()), Place.BACKUPS));
    }
  }
}
