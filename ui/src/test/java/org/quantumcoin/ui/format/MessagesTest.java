package org.quantumcoin.ui.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)");

  private static final List<Locale> TRANSLATED =
      Messages.LANGUAGES.stream().filter(each -> !each.equals(Locale.ENGLISH)).toList();

  @AfterEach
  void english() {
    Messages.use(Locale.ENGLISH);
  }

  private static Map<String, String> words(Locale language) {
    return Messages.read("messages_" + language.toLanguageTag() + ".properties");
  }

  private static Set<String> placeholders(String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = PLACEHOLDER.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  @Test
  void languages_haveEveryKeyAndNoOther() {
    Set<String> english = Messages.read("messages.properties").keySet();
    for (Locale language : TRANSLATED) {
      assertThat(words(language).keySet()).as(language.toString()).isEqualTo(english);
    }
  }

  @Test
  void languages_haveThePlaceholdersOfEnglish() {
    Map<String, String> english = Messages.read("messages.properties");
    for (Locale language : TRANSLATED) {
      words(language)
          .forEach((key, text) ->
              assertThat(placeholders(text))
                  .as(language + " " + key)
                  .isEqualTo(placeholders(Objects.requireNonNull(english.get(key)))));
    }
  }

  @Test
  void texts_canBeFormatted_andSayNothingEmpty() {
    Object[] arguments = {3, 4, 5, 6};
    for (Locale language : Messages.LANGUAGES) {
      String file =
          language.equals(Locale.ENGLISH)
              ? "messages.properties"
              : "messages_" + language.toLanguageTag() + ".properties";
      Messages.read(file)
          .forEach((key, text) -> {
            assertThat(text).as(language + " " + key).isNotBlank();
            if (!placeholders(text).isEmpty()) {
              assertThat(new MessageFormat(text, language).format(arguments))
                  .as(language + " " + key)
                  .doesNotContain("{");
            }
          });
    }
  }

  @Test
  void use_changesTheWords_andUnknownLanguagesSpeakEnglish() {
    Messages.use(Locale.GERMANY);
    assertThat(Messages.text("dialog.cancel")).isEqualTo("Abbrechen");
    Messages.use(Locale.FRENCH);
    assertThat(Messages.text("dialog.cancel")).isEqualTo("Cancel");
    assertThat(Messages.isRightToLeft()).isFalse();
    Messages.use(Locale.forLanguageTag("ar-EG"));
    assertThat(Messages.isRightToLeft()).isTrue();
  }

  @Test
  void numbers_haveWesternDigitsInEveryLanguage() {
    Messages.use(Locale.forLanguageTag("ar"));
    assertThat(Messages.text("time.days", 12)).contains("12");
  }

  @Test
  void text_withoutWords_fails() {
    assertThatThrownBy(() -> Messages.text("no.such.key"))
        .isInstanceOf(MissingResourceException.class);
  }
}
