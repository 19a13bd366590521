package org.quantumcoin.node.p2p.proxy;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Listens on loopback, with a thread for each connection, until it is closed.
abstract class TestServer implements Closeable {
  private final ServerSocket listening;
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  /// A connection and its bytes.
  protected record Talk(Socket socket, InputStream in, OutputStream out) {
    /// Without its end; [EOFException] when there is none.
    String line() throws IOException {
      StringBuilder line = new StringBuilder();
      while (true) {
        int c = in.read();
        if (c < 0) {
          throw new EOFException();
        }
        if (c == '\n') {
          return line.toString().stripTrailing();
        }
        line.append((char) c);
      }
    }

    void say(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }

    void say(int... bytes) throws IOException {
      byte[] all = new byte[bytes.length];
      for (int i = 0; i < bytes.length; i++) {
        all[i] = (byte) bytes[i];
      }
      out.write(all);
      out.flush();
    }
  }

  TestServer() {
    try {
      listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Accepts from now on.
  protected final void start() {
    Thread.ofVirtual()
        .start(() -> {
          while (!listening.isClosed()) {
            try {
              Socket socket = listening.accept();
              open.add(socket);
              Thread.ofVirtual().start(() -> run(socket));
            } catch (IOException _) {
              return;
            }
          }
        });
  }

  private void run(Socket socket) {
    try (socket) {
      serve(new Talk(socket, socket.getInputStream(), socket.getOutputStream()));
    } catch (IOException _) {
      // The other side has gone.
    }
  }

  abstract void serve(Talk talk) throws IOException;

  public InetSocketAddress address() {
    return (InetSocketAddress) listening.getLocalSocketAddress();
  }

  /// `host:port`.
  public String label() {
    return "127.0.0.1:" + address().getPort();
  }

  /// Carries bytes both ways until one side ends.
  static void bridge(Talk one, Talk other) throws IOException {
    Thread back =
        Thread.ofVirtual()
            .start(() -> {
              try (Socket _ = one.socket();
                  Socket _ = other.socket()) {
                long _ = other.in().transferTo(one.out());
              } catch (IOException _) {
                // One of them has gone.
              }
            });
    try (Socket _ = one.socket();
        Socket _ = other.socket()) {
      long _ = one.in().transferTo(other.out());
    } finally {
      back.interrupt();
    }
  }

  /// Waits until the other side has had enough.
  static void hang(Talk talk) throws IOException {
    while (talk.in().read() >= 0) {
      // Nothing is answered.
    }
  }

  /// Ends all connections and goes on listening.
  public void cut() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
    open.clear();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    cut();
  }
}
