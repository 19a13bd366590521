package org.quantumcoin.node.p2p.sync;

import java.math.BigInteger;
import java.util.List;
import org.quantumcoin.node.chain.ChainService;
import org.quantumcoin.node.chain.ChainSnapshot;
import org.quantumcoin.node.consensus.Work;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.Uint256;

/// How much work headers must claim before anything is kept of them: those of low work cost nothing
/// to make, and there is no end of them.
final class ChainWork {
  /// Branches that leave our chain this many blocks below the tip are still looked at (Core's
  /// `GetAntiDoSWorkThreshold`).
  private static final long BUFFER_BLOCKS = 144;

  private ChainWork() {}

  /// The work of a whole chain from which on its headers are kept.
  static Uint256 threshold(ChainService chain) {
    ChainSnapshot now = chain.snapshot();
    BigInteger buffer =
        Work.of(now.tip().bits()).toBigInteger().multiply(BigInteger.valueOf(BUFFER_BLOCKS));
    BigInteger tipWork = now.tip().chainWork().toBigInteger();
    Uint256 near = Uint256.of(tipWork.subtract(buffer.min(tipWork)));
    Uint256 minimum = chain.params().checks().minimumChainWork();
    return near.compareTo(minimum) < 0 ? minimum : near;
  }

  /// What headers say that they took, their bits not being checked (Core's
  /// `CalculateClaimedHeadersWork`).
  static Uint256 claimed(List<BlockHeader> headers) {
    Uint256 sum = Uint256.ZERO;
    for (BlockHeader header : headers) {
      sum = sum.plus(Work.of(header.bits()));
    }
    return sum;
  }
}
