package org.quantumcoin.wallet.store;

/// A label of what is no address of the address book.
///
/// @param kind what is labelled, as BIP-0329 names it: `tx`, `input`, `output`, …
/// @param ref which one
/// @param extra further fields of the label, a JSON object, or empty
public record LabelRow(String kind, String ref, String label, String extra) {
  public static final int MAX_KIND_CHARS = 20;
  public static final int MAX_REF_CHARS = 1_000;
  public static final int MAX_LABEL_CHARS = 10_000;
  public static final int MAX_EXTRA_CHARS = 100_000;
}
