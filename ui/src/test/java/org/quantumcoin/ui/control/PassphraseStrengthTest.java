package org.quantumcoin.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.quantumcoin.ui.control.PassphraseStrength.Level;
import org.quantumcoin.ui.format.Messages;

class PassphraseStrengthTest {
  @BeforeAll
  static void english() {
    Messages.use(Locale.ENGLISH);
  }

  @Test
  void whatPeopleChoose_isWeak_howeverManySignsItHas() {
    for (String each : new String[] {"password", "P@ssw0rd1!", "qwertyuiop", "liverpool1987"}) {
      assertThat(PassphraseStrength.of(each).level()).as(each).isEqualTo(Level.WEAK);
    }
  }

  @Test
  void severalUnrelatedWords_areStrong() {
    PassphraseStrength strength = PassphraseStrength.of("gravel otter sonnet viaduct plum");
    assertThat(strength.level()).isEqualTo(Level.STRONG);
    assertThat(strength.words()).contains("more than a century");
  }

  @Test
  void aLongText_isMeasuredInMoments() {
    assertThat(PassphraseStrength.of("Zq8#".repeat(50_000)).seconds()).isPositive();
  }
}
