package org.quantumcoin.node.index;

import java.util.List;
import java.util.Optional;

/// The indexes that a node keeps because somebody asked for them.
public record Indexes(Optional<BlockFilterIndex> blockFilters) implements AutoCloseable {
  public static final Indexes NONE = new Indexes(Optional.empty());

  /// In the order in which `getindexinfo` tells of them.
  public List<BackgroundIndex> all() {
    return blockFilters.stream().map(BlockFilterIndex::follower).toList();
  }

  /// Begin to follow the chain, which must have been started.
  public void start() {
    all().forEach(BackgroundIndex::start);
  }

  @Override
  public void close() {
    blockFilters.ifPresent(BlockFilterIndex::close);
  }
}
