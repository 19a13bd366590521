package org.quantumcoin.ui.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.ui.guard.Readings.Power;

class SensorsTest {
  @TempDir Path root;

  private void file(String path, String text) throws IOException {
    Path file = root.resolve("class").resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text + "\n");
  }

  private void battery(String name, int charge, String status) throws IOException {
    file("power_supply/" + name + "/type", "Battery");
    file("power_supply/" + name + "/capacity", Integer.toString(charge));
    file("power_supply/" + name + "/status", status);
  }

  private void mains(int online) throws IOException {
    file("power_supply/AC/type", "Mains");
    file("power_supply/AC/online", Integer.toString(online));
  }

  private Readings read() {
    return new Sensors(root).read();
  }

  @Test
  void noFiles_noReadings() {
    assertThat(read()).isEqualTo(Readings.NONE);
  }

  @Test
  void notebook_isOnBattery_onlyWhileNothingFeedsIt() throws IOException {
    battery("BAT0", 80, "Discharging");
    mains(0);
    assertThat(read().power()).contains(new Power(true, 80));
    mains(1);
    // A weak charger: the battery helps out.
    assertThat(read().power()).contains(new Power(false, 80));
    battery("BAT0", 81, "Charging");
    assertThat(read().power()).contains(new Power(false, 81));
  }

  @Test
  void batteryThatDoesNotSayWhatItDoes_isJudgedByTheMains() throws IOException {
    battery("BAT0", 60, "Unknown");
    assertThat(read().power()).contains(new Power(false, 60));
    mains(0);
    assertThat(read().power()).contains(new Power(true, 60));
  }

  @Test
  void twoBatteries_countTogether() throws IOException {
    battery("BAT0", 5, "Discharging");
    battery("BAT1", 96, "Unknown");
    assertThat(read().power()).contains(new Power(true, 51));
  }

  @Test
  void batteriesOfMiceAndEmptyBays_doNotCount() throws IOException {
    battery("hidpp_battery_0", 4, "Discharging");
    file("power_supply/hidpp_battery_0/scope", "Device");
    battery("BAT1", 0, "Unknown");
    file("power_supply/BAT1/present", "0");
    mains(1);
    assertThat(read().power()).isEmpty();
  }

  @Test
  void processor_isAsHotAsItsHottestPart_andDisksDoNotCount() throws IOException {
    file("hwmon/hwmon0/name", "nvme");
    file("hwmon/hwmon0/temp1_input", "93000");
    file("hwmon/hwmon1/name", "coretemp");
    file("hwmon/hwmon1/temp1_input", "61000");
    file("hwmon/hwmon1/temp2_input", "64500");
    file("hwmon/hwmon1/temp2_max", "100000");
    file("thermal/thermal_zone0/type", "x86_pkg_temp");
    file("thermal/thermal_zone0/temp", "70000");
    assertThat(read().celsius()).hasValue(65);
  }

  @Test
  void temperatureThatSteersFans_isLeftOut_whereTheTrueOneIsTold() throws IOException {
    file("hwmon/hwmon0/name", "k10temp");
    file("hwmon/hwmon0/temp1_input", "87000");
    file("hwmon/hwmon0/temp1_label", "Tctl");
    assertThat(read().celsius()).hasValue(87);
    file("hwmon/hwmon0/temp2_input", "60000");
    file("hwmon/hwmon0/temp2_label", "Tdie");
    assertThat(read().celsius()).hasValue(60);
  }

  @Test
  void zones_serveWhereNoDriverDoes_theProcessorsFirst() throws IOException {
    file("thermal/thermal_zone0/type", "acpitz");
    file("thermal/thermal_zone0/temp", "41000");
    assertThat(read().celsius()).hasValue(41);
    file("thermal/thermal_zone1/type", "cpu-thermal");
    file("thermal/thermal_zone1/temp", "55000");
    file("thermal/thermal_zone2/type", "iwlwifi_1");
    file("thermal/thermal_zone2/temp", "77000");
    assertThat(read().celsius()).hasValue(55);
  }

  @Test
  void whatASensorCannotMean_isNoReading() throws IOException {
    file("thermal/thermal_zone0/type", "cpu-thermal");
    for (String nonsense : new String[] {"0", "-273000", "200000", "", "hot"}) {
      file("thermal/thermal_zone0/temp", nonsense);
      assertThat(read().celsius()).as(nonsense).isEmpty();
    }
  }
}
