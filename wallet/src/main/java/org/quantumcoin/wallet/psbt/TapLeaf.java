package org.quantumcoin.wallet.psbt;

import org.quantumcoin.node.primitives.Script;

/// A leaf of an output's script tree, in the order of a walk from left to right (BIP-0371).
public record TapLeaf(int depth, int version, Script script) {}
