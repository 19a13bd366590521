package org.quantumcoin.wallet;

import java.util.Optional;
import java.util.OptionalLong;
import org.quantumcoin.node.api.BlockRef;
import org.quantumcoin.node.api.NodeApi;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.wallet.store.StoreException;
import org.quantumcoin.wallet.store.WalletStore;

/// Looks through the blocks of the active chain for transactions of one wallet, one look at a time.
/// The wallet is locked for a block at a time, so that others get their turn.
///
/// Keys that may have been in use before come with a note, in the same commit, of the time since
/// when blocks are to be looked at. It goes once they were, so that a look that is cut off is taken
/// up at the next opening, and no coin stays unseen.
final class Rescanner {
  private static final String OWED = "scan owed since";

  /// Blocks after which the note is moved up.
  private static final int NOTE_EVERY = 1_000;

  private final Wallet wallet;
  private final NodeApi node;
  private final WalletStore store;
  private Optional<Rescan> running = Optional.empty();
  private boolean stopped;

  Rescanner(Wallet wallet, NodeApi node, WalletStore store) {
    this.wallet = wallet;
    this.node = node;
    this.store = store;
  }

  synchronized Optional<Rescan> running() {
    return running;
  }

  /// Under the wallet's lock: blocks from a time on are still to be looked at. Lasts with the next
  /// commit.
  void owe(long unixSeconds) {
    OptionalLong before = owed();
    if (before.isEmpty() || unixSeconds < before.getAsLong()) {
      note(unixSeconds);
    }
  }

  private OptionalLong owed() {
    return store
        .property(OWED)
        .map(bytes -> OptionalLong.of(new ByteReader(bytes).readInt64()))
        .orElse(OptionalLong.empty());
  }

  private void note(long unixSeconds) {
    store.putProperty(OWED, new ByteWriter().writeInt64(unixSeconds).toByteArray());
  }

  /// Looks at what is owed, which ends when the last block was looked at or somebody aborts it.
  Rescan.Result settle() {
    OptionalLong since = wallet.locked(this::owed);
    return since.isEmpty()
        ? new Rescan.Result(tipHeight(), Rescan.End.COMPLETE)
        : run(firstHeight(since.getAsLong()), Integer.MAX_VALUE);
  }

  /// Takes up a look that was cut off, beside everything else.
  void resume() {
    if (wallet.locked(this::owed).isPresent()) {
      Thread _ =
          Thread.ofVirtual()
              .name("rescan-" + wallet.name())
              .start(() -> {
                try {
                  Log.info("[" + wallet.name() + "] goes on looking through old blocks");
                  Rescan.Result result = settle();
                  Log.info(
                      "[%s] looked through old blocks up to %d"
                          .formatted(wallet.name(), result.lastHeight()));
                } catch (StoreException | WalletException e) {
                  Log.warning(
                      "[%s] looks through old blocks when it is opened again: %s"
                          .formatted(wallet.name(), e.getMessage()));
                }
              });
    }
  }

  /// The first block that keys of a time can be in; above the last one if there is none yet.
  private int firstHeight(long since) {
    return node.firstBlockSince(since - Wallets.BIRTH_TOLERANCE_SECONDS)
        .map(BlockRef::height)
        .orElseGet(() -> node.tip().height() + 1);
  }

  /// From one height to another, both included, at most to the last block seen.
  Rescan.Result run(int from, int to) {
    Rescan rescan = begin();
    try {
      OptionalLong owed = wallet.locked(this::owed);
      boolean pays = owed.isPresent() && from <= firstHeight(owed.getAsLong());
      int last = from - 1;
      int tip = tipHeight();
      int end = Math.min(to, tip);
      while (last < end && rescan.isGoingOn()) {
        Optional<BlockRef> ref = node.activeBlock(last + 1);
        Optional<Block> block = ref.flatMap(at -> node.readBlock(at.hash()));
        if (ref.isEmpty() || block.isEmpty()) {
          break;
        }
        wallet.blockRescanned(ref.get(), block.get());
        last++;
        rescan.setProgress((double) (last - from + 1) / (end - from + 1));
        wallet.revise();
        if (pays && last % NOTE_EVERY == 0) {
          owed = moveUp(owed, ref.get().maxTime() + Wallets.BIRTH_TOLERANCE_SECONDS);
        }
      }
      Rescan.End how = rescan.end(last >= Math.min(end, tipHeight()));
      if (pays && (how == Rescan.End.ABORTED || (how == Rescan.End.COMPLETE && end == tip))) {
        drop(owed);
      }
      return new Rescan.Result(last, how);
    } finally {
      end(rescan);
    }
  }

  private int tipHeight() {
    return wallet.locked(() -> wallet.ledger().tipHeight());
  }

  /// Unless older keys came meanwhile.
  private OptionalLong moveUp(OptionalLong owed, long unixSeconds) {
    return wallet.locked(() -> {
      if (!owed().equals(owed) || unixSeconds <= owed.orElseThrow()) {
        return owed;
      }
      note(unixSeconds);
      wallet.save();
      return OptionalLong.of(unixSeconds);
    });
  }

  private void drop(OptionalLong owed) {
    wallet.run(() -> {
      if (owed().equals(owed)) {
        store.removeProperty(OWED);
        wallet.save();
      }
    });
  }

  private synchronized Rescan begin() {
    if (stopped) {
      throw new WalletException(
          WalletException.Kind.REFUSED,
          "The wallet is being closed. Old blocks are looked through when it is opened again.");
    }
    if (running.isPresent()) {
      throw new WalletException(
          WalletException.Kind.REFUSED,
          "Wallet is currently rescanning. Abort existing rescan or wait.");
    }
    Rescan rescan = new Rescan();
    running = Optional.of(rescan);
    wallet.revise();
    return rescan;
  }

  private synchronized void end(Rescan rescan) {
    running = running.filter(each -> each != rescan);
    wallet.revise();
    notifyAll();
  }

  /// Ends a look for now, and returns when it touches the wallet no more. Not under the wallet's
  /// lock.
  synchronized void stop() {
    stopped = true;
    running.ifPresent(Rescan::suspend);
    try {
      while (running.isPresent()) {
        wait();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
