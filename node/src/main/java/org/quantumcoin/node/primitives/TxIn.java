package org.quantumcoin.node.primitives;

/// An input: the coin it spends, the proof that it may, and its relative lock (BIP-0068).
/// `sequence` is unsigned, 32 bits.
public record TxIn(OutPoint prevout, Script scriptSig, int sequence, Witness witness) {
  /// No relative lock and not replaceable.
  public static final int SEQUENCE_FINAL = 0xffffffff;

  public TxIn(OutPoint prevout, Script scriptSig, int sequence) {
    this(prevout, scriptSig, sequence, Witness.EMPTY);
  }

  public long sequenceUnsigned() {
    return Integer.toUnsignedLong(sequence);
  }

  public TxIn withScriptSig(Script changed) {
    return new TxIn(prevout, changed, sequence, witness);
  }

  public TxIn withWitness(Witness changed) {
    return new TxIn(prevout, scriptSig, sequence, changed);
  }
}
