package org.quantumcoin.node.api;

import java.util.List;

/// The chain, for those who look at it.
public interface ChainAccess {
  /// The latest state; costs nothing to ask for, however busy the node is.
  ChainStatus chain();

  /// The last blocks of the active chain, newest first, at most `count`.
  List<BlockSummary> recentBlocks(int count);

  /// Tells of events until the subscription is closed. The listener is called on threads of the
  /// node and returns at once.
  Subscription subscribe(NodeListener listener);
}
