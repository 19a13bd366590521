package org.quantumcoin.node.script.sign;

import java.util.Optional;

/// The internal key of a taproot output and the root of its script tree, if it has one.
public final class TaprootSpend {
  private final byte[] internalKey;
  private final Optional<byte[]> merkleRoot;

  public TaprootSpend(byte[] internalKey, Optional<byte[]> merkleRoot) {
    this.internalKey = internalKey.clone();
    this.merkleRoot = merkleRoot.map(byte[]::clone);
  }

  public byte[] internalKey() {
    return internalKey.clone();
  }

  public Optional<byte[]> merkleRoot() {
    return merkleRoot.map(byte[]::clone);
  }
}
