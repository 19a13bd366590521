package org.quantumcoin.node.api;

import java.util.List;

/// The peers, for those who look at them.
public interface PeerAccess {
  List<PeerStatus> peers();

  Traffic traffic();

  /// Bytes since the start, both ways.
  record Traffic(long receivedBytes, long sentBytes) {}
}
