package org.quantumcoin.node.script;

import java.util.Arrays;
import java.util.Optional;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.crypto.TaggedHash;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.primitives.Script;

/// The tree of scripts behind a taproot output: leaf and branch hashes, tweak, control block
/// (BIP-0341, "Script validation rules").
public final class Taproot {
  /// The leaf version of BIP-0342.
  public static final int LEAF_TAPSCRIPT = 0xc0;

  /// The bits of a control block's first byte that are the leaf version.
  public static final int LEAF_MASK = 0xfe;

  static final int CONTROL_BASE_BYTES = 33;
  static final int CONTROL_NODE_BYTES = 32;
  static final int CONTROL_MAX_NODES = 128;

  /// First byte of an annex.
  public static final int ANNEX_TAG = 0x50;

  private static final TaggedHash TAP_LEAF = new TaggedHash("TapLeaf");
  private static final TaggedHash TAP_BRANCH = new TaggedHash("TapBranch");
  private static final TaggedHash TAP_TWEAK = new TaggedHash("TapTweak");

  private Taproot() {}

  public static byte[] leafHash(int leafVersion, Script script) {
    ByteWriter head = new ByteWriter(16);
    head.writeByte(leafVersion).writeCompactSize(script.length());
    return TAP_LEAF
        .start()
        .update(head.array(), 0, head.size())
        .update(script.array(), script.offset(), script.length())
        .finish();
  }

  /// Of two nodes in either order.
  public static byte[] branchHash(byte[] one, byte[] other) {
    boolean ordered = Arrays.compareUnsigned(one, other) < 0;
    Sha256 hash = TAP_BRANCH.start();
    return hash.update(ordered ? one : other).update(ordered ? other : one).finish();
  }

  /// What is added to the internal key; without a script tree the root is absent.
  public static byte[] tweak(byte[] internalKey, Optional<byte[]> merkleRoot) {
    Sha256 hash = TAP_TWEAK.start().update(internalKey);
    merkleRoot.ifPresent(hash::update);
    return hash.finish();
  }

  /// The output key, compressed: parity in the first byte. Empty if the internal key is none.
  public static Optional<byte[]> outputKey(byte[] internalKey, Optional<byte[]> merkleRoot) {
    return Secp256k1.tweakXOnly(internalKey, tweak(internalKey, merkleRoot));
  }

  static boolean isControlSize(int length) {
    return length >= CONTROL_BASE_BYTES
        && length <= CONTROL_BASE_BYTES + CONTROL_MAX_NODES * CONTROL_NODE_BYTES
        && (length - CONTROL_BASE_BYTES) % CONTROL_NODE_BYTES == 0;
  }

  /// The root that a control block leads to from a leaf (Core's `ComputeTaprootMerkleRoot`).
  public static byte[] merkleRoot(byte[] control, byte[] leafHash) {
    byte[] node = leafHash;
    for (int at = CONTROL_BASE_BYTES; at < control.length; at += CONTROL_NODE_BYTES) {
      node = branchHash(node, Arrays.copyOfRange(control, at, at + CONTROL_NODE_BYTES));
    }
    return node;
  }

  /// Core's `VerifyTaprootCommitment`: does the output key commit to that leaf?
  static boolean commitsTo(byte[] outputKey, byte[] control, byte[] leafHash) {
    byte[] internalKey = Arrays.copyOfRange(control, 1, CONTROL_BASE_BYTES);
    byte[] tweak = tweak(internalKey, Optional.of(merkleRoot(control, leafHash)));
    return Secp256k1.checkXOnlyTweak(outputKey, control[0] & 1, internalKey, tweak);
  }
}
