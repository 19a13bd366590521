package org.quantumcoin.ui.format;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// The words on the screen, by key, from `i18n/messages.properties` of the person's language.
public final class Messages {
  private static final ResourceBundle BUNDLE =
      ResourceBundle.getBundle("org.quantumcoin.ui.i18n.messages", Locale.getDefault());

  private Messages() {}

  public static String text(String key) {
    return BUNDLE.getString(key);
  }

  /// With `{0}`, `{1}` and so on replaced; an apostrophe in such a text is written twice.
  public static String text(String key, Object... arguments) {
    return new MessageFormat(BUNDLE.getString(key), Locale.getDefault()).format(arguments);
  }
}
