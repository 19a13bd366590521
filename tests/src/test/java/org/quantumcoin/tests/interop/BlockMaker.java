package org.quantumcoin.tests.interop;

import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.consensus.MerkleTree;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Witness;
import org.quantumcoin.node.script.Opcodes;
import org.quantumcoin.node.script.ScriptBuilder;

/// Puts regtest blocks together, good ones and bad ones. Each part can be taken and changed before
/// the whole is mined.
final class BlockMaker {
  static final Script ANYONE = Script.fromHex("51");
  static final int VERSION = 0x20000000;
  static final int BITS = 0x207fffff;

  private static final int HALVING = 150;
  private static final String COMMITMENT_PREFIX = "aa21a9ed";

  private BlockMaker() {}

  static long subsidy(int height) {
    int halvings = height / HALVING;
    return halvings >= 64 ? 0 : 5_000_000_000L >> halvings;
  }

  /// BIP-0034's height and a byte more, for a coinbase's script has at least two.
  static Script coinbaseScript(int height) {
    return new ScriptBuilder().number(height).op(Opcodes.OP_0).build();
  }

  /// A coinbase with the witness commitment of these transactions (BIP-0141, "Commitment
  /// structure").
  static Transaction coinbase(int height, long value, List<Transaction> others) {
    return coinbase(coinbaseScript(height), value, commitment(others), new byte[32]);
  }

  static Transaction coinbase(Script script, long value, Script commitment, byte[] reserved) {
    TxIn input =
        new TxIn(OutPoint.NULL, script, TxIn.SEQUENCE_FINAL, Witness.of(List.of(reserved)));
    return Transaction.create(
        2, List.of(input), List.of(new TxOut(value, ANYONE), new TxOut(0, commitment)), 0);
  }

  static Script commitment(List<Transaction> others) {
    List<Hash256> leaves = new ArrayList<>(List.of(Hash256.ZERO));
    others.forEach(tx -> leaves.add(tx.wtxid().hash()));
    byte[] both = new byte[64];
    MerkleTree.of(leaves).hash().copyTo(both, 0);
    String hash = Hex.encode(Sha256.hashTwice(both));
    return new ScriptBuilder()
        .op(Opcodes.OP_RETURN)
        .push(Hex.decode(COMMITMENT_PREFIX + hash))
        .build();
  }

  /// A whole block on top of another, as it should be.
  static Block block(BlockIndex previous, List<Transaction> others) {
    int height = previous.height() + 1;
    List<Transaction> all = new ArrayList<>();
    all.add(coinbase(height, subsidy(height), others));
    all.addAll(others);
    return withTransactions(previous, all);
  }

  /// These transactions, coinbase first, under the header they need.
  static Block withTransactions(BlockIndex previous, List<Transaction> all) {
    return mine(header(previous.hash(), root(all), previous.medianTimePast() + 1), all);
  }

  static Hash256 root(List<Transaction> all) {
    return MerkleTree.of(all.stream().map(tx -> tx.txid().hash()).toList()).hash();
  }

  static BlockHeader header(BlockHash previous, Hash256 root, long time) {
    return new BlockHeader(VERSION, previous, root, time, BITS, 0);
  }

  /// Finds the nonce: on regtest every second one does, since only the hash's first bit must be
  /// zero.
  static Block mine(BlockHeader header, List<Transaction> all) {
    BlockHeader tried = header;
    while (!hasWork(tried)) {
      tried = tried.withNonce(tried.nonce() + 1);
    }
    return Block.create(tried, all);
  }

  static boolean hasWork(BlockHeader header) {
    return (header.hash().hash().toBytes()[31] & 0x80) == 0;
  }

  static Transaction spend(OutPoint from, long value, Script to) {
    return spend(new TxIn(from, Script.EMPTY, TxIn.SEQUENCE_FINAL), value, to);
  }

  static Transaction spend(TxIn from, long value, Script to) {
    return Transaction.create(2, List.of(from), List.of(new TxOut(value, to)), 0);
  }

  static String hex(Block block) {
    return Hex.encode(block.toBytes());
  }
}
