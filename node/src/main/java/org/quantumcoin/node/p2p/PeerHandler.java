package org.quantumcoin.node.p2p;

import java.time.Duration;
import java.util.List;
import org.quantumcoin.node.p2p.message.Message;
import org.quantumcoin.node.primitives.Transaction;

/// What is said with peers once a connection stands: sync and relay. Methods are called on the
/// [PeerThread].
public interface PeerHandler extends AutoCloseable {
  /// Our height, for the `version` message.
  int height();

  /// The handshake is done.
  void connected(Peer peer);

  /// A message other than those of the handshake, of pings and of addresses.
  void received(Peer peer, Message message);

  /// The peer's send queue has room again after [Peer#hasRoomToSend] said no.
  void sendable(Peer peer);

  /// The connection is gone; called once for each peer that was [#connected].
  void disconnected(Peer peer);

  /// About every [PeerManager#TICK_MILLIS].
  void tick();

  /// What is done now and then is due so much earlier (`mockscheduler`).
  void bringForward(Duration time);

  /// The manager has stopped: nothing else is called any more. From whichever thread.
  @Override
  void close();

  /// What an outbound peer has been good for.
  Usefulness usefulness(Peer peer);

  /// Whether no block has come for so long, and none is on its way, that there may be a chain which
  /// none of our peers tells us of.
  boolean isTipStale();

  /// Whether the tip is so young that we are in sync.
  boolean isTipRecent();

  /// When the tip changed last, or when that was first asked; unix seconds.
  long lastTipSeconds();

  /// Transactions whose parents have not come.
  List<OrphanInfo> orphans();

  /// A transaction whose parents have not come; times are unix seconds, `from` the numbers of the
  /// peers that have it.
  record OrphanInfo(Transaction tx, long entered, long expires, List<Long> from) {
    public OrphanInfo {
      from = List.copyOf(from);
    }
  }

  /// Times are unix seconds, 0 for never; `isProtected` peers have shown a chain as good as ours
  /// and are kept whatever they do.
  record Usefulness(long lastBlockAnnouncement, boolean isProtected) {
    public static final Usefulness NONE = new Usefulness(0, false);
  }

  /// How far things have come with a peer.
  Progress progress(Peer peer);

  /// `presyncedHeaders` is how far headers were looked at that are not kept yet, -1 for none.
  /// Heights are -1 while unknown; times are unix seconds, 0 for never. `compactTo` tells whether
  /// we asked the peer to announce by compact blocks, `compactFrom` whether it asked us.
  record Progress(
      int presyncedHeaders,
      int syncedHeaders,
      int syncedBlocks,
      List<Integer> inFlight,
      long lastTransaction,
      long lastBlock,
      long minFeeFilterSatPerKvb,
      boolean compactTo,
      boolean compactFrom) {
    public static final Progress NONE = new Progress(-1, -1, -1, List.of(), 0, 0, 0, false, false);
  }
}
