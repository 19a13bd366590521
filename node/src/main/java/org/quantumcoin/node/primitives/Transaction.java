package org.quantumcoin.node.primitives;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.DecodeException;

/// A transaction together with its serialisation (BIP-0144), of which everything in it is a slice.
///
/// Immutable. The identities are computed when first asked for; two threads may compute the same
/// one, harmlessly.
public final class Transaction {
  /// Bytes of the smallest input (outpoint, empty script, sequence) and output (value, empty
  /// script).
  private static final int MIN_INPUT_BYTES = OutPoint.SIZE_BYTES + 1 + 4;

  private static final int MIN_OUTPUT_BYTES = 8 + 1;

  /// Weight units for a byte outside the witness (BIP-0141).
  public static final int WITNESS_SCALE_FACTOR = 4;

  private final byte[] bytes;
  private final int offset;
  private final int length;

  /// Index of the first byte behind the outputs, where witness or lock time begin.
  private final int bodyEnd;

  private final boolean segwit;
  private final int version;
  private final List<TxIn> inputs;
  private final List<TxOut> outputs;
  private final int lockTime;
  private volatile @Nullable Txid txid;
  private volatile @Nullable Wtxid wtxid;

  private Transaction(
      byte[] bytes,
      int offset,
      int length,
      int bodyEnd,
      boolean segwit,
      int version,
      List<TxIn> inputs,
      List<TxOut> outputs,
      int lockTime) {
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
    this.bodyEnd = bodyEnd;
    this.segwit = segwit;
    this.version = version;
    this.inputs = inputs;
    this.outputs = outputs;
    this.lockTime = lockTime;
  }

  /// Serialises what is given; a witness anywhere makes it the extended form.
  public static Transaction create(
      int version, List<TxIn> inputs, List<TxOut> outputs, int lockTime) {
    boolean segwit = false;
    for (TxIn input : inputs) {
      segwit |= !input.witness().isEmpty();
    }
    ByteWriter out = new ByteWriter();
    out.writeInt32(version);
    if (segwit) {
      out.writeByte(0).writeByte(1);
    }
    out.writeCompactSize(inputs.size());
    for (TxIn input : inputs) {
      input.prevout().write(out);
      input.scriptSig().write(out);
      out.writeInt32(input.sequence());
    }
    out.writeCompactSize(outputs.size());
    for (TxOut output : outputs) {
      output.write(out);
    }
    int bodyEnd = out.size();
    if (segwit) {
      for (TxIn input : inputs) {
        input.witness().write(out);
      }
    }
    out.writeInt32(lockTime);
    byte[] bytes = out.toByteArray();
    return new Transaction(
        bytes,
        0,
        bytes.length,
        bodyEnd,
        segwit,
        version,
        List.copyOf(inputs),
        List.copyOf(outputs),
        lockTime);
  }

  /// Reads one transaction and leaves the reader behind it; both serialisations are accepted.
  public static Transaction read(ByteReader in) {
    return read(in, true);
  }

  /// With `allowWitness` false the bytes are taken as the old serialisation, in which no inputs
  /// means no inputs.
  public static Transaction read(ByteReader in, boolean allowWitness) {
    int start = in.position();
    int version = in.readInt32();
    int inputCount = in.readCount(0);
    boolean segwit = false;
    if (inputCount == 0 && allowWitness) {
      // Core's UnserializeTransaction: a zero count is the marker of the extended form if a flag
      // follows; a flag of
      // zero means a transaction without inputs and outputs.
      int flags = in.readByte();
      if (flags != 0) {
        if ((flags & ~1) != 0) {
          throw new DecodeException("Unknown transaction optional data");
        }
        segwit = true;
        inputCount = in.readCount(MIN_INPUT_BYTES);
      } else {
        int lockTimeOnly = in.readInt32();
        return new Transaction(
            in.array(),
            start,
            in.position() - start,
            in.position() - 4,
            false,
            version,
            List.of(),
            List.of(),
            lockTimeOnly);
      }
    }
    if ((long) inputCount * MIN_INPUT_BYTES > in.remaining()) {
      throw new DecodeException("count of inputs exceeds the bytes given");
    }
    TxIn[] inputs = new TxIn[inputCount];
    for (int i = 0; i < inputCount; i++) {
      OutPoint prevout = OutPoint.read(in);
      Script scriptSig = Script.read(in);
      inputs[i] = new TxIn(prevout, scriptSig, in.readInt32(), Witness.EMPTY);
    }
    TxOut[] outputs = new TxOut[in.readCount(MIN_OUTPUT_BYTES)];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = TxOut.read(in);
    }
    int bodyEnd = in.position();
    if (segwit) {
      boolean any = false;
      for (int i = 0; i < inputCount; i++) {
        Witness witness = Witness.read(in);
        if (!witness.isEmpty()) {
          any = true;
          inputs[i] = inputs[i].withWitness(witness);
        }
      }
      if (!any) {
        throw new DecodeException("Superfluous witness record");
      }
    }
    int lockTime = in.readInt32();
    return new Transaction(
        in.array(),
        start,
        in.position() - start,
        bodyEnd,
        segwit,
        version,
        List.of(inputs),
        List.of(outputs),
        lockTime);
  }

  /// A whole array as one transaction, nothing left over.
  public static Transaction parse(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    Transaction tx = read(in);
    in.expectEnd();
    return tx;
  }

  /// Signed, as Core has it.
  public int version() {
    return version;
  }

  public List<TxIn> inputs() {
    return inputs;
  }

  public List<TxOut> outputs() {
    return outputs;
  }

  /// Unsigned 32 bits kept in an int; heights below 500,000,000, unix seconds from there.
  public int lockTime() {
    return lockTime;
  }

  public long lockTimeUnsigned() {
    return Integer.toUnsignedLong(lockTime);
  }

  public boolean hasWitness() {
    return segwit;
  }

  public boolean isCoinbase() {
    return inputs.size() == 1 && inputs.get(0).prevout().isNull();
  }

  public Txid txid() {
    Txid known = txid;
    if (known == null) {
      known = new Txid(Hash256.of(baseDigest()));
      txid = known;
    }
    return known;
  }

  public Wtxid wtxid() {
    Wtxid known = wtxid;
    if (known == null) {
      known =
          segwit
              ? new Wtxid(Hash256.of(Sha256.hashTwice(bytes, offset, length)))
              : new Wtxid(txid().hash());
      wtxid = known;
    }
    return known;
  }

  private byte[] baseDigest() {
    if (!segwit) {
      return Sha256.hashTwice(bytes, offset, length);
    }
    int body = offset + 6;
    return Sha256.local()
        .update(bytes, offset, 4)
        .update(bytes, body, bodyEnd - body)
        .update(bytes, offset + length - 4, 4)
        .finishTwice();
  }

  /// Bytes with the witness.
  public int totalSize() {
    return length;
  }

  /// Bytes without the witness.
  public int baseSize() {
    return segwit ? bodyEnd - offset - 2 + 4 : length;
  }

  /// BIP-0141: three times the base size and once the total size.
  public int weight() {
    return baseSize() * (WITNESS_SCALE_FACTOR - 1) + length;
  }

  /// Weight divided by four, rounded up.
  public int virtualSize() {
    return (weight() + WITNESS_SCALE_FACTOR - 1) / WITNESS_SCALE_FACTOR;
  }

  public void write(ByteWriter out) {
    out.writeBytes(bytes, offset, length);
  }

  /// The serialisation that the txid is the hash of.
  public void writeWithoutWitness(ByteWriter out) {
    if (!segwit) {
      write(out);
      return;
    }
    int body = offset + 6;
    out.writeBytes(bytes, offset, 4)
        .writeBytes(bytes, body, bodyEnd - body)
        .writeBytes(bytes, offset + length - 4, 4);
  }

  public byte[] toBytes() {
    ByteWriter out = new ByteWriter(length);
    write(out);
    return out.toByteArray();
  }

  /// This transaction on an array of its own, so that it does not hold a whole block in memory.
  public Transaction compact() {
    return bytes.length == length ? this : parse(toBytes());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Transaction that && wtxid().equals(that.wtxid());
  }

  @Override
  public int hashCode() {
    return wtxid().hashCode();
  }

  @Override
  public String toString() {
    return "Transaction[" + txid() + "]";
  }
}
