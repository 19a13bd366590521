package org.quantumcoin.wallet.view;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.params.Networks;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.Wallets;
import org.quantumcoin.wallet.payment.PaymentException;
import org.quantumcoin.wallet.payment.PaymentUri;
import org.quantumcoin.wallet.view.PayeeText.Invalid;
import org.quantumcoin.wallet.view.PayeeText.Payee;
import org.quantumcoin.wallet.view.PayeeText.Problem;

/// Addresses and payment links (BIP-0321) as text, for those who do not see the node's scripts.
/// Pure: any thread may ask at any time.
public final class AddressReader {
  /// The longest address there is has 90 characters (BIP-0173).
  private static final int MAX_ADDRESS_CHARS = 200;

  /// The shortest has 26: twenty zeros in Base58Check.
  private static final int MIN_ADDRESS_CHARS = 26;

  private final NetworkParams params;
  private final Addresses addresses;
  private final String scheme;

  private AddressReader(NetworkParams params) {
    this.params = params;
    this.addresses = new Addresses(params.addresses());
    this.scheme = params.coin().id();
  }

  public static AddressReader of(Wallet wallet) {
    return new AddressReader(wallet.config().params());
  }

  /// For all wallets of a node, also when none is open.
  public static AddressReader of(Wallets wallets) {
    return new AddressReader(wallets.config().params());
  }

  /// The address of a script; empty for scripts that have none.
  public Optional<String> address(Script script) {
    return addresses.encode(script);
  }

  /// What payment links begin with, without the colon.
  public String scheme() {
    return scheme;
  }

  /// A payment link that asks for this; empty texts are left out.
  public String link(String address, OptionalLong sats, String label, String message) {
    PaymentUri uri = PaymentUri.of(scheme, address);
    if (sats.isPresent()) {
      uri = uri.withAmount(sats.getAsLong());
    }
    uri = label.isEmpty() ? uri : uri.withLabel(label);
    uri = message.isEmpty() ? uri : uri.withMessage(message);
    return uri.toString();
  }

  /// An address or a payment link, with or without white space around it.
  public PayeeText read(String text) {
    String bare = text.strip();
    if (bare.isEmpty()) {
      return invalid(Problem.EMPTY, "There is no address.");
    }
    // No address has a colon.
    if (bare.indexOf(':') >= 0) {
      return readLink(bare);
    }
    return readAddress(bare);
  }

  private static Invalid invalid(Problem problem, String sentence) {
    return new Invalid(problem, sentence, List.of());
  }

  private PayeeText readLink(String text) {
    String start = text.substring(0, text.indexOf(':')).toLowerCase(Locale.ROOT);
    if (!start.equals(scheme)) {
      boolean known = Networks.all().stream().anyMatch(each -> each.coin().id().equals(start));
      return known
          ? invalid(
              Problem.OTHER_NETWORK,
              "This is a payment link for another coin (%s). This is %s."
                  .formatted(start, network(params)))
          : invalid(
              Problem.BAD_LINK,
              "This is no payment link: it would begin with %s:.".formatted(scheme));
    }
    PaymentUri uri;
    try {
      uri = PaymentUri.parse(text, scheme);
    } catch (PaymentException e) {
      return invalid(Problem.BAD_LINK, String.valueOf(e.getMessage()));
    }
    List<String> all = uri.addresses(params.addresses().bech32());
    if (all.isEmpty()) {
      return invalid(
          Problem.BAD_LINK,
          "The link offers no address, only ways to pay that are not known here.");
    }
    // One that is wrong casts doubt on all.
    for (String each : all) {
      if (readAddress(each) instanceof Invalid(Problem problem, String sentence, var _)) {
        return invalid(problem, "In the link: " + sentence);
      }
    }
    return new Payee(
        addresses.script(all.getFirst()).orElseThrow(),
        all.getFirst(),
        uri.amountSats(),
        uri.label().orElse(""),
        uri.message().orElse(""));
  }

  private PayeeText readAddress(String text) {
    if (text.length() > MAX_ADDRESS_CHARS) {
      return invalid(Problem.TOO_LONG, "This is too long for an address.");
    }
    return switch (addresses.decode(text)) {
      case Addresses.Decoded.Valid(Script script) ->
          new Payee(script, text, OptionalLong.empty(), "", "");
      case Addresses.Decoded.Invalid(String reason, List<Integer> positions) ->
          refused(text, reason, positions);
    };
  }

  private Invalid refused(String text, String reason, List<Integer> positions) {
    Optional<NetworkParams> other =
        Networks.all().stream()
            .filter(each -> new Addresses(each.addresses()).script(text).isPresent())
            .findFirst();
    if (other.isPresent()) {
      return invalid(
          Problem.OTHER_NETWORK,
          "This is an address of %s. This is %s.".formatted(network(other.get()), network(params)));
    }
    if (!positions.isEmpty()) {
      String places =
          positions.stream().map(at -> String.valueOf(at + 1)).collect(Collectors.joining(", "));
      return new Invalid(
          Problem.MISTYPED,
          "The address has a mistake, probably at character %s. Copy it again.".formatted(places),
          positions);
    }
    if (text.length() >= MIN_ADDRESS_CHARS
        && reason.toLowerCase(Locale.ROOT).contains("checksum")) {
      return invalid(
          Problem.MISTYPED, "The address has a mistake: its checksum does not fit. Copy it again.");
    }
    return invalid(Problem.NOT_AN_ADDRESS, "This is no address of %s.".formatted(network(params)));
  }

  /// A network as people call it.
  private static String network(NetworkParams params) {
    String coin = params.coin().displayName();
    return switch (params.chain()) {
      case MAIN -> coin;
      case TEST -> coin + "'s test network";
      case TESTNET4 -> coin + "'s test network testnet4";
      case SIGNET -> coin + "'s test network signet";
      case REGTEST -> coin + "'s practice network (regtest)";
    };
  }
}
