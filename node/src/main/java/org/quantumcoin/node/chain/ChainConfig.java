package org.quantumcoin.node.chain;

import java.nio.file.Path;
import java.util.List;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Uint256;

/// What a chain is opened with.
///
/// `chainFolder` holds `chainstate`, `blocksFolder` the block files and their index. `cacheBytes`
/// bounds the memory for coins (`-dbcache`), databases included. `scriptThreads` counts the writer
/// (`-par`). `assumeValid` is zero to check every script. `rebuildIndex` and `rebuildCoins` are
/// `-reindex` and `-reindex-chainstate`; `imports` are `-loadblock`'s files. `validationCacheBytes`
/// bounds the memory for what was seen to be valid in the mempool (`-maxsigcachesize`).
public record ChainConfig(
    NetworkParams params,
    Path chainFolder,
    Path blocksFolder,
    long cacheBytes,
    int scriptThreads,
    BlockHash assumeValid,
    Uint256 minimumChainWork,
    long maxTipAgeSeconds,
    boolean scrambleBlocks,
    boolean rebuildIndex,
    boolean rebuildCoins,
    List<Path> imports,
    int checkBlocks,
    int checkLevel,
    int stopAtHeight,
    long validationCacheBytes) {}
