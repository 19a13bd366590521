package org.quantumcoin.wallet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.api.BlockFollower;
import org.quantumcoin.node.api.BlockRef;
import org.quantumcoin.node.api.NodeApi;
import org.quantumcoin.node.api.Subscription;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.wallet.store.StoreException;

/// Brings the node's events to the wallets, in order, on a thread of its own.
///
/// The node never waits for a wallet: events queue up here. Blocks are held in memory only while
/// few wait; beyond that their place is remembered, and they are read from disk when their turn
/// comes.
final class WalletFeed implements AutoCloseable {
  /// Blocks that wait in memory: some hundred megabytes at the worst.
  private static final int MAX_HELD_BLOCKS = 32;

  private final NodeApi node;
  private final Supplier<List<Wallet>> wallets;
  private final Consumer<Wallet> onFailure;
  private final LinkedBlockingQueue<Event> queue = new LinkedBlockingQueue<>();
  private final AtomicInteger held = new AtomicInteger();
  private final Subscription subscription;
  private final Thread thread;
  private BlockRef tip;

  private sealed interface Event {
    record Connected(BlockRef ref, @Nullable Block block) implements Event {}

    record Disconnected(BlockRef ref, @Nullable Block block) implements Event {}

    record Added(Transaction tx) implements Event {}

    record Removed(Transaction tx) implements Event {}

    record Task(Runnable work) implements Event {}

    record Stop() implements Event {}
  }

  private WalletFeed(NodeApi node, Supplier<List<Wallet>> wallets, Consumer<Wallet> onFailure) {
    this.node = node;
    this.wallets = wallets;
    this.onFailure = onFailure;
    this.subscription = node.follow(new Listener());
    this.tip = node.tip();
    this.thread = Thread.ofPlatform().name("wallets").unstarted(this::run);
  }

  /// Events of blocks that the tip has already are passed over. `onFailure` is told, on the feed's
  /// thread, of a wallet that can keep nothing more.
  static WalletFeed open(NodeApi node, Supplier<List<Wallet>> wallets, Consumer<Wallet> onFailure) {
    WalletFeed feed = new WalletFeed(node, wallets, onFailure);
    feed.thread.start();
    return feed;
  }

  private final class Listener implements BlockFollower {
    private @Nullable Block hold(Block block) {
      if (held.incrementAndGet() <= MAX_HELD_BLOCKS) {
        return block;
      }
      held.decrementAndGet();
      return null;
    }

    @Override
    public void blockConnected(BlockRef ref, Block block) {
      queue.add(new Event.Connected(ref, hold(block)));
    }

    @Override
    public void blockDisconnected(BlockRef ref, Block block) {
      queue.add(new Event.Disconnected(ref, hold(block)));
    }

    @Override
    public void transactionAdded(Transaction tx) {
      queue.add(new Event.Added(tx));
    }

    @Override
    public void transactionRemoved(Transaction tx, boolean inBlock) {
      // The block itself says so in a moment; in between it would seem lost.
      if (!inBlock) {
        queue.add(new Event.Removed(tx));
      }
    }
  }

  private void run() {
    try {
      for (Event event = queue.take(); !(event instanceof Event.Stop); event = queue.take()) {
        handle(event);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void handle(Event event) {
    switch (event) {
      case Event.Connected(BlockRef ref, Block block) -> {
        release(block);
        if (ref.previous().equals(tip.hash())) {
          tip = ref;
          body(ref, block)
              .ifPresentOrElse(
                  known -> each(wallet -> wallet.blockConnected(ref, known)), () -> dropAll(ref));
        }
      }
      case Event.Disconnected(BlockRef ref, Block block) -> {
        release(block);
        if (ref.hash().equals(tip.hash())) {
          tip = node.findBlock(ref.previous()).orElseThrow();
          body(ref, block)
              .ifPresentOrElse(
                  known -> each(wallet -> wallet.blockDisconnected(ref, known)),
                  () -> dropAll(ref));
        }
      }
      case Event.Added(Transaction tx) -> each(wallet -> wallet.transactionAdded(tx));
      case Event.Removed(Transaction tx) -> each(wallet -> wallet.transactionRemoved(tx));
      case Event.Task(Runnable work) -> work.run();
      case Event.Stop _ -> {}
    }
  }

  private void release(@Nullable Block block) {
    if (block != null) {
      held.decrementAndGet();
    }
  }

  private Optional<Block> body(BlockRef ref, @Nullable Block block) {
    return block == null ? node.readBlock(ref.hash()) : Optional.of(block);
  }

  /// A block waited on disk and is damaged now: the wallets catch up when they are opened again,
  /// instead of missing it.
  private void dropAll(BlockRef ref) {
    for (Wallet wallet : wallets.get()) {
      Log.error(
          "Wallet \"%s\" is closed: block %s cannot be read. Open it again in some minutes."
              .formatted(wallet.name(), ref.hash()));
      onFailure.accept(wallet);
    }
  }

  private interface Action {
    void on(Wallet wallet);
  }

  /// One wallet's failing disk is no reason for the others to miss anything. It itself is closed as
  /// its disk has it, so that it catches up when it is opened again instead of missing an event.
  private void each(Action action) {
    for (Wallet wallet : wallets.get()) {
      try {
        action.on(wallet);
      } catch (StoreException e) {
        Log.error(
            "Wallet \"%s\" is closed: %s Open it again when that is mended."
                .formatted(wallet.name(), e.getMessage()));
        onFailure.accept(wallet);
      }
    }
  }

  /// Does something between two events, on the feed's thread.
  <T> CompletableFuture<T> between(Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    queue.add(
        new Event.Task(() -> {
          try {
            result.complete(work.get());
          } catch (RuntimeException e) {
            result.completeExceptionally(e);
          }
        }));
    return result;
  }

  /// Brings a wallet from the last block it saw to where the feed is. On the feed's thread. Blocks
  /// from before the wallet's first key are not read.
  void catchUp(Wallet wallet) {
    if (wallet.lastBlock().equals(BlockHash.ZERO)) {
      wallet.startAt(tip);
    } else {
      List<BlockRef> path = new ArrayList<>();
      BlockRef fork = tip;
      while (fork.height() > 0 && !wallet.hasSeen(fork)) {
        path.add(fork);
        fork = node.findBlock(fork.previous()).orElseThrow();
      }
      Collections.reverse(path);
      int first = fork.height() + 1;
      if (!fork.hash().equals(wallet.lastBlock())) {
        Log.info(
            "[%s] goes back to block %d, the last one that the chain and the wallet share"
                .formatted(wallet.name(), fork.height()));
      }
      wallet.returnTo(
          fork,
          (hash, height) ->
              height - first < path.size() && path.get(height - first).hash().equals(hash));
      for (BlockRef next : path) {
        if (next.time() < wallet.birth() - Wallets.BIRTH_TOLERANCE_SECONDS) {
          wallet.blockPassed(next);
        } else {
          wallet.blockCaughtUp(next, node.readBlock(next.hash()).orElseThrow(() -> lost(next)));
        }
      }
    }
    node.pooledTransactions().forEach(wallet::transactionAdded);
  }

  /// A wallet that passes over a block may miss a coin, so it is not opened.
  static WalletException lost(BlockRef ref) {
    return new WalletException(
        WalletException.Kind.BEHIND,
        "Block %d cannot be read now, and the wallet has not seen it. The node fetches damaged blocks again: open the wallet in some minutes, or start with -reindex if that does not help. The wallet was left as it is."
            .formatted(ref.height()));
  }

  @Override
  public void close() {
    subscription.close();
    queue.add(new Event.Stop());
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
