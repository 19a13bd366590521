package org.quantumcoin.wallet.psbt;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.crypto.Hash160;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Witness;
import org.quantumcoin.node.script.sign.SatisfactionSource.HashFunction;
import org.quantumcoin.node.script.sign.SignatureData.LeafKey;
import org.quantumcoin.node.script.sign.TaprootSpend.LeafScript;
import org.quantumcoin.wallet.keys.KeyOrigin;

/// An input: the coin it spends, what signers need, what they signed. The maps are live.
public final class PsbtInput extends PsbtMap {
  private final OutPoint prevout;
  private @Nullable Integer sequence;
  private @Nullable Integer requiredTime;
  private @Nullable Integer requiredHeight;

  private @Nullable Transaction nonWitnessUtxo;
  private @Nullable TxOut witnessUtxo;
  private final NavigableMap<ByteString, ByteString> partialSignatures = new TreeMap<>();
  private @Nullable Integer sighashType;
  private @Nullable Script redeemScript;
  private @Nullable Script witnessScript;
  private final NavigableMap<ByteString, KeyOrigin> derivations = new TreeMap<>();
  private Script finalScriptSig = Script.EMPTY;
  private Witness finalWitness = Witness.EMPTY;
  private final Map<HashFunction, NavigableMap<ByteString, ByteString>> preimages =
      new EnumMap<>(HashFunction.class);

  private @Nullable ByteString tapKeySignature;
  private final NavigableMap<LeafKey, ByteString> tapScriptSignatures = new TreeMap<>();
  private final NavigableMap<LeafScript, NavigableSet<ByteString>> tapLeafScripts = new TreeMap<>();
  private final NavigableMap<ByteString, TapDerivation> tapDerivations = new TreeMap<>();
  private @Nullable ByteString tapInternalKey;
  private @Nullable ByteString tapMerkleRoot;

  private final NavigableMap<ByteString, List<ByteString>> musigParticipants = new TreeMap<>();
  private final NavigableMap<ByteString, ByteString> musigPublicNonces = new TreeMap<>();
  private final NavigableMap<ByteString, ByteString> musigPartialSignatures = new TreeMap<>();

  PsbtInput(OutPoint prevout, @Nullable Integer sequence) {
    this.prevout = prevout;
    this.sequence = sequence;
  }

  PsbtInput copy() {
    PsbtInput copy = new PsbtInput(prevout, sequence);
    copy.requiredTime = requiredTime;
    copy.requiredHeight = requiredHeight;
    copy.copyDataFrom(this);
    return copy;
  }

  /// Takes over everything but which coin is spent and how it is locked.
  void copyDataFrom(PsbtInput other) {
    nonWitnessUtxo = other.nonWitnessUtxo;
    witnessUtxo = other.witnessUtxo;
    partialSignatures.putAll(other.partialSignatures);
    sighashType = other.sighashType;
    redeemScript = other.redeemScript;
    witnessScript = other.witnessScript;
    derivations.putAll(other.derivations);
    finalScriptSig = other.finalScriptSig;
    finalWitness = other.finalWitness;
    other.preimages.forEach((function, known) -> preimages(function).putAll(known));
    tapKeySignature = other.tapKeySignature;
    tapScriptSignatures.putAll(other.tapScriptSignatures);
    other.tapLeafScripts.forEach((leaf, blocks) -> controlBlocks(leaf).addAll(blocks));
    tapDerivations.putAll(other.tapDerivations);
    tapInternalKey = other.tapInternalKey;
    tapMerkleRoot = other.tapMerkleRoot;
    musigParticipants.putAll(other.musigParticipants);
    musigPublicNonces.putAll(other.musigPublicNonces);
    musigPartialSignatures.putAll(other.musigPartialSignatures);
    copyExtraFrom(other);
  }

  /// Core's `PSBTInput::Merge`: adds what the other has more; where both have a value this one's
  /// stays.
  public void merge(PsbtInput other) {
    nonWitnessUtxo = nonWitnessUtxo != null ? nonWitnessUtxo : other.nonWitnessUtxo;
    witnessUtxo = witnessUtxo != null ? witnessUtxo : other.witnessUtxo;
    other.partialSignatures.forEach(partialSignatures::putIfAbsent);
    sighashType = sighashType != null ? sighashType : other.sighashType;
    redeemScript = redeemScript != null ? redeemScript : other.redeemScript;
    witnessScript = witnessScript != null ? witnessScript : other.witnessScript;
    other.derivations.forEach(derivations::putIfAbsent);
    finalScriptSig = finalScriptSig.isEmpty() ? other.finalScriptSig : finalScriptSig;
    finalWitness = finalWitness.isEmpty() ? other.finalWitness : finalWitness;
    other.preimages.forEach((function, known) -> known.forEach(preimages(function)::putIfAbsent));
    tapKeySignature = tapKeySignature != null ? tapKeySignature : other.tapKeySignature;
    other.tapScriptSignatures.forEach(tapScriptSignatures::putIfAbsent);
    other.tapLeafScripts.forEach((leaf, blocks) -> controlBlocks(leaf).addAll(blocks));
    other.tapDerivations.forEach(tapDerivations::putIfAbsent);
    tapInternalKey = tapInternalKey != null ? tapInternalKey : other.tapInternalKey;
    tapMerkleRoot = tapMerkleRoot != null ? tapMerkleRoot : other.tapMerkleRoot;
    other.musigParticipants.forEach(musigParticipants::putIfAbsent);
    other.musigPublicNonces.forEach(musigPublicNonces::putIfAbsent);
    other.musigPartialSignatures.forEach(musigPartialSignatures::putIfAbsent);
    mergeExtra(other);
  }

  public OutPoint prevout() {
    return prevout;
  }

  /// Final where it is not said.
  public int sequence() {
    return sequence == null ? TxIn.SEQUENCE_FINAL : sequence;
  }

  boolean hasSequence() {
    return sequence != null;
  }

  public void setSequence(int value) {
    sequence = value;
  }

  /// Unix seconds, unsigned; the lock time must be a time and not earlier (BIP-0370).
  public OptionalInt requiredTime() {
    return requiredTime == null ? OptionalInt.empty() : OptionalInt.of(requiredTime);
  }

  public void setRequiredTime(int unixSeconds) {
    requiredTime = unixSeconds;
  }

  /// The lock time must be a height and not lower (BIP-0370).
  public OptionalInt requiredHeight() {
    return requiredHeight == null ? OptionalInt.empty() : OptionalInt.of(requiredHeight);
  }

  public void setRequiredHeight(int height) {
    requiredHeight = height;
  }

  void clearRequiredLockTimes() {
    requiredTime = null;
    requiredHeight = null;
  }

  TxIn unsigned() {
    return new TxIn(prevout, Script.EMPTY, sequence());
  }

  /// The whole transaction that made the coin.
  public @Nullable Transaction nonWitnessUtxo() {
    return nonWitnessUtxo;
  }

  public void setNonWitnessUtxo(@Nullable Transaction tx) {
    nonWitnessUtxo = tx;
  }

  /// The coin alone: enough for segwit, whose signatures commit to the amount.
  public @Nullable TxOut witnessUtxo() {
    return witnessUtxo;
  }

  public void setWitnessUtxo(@Nullable TxOut out) {
    witnessUtxo = out;
  }

  /// The coin, as far as it is said; a whole transaction must be the one that made it.
  public Optional<TxOut> spent() {
    Transaction whole = nonWitnessUtxo;
    if (whole == null) {
      return Optional.ofNullable(witnessUtxo);
    }
    long index = prevout.indexUnsigned();
    return whole.txid().equals(prevout.txid()) && index < whole.outputs().size()
        ? Optional.of(whole.outputs().get((int) index))
        : Optional.empty();
  }

  /// By public key, with hash type.
  public NavigableMap<ByteString, ByteString> partialSignatures() {
    return partialSignatures;
  }

  /// In Core's order, which is that of the keys' hashes.
  public Map<ByteString, ByteString> partialSignaturesByKeyHash() {
    Map<ByteString, ByteString> ordered = new LinkedHashMap<>();
    partialSignatures.entrySet().stream()
        .sorted(
            Comparator.comparing(entry -> ByteString.of(Hash160.hash(entry.getKey().toBytes()))))
        .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
    return ordered;
  }

  public OptionalInt sighashType() {
    return sighashType == null ? OptionalInt.empty() : OptionalInt.of(sighashType);
  }

  public void setSighashType(int type) {
    sighashType = type;
  }

  public @Nullable Script redeemScript() {
    return redeemScript;
  }

  public void setRedeemScript(@Nullable Script script) {
    redeemScript = script == null || script.isEmpty() ? null : script;
  }

  public @Nullable Script witnessScript() {
    return witnessScript;
  }

  public void setWitnessScript(@Nullable Script script) {
    witnessScript = script == null || script.isEmpty() ? null : script;
  }

  /// Where the public keys come from.
  public NavigableMap<ByteString, KeyOrigin> derivations() {
    return derivations;
  }

  public Script finalScriptSig() {
    return finalScriptSig;
  }

  public void setFinalScriptSig(Script script) {
    finalScriptSig = script;
  }

  public Witness finalWitness() {
    return finalWitness;
  }

  public void setFinalWitness(Witness witness) {
    finalWitness = witness;
  }

  /// Core's `PSBTInputSigned`: it has a final scriptSig or witness, valid or not.
  public boolean isFinal() {
    return !finalScriptSig.isEmpty() || !finalWitness.isEmpty();
  }

  /// By hash.
  public NavigableMap<ByteString, ByteString> preimages(HashFunction function) {
    return preimages.computeIfAbsent(function, _ -> new TreeMap<>());
  }

  public @Nullable ByteString tapKeySignature() {
    return tapKeySignature;
  }

  public void setTapKeySignature(@Nullable ByteString signature) {
    tapKeySignature = signature;
  }

  public NavigableMap<LeafKey, ByteString> tapScriptSignatures() {
    return tapScriptSignatures;
  }

  /// With their control blocks.
  public NavigableMap<LeafScript, NavigableSet<ByteString>> tapLeafScripts() {
    return tapLeafScripts;
  }

  /// Of a leaf, to add to.
  public NavigableSet<ByteString> controlBlocks(LeafScript leaf) {
    return tapLeafScripts.computeIfAbsent(leaf, _ -> new TreeSet<>(PsbtWriter.SHORTEST_FIRST));
  }

  /// By x-only key.
  public NavigableMap<ByteString, TapDerivation> tapDerivations() {
    return tapDerivations;
  }

  public @Nullable ByteString tapInternalKey() {
    return tapInternalKey;
  }

  public void setTapInternalKey(@Nullable ByteString key) {
    tapInternalKey = key;
  }

  public @Nullable ByteString tapMerkleRoot() {
    return tapMerkleRoot;
  }

  public void setTapMerkleRoot(@Nullable ByteString root) {
    tapMerkleRoot = root;
  }

  /// Who takes part, by the aggregate key (BIP-0373).
  public NavigableMap<ByteString, List<ByteString>> musigParticipants() {
    return musigParticipants;
  }

  /// By participant key, aggregate key and, for a leaf, its hash, joined (BIP-0373).
  public NavigableMap<ByteString, ByteString> musigPublicNonces() {
    return musigPublicNonces;
  }

  /// By the same keys as the nonces.
  public NavigableMap<ByteString, ByteString> musigPartialSignatures() {
    return musigPartialSignatures;
  }

  /// Forgets what signers needed, which a finished input must not carry (BIP-0174, "Input
  /// Finalizer").
  public void clearSigningData() {
    partialSignatures.clear();
    sighashType = null;
    redeemScript = null;
    witnessScript = null;
    derivations.clear();
    preimages.clear();
    tapKeySignature = null;
    tapScriptSignatures.clear();
    tapLeafScripts.clear();
    tapDerivations.clear();
    tapInternalKey = null;
    tapMerkleRoot = null;
    musigParticipants.clear();
    musigPublicNonces.clear();
    musigPartialSignatures.clear();
  }
}
