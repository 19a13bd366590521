package org.quantumcoin.wallet.descriptor;

import org.quantumcoin.wallet.keys.KeyPath;

/// What stands behind a key's path.
enum KeyRange {
  NONE,
  /// `/*`
  UNHARDENED,
  /// `/*h`
  HARDENED;

  String format(boolean apostrophe) {
    return switch (this) {
      case NONE -> "";
      case UNHARDENED -> "/*";
      case HARDENED -> apostrophe ? "/*'" : "/*h";
    };
  }

  KeyPath extend(KeyPath path, int index) {
    return switch (this) {
      case NONE -> path;
      case UNHARDENED -> path.plus(index);
      case HARDENED -> path.plus(index | KeyPath.HARDENED);
    };
  }
}
