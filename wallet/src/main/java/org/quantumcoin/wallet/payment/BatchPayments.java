package org.quantumcoin.wallet.payment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import org.quantumcoin.node.policy.Dust;
import org.quantumcoin.node.primitives.Amount;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.script.Addresses;

/// Many payments from one CSV file: address, amount in coins, memo.
///
/// Separated by commas or semicolons, with or without a heading. Every bad line is reported, not
/// only the first; nothing may be paid as long as there is one.
public final class BatchPayments {
  /// Bytes of a file, and payments in it: a standard transaction holds fewer than 3,000 outputs.
  public static final int MAX_BYTES = 4 << 20;

  public static final int MAX_PAYMENTS = 10_000;

  private static final int MAX_MEMO_CHARS = 500;
  private static final int MAX_COLUMNS = 3;

  /// As many messages are read by nobody.
  private static final int MAX_MESSAGES = 1_000;

  /// A payment and the line it is on.
  public record Payment(int line, String address, Script script, long sats, String memo) {}

  /// What is to be said of a line.
  public record Message(int line, String text) {}

  /// What came of a file. With errors there is nothing to pay.
  public record Result(
      List<Payment> payments, long totalSats, List<Message> errors, List<Message> warnings) {
    public Result {
      payments = List.copyOf(payments);
      errors = List.copyOf(errors);
      warnings = List.copyOf(warnings);
    }

    public boolean isPayable() {
      return errors.isEmpty() && !payments.isEmpty();
    }
  }

  private final Addresses addresses;
  private final ToLongFunction<Script> dustSats;
  private final List<Payment> payments = new ArrayList<>();
  private final List<Message> errors = new ArrayList<>();
  private final List<Message> warnings = new ArrayList<>();
  private final Map<Script, Integer> lineByScript = new HashMap<>();
  private long total;

  private BatchPayments(Addresses addresses, ToLongFunction<Script> dustSats) {
    this.addresses = addresses;
    this.dustSats = dustSats;
  }

  /// `dustSats` is the least that the network relays to a script.
  public static Result read(byte[] file, Addresses addresses, ToLongFunction<Script> dustSats) {
    return new BatchPayments(addresses, dustSats).readFile(file);
  }

  /// For a node that relays by this rate what is no dust.
  public static Result read(byte[] file, Addresses addresses, FeeRate dustRate) {
    return read(file, addresses, script -> Dust.threshold(new TxOut(0, script), dustRate));
  }

  private Result readFile(byte[] file) {
    Optional<String> decoded = file.length > MAX_BYTES ? Optional.empty() : Utf8.decode(file);
    if (decoded.isEmpty()) {
      error(
          1,
          file.length > MAX_BYTES
              ? "The file is larger than " + (MAX_BYTES >> 20) + " MiB."
              : "The file is not text in UTF-8.");
      return result();
    }
    // Spreadsheets put a byte order mark in front.
    String text = decoded.get().startsWith("\ufeff") ? decoded.get().substring(1) : decoded.get();
    CsvReader rows = new CsvReader(text, separator(text), MAX_COLUMNS);
    boolean first = true;
    while (rows.hasNext() && errors.size() < MAX_MESSAGES && payments.size() <= MAX_PAYMENTS) {
      CsvReader.Row row = rows.next();
      if (!row.isBlank()) {
        if (!first || !isHeading(row)) {
          payment(row);
        }
        first = false;
      }
    }
    if (payments.size() > MAX_PAYMENTS) {
      error(payments.getLast().line(), "The file has more than " + MAX_PAYMENTS + " payments.");
    }
    if (payments.isEmpty() && errors.isEmpty()) {
      error(1, "The file has no payments.");
    }
    return result();
  }

  /// A semicolon where the first line has one and no comma before it.
  private static char separator(String text) {
    int end = text.indexOf('\n');
    String line = end < 0 ? text : text.substring(0, end);
    int semicolon = line.indexOf(';');
    int comma = line.indexOf(',');
    return semicolon >= 0 && (comma < 0 || semicolon < comma) ? ';' : ',';
  }

  private boolean isHeading(CsvReader.Row row) {
    String first = row.fields().getFirst().strip().toLowerCase(Locale.ROOT);
    return first.equals("address")
        || (row.fields().size() > 1
            && row.fields().get(1).strip().toLowerCase(Locale.ROOT).startsWith("amount"));
  }

  private void payment(CsvReader.Row row) {
    int line = row.line();
    if (!row.fault().isEmpty()) {
      error(line, row.fault());
      return;
    }
    if (row.fields().size() < 2) {
      error(line, "This line needs an address and an amount.");
      return;
    }
    String address = row.fields().get(0).strip();
    String amount = row.fields().get(1).strip();
    String memo = row.fields().size() > 2 ? row.fields().get(2).strip() : "";
    Optional<Script> script = script(line, address);
    OptionalLong sats = sats(line, amount, script.map(dustSats::applyAsLong).orElse(0L));
    if (memo.length() > MAX_MEMO_CHARS) {
      error(line, "The memo is longer than " + MAX_MEMO_CHARS + " characters.");
    } else if (script.isPresent() && sats.isPresent()) {
      add(new Payment(line, address, script.get(), sats.getAsLong(), memo));
    }
  }

  private Optional<Script> script(int line, String address) {
    return switch (addresses.decode(address)) {
      case Addresses.Decoded.Valid(Script script) -> Optional.of(script);
      case Addresses.Decoded.Invalid(String reason, List<Integer> _) -> {
        String why = address.isEmpty() ? "There is no address." : "The address is not valid.";
        error(line, reason.isEmpty() || address.isEmpty() ? why : why + " " + reason);
        yield Optional.empty();
      }
    };
  }

  private OptionalLong sats(int line, String amount, long least) {
    OptionalLong sats = CoinAmount.parse(amount);
    if (sats.isEmpty()) {
      error(line, "The amount is not a number of coins with at most eight decimals.");
      return sats;
    }
    if (sats.getAsLong() < least) {
      error(
          line,
          "The amount is below "
              + CoinAmount.format(least)
              + ", the least that the network passes on.");
      return OptionalLong.empty();
    }
    return sats;
  }

  private void add(Payment payment) {
    if (payment.sats() > Amount.MAX_MONEY - total) {
      error(payment.line(), "The payments up to here are more than there are coins.");
      return;
    }
    total = Math.addExact(total, payment.sats());
    Integer earlier = lineByScript.putIfAbsent(payment.script(), payment.line());
    if (earlier != null && warnings.size() < MAX_MESSAGES) {
      warnings.add(
          new Message(payment.line(), "The same address is paid on line " + earlier + "."));
    }
    payments.add(payment);
  }

  private void error(int line, String text) {
    errors.add(new Message(line, text));
  }

  private Result result() {
    return new Result(payments, total, errors, warnings);
  }
}
