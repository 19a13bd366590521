package org.quantumcoin.node.chain;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.consensus.BlockRules;
import org.quantumcoin.node.consensus.HeaderRules;
import org.quantumcoin.node.consensus.Violation;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.script.ValidationCache;
import org.quantumcoin.node.storage.DamagedFileException;
import org.quantumcoin.node.storage.FileInfo;
import org.quantumcoin.node.storage.StorageException;

/// The chain and the one thread that writes it.
///
/// Commands go through a bounded queue and are done in order; what is read comes from the last
/// snapshot or from the header tree, which anybody may walk. A failure of ours (the disk, a damaged
/// file) stops the writer for good: later commands fail with the same [StorageException], and the
/// owner is told once so that it can shut the node down. Nothing that was flushed is lost by that.
public final class ChainManager implements ChainService, AutoCloseable {
  /// Commands that may wait. Peers hold back long before (by bytes of blocks), so reaching this
  /// means a bug or a flood of RPC; the command is refused.
  private static final int MAX_QUEUED_COMMANDS = 20_000;

  /// Between two looks, while closing, at whether the writer is still there.
  private static final long CLOSE_POLL_MILLIS = 10;

  private final ChainConfig config;
  private final ChainState state;
  private final Thread writer;
  private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>(MAX_QUEUED_COMMANDS);
  private final List<ChainListener> listeners = new CopyOnWriteArrayList<>();
  private final Set<BlockIndex> repairing = ConcurrentHashMap.newKeySet();
  private final Consumer<StorageException> onFailure;
  private volatile ChainSnapshot snapshot;
  private volatile @Nullable StorageException failure;
  private volatile boolean closing;
  private @Nullable BlockIndex announcedHeader;

  private ChainManager(
      ChainConfig config, InstantSource clock, Consumer<StorageException> onFailure) {
    this.config = config;
    this.onFailure = onFailure;
    this.state = ChainState.open(config, clock, new Publisher());
    this.snapshot = state.snapshot();
    this.writer = Thread.ofPlatform().name("chain-writer").unstarted(this::work);
  }

  /// Opens the chain on disk, or makes it, and starts the writer; blocks on disk beyond the tip are
  /// connected by [#start()]. `onFailure` is called on the writer's thread.
  public static ChainManager open(
      ChainConfig config, InstantSource clock, Consumer<StorageException> onFailure) {
    ChainManager manager = new ChainManager(config, clock, onFailure);
    manager.writer.start();
    return manager;
  }

  /// Rebuilds or imports what the configuration asks for, and brings the tip to the best chain on
  /// disk. The future ends when that is done.
  public CompletableFuture<Void> start() {
    return command(() -> {
      BlockImport blocks = new BlockImport(state, () -> closing);
      if (state.indexStore().isReindexing()) {
        blocks.rebuildIndex();
      } else {
        verifyLastBlocks();
      }
      state.leaveFailedBranch();
      state.activateBestChain();
      blocks.loadFiles(config.imports(), config.params());
      publish(state.snapshot());
      return null;
    });
  }

  /// What Core checks at each start (`-checkblocks`, `-checklevel`).
  private void verifyLastBlocks() {
    if (state.tip().height() == 0) {
      return;
    }
    switch (verifier().verify(config.checkLevel(), config.checkBlocks())) {
      case ChainVerifier.Finding.Sound _ -> {}
      case ChainVerifier.Finding.Damaged(String sentence) -> Log.warning(sentence);
      case ChainVerifier.Finding.Inconsistent(String sentence) ->
          throw new StorageException(sentence);
    }
  }

  private ChainVerifier verifier() {
    return new ChainVerifier(state, () -> closing, this::repairUndo);
  }

  @Override
  public NetworkParams params() {
    return config.params();
  }

  public ChainConfig config() {
    return config;
  }

  @Override
  public ChainSnapshot snapshot() {
    return snapshot;
  }

  public SoftForks softForks() {
    return state.softForks();
  }

  /// Where the mempool keeps what it found valid, for the blocks that will bring it.
  public ValidationCache validationCache() {
    return state.known();
  }

  @Override
  public @Nullable BlockIndex find(BlockHash hash) {
    return state.tree().find(hash);
  }

  /// Every header known, in no order.
  public Collection<BlockIndex> allHeaders() {
    return state.tree().all();
  }

  @Override
  public Block readBlock(BlockIndex index) {
    try {
      return state.readBlock(index);
    } catch (DamagedFileException e) {
      // The writer looks for itself, and has it fetched again.
      CompletableFuture<Block> _ = command(() -> state.needBlock(index));
      throw e;
    }
  }

  @Override
  public Collection<BlockIndex> lostBlocks() {
    return state.tree().lost();
  }

  @Override
  public BlockUndo readUndo(BlockIndex index) {
    try {
      return state.readUndo(index);
    } catch (DamagedFileException e) {
      repairUndo(index);
      throw e;
    }
  }

  /// Works undo data out again beside the writer, since many blocks may have to be read for it.
  private void repairUndo(BlockIndex index) {
    if (repairing.add(index)) {
      Thread.ofVirtual()
          .name("undo-repair")
          .start(() -> {
            try {
              new UndoRebuilder(this::readBlock, () -> closing)
                  .rebuild(index, readBlock(index))
                  .ifPresent(undo -> store(index, undo));
            } catch (StorageException e) {
              Log.error("Cannot work out undo data: " + e.getMessage());
            } finally {
              repairing.remove(index);
            }
          });
    }
  }

  private void store(BlockIndex index, BlockUndo undo) {
    CompletableFuture<Void> _ =
        command(() -> {
          state.replaceUndo(index, undo);
          return null;
        });
  }

  /// Bytes that blocks and undo data take on disk.
  public long diskBytes() {
    return state.files().totalBytes();
  }

  /// What each pair of block and undo files holds.
  public Map<Integer, FileInfo> fileInfos() {
    return state.files().infos();
  }

  /// Bytes that headers and the places of their blocks take on disk, about.
  public long blockIndexDiskBytes() {
    return state.blockIndexDiskBytes();
  }

  /// Bytes that the coins take on disk, about.
  public long coinsDiskBytes() {
    return state.coinsStore().diskBytes();
  }

  @Override
  public CompletableFuture<HeadersVerdict> submitHeaders(List<BlockHeader> headers) {
    if (headers.isEmpty()) {
      throw new IllegalArgumentException("no headers");
    }
    return command(() -> acceptHeaders(headers));
  }

  private HeadersVerdict acceptHeaders(List<BlockHeader> headers) {
    int fresh = 0;
    BlockIndex last = null;
    HeadersVerdict refused = null;
    for (BlockHeader header : headers) {
      switch (state.acceptHeader(header)) {
        case ChainState.HeaderResult.Known(BlockIndex index) -> last = index;
        case ChainState.HeaderResult.Added(BlockIndex index) -> {
          last = index;
          fresh++;
        }
        case ChainState.HeaderResult.Refused(Violation v) ->
            refused =
                new HeadersVerdict.Invalid(header.hash(), v.failure(), v.reason(), v.detail());
      }
      if (refused != null) {
        break;
      }
    }
    announceHeader();
    if (refused != null) {
      return refused;
    }
    if (last == null) {
      throw new IllegalStateException("no header was looked at");
    }
    return new HeadersVerdict.Accepted(last, fresh);
  }

  private void announceHeader() {
    if (state.tree().bestHeader() != announcedHeader) {
      announcedHeader = state.tree().bestHeader();
      ChainSnapshot now = state.snapshot();
      publish(now);
      listeners.forEach(l -> l.bestHeaderChanged(now));
    }
  }

  @Override
  public CompletableFuture<BlockVerdict> submitBlock(Block block, boolean requested) {
    // What needs nothing but the block is checked here, on the caller's thread.
    Optional<Violation> body = BlockRules.check(block, config.params().consensus());
    return command(() -> acceptBlock(block, body, requested));
  }

  private BlockVerdict acceptBlock(Block block, Optional<Violation> body, boolean requested) {
    // Core's ProcessNewBlock looks at the block before it looks at its header's place.
    if (body.isPresent() && find(block.hash()) == null) {
      return ChainState.invalid(body.get());
    }
    Refusals refusals = new Refusals(block.hash());
    try (Subscription _ = subscribe(refusals)) {
      BlockVerdict verdict = state.acceptBlock(block, body, requested);
      announceHeader();
      if (!(verdict instanceof BlockVerdict.Accepted(BlockIndex index, _))) {
        return verdict;
      }
      state.activateBestChain();
      BlockVerdict.Invalid refused = refusals.verdict;
      if (refused != null) {
        return refused;
      }
      return new BlockVerdict.Accepted(index, state.snapshot().contains(index));
    }
  }

  /// Remembers what connecting said of one block.
  private static final class Refusals implements ChainListener {
    private final BlockHash hash;
    private BlockVerdict.@Nullable Invalid verdict;

    Refusals(BlockHash hash) {
      this.hash = hash;
    }

    @Override
    public void blockRefused(BlockIndex index, BlockVerdict.Invalid refused) {
      if (index.hash().equals(hash)) {
        verdict = refused;
      }
    }
  }

  /// Condemns a block by hand, with all that builds on it, until [#reconsider].
  public CompletableFuture<Void> invalidate(BlockIndex index) {
    return command(() -> {
      state.invalidate(index);
      announceHeader();
      return null;
    });
  }

  /// Takes back that a block was condemned, by hand or by a rule, and looks at it again.
  public CompletableFuture<Void> reconsider(BlockIndex index) {
    return command(() -> {
      state.reconsider(index);
      announceHeader();
      return null;
    });
  }

  /// Prefers a block over others of the same work.
  public CompletableFuture<Void> prefer(BlockIndex index) {
    return command(() -> {
      state.prefer(index);
      return null;
    });
  }

  /// Runs a task on the writer's thread, where the tip stands still for as long as it takes. Tasks
  /// are short.
  public <T> CompletableFuture<T> onWriter(TipView.Task<T> task) {
    return command(() -> task.run(new Still()));
  }

  /// The view that tasks get.
  private final class Still implements TipView {
    @Override
    public ChainSnapshot snapshot() {
      return state.snapshot();
    }

    @Override
    public CoinsView coins() {
      return state.coins();
    }

    @Override
    public SoftForks softForks() {
      return state.softForks();
    }

    @Override
    public Optional<Violation> test(Block block) {
      BlockIndex tip = state.tip();
      NetworkParams.Consensus rules = config.params().consensus();
      if (!block.header().previous().equals(tip.hash())) {
        throw new IllegalArgumentException("the block is not on top of the tip");
      }
      BlockIndex index = new BlockIndex(block.header(), tip);
      long cutoff =
          softForks().isCsvActiveAt(index.height()) ? tip.medianTimePast() : block.header().time();
      boolean segwit = softForks().isSegwitActiveAt(index.height());
      return HeaderRules.checkContextual(block.header(), tip, rules, state.nowSeconds())
          .or(() -> BlockRules.checkBody(block, rules))
          .or(() -> BlockRules.checkContextual(block, index.height(), cutoff, segwit, rules))
          .or(() ->
              switch (state.connector().connect(index, block, BlockConnector.Mode.CHECK_ONLY)) {
                case BlockConnector.Result.Connected _ -> Optional.empty();
                case BlockConnector.Result.Refused(Violation v) -> Optional.of(v);
              });
    }
  }

  /// Writes everything to disk.
  public CompletableFuture<Void> flush() {
    return command(() -> {
      state.flush(ChainState.Flush.ALWAYS);
      return null;
    });
  }

  /// Sums up the coins at the tip, as they are on disk after a flush. Takes as long as reading all
  /// of them does; not on the writer's thread. `stop` ends it early with an empty result.
  public CompletableFuture<CoinsStatistics> coinsStatistics(CoinsStatistics.HashKind hash) {
    return flush()
        .thenApplyAsync(
            _ -> CoinsStatistics.compute(state.coinsStore(), hash, this::find, () -> closing),
            task -> Thread.ofVirtual().name("coins-statistics").start(task));
  }

  /// Visits every coin as of one moment after a flush, on a thread of its own.
  public <T> CompletableFuture<T> scanCoins(Function<CoinsScan, T> scan) {
    return flush()
        .thenApplyAsync(
            _ -> scan.apply(new CoinsScan(state.coinsStore(), this::find)),
            task -> Thread.ofVirtual().name("coins-scan").start(task));
  }

  /// Checks the last `blocks` blocks again (0 for all), at level 0 to 4 (Core's `CVerifyDB`); false
  /// when one is bad. Damaged files are mended meanwhile.
  public CompletableFuture<Boolean> verify(int level, int blocks) {
    return command(() -> verifier().verify(level, blocks) instanceof ChainVerifier.Finding.Sound);
  }

  @Override
  public Subscription subscribe(ChainListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  private void publish(ChainSnapshot now) {
    snapshot = now;
  }

  /// Publishes what the state does.
  private final class Publisher implements ChainEvents {
    @Override
    public void checked(BlockIndex index, Block block) {
      listeners.forEach(l -> l.blockChecked(index, block));
    }

    @Override
    public void connected(BlockIndex index, Block block, ChainSnapshot now) {
      publish(now);
      listeners.forEach(l -> l.blockConnected(index, block));
      if (config.stopAtHeight() > 0 && index.height() >= config.stopAtHeight()) {
        state.stopSoon();
      }
    }

    @Override
    public void disconnected(BlockIndex index, Block block, ChainSnapshot now) {
      publish(now);
      listeners.forEach(l -> l.blockDisconnected(index, block));
    }

    @Override
    public void tipMoved(ChainSnapshot now, BlockIndex fork) {
      publish(now);
      listeners.forEach(l -> l.tipChanged(now, fork));
    }

    @Override
    public void refused(BlockIndex index, BlockVerdict.Invalid verdict) {
      listeners.forEach(l -> l.blockRefused(index, verdict));
    }
  }

  /// Something the writer does.
  private interface Command<T> {
    @Nullable T run();
  }

  private <T> CompletableFuture<T> command(Command<? extends T> command) {
    CompletableFuture<T> result = new CompletableFuture<>();
    StorageException broken = failure;
    if (broken != null) {
      result.completeExceptionally(broken);
      return result;
    }
    Runnable task = () -> run(command, result);
    if (closing || !queue.offer(task)) {
      result.completeExceptionally(
          new RejectedExecutionException(
              closing ? "the chain is closing" : "too many commands wait for the chain"));
    }
    return result;
  }

  private <T> void run(Command<? extends T> command, CompletableFuture<T> result) {
    StorageException broken = failure;
    if (broken != null) {
      result.completeExceptionally(broken);
      return;
    }
    try {
      T value = command.run();
      completeNullable(result, value);
    } catch (DamagedFileException e) {
      // A block or its undo data; the state is what it was, and the file is being mended.
      result.completeExceptionally(e);
    } catch (StorageException e) {
      // The owner first: whoever hears of it from the result may end the program.
      fail(e);
      result.completeExceptionally(e);
    } catch (IllegalArgumentException e) {
      // A caller's mistake, found before anything was changed.
      result.completeExceptionally(e);
    } catch (RuntimeException | Error e) {
      result.completeExceptionally(e);
      throw e;
    }
  }

  @SuppressWarnings("NullAway") // a future of Void ends with null
  private static <T> void completeNullable(CompletableFuture<T> result, @Nullable T value) {
    result.complete(value);
  }

  private void work() {
    try {
      while (!closing || !queue.isEmpty()) {
        queue.take().run();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      Log.error("The chain writer failed", e);
      fail(
          new StorageException(
              "The chain stopped because of a fault in this program. Wallets and funds are safe, and"
                  + " what was written to disk is intact: start again, and report the log file.",
              e));
    }
    // Nobody serves the queue from here on, so nobody may be left waiting in it.
    for (Runnable task = queue.poll(); task != null; task = queue.poll()) {
      task.run();
    }
  }

  /// Refuses everything from now on, and tells the owner once.
  private void fail(StorageException broken) {
    failure = broken;
    Log.fatal(String.valueOf(broken.getMessage()));
    try {
      onFailure.accept(broken);
    } catch (RuntimeException e) {
      Log.error("Could not tell the node that its chain stopped", e);
    }
  }

  /// Ends what waits, writes everything to disk, and closes the files.
  @Override
  public void close() {
    if (closing) {
      return;
    }
    state.stopSoon();
    CompletableFuture<Void> flushed =
        command(() -> {
          closing = true;
          state.flush(ChainState.Flush.FINAL);
          return null;
        });
    try {
      while (!flushed.isDone() && writer.isAlive()) {
        writer.join(CLOSE_POLL_MILLIS);
      }
      closing = true;
      if (!queue.offer(() -> {})) {
        writer.interrupt();
      }
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the chain was closing", e);
    }
    state.close();
  }
}
