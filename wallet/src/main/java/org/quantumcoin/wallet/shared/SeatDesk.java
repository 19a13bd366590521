package org.quantumcoin.wallet.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.wallet.Treasury;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.WalletException;
import org.quantumcoin.wallet.multisig.MultisigSetup;
import org.quantumcoin.wallet.treasury.Charter;
import org.quantumcoin.wallet.treasury.Policy;
import org.quantumcoin.wallet.treasury.Role;
import org.quantumcoin.wallet.treasury.Seat;
import org.quantumcoin.wallet.treasury.TreasuryException;
import org.quantumcoin.wallet.treasury.TreasuryFile;

/// How a wallet takes a seat in a treasury, and how what seats say travels between them. What is
/// refused throws [WalletException] or [TreasuryException] with a sentence. For no window's thread.
public final class SeatDesk {
  private static final String FINGERPRINT = "[0-9a-fA-F]{8}";

  private final Wallet wallet;
  private final AddressPrefixes prefixes;

  public SeatDesk(Wallet wallet) {
    this.wallet = wallet;
    this.prefixes = wallet.config().params().addresses();
  }

  private void expectUnlocked() {
    if (wallet.isLocked()) {
      throw new WalletException(
          WalletException.Kind.LOCKED, "The wallet is locked. Nothing was changed.");
    }
  }

  /// The key by which this wallet signs what it says, in hexadecimal digits; made at the first
  /// call. It spends nothing. The wallet must be unlocked.
  public String identityKey() {
    expectUnlocked();
    return wallet.identityKey().toHex();
  }

  /// A seat as it is planned.
  ///
  /// @param identity as [#identityKey] shows it
  /// @param fingerprint of the cosigner that it is, in hexadecimal digits; empty for none
  public record Plan(String name, String identity, Set<Role> roles, String fingerprint) {
    Seat seat() {
      TreasuryException problem =
          new TreasuryException(
              "The key of %s is not hexadecimal; see gettreasurykey.".formatted(name));
      if (!Hex.isHex(identity)) {
        throw problem;
      }
      if (!fingerprint.isEmpty() && !fingerprint.matches(FINGERPRINT)) {
        throw new TreasuryException(
            "The fingerprint of %s must be eight hexadecimal digits.".formatted(name));
      }
      return new Seat(
          name,
          ByteString.fromHex(identity),
          roles,
          fingerprint.isEmpty()
              ? OptionalInt.empty()
              : OptionalInt.of(Integer.parseUnsignedInt(fingerprint, 16)));
    }
  }

  /// Makes a treasury over the wallet's own setup, of which this wallet is a seat.
  ///
  /// @param approvals that each payment needs
  public void create(String name, List<Plan> seats, int approvals) {
    MultisigSetup setup =
        new SetupDesk(wallet)
            .setup()
            .orElseThrow(() ->
                new WalletException(
                    WalletException.Kind.REFUSED, "This wallet is not one of several signers."));
    List<Seat> all = new ArrayList<>();
    seats.forEach(plan -> all.add(plan.seat()));
    long admins = all.stream().filter(seat -> seat.may(Role.ADMIN)).count();
    // Rules are changed by more than half of those who may.
    int needed = Math.toIntExact(admins / 2 + 1);
    create(
        new Charter(
            name, wallet.now(), setup, all, Policy.quorum(approvals, admins == 0 ? 1 : needed)));
  }

  /// Makes a treasury of which this wallet is a seat.
  public void create(Charter charter) {
    expectUnlocked();
    Treasury _ = wallet.join(charter);
  }

  /// Takes this wallet's seat in a treasury that another seat made.
  public void join(TreasuryFile file) {
    Charter charter =
        file.charter()
            .orElseThrow(() ->
                new WalletException(
                    WalletException.Kind.BAD_PARAMETER,
                    "The file has no charter. Ask for one that was exported with it. Nothing was changed."));
    boolean first = wallet.locked(() -> wallet.treasury().isEmpty());
    if (first) {
      expectUnlocked();
    }
    Treasury.Taken _ = wallet.locked(() -> wallet.join(charter).take(file));
  }

  /// A file for others, or for the seat of a name with what it has not shown to have seen. The
  /// wallet must be unlocked.
  public TreasuryFile export(Optional<String> forSeat, boolean withCharter) {
    expectUnlocked();
    return wallet.locked(() -> {
      Treasury treasury = ProposalDesk.treasury(wallet);
      OptionalInt receiver =
          forSeat.isPresent()
              ? OptionalInt.of(place(treasury.charter(), forSeat.get()))
              : OptionalInt.empty();
      return treasury.export(receiver, withCharter);
    });
  }

  /// Takes the events of a file.
  public Treasury.Taken take(TreasuryFile file) {
    return wallet.locked(() -> ProposalDesk.treasury(wallet).take(file));
  }

  /// What somebody handed over may be.
  public DeliveryReader reader() {
    return new DeliveryReader(prefixes);
  }

  static int place(Charter charter, String name) {
    List<String> names = charter.seats().stream().map(Seat::name).toList();
    if (!names.contains(name)) {
      throw new WalletException(
          WalletException.Kind.BAD_PARAMETER,
          "There is no seat called %s. The seats are: %s."
              .formatted(name, String.join(", ", names)));
    }
    return names.indexOf(name);
  }
}
