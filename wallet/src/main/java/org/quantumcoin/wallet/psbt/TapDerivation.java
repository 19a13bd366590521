package org.quantumcoin.wallet.psbt;

import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.wallet.keys.KeyOrigin;

/// Where an x-only key comes from, and the leaves it stands in (BIP-0371); none for an internal
/// key.
public record TapDerivation(NavigableSet<ByteString> leafHashes, KeyOrigin origin) {
  public TapDerivation {
    leafHashes = Collections.unmodifiableNavigableSet(new TreeSet<>(leafHashes));
  }
}
