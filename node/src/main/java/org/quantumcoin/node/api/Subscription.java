package org.quantumcoin.node.api;

/// Ends what it was returned for.
public interface Subscription extends AutoCloseable {
  @Override
  void close();
}
