package org.quantumcoin.wallet.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.script.Addresses;

class BatchPaymentsTest {
  private static final Addresses ADDRESSES =
      new Addresses(new AddressPrefixes(0, 5, 128, 0x0488b21e, 0x0488ade4, "bc"));
  private static final String ONE = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4";
  private static final String TWO = "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2";
  private static final long DUST = 546;

  private static BatchPayments.Result read(String text) {
    return BatchPayments.read(text.getBytes(StandardCharsets.UTF_8), ADDRESSES, _ -> DUST);
  }

  private static List<Integer> lines(List<BatchPayments.Message> messages) {
    return messages.stream().map(BatchPayments.Message::line).toList();
  }

  @Test
  void read_takesHeadingQuotesAndByteOrderMark() {
    BatchPayments.Result result =
        read(
            "\ufeffAddress,Amount,Memo\r\n"
                + ONE
                + ",0.5,\"rent, \"\"May\"\"\nand June\"\r\n\r\n"
                + TWO
                + ",1\r\n");
    assertThat(result.errors()).isEmpty();
    assertThat(result.isPayable()).isTrue();
    assertThat(result.totalSats()).isEqualTo(150_000_000);
    assertThat(result.payments().getFirst().memo()).isEqualTo("rent, \"May\"\nand June");
    assertThat(result.payments().getLast().line()).isEqualTo(5);
  }

  @Test
  void read_takesSemicolons() {
    assertThat(read(ONE + ";0.1;a,b\n" + TWO + ";0.2").totalSats()).isEqualTo(30_000_000);
  }

  @Test
  void read_reportsEveryBadLine() {
    BatchPayments.Result result =
        read(
            String.join(
                "\n",
                ONE + ",0.1",
                "nonsense,0.1",
                ONE + ",one",
                ONE,
                ONE + ",0.1,\"x\"y",
                ONE + ",0.1,a,b",
                ONE + ",0.00000545",
                ",1",
                ONE + ",1,\"open"));
    assertThat(lines(result.errors())).containsExactly(2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(result.errors()).allMatch(message -> !message.text().isBlank());
    assertThat(result.isPayable()).isFalse();
  }

  @Test
  void read_whenAmountIsDust_isTheEdge() {
    assertThat(read(ONE + ",0.00000546").errors()).isEmpty();
    assertThat(read(ONE + ",0.00000545").errors()).hasSize(1);
  }

  @Test
  void read_withARate_knowsWhatIsDustForEachKindOfAddress() {
    FeeRate rate = new FeeRate(3_000);
    for (String line : List.of(TWO + ",0.00000546", ONE + ",0.00000294")) {
      assertThat(
              BatchPayments.read(line.getBytes(StandardCharsets.UTF_8), ADDRESSES, rate).errors())
          .isEmpty();
    }
    for (String line : List.of(TWO + ",0.00000545", ONE + ",0.00000293")) {
      assertThat(
              BatchPayments.read(line.getBytes(StandardCharsets.UTF_8), ADDRESSES, rate).errors())
          .hasSize(1);
    }
  }

  @Test
  void read_warnsOfTheSameAddress() {
    BatchPayments.Result result =
        read(ONE + ",1\n" + TWO + ",1\n" + ONE.toUpperCase(Locale.ROOT) + ",2");
    assertThat(lines(result.warnings())).containsExactly(3);
    assertThat(result.totalSats()).isEqualTo(400_000_000);
  }

  @Test
  void read_whenSumIsTooLarge_fails() {
    assertThat(read(ONE + ",22000000").errors()).isEmpty();
    assertThat(lines(read(ONE + ",22000000\n" + TWO + ",0.00000546").errors())).containsExactly(2);
  }

  @Test
  void read_whenNothingIsThere_fails() {
    assertThat(read("").errors()).hasSize(1);
    assertThat(read("address,amount\n\n").errors()).hasSize(1);
    assertThat(BatchPayments.read(new byte[] {(byte) 0xff}, ADDRESSES, _ -> DUST).errors())
        .hasSize(1);
    assertThat(
            BatchPayments.read(new byte[BatchPayments.MAX_BYTES + 1], ADDRESSES, _ -> DUST)
                .errors())
        .hasSize(1);
  }

  @Test
  void read_whenThereAreTooMany_stops() {
    String line = TWO + ",1\n";
    assertThat(read(line.repeat(BatchPayments.MAX_PAYMENTS)).errors()).isEmpty();
    assertThat(read(line.repeat(BatchPayments.MAX_PAYMENTS + 5)).errors()).hasSize(1);
  }

  @Test
  void lines_giveBadOnesAsTheyAreWritten_andCheckNamesThem() {
    String text = "address\tamount\n" + ONE + "\t0.1\trent\nnonsense\tx\n" + TWO + "\t0.1\n";
    BatchPayments.Sheet sheet = BatchPayments.lines(text.getBytes(StandardCharsets.UTF_8));
    assertThat(sheet.errors()).isEmpty();
    assertThat(sheet.lines())
        .containsExactly(
            new BatchPayments.Line(2, ONE, "0.1", "rent", ""),
            new BatchPayments.Line(3, "nonsense", "x", "", ""),
            new BatchPayments.Line(4, TWO, "0.1", "", ""));
    BatchPayments.Result result = BatchPayments.check(sheet.lines(), ADDRESSES, new FeeRate(3_000));
    assertThat(result.payments()).hasSize(2);
    assertThat(result.errors())
        .extracting(BatchPayments.Message::line, BatchPayments.Message::kind)
        .containsExactly(tuple(3, BatchPayments.Kind.ADDRESS), tuple(3, BatchPayments.Kind.AMOUNT));
  }

  @Test
  void lines_whenNoText_sayWhy() {
    BatchPayments.Sheet sheet = BatchPayments.lines(new byte[] {(byte) 0xff});
    assertThat(sheet.lines()).isEmpty();
    assertThat(sheet.errors()).hasSize(1);
    assertThat(BatchPayments.lines(new byte[BatchPayments.MAX_BYTES + 1]).errors())
        .extracting(BatchPayments.Message::kind)
        .containsExactly(BatchPayments.Kind.TOO_LARGE);
  }
}
