package org.quantumcoin.node.script;

import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.crypto.TaggedHash;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;

/// What a signature signs: the three hashes of a transaction that consensus knows.
public final class SignatureHash {
  private static final TaggedHash TAP_SIGHASH = new TaggedHash("TapSighash");

  /// Above this the buffer of a thread is given back after use; a block's worth.
  private static final int MAX_KEPT_BYTES = 1 << 20;

  private static final ThreadLocal<ByteWriter> BUFFER =
      ThreadLocal.withInitial(() -> new ByteWriter(1024));

  private SignatureHash() {}

  /// The hash of the first design. `hashType` may be any number: unknown ones count as ALL and are
  /// hashed as they are. For SINGLE without an output at `index`, the answer is the number one, a
  /// mistake that became consensus.
  public static byte[] legacy(Transaction tx, int index, Script scriptCode, int hashType) {
    byte[] code = scriptCode.toBytes();
    return legacy(tx, index, code, 0, hashType);
  }

  static byte[] legacy(Transaction tx, int index, byte[] scriptCode, int from, int hashType) {
    int outputType = hashType & SigHash.OUTPUT_MASK;
    boolean single = outputType == SigHash.SINGLE;
    boolean none = outputType == SigHash.NONE;
    List<TxIn> inputs = tx.inputs();
    List<TxOut> outputs = tx.outputs();
    if (single && index >= outputs.size()) {
      byte[] one = new byte[32];
      one[0] = 1;
      return one;
    }
    ByteWriter out = BUFFER.get().reset();
    out.writeInt32(tx.version());
    if ((hashType & SigHash.ANYONECANPAY) != 0) {
      out.writeCompactSize(1);
      TxIn input = inputs.get(index);
      input.prevout().write(out);
      writeScriptCode(out, scriptCode, from);
      out.writeInt32(input.sequence());
    } else {
      out.writeCompactSize(inputs.size());
      for (int i = 0; i < inputs.size(); i++) {
        TxIn input = inputs.get(i);
        input.prevout().write(out);
        if (i == index) {
          writeScriptCode(out, scriptCode, from);
          out.writeInt32(input.sequence());
        } else {
          out.writeByte(0).writeInt32(single || none ? 0 : input.sequence());
        }
      }
    }
    writeOutputs(out, outputs, none ? 0 : single ? index + 1 : outputs.size(), single);
    out.writeInt32(tx.lockTime()).writeInt32(hashType);
    byte[] hash = Sha256.hashTwice(out.array(), 0, out.size());
    giveBack(out);
    return hash;
  }

  private static void writeOutputs(
      ByteWriter out, List<TxOut> outputs, int count, boolean onlyLast) {
    out.writeCompactSize(count);
    for (int i = 0; i < count; i++) {
      if (onlyLast && i < count - 1) {
        out.writeInt64(-1).writeByte(0);
      } else {
        outputs.get(i).write(out);
      }
    }
  }

  private static void giveBack(ByteWriter out) {
    if (out.array().length > MAX_KEPT_BYTES) {
      BUFFER.remove();
    }
  }

  /// The script code without its OP_CODESEPARATORs, length first. Of a script that breaks off
  /// within a push the length counts all, but the bytes end where reading it did, as in Core's
  /// `SerializeScriptCode`. Such a script fails anyway; where it does, depends on this.
  private static void writeScriptCode(ByteWriter out, byte[] code, int from) {
    int separators = 0;
    ScriptCursor count = new ScriptCursor(code, from, code.length);
    while (count.next()) {
      if (count.opcode() == Opcodes.OP_CODESEPARATOR) {
        separators++;
      }
    }
    out.writeCompactSize(code.length - from - separators);
    int end = count.position();
    int written = from;
    if (separators > 0) {
      ScriptCursor cursor = new ScriptCursor(code, from, code.length);
      while (cursor.next()) {
        if (cursor.opcode() == Opcodes.OP_CODESEPARATOR) {
          out.writeBytes(code, written, cursor.start() - written);
          written = cursor.position();
        }
      }
    }
    out.writeBytes(code, written, end - written);
  }

  /// BIP-0143, "Specification". `amount` is the value spent, which the hash commits to.
  public static byte[] witnessV0(
      PrecomputedTransactionData data, int index, Script scriptCode, long amount, int hashType) {
    return witnessV0(data, index, scriptCode.toBytes(), 0, amount, hashType);
  }

  static byte[] witnessV0(
      PrecomputedTransactionData data,
      int index,
      byte[] scriptCode,
      int from,
      long amount,
      int hashType) {
    Transaction tx = data.tx();
    PrecomputedTransactionData.Shared shared = data.shared();
    boolean anyoneCanPay = (hashType & SigHash.ANYONECANPAY) != 0;
    int outputType = hashType & SigHash.OUTPUT_MASK;
    boolean single = outputType == SigHash.SINGLE;
    boolean allOutputs = !single && outputType != SigHash.NONE;
    byte[] zero = new byte[32];
    byte[] outputs = zero;
    if (allOutputs) {
      outputs = shared.outputs2().bytes;
    } else if (single && index < tx.outputs().size()) {
      outputs = Sha256.hash(outputHash(tx.outputs().get(index)));
    }
    TxIn input = tx.inputs().get(index);
    ByteWriter out = BUFFER.get().reset();
    out.writeInt32(tx.version())
        .writeBytes(anyoneCanPay ? zero : shared.prevouts2().bytes)
        .writeBytes(!anyoneCanPay && allOutputs ? shared.sequences2().bytes : zero);
    input.prevout().write(out);
    out.writeCompactSize(scriptCode.length - from)
        .writeBytes(scriptCode, from, scriptCode.length - from)
        .writeInt64(amount)
        .writeInt32(input.sequence())
        .writeBytes(outputs)
        .writeInt32(tx.lockTime())
        .writeInt32(hashType);
    byte[] hash = Sha256.hashTwice(out.array(), 0, out.size());
    giveBack(out);
    return hash;
  }

  private static byte[] outputHash(TxOut output) {
    ByteWriter out = BUFFER.get().reset();
    output.write(out);
    return Sha256.hash(out.array(), 0, out.size());
  }

  /// BIP-0341, "Common signature message", with BIP-0342's extension for script paths. Empty for a
  /// hash type that is not defined and for SINGLE without an output at `index`. The spent outputs
  /// must be known.
  public static Optional<byte[]> taproot(
      PrecomputedTransactionData data,
      int index,
      int hashType,
      SigVersion version,
      ExecutionData execution) {
    return Optional.ofNullable(
        isDefinedTaprootType(hashType) && !lacksOutput(data.tx(), index, hashType)
            ? taprootHash(data, index, hashType, version, execution)
            : null);
  }

  static boolean isDefinedTaprootType(int hashType) {
    return (hashType >= 0 && hashType <= 3) || (hashType >= 0x81 && hashType <= 0x83);
  }

  static boolean lacksOutput(Transaction tx, int index, int hashType) {
    return (hashType & 3) == SigHash.SINGLE && index >= tx.outputs().size();
  }

  /// For arguments that the two methods above allow.
  static byte[] taprootHash(
      PrecomputedTransactionData data,
      int index,
      int hashType,
      SigVersion version,
      ExecutionData execution) {
    Transaction tx = data.tx();
    boolean anyoneCanPay = (hashType & SigHash.ANYONECANPAY) != 0;
    int outputType = hashType == SigHash.DEFAULT ? SigHash.ALL : hashType & 3;
    boolean scriptPath = version == SigVersion.TAPSCRIPT;
    byte[] annexHash = execution.annexHash;
    byte[] single =
        outputType == SigHash.SINGLE ? outputHash(tx.outputs().get(index)) : new byte[0];
    ByteWriter out = BUFFER.get().reset();
    // Epoch zero, then the hash type.
    out.writeByte(0).writeByte(hashType).writeInt32(tx.version()).writeInt32(tx.lockTime());
    PrecomputedTransactionData.Shared shared = data.shared();
    if (!anyoneCanPay) {
      out.writeBytes(shared.prevouts().bytes)
          .writeBytes(data.amounts())
          .writeBytes(data.scripts())
          .writeBytes(shared.sequences().bytes);
    }
    if (outputType == SigHash.ALL) {
      out.writeBytes(shared.outputs().bytes);
    }
    out.writeByte((scriptPath ? 2 : 0) + (annexHash != null ? 1 : 0));
    if (anyoneCanPay) {
      TxIn input = tx.inputs().get(index);
      input.prevout().write(out);
      data.spent().get(index).write(out);
      out.writeInt32(input.sequence());
    } else {
      out.writeInt32(index);
    }
    if (annexHash != null) {
      out.writeBytes(annexHash);
    }
    out.writeBytes(single);
    byte[] leaf = execution.tapleafHash;
    if (scriptPath && leaf != null) {
      // Key version zero stands between.
      out.writeBytes(leaf).writeByte(0).writeInt32(execution.codeSeparatorPosition);
    }
    byte[] hash = TAP_SIGHASH.start().update(out.array(), 0, out.size()).finish();
    giveBack(out);
    return hash;
  }
}
