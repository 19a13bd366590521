package org.quantumcoin.node.mining;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.BlockVerdict;
import org.quantumcoin.node.chain.ChainListener;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.chain.ChainService.Subscription;
import org.quantumcoin.node.chain.ChainSnapshot;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.mempool.Mempool;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.Script;

/// Mines on the processor, with as many threads as wanted at the moment.
///
/// A foreman thread makes the work: at once when the tip moves, and every second when the mempool
/// has changed. Miners look for new work between portions of a few milliseconds. Each extra nonce
/// is given out once, so no two miners search the same headers.
public final class CpuMiner implements AutoCloseable {
  /// Nonces between two looks at the work: some milliseconds with either kernel.
  private static final int PORTION = 1 << 15;

  private static final long REFRESH_MILLIS = 1_000;

  /// A failed template is tried again after this.
  private static final long RETRY_MILLIS = 1_000;

  /// Between two blocks of a thread on a chain whose blocks take two hashes: without it a regtest
  /// chain would grow by thousands of blocks a second.
  private static final long PAUSE_MILLIS = 250;

  /// Seconds that the hash rate is a mean of.
  private static final int RATE_SECONDS = 10;

  private final ChainManager chain;
  private final Mempool mempool;
  private final BlockTemplateBuilder templates;
  private final Supplier<Script> pays;
  private final InstantSource clock;
  private final LongAdder hashes = new LongAdder();
  private final AtomicLong blocksFound = new AtomicLong();
  private final AtomicLong extraNonces;
  private final Semaphore wake = new Semaphore(0);
  private final List<Miner> miners = new ArrayList<>();
  private final long[] samples = new long[RATE_SECONDS + 1];
  private final Subscription subscription;
  private final Thread foreman;
  private int samplesTaken;
  private volatile double hashesPerSecond;
  private int wanted;
  private boolean held;
  private volatile boolean tipMoved;
  private volatile boolean closing;
  private volatile @Nullable MiningWork work;

  /// One mining thread.
  private final class Miner implements Runnable {
    private final HashKernel kernel = HashKernel.create();
    private volatile boolean stopped;
    private @Nullable Thread thread;

    @Override
    public void run() {
      try {
        while (!stopped) {
          MiningWork now = work;
          if (now == null) {
            pauseBriefly();
          } else {
            mine(now);
          }
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }

    /// Searches one extra nonce until it is used up or the work is another.
    private void mine(MiningWork now) throws InterruptedException {
      long time = time(now);
      Block block = now.with(extraNonces.getAndIncrement(), time);
      byte[] header = block.header().toBytes();
      for (long nonce = 0; nonce < 1L << 32; nonce += PORTION) {
        if (stopped || work != now) {
          return;
        }
        long found = kernel.scan(header, (int) nonce, PORTION, now.template().target());
        if (found != HashKernel.NONE) {
          hashes.add(found - nonce + 1);
          solved(now, withHeader(block, header, (int) found));
          return;
        }
        hashes.add(PORTION);
        long later = time(now);
        if (later != time) {
          // The time is in the second half of the header, so rolling it costs nothing, and the
          // nonces begin anew.
          time = later;
          BlockHeader rolled = read(header);
          header =
              new BlockHeader(
                      rolled.version(),
                      rolled.previous(),
                      rolled.merkleRoot(),
                      time,
                      rolled.bits(),
                      0)
                  .toBytes();
          nonce = -PORTION;
        }
      }
    }
  }

  private CpuMiner(
      ChainManager chain,
      Mempool mempool,
      BlockTemplateBuilder templates,
      Supplier<Script> pays,
      InstantSource clock,
      RandomGenerator random) {
    this.chain = chain;
    this.mempool = mempool;
    this.templates = templates;
    this.pays = pays;
    this.clock = clock;
    // From a random place, so that nodes that pay the same script do not search the same headers.
    this.extraNonces = new AtomicLong(random.nextLong());
    this.subscription = chain.subscribe(new TipEvents());
    this.foreman = Thread.ofPlatform().name("miner").daemon().unstarted(this::makeWork);
  }

  /// Idle until [#setThreads]. `pays` is asked for each template.
  public static CpuMiner open(
      ChainManager chain,
      Mempool mempool,
      BlockTemplateBuilder templates,
      Supplier<Script> pays,
      InstantSource clock,
      RandomGenerator random) {
    CpuMiner miner = new CpuMiner(chain, mempool, templates, pays, clock, random);
    miner.foreman.start();
    return miner;
  }

  private final class TipEvents implements ChainListener {
    @Override
    public void tipChanged(ChainSnapshot now, BlockIndex fork) {
      tipMoved = true;
      wake.release();
    }
  }

  private static void pauseBriefly() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(10);
  }

  private long time(MiningWork now) {
    // Networks with the twenty-minute rule have other targets at other times; there it stands
    // still.
    boolean fixed = chain.params().checks().minimumDifficultyBlocks();
    long templateTime = now.template().block().header().time();
    return fixed ? templateTime : Math.max(templateTime, clock.instant().getEpochSecond());
  }

  private static BlockHeader read(byte[] header) {
    return BlockHeader.read(new ByteReader(header));
  }

  private static Block withHeader(Block block, byte[] header, int nonce) {
    return Block.create(read(header).withNonce(nonce), block.transactions());
  }

  private void solved(MiningWork now, Block block) throws InterruptedException {
    try {
      BlockVerdict verdict = chain.submitBlock(block, true).join();
      // Two threads may find a block each on the same parent; the second goes to waste.
      if (verdict instanceof BlockVerdict.Accepted accepted && accepted.connected()) {
        blocksFound.incrementAndGet();
        Log.info("Mined block " + block.hash() + " at height " + now.template().height());
      } else if (verdict instanceof BlockVerdict.Invalid invalid) {
        Log.error("The miner's own block was refused: " + invalid);
      }
    } catch (CompletionException | CancellationException e) {
      Log.warning("A mined block could not be stored: " + e.getMessage());
    }
    // The next work is on its way; the old one is worth nothing now.
    if (work == now) {
      work = null;
      tipMoved = true;
      wake.release();
    }
    if (chain.params().checks().mockable()) {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }

  /// The foreman's loop.
  private void makeWork() {
    try {
      while (!closing) {
        boolean _ = wake.tryAcquire(REFRESH_MILLIS, TimeUnit.MILLISECONDS);
        wake.drainPermits();
        sampleRate();
        refresh();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void refresh() throws InterruptedException {
    if (!isWorking()) {
      work = null;
      return;
    }
    MiningWork now = work;
    boolean outdated =
        now == null
            || tipMoved
            || now.template().parent() != chain.snapshot().tip()
            || now.mempoolChanges() != mempool.changeCount();
    if (!outdated || closing) {
      return;
    }
    tipMoved = false;
    long changes = mempool.changeCount();
    try {
      work = new MiningWork(templates.fromMempool(pays.get()).join(), changes);
    } catch (CompletionException | CancellationException e) {
      if (!closing) {
        Log.warning("No block template: " + e.getMessage());
        TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
      }
    }
  }

  private long lastSampleNanos = System.nanoTime();
  private final long[] sampleNanos = new long[RATE_SECONDS + 1];

  private void sampleRate() {
    long now = System.nanoTime();
    if (samplesTaken > 0 && now - lastSampleNanos < TimeUnit.MILLISECONDS.toNanos(500)) {
      return;
    }
    lastSampleNanos = now;
    int slot = samplesTaken % samples.length;
    int oldest = Math.max(0, samplesTaken - RATE_SECONDS) % samples.length;
    samples[slot] = hashes.sum();
    sampleNanos[slot] = now;
    if (samplesTaken > 0) {
      double seconds = (now - sampleNanos[oldest]) / 1e9;
      hashesPerSecond = (samples[slot] - samples[oldest]) / seconds;
    }
    samplesTaken++;
  }

  /// Starts or ends threads until there are so many; 0 stops mining. Takes effect within
  /// milliseconds, or when the miner is no longer held.
  public void setThreads(int number) {
    if (number < 0) {
      throw new IllegalArgumentException("a number of threads: " + number);
    }
    synchronized (miners) {
      wanted = number;
      startOrEnd();
    }
    wake.release();
  }

  /// Ends all threads until it is called with `false`; then as many as are wanted by then start.
  public void hold(boolean now) {
    synchronized (miners) {
      held = now;
      startOrEnd();
    }
    wake.release();
  }

  /// A held miner has no threads, since one that only waits would still wake up again and again.
  private void startOrEnd() {
    int count = held ? 0 : wanted;
    while (miners.size() > count) {
      miners.removeLast().stopped = true;
    }
    while (miners.size() < count && !closing) {
      Miner miner = new Miner();
      miner.thread = Thread.ofPlatform().name("miner-" + miners.size()).daemon().start(miner);
      miners.add(miner);
    }
  }

  private boolean isWorking() {
    synchronized (miners) {
      return !miners.isEmpty();
    }
  }

  /// As many as are wanted, also while they are held.
  public int threads() {
    synchronized (miners) {
      return wanted;
    }
  }

  public boolean isHeld() {
    synchronized (miners) {
      return held;
    }
  }

  /// Mean of the last ten seconds.
  public double hashesPerSecond() {
    return hashesPerSecond;
  }

  /// Blocks found since start that became the tip.
  public long blocksFound() {
    return blocksFound.get();
  }

  @Override
  public void close() {
    closing = true;
    subscription.close();
    List<Miner> ending;
    synchronized (miners) {
      ending = List.copyOf(miners);
    }
    setThreads(0);
    try {
      for (Miner miner : ending) {
        Thread thread = miner.thread;
        if (thread != null) {
          thread.join(REFRESH_MILLIS);
        }
      }
      foreman.interrupt();
      foreman.join(REFRESH_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
