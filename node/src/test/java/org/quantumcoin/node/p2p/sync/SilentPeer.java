package org.quantumcoin.node.p2p.sync;

import java.util.List;
import org.quantumcoin.node.p2p.TestPeers;
import org.quantumcoin.node.p2p.TimeSource;
import org.quantumcoin.node.p2p.message.Message;

/// A peer without a socket that says nothing; what it is sent can be looked at.
record SilentPeer(TestPeers.Connection connection, SyncPeer sync) {
  /// One that came to us.
  static SilentPeer connect(long id) {
    return of(TestPeers.inbound(id, TimeSource.system(), () -> {}));
  }

  /// One that we chose, which has blocks.
  static SilentPeer chosen(long id) {
    return of(TestPeers.outbound(id, TimeSource.system()));
  }

  private static SilentPeer of(TestPeers.Connection made) {
    return new SilentPeer(made, new SyncPeer(made.peer()));
  }

  List<Message> sent() {
    return connection.sent();
  }
}
