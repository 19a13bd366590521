package org.quantumcoin.node.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.chain.BlockVerdict;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.mining.BlockTemplateBuilder;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Uint256;

/// Mines on a call's own thread, one nonce after the other from zero: for test chains, where that
/// is a matter of a few tries.
public final class BlockMaker {
  /// Core's `DEFAULT_MAX_TRIES`.
  static final long DEFAULT_MAX_TRIES = 1_000_000;

  private static final int NONCE_OFFSET = 76;

  private final ChainManager chain;
  private final BlockTemplateBuilder templates;

  public BlockMaker(ChainManager chain, BlockTemplateBuilder templates) {
    this.chain = chain;
    this.templates = templates;
  }

  /// At most so many blocks on top of the tip, fewer when `maxTries` nonces did not do.
  public List<BlockHash> generate(int blocks, Script payTo, long maxTries) {
    List<BlockHash> found = new ArrayList<>();
    long tries = maxTries;
    while (found.size() < blocks && tries > 0) {
      Block template = Waiting.on(templates.fromMempool(payTo)).block();
      Solved solved = solve(template, tries);
      tries = solved.triesLeft();
      if (solved.block().isEmpty()) {
        break;
      }
      Block block = solved.block().get();
      submit(block);
      found.add(block.hash());
    }
    return found;
  }

  BlockTemplateBuilder templates() {
    return templates;
  }

  void submit(Block block) {
    if (!(Waiting.on(chain.submitBlock(block, true)) instanceof BlockVerdict.Accepted)) {
      throw new RpcException(RpcErrorCode.INTERNAL_ERROR, "ProcessNewBlock, block not accepted");
    }
  }

  /// A block with proof of work, if one was found.
  record Solved(Optional<Block> block, long triesLeft) {}

  static Solved solve(Block block, long tries) {
    byte[] header = block.header().toBytes();
    Uint256 target =
        org.quantumcoin.node.consensus.CompactTarget.decode(block.header().bits()).value();
    long left = tries;
    for (long nonce = 0; nonce <= 0xffff_ffffL && left > 0; nonce++, left--) {
      for (int i = 0; i < 4; i++) {
        header[NONCE_OFFSET + i] = (byte) (nonce >>> (8 * i));
      }
      if (Uint256.of(Hash256.of(Sha256.hashTwice(header))).compareTo(target) <= 0) {
        BlockHeader solved = block.header().withNonce((int) nonce);
        return new Solved(Optional.of(Block.create(solved, block.transactions())), left - 1);
      }
    }
    return new Solved(Optional.empty(), left);
  }
}
