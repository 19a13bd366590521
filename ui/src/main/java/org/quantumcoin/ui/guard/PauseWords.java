package org.quantumcoin.ui.guard;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.quantumcoin.ui.format.Messages;

/// Why the miner rests, in words.
public final class PauseWords {
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  private PauseWords() {}

  /// A sentence for each reason.
  public static String of(List<Pause> pauses) {
    return pauses.stream().map(PauseWords::of).collect(Collectors.joining(" "));
  }

  private static String of(Pause pause) {
    return switch (pause) {
      case Pause.Syncing _ -> Messages.text("guard.syncing");
      case Pause.Signing _ -> Messages.text("guard.signing");
      case Pause.OutOfHours(Optional<LocalDateTime> until) ->
          until
              .map(time -> Messages.text("guard.hours", day(time), HOUR.format(time)))
              .orElseGet(() -> Messages.text("guard.nodays"));
      case Pause.OnBattery _ -> Messages.text("guard.battery");
      case Pause.LowCharge(int charge, int enough) -> Messages.text("guard.charge", charge, enough);
      case Pause.Hot(int celsius, int cool) -> Messages.text("guard.hot", celsius, cool);
      case Pause.NoPower _ -> Messages.text("guard.nopower");
      case Pause.NoTemperature _ -> Messages.text("guard.notemperature");
    };
  }

  private static String day(LocalDateTime time) {
    return time.getDayOfWeek().getDisplayName(TextStyle.FULL_STANDALONE, Messages.language());
  }
}
