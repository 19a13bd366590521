package org.quantumcoin.node.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "-1, -1",
    "0.5, 0.5",
    "0.1, 0.1",
    "4.656542373906925e-10, 4.656542373906925e-10",
    "1e-7, 1e-07",
    "0.0001, 0.0001",
    "0.00001, 1e-05",
    "123456789012345678, 1.234567890123457e+17",
    "1e15, 1000000000000000",
    "1e16, 1e+16",
    "0.3333333333333333, 0.3333333333333333",
    "86871474313761.95, 86871474313761.95"
  })
  void fractions_haveSixteenDigits(double value, String text) {
    assertThat(Json.write(Json.number(value))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0.00000000", "1, 0.00000001", "-1, -0.00000001", "5000000000, 50.00000000"})
  void amounts_haveEightDecimals(long sats, String text) {
    assertThat(Json.write(Json.amount(sats))).isEqualTo(text);
  }

  @Test
  void strings_areEscapedAsCoreDoes() {
    assertThat(Json.write(Json.string("a\"\\/\n\t\u0001\u007fé€")))
        .isEqualTo("\"a\\\"\\\\/\\n\\t\\u0001\\u007fé€\"");
  }

  @Test
  void pretty_putsEveryElementOnALine() {
    assertThat(Json.writePretty(JsonReader.read("{\"a\":[1,{}],\"b\":[]}").orElseThrow(), 2))
        .isEqualTo("{\n  \"a\": [\n    1,\n    {\n    }\n  ],\n  \"b\": [\n  ]\n}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "[1,]", "01", "1 2", "{\"a\":1}x", "nul", "'a'", "NaN"})
  void read_ofNoJson_isEmpty(String text) {
    assertThat(JsonReader.read(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, 100000000", "0.00000001, 1", "'\"0.5\"', 50000000", "1e-8, 1", "0, 0"})
  void amountFrom_readsNumbersAndStrings(String json, long sats) {
    assertThat(Json.amountFrom(JsonReader.read(json).orElseThrow())).isEqualTo(sats);
  }

  @ParameterizedTest
  @CsvSource({
    "true, Amount is not a number or string",
    "0.000000001, Invalid amount",
    "'\"abc\"', Invalid amount",
    "'\"\"', Invalid amount",
    "1e999, Invalid amount",
    "-1, Amount out of range",
    "22000000.00000001, Amount out of range"
  })
  void amountFrom_refusesOthersWithCoresTexts(String json, String message) {
    assertThatThrownBy(() -> Json.amountFrom(JsonReader.read(json).orElseThrow()))
        .hasMessage(message);
  }
}
