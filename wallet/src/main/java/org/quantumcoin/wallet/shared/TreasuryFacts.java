package org.quantumcoin.wallet.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.quantumcoin.wallet.Treasury;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.multisig.Cosigner;
import org.quantumcoin.wallet.multisig.MultisigSetup;
import org.quantumcoin.wallet.treasury.Charter;
import org.quantumcoin.wallet.treasury.Event;
import org.quantumcoin.wallet.treasury.Role;
import org.quantumcoin.wallet.treasury.Seat;
import org.quantumcoin.wallet.treasury.TreasuryState;

/// Who signs and decides with this wallet.
///
/// @param name of the treasury, or of the setup where there is none
/// @param treasury whether there is one, not only a setup
/// @param words to be compared aloud: of the charter, or of the setup
/// @param createdAt unix seconds; empty for a setup alone
/// @param warnings what those who look after it should know
public record TreasuryFacts(
    String name,
    boolean treasury,
    String words,
    int threshold,
    OptionalLong createdAt,
    List<Person> people,
    List<String> warnings) {
  public TreasuryFacts {
    people = List.copyOf(people);
    warnings = List.copyOf(warnings);
  }

  /// A seat, or a cosigner where there is no treasury.
  ///
  /// @param own that of this wallet
  /// @param identity the key by which it signs what it says, in hexadecimal digits; or empty
  /// @param fingerprint in hexadecimal digits; empty for who does not sign
  /// @param key with where it comes from; empty for who does not sign
  /// @param token whether its key is on a token
  /// @param lastHeard when it last said something, by its own clock, in unix seconds
  /// @param said how many things it said
  public record Person(
      String name,
      boolean own,
      Set<Role> roles,
      String identity,
      String fingerprint,
      String key,
      boolean token,
      OptionalLong lastHeard,
      int said) {}

  /// Empty for a wallet of one signer.
  public static Optional<TreasuryFacts> of(Wallet wallet) {
    Optional<TreasuryFacts> seated = wallet.locked(() -> wallet.treasury().map(TreasuryFacts::of));
    return seated.or(() -> new SetupDesk(wallet).setup().map(TreasuryFacts::of));
  }

  private static TreasuryFacts of(Treasury treasury) {
    Charter charter = treasury.charter();
    TreasuryState state = treasury.state();
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < charter.seats().size(); i++) {
      int place = i;
      Seat seat = charter.seats().get(i);
      Optional<Cosigner> cosigner = charter.cosigner(seat);
      List<Event> said =
          state.events().all().stream().filter(event -> event.seat() == place).toList();
      people.add(
          new Person(
              seat.name(),
              place == treasury.seat(),
              seat.roles(),
              seat.identity().toHex(),
              cosigner.map(each -> each.origin().fingerprintHex()).orElse(""),
              cosigner.map(each -> each.expression(charter.setup().prefixes())).orElse(""),
              cosigner.filter(Cosigner::isConstant).isPresent(),
              said.stream().mapToLong(Event::time).max(),
              said.size()));
    }
    return new TreasuryFacts(
        charter.name(),
        true,
        charter.checksumWords(),
        charter.setup().threshold(),
        OptionalLong.of(charter.createdAt()),
        people,
        state.warnings());
  }

  private static TreasuryFacts of(MultisigSetup setup) {
    List<Person> people =
        setup.cosigners().stream()
            .map(each ->
                new Person(
                    each.name().isBlank() ? each.origin().fingerprintHex() : each.name(),
                    false,
                    Set.of(Role.SIGNER),
                    "",
                    each.origin().fingerprintHex(),
                    each.expression(setup.prefixes()),
                    each.isConstant(),
                    OptionalLong.empty(),
                    0))
            .toList();
    return new TreasuryFacts(
        setup.name(),
        false,
        setup.checksumWords(),
        setup.threshold(),
        OptionalLong.empty(),
        people,
        List.of());
  }
}
