package org.quantumcoin.ui.control;

import com.nulabinc.zxcvbn.Zxcvbn;
import org.quantumcoin.ui.format.Durations;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Quantities;

/// How long a passphrase withstands somebody who has the wallet's file and guesses as people do:
/// words, names, dates, keyboard rows, and what was found in leaks (zxcvbn).
///
/// The guesser has a thousand computers. Each tries one passphrase a second, because that is what
/// the wallet's Argon2id is set to cost.
public record PassphraseStrength(double seconds) {
  private static final double GUESSES_PER_SECOND = 1_000;
  private static final double DAY = 86_400;
  private static final double YEAR = 365.25 * DAY;
  private static final double CENTURY = 100 * YEAR;

  /// Of a long passphrase; what follows only adds to it.
  private static final int MAX_MEASURED = 80;

  /// Holds the lists; made with the first measurement, which takes some tenths of a second.
  private static final class Lists {
    static final Zxcvbn ZXCVBN = new Zxcvbn();
  }

  /// Three words for it.
  public enum Level {
    WEAK,
    FAIR,
    STRONG
  }

  /// Takes milliseconds, the first time more: not for a window's own thread.
  public static PassphraseStrength of(CharSequence passphrase) {
    int length = Math.min(passphrase.length(), MAX_MEASURED);
    double guesses = Lists.ZXCVBN.measure(passphrase.subSequence(0, length)).getGuesses();
    return new PassphraseStrength(guesses / 2 / GUESSES_PER_SECOND);
  }

  public Level level() {
    return seconds < 30 * DAY ? Level.WEAK : seconds < CENTURY ? Level.FAIR : Level.STRONG;
  }

  /// A sentence.
  public String words() {
    String time =
        seconds >= CENTURY
            ? Messages.text("strength.ages")
            : seconds >= 2 * YEAR
                ? Messages.text("strength.years", Quantities.count(Math.round(seconds / YEAR)))
                : Durations.about(Math.round(seconds));
    String level =
        switch (level()) {
          case WEAK -> "strength.weak";
          case FAIR -> "strength.fair";
          case STRONG -> "strength.strong";
        };
    return Messages.text(level, time);
  }
}
