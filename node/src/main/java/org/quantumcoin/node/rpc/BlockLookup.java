package org.quantumcoin.node.rpc;

import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.primitives.BlockHash;

/// Finds the block that a call names.
final class BlockLookup {
  private BlockLookup() {}

  static BlockIndex byHash(ChainManager chain, RpcCall call, int position, String name) {
    return byHash(chain, new BlockHash(call.hash(position, name)));
  }

  static BlockIndex byHash(ChainManager chain, BlockHash hash) {
    BlockIndex index = chain.find(hash);
    if (index == null) {
      throw new RpcException(RpcErrorCode.INVALID_ADDRESS_OR_KEY, "Block not found");
    }
    return index;
  }
}
