package org.quantumcoin.node.p2p.sync;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.ChainService;
import org.quantumcoin.node.index.BlockFilter;
import org.quantumcoin.node.index.BlockFilterIndex;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.p2p.PeerManager;
import org.quantumcoin.node.p2p.PeerThread;
import org.quantumcoin.node.p2p.message.CFCheckpt;
import org.quantumcoin.node.p2p.message.CFHeaders;
import org.quantumcoin.node.p2p.message.CFilter;
import org.quantumcoin.node.p2p.message.GetCFCheckpt;
import org.quantumcoin.node.p2p.message.GetCFHeaders;
import org.quantumcoin.node.p2p.message.GetCFilters;
import org.quantumcoin.node.p2p.message.Message;
import org.quantumcoin.node.p2p.message.ServiceFlags;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.storage.StorageException;

/// Answers `getcfilters`, `getcfheaders` and `getcfcheckpt` from the index of block filters
/// (BIP-0157).
///
/// The index is read beside the peer thread. Meanwhile, and until all filters of an answer are
/// sent, the peer is not heard, as if it were still being answered on this thread, as in Core: so
/// each peer makes us keep one answer, of [#FILTERS_AT_ONCE] filters at a time.
final class FilterServer {
  /// Filters that are read before the first of them is sent: some of 20 kB, at worst of 300 kB.
  private static final int FILTERS_AT_ONCE = 20;

  private final ChainService chain;
  private final PeerManager manager;
  private final PeerThread thread;
  private final Optional<BlockFilterIndex> filters;
  private final DataServer server;

  FilterServer(
      ChainService chain,
      PeerManager manager,
      Optional<BlockFilterIndex> filters,
      DataServer server) {
    this.chain = chain;
    this.manager = manager;
    this.thread = manager.thread();
    this.filters = filters;
    this.server = server;
  }

  /// Filters that a peer is still to be sent, of these blocks.
  static final class Answer {
    private final Deque<BlockIndex> blocks;
    private boolean reading;

    private Answer(List<BlockIndex> blocks) {
      this.blocks = new ArrayDeque<>(blocks);
    }
  }

  /// What is asked for, as far as it may be.
  private record Request(BlockFilterIndex index, int start, BlockIndex stop) {}

  void getFilters(SyncPeer peer, GetCFilters asked) {
    Request request =
        check(peer, asked.type(), asked.start(), asked.stop(), GetCFilters.MAX_FILTERS);
    if (request == null) {
      return;
    }
    begin(
        peer,
        () -> request.index.range(request.start, request.stop),
        known -> {
          if (known.isEmpty()) {
            notFound("block filter", request);
            end(peer);
            return;
          }
          peer.filterAnswer =
              new Answer(known.get().stream().map(BlockFilterIndex.Known::block).toList());
          serve(peer);
        });
  }

  /// Goes on with the filters that a peer asked for, when it has room for them.
  void serve(SyncPeer peer) {
    Answer answer = peer.filterAnswer;
    if (answer == null
        || answer.reading
        || peer.peer.isDisconnecting()
        || !peer.peer.hasRoomToSend()) {
      return;
    }
    List<BlockIndex> next = new ArrayList<>();
    while (next.size() < FILTERS_AT_ONCE && !answer.blocks.isEmpty()) {
      next.add(answer.blocks.remove());
    }
    if (next.isEmpty()) {
      peer.filterAnswer = null;
      end(peer);
      return;
    }
    answer.reading = true;
    read(
        peer,
        () -> next.stream().map(filters.orElseThrow()::filter).toList(),
        found -> {
          answer.reading = false;
          for (Optional<BlockFilter> filter : found) {
            if (filter.isEmpty()) {
              answer.blocks.clear();
              break;
            }
            peer.peer.send(
                new CFilter(BlockFilter.BASIC, filter.get().block(), filter.get().encoded()));
          }
          serve(peer);
        });
  }

  void getHeaders(SyncPeer peer, GetCFHeaders asked) {
    Request request =
        check(peer, asked.type(), asked.start(), asked.stop(), GetCFHeaders.MAX_HASHES);
    if (request != null) {
      answer(peer, request, "block filter hashes", () -> headers(request));
    }
  }

  private static Optional<Message> headers(Request request) {
    Optional<Hash256> previous =
        request.start == 0
            ? Optional.of(Hash256.ZERO)
            : request.index.header(request.stop.ancestor(request.start - 1));
    return previous.flatMap(before ->
        request
            .index
            .range(request.start, request.stop)
            .map(known ->
                new CFHeaders(
                    BlockFilter.BASIC,
                    request.stop.hash(),
                    before,
                    known.stream().map(BlockFilterIndex.Known::hash).toList())));
  }

  void getCheckpoints(SyncPeer peer, GetCFCheckpt asked) {
    Request request = check(peer, asked.type(), 0, asked.stop(), Long.MAX_VALUE);
    if (request != null) {
      answer(peer, request, "block filter header", () -> checkpoints(request));
    }
  }

  private static Optional<Message> checkpoints(Request request) {
    List<Hash256> headers = new ArrayList<>();
    for (int height = GetCFCheckpt.INTERVAL;
        height <= request.stop.height();
        height += GetCFCheckpt.INTERVAL) {
      Optional<Hash256> header = request.index.header(request.stop.ancestor(height));
      if (header.isEmpty()) {
        return Optional.empty();
      }
      headers.add(header.get());
    }
    return Optional.of(new CFCheckpt(BlockFilter.BASIC, request.stop.hash(), headers));
  }

  /// Core's `PrepareBlockFilterRequest`: null for what is not answered, whoever asks too much is
  /// cut off.
  private @Nullable Request check(
      SyncPeer peer, int type, long start, BlockHash stopHash, long max) {
    boolean offered =
        type == BlockFilter.BASIC
            && (manager.services(peer.peer) & ServiceFlags.COMPACT_FILTERS) != 0;
    if (!offered) {
      return cut(peer, "peer requested unsupported block filter type: " + type);
    }
    BlockIndex stop = chain.find(stopHash);
    if (stop == null || !server.isServed(chain.snapshot(), stop)) {
      return cut(peer, "peer requested invalid block hash: " + stopHash);
    }
    if (start > stop.height()) {
      return cut(
          peer,
          "peer sent invalid getcfilters/getcfheaders with start height %d and stop height %d"
              .formatted(start, stop.height()));
    }
    if (stop.height() - start >= max) {
      return cut(
          peer,
          "peer requested too many cfilters/cfheaders: %d / %d"
              .formatted(stop.height() - start + 1, max));
    }
    return filters.map(index -> new Request(index, (int) start, stop)).orElse(null);
  }

  private static @Nullable Request cut(SyncPeer peer, String why) {
    Log.debug(LogCategory.NET, () -> why + ", disconnecting peer=" + peer.id());
    peer.peer.disconnect();
    return null;
  }

  /// Answers with one message.
  private void answer(
      SyncPeer peer, Request request, String what, Supplier<Optional<Message>> question) {
    begin(
        peer,
        question,
        message -> {
          message.ifPresentOrElse(peer.peer::send, () -> notFound(what, request));
          end(peer);
        });
  }

  private static void notFound(String what, Request request) {
    Log.debug(
        LogCategory.NET,
        () ->
            "Failed to find %s in index: filter_type=basic, start_height=%d, stop_hash=%s"
                .formatted(what, request.start, request.stop.hash()));
  }

  /// From here to [#end] the peer is not heard.
  private <T> void begin(SyncPeer peer, Supplier<T> question, Consumer<T> then) {
    peer.peer.pauseWhileAnswering(true);
    read(peer, question, then);
  }

  private static void end(SyncPeer peer) {
    peer.peer.pauseWhileAnswering(false);
  }

  /// Asks the index beside the peer thread and goes on there.
  private <T> void read(SyncPeer peer, Supplier<T> question, Consumer<T> then) {
    manager
        .io()
        .execute(() -> {
          try {
            T answer = question.get();
            thread.execute(() -> then.accept(answer));
          } catch (StorageException e) {
            Log.error(
                "Cannot read the index of block filters, disconnecting peer="
                    + peer.id()
                    + ": "
                    + e.getMessage());
            peer.peer.disconnect();
          }
        });
  }
}
