package org.quantumcoin.ui.guard;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.quantumcoin.ui.guard.Readings.Power;

/// Reads power supply and temperature as Linux shows them in files (`Documentation/ABI/testing/`
/// `sysfs-class-power`, `-thermal` and `-hwmon` of the kernel). On other systems there are no such
/// files, and nothing is read.
public final class Sensors {
  /// What may come from a sensor; some show 0 or -273 while they have nothing to show.
  private static final int LEAST_CELSIUS = 1;

  private static final int MOST_CELSIUS = 150;
  private static final int MILLI = 1_000;
  private static final int FULL = 100;

  /// Names of drivers that measure the processor and nothing else.
  private static final Set<String> PROCESSOR_DRIVERS =
      Set.of(
          "coretemp",
          "k8temp",
          "k10temp",
          "zenpower",
          "via_cputemp",
          "cpu_thermal",
          "soc_thermal",
          "scpi_sensors");

  /// Where zones are named after the board's maker's taste, the processor's have one of these.
  private static final List<String> PROCESSOR_ZONES = List.of("pkg_temp", "cpu", "soc");

  /// What the firmware calls the temperature of the machine, where nothing better is known.
  private static final String FIRMWARE_ZONE = "acpitz";

  private final Path root;

  /// @param root of the files, `/sys` but in tests
  public Sensors(Path root) {
    this.root = root;
  }

  /// Reads some dozen small files.
  public Readings read() {
    return new Readings(power(), celsius());
  }

  // Power.

  private Optional<Power> power() {
    List<Integer> charges = new ArrayList<>();
    boolean discharging = false;
    boolean mains = false;
    boolean fed = false;
    for (Path supply : folders("class/power_supply", "")) {
      switch (text(supply.resolve("type"))) {
        case "Battery" -> {
          OptionalInt charge = number(supply.resolve("capacity"));
          if (isOfTheMachine(supply) && charge.isPresent()) {
            charges.add(Math.clamp(charge.getAsInt(), 0, FULL));
            discharging |= text(supply.resolve("status")).equals("Discharging");
          }
        }
        case "Mains", "USB" -> {
          mains = true;
          fed |= number(supply.resolve("online")).orElse(0) > 0;
        }
        default -> {}
      }
    }
    if (charges.isEmpty()) {
      return Optional.empty();
    }
    // Several batteries are emptied one after the other, so none of them alone says how long they
    // last. A battery that does not say what it does is in use when nothing else feeds the machine.
    int charge =
        (int) Math.round(charges.stream().mapToInt(Integer::intValue).average().orElseThrow());
    return Optional.of(new Power(!fed && (discharging || mains), charge));
  }

  /// Mice and headsets have batteries as well.
  private static boolean isOfTheMachine(Path battery) {
    return !text(battery.resolve("scope")).equals("Device")
        && number(battery.resolve("present")).orElse(1) > 0;
  }

  // Temperature.

  private OptionalInt celsius() {
    OptionalInt processor = hottest(processorFiles());
    if (processor.isPresent()) {
      return processor;
    }
    OptionalInt zones = hottest(zoneFiles(PROCESSOR_ZONES));
    return zones.isPresent() ? zones : hottest(zoneFiles(List.of(FIRMWARE_ZONE)));
  }

  private List<Path> processorFiles() {
    List<Path> files = new ArrayList<>();
    for (Path monitor : folders("class/hwmon", "")) {
      if (PROCESSOR_DRIVERS.contains(text(monitor.resolve("name")))) {
        List<Path> inputs =
            folders(monitor, "temp").stream()
                .filter(each -> each.getFileName().toString().endsWith("_input"))
                .toList();
        // Some AMD processors add up to 27 °C to `Tctl`, which steers fans; `Tdie` is the truth.
        boolean truth = inputs.stream().anyMatch(each -> label(each).equals("Tdie"));
        inputs.stream().filter(each -> !truth || !label(each).equals("Tctl")).forEach(files::add);
      }
    }
    return files;
  }

  private static String label(Path input) {
    return text(input.resolveSibling(input.getFileName().toString().replace("_input", "_label")));
  }

  private List<Path> zoneFiles(List<String> named) {
    return folders("class/thermal", "thermal_zone").stream()
        .filter(zone -> {
          String type = text(zone.resolve("type")).toLowerCase(Locale.ROOT);
          return named.stream().anyMatch(type::contains);
        })
        .map(zone -> zone.resolve("temp"))
        .toList();
  }

  private static OptionalInt hottest(List<Path> files) {
    return files.stream()
        .map(Sensors::number)
        .filter(OptionalInt::isPresent)
        .mapToInt(each -> (int) Math.round(each.getAsInt() / (double) MILLI))
        .filter(each -> each >= LEAST_CELSIUS && each <= MOST_CELSIUS)
        .max();
  }

  // Files.

  private List<Path> folders(String below, String prefix) {
    return folders(root.resolve(below), prefix);
  }

  private static List<Path> folders(Path folder, String prefix) {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, prefix + "*")) {
        all.forEach(found::add);
      } catch (IOException _) {
        // As if it was not there: devices come and go.
        return List.of();
      }
    }
    found.sort(null);
    return found;
  }

  /// Empty for what cannot be read.
  private static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file).strip() : "";
    } catch (IOException _) {
      // A sensor that is asleep answers so.
      return "";
    }
  }

  private static OptionalInt number(Path file) {
    try {
      return OptionalInt.of(Integer.parseInt(text(file)));
    } catch (NumberFormatException _) {
      return OptionalInt.empty();
    }
  }
}
