package org.quantumcoin.wallet.psbt;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.script.Taproot;

/// Reads the map of one output.
final class OutputReader {
  /// BIP-0341: the deepest leaf.
  private static final int MAX_DEPTH = 128;

  private final MapReader map;
  private final PsbtOutput data = new PsbtOutput(new TxOut(0, Script.EMPTY));
  private @Nullable Long amount;
  private @Nullable Script script;

  OutputReader(ByteReader in) {
    map = new MapReader(in);
  }

  PsbtOutput version0(TxOut out) throws PsbtException {
    readFields();
    if (amount != null) {
      throw PsbtReader.onlyInVersion2("PSBT_OUT_AMOUNT");
    }
    if (script != null) {
      throw PsbtReader.onlyInVersion2("PSBT_OUT_SCRIPT");
    }
    return filled(new PsbtOutput(out));
  }

  PsbtOutput version2() throws PsbtException {
    readFields();
    if (amount == null) {
      throw MapReader.fault("Output amount is required in PSBTv2");
    }
    if (script == null) {
      throw MapReader.fault("Output script is required in PSBTv2");
    }
    return filled(new PsbtOutput(new TxOut(amount, script)));
  }

  private PsbtOutput filled(PsbtOutput output) {
    output.copyDataFrom(data);
    return output;
  }

  private void readFields() throws PsbtException {
    while (map.next()) {
      field();
    }
    if (!map.hasEnded()) {
      throw MapReader.fault("Separator is missing at the end of an output map");
    }
  }

  private void field() throws PsbtException {
    switch (map.type()) {
      case FieldType.OUT_REDEEM_SCRIPT -> {
        map.single("output redeemScript", "Output redeemScript");
        data.setRedeemScript(Script.of(map.value()));
      }
      case FieldType.OUT_WITNESS_SCRIPT -> {
        map.single("output witnessScript", "Output witnessScript");
        data.setWitnessScript(Script.of(map.value()));
      }
      case FieldType.OUT_BIP32_DERIVATION -> map.derivation(data.derivations());
      case FieldType.OUT_AMOUNT -> {
        map.single("output amount", "Output amount");
        ByteReader value = map.startValue();
        amount = value.readInt64();
        map.endValue();
      }
      case FieldType.OUT_SCRIPT -> {
        map.single("output script", "Output script");
        script = Script.of(map.value());
      }
      case FieldType.OUT_TAP_INTERNAL_KEY -> {
        map.single("output Taproot internal key", "Output Taproot internal key");
        data.setTapInternalKey(map.bytes32());
      }
      case FieldType.OUT_TAP_TREE -> {
        map.single("output Taproot tree", "Output Taproot tree");
        data.setTapTree(tree(map.boundedValue()));
      }
      case FieldType.OUT_TAP_BIP32_DERIVATION -> {
        TapDerivation derivation = map.tapDerivation("Output");
        data.tapDerivations().put(map.keyData(), derivation);
      }
      case FieldType.OUT_MUSIG2_PARTICIPANTS ->
          map.musigParticipants(data.musigParticipants(), "Output");
      default -> map.extra(data);
    }
  }

  private static List<TapLeaf> tree(ByteReader in) throws PsbtException {
    if (!in.hasRemaining()) {
      throw MapReader.fault("Output Taproot tree must not be empty");
    }
    List<TapLeaf> leaves = new ArrayList<>();
    while (in.hasRemaining()) {
      int depth = in.readByte();
      int version = in.readByte();
      Script leaf = Script.read(in);
      if (depth > MAX_DEPTH) {
        throw MapReader.fault("Output Taproot tree has as leaf greater than Taproot maximum depth");
      }
      if ((version & ~Taproot.LEAF_MASK) != 0) {
        throw MapReader.fault("Output Taproot tree has a leaf with an invalid leaf version");
      }
      leaves.add(new TapLeaf(depth, version, leaf));
    }
    if (!isWhole(leaves)) {
      throw MapReader.fault("Output Taproot tree is malformed");
    }
    return leaves;
  }

  /// Do the leaves, with their depths, make one binary tree?
  private static boolean isWhole(List<TapLeaf> leaves) {
    // For each level: is a left branch waiting for its right one?
    boolean[] waiting = new boolean[MAX_DEPTH + 1];
    int deepest = -1;
    for (TapLeaf leaf : leaves) {
      int depth = leaf.depth();
      if (depth < deepest || waiting[0]) {
        return false;
      }
      while (depth > 0 && waiting[depth]) {
        waiting[depth] = false;
        depth--;
      }
      if (waiting[depth]) {
        return false;
      }
      waiting[depth] = true;
      deepest = depth;
    }
    return deepest == 0 && waiting[0];
  }
}
