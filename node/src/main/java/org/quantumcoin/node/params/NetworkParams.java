package org.quantumcoin.node.params;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Uint256;

/// All constants of one network of one coin.
///
/// `magic` is the four bytes that start a message, read as a little-endian number. `maxMoney` is in
/// satoshis. `assumeValid` is a block whose ancestors' scripts are not checked by default, zero for
/// none. `dataFolder` is the folder under the coin's data directory, empty for the main network.
public record NetworkParams(
    Coin coin,
    Chain chain,
    String ticker,
    String dataFolder,
    int magic,
    Ports ports,
    AddressPrefixes addresses,
    List<String> dnsSeeds,
    Block genesis,
    Consensus consensus,
    Checks checks) {

  /// Default ports for peers, for RPC with health and metrics, and for WebSocket.
  public record Ports(int p2p, int rpc, int webSocket) {}

  /// What decides validity.
  ///
  /// `spacingSeconds` is the intended time between blocks. `bip34Hash` is the block at the BIP-0034
  /// height from which coinbases are known to be unique, zero where nobody looked;
  /// `signetChallenge` makes it a signet (BIP-0325).
  public record Consensus(
      Uint256 powLimit,
      long spacingSeconds,
      Difficulty difficulty,
      long firstSubsidy,
      int halvingInterval,
      long maxMoney,
      BuriedHeights heights,
      BlockHash bip34Hash,
      List<Deployment> deployments,
      Map<BlockHash, ScriptException> scriptExceptions,
      Optional<Script> signetChallenge) {}

  /// What a node believes before it has seen anything, and how it may be driven.
  ///
  /// `minimumDifficultyBlocks` is Core's `fPowAllowMinDifficultyBlocks`, true on regtest as well.
  /// `mockable` chains mine on demand and let the clock be set.
  public record Checks(
      Uint256 minimumChainWork,
      BlockHash assumeValid,
      boolean minimumDifficultyBlocks,
      boolean mockable,
      boolean requireStandard,
      int pruneAfterHeight,
      TransactionRate transactions) {}

  /// How many transactions the chain had at a time (unix seconds) and how many come a second: what
  /// progress is guessed by (Core's `ChainTxData`).
  public record TransactionRate(long time, long count, double perSecond) {}

  public BlockHash genesisHash() {
    return genesis.hash();
  }

  /// The magic as the four bytes on the wire.
  public byte[] magicBytes() {
    return new byte[] {
      (byte) magic, (byte) (magic >>> 8), (byte) (magic >>> 16), (byte) (magic >>> 24)
    };
  }

  /// Whether coins on this network are worth nothing.
  public boolean isTestChain() {
    return chain != Chain.MAIN;
  }

  @Override
  public String toString() {
    return coin.id() + " " + chain.id();
  }
}
