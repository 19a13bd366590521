package org.quantumcoin.node.script;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;

/// The parts of signature hashes that all inputs of a transaction share (BIP-0143 and BIP-0341), so
/// that signing a transaction of n inputs hashes it once, not n times.
///
/// Computed when first asked for. Several script threads may share an instance: two may compute the
/// same part, harmlessly, and each sees a complete one.
public final class PrecomputedTransactionData {
  private final Transaction tx;
  private final List<TxOut> spent;
  private volatile @Nullable Shared shared;
  private volatile @Nullable Spent spentHashes;

  /// Single SHA-256 of all outpoints, sequences and outputs; and BIP-0143's double ones.
  record Shared(
      Hash prevouts,
      Hash sequences,
      Hash outputs,
      Hash prevouts2,
      Hash sequences2,
      Hash outputs2) {}

  /// Single SHA-256 of all amounts and scripts spent.
  private record Spent(Hash amounts, Hash scripts) {}

  /// A hash that nobody writes to.
  static final class Hash {
    final byte[] bytes;

    Hash(byte[] bytes) {
      this.bytes = bytes;
    }

    Hash again() {
      return new Hash(Sha256.hash(bytes));
    }
  }

  /// `spent` are the outputs that the inputs spend, in their order; an empty list if they are not
  /// known, in which case taproot signatures cannot be checked.
  public PrecomputedTransactionData(Transaction tx, List<TxOut> spent) {
    if (!spent.isEmpty() && spent.size() != tx.inputs().size()) {
      throw new IllegalArgumentException(
          spent.size() + " spent outputs for " + tx.inputs().size() + " inputs");
    }
    this.tx = tx;
    this.spent = spent;
  }

  public Transaction tx() {
    return tx;
  }

  /// The outputs spent; empty if they are not known.
  public List<TxOut> spent() {
    return spent;
  }

  boolean knowsSpent() {
    return !spent.isEmpty();
  }

  Shared shared() {
    Shared known = shared;
    if (known == null) {
      known = computeShared();
      shared = known;
    }
    return known;
  }

  byte[] amounts() {
    return spentHashes().amounts.bytes;
  }

  byte[] scripts() {
    return spentHashes().scripts.bytes;
  }

  private Spent spentHashes() {
    Spent known = spentHashes;
    if (known == null) {
      known = computeSpent();
      spentHashes = known;
    }
    return known;
  }

  private Shared computeShared() {
    int inputs = tx.inputs().size();
    ByteWriter out = new ByteWriter(Math.max(36 * inputs, 34 * tx.outputs().size()));
    for (TxIn input : tx.inputs()) {
      input.prevout().write(out);
    }
    Hash prevouts = hash(out);
    for (TxIn input : tx.inputs()) {
      out.writeInt32(input.sequence());
    }
    Hash sequences = hash(out);
    for (TxOut output : tx.outputs()) {
      output.write(out);
    }
    Hash outputs = hash(out);
    return new Shared(
        prevouts, sequences, outputs, prevouts.again(), sequences.again(), outputs.again());
  }

  private Spent computeSpent() {
    ByteWriter out = new ByteWriter(36 * spent.size());
    for (TxOut output : spent) {
      out.writeInt64(output.value());
    }
    Hash amounts = hash(out);
    for (TxOut output : spent) {
      output.script().write(out);
    }
    return new Spent(amounts, hash(out));
  }

  private static Hash hash(ByteWriter out) {
    Hash hash = new Hash(Sha256.hash(out.array(), 0, out.size()));
    out.reset();
    return hash;
  }
}
