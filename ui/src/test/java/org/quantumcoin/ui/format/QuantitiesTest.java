package org.quantumcoin.ui.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class QuantitiesTest {
  @BeforeAll
  static void english() {
    Locale.setDefault(Locale.ENGLISH);
  }

  @Test
  void bytes_takeTheLargestUnitThatFits() {
    assertThat(Quantities.bytes(0)).isEqualTo("0 B");
    assertThat(Quantities.bytes(1023)).isEqualTo("1023 B");
    assertThat(Quantities.bytes(1024)).isEqualTo("1.00 KiB");
    assertThat(Quantities.bytes(15.5 * 1024 * 1024)).isEqualTo("15.5 MiB");
    assertThat(Quantities.bytesPerSecond(512)).isEqualTo("512 B/s");
  }

  @Test
  void virtualBytes_areDecimal() {
    assertThat(Quantities.virtualBytes(141)).isEqualTo("141 vB");
    assertThat(Quantities.virtualBytes(2_040)).isEqualTo("2.04 kvB");
    assertThat(Quantities.virtualBytes(998_500)).isEqualTo("999 kvB");
    assertThat(Quantities.virtualBytes(1_500_000)).isEqualTo("1.50 MvB");
  }

  @Test
  void hashRates_areDecimal() {
    assertThat(Quantities.hashRate(999)).isEqualTo("999 H/s");
    assertThat(Quantities.hashRate(1_000)).isEqualTo("1.00 kH/s");
    assertThat(Quantities.hashRate(123_456_789)).isEqualTo("123 MH/s");
  }

  @Test
  void durations_areSpokenInTheirLargestUnit() {
    assertThat(Durations.about(1)).isEqualTo("1 second");
    assertThat(Durations.about(119)).isEqualTo("119 seconds");
    assertThat(Durations.about(120)).isEqualTo("2 minutes");
    assertThat(Durations.about(7_200)).isEqualTo("2 hours");
    assertThat(Durations.about(200_000)).isEqualTo("2 days");
    assertThat(Durations.ago(1)).isEqualTo("just now");
    assertThat(Durations.range(60, 100)).isEqualTo("60 to 100 seconds left");
    assertThat(Durations.range(100, 300)).isEqualTo("2 to 5 minutes left");
    assertThat(Durations.range(121, 130)).isEqualTo("2 minutes left");
  }
}
