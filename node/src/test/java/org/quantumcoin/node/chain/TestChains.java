package org.quantumcoin.node.chain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.quantumcoin.node.consensus.BlockRules;
import org.quantumcoin.node.consensus.DifficultyRules;
import org.quantumcoin.node.consensus.MerkleTree;
import org.quantumcoin.node.consensus.Subsidy;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.params.NetworkParams;
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

/// Chains in temporary folders, and blocks for them.
public final class TestChains {
  /// A script that anybody can spend.
  public static final Script OP_TRUE = Script.fromHex("51");

  private TestChains() {}

  public static ChainConfig config(Path folder, NetworkParams params) {
    return new ChainConfig(
        params,
        folder,
        folder.resolve("blocks"),
        64L << 20,
        2,
        BlockHash.ZERO,
        params.checks().minimumChainWork(),
        24 * 60 * 60,
        true,
        false,
        false,
        List.of(),
        6,
        3,
        0,
        1L << 20);
  }

  /// Opens and starts a chain; a failure of storage fails the test through the futures.
  public static ChainManager open(ChainConfig config, InstantSource clock) {
    ChainManager chain = ChainManager.open(config, clock, _ -> {});
    chain.start().join();
    return chain;
  }

  /// A valid block on top of `parent`, with `extra` making it differ from its siblings, mined at
  /// regtest's difficulty.
  public static Block block(
      NetworkParams params, BlockIndex parent, int extra, List<Transaction> txs, long fees) {
    int height = parent.height() + 1;
    ByteWriter scriptSig = new ByteWriter();
    scriptSig.writeBytes(BlockRules.heightPush(height)).writeByte(4).writeInt32(extra);
    List<TxOut> outputs = new ArrayList<>();
    outputs.add(new TxOut(Subsidy.at(height, params.consensus()) + fees, OP_TRUE));
    TxIn input =
        new TxIn(
            OutPoint.NULL, Script.of(scriptSig.toByteArray()), TxIn.SEQUENCE_FINAL, Witness.EMPTY);
    boolean witness = txs.stream().anyMatch(Transaction::hasWitness);
    if (witness) {
      List<Hash256> leaves = new ArrayList<>(List.of(Hash256.ZERO));
      txs.forEach(tx -> leaves.add(tx.wtxid().hash()));
      outputs.add(BlockRules.commitmentOutput(MerkleTree.of(leaves).hash()));
      input = input.withWitness(Witness.of(List.of(new byte[32])));
    }
    List<Transaction> all = new ArrayList<>();
    all.add(Transaction.create(2, List.of(input), outputs, 0));
    all.addAll(txs);
    Hash256 root = MerkleTree.of(all.stream().map(tx -> tx.txid().hash()).toList()).hash();
    long time = Math.max(parent.medianTimePast() + 1, parent.time() + 1);
    int bits = DifficultyRules.nextBits(parent, time, params.consensus());
    BlockHeader header = new BlockHeader(0x20000000, parent.hash(), root, time, bits, 0);
    return Block.create(mine(header, params), all);
  }

  /// A block on top of another as a chain would see it, for blocks that no chain has heard of.
  public static BlockIndex unknown(Block block, BlockIndex parent) {
    return new BlockIndex(block.header(), parent);
  }

  /// Adds `count` empty blocks on top of a block and returns the last.
  public static BlockIndex extend(ChainManager chain, BlockIndex parent, int count, int extra) {
    BlockIndex at = parent;
    for (int i = 0; i < count; i++) {
      at = add(chain, block(chain.params(), at, extra, List.of(), 0));
    }
    return at;
  }

  /// Submits a block that must be good.
  public static BlockIndex add(ChainManager chain, Block block) {
    BlockVerdict verdict = chain.submitBlock(block, true).join();
    if (verdict instanceof BlockVerdict.Accepted(BlockIndex index, boolean _)) {
      return index;
    }
    throw new IllegalStateException("refused: " + verdict);
  }

  /// A payment of a coinbase that anybody can spend, to the same script.
  public static Transaction spendCoinbase(Block from, long fee) {
    TxOut out = from.transactions().get(0).outputs().get(0);
    OutPoint outpoint = new OutPoint(from.transactions().get(0).txid(), 0);
    return Transaction.create(
        2,
        List.of(new TxIn(outpoint, Script.EMPTY, TxIn.SEQUENCE_FINAL)),
        List.of(new TxOut(out.value() - fee, OP_TRUE)),
        0);
  }

  /// Tries nonces until the header meets its target.
  public static BlockHeader mine(BlockHeader header, NetworkParams params) {
    BlockHeader mined = header;
    for (int nonce = 0;
        !DifficultyRules.meetsTarget(
            mined.hash().hash(), mined.bits(), params.consensus().powLimit());
        nonce++) {
      mined = header.withNonce(nonce);
    }
    return mined;
  }

  /// A copy of a folder, lock files aside.
  public static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path path : tree.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else if (!path.endsWith("LOCK")) {
          Files.copy(path, target);
        }
      }
    }
  }
}
