package org.quantumcoin.wallet.token;

/// A token in a reader, as it describes itself.
///
/// @param serial by which it can be named too, since labels may repeat
/// @param pinPad whether the PIN is typed on the reader instead
public record TokenDescription(
    String label, String serial, String manufacturer, String model, boolean pinPad) {
  boolean isNamed(String name) {
    return label.equals(name) || serial.equals(name);
  }
}
