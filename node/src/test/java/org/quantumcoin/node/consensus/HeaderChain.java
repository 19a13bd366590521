package org.quantumcoin.node.consensus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Headers in a list, the first at a given height, seen from any of them.
final class HeaderChain {
  private final int firstHeight;
  private final List<Node> nodes = new ArrayList<>();

  HeaderChain(int firstHeight) {
    this.firstHeight = firstHeight;
  }

  ChainedHeader add(int version, long time, int bits) {
    Node node = new Node(this, firstHeight + nodes.size(), version, time, bits);
    nodes.add(node);
    return node;
  }

  ChainedHeader at(int height) {
    return nodes.get(height - firstHeight);
  }

  private record Node(HeaderChain chain, int height, int version, long time, int bits)
      implements ChainedHeader {
    @Override
    public @Nullable ChainedHeader previous() {
      return height == chain.firstHeight ? null : chain.at(height - 1);
    }

    @Override
    public ChainedHeader ancestor(int target) {
      return chain.at(target);
    }

    @Override
    public long medianTimePast() {
      int from = Math.max(chain.firstHeight, height - 10);
      long[] times = new long[height - from + 1];
      for (int h = from; h <= height; h++) {
        times[h - from] = chain.at(h).time();
      }
      Arrays.sort(times);
      return times[times.length / 2];
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return Integer.hashCode(height);
    }
  }
}
