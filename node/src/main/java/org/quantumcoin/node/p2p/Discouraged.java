package org.quantumcoin.node.p2p;

import java.util.LinkedHashMap;
import java.util.Map;
import org.quantumcoin.node.p2p.message.NetAddress;

/// Hosts that misbehaved: not connected to any more, and the first to go when slots are short.
/// Forgotten at restart. Lives on the peer thread.
final class Discouraged {
  /// Core keeps 50,000 in a filter; the oldest is forgotten first.
  private static final int MAX_HOSTS = 50_000;

  private final Map<String, Boolean> hosts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > MAX_HOSTS;
        }
      };

  void add(NetAddress address) {
    hosts.put(address.host(), true);
  }

  boolean contains(NetAddress address) {
    return hosts.containsKey(address.host());
  }
}
