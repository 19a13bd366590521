package org.quantumcoin.ui.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.primitives.Amount;

class AmountsTest {
  private static OptionalLong coins(String text) {
    return Amounts.parse(text, AmountUnit.COIN);
  }

  private static OptionalLong sats(String text) {
    return Amounts.parse(text, AmountUnit.SATS);
  }

  @Test
  void format_showsEveryPlaceAndTheUnit() {
    assertThat(Amounts.format(125_000_000, AmountUnit.COIN, "QTC")).isEqualTo("1.25000000 QTC");
    assertThat(Amounts.format(125_000_000, AmountUnit.SATS, "QTC")).isEqualTo("125,000,000 sat");
    assertThat(Amounts.signed(5, AmountUnit.SATS, "QTC")).isEqualTo("+5 sat");
    assertThat(Amounts.signed(-5, AmountUnit.SATS, "QTC")).isEqualTo("-5 sat");
  }

  @Test
  void parse_takesPointOrComma() {
    assertThat(coins("0.5")).hasValue(50_000_000);
    assertThat(coins("0,5")).hasValue(50_000_000);
    assertThat(coins(" 21 000.00000001 ")).hasValue(2_100_000_000_001L);
    assertThat(coins(".1")).hasValue(10_000_000);
    assertThat(sats("125,000")).hasValue(125_000);
  }

  @Test
  void parse_refusesWhatCanBeReadInTwoWays() {
    assertThat(coins("1,234")).isEmpty();
    assertThat(coins("1,234.5")).isEmpty();
    assertThat(coins("1.234,5")).isEmpty();
    assertThat(coins("0,234")).hasValue(23_400_000);
  }

  @Test
  void parse_refusesWhatIsNoAmount() {
    for (String text : new String[] {"", ".", "-1", "1e3", "0.123456789", "12345678901", "abc"}) {
      assertThat(coins(text)).as(text).isEmpty();
    }
    assertThat(sats("1.5")).isEmpty();
    assertThat(sats("99999999999999999999999")).isEmpty();
  }

  @Test
  void parse_hasTheMostThereCanBeAsItsEdge() {
    long most = Amount.MAX_MONEY;
    assertThat(sats(Long.toString(most))).hasValue(most);
    assertThat(sats(Long.toString(most + 1))).isEmpty();
  }

  @Property
  void number_isReadAgain(@ForAll @LongRange(min = 0, max = Amount.MAX_MONEY) long amount) {
    for (AmountUnit unit : AmountUnit.values()) {
      assertThat(Amounts.parse(Amounts.number(amount, unit), unit)).hasValue(amount);
    }
  }
}
