package org.quantumcoin.ui.control;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import javafx.scene.control.PasswordField;

/// What a person typed into a secret field, as bytes that can be wiped. The field's own text is the
/// toolkit's and goes when its memory is used again.
public final class SecretText {
  private SecretText() {}

  /// Empties the field; the caller wipes the bytes.
  public static byte[] take(PasswordField field) {
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(field.getCharacters()));
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    encoded.clear();
    while (encoded.hasRemaining()) {
      encoded.put((byte) 0);
    }
    field.clear();
    return bytes;
  }
}
