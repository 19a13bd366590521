package org.quantumcoin.node.p2p.proxy;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.quantumcoin.node.p2p.message.NetAddress;

/// An I2P router with the whole of I2P in it: who is connected to it can be connected to.
public final class SamServer extends TestServer {
  private static final int DESTINATION_BYTES = 391;
  private static final int KEY_BYTES = 663;

  private final Map<String, Session> sessions = new ConcurrentHashMap<>();
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final AtomicInteger made = new AtomicInteger();

  /// Those who wait for a connection, oldest first.
  private record Session(String destination, BlockingQueue<Waiting> waiting) {}

  private record Waiting(Talk talk, CountDownLatch done) {}

  private SamServer() {
    start();
  }

  public static SamServer open() {
    return new SamServer();
  }

  /// What was said to it, in order, without keys.
  public List<String> commands() {
    return List.copyOf(commands);
  }

  /// A private key: its public part with a certificate of four bytes, then the rest.
  private byte[] newKey() {
    byte[] key = new byte[KEY_BYTES];
    key[0] = (byte) made.incrementAndGet();
    key[386] = 4;
    return key;
  }

  private static String destination(byte[] key) {
    return I2pDestination.encode(Arrays.copyOf(key, DESTINATION_BYTES));
  }

  private static NetAddress address(String destination) throws IOException {
    return I2pDestination.address(I2pDestination.decode(destination));
  }

  @Override
  void serve(Talk talk) throws IOException {
    String mine = "";
    try {
      while (true) {
        String line = talk.line();
        Map<String, String> values = new HashMap<>();
        for (String word : line.split(" ", -1)) {
          int equals = word.indexOf('=');
          if (equals > 0) {
            values.put(word.substring(0, equals), word.substring(equals + 1));
          }
        }
        String command = line.replaceFirst("DESTINATION=\\S{100,}", "DESTINATION=...");
        commands.add(command);
        if (line.startsWith("HELLO")) {
          talk.say("HELLO REPLY RESULT=OK VERSION=3.1\n");
        } else if (line.startsWith("DEST GENERATE")) {
          byte[] key = newKey();
          talk.say(
              "DEST REPLY PUB=%s PRIV=%s\n"
                  .formatted(destination(key), I2pDestination.encode(key)));
        } else if (line.startsWith("SESSION CREATE")) {
          mine = create(talk, values);
        } else if (line.startsWith("NAMING LOOKUP")) {
          lookUp(talk, values.getOrDefault("NAME", ""));
        } else if (line.startsWith("STREAM CONNECT")) {
          connect(talk, values);
          return;
        } else if (line.startsWith("STREAM ACCEPT")) {
          accept(talk, values.getOrDefault("ID", ""));
          return;
        }
      }
    } finally {
      sessions.remove(mine);
    }
  }

  private String create(Talk talk, Map<String, String> values) throws IOException {
    String id = values.getOrDefault("ID", "");
    String key = values.getOrDefault("DESTINATION", "");
    byte[] bytes = key.equals("TRANSIENT") ? newKey() : I2pDestination.decode(key);
    sessions.put(id, new Session(destination(bytes), new LinkedBlockingQueue<>()));
    talk.say("SESSION STATUS RESULT=OK DESTINATION=" + I2pDestination.encode(bytes) + "\n");
    return id;
  }

  private void lookUp(Talk talk, String name) throws IOException {
    for (Session session : sessions.values()) {
      if (address(session.destination).host().equals(name)) {
        talk.say("NAMING REPLY RESULT=OK NAME=%s VALUE=%s\n".formatted(name, session.destination));
        return;
      }
    }
    talk.say("NAMING REPLY RESULT=KEY_NOT_FOUND NAME=" + name + "\n");
  }

  private void connect(Talk talk, Map<String, String> values) throws IOException {
    Session from = sessions.get(values.getOrDefault("ID", ""));
    if (from == null) {
      talk.say("STREAM STATUS RESULT=INVALID_ID\n");
      return;
    }
    Waiting waiting = null;
    for (Session session : sessions.values()) {
      if (session.destination.equals(values.get("DESTINATION"))) {
        waiting = session.waiting.poll();
      }
    }
    if (waiting == null) {
      talk.say("STREAM STATUS RESULT=CANT_REACH_PEER MESSAGE=\"nobody there\"\n");
      return;
    }
    // What the peer says first comes in one piece with what the router says of it.
    waiting.talk.say(from.destination + " FROM_PORT=0 TO_PORT=0\n");
    talk.say("STREAM STATUS RESULT=OK\n");
    bridge(talk, waiting.talk);
    waiting.done.countDown();
  }

  private void accept(Talk talk, String id) throws IOException {
    Session session = sessions.get(id);
    if (session == null) {
      talk.say("STREAM STATUS RESULT=INVALID_ID\n");
      return;
    }
    talk.say("STREAM STATUS RESULT=OK\n");
    Waiting waiting = new Waiting(talk, new CountDownLatch(1));
    session.waiting.add(waiting);
    try {
      waiting.done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
