package org.quantumcoin.ui.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.quantumcoin.node.api.NodeListener;

/// Events between two looks. A node that connects a thousand blocks a second must not keep the
/// window busy with telling so: of many the latest are kept.
public final class EventBuffer implements NodeListener {
  private static final int MAX_EVENTS = 40;

  private final Deque<NodeEvent> events = new ArrayDeque<>();

  @Override
  public synchronized void event(NodeEvent event) {
    if (events.size() == MAX_EVENTS) {
      events.removeFirst();
    }
    events.addLast(event);
  }

  /// Those since the last call, oldest first.
  public synchronized List<NodeEvent> take() {
    List<NodeEvent> taken = new ArrayList<>(events);
    events.clear();
    return taken;
  }
}
