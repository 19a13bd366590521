package org.quantumcoin.wallet.payment;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.quantumcoin.wallet.payment.BatchPayments.Kind;
import org.quantumcoin.wallet.payment.BatchPayments.Line;
import org.quantumcoin.wallet.payment.BatchPayments.Message;

/// Takes the text of a payment file apart into its lines.
final class PaymentLines {
  private static final int MAX_COLUMNS = 3;

  private PaymentLines() {}

  /// Hands lines over until `taker` wants no more; what keeps the file from being read at all.
  static Optional<Message> each(byte[] file, Predicate<Line> taker) {
    if (file.length > BatchPayments.MAX_BYTES) {
      return Optional.of(
          new Message(
              1,
              Kind.TOO_LARGE,
              "The file is larger than " + (BatchPayments.MAX_BYTES >> 20) + " MiB."));
    }
    Optional<String> decoded = Utf8.decode(file);
    if (decoded.isEmpty()) {
      return Optional.of(new Message(1, Kind.NOT_TEXT, "The file is not text in UTF-8."));
    }
    // Spreadsheets put a byte order mark in front.
    String text = decoded.get().startsWith("\ufeff") ? decoded.get().substring(1) : decoded.get();
    CsvReader rows = new CsvReader(text, separator(text), MAX_COLUMNS);
    boolean first = true;
    boolean more = true;
    while (rows.hasNext() && more) {
      CsvReader.Row row = rows.next();
      if (!row.isBlank()) {
        more = (first && isHeading(row)) || taker.test(line(row));
        first = false;
      }
    }
    return Optional.empty();
  }

  private static Line line(CsvReader.Row row) {
    List<String> fields = row.fields();
    return new Line(
        row.line(),
        fields.getFirst().strip(),
        fields.size() > 1 ? fields.get(1).strip() : "",
        fields.size() > 2 ? fields.get(2).strip() : "",
        row.fault());
  }

  /// Whichever the first line has first; a comma where it has none.
  private static char separator(String text) {
    int end = text.indexOf('\n');
    String line = end < 0 ? text : text.substring(0, end);
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == ',' || c == ';' || c == '\t') {
        return c;
      }
    }
    return ',';
  }

  private static boolean isHeading(CsvReader.Row row) {
    String first = row.fields().getFirst().strip().toLowerCase(Locale.ROOT);
    return first.equals("address")
        || (row.fields().size() > 1
            && row.fields().get(1).strip().toLowerCase(Locale.ROOT).startsWith("amount"));
  }
}
