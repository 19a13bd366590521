package org.quantumcoin.wallet.psbt;

import java.util.NavigableMap;
import java.util.TreeMap;
import org.quantumcoin.node.encoding.ByteString;

/// What the three kinds of maps of a PSBT have in common: fields that are not understood here and
/// are passed on.
public abstract sealed class PsbtMap permits Psbt, PsbtInput, PsbtOutput {
  private final NavigableMap<ByteString, ByteString> proprietary = new TreeMap<>();
  private final NavigableMap<ByteString, ByteString> unknown = new TreeMap<>();

  PsbtMap() {}

  /// By their whole keys, type included (BIP-0174, "Proprietary Use Type"). Live.
  public final NavigableMap<ByteString, ByteString> proprietary() {
    return proprietary;
  }

  /// By their whole keys, type included. Live.
  public final NavigableMap<ByteString, ByteString> unknown() {
    return unknown;
  }

  final void copyExtraFrom(PsbtMap other) {
    proprietary.putAll(other.proprietary);
    unknown.putAll(other.unknown);
  }

  /// Adds what the other has more.
  final void mergeExtra(PsbtMap other) {
    other.proprietary.forEach(proprietary::putIfAbsent);
    other.unknown.forEach(unknown::putIfAbsent);
  }
}
