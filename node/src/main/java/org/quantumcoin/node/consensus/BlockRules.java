package org.quantumcoin.node.consensus;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Witness;
import org.quantumcoin.node.script.SigOps;

/// What makes a block valid apart from the coins it spends.
public final class BlockRules {
  /// Cost of signature operations a block may have (BIP-0141).
  public static final int MAX_SIGOPS_COST = 80_000;

  /// `OP_RETURN`, a push of 36 bytes, and the tag that marks the witness commitment (BIP-0141,
  /// Commitment structure).
  private static final byte[] COMMITMENT_HEAD = {
    0x6a, 0x24, (byte) 0xaa, 0x21, (byte) 0xa9, (byte) 0xed
  };

  private static final int COMMITMENT_BYTES = 38;

  private BlockRules() {}

  /// The checks that need nothing but the block (Core's `CheckBlock`), proof of work among them.
  public static Optional<Violation> check(Block block, NetworkParams.Consensus rules) {
    Optional<Violation> header = HeaderRules.check(block.header(), rules);
    return header.isPresent() ? header : checkBody(block, rules);
  }

  /// As [#check] without proof of work, for templates.
  public static Optional<Violation> checkBody(Block block, NetworkParams.Consensus rules) {
    if (rules.signetChallenge().isPresent()
        && !SignetRules.isSolved(block, rules.signetChallenge().get())) {
      return broken("bad-signet-blksig", "signet block signature validation failure");
    }
    MerkleTree.Root root = MerkleTree.ofBlock(block);
    if (!root.hash().equals(block.header().merkleRoot())) {
      return Optional.of(Violation.mutated("bad-txnmrklroot", "hashMerkleRoot mismatch"));
    }
    if (root.mutated()) {
      return Optional.of(Violation.mutated("bad-txns-duplicate", "duplicate transaction"));
    }
    List<Transaction> txs = block.transactions();
    int scale = Transaction.WITNESS_SCALE_FACTOR;
    if (txs.isEmpty()
        || (long) txs.size() * scale > TxRules.MAX_BLOCK_WEIGHT
        || (long) block.baseSize() * scale > TxRules.MAX_BLOCK_WEIGHT) {
      return broken("bad-blk-length", "size limits failed");
    }
    if (!txs.get(0).isCoinbase()) {
      return broken("bad-cb-missing", "first tx is not coinbase");
    }
    for (int i = 1; i < txs.size(); i++) {
      if (txs.get(i).isCoinbase()) {
        return broken("bad-cb-multiple", "more than one coinbase");
      }
    }
    int sigOps = 0;
    for (Transaction tx : txs) {
      Optional<Violation> violation = TxRules.check(tx, rules.maxMoney());
      if (violation.isPresent()) {
        String reason = violation.get().reason();
        String detail = violation.get().detail();
        return broken(reason, "Transaction check failed (tx hash " + tx.txid() + ") " + detail);
      }
      sigOps += SigOps.legacyCount(tx);
    }
    if (sigOps * scale > MAX_SIGOPS_COST) {
      return broken("bad-blk-sigops", "out-of-bounds SigOpCount");
    }
    return Optional.empty();
  }

  /// The checks that depend on the block's place in the chain (Core's `ContextualCheckBlock`).
  ///
  /// `lockTimeCutoff` is what lock times are compared with: the parent's median time once BIP-0113
  /// holds, the block's own time before that.
  public static Optional<Violation> checkContextual(
      Block block, int height, long lockTimeCutoff, boolean segwit, NetworkParams.Consensus rules) {
    for (Transaction tx : block.transactions()) {
      if (!LockTimes.isFinal(tx, height, lockTimeCutoff)) {
        return broken("bad-txns-nonfinal", "non-final transaction");
      }
    }
    if (height >= rules.heights().bip34()) {
      byte[] expected = heightPush(height);
      Script scriptSig = block.transactions().get(0).inputs().get(0).scriptSig();
      if (scriptSig.length() < expected.length
          || !Arrays.equals(scriptSig.toBytes(0, expected.length), expected)) {
        return broken("bad-cb-height", "block height mismatch in coinbase");
      }
    }
    Optional<Violation> witness = checkWitnesses(block, segwit);
    if (witness.isPresent()) {
      return witness;
    }
    // After the commitment: otherwise anybody could make a good block look too heavy by adding
    // witnesses to it.
    if (block.weight() > TxRules.MAX_BLOCK_WEIGHT) {
      return broken("bad-blk-weight", "weight limit failed");
    }
    return Optional.empty();
  }

  private static Optional<Violation> checkWitnesses(Block block, boolean segwit) {
    int at = segwit ? witnessCommitmentIndex(block) : -1;
    if (at >= 0) {
      Transaction coinbase = block.transactions().get(0);
      Witness reserved = coinbase.inputs().get(0).witness();
      if (reserved.size() != 1 || reserved.itemLength(0) != 32) {
        return Optional.of(
            Violation.mutated(
                "bad-witness-nonce-size",
                "check_witness_commitment : invalid witness reserved value size"));
      }
      byte[] committed = coinbase.outputs().get(at).script().toBytes(6, COMMITMENT_BYTES);
      if (!Arrays.equals(
          committed, witnessCommitment(MerkleTree.ofWitnesses(block), reserved.item(0)))) {
        return Optional.of(
            Violation.mutated(
                "bad-witness-merkle-match",
                "check_witness_commitment : witness merkle commitment mismatch"));
      }
      return Optional.empty();
    }
    for (Transaction tx : block.transactions()) {
      if (tx.hasWitness()) {
        return Optional.of(
            Violation.mutated(
                "unexpected-witness", "check_witness_commitment : unexpected witness data found"));
      }
    }
    return Optional.empty();
  }

  /// The last output of the coinbase that carries a witness commitment, or -1.
  public static int witnessCommitmentIndex(Block block) {
    if (block.transactions().isEmpty()) {
      return -1;
    }
    List<TxOut> outputs = block.transactions().get(0).outputs();
    for (int i = outputs.size() - 1; i >= 0; i--) {
      Script script = outputs.get(i).script();
      if (script.length() >= COMMITMENT_BYTES
          && Arrays.equals(script.toBytes(0, COMMITMENT_HEAD.length), COMMITMENT_HEAD)) {
        return i;
      }
    }
    return -1;
  }

  /// Double SHA-256 of the witness root and the reserved value.
  public static byte[] witnessCommitment(Hash256 witnessRoot, byte[] reserved) {
    return Sha256.local().update(witnessRoot.toBytes()).update(reserved).finishTwice();
  }

  /// The output that commits to a block's witnesses with a reserved value of zeros.
  public static TxOut commitmentOutput(Hash256 witnessRoot) {
    ByteWriter out = new ByteWriter(COMMITMENT_BYTES);
    out.writeBytes(COMMITMENT_HEAD).writeBytes(witnessCommitment(witnessRoot, new byte[32]));
    return new TxOut(0, Script.of(out.toByteArray()));
  }

  /// The height as a coinbase must begin with it: a minimal push of a script number (BIP-0034).
  public static byte[] heightPush(int height) {
    if (height == 0) {
      return new byte[] {0};
    }
    if (height <= 16) {
      return new byte[] {(byte) (0x50 + height)};
    }
    ByteWriter number = new ByteWriter(8);
    int rest = height;
    int last = 0;
    while (rest != 0) {
      last = rest & 0xff;
      number.writeByte(last);
      rest >>>= 8;
    }
    // The top bit of the last byte is the sign.
    if ((last & 0x80) != 0) {
      number.writeByte(0);
    }
    return new ByteWriter(8)
        .writeByte(number.size())
        .writeBytes(number.toByteArray())
        .toByteArray();
  }

  /// A header that does not commit to its block's body says nothing about it (Core's
  /// `IsBlockMutated`): what a peer may have changed on the way, checked before the block is looked
  /// at closer.
  public static Optional<Violation> checkNotMutated(Block block, boolean segwit) {
    BlockHeader header = block.header();
    MerkleTree.Root root = MerkleTree.ofBlock(block);
    if (!root.hash().equals(header.merkleRoot())) {
      return Optional.of(Violation.mutated("bad-txnmrklroot", "hashMerkleRoot mismatch"));
    }
    if (root.mutated()) {
      return Optional.of(Violation.mutated("bad-txns-duplicate", "duplicate transaction"));
    }
    return checkWitnesses(block, segwit);
  }

  private static Optional<Violation> broken(String reason, String detail) {
    return Optional.of(Violation.consensus(reason, detail));
  }
}
