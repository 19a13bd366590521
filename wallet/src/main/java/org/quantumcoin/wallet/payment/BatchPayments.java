package org.quantumcoin.wallet.payment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
/// Separated by commas, semicolons or tabs (as spreadsheets copy), with or without a heading. Every
/// bad line is reported, not only the first; nothing may be paid as long as there is one.
public final class BatchPayments {
  /// Bytes of a file, and payments in it: a standard transaction holds fewer than 3,000 outputs.
  public static final int MAX_BYTES = 4 << 20;

  public static final int MAX_PAYMENTS = 10_000;

  private static final int MAX_MEMO_CHARS = 500;

  /// As many messages are read by nobody.
  private static final int MAX_MESSAGES = 1_000;

  /// A line as it was written, which nobody has judged yet.
  ///
  /// @param fault why it cannot be taken apart; or empty
  public record Line(int number, String address, String amount, String memo, String fault) {}

  /// The lines of a file, and what keeps it from being read at all.
  public record Sheet(List<Line> lines, List<Message> errors) {
    public Sheet {
      lines = List.copyOf(lines);
      errors = List.copyOf(errors);
    }
  }

  /// What may be the matter with a file or a line.
  public enum Kind {
    TOO_LARGE,
    NOT_TEXT,
    EMPTY,
    TOO_MANY,
    /// Quotation marks or columns.
    LINE,
    MISSING,
    ADDRESS,
    AMOUNT,
    DUST,
    MEMO,
    TOTAL,
    /// No error.
    TWICE
  }

  /// A payment and the line it is on.
  public record Payment(int line, String address, Script script, long sats, String memo) {}

  /// What is to be said of a line.
  public record Message(int line, Kind kind, String text) {}

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

  /// Takes a file apart without judging what its lines say, for those who show and mend them.
  public static Sheet lines(byte[] file) {
    List<Line> lines = new ArrayList<>();
    Optional<Message> unreadable =
        PaymentLines.each(
            file,
            line -> {
              lines.add(line);
              return lines.size() < MAX_PAYMENTS;
            });
    return new Sheet(lines, unreadable.map(List::of).orElse(List.of()));
  }

  /// Judges lines that were taken apart and perhaps mended.
  public static Result check(List<Line> lines, Addresses addresses, FeeRate dustRate) {
    BatchPayments batch =
        new BatchPayments(addresses, script -> Dust.threshold(new TxOut(0, script), dustRate));
    lines.forEach(batch::payment);
    return batch.result();
  }

  private Result readFile(byte[] file) {
    PaymentLines.each(
            file,
            line -> {
              payment(line);
              return errors.size() < MAX_MESSAGES && payments.size() <= MAX_PAYMENTS;
            })
        .ifPresent(errors::add);
    if (payments.size() > MAX_PAYMENTS) {
      error(
          payments.getLast().line(),
          Kind.TOO_MANY,
          "The file has more than " + MAX_PAYMENTS + " payments.");
    }
    if (payments.isEmpty() && errors.isEmpty()) {
      error(1, Kind.EMPTY, "The file has no payments.");
    }
    return result();
  }

  private void payment(Line line) {
    int number = line.number();
    if (!line.fault().isEmpty()) {
      error(number, Kind.LINE, line.fault());
      return;
    }
    if (line.amount().isEmpty()) {
      error(number, Kind.MISSING, "This line needs an address and an amount.");
      return;
    }
    Optional<Script> script = script(number, line.address());
    OptionalLong sats = sats(number, line.amount(), script.map(dustSats::applyAsLong).orElse(0L));
    if (line.memo().length() > MAX_MEMO_CHARS) {
      error(number, Kind.MEMO, "The memo is longer than " + MAX_MEMO_CHARS + " characters.");
    } else if (script.isPresent() && sats.isPresent()) {
      add(new Payment(number, line.address(), script.get(), sats.getAsLong(), line.memo()));
    }
  }

  private Optional<Script> script(int line, String address) {
    return switch (addresses.decode(address)) {
      case Addresses.Decoded.Valid(Script script) -> Optional.of(script);
      case Addresses.Decoded.Invalid(String reason, List<Integer> _) -> {
        String why = address.isEmpty() ? "There is no address." : "The address is not valid.";
        error(line, Kind.ADDRESS, reason.isEmpty() || address.isEmpty() ? why : why + " " + reason);
        yield Optional.empty();
      }
    };
  }

  private OptionalLong sats(int line, String amount, long least) {
    OptionalLong sats = CoinAmount.parse(amount);
    if (sats.isEmpty()) {
      error(line, Kind.AMOUNT, "The amount is not a number of coins with at most eight decimals.");
      return sats;
    }
    if (sats.getAsLong() < least) {
      error(
          line,
          Kind.DUST,
          "The amount is below "
              + CoinAmount.format(least)
              + ", the least that the network passes on.");
      return OptionalLong.empty();
    }
    return sats;
  }

  private void add(Payment payment) {
    if (payment.sats() > Amount.MAX_MONEY - total) {
      error(payment.line(), Kind.TOTAL, "The payments up to here are more than there are coins.");
      return;
    }
    total = Math.addExact(total, payment.sats());
    Integer earlier = lineByScript.putIfAbsent(payment.script(), payment.line());
    if (earlier != null && warnings.size() < MAX_MESSAGES) {
      warnings.add(
          new Message(
              payment.line(), Kind.TWICE, "The same address is paid on line " + earlier + "."));
    }
    payments.add(payment);
  }

  private void error(int line, Kind kind, String text) {
    errors.add(new Message(line, kind, text));
  }

  private Result result() {
    return new Result(payments, total, errors, warnings);
  }
}
