package org.quantumcoin.tests.interop;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.crypto.TaggedHash;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.script.PrecomputedTransactionData;
import org.quantumcoin.node.script.SignatureHash;
import org.quantumcoin.node.script.Taproot;

/// One input that is to be signed: the transaction as it will be, but for scripts and witnesses.
///
/// An empty annex stands for none. Taproot's message is put together here and not by the node's
/// class, which only makes those that are valid.
record Spend(
    Transaction tx, int index, List<TxOut> spent, Dialect dialect, Script script, Script annex) {
  private static final TaggedHash TAP_SIGHASH = new TaggedHash("TapSighash");
  private static final int ANYONE_CAN_PAY = 0x80;
  private static final int NONE = 2;
  private static final int SINGLE = 3;

  Spend(Transaction tx, int index, List<TxOut> spent) {
    this(tx, index, spent, Dialect.BASE, Script.EMPTY, Script.EMPTY);
  }

  /// The same input, satisfied by a script in one of the languages.
  Spend by(Dialect language, Script satisfied) {
    return new Spend(tx, index, spent, language, satisfied, annex);
  }

  Spend with(Script added) {
    return new Spend(tx, index, spent, dialect, script, added);
  }

  /// A signature with its hash type. The separators are those of the last OP_CODESEPARATOR that is
  /// executed before: where the script goes on, and the number of the operation, -1 for none.
  byte[] sign(SecretKey key, int hashType, int separatorEnd, int separatorPosition) {
    if (dialect == Dialect.TAPSCRIPT) {
      byte[] leaf = Taproot.leafHash(Taproot.LEAF_TAPSCRIPT, script);
      return withType(
          key.signSchnorr(taprootHash(hashType, leaf, separatorPosition), Optional.empty()),
          hashType);
    }
    int from = Math.min(separatorEnd, script.length());
    Script code = script.subScript(from, script.length());
    byte[] hash =
        dialect == Dialect.BASE
            ? SignatureHash.legacy(tx, index, code, hashType)
            : SignatureHash.witnessV0(
                new PrecomputedTransactionData(tx, spent),
                index,
                code,
                spent.get(index).value(),
                hashType);
    return append(key.signEcdsa(hash), hashType);
  }

  /// For the output key itself (BIP-0341, "Script validation rules").
  byte[] signKeyPath(SecretKey key, int hashType, byte[] tweak) {
    return withType(key.signSchnorr(taprootHash(hashType, null, -1), Optional.of(tweak)), hashType);
  }

  private static byte[] withType(byte[] signature, int hashType) {
    return hashType == 0 ? signature : append(signature, hashType);
  }

  private static byte[] append(byte[] signature, int hashType) {
    byte[] both = Arrays.copyOf(signature, signature.length + 1);
    both[signature.length] = (byte) hashType;
    return both;
  }

  private static byte[] hash(Consumer<ByteWriter> content) {
    ByteWriter out = new ByteWriter();
    content.accept(out);
    return Sha256.hash(out.toByteArray());
  }

  /// BIP-0341, "Common signature message", and BIP-0342's extension; for hash types that are not
  /// defined, the message they would have.
  private byte[] taprootHash(int hashType, byte @Nullable [] leaf, int separatorPosition) {
    TxIn input = tx.inputs().get(index);
    int outputs = hashType & 3;
    boolean alone = (hashType & ANYONE_CAN_PAY) != 0;
    ByteWriter out = new ByteWriter();
    out.writeByte(0).writeByte(hashType).writeInt32(tx.version()).writeInt32(tx.lockTime());
    if (!alone) {
      out.writeBytes(hash(all -> tx.inputs().forEach(in -> in.prevout().write(all))))
          .writeBytes(hash(all -> spent.forEach(coin -> all.writeInt64(coin.value()))))
          .writeBytes(hash(all -> spent.forEach(coin -> coin.script().write(all))))
          .writeBytes(hash(all -> tx.inputs().forEach(in -> all.writeInt32(in.sequence()))));
    }
    if (outputs != NONE && outputs != SINGLE) {
      out.writeBytes(hash(all -> tx.outputs().forEach(output -> output.write(all))));
    }
    out.writeByte((leaf == null ? 0 : 2) + (annex.isEmpty() ? 0 : 1));
    if (alone) {
      input.prevout().write(out);
      spent.get(index).write(out);
      out.writeInt32(input.sequence());
    } else {
      out.writeInt32(index);
    }
    if (!annex.isEmpty()) {
      out.writeBytes(hash(annex::write));
    }
    if (outputs == SINGLE && index < tx.outputs().size()) {
      out.writeBytes(hash(tx.outputs().get(index)::write));
    }
    if (leaf != null) {
      out.writeBytes(leaf).writeByte(0).writeInt32(separatorPosition);
    }
    return TAP_SIGHASH.hash(out.toByteArray());
  }
}
