package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.quantumcoin.node.chain.BlockVerdict;
import org.quantumcoin.node.chain.ChainConfig;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.params.Chain;
import org.quantumcoin.node.params.Coin;
import org.quantumcoin.node.params.Networks;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Uint256;

/// A chain of ours in this process that gets its blocks by hand.
final class ChainCopy implements AutoCloseable {
  final ChainManager chain;

  ChainCopy(Path folder) {
    chain =
        ChainManager.open(
            new ChainConfig(
                Networks.find(Coin.BITCOIN, Chain.REGTEST).orElseThrow(),
                folder,
                folder.resolve("blocks"),
                64L << 20,
                1,
                BlockHash.ZERO,
                Uint256.ZERO,
                24 * 60 * 60,
                false,
                false,
                false,
                List.of(),
                6,
                3,
                0,
                16L << 20),
            Clock.systemUTC(),
            failure -> System.out.println("chain: " + failure));
    chain.start().join();
  }

  /// Takes the blocks that bitcoind has on top of ours.
  void follow(Bitcoind bitcoind) {
    for (int height = chain.snapshot().height() + 1; height <= bitcoind.height(); height++) {
      String hash = bitcoind.call("getblockhash", height).asString();
      assertThat(submit(bitcoind.call("getblock", hash, 0).asString())).isEmpty();
    }
    assertThat(chain.snapshot().tip().hash().toString()).isEqualTo(bitcoind.tip());
  }

  /// What `submitblock` answers; empty for a block that is taken.
  String submit(String hex) {
    Block block;
    try {
      block = Block.parse(Hex.decode(hex));
    } catch (DecodeException | IllegalArgumentException e) {
      return "Block decode failed";
    }
    return answer(chain.submitBlock(block, true).join());
  }

  /// The same for a verdict.
  static String answer(BlockVerdict verdict) {
    return switch (verdict) {
      case BlockVerdict.Accepted(var _, boolean connected) -> connected ? "" : "inconclusive";
      case BlockVerdict.Duplicate _ -> "duplicate";
      case BlockVerdict.Ignored _ -> "ignored";
      case BlockVerdict.Invalid(var _, String reason, String _) -> reason;
    };
  }

  /// The same of bitcoind.
  static String submit(Bitcoind bitcoind, String hex) {
    try {
      var answer = bitcoind.call("submitblock", hex);
      return answer.isNull() ? "" : answer.asString();
    } catch (Bitcoind.RpcException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Override
  public void close() {
    chain.close();
  }
}
