package org.quantumcoin.wallet.psbt;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Witness;
import org.quantumcoin.node.script.sign.SatisfactionSource.HashFunction;
import org.quantumcoin.wallet.keys.KeyOrigin;

/// Writes a PSBT, its fields in Core's order, so that the same content gives the same bytes.
///
/// As Core, it leaves out what signers needed where an input is final.
final class PsbtWriter {
  static final Comparator<ByteString> SHORTEST_FIRST =
      Comparator.comparingInt(ByteString::length).thenComparing(Comparator.naturalOrder());

  private final Psbt psbt;
  private final ByteWriter out = new ByteWriter(1024);

  PsbtWriter(Psbt psbt) {
    this.psbt = psbt;
  }

  byte[] write() {
    out.writeBytes(PsbtReader.magic());
    globals();
    psbt.inputs().forEach(this::input);
    psbt.outputs().forEach(this::output);
    return out.toByteArray();
  }

  private void separator() {
    out.writeByte(0);
  }

  private void field(int type, ByteString keyData, byte[] value) {
    out.writeCompactSize(1L + keyData.length()).writeByte(type).writeBytes(keyData.toBytes());
    out.writeVarBytes(value);
  }

  private void field(int type, byte[] value) {
    field(type, ByteString.EMPTY, value);
  }

  private void int32(int type, int value) {
    field(type, new ByteWriter().writeInt32(value).toByteArray());
  }

  private void count(int type, int value) {
    field(type, new ByteWriter().writeCompactSize(value).toByteArray());
  }

  private void script(int type, @Nullable Script script) {
    if (script != null) {
      field(type, script.toBytes());
    }
  }

  private void bytes(int type, @Nullable ByteString value) {
    if (value != null) {
      field(type, value.toBytes());
    }
  }

  private void extra(PsbtMap map) {
    raw(map.proprietary());
    raw(map.unknown());
  }

  private void raw(NavigableMap<ByteString, ByteString> fields) {
    fields.forEach((key, value) -> out.writeVarBytes(key.toBytes()).writeVarBytes(value.toBytes()));
  }

  private static void origin(ByteWriter to, KeyOrigin origin) {
    to.writeInt32(Integer.reverseBytes(origin.fingerprint()));
    origin.path().steps().forEach(to::writeInt32);
  }

  private static byte[] origin(KeyOrigin origin) {
    ByteWriter value = new ByteWriter();
    origin(value, origin);
    return value.toByteArray();
  }

  private void globals() {
    if (psbt.version() == 0) {
      ByteWriter tx = new ByteWriter();
      psbt.unsignedTx().writeWithoutWitness(tx);
      field(FieldType.GLOBAL_UNSIGNED_TX, tx.toByteArray());
    }
    for (Map.Entry<ByteString, KeyOrigin> xpub : psbt.xpubsByOrigin()) {
      field(FieldType.GLOBAL_XPUB, xpub.getKey(), origin(xpub.getValue()));
    }
    if (psbt.version() != 0) {
      int32(FieldType.GLOBAL_TX_VERSION, psbt.txVersion());
      psbt.fallbackLockTime().ifPresent(lock -> int32(FieldType.GLOBAL_FALLBACK_LOCK_TIME, lock));
      count(FieldType.GLOBAL_INPUT_COUNT, psbt.inputs().size());
      count(FieldType.GLOBAL_OUTPUT_COUNT, psbt.outputs().size());
      psbt.modifiable()
          .ifPresent(flags -> field(FieldType.GLOBAL_TX_MODIFIABLE, new byte[] {(byte) flags}));
      int32(FieldType.GLOBAL_VERSION, psbt.version());
    }
    extra(psbt);
    separator();
  }

  private void input(PsbtInput input) {
    Transaction whole = input.nonWitnessUtxo();
    if (whole != null) {
      // As Core: the witness is not part of what the txid proves.
      ByteWriter value = new ByteWriter(whole.baseSize());
      whole.writeWithoutWitness(value);
      field(FieldType.IN_NON_WITNESS_UTXO, value.toByteArray());
    }
    TxOut coin = input.witnessUtxo();
    if (coin != null) {
      ByteWriter value = new ByteWriter();
      coin.write(value);
      field(FieldType.IN_WITNESS_UTXO, value.toByteArray());
    }
    if (!input.isFinal()) {
      signingFields(input);
      taprootFields(input);
    }
    if (!input.finalScriptSig().isEmpty()) {
      script(FieldType.IN_FINAL_SCRIPT_SIG, input.finalScriptSig());
    }
    Witness witness = input.finalWitness();
    if (!witness.isEmpty()) {
      ByteWriter value = new ByteWriter();
      witness.write(value);
      field(FieldType.IN_FINAL_SCRIPT_WITNESS, value.toByteArray());
    }
    if (psbt.version() != 0) {
      version2Fields(input);
    }
    extra(input);
    separator();
  }

  private void signingFields(PsbtInput input) {
    fields(FieldType.IN_PARTIAL_SIGNATURE, input.partialSignaturesByKeyHash());
    input.sighashType().ifPresent(type -> int32(FieldType.IN_SIGHASH_TYPE, type));
    script(FieldType.IN_REDEEM_SCRIPT, input.redeemScript());
    script(FieldType.IN_WITNESS_SCRIPT, input.witnessScript());
    derivations(FieldType.IN_BIP32_DERIVATION, input.derivations());
    fields(FieldType.IN_RIPEMD160, input.preimages(HashFunction.RIPEMD160));
    fields(FieldType.IN_SHA256, input.preimages(HashFunction.SHA256));
    fields(FieldType.IN_HASH160, input.preimages(HashFunction.HASH160));
    fields(FieldType.IN_HASH256, input.preimages(HashFunction.HASH256));
  }

  private void fields(int type, Map<ByteString, ByteString> values) {
    values.forEach((key, value) -> field(type, key, value.toBytes()));
  }

  private void derivations(int type, NavigableMap<ByteString, KeyOrigin> derivations) {
    derivations.forEach((key, origin) -> field(type, key, origin(origin)));
  }

  private void taprootFields(PsbtInput input) {
    bytes(FieldType.IN_TAP_KEY_SIGNATURE, input.tapKeySignature());
    input
        .tapScriptSignatures()
        .forEach((key, signature) ->
            field(
                FieldType.IN_TAP_SCRIPT_SIGNATURE,
                key.xOnlyKey().plus(key.leafHash()),
                signature.toBytes()));
    input
        .tapLeafScripts()
        .forEach((leaf, blocks) -> {
          byte[] value =
              new ByteWriter()
                  .writeBytes(leaf.script().toBytes())
                  .writeByte(leaf.version())
                  .toByteArray();
          blocks.forEach(block -> field(FieldType.IN_TAP_LEAF_SCRIPT, block, value));
        });
    tapDerivations(FieldType.IN_TAP_BIP32_DERIVATION, input.tapDerivations());
    bytes(FieldType.IN_TAP_INTERNAL_KEY, input.tapInternalKey());
    bytes(FieldType.IN_TAP_MERKLE_ROOT, input.tapMerkleRoot());
    musigParticipants(FieldType.IN_MUSIG2_PARTICIPANTS, input.musigParticipants());
    fields(FieldType.IN_MUSIG2_PUBLIC_NONCE, input.musigPublicNonces());
    fields(FieldType.IN_MUSIG2_PARTIAL_SIGNATURE, input.musigPartialSignatures());
  }

  private void tapDerivations(int type, NavigableMap<ByteString, TapDerivation> derivations) {
    derivations.forEach((key, derivation) -> {
      ByteWriter value = new ByteWriter();
      NavigableSet<ByteString> hashes = derivation.leafHashes();
      value.writeCompactSize(hashes.size());
      hashes.forEach(hash -> value.writeBytes(hash.toBytes()));
      origin(value, derivation.origin());
      field(type, key, value.toByteArray());
    });
  }

  private void musigParticipants(
      int type, NavigableMap<ByteString, List<ByteString>> participants) {
    participants.forEach((aggregate, keys) -> {
      ByteWriter value = new ByteWriter();
      keys.forEach(key -> value.writeBytes(key.toBytes()));
      field(type, aggregate, value.toByteArray());
    });
  }

  private void version2Fields(PsbtInput input) {
    OutPoint prevout = input.prevout();
    ByteWriter txid = new ByteWriter();
    prevout.txid().write(txid);
    field(FieldType.IN_PREVIOUS_TXID, txid.toByteArray());
    int32(FieldType.IN_OUTPUT_INDEX, prevout.index());
    if (input.hasSequence()) {
      int32(FieldType.IN_SEQUENCE, input.sequence());
    }
    input.requiredTime().ifPresent(time -> int32(FieldType.IN_REQUIRED_TIME, time));
    input.requiredHeight().ifPresent(height -> int32(FieldType.IN_REQUIRED_HEIGHT, height));
  }

  private void output(PsbtOutput output) {
    script(FieldType.OUT_REDEEM_SCRIPT, output.redeemScript());
    script(FieldType.OUT_WITNESS_SCRIPT, output.witnessScript());
    derivations(FieldType.OUT_BIP32_DERIVATION, output.derivations());
    if (psbt.version() != 0) {
      field(
          FieldType.OUT_AMOUNT, new ByteWriter().writeInt64(output.txOut().value()).toByteArray());
      script(FieldType.OUT_SCRIPT, output.txOut().script());
    }
    bytes(FieldType.OUT_TAP_INTERNAL_KEY, output.tapInternalKey());
    if (!output.tapTree().isEmpty()) {
      ByteWriter tree = new ByteWriter();
      for (TapLeaf leaf : output.tapTree()) {
        tree.writeByte(leaf.depth()).writeByte(leaf.version());
        leaf.script().write(tree);
      }
      field(FieldType.OUT_TAP_TREE, tree.toByteArray());
    }
    tapDerivations(FieldType.OUT_TAP_BIP32_DERIVATION, output.tapDerivations());
    musigParticipants(FieldType.OUT_MUSIG2_PARTICIPANTS, output.musigParticipants());
    extra(output);
    separator();
  }
}
