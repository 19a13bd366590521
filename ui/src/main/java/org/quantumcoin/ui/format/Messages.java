package org.quantumcoin.ui.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// The words on the screen, by key, from `i18n/messages_LANGUAGE.properties`; English where a
/// language has no word.
///
/// Java's resource bundles are not used: they take the computer's language before the English one
/// when a person has chosen English.
public final class Messages {
  /// Languages that there are, English first.
  public static final List<Locale> LANGUAGES =
      List.of(
          Locale.ENGLISH,
          Locale.GERMAN,
          Locale.forLanguageTag("es"),
          Locale.forLanguageTag("zh"),
          Locale.forLanguageTag("ar"));

  private static final Pattern BETWEEN_WORDS =
      Pattern.compile("(?<=[\\u0590-\\u08ff][.:;!?)»]{0,2}) (?=[(«]?[\\u0590-\\u08ff])");

  private static final String FOLDER = "/org/quantumcoin/ui/i18n/";

  private static volatile Words current = Words.of(closest(Locale.getDefault()));

  /// @param locale for numbers within sentences: Western digits everywhere, because amounts and
  ///   heights beside them have those
  /// @param formats texts with holes, read once: they are filled many times a second
  private record Words(
      Locale language,
      Locale locale,
      Map<String, String> texts,
      Map<String, MessageFormat> formats) {
    static Words of(Locale language) {
      Map<String, String> texts = new TreeMap<>(read("messages.properties"));
      if (!language.equals(Locale.ENGLISH)) {
        texts.putAll(read("messages_" + language.toLanguageTag() + ".properties"));
      }
      Locale digits = Locale.forLanguageTag(language.toLanguageTag() + "-u-nu-latn");
      return new Words(language, digits, texts, new ConcurrentHashMap<>());
    }
  }

  private Messages() {}

  /// Speaks this language from now on; what is on the screen already is not changed.
  public static void use(Locale language) {
    current = Words.of(closest(language));
  }

  public static Locale language() {
    return current.language();
  }

  /// Whether the language is written from right to left.
  public static boolean isRightToLeft() {
    return language().getLanguage().equals("ar");
  }

  /// The one that is nearest to what a person speaks.
  public static Locale closest(Locale wanted) {
    return LANGUAGES.stream()
        .filter(each -> each.getLanguage().equals(wanted.getLanguage()))
        .findFirst()
        .orElse(Locale.ENGLISH);
  }

  public static String text(String key) {
    return shown(pattern(current, key));
  }

  private static String pattern(Words words, String key) {
    String text = words.texts().get(key);
    if (text == null) {
      throw new MissingResourceException("no words for " + key, Messages.class.getName(), key);
    }
    return text;
  }

  /// OpenJFX 26 fails with an index out of bounds when it wraps a text within a part that runs from
  /// right to left. Marks that nobody sees make each word a part of its own, so that it wraps
  /// between parts. Beside digits and Latin letters, which are parts already, they would move the
  /// space.
  private static String shown(String text) {
    return isRightToLeft() ? BETWEEN_WORDS.matcher(text).replaceAll("\u200e \u200e") : text;
  }

  /// With `{0}`, `{1}` and so on replaced; an apostrophe in such a text is written twice.
  public static String text(String key, Object... arguments) {
    Words words = current;
    MessageFormat format =
        words
            .formats()
            .computeIfAbsent(key, each -> new MessageFormat(pattern(words, each), words.locale()));
    // It is not made for several threads, and seldom asked by more than one.
    synchronized (format) {
      return shown(format.format(arguments));
    }
  }

  /// All texts of one file, for the test that compares languages.
  static Map<String, String> read(String file) {
    Properties properties = new Properties();
    try (InputStream in = Messages.class.getResourceAsStream(FOLDER + file)) {
      properties.load(
          new InputStreamReader(Objects.requireNonNull(in, file), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> texts = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
    return texts;
  }
}
