package org.quantumcoin.node.p2p;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Messages of one peer that have come and wait for the peer thread. What bounds them is
/// [Peer#MAX_UNPROCESSED_INPUT_BYTES].
final class Inbox {
  /// What a waiting message takes beside its payload, about, or the smallest ones would cost many
  /// times what they count as.
  private static final int OVERHEAD_BYTES = 200;

  private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean hasTurn = new AtomicBoolean();

  /// A whole message. Nobody else keeps its payload.
  static final class Entry {
    final String command;
    final byte[] payload;

    /// What it took on the wire.
    final int wireBytes;

    Entry(String command, byte[] payload, int wireBytes) {
      this.command = command;
      this.payload = payload;
      this.wireBytes = wireBytes;
    }

    int memoryBytes() {
      return wireBytes + OVERHEAD_BYTES;
    }
  }

  void add(Entry entry) {
    entries.add(entry);
  }

  @Nullable Entry poll() {
    return entries.poll();
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  void clear() {
    entries.clear();
  }

  /// True for whoever is to see to it that the peer gets its turn.
  boolean takeTurn() {
    return hasTurn.compareAndSet(false, true);
  }

  void turnCame() {
    hasTurn.set(false);
  }
}
