package org.quantumcoin.node.p2p;

/// Hears peers in turn, one message of each, so that whoever sends a flood waits behind it alone
/// (Core's message handler goes round its peers likewise).
///
/// A peer that does not read what it is answered, or whose last messages are still being worked on
/// elsewhere, is passed over until that has changed; meanwhile its inbox fills and then its
/// connection is not read from any more.
final class Turns {
  private final PeerThread thread;
  private final Listener listener;

  /// Takes messages, on the peer thread.
  interface Listener {
    void received(Peer peer, String command, byte[] payload, int wireBytes);
  }

  Turns(PeerThread thread, Listener listener) {
    this.thread = thread;
    this.listener = listener;
  }

  /// On the event loop: a message came.
  void came(Peer peer, Inbox.Entry message) {
    peer.inputQueued(message.memoryBytes());
    peer.inbox.add(message);
    resume(peer);
  }

  /// A peer may be heard (again). From any thread.
  void resume(Peer peer) {
    if (peer.inbox.takeTurn()) {
      thread.execute(() -> hear(peer));
    }
  }

  private void hear(Peer peer) {
    peer.inbox.turnCame();
    if (peer.isDisconnecting()) {
      peer.inbox.clear();
      return;
    }
    if (peer.isInputPaused() || !peer.hasRoomToSend()) {
      return;
    }
    Inbox.Entry message = peer.inbox.poll();
    if (message == null) {
      return;
    }
    try {
      peer.inputProcessed(message.memoryBytes());
      listener.received(peer, message.command, message.payload, message.wireBytes);
    } finally {
      if (!peer.inbox.isEmpty()) {
        resume(peer);
      }
    }
  }
}
