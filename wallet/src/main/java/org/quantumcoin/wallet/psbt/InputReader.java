package org.quantumcoin.wallet.psbt;

import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.primitives.Witness;
import org.quantumcoin.node.script.ScriptFlags;
import org.quantumcoin.node.script.SignatureEncoding;
import org.quantumcoin.node.script.sign.SatisfactionSource.HashFunction;
import org.quantumcoin.node.script.sign.SignatureData.LeafKey;
import org.quantumcoin.node.script.sign.TaprootSpend.LeafScript;

/// Reads the map of one input.
final class InputReader {
  /// BIP-0370: below, a lock time is a height.
  private static final int LOCK_TIME_THRESHOLD = 500_000_000;

  private final MapReader map;
  private final PsbtInput data = new PsbtInput(OutPoint.NULL, null);
  private @Nullable Txid previousTxid;
  private @Nullable Integer outputIndex;
  private @Nullable Integer sequence;
  private @Nullable Integer requiredTime;
  private @Nullable Integer requiredHeight;

  InputReader(ByteReader in) {
    map = new MapReader(in);
  }

  PsbtInput version0(TxIn unsigned) throws PsbtException {
    readFields();
    if (previousTxid != null) {
      throw PsbtReader.onlyInVersion2("PSBT_IN_PREVIOUS_TXID");
    }
    if (outputIndex != null) {
      throw PsbtReader.onlyInVersion2("PSBT_IN_OUTPUT_INDEX");
    }
    if (sequence != null) {
      throw PsbtReader.onlyInVersion2("PSBT_IN_SEQUENCE");
    }
    if (requiredTime != null) {
      throw PsbtReader.onlyInVersion2("PSBT_IN_REQUIRED_TIME_LOCKTIME");
    }
    if (requiredHeight != null) {
      throw PsbtReader.onlyInVersion2("PSBT_IN_REQUIRED_HEIGHT_LOCKTIME");
    }
    return checked(new PsbtInput(unsigned.prevout(), unsigned.sequence()));
  }

  PsbtInput version2() throws PsbtException {
    readFields();
    if (previousTxid == null) {
      throw MapReader.fault("Previous TXID is required in PSBTv2");
    }
    if (outputIndex == null) {
      throw MapReader.fault("Previous output's index is required in PSBTv2");
    }
    PsbtInput input = new PsbtInput(new OutPoint(previousTxid, outputIndex), sequence);
    if (requiredTime != null) {
      input.setRequiredTime(requiredTime);
    }
    if (requiredHeight != null) {
      input.setRequiredHeight(requiredHeight);
    }
    return checked(input);
  }

  private PsbtInput checked(PsbtInput input) throws PsbtException {
    Transaction whole = data.nonWitnessUtxo();
    if (whole != null) {
      if (!whole.txid().equals(input.prevout().txid())) {
        throw MapReader.fault("Non-witness UTXO does not match outpoint hash");
      }
      if (input.prevout().indexUnsigned() >= whole.outputs().size()) {
        throw MapReader.fault("Input specifies output index that does not exist");
      }
    }
    input.copyDataFrom(data);
    return input;
  }

  private void readFields() throws PsbtException {
    while (map.next()) {
      int type = map.type();
      if (type >= FieldType.IN_TAP_KEY_SIGNATURE && type <= FieldType.IN_MUSIG2_PARTIAL_SIGNATURE) {
        taprootField(type);
      } else if (type >= FieldType.IN_RIPEMD160 && type <= FieldType.IN_REQUIRED_HEIGHT) {
        laterField(type);
      } else {
        field(type);
      }
    }
    if (!map.hasEnded()) {
      throw MapReader.fault("Separator is missing at the end of an input map");
    }
  }

  private void field(int type) throws PsbtException {
    switch (type) {
      case FieldType.IN_NON_WITNESS_UTXO -> {
        map.single("input non-witness utxo", "Non-witness utxo");
        ByteReader value = map.startValue();
        data.setNonWitnessUtxo(Transaction.read(value));
        map.endValue();
      }
      case FieldType.IN_WITNESS_UTXO -> {
        map.single("input witness utxo", "Witness utxo");
        ByteReader value = map.startValue();
        data.setWitnessUtxo(TxOut.read(value));
        map.endValue();
      }
      case FieldType.IN_PARTIAL_SIGNATURE -> partialSignature();
      case FieldType.IN_SIGHASH_TYPE -> {
        map.single("input sighash type", "Sighash type");
        data.setSighashType(map.int32());
      }
      case FieldType.IN_REDEEM_SCRIPT -> {
        map.single("input redeemScript", "Input redeemScript");
        data.setRedeemScript(Script.of(map.value()));
      }
      case FieldType.IN_WITNESS_SCRIPT -> {
        map.single("input witnessScript", "Input witnessScript");
        data.setWitnessScript(Script.of(map.value()));
      }
      case FieldType.IN_BIP32_DERIVATION -> map.derivation(data.derivations());
      case FieldType.IN_FINAL_SCRIPT_SIG -> {
        map.single("input final scriptSig", "Final scriptSig");
        data.setFinalScriptSig(Script.of(map.value()));
      }
      case FieldType.IN_FINAL_SCRIPT_WITNESS -> {
        map.single("input final scriptWitness", "Final scriptWitness");
        ByteReader value = map.startValue();
        data.setFinalWitness(Witness.read(value));
        map.endValue();
      }
      default -> map.extra(data);
    }
  }

  private void partialSignature() throws PsbtException {
    ByteString key = map.keyData();
    if (key.length() != Secp256k1.COMPRESSED_BYTES
        && key.length() != Secp256k1.UNCOMPRESSED_BYTES) {
      throw MapReader.fault(
          "Size of key was not the expected size for the type partial signature pubkey");
    }
    MapReader.requireKey(key);
    map.unique("input partial signature for pubkey");
    byte[] signature = map.value();
    int flags = ScriptFlags.DERSIG | ScriptFlags.STRICTENC;
    if (signature.length == 0 || !SignatureEncoding.check(signature, flags).isOk()) {
      throw MapReader.fault("Signature is not a valid encoding");
    }
    data.partialSignatures().put(key, ByteString.of(signature));
  }

  private void laterField(int type) throws PsbtException {
    switch (type) {
      case FieldType.IN_RIPEMD160 -> preimage(HashFunction.RIPEMD160, "ripemd160", 20);
      case FieldType.IN_SHA256 -> preimage(HashFunction.SHA256, "sha256", 32);
      case FieldType.IN_HASH160 -> preimage(HashFunction.HASH160, "hash160", 20);
      case FieldType.IN_HASH256 -> preimage(HashFunction.HASH256, "hash256", 32);
      case FieldType.IN_PREVIOUS_TXID -> {
        map.single("previous txid", "Previous txid");
        previousTxid = new Txid(Hash256.of(map.bytes32().toBytes()));
      }
      case FieldType.IN_OUTPUT_INDEX -> {
        map.single("previous output's index", "Previous output's index");
        outputIndex = map.int32();
      }
      case FieldType.IN_SEQUENCE -> {
        map.single("sequence", "Sequence");
        sequence = map.int32();
      }
      case FieldType.IN_REQUIRED_TIME -> {
        map.single("required time based locktime", "Required time based locktime");
        requiredTime = map.int32();
        if (Integer.compareUnsigned(requiredTime, LOCK_TIME_THRESHOLD) < 0) {
          throw MapReader.fault("Required time based locktime is invalid (less than 500000000)");
        }
      }
      case FieldType.IN_REQUIRED_HEIGHT -> {
        map.single("required height based locktime", "Required height based locktime");
        requiredHeight = map.int32();
        if (Integer.compareUnsigned(requiredHeight, LOCK_TIME_THRESHOLD) >= 0) {
          throw MapReader.fault(
              "Required height based locktime is invalid (greater than or equal to 500000000)");
        }
        if (requiredHeight == 0) {
          throw MapReader.fault("Required height based locktime is invalid (0)");
        }
      }
      default -> map.extra(data);
    }
  }

  private void preimage(HashFunction function, String name, int hashBytes) throws PsbtException {
    if (map.keyData().length() != hashBytes) {
      throw MapReader.fault(
          "Size of key was not the expected size for the type " + name + " preimage");
    }
    map.unique("input " + name + " preimage");
    data.preimages(function).put(map.keyData(), ByteString.of(map.value()));
  }

  private void taprootField(int type) throws PsbtException {
    switch (type) {
      case FieldType.IN_TAP_KEY_SIGNATURE -> {
        map.single("input Taproot key signature", "Input Taproot key signature");
        data.setTapKeySignature(schnorrSignature("key"));
      }
      case FieldType.IN_TAP_SCRIPT_SIGNATURE -> {
        map.unique("input Taproot script signature");
        if (map.keyData().length() != 64) {
          throw MapReader.fault("Input Taproot script signature key is not 65 bytes");
        }
        LeafKey key = new LeafKey(map.keyData().slice(0, 32), map.keyData().slice(32, 64));
        data.tapScriptSignatures().put(key, schnorrSignature("script"));
      }
      case FieldType.IN_TAP_LEAF_SCRIPT -> leafScript();
      case FieldType.IN_TAP_BIP32_DERIVATION -> {
        TapDerivation derivation = map.tapDerivation("Input");
        data.tapDerivations().put(map.keyData(), derivation);
      }
      case FieldType.IN_TAP_INTERNAL_KEY -> {
        map.single("input Taproot internal key", "Input Taproot internal key");
        data.setTapInternalKey(map.bytes32());
      }
      case FieldType.IN_TAP_MERKLE_ROOT -> {
        map.single("input Taproot merkle root", "Input Taproot merkle root");
        data.setTapMerkleRoot(map.bytes32());
      }
      case FieldType.IN_MUSIG2_PARTICIPANTS ->
          map.musigParticipants(data.musigParticipants(), "Input");
      case FieldType.IN_MUSIG2_PUBLIC_NONCE -> {
        map.unique("input musig2 pubnonce");
        data.musigPublicNonces().put(musigKey("pubnonce"), exactly(66, "pubnonce"));
      }
      case FieldType.IN_MUSIG2_PARTIAL_SIGNATURE -> {
        map.unique("input musig2 partial sig");
        data.musigPartialSignatures().put(musigKey("partial sig"), exactly(32, "partial sig"));
      }
      default -> map.extra(data);
    }
  }

  private ByteString schnorrSignature(String path) throws PsbtException {
    byte[] signature = map.value();
    if (signature.length < 64) {
      throw MapReader.fault("Input Taproot " + path + " path signature is shorter than 64 bytes");
    }
    if (signature.length > 65) {
      throw MapReader.fault("Input Taproot " + path + " path signature is longer than 65 bytes");
    }
    return ByteString.of(signature);
  }

  private void leafScript() throws PsbtException {
    map.unique("input Taproot leaf script");
    ByteString control = map.keyData();
    if (control.length() < 33) {
      throw MapReader.fault("Taproot leaf script key is not at least 34 bytes");
    }
    if ((control.length() - 1) % 32 != 0) {
      throw MapReader.fault("Input Taproot leaf script key's control block size is not valid");
    }
    ByteString value = ByteString.of(map.value());
    if (value.isEmpty()) {
      throw MapReader.fault("Input Taproot leaf script must be at least 1 byte");
    }
    int last = value.length() - 1;
    data.controlBlocks(new LeafScript(value.slice(0, last), value.at(last))).add(control);
  }

  /// Participant, aggregate key and perhaps the hash of a leaf.
  private ByteString musigKey(String what) throws PsbtException {
    ByteString key = map.keyData();
    if (key.length() != 66 && key.length() != 98) {
      throw MapReader.fault("Input musig2 " + what + " key is not expected size of 67 or 99 bytes");
    }
    if (!Secp256k1.isValidPublicKey(key.slice(0, 33).toBytes())) {
      throw MapReader.fault("musig2 participant pubkey is invalid");
    }
    if (!Secp256k1.isValidPublicKey(key.slice(33, 66).toBytes())) {
      throw MapReader.fault("musig2 aggregate pubkey is invalid");
    }
    return key;
  }

  private ByteString exactly(int bytes, String what) throws PsbtException {
    ByteString value = ByteString.of(map.value());
    if (value.length() != bytes) {
      throw MapReader.fault("Input musig2 " + what + " value is not " + bytes + " bytes");
    }
    return value;
  }
}
