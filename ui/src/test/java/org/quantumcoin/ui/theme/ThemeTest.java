package org.quantumcoin.ui.theme;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.quantumcoin.ui.prefs.Appearance;

class ThemeTest {
  @Test
  void system_followsTheComputer() {
    assertThat(Theme.of(Appearance.SYSTEM, false, false)).isEqualTo(Theme.LIGHT);
    assertThat(Theme.of(Appearance.SYSTEM, true, false)).isEqualTo(Theme.DARK);
    assertThat(Theme.of(Appearance.SYSTEM, false, true)).isEqualTo(Theme.HIGH_CONTRAST);
  }

  @Test
  void whatAPersonChose_stays() {
    assertThat(Theme.of(Appearance.LIGHT, true, true)).isEqualTo(Theme.LIGHT);
    assertThat(Theme.of(Appearance.DARK, false, false)).isEqualTo(Theme.DARK);
    assertThat(Theme.of(Appearance.HIGH_CONTRAST, false, false)).isEqualTo(Theme.HIGH_CONTRAST);
  }
}
