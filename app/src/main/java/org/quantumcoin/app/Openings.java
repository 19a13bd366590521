package org.quantumcoin.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// What the desktop is asked to open, by its command line and by other starts of it: payment links
/// and files. Kept until there is a window to show it.
final class Openings {
  private static final Set<String> SCHEMES = Set.of("quantumcoin", "forthcoin", "bitcoin");
  private static final String FILE_ENDING = ".psbt";

  private final List<List<String>> waiting = new ArrayList<>();
  private Optional<Consumer<List<String>>> window = Optional.empty();

  /// Takes what is to be opened out of the words of a command line. Paths become absolute: another
  /// process may have to find them.
  static List<String> takeFrom(List<String> words) {
    List<String> things = new ArrayList<>();
    words.removeIf(word -> {
      Optional<String> thing = thing(word);
      thing.ifPresent(things::add);
      return thing.isPresent();
    });
    return List.copyOf(things);
  }

  private static Optional<String> thing(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (word.startsWith("-")) {
      return Optional.empty();
    }
    int colon = lower.indexOf(':');
    if (colon > 0 && SCHEMES.contains(lower.substring(0, colon))) {
      return Optional.of(word);
    }
    if (!lower.endsWith(FILE_ENDING)) {
      return Optional.empty();
    }
    return Optional.of(path(word).toAbsolutePath().normalize().toString());
  }

  /// File managers hand over either.
  private static Path path(String word) {
    try {
      return word.startsWith("file:") ? Path.of(new URI(word)) : Path.of(word);
    } catch (URISyntaxException | IllegalArgumentException _) {
      return Path.of(word);
    }
  }

  synchronized void add(List<String> things) {
    window.ifPresentOrElse(each -> each.accept(things), () -> waiting.add(things));
  }

  /// From now on, and what came before.
  synchronized void deliverTo(Consumer<List<String>> receiver) {
    window = Optional.of(receiver);
    waiting.forEach(receiver);
    waiting.clear();
  }
}
