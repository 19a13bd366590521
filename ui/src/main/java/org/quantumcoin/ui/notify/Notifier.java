package org.quantumcoin.ui.notify;

/// The way to the person past the window. Both methods may take their time: not for the FX thread.
public interface Notifier {
  /// Whether this system has such a way.
  boolean isAvailable();

  /// Tells it; what cannot be told is noted in the log and no more.
  void tell(String title, String text);
}
