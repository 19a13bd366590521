package org.quantumcoin.wallet.payment;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A payment link: `bitcoin:ADDRESS?amount=0.1&label=…` (BIP-0321, which replaces BIP-0021).
///
/// It may hold several ways to pay: an address behind the colon, further ones for segwit by their
/// prefix (`bc=`), and instructions of other protocols, which are kept. Whether an address is one
/// of this network is the caller's to say.
///
/// @param scheme `bitcoin`, or that of another coin, in lower case
/// @param address behind the colon; empty where there is none
/// @param amountSats what is asked for
/// @param label who asks
/// @param message what for
/// @param others further parameters in their order, names in lower case
public record PaymentUri(
    String scheme,
    String address,
    OptionalLong amountSats,
    Optional<String> label,
    Optional<String> message,
    List<Parameter> others) {
  /// A parameter that stands for itself.
  public record Parameter(String name, String value) {}

  /// Longer ones are refused: a QR code holds less.
  private static final int MAX_CHARS = 8_000;

  private static final int MAX_PARAMETERS = 100;

  /// Unreserved characters and those that may stand everywhere behind the scheme (RFC 3986); `&`,
  /// `=`, `+`, `?` and `#` mean something.
  private static final String PLAIN = "-._~!$'()*,;:@/";

  public PaymentUri {
    others = List.copyOf(others);
  }

  /// With an address alone.
  public static PaymentUri of(String scheme, String address) {
    return new PaymentUri(
        scheme, address, OptionalLong.empty(), Optional.empty(), Optional.empty(), List.of());
  }

  public PaymentUri withAmount(long sats) {
    return new PaymentUri(scheme, address, OptionalLong.of(sats), label, message, others);
  }

  public PaymentUri withLabel(String text) {
    return new PaymentUri(scheme, address, amountSats, Optional.of(text), message, others);
  }

  public PaymentUri withMessage(String text) {
    return new PaymentUri(scheme, address, amountSats, label, Optional.of(text), others);
  }

  /// All on-chain addresses: the one behind the colon, and those given for a segwit prefix such as
  /// `bc`.
  public List<String> addresses(String segwitPrefix) {
    List<String> all = new ArrayList<>();
    if (!address.isEmpty()) {
      all.add(address);
    }
    others.stream()
        .filter(other -> other.name().equals(segwitPrefix))
        .map(Parameter::value)
        .forEach(all::add);
    return all;
  }

  /// The link for a coin of the given scheme. Throws with a sentence for anything that must not be
  /// paid.
  public static PaymentUri parse(String text, String scheme) throws PaymentException {
    if (text.length() > MAX_CHARS) {
      throw new PaymentException("The link is too long.");
    }
    int colon = text.indexOf(':');
    if (colon < 0 || !text.substring(0, colon).toLowerCase(Locale.ROOT).equals(scheme)) {
      throw new PaymentException("The link does not begin with \"" + scheme + ":\".");
    }
    String rest = text.substring(colon + 1);
    int fragment = rest.indexOf('#');
    rest = fragment < 0 ? rest : rest.substring(0, fragment);
    int query = rest.indexOf('?');
    String address = percentDecoded(query < 0 ? rest : rest.substring(0, query));
    Parser parser = new Parser();
    if (query >= 0 && query + 1 < rest.length()) {
      String[] pairs = rest.substring(query + 1).split("&", -1);
      if (pairs.length > MAX_PARAMETERS) {
        throw new PaymentException("The link has too many parameters.");
      }
      for (String pair : pairs) {
        parser.add(pair);
      }
    }
    if (address.isEmpty() && parser.others.isEmpty()) {
      throw new PaymentException("The link names nobody to pay.");
    }
    return new PaymentUri(
        scheme,
        address,
        parser.amount,
        Optional.ofNullable(parser.label),
        Optional.ofNullable(parser.message),
        parser.others);
  }

  /// Collects the parameters.
  private static final class Parser {
    private final Set<String> single = new HashSet<>();
    private final List<Parameter> others = new ArrayList<>();
    private OptionalLong amount = OptionalLong.empty();
    private @Nullable String label;
    private @Nullable String message;

    void add(String pair) throws PaymentException {
      if (pair.isEmpty()) {
        return;
      }
      int equals = pair.indexOf('=');
      String given = percentDecoded(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : percentDecoded(pair.substring(equals + 1));
      String name = given.toLowerCase(Locale.ROOT);
      boolean required = name.startsWith("req-");
      name = required ? name.substring("req-".length()) : name;
      switch (name) {
        case "amount" -> {
          once(name);
          amount = CoinAmount.parse(value);
          if (amount.isEmpty()) {
            throw new PaymentException("The link's amount is not a number of coins.");
          }
        }
        case "label" -> {
          once(name);
          label = value;
        }
        case "message" -> {
          once(name);
          message = value;
        }
        default -> addOther(name, value, required);
      }
    }

    private void addOther(String name, String value, boolean required) throws PaymentException {
      if (name.equals("pop")) {
        once(name);
      }
      if (required) {
        // BIP-0321: what is not understood and required makes the whole link void.
        throw new PaymentException("The link needs \"" + name + "\", which is not known here.");
      }
      others.add(new Parameter(name, value));
    }

    private void once(String name) throws PaymentException {
      if (!single.add(name)) {
        throw new PaymentException("The link has \"" + name + "\" twice.");
      }
    }
  }

  /// RFC 3986: a plus is a plus. Throws for escapes that are none and for bytes that are no UTF-8.
  private static String percentDecoded(String text) throws PaymentException {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '%') {
        bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
        continue;
      }
      int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
      if (high < 0 || low < 0) {
        throw new PaymentException("The link has an escape that is none.");
      }
      bytes.write(high << 4 | low);
      i += 2;
    }
    return Utf8.decode(bytes.toByteArray())
        .orElseThrow(() -> new PaymentException("The link's escapes are no text."));
  }

  private static void encode(StringBuilder to, String text) {
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || PLAIN.indexOf(c) >= 0;
      if (plain) {
        to.append(c);
      } else {
        to.append('%')
            .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
            .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
      }
    }
  }

  /// The link as text; [#parse] gives this again.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(scheme).append(':');
    encode(text, address);
    List<Parameter> all = new ArrayList<>();
    amountSats.ifPresent(sats -> all.add(new Parameter("amount", CoinAmount.format(sats))));
    label.ifPresent(value -> all.add(new Parameter("label", value)));
    message.ifPresent(value -> all.add(new Parameter("message", value)));
    all.addAll(others);
    char separator = '?';
    for (Parameter parameter : all) {
      text.append(separator);
      encode(text, parameter.name());
      text.append('=');
      encode(text, parameter.value());
      separator = '&';
    }
    return text.toString();
  }
}
