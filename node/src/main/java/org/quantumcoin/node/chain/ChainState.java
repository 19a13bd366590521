package org.quantumcoin.node.chain;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.consensus.BlockFailure;
import org.quantumcoin.node.consensus.BlockRules;
import org.quantumcoin.node.consensus.HeaderRules;
import org.quantumcoin.node.consensus.Violation;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.script.ValidationCache;
import org.quantumcoin.node.storage.BlockFiles;
import org.quantumcoin.node.storage.DamagedFileException;
import org.quantumcoin.node.storage.FilePosition;
import org.quantumcoin.node.storage.RebuildTime;
import org.quantumcoin.node.storage.StorageException;

/// The header tree, the block files and the coins, and the moves of the tip from one block to the
/// next.
///
/// ## Why a crash is harmless
///
/// Three things are on disk, and they are flushed in this order: block and undo files, then the
/// block index, then the coins together with the hash of the block they belong to, in one atomic
/// batch. So whatever the moment of a crash, the coins belong to a block that the index knows,
/// whose data and undo data the files hold. From there the tip moves to the best chain that is
/// stored, like after any other start. What was appended to a file but not yet in the index is
/// overwritten.
///
/// Belongs to the chain writer's thread; the tip and the tree may be read by anyone.
final class ChainState implements AutoCloseable {
  /// Blocks that are stored although nobody asked for them may be at most this far above the tip
  /// (Core's `MIN_BLOCKS_TO_KEEP`).
  private static final int MAX_UNREQUESTED_AHEAD = 288;

  /// How often the block index is written although memory does not demand it, in milliseconds.
  private static final long INDEX_FLUSH_MILLIS = 60_000;

  /// The same for the coins, which costs more (Core: 50 to 70 minutes).
  private static final long COINS_FLUSH_MILLIS = 60 * 60_000L;

  /// Blocks that were just received and may be connected soon, by bytes.
  private static final long RECENT_BLOCK_BYTES = 32L << 20;

  /// Core's `nMinDiskSpace`.
  private static final long MIN_FREE_BYTES = 50L << 20;

  /// Native memory for reading the coins database, as a part of the cache: Core gives half up to 8
  /// MiB.
  private static final long MAX_STORE_CACHE_BYTES = 8L << 20;

  private final ChainConfig config;
  private final NetworkParams params;
  private final InstantSource clock;
  private final ChainEvents events;
  private final BlockIndexStore indexStore;
  private final CoinsStore coinsStore;
  private final BlockFiles files;
  private final HeaderTree tree;
  private final CoinsCache coins;
  private final ScriptCheckPool scripts;
  private final SoftForks softForks;
  private final ValidationCache known;
  private final BlockConnector connector;
  private final Map<BlockHash, Block> recent = new LinkedHashMap<>();
  private final long coinsLimitBytes;
  private long recentBytes;
  private BlockIndex tip;
  private volatile boolean caughtUp;
  private volatile boolean stopping;
  private long lastIndexFlushMillis;
  private long lastCoinsFlushMillis;

  private ChainState(
      ChainConfig config,
      InstantSource clock,
      ChainEvents events,
      BlockIndexStore indexStore,
      CoinsStore coinsStore,
      BlockFiles files,
      HeaderTree tree,
      BlockIndex tip) {
    this.config = config;
    this.params = config.params();
    this.clock = clock;
    this.events = events;
    this.indexStore = indexStore;
    this.coinsStore = coinsStore;
    this.files = files;
    this.tree = tree;
    this.tip = tip;
    this.coinsLimitBytes = config.cacheBytes() - storeCacheBytes(config);
    SecureRandom random = new SecureRandom();
    this.coins = new CoinsCache(coinsStore, random.nextLong(), random.nextLong());
    this.scripts = new ScriptCheckPool(config.scriptThreads() - 1);
    this.softForks = new SoftForks(params.consensus());
    this.known = new ValidationCache(config.validationCacheBytes(), random);
    this.connector =
        new BlockConnector(params.consensus(), softForks, coins, scripts, this::knownToBlocks);
    this.lastIndexFlushMillis = nowMillis();
    this.lastCoinsFlushMillis = lastIndexFlushMillis;
  }

  private static long storeCacheBytes(ChainConfig config) {
    return Math.min(config.cacheBytes() / 2, MAX_STORE_CACHE_BYTES);
  }

  static ChainState open(ChainConfig config, InstantSource clock, ChainEvents events) {
    var indexFolder = config.blocksFolder().resolve("index");
    var coinsFolder = config.chainFolder().resolve("chainstate");
    PendingRebuild rebuild = PendingRebuild.begin(config);
    NetworkParams params = config.params();
    List<AutoCloseable> opened = new ArrayList<>();
    try {
      BlockIndexStore indexStore = BlockIndexStore.open(indexFolder, () -> indexRemedy(config));
      opened.add(indexStore);
      HeaderTree tree = new HeaderTree(indexStore.load(), params.genesis().header());
      BlockFiles files =
          BlockFiles.open(
              config.blocksFolder(),
              params.magic(),
              params.genesis(),
              indexStore.loadFiles(),
              config.scrambleBlocks());
      opened.add(files);
      if (rebuild.ofIndex()) {
        files.deleteUndo();
        indexStore.setReindexing(true);
      }
      rebuild.begun();
      if (!indexStore.isReindexing()) {
        refuseStrangeBlocks(config, tree, files, indexFolder);
      }
      CoinsStore coinsStore =
          CoinsStore.open(coinsFolder, storeCacheBytes(config), () -> coinsRemedy(config));
      opened.add(coinsStore);
      BlockIndex tip = findTip(config, tree, coinsStore, coinsFolder);
      ChainState state =
          new ChainState(config, clock, events, indexStore, coinsStore, files, tree, tip);
      state.begin();
      return state;
    } catch (RuntimeException e) {
      for (AutoCloseable part : opened.reversed()) {
        try {
          part.close();
        } catch (Exception suppressed) {
          e.addSuppressed(suppressed);
        }
      }
      throw e;
    }
  }

  /// What to do when the coins are damaged, in a sentence.
  private static String coinsRemedy(ChainConfig config) {
    return "Restart with -reindex-chainstate to build it anew from the blocks on disk, which takes "
        + RebuildTime.of(config.blocksFolder())
        + ".";
  }

  String coinsRemedy() {
    return coinsRemedy(config);
  }

  private static String indexRemedy(ChainConfig config) {
    return "Restart with -reindex to build it anew from the blocks on disk, which takes "
        + RebuildTime.of(config.blocksFolder())
        + ".";
  }

  /// An empty index beside files with blocks would lead to blocks being written over them.
  private static void refuseStrangeBlocks(
      ChainConfig config, HeaderTree tree, BlockFiles files, Path indexFolder) {
    if (tree.genesis().transactionCount() > 0) {
      return;
    }
    // A kill at the very first start may leave the genesis block behind, and no index.
    int genesisBytes = BlockFiles.HEAD_BYTES + config.params().genesis().totalSize();
    List<Integer> numbers = files.fileNumbers();
    if (numbers.isEmpty() || (numbers.getLast() == 0 && files.fileLength(0) <= genesisBytes)) {
      return;
    }
    throw new StorageException(
        "The block index in "
            + indexFolder
            + " is empty although there are blocks in "
            + config.blocksFolder()
            + ". Wallets and funds are safe. "
            + indexRemedy(config));
  }

  private static BlockIndex findTip(
      ChainConfig config, HeaderTree tree, CoinsStore store, Path folder) {
    Optional<BlockHash> best = store.bestBlock();
    if (best.isEmpty()) {
      return tree.genesis();
    }
    BlockIndex tip = tree.find(best.get());
    if (tip == null || (tip.chainTransactionCount() == 0 && tip != tree.genesis())) {
      throw new StorageException(
          "The coins database in "
              + folder
              + " belongs to block "
              + best.get()
              + ", which the block index does not know: one of the two is damaged or from a backup. Wallets and funds are"
              + " safe. "
              + indexRemedy(config));
    }
    return tip;
  }

  private void begin() {
    BlockIndex genesis = tree.genesis();
    // While an index is rebuilt, the genesis block is found in the files like all others.
    if (!genesis.hasData() && !indexStore.isReindexing()) {
      storeGenesis(genesis);
      flush(Flush.ALWAYS);
    }
    tree.rebuildCandidates(tip);
    updateCaughtUp();
  }

  private void storeGenesis(BlockIndex genesis) {
    Block block = params.genesis();
    noteStored(genesis, block, files.append(block, 0, block.header().time()));
  }

  BlockIndex tip() {
    return tip;
  }

  NetworkParams params() {
    return params;
  }

  HeaderTree tree() {
    return tree;
  }

  SoftForks softForks() {
    return softForks;
  }

  CoinsCache coins() {
    return coins;
  }

  long blockIndexDiskBytes() {
    return indexStore.diskBytes();
  }

  CoinsStore coinsStore() {
    return coinsStore;
  }

  long coinsLimitBytes() {
    return coinsLimitBytes;
  }

  BlockFiles files() {
    return files;
  }

  Path blocksFolder() {
    return config.blocksFolder();
  }

  BlockConnector connector() {
    return connector;
  }

  ValidationCache known() {
    return known;
  }

  /// Only worth looking up once blocks bring transactions that were in the mempool.
  private @Nullable ValidationCache knownToBlocks() {
    return caughtUp ? known : null;
  }

  BlockIndexStore indexStore() {
    return indexStore;
  }

  ChainSnapshot snapshot() {
    return new ChainSnapshot(tip, tree.bestHeader(), !caughtUp);
  }

  private long nowMillis() {
    return clock.millis();
  }

  long nowSeconds() {
    return Math.floorDiv(nowMillis(), 1000L);
  }

  /// Once true it stays true (Core's `IsInitialBlockDownload`).
  private void updateCaughtUp() {
    if (!caughtUp
        && tip.chainWork().compareTo(config.minimumChainWork()) >= 0
        && tip.time() >= nowSeconds() - config.maxTipAgeSeconds()) {
      caughtUp = true;
      Log.info("Leaving InitialBlockDownload (latching to false)");
    }
  }

  /// A header on its way into the tree.
  sealed interface HeaderResult {
    record Known(BlockIndex index) implements HeaderResult {}

    record Added(BlockIndex index) implements HeaderResult {}

    record Refused(Violation violation) implements HeaderResult {}
  }

  /// Checks a header and adds it (Core's `AcceptBlockHeader`).
  HeaderResult acceptHeader(BlockHeader header) {
    BlockIndex known = tree.find(header.hash());
    if (known != null) {
      return known.isFailed()
          ? refused(
              BlockFailure.CACHED_INVALID,
              "duplicate-invalid",
              "block " + known.hash() + " was previously marked invalid")
          : new HeaderResult.Known(known);
    }
    Optional<Violation> violation = HeaderRules.check(header, params.consensus());
    if (violation.isPresent()) {
      return new HeaderResult.Refused(violation.get());
    }
    BlockIndex parent = tree.find(header.previous());
    if (parent == null) {
      return refused(BlockFailure.MISSING_PREV, "prev-blk-not-found", "");
    }
    if (parent.isFailed()) {
      return refused(BlockFailure.INVALID_PREV, "bad-prevblk", "");
    }
    violation = HeaderRules.checkContextual(header, parent, params.consensus(), nowSeconds());
    if (violation.isPresent()) {
      return new HeaderResult.Refused(violation.get());
    }
    return new HeaderResult.Added(tree.add(header, parent));
  }

  private static HeaderResult refused(BlockFailure failure, String reason, String detail) {
    return new HeaderResult.Refused(new Violation(failure, reason, detail));
  }

  /// Checks a block as far as that goes without coins, and stores it (Core's `AcceptBlock`). `body`
  /// is what the context-free checks found. The verdict says nothing yet about its connection.
  BlockVerdict acceptBlock(Block block, Optional<Violation> body, boolean requested) {
    return acceptBlock(block, body, requested, Optional.empty());
  }

  /// As above for a block that stands in a file already.
  BlockVerdict acceptBlock(
      Block block, Optional<Violation> body, boolean requested, Optional<FilePosition> stored) {
    BlockIndex index;
    switch (acceptHeader(block.header())) {
      case HeaderResult.Refused(Violation violation) -> {
        return invalid(violation);
      }
      case HeaderResult.Known(BlockIndex known) -> index = known;
      case HeaderResult.Added(BlockIndex added) -> index = added;
    }
    if (index.hasData()) {
      return new BlockVerdict.Duplicate(index);
    }
    if (!requested && !worthStoring(index)) {
      return new BlockVerdict.Ignored(index);
    }
    Optional<Violation> violation = body.or(() -> checkContextual(index, block));
    if (violation.isPresent()) {
      BlockVerdict.Invalid verdict = invalid(violation.get());
      if (violation.get().failure() != BlockFailure.MUTATED) {
        tree.markFailed(index);
        events.refused(index, verdict);
      }
      return verdict;
    }
    if (stored.isEmpty() && index.previous() == tip && caughtUp) {
      events.checked(index, block);
    }
    FilePosition at =
        stored.orElseGet(() -> files.append(block, index.height(), block.header().time()));
    if (stored.isPresent()) {
      files.noteExisting(at, block.totalSize(), index.height(), block.header().time());
    }
    noteStored(index, block, at);
    remember(block);
    return new BlockVerdict.Accepted(index, false);
  }

  static BlockVerdict.Invalid invalid(Violation violation) {
    return new BlockVerdict.Invalid(violation.failure(), violation.reason(), violation.detail());
  }

  private boolean worthStoring(BlockIndex index) {
    return index.transactionCount() == 0
        && index.chainWork().compareTo(tip.chainWork()) >= 0
        && index.height() <= tip.height() + MAX_UNREQUESTED_AHEAD
        && index.chainWork().compareTo(config.minimumChainWork()) >= 0;
  }

  private Optional<Violation> checkContextual(BlockIndex index, Block block) {
    BlockIndex parent = index.previous();
    if (parent == null) {
      return Optional.empty();
    }
    int height = index.height();
    long cutoff = softForks.isCsvActiveAt(height) ? parent.medianTimePast() : block.header().time();
    return BlockRules.checkContextual(
        block, height, cutoff, softForks.isSegwitActiveAt(height), params.consensus());
  }

  private void noteStored(BlockIndex index, Block block, FilePosition at) {
    if (index.transactionCount() > 0) {
      storedAgain(index, at);
      return;
    }
    index.setDataLocation(at.file(), at.offset());
    tree.addFlags(index, BlockStatus.HAVE_DATA);
    tree.stored(index, block.transactions().size(), tip);
  }

  private void remember(Block block) {
    recent.put(block.hash(), block);
    recentBytes += block.totalSize();
    var oldest = recent.entrySet().iterator();
    while (recentBytes > RECENT_BLOCK_BYTES && oldest.hasNext()) {
      recentBytes -= oldest.next().getValue().totalSize();
      oldest.remove();
    }
  }

  /// A block that was lost came again. Undo data must stand in the file of the block's number.
  private void storedAgain(BlockIndex index, FilePosition at) {
    BlockIndex parent = index.previous();
    int undoPosition = index.undoPosition();
    if (index.hasUndo() && parent != null && at.file() != index.file()) {
      try {
        FilePosition before = new FilePosition(index.file(), undoPosition);
        byte[] undo = files.readUndo(before, parent.hash());
        undoPosition = files.appendUndo(at.file(), undo, parent.hash());
      } catch (DamagedFileException e) {
        // Nothing stands at zero: it is worked out again when somebody needs it.
        Log.error(String.valueOf(e.getMessage()));
        undoPosition = 0;
      }
    }
    index.setDataLocation(at.file(), at.offset());
    index.setUndoPosition(undoPosition);
    tree.dataFound(index, tip);
    Log.info("Block " + index.hash() + " at height " + index.height() + " is on disk again");
  }

  private Block takeRecentOrRead(BlockIndex index) {
    Block block = recent.remove(index.hash());
    if (block != null) {
      recentBytes -= block.totalSize();
      return block;
    }
    return needBlock(index);
  }

  /// As [#readBlock], for the writer: a block that is damaged is marked as lost.
  Block needBlock(BlockIndex index) {
    try {
      return readBlock(index);
    } catch (DamagedFileException e) {
      if (index.hasData()) {
        Log.error(String.valueOf(e.getMessage()));
        tree.dataLost(index);
        if (index == tree.genesis()) {
          storeGenesis(index);
        }
      }
      throw e;
    }
  }

  /// The stored block; any thread may ask. What was changed on disk is found by the hashes in the
  /// header and in the coinbase, and is a [DamagedFileException].
  Block readBlock(BlockIndex index) {
    if (!index.hasData()) {
      if (index.transactionCount() == 0) {
        throw new IllegalArgumentException("block " + index.hash() + " is not stored");
      }
      throw new DamagedFileException(
          "Block "
              + index.hash()
              + " is not on disk any more because its file was damaged. Wallets and funds are safe. There is nothing to"
              + " do: it is fetched again from other nodes.");
    }
    FilePosition at = new FilePosition(index.file(), index.dataPosition());
    byte[] bytes = files.readBlock(at);
    try {
      Block block = Block.parse(bytes);
      if (block.hash().equals(index.hash())
          && BlockRules.checkNotMutated(block, softForks.isSegwitActiveAt(index.height()))
              .isEmpty()) {
        return block;
      }
    } catch (DecodeException _) {
      throw files.notTheBlock(at, index.hash());
    }
    throw files.notTheBlock(at, index.hash());
  }

  /// The coins that a block spent; any thread may ask. Throws when the block was never connected.
  BlockUndo readUndo(BlockIndex index) {
    BlockIndex parent = index.previous();
    if (!index.hasUndo() || parent == null) {
      throw new IllegalArgumentException("no undo data of block " + index.hash());
    }
    byte[] bytes =
        files.readUndo(new FilePosition(index.file(), index.undoPosition()), parent.hash());
    return BlockUndo.parse(bytes);
  }

  /// Undo data of a connected block; what is damaged is worked out again from the blocks and
  /// stored.
  private BlockUndo needUndo(BlockIndex index, Block block) {
    try {
      return readUndo(index);
    } catch (DamagedFileException e) {
      Log.error(String.valueOf(e.getMessage()));
      BlockUndo undo =
          new UndoRebuilder(this::needBlock, () -> stopping)
              .rebuild(index, block)
              .orElseThrow(() -> e);
      replaceUndo(index, undo);
      return undo;
    }
  }

  /// Stores undo data of a connected block anew.
  void replaceUndo(BlockIndex index, BlockUndo undo) {
    BlockHash parent = index.header().previous();
    index.setUndoPosition(files.appendUndo(index.file(), undo.toBytes(), parent));
    tree.addFlags(index, BlockStatus.HAVE_UNDO);
    Log.info(
        "The undo data of block "
            + index.hash()
            + " at height "
            + index.height()
            + " was worked out and stored again");
  }

  /// After a kill the coins may still belong to a block that the index knows to be condemned.
  void leaveFailedBranch() {
    while (tip.isFailed()) {
      disconnectTip();
    }
    tree.rebuildCandidates(tip);
  }

  /// Moves the tip to the best chain there is (Core's `ActivateBestChain`).
  void activateBestChain() {
    boolean moved = true;
    while (moved && !stopping) {
      moved = step();
    }
  }

  /// Ends [#activateBestChain()] at the next block; any thread may call it.
  void stopSoon() {
    stopping = true;
  }

  /// Moves the tip one block, or finds that it is where it should be.
  private boolean step() {
    BlockIndex target = bestUsableCandidate();
    if (target == null || target == tip) {
      return false;
    }
    BlockIndex oldTip = tip;
    BlockIndex fork = BlockIndex.lastCommonAncestor(tip, target);
    try {
      moveTo(target, fork);
    } catch (DamagedFileException _) {
      // It was logged where it was found. The candidate comes back with the block that it lacks.
      tree.removeCandidate(target);
      if (tip == oldTip) {
        return true;
      }
      fork = BlockIndex.lastCommonAncestor(tip, oldTip);
    }
    tree.pruneCandidates(tip);
    tree.addCandidate(tip, tip);
    // Before anybody is told: the block that ends the catching up is announced like later ones.
    updateCaughtUp();
    events.tipMoved(snapshot(), fork);
    flush(Flush.IF_NEEDED);
    return true;
  }

  private void moveTo(BlockIndex target, BlockIndex fork) {
    BlockIndex oldTip = tip;
    while (tip != fork) {
      disconnectTip();
    }
    boolean reachedEnd = false;
    while (!reachedEnd && tip != target) {
      if (!connectTip(target.ancestor(tip.height() + 1))) {
        return;
      }
      // Once the new chain has more work than the old, listeners are told and a stop is heeded
      // between blocks.
      reachedEnd = tip.chainWork().compareTo(oldTip.chainWork()) > 0;
    }
  }

  private @Nullable BlockIndex bestUsableCandidate() {
    while (true) {
      BlockIndex best = tree.bestCandidate();
      if (best == null) {
        return null;
      }
      if (best == tip || isWholeBranchStored(best)) {
        return best;
      }
      tree.removeCandidate(best);
    }
  }

  private boolean isWholeBranchStored(BlockIndex candidate) {
    BlockIndex at = candidate;
    while (at != null && !(at.height() <= tip.height() && tip.ancestor(at.height()) == at)) {
      if (at.isFailed() || !at.hasData()) {
        return false;
      }
      at = at.previous();
    }
    return true;
  }

  private boolean connectTip(BlockIndex index) {
    Block block = takeRecentOrRead(index);
    BlockConnector.Mode mode =
        isAssumedValid(index) ? BlockConnector.Mode.ASSUME_SCRIPTS : BlockConnector.Mode.FULL;
    switch (connector.connect(index, block, mode)) {
      case BlockConnector.Result.Refused(Violation violation) -> {
        BlockVerdict.Invalid verdict = invalid(violation);
        Log.error(
            "InvalidChainFound: invalid block="
                + index.hash()
                + "  height="
                + index.height()
                + ": "
                + violation);
        if (violation.failure() != BlockFailure.MUTATED) {
          tree.markFailed(index);
        }
        events.refused(index, verdict);
        return false;
      }
      case BlockConnector.Result.Connected(BlockUndo undo) -> {
        if (!index.hasUndo()) {
          BlockHash parent = index.header().previous();
          index.setUndoPosition(files.appendUndo(index.file(), undo.toBytes(), parent));
          tree.addFlags(index, BlockStatus.HAVE_UNDO);
        }
        tree.raise(index, BlockStatus.VALID_SCRIPTS);
        tip = index;
        logTip();
        events.connected(index, block, snapshot());
        return true;
      }
    }
  }

  /// Whether scripts need not be checked: the block is an ancestor of the one that is assumed
  /// valid, on a chain with the minimum work, and buried under two weeks of work (Core's
  /// `ConnectBlock`).
  private boolean isAssumedValid(BlockIndex index) {
    if (config.assumeValid().hash().isZero()) {
      return false;
    }
    BlockIndex assumed = tree.find(config.assumeValid());
    BlockIndex best = tree.bestHeader();
    return assumed != null
        && assumed.descendsFrom(index)
        && best.descendsFrom(assumed)
        && best.chainWork().compareTo(config.minimumChainWork()) >= 0
        && Progress.equivalentSeconds(index, best, params.consensus().spacingSeconds())
            > Progress.TWO_WEEKS_SECONDS;
  }

  private void logTip() {
    Log.info(
        "UpdateTip: new best=%s height=%d version=0x%08x log2_work=%f tx=%d date='%s' progress=%f cache=%.1fMiB(%dtxo)"
            .formatted(
                tip.hash(),
                tip.height(),
                tip.version(),
                Progress.log2(tip.chainWork()),
                tip.chainTransactionCount(),
                Instant.ofEpochSecond(tip.time()),
                Progress.verified(tip, tree.bestHeader(), params, nowSeconds()),
                coins.memoryBytes() / (double) (1 << 20),
                coins.size()));
  }

  /// Takes the tip's block back.
  void disconnectTip() {
    BlockIndex old = tip;
    BlockIndex parent = old.previous();
    if (parent == null) {
      throw new IllegalStateException("the genesis block is never taken back");
    }
    Block block = takeRecentOrRead(old);
    BlockUndo undo = needUndo(old, block);
    connector.disconnect(old, block, undo);
    tip = parent;
    logTip();
    events.disconnected(old, block, snapshot());
  }

  /// Condemns a block by hand and leaves its branch (Core's `InvalidateBlock`).
  void invalidate(BlockIndex index) {
    BlockIndex before = tip;
    try {
      while (tip.descendsFrom(index)) {
        disconnectTip();
      }
    } catch (DamagedFileException e) {
      if (tip != before) {
        tree.rebuildCandidates(tip);
        events.tipMoved(snapshot(), tip);
        activateBestChain();
      }
      throw e;
    }
    tree.markFailed(index);
    tree.rebuildCandidates(tip);
    if (tip != before) {
      events.tipMoved(snapshot(), tip);
    }
    activateBestChain();
    flush(Flush.IF_NEEDED);
  }

  /// Takes back what [#invalidate] or a failed check said of a block and its descendants.
  void reconsider(BlockIndex index) {
    tree.clearFailure(index);
    tree.rebuildCandidates(tip);
    activateBestChain();
  }

  /// Prefers a block over others of the same work.
  void prefer(BlockIndex index) {
    if (index.chainWork().compareTo(tip.chainWork()) < 0) {
      return;
    }
    tree.prefer(index, tip);
    activateBestChain();
  }

  /// What makes a flush due.
  enum Flush {
    /// Memory or time demand it.
    IF_NEEDED,
    /// Somebody wants the disk to be up to date; memory keeps the coins.
    ALWAYS,
    /// The node is stopping.
    FINAL
  }

  /// Writes what differs from the disk, in the order that keeps a crash harmless.
  void flush(Flush kind) {
    long now = nowMillis();
    boolean coinsFull = coins.memoryBytes() > coinsLimitBytes;
    boolean writeCoins =
        kind != Flush.IF_NEEDED || coinsFull || now - lastCoinsFlushMillis > COINS_FLUSH_MILLIS;
    boolean writeIndex = writeCoins || now - lastIndexFlushMillis > INDEX_FLUSH_MILLIS;
    if (!writeIndex) {
      return;
    }
    requireDiskSpace(writeCoins ? 2L * coins.dirtyCount() * 64 : 0);
    files.sync();
    indexStore.write(tree.takeChanged(), files.infos());
    lastIndexFlushMillis = now;
    if (writeCoins) {
      Log.debug(LogCategory.COINDB, () -> "Writing " + coins.dirtyCount() + " changed coins");
      coins.flush(coinsStore, tip.hash(), coinsFull || kind == Flush.FINAL);
      lastCoinsFlushMillis = nowMillis();
    }
  }

  private void requireDiskSpace(long bytes) {
    try {
      FileStore store = Files.getFileStore(config.chainFolder());
      if (store.getUsableSpace() < MIN_FREE_BYTES + bytes) {
        throw new StorageException(
            "Disk space is too low! The disk with "
                + config.chainFolder()
                + " is nearly full, so the node stops before anything is lost. Wallets and funds are safe. Free some"
                + " space and start again.");
      }
    } catch (IOException e) {
      throw new StorageException(
          "Could not tell the free space of the disk with "
              + config.chainFolder()
              + " ("
              + e.getMessage()
              + "). Wallets and funds are safe. Check that the disk is connected, then start again.",
          e);
    }
  }

  @Override
  public void close() {
    scripts.close();
    coinsStore.close();
    files.close();
    indexStore.close();
  }
}
