package org.quantumcoin.node.index;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.quantumcoin.node.chain.BlockUndo;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.script.Opcodes;

/// The basic filter of a block (BIP-0158, "Block Filters"): which scripts it pays to and spends
/// from, hashed under its own hash.
///
/// @param encoded the set as it goes over the wire
public record BlockFilter(BlockHash block, ByteString encoded) {
  /// The basic filter's number in messages (BIP-0157).
  public static final int BASIC = 0;

  private static final int P = 19;
  private static final int M = 784_931;

  /// Of a block and of the coins that it spent.
  public static BlockFilter of(Block block, BlockUndo undo) {
    List<Script> elements = new ArrayList<>();
    for (Transaction tx : block.transactions()) {
      for (TxOut output : tx.outputs()) {
        Script script = output.script();
        if (!script.isEmpty() && script.at(0) != Opcodes.OP_RETURN) {
          elements.add(script);
        }
      }
    }
    for (List<Coin> spent : undo.spentByTransaction()) {
      for (Coin coin : spent) {
        if (!coin.out().script().isEmpty()) {
          elements.add(coin.out().script());
        }
      }
    }
    byte[] encoded = GolombCodedSet.encode(parameters(block.hash()), elements);
    return new BlockFilter(block.hash(), ByteString.of(encoded));
  }

  private static GolombCodedSet.Parameters parameters(BlockHash block) {
    return new GolombCodedSet.Parameters(block.hash().word(0), block.hash().word(1), P, M);
  }

  /// Whether the block may pay to or spend from any of some scripts: never a wrong no, and a wrong
  /// yes once in 784,931 times for each script. Throws
  /// [org.quantumcoin.node.encoding.DecodeException] for what is no filter.
  public boolean matchesAny(Collection<Script> scripts) {
    return GolombCodedSet.decode(parameters(block), encoded.toBytes()).matchesAny(scripts);
  }

  /// Double SHA-256 of the filter.
  public Hash256 hash() {
    return Hash256.of(Sha256.hashTwice(encoded.toBytes()));
  }

  /// What commits to this filter and to all before it (BIP-0157, "Filter Headers"). `previous` is
  /// zero for the genesis block.
  public Hash256 header(Hash256 previous) {
    ByteWriter both = new ByteWriter(2 * Hash256.SIZE_BYTES);
    hash().write(both);
    previous.write(both);
    return Hash256.of(Sha256.hashTwice(both.array(), 0, both.size()));
  }
}
