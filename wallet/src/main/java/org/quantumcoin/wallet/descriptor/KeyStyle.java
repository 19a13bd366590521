package org.quantumcoin.wallet.descriptor;

/// For what purpose a descriptor is written as text.
enum KeyStyle {
  /// Public keys, hardened steps marked as they were read.
  PUBLIC,
  /// Secret keys where they are known.
  SECRET,
  /// Public keys from which all scripts follow: hardened steps are taken, and stand in the origin.
  NORMALIZED,
  /// Public keys with apostrophes: the form behind a descriptor's id, which must never change.
  COMPATIBLE
}
