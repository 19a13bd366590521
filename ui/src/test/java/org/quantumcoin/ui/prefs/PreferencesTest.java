package org.quantumcoin.ui.prefs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.ui.format.AmountUnit;

class PreferencesTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("desktop.properties");
  }

  @Test
  void changes_areThereAtTheNextStart() {
    Placement place = new Placement(10, 20, 1000, 700, true);
    try (Preferences first = Preferences.open(file())) {
      first.appearanceProperty().set(Appearance.DARK);
      first.scalePercentProperty().set(150);
      first.languageProperty().set(Locale.GERMAN);
      first.railExpandedProperty().set(false);
      first.unitProperty().set(AmountUnit.SATS);
      first.pageProperty().set("SEND");
      first.walletProperty().set("savings");
      first.placementProperty().set(Optional.of(place));
    }
    try (Preferences next = Preferences.open(file())) {
      assertThat(next.appearanceProperty().get()).isEqualTo(Appearance.DARK);
      assertThat(next.scalePercentProperty().get()).isEqualTo(150);
      assertThat(next.languageProperty().get()).isEqualTo(Locale.GERMAN);
      assertThat(next.railExpandedProperty().get()).isFalse();
      assertThat(next.unitProperty().get()).isEqualTo(AmountUnit.SATS);
      assertThat(next.pageProperty().get()).isEqualTo("SEND");
      assertThat(next.walletProperty().get()).isEqualTo("savings");
      assertThat(next.placementProperty().get()).contains(place);
    }
  }

  @Test
  void open_whenValuesAreNonsense_takesTheUsualOnes() throws IOException {
    Files.writeString(
        file(),
        "appearance=PINK\nscale=many\nplacement=1,2,3\nunit=\nlanguage=\u00e4\u00e4\nrail=maybe\n");
    try (Preferences read = Preferences.open(file())) {
      assertThat(read.appearanceProperty().get()).isEqualTo(Appearance.SYSTEM);
      assertThat(read.scalePercentProperty().get()).isEqualTo(100);
      assertThat(read.placementProperty().get()).isEmpty();
      assertThat(read.unitProperty().get()).isEqualTo(AmountUnit.COIN);
      assertThat(read.languageProperty().get()).isEqualTo(Locale.ENGLISH);
    }
  }

  @Test
  void open_whenTheFileIsNoText_takesTheUsualOnes() throws IOException {
    Files.write(file(), new byte[] {(byte) 0xff, 0, (byte) 0xfe, '\\', 'u', 'x'});
    try (Preferences read = Preferences.open(file())) {
      assertThat(read.scalePercentProperty().get()).isEqualTo(100);
    }
  }

  @Test
  void scale_staysWithinItsBounds() throws IOException {
    Files.writeString(file(), "scale=1000\n");
    try (Preferences read = Preferences.open(file())) {
      assertThat(read.scalePercentProperty().get()).isEqualTo(200);
    }
  }

  @Test
  void placement_ofNoSize_isForgotten() {
    assertThat(Placement.parse("0,0,10,700,false")).isEmpty();
    assertThat(Placement.parse("NaN,0,1000,700,false")).isEmpty();
    assertThat(Placement.parse("0,0,1000,700,false")).isPresent();
  }
}
