package org.quantumcoin.node;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.mempool.MempoolKeeper;
import org.quantumcoin.node.p2p.PeerRules;
import org.quantumcoin.node.p2p.ReachOptions;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.Uint256;
import org.quantumcoin.node.rpc.RpcConfig;

/// Everything a node is told before it starts, checked and in units. The options that the parts
/// come from are named beside them.
public record NodeConfig(
    NetworkParams params,
    Directories directories,
    Chainstate chainstate,
    Peers peers,
    Mempool mempool,
    Indexes indexes,
    Mining mining,
    Commands commands,
    RpcConfig rpc) {

  /// `-datadir`, the chain's folder in it, and `-blocksdir`'s folder for the chain, which holds
  /// `blk?????.dat`.
  public record Directories(Path data, Path chain, Path blocks) {}

  /// How blocks are checked and kept.
  ///
  /// @param dbCacheMiB `-dbcache`
  /// @param scriptThreads `-par`, resolved: threads that check scripts, the writer among them
  /// @param assumeValid `-assumevalid`; zero checks every script
  /// @param reindex `-reindex`: read the block files again
  /// @param reindexChainstate `-reindex-chainstate`: rebuild the coins from the block index
  /// @param loadBlocks `-loadblock`, in order
  /// @param checkBlocks `-checkblocks`: how many blocks are verified at start; 0 for all
  /// @param checkLevel `-checklevel`, 0 to 4
  /// @param stopAtHeight `-stopatheight`; 0 for never
  /// @param xorBlocks `-blocksxor`: whether new block folders are written obfuscated
  public record Chainstate(
      int dbCacheMiB,
      int scriptThreads,
      BlockHash assumeValid,
      Uint256 minimumChainWork,
      boolean reindex,
      boolean reindexChainstate,
      List<Path> loadBlocks,
      int checkBlocks,
      int checkLevel,
      int stopAtHeight,
      boolean stopAfterBlockImport,
      long maxTipAgeSeconds,
      int maxSignatureCacheMiB,
      boolean xorBlocks) {}

  /// Whom we talk to.
  ///
  /// @param binds `-bind`; empty for every address at `port`
  /// @param connectOnly `-connect` was given: only `connect`'s nodes are dialled, which may be none
  /// @param connect hosts as they were given, with or without a port; so are `addNodes`,
  ///   `seedNodes`
  /// @param extraTransactions `-blockreconstructionextratxn`
  /// @param rules `-whitelist` and what else is granted or limited
  /// @param reach `-onlynet`, `-proxy` and what else decides over which networks, through what
  /// @param asMap `-asmap`
  public record Peers(
      int port,
      boolean listen,
      List<InetSocketAddress> binds,
      boolean connectOnly,
      List<String> connect,
      List<String> addNodes,
      List<String> seedNodes,
      List<String> userAgentComments,
      int maxConnections,
      int connectTimeoutMillis,
      int peerTimeoutSeconds,
      long banTimeSeconds,
      boolean networkActive,
      boolean blocksOnly,
      boolean dnsSeed,
      boolean encryptedTransport,
      int extraTransactions,
      PeerRules rules,
      ReachOptions reach,
      Optional<Path> asMap) {}

  /// What we keep and relay.
  ///
  /// @param maxBytes `-maxmempool`, in bytes of memory
  /// @param maxDataCarrierBytes `-datacarriersize`; 0 with `-nodatacarrier`
  /// @param acceptStaleFeeEstimates whether a history of fees of any age is read
  public record Mempool(
      long maxBytes,
      long expirySeconds,
      FeeRate minRelayFee,
      FeeRate incrementalRelayFee,
      FeeRate dustRelayFee,
      boolean requireStandard,
      int maxDataCarrierBytes,
      boolean permitBareMultisig,
      int bytesPerSigop,
      int maxAncestors,
      int maxAncestorBytes,
      int maxDescendants,
      int maxDescendantBytes,
      int maxOrphans,
      MempoolKeeper.Keep keep,
      boolean acceptStaleFeeEstimates) {}

  /// Which indexes are kept.
  ///
  /// @param blockFilters `-blockfilterindex`, of which there is one kind
  public record Indexes(boolean blockFilters) {
    public static final Indexes NONE = new Indexes(false);
  }

  /// What blocks of ours look like.
  ///
  /// @param threads `-miningthreads`; 0 while the miner is off
  /// @param address `-miningaddress`: who is paid by the built-in miner
  public record Mining(
      int threads,
      Optional<String> address,
      int maxWeight,
      int reservedWeight,
      FeeRate minFee,
      boolean printPriority) {}

  /// Commands that are run on events; `%s` stands for the event's hash or text.
  public record Commands(
      Optional<String> alert,
      Optional<String> block,
      Optional<String> startup,
      Optional<String> shutdown) {}
}
