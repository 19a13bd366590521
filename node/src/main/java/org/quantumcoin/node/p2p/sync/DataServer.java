package org.quantumcoin.node.p2p.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.BlockStatus;
import org.quantumcoin.node.chain.ChainService;
import org.quantumcoin.node.chain.ChainSnapshot;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.mempool.TxPool;
import org.quantumcoin.node.p2p.ConnectionType;
import org.quantumcoin.node.p2p.PeerManager;
import org.quantumcoin.node.p2p.PeerPermission;
import org.quantumcoin.node.p2p.PeerThread;
import org.quantumcoin.node.p2p.TimeSource;
import org.quantumcoin.node.p2p.message.BlockMessage;
import org.quantumcoin.node.p2p.message.BlockTxn;
import org.quantumcoin.node.p2p.message.CmpctBlock;
import org.quantumcoin.node.p2p.message.GetBlockTxn;
import org.quantumcoin.node.p2p.message.GetBlocks;
import org.quantumcoin.node.p2p.message.GetHeaders;
import org.quantumcoin.node.p2p.message.Headers;
import org.quantumcoin.node.p2p.message.Inv;
import org.quantumcoin.node.p2p.message.InvItem;
import org.quantumcoin.node.p2p.message.NotFound;
import org.quantumcoin.node.p2p.message.TxMessage;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.primitives.Wtxid;
import org.quantumcoin.node.storage.StorageException;

/// Answers `getheaders`, `getblocks`, `getdata` and `getblocktxn`.
final class DataServer {
  /// Hashes in an answer to `getblocks`.
  private static final int MAX_BLOCK_HASHES = 500;

  /// Things a peer may have asked for and not got yet: two full messages.
  private static final int MAX_REQUESTED = 2 * InvItem.MAX_ITEMS;

  /// Older blocks are had from anybody: they are what an upload target saves (Core's
  /// `HISTORICAL_BLOCK_AGE`).
  private static final long HISTORICAL_SECONDS = 7 * 24 * 3600L;

  /// Blocks off the active chain are served for so long, so that nobody can learn from what we have
  /// which branches we saw when (Core's `STALE_RELAY_AGE_LIMIT`).
  private static final long STALE_SECONDS = 30L * 24 * 60 * 60;

  /// Below the tip by more than this nobody's mempool helps with a block: who asks for a compact
  /// one gets all of it (Core's `MAX_CMPCTBLOCK_DEPTH`).
  private static final int MAX_COMPACT_DEPTH = 5;

  /// Deeper, reading a block for a few of its transactions is what an adversary would make us do
  /// (Core's `MAX_BLOCKTXN_DEPTH`).
  private static final int MAX_TRANSACTIONS_DEPTH = 10;

  /// Requests for transactions of blocks that a peer may have waiting: as many as blocks in flight.
  private static final int MAX_TRANSACTION_REQUESTS = BlockDownload.MAX_IN_FLIGHT;

  private final ChainService chain;
  private final TxPool pool;
  private final PeerManager manager;
  private final PeerThread thread;
  private final TimeSource time;
  private final BlockDownload download;
  private final NewestBlock newest;
  private final Punishment punishment;
  private final RandomGenerator random;

  DataServer(
      ChainService chain,
      TxPool pool,
      PeerManager manager,
      BlockDownload download,
      NewestBlock newest,
      Punishment punishment,
      RandomGenerator random) {
    this.chain = chain;
    this.pool = pool;
    this.manager = manager;
    this.thread = manager.thread();
    this.time = manager.time();
    this.download = download;
    this.newest = newest;
    this.punishment = punishment;
    this.random = random;
  }

  void getHeaders(SyncPeer peer, GetHeaders asked) {
    ChainSnapshot now = chain.snapshot();
    if (now.tip().chainWork().compareTo(chain.params().checks().minimumChainWork()) < 0) {
      // Our chain may be a false one; say that we have nothing, or the asker would wait.
      Log.debug(
          LogCategory.NET,
          () ->
              "Ignoring getheaders from peer="
                  + peer.id()
                  + " because active chain has too little work; sending empty response");
      peer.peer.send(new Headers(List.of()));
      return;
    }
    BlockIndex from;
    if (asked.locator().hashes().isEmpty()) {
      BlockIndex stop = chain.find(asked.stop());
      if (stop == null || !isServed(now, stop)) {
        return;
      }
      peer.peer.send(new Headers(List.of(stop.header())));
      return;
    }
    from = Locators.fork(chain, now, asked.locator());
    int last = Math.min(now.height(), from.height() + Headers.MAX_HEADERS);
    List<BlockHeader> headers = new ArrayList<>(last - from.height());
    for (BlockIndex index : range(now, from.height() + 1, last)) {
      headers.add(index.header());
      if (index.hash().equals(asked.stop())) {
        break;
      }
    }
    Log.debug(
        LogCategory.NET,
        () ->
            "getheaders %d to %s from peer=%d"
                .formatted(
                    from.height() + 1,
                    asked.stop().hash().isZero() ? "end" : asked.stop().toString(),
                    peer.id()));
    // When the answer ends at our tip the peer will know the tip, so later announcements may build
    // on it.
    peer.bestHeaderSent = headers.isEmpty() ? now.tip() : now.at(from.height() + headers.size());
    peer.peer.send(new Headers(headers));
  }

  /// Blocks of the active chain between two heights, both included, lowest first.
  private static List<BlockIndex> range(ChainSnapshot now, int first, int last) {
    List<BlockIndex> range = new ArrayList<>(Math.max(0, last - first + 1));
    BlockIndex at = now.at(last);
    while (at != null && at.height() >= first) {
      range.add(at);
      at = at.previous();
    }
    return range.reversed();
  }

  void getBlocks(SyncPeer peer, GetBlocks asked) {
    ChainSnapshot now = chain.snapshot();
    BlockIndex from = Locators.fork(chain, now, asked.locator());
    int last = Math.min(now.height(), from.height() + MAX_BLOCK_HASHES);
    List<InvItem> items = new ArrayList<>();
    for (BlockIndex index : range(now, from.height() + 1, last)) {
      if (index.hash().equals(asked.stop())) {
        break;
      }
      items.add(InvItem.block(index.hash()));
      if (items.size() == MAX_BLOCK_HASHES) {
        // When this one is asked for we announce our tip, which makes the peer ask for more.
        peer.continueHash = index.hash();
      }
    }
    if (!items.isEmpty()) {
      peer.peer.send(new Inv(items));
    }
  }

  void getData(SyncPeer peer, List<InvItem> items) {
    if (peer.requested.size() + items.size() > MAX_REQUESTED) {
      Log.debug(LogCategory.NET, () -> "too much asked for, disconnecting peer=" + peer.id());
      peer.peer.disconnect();
      return;
    }
    peer.requested.addAll(items);
    serve(peer);
  }

  /// Answers as much as the send queue takes; called again when there is room or a block was read.
  void serve(SyncPeer peer) {
    List<InvItem> missing = new ArrayList<>();
    while (!peer.requested.isEmpty()
        && !peer.reading
        && !peer.waitsForChain
        && !peer.peer.isDisconnecting()
        && peer.peer.hasRoomToSend()) {
      InvItem item = peer.requested.remove();
      if (item.isTransaction()) {
        serveTransaction(peer, item, missing);
      } else if (item.isBlock()) {
        serveBlock(peer, item);
      }
    }
    if (!missing.isEmpty()) {
      peer.peer.send(new NotFound(missing));
    }
    serveTransactions(peer);
  }

  /// The chain has judged a block: whoever asked for it meanwhile gets an answer, or waits on for
  /// another one.
  void judged(Collection<SyncPeer> peers) {
    for (SyncPeer peer : peers) {
      if (peer.waitsForChain) {
        peer.waitsForChain = false;
        serve(peer);
      }
    }
  }

  /// A peer lacks some transactions of a block.
  void getBlockTransactions(SyncPeer peer, GetBlockTxn asked) {
    List<Transaction> recent = newest.transactions(asked.hash());
    if (recent != null) {
      sendTransactions(peer, asked, recent);
      return;
    }
    BlockIndex index = chain.find(asked.hash());
    if (index == null || !index.hasData()) {
      Log.debug(
          LogCategory.NET,
          () -> "Peer %d sent us a getblocktxn for a block we don't have".formatted(peer.id()));
      return;
    }
    if (index.height() < chain.snapshot().height() - MAX_TRANSACTIONS_DEPTH) {
      // The whole block goes through what bounds the sending of blocks.
      Log.debug(
          LogCategory.NET,
          () ->
              "Peer %d sent us a getblocktxn for a block > %d deep"
                  .formatted(peer.id(), MAX_TRANSACTIONS_DEPTH));
      getData(peer, List.of(InvItem.witnessBlock(asked.hash())));
      return;
    }
    if (peer.requestedTransactions.size() == MAX_TRANSACTION_REQUESTS) {
      Log.debug(LogCategory.NET, () -> "too much asked for, disconnecting peer=" + peer.id());
      peer.peer.disconnect();
      return;
    }
    peer.requestedTransactions.add(asked);
    serveTransactions(peer);
  }

  private void serveTransactions(SyncPeer peer) {
    GetBlockTxn asked = peer.requestedTransactions.peek();
    if (asked == null
        || peer.readingTransactions
        || peer.peer.isDisconnecting()
        || !peer.peer.hasRoomToSend()) {
      return;
    }
    peer.requestedTransactions.remove();
    BlockIndex index = chain.find(asked.hash());
    if (index == null) {
      return;
    }
    peer.readingTransactions = true;
    readBlock(
        peer,
        index,
        block -> {
          peer.readingTransactions = false;
          sendTransactions(peer, asked, block.transactions());
          serveTransactions(peer);
        });
  }

  private void sendTransactions(SyncPeer peer, GetBlockTxn asked, List<Transaction> all) {
    List<Transaction> wanted = new ArrayList<>(asked.indexes().size());
    for (int index : asked.indexes()) {
      if (index >= all.size()) {
        punishment.misbehaving(peer, "getblocktxn with out-of-bound tx indices");
        return;
      }
      wanted.add(all.get(index));
    }
    peer.peer.send(new BlockTxn(asked.hash(), wanted));
  }

  /// Announces a block of our chain as a compact one.
  void sendCompact(SyncPeer peer, BlockIndex index) {
    CmpctBlock known = newest.compact(index.hash());
    if (known != null) {
      peer.peer.send(known);
    } else {
      readBlock(peer, index, block -> peer.peer.send(CmpctBlock.of(block, random.nextLong())));
    }
  }

  private void serveCompact(SyncPeer peer, BlockIndex index) {
    CmpctBlock known = newest.compact(index.hash());
    if (known != null) {
      peer.peer.send(known);
      return;
    }
    peer.reading = true;
    readBlock(
        peer,
        index,
        block -> {
          peer.reading = false;
          peer.peer.send(CmpctBlock.of(block, random.nextLong()));
          serve(peer);
        });
  }

  /// Reads a block beside the peer thread and goes on with it there.
  private void readBlock(SyncPeer peer, BlockIndex index, Consumer<Block> then) {
    read(peer, index, Function.identity(), then);
  }

  /// The same with something made of the block beside the peer thread.
  private <T> void read(
      SyncPeer peer, BlockIndex index, Function<Block, T> making, Consumer<T> then) {
    manager
        .io()
        .execute(() -> {
          try {
            T made = making.apply(chain.readBlock(index));
            thread.execute(() -> then.accept(made));
          } catch (StorageException e) {
            Log.error(
                "Cannot load block from disk, disconnecting peer="
                    + peer.id()
                    + ": "
                    + e.getMessage());
            peer.peer.disconnect();
          }
        });
  }

  private void serveTransaction(SyncPeer peer, InvItem item, List<InvItem> missing) {
    if (peer.peer.type() == ConnectionType.BLOCK_RELAY) {
      return;
    }
    Transaction tx = servedTransaction(peer, item);
    if (tx == null) {
      missing.add(item);
      return;
    }
    ByteWriter out = new ByteWriter(tx.totalSize());
    if (item.type() == InvItem.MSG_TX) {
      tx.writeWithoutWitness(out);
    } else {
      tx.write(out);
    }
    peer.peer.send(new TxMessage(out.toByteArray()));
    pool.broadcasted(tx.txid());
  }

  /// One that the peer was, or could have been, told of. With others it could find out when they
  /// came to us, and so where they came from.
  private @Nullable Transaction servedTransaction(SyncPeer peer, InvItem item) {
    TxPool.Paying kept =
        item.type() == InvItem.MSG_WTX
            ? pool.paying(new Wtxid(item.hash()))
            : pool.paying(new Txid(item.hash()));
    if (kept != null && kept.sequence() < peer.servedBelow) {
      return kept.tx();
    }
    return newest.transaction(item.hash());
  }

  /// Whether peers may be told of a block (Core's `BlockRequestAllowed`).
  boolean isServed(ChainSnapshot now, BlockIndex index) {
    if (now.contains(index)) {
      return true;
    }
    return index.isValid(BlockStatus.VALID_SCRIPTS)
        && now.bestHeader().time() - index.time() < STALE_SECONDS
        && time.seconds() - index.time() < STALE_SECONDS;
  }

  private void serveBlock(SyncPeer peer, InvItem item) {
    ChainSnapshot now = chain.snapshot();
    BlockIndex index = chain.find(new BlockHash(item.hash()));
    if (index != null
        && newest.is(index.hash())
        && !index.isFailed()
        && !index.isValid(BlockStatus.VALID_SCRIPTS)) {
      // It was announced early and is being connected.
      peer.waitsForChain = true;
      peer.requested.addFirst(item);
      return;
    }
    if (index == null || !index.hasData() || !isServed(now, index)) {
      Log.debug(
          LogCategory.NET,
          () -> "cannot serve block " + item.hash() + " asked for by peer=" + peer.id());
      return;
    }
    boolean historical = now.bestHeader().time() - index.time() > HISTORICAL_SECONDS;
    if ((historical || item.type() == InvItem.MSG_FILTERED_BLOCK)
        && manager.isUploadSpent(true)
        && !peer.peer.permissions().has(PeerPermission.DOWNLOAD)) {
      Log.debug(
          LogCategory.NET,
          () -> "historical block serving limit reached, disconnecting peer=" + peer.id());
      peer.peer.disconnect();
      return;
    }
    if (item.type() == InvItem.MSG_FILTERED_BLOCK) {
      serveFiltered(peer, index);
      return;
    }
    if (item.type() == InvItem.MSG_CMPCT_BLOCK
        && download.isNear(now)
        && index.height() >= now.height() - MAX_COMPACT_DEPTH) {
      serveCompact(peer, index);
      return;
    }
    boolean withWitness = item.type() != InvItem.MSG_BLOCK;
    peer.reading = true;
    // A disk may take its time; the peer thread must not.
    read(
        peer,
        index,
        block -> withWitness ? block.toBytes() : withoutWitness(block),
        bytes -> answer(peer, index.hash(), bytes));
  }

  private static byte[] withoutWitness(Block block) {
    ByteWriter out = new ByteWriter(block.baseSize());
    block.header().write(out);
    out.writeCompactSize(block.transactions().size());
    for (Transaction tx : block.transactions()) {
      tx.writeWithoutWitness(out);
    }
    return out.toByteArray();
  }

  private void answer(SyncPeer peer, BlockHash hash, byte[] bytes) {
    peer.reading = false;
    peer.peer.send(new BlockMessage(bytes));
    continueAfter(peer, hash);
    serve(peer);
  }

  /// The last block of those that an answer to `getblocks` named was asked for.
  private void continueAfter(SyncPeer peer, BlockHash hash) {
    if (hash.equals(peer.continueHash)) {
      peer.continueHash = null;
      peer.peer.send(new Inv(List.of(InvItem.block(chain.snapshot().tip().hash()))));
    }
  }

  /// A block for a peer with a bloom filter; without one there is no answer, as in Core. Matching
  /// takes long enough to be done beside the peer thread, on a copy of the filter.
  private void serveFiltered(SyncPeer peer, BlockIndex index) {
    BloomFilter filter = peer.bloomFilter;
    if (filter == null) {
      continueAfter(peer, index.hash());
      return;
    }
    BloomFilter copy = filter.copy();
    peer.reading = true;
    read(
        peer,
        index,
        block -> FilteredBlock.of(block, copy),
        filtered -> {
          peer.reading = false;
          peer.peer.send(filtered.proof());
          filtered.transactions().forEach(peer.peer::send);
          if (peer.bloomFilter == filter) {
            filter.merge(copy);
          }
          continueAfter(peer, index.hash());
          serve(peer);
        });
  }
}
