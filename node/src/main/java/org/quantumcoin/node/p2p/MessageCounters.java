package org.quantumcoin.node.p2p;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.quantumcoin.node.p2p.message.MessageCodec;

/// Bytes by message type, of one peer in one direction; frame headers count.
final class MessageCounters {
  /// Commands that we do not know are counted together, or a peer could grow the table at will.
  private static final String OTHER = "*other*";

  private final ConcurrentHashMap<String, LongAdder> bytesByCommand = new ConcurrentHashMap<>();
  private final LongAdder total = new LongAdder();

  void add(String command, int bytes) {
    String key = MessageCodec.isKnown(command) ? command : OTHER;
    bytesByCommand.computeIfAbsent(key, _ -> new LongAdder()).add(bytes);
  }

  /// Bytes on the wire, whether or not they have made a whole message yet.
  void addTotal(long bytes) {
    total.add(bytes);
  }

  long total() {
    return total.sum();
  }

  Map<String, Long> byCommand() {
    Map<String, Long> result = new TreeMap<>();
    bytesByCommand.forEach((command, bytes) -> result.put(command, bytes.sum()));
    return result;
  }
}
