package org.quantumcoin.wallet.psbt;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.wallet.keys.KeyOrigin;

/// An output, and what proves to signers that it is change. The maps are live.
public final class PsbtOutput extends PsbtMap {
  private final TxOut txOut;
  private @Nullable Script redeemScript;
  private @Nullable Script witnessScript;
  private final NavigableMap<ByteString, KeyOrigin> derivations = new TreeMap<>();
  private @Nullable ByteString tapInternalKey;
  private List<TapLeaf> tapTree = List.of();
  private final NavigableMap<ByteString, TapDerivation> tapDerivations = new TreeMap<>();
  private final NavigableMap<ByteString, List<ByteString>> musigParticipants = new TreeMap<>();

  PsbtOutput(TxOut txOut) {
    this.txOut = txOut;
  }

  PsbtOutput copy() {
    PsbtOutput copy = new PsbtOutput(txOut);
    copy.copyDataFrom(this);
    return copy;
  }

  /// Takes over everything but the output itself.
  void copyDataFrom(PsbtOutput other) {
    redeemScript = other.redeemScript;
    witnessScript = other.witnessScript;
    derivations.putAll(other.derivations);
    tapInternalKey = other.tapInternalKey;
    tapTree = other.tapTree;
    tapDerivations.putAll(other.tapDerivations);
    musigParticipants.putAll(other.musigParticipants);
    copyExtraFrom(other);
  }

  /// Core's `PSBTOutput::Merge`: adds what the other has more.
  public void merge(PsbtOutput other) {
    redeemScript = redeemScript != null ? redeemScript : other.redeemScript;
    witnessScript = witnessScript != null ? witnessScript : other.witnessScript;
    other.derivations.forEach(derivations::putIfAbsent);
    tapInternalKey = tapInternalKey != null ? tapInternalKey : other.tapInternalKey;
    tapTree = tapTree.isEmpty() ? other.tapTree : tapTree;
    other.tapDerivations.forEach(tapDerivations::putIfAbsent);
    other.musigParticipants.forEach(musigParticipants::putIfAbsent);
    mergeExtra(other);
  }

  public TxOut txOut() {
    return txOut;
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

  public NavigableMap<ByteString, KeyOrigin> derivations() {
    return derivations;
  }

  public @Nullable ByteString tapInternalKey() {
    return tapInternalKey;
  }

  public void setTapInternalKey(@Nullable ByteString key) {
    tapInternalKey = key;
  }

  /// From left to right; empty without scripts.
  public List<TapLeaf> tapTree() {
    return tapTree;
  }

  public void setTapTree(List<TapLeaf> leaves) {
    tapTree = List.copyOf(leaves);
  }

  public NavigableMap<ByteString, TapDerivation> tapDerivations() {
    return tapDerivations;
  }

  /// Who takes part, by the aggregate key (BIP-0373).
  public NavigableMap<ByteString, List<ByteString>> musigParticipants() {
    return musigParticipants;
  }
}
