package org.quantumcoin.node.script.sign;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Witness;

/// What is known about the spending of one output, and what was found missing: Core's
/// `SignatureData`. [SignatureProducer] reads it and adds to it.
public final class SignatureData {
  /// A key and its signature, hash type included.
  public record KeyAndSignature(ByteString key, ByteString signature) {}

  /// Which key signs which leaf.
  public record LeafKey(ByteString xOnlyKey, ByteString leafHash) implements Comparable<LeafKey> {
    @Override
    public int compareTo(LeafKey other) {
      int byKey = xOnlyKey.compareTo(other.xOnlyKey);
      return byKey != 0 ? byKey : leafHash.compareTo(other.leafHash);
    }
  }

  boolean complete;
  boolean witness;
  Script scriptSig = Script.EMPTY;
  Witness scriptWitness = Witness.EMPTY;
  @Nullable Script redeemScript;
  @Nullable Script witnessScript;
  private final NavigableMap<ByteString, KeyAndSignature> signatures = new TreeMap<>();
  private final NavigableMap<ByteString, ByteString> publicKeys = new TreeMap<>();
  @Nullable ByteString taprootKeySignature;
  private final NavigableMap<LeafKey, ByteString> taprootScriptSignatures = new TreeMap<>();
  private TaprootSpend taproot = TaprootSpend.UNKNOWN;
  private final Map<SatisfactionSource.HashFunction, NavigableMap<ByteString, ByteString>>
      preimages = new EnumMap<>(SatisfactionSource.HashFunction.class);

  private final NavigableSet<ByteString> askedKeys = new TreeSet<>();
  private final NavigableMap<ByteString, NavigableSet<ByteString>> askedXOnlyKeys = new TreeMap<>();
  private final List<ByteString> missingKeyHashes = new ArrayList<>();
  private final List<ByteString> missingSignatures = new ArrayList<>();
  @Nullable ByteString missingRedeemScript;
  @Nullable ByteString missingWitnessScript;

  /// Satisfies the output: nothing is missing.
  public boolean isComplete() {
    return complete;
  }

  /// Whether a witness is what spends the output.
  public boolean isWitness() {
    return witness;
  }

  public void setFinal(Script finalScriptSig, Witness finalWitness) {
    scriptSig = finalScriptSig;
    scriptWitness = finalWitness;
    complete = true;
  }

  public Script scriptSig() {
    return scriptSig;
  }

  public Witness scriptWitness() {
    return scriptWitness;
  }

  public @Nullable Script redeemScript() {
    return redeemScript;
  }

  public void setRedeemScript(@Nullable Script script) {
    redeemScript = script;
  }

  public @Nullable Script witnessScript() {
    return witnessScript;
  }

  public void setWitnessScript(@Nullable Script script) {
    witnessScript = script;
  }

  /// By the hash of the key.
  public NavigableMap<ByteString, KeyAndSignature> signatures() {
    return signatures;
  }

  /// Keys that are known besides those that signed, by their hashes.
  public NavigableMap<ByteString, ByteString> publicKeys() {
    return publicKeys;
  }

  public @Nullable ByteString taprootKeySignature() {
    return taprootKeySignature;
  }

  public void setTaprootKeySignature(@Nullable ByteString signature) {
    taprootKeySignature = signature;
  }

  public NavigableMap<LeafKey, ByteString> taprootScriptSignatures() {
    return taprootScriptSignatures;
  }

  /// What stands behind the taproot output.
  public TaprootSpend taproot() {
    return taproot;
  }

  public void setTaproot(TaprootSpend spend) {
    taproot = spend;
  }

  public NavigableMap<ByteString, ByteString> preimages(SatisfactionSource.HashFunction function) {
    return preimages.computeIfAbsent(function, _ -> new TreeMap<>());
  }

  /// Keys that had to sign with ECDSA and had not yet.
  public NavigableSet<ByteString> askedKeys() {
    return askedKeys;
  }

  /// Taproot's keys that had to sign, with the hashes of the leaves they sign; the internal key has
  /// none.
  public NavigableMap<ByteString, NavigableSet<ByteString>> askedXOnlyKeys() {
    return askedXOnlyKeys;
  }

  /// HASH160 of keys that nobody knows.
  public List<ByteString> missingKeyHashes() {
    return missingKeyHashes;
  }

  /// HASH160 of keys whose signatures are missing.
  public List<ByteString> missingSignatures() {
    return missingSignatures;
  }

  /// HASH160 of the redeem script, where it is missing.
  public @Nullable ByteString missingRedeemScript() {
    return missingRedeemScript;
  }

  /// SHA-256 of the witness script, where it is missing.
  public @Nullable ByteString missingWitnessScript() {
    return missingWitnessScript;
  }

  /// Forgets what was found missing.
  public void clearMissing() {
    missingKeyHashes.clear();
    missingSignatures.clear();
    missingRedeemScript = null;
    missingWitnessScript = null;
  }
}
