package org.quantumcoin.wallet.view;

import java.util.Optional;
import java.util.OptionalLong;
import org.quantumcoin.wallet.Rescan;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.WalletOptions;
import org.quantumcoin.wallet.coins.Ledger;
import org.quantumcoin.wallet.treasury.Duty;

/// A wallet at a glance.
///
/// @param revision that of the wallet when it was read
/// @param trustedSats what can be spent (Core's `trusted`)
/// @param pendingSats what others pay and no block has yet (`untrusted_pending`)
/// @param immatureSats what was mined and cannot be spent yet
/// @param usedSats what lies on addresses that were spent from, where the wallet is to avoid them;
///   in none of the sums above
/// @param unlockedUntil unix seconds; empty if it is not encrypted, locked, or open until it is
///   locked
/// @param treasury the name of the treasury of which it is a seat
/// @param waiting proposals that this seat is to approve, sign or send
/// @param height of the last block seen; -1 for none
/// @param scan the look through old blocks that is under way
public record WalletSummary(
    String name,
    long revision,
    long trustedSats,
    long pendingSats,
    long immatureSats,
    long usedSats,
    int transactions,
    Guard guard,
    OptionalLong unlockedUntil,
    boolean watchOnly,
    boolean blank,
    boolean avoidReuse,
    Optional<String> treasury,
    int waiting,
    int height,
    Optional<Scan> scan) {

  /// What stands between the keys and whoever sits here.
  public enum Guard {
    /// No passphrase.
    NONE,
    UNLOCKED,
    LOCKED
  }

  /// How far a look through old blocks is.
  ///
  /// @param part from 0 to 1
  public record Scan(double part, long seconds) {}

  public static WalletSummary of(Wallet wallet) {
    long revision = wallet.revision();
    return wallet.locked(() -> {
      WalletOptions options = wallet.options();
      Ledger ledger = wallet.ledger();
      Ledger.Balances clean =
          options.avoidReuse()
              ? ledger.balances(0, out -> !wallet.isReused(out.script()))
              : ledger.balances(0);
      long used = 0;
      if (options.avoidReuse()) {
        Ledger.Balances all = ledger.balances(0);
        used = all.trusted() + all.pending() - clean.trusted() - clean.pending();
      }
      Guard guard = guard(wallet);
      long until = wallet.unlockedUntil();
      boolean ends = guard == Guard.UNLOCKED && until != Long.MAX_VALUE;
      return new WalletSummary(
          wallet.name(),
          revision,
          clean.trusted(),
          clean.pending(),
          clean.immature(),
          used,
          ledger.size(),
          guard,
          ends ? OptionalLong.of(until) : OptionalLong.empty(),
          options.watchOnly(),
          options.blank(),
          options.avoidReuse(),
          wallet.treasury().map(treasury -> treasury.charter().name()),
          wallet
              .treasury()
              .map(treasury -> Duty.count(treasury.state(), treasury.seat()))
              .orElse(0),
          ledger.tipHeight(),
          wallet.runningRescan().map(WalletSummary::scan));
    });
  }

  private static Guard guard(Wallet wallet) {
    if (!wallet.isEncrypted()) {
      return Guard.NONE;
    }
    return wallet.isLocked() ? Guard.LOCKED : Guard.UNLOCKED;
  }

  private static Scan scan(Rescan rescan) {
    return new Scan(rescan.progress(), rescan.seconds());
  }
}
