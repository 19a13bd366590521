package org.quantumcoin.wallet.coins;

/// Where an output script of the wallet comes from: which descriptor, which index of it, and which
/// of the scripts that it has there (`combo` has up to four).
public record ScriptSource(int descriptor, int index, int form) {
  private static final int FORM_BITS = 2;
  private static final int INDEX_BITS = 31;
  private static final int MAX_DESCRIPTORS = 1 << 28;

  public ScriptSource {
    if (descriptor < 0 || descriptor >= MAX_DESCRIPTORS || index < 0 || form < 0 || form > 3) {
      throw new IllegalArgumentException(
          "no such place: %d %d %d".formatted(descriptor, index, form));
    }
  }

  long packed() {
    return ((long) descriptor << (INDEX_BITS + FORM_BITS)) | ((long) index << FORM_BITS) | form;
  }

  static ScriptSource unpack(long packed) {
    return new ScriptSource(
        (int) (packed >>> (INDEX_BITS + FORM_BITS)),
        (int) (packed >>> FORM_BITS) & Integer.MAX_VALUE,
        (int) packed & ((1 << FORM_BITS) - 1));
  }
}
