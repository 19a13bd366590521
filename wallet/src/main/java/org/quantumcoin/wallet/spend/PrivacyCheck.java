package org.quantumcoin.wallet.spend;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.quantumcoin.node.primitives.Amount;
import org.quantumcoin.node.script.TxoutType;

/// What a payment tells strangers who read the chain.
///
/// Whoever looks at a transaction guesses that all its inputs have one owner, that an address that
/// is used twice has one too, and which output is the change. Each warning says which of these
/// guesses the payment makes easy, and about what. None of them keeps it from being made.
///
/// Pure: facts in, warnings out; [PrivacyFacts] gathers the facts.
public final class PrivacyCheck {
  /// Coins below this are hardly worth their fee; who sends them wants to see where they go.
  static final long TRACING_SATS = 1_000;

  /// An amount that is a multiple of this was chosen by a person: 0.001 of a coin.
  static final long ROUND_SATS = 100_000;

  /// Change below so many times what it costs to spend it is hardly worth having.
  private static final int WORTHWHILE_TIMES = 2;

  /// Addresses or labels that one sentence names.
  private static final int MAX_NAMED = 3;

  private PrivacyCheck() {}

  /// What a warning is about, with a name that programs can rely on.
  public enum Kind {
    PAID_BEFORE("paid-before"),
    ADDRESS_REUSED("address-reused"),
    LABELS_JOINED("labels-joined"),
    CHANGE_TYPE("change-type"),
    CHANGE_SMALL("change-small"),
    ROUND_AMOUNT("round-amount"),
    TRACING_COIN("tracing-coin"),
    WHOLE_WALLET("whole-wallet");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }

  /// A warning with a sentence for people.
  public record Warning(Kind kind, String text) {}

  /// A coin of ours that is spent.
  ///
  /// @param address as text, for sentences
  /// @param label of the address; empty for none
  /// @param payments how often the address was paid
  /// @param spentBefore whether another coin of the address was spent before
  /// @param fromOutside whether somebody else made it
  public record Input(
      String address,
      String label,
      long sats,
      int payments,
      boolean spentBefore,
      boolean fromOutside) {
    boolean isOnUsedAddress() {
      return payments > 1 || spentBefore;
    }
  }

  /// What is paid.
  ///
  /// @param paidBefore whether an earlier transaction of ours paid this address
  public record Output(
      String address, TxoutType type, long sats, boolean change, boolean paidBefore) {}

  /// A payment.
  ///
  /// @param changeSpendSats what it will cost to spend the change at this payment's fee rate; empty
  ///   if that is not known
  /// @param spendsAll whether nothing that could be spent is left but the change
  public record Facts(
      List<Input> inputs, List<Output> outputs, OptionalLong changeSpendSats, boolean spendsAll) {
    public Facts {
      inputs = List.copyOf(inputs);
      outputs = List.copyOf(outputs);
    }

    private List<Output> payments() {
      return outputs.stream().filter(each -> !each.change()).toList();
    }

    private List<Output> change() {
      return outputs.stream().filter(Output::change).toList();
    }
  }

  /// Everything there is to say, the most telling first.
  public static List<Warning> check(Facts facts) {
    List<Warning> all = new ArrayList<>();
    paidBefore(facts).ifPresent(all::add);
    labelsJoined(facts).ifPresent(all::add);
    tracingCoins(facts).ifPresent(all::add);
    addressReused(facts).ifPresent(all::add);
    wholeWallet(facts).ifPresent(all::add);
    changeType(facts).ifPresent(all::add);
    roundAmount(facts).ifPresent(all::add);
    changeSmall(facts).ifPresent(all::add);
    return all;
  }

  private static Optional<Warning> warning(Kind kind, String text) {
    return Optional.of(new Warning(kind, text));
  }

  private static String named(Set<String> names) {
    String some = names.stream().limit(MAX_NAMED).collect(Collectors.joining(", "));
    return names.size() > MAX_NAMED
        ? some + " and %d more".formatted(names.size() - MAX_NAMED)
        : some;
  }

  private static Optional<Warning> paidBefore(Facts facts) {
    Set<String> addresses = new LinkedHashSet<>();
    facts.payments().stream()
        .filter(Output::paidBefore)
        .forEach(each -> addresses.add(each.address()));
    return addresses.isEmpty()
        ? Optional.empty()
        : warning(
            Kind.PAID_BEFORE,
            "You have paid %s before: everybody sees that both payments went to one receiver. Ask for a new address."
                .formatted(named(addresses)));
  }

  private static Optional<Warning> labelsJoined(Facts facts) {
    Set<String> labels = new LinkedHashSet<>();
    for (Input input : facts.inputs()) {
      if (!input.label().isEmpty()) {
        labels.add("\"" + input.label() + "\"");
      }
    }
    return labels.size() < 2
        ? Optional.empty()
        : warning(
            Kind.LABELS_JOINED,
            "Coins labelled %s are spent together: everybody sees that they have one owner. Choose coins of one label, or pay in several transactions."
                .formatted(named(labels)));
  }

  private static Optional<Warning> tracingCoins(Facts facts) {
    Set<String> addresses = new LinkedHashSet<>();
    for (Input input : facts.inputs()) {
      boolean tracing =
          input.sats() < TRACING_SATS && input.fromOutside() && input.isOnUsedAddress();
      if (tracing) {
        addresses.add(input.address());
      }
    }
    // Alone it joins nothing.
    return addresses.isEmpty() || facts.inputs().size() < 2
        ? Optional.empty()
        : warning(
            Kind.TRACING_COIN,
            "A coin of less than %s was sent to your used address %s, perhaps to see with what it is spent. Lock it and leave it unspent."
                .formatted(Amount.format(TRACING_SATS), named(addresses)));
  }

  private static Optional<Warning> addressReused(Facts facts) {
    Set<String> addresses = new LinkedHashSet<>();
    facts.inputs().stream()
        .filter(Input::isOnUsedAddress)
        .forEach(each -> addresses.add(each.address()));
    return addresses.isEmpty()
        ? Optional.empty()
        : warning(
            Kind.ADDRESS_REUSED,
            "Your address %s was used more than once: this payment is seen together with all that was paid there. Give out a new address each time."
                .formatted(named(addresses)));
  }

  private static Optional<Warning> wholeWallet(Facts facts) {
    return facts.spendsAll() && facts.inputs().size() > 1
        ? warning(
            Kind.WHOLE_WALLET,
            "All %d coins of this wallet are spent in one transaction: everybody sees what the wallet had, and that it was one."
                .formatted(facts.inputs().size()))
        : Optional.empty();
  }

  private static Optional<Warning> changeType(Facts facts) {
    List<Output> payments = facts.payments();
    if (payments.isEmpty()) {
      return Optional.empty();
    }
    for (Output change : facts.change()) {
      if (payments.stream().noneMatch(each -> each.type() == change.type())) {
        return warning(
            Kind.CHANGE_TYPE,
            "The change goes to another kind of address than the payment, so everybody can tell which output is the change. Let the wallet choose the kind of change.");
      }
    }
    return Optional.empty();
  }

  private static boolean isRound(long sats) {
    return sats > 0 && sats % ROUND_SATS == 0;
  }

  private static Optional<Warning> roundAmount(Facts facts) {
    List<Output> change = facts.change();
    Optional<Output> round =
        facts.payments().stream().filter(each -> isRound(each.sats())).findFirst();
    return round.isPresent()
            && !change.isEmpty()
            && change.stream().noneMatch(c -> isRound(c.sats()))
        ? warning(
            Kind.ROUND_AMOUNT,
            "%s is a round amount and the change is not, so everybody can tell which output is the change."
                .formatted(Amount.format(round.get().sats())))
        : Optional.empty();
  }

  private static Optional<Warning> changeSmall(Facts facts) {
    for (Output change : facts.change()) {
      long least =
          Math.max(
              TRACING_SATS,
              Math.multiplyExact(facts.changeSpendSats().orElse(0), WORTHWHILE_TIMES));
      if (change.sats() < least) {
        return warning(
            Kind.CHANGE_SMALL,
            "The change of %s is hardly worth the fee to spend it, and when it is spent it ties the next payment to this one. Choose other coins, or leave it to the fee."
                .formatted(Amount.format(change.sats())));
      }
    }
    return Optional.empty();
  }
}
