package org.quantumcoin.wallet.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentUriTest {
  private static PaymentUri parse(String text) throws PaymentException {
    return PaymentUri.parse(text, "bitcoin");
  }

  @Test
  void parse_readsAmountLabelAndMessage() throws PaymentException {
    PaymentUri uri = parse("bitcoin:abc?amount=0.00000001&label=A%20%26%20B&message=%C3%A9+1");
    assertThat(uri.address()).isEqualTo("abc");
    assertThat(uri.amountSats()).hasValue(1);
    assertThat(uri.label()).contains("A & B");
    assertThat(uri.message()).contains("é+1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.000000001",
        "-1",
        "+1",
        "1e3",
        "1,5",
        "",
        ".",
        "1.",
        "22000000.00000001",
        "99999999999",
        "٣",
        " 1"
      })
  void parse_whenAmountIsOdd_throws(String amount) {
    assertThatThrownBy(() -> parse("bitcoin:abc?amount=" + amount))
        .hasMessage("The link's amount is not a number of coins.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bitcoin",
        "litecoin:abc",
        "bitcoin:",
        "bitcoin:?amount=1",
        "bitcoin:a?label=%zz",
        "bitcoin:a?label=%ff",
        "bitcoin:a?label=%4",
        "bitcoin:a?req-x=1",
        "bitcoin:a?message=1&message=1"
      })
  void parse_whenLinkIsBroken_throwsASentence(String text) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(PaymentException.class)
        .hasMessageEndingWith(".");
  }

  @Test
  void parse_whenTooLong_throws() {
    assertThatThrownBy(() -> parse("bitcoin:" + "a".repeat(8_000)))
        .hasMessage("The link is too long.");
  }

  @Test
  void addresses_areAllThatAreGiven() throws PaymentException {
    assertThat(parse("BITCOIN:AAA?BC=BBB&tb=ccc").addresses("bc")).containsExactly("AAA", "BBB");
  }

  @Test
  void toString_escapesWhatMeansSomething() throws PaymentException {
    PaymentUri uri =
        PaymentUri.of("bitcoin", "abc")
            .withAmount(150_000_000)
            .withLabel("a&b=c#d?e%f+g é")
            .withMessage("");
    assertThat(uri.toString()).startsWith("bitcoin:abc?amount=1.5&label=a%26b%3Dc%23d%3Fe%25f%2Bg");
    assertThat(parse(uri.toString())).isEqualTo(uri);
  }
}
