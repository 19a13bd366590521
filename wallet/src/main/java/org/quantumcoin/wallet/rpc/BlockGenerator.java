package org.quantumcoin.wallet.rpc;

import java.util.List;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Script;

/// Mines at once, for `generatetodescriptor`.
@FunctionalInterface
public interface BlockGenerator {
  /// The blocks found, at most so many and fewer when `maxTries` nonces did not do; each is on the
  /// chain. Fails with an [org.quantumcoin.node.rpc.RpcException].
  List<BlockHash> generate(int blocks, Script payTo, long maxTries);
}
