package org.quantumcoin.node.p2p.proxy;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;

/// A connection to Tor's control port. Its methods block, each for a time that is bounded.
final class TorConnection implements Closeable {
  /// Core's `MAX_LINE_LENGTH`.
  static final int MAX_LINE_BYTES = 100_000;

  /// Answers to what we ask have a handful of lines.
  static final int MAX_REPLY_LINES = 1_000;

  private static final int CONNECT_MILLIS = 10_000;

  /// Tor answers from memory.
  private static final int REPLY_MILLIS = 60_000;

  /// From here on it is not an answer but news.
  private static final int ASYNCHRONOUS = 600;

  private static final int STATUS_CHARS = 3;

  private final Socket socket;
  private final InputStream in;

  private TorConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  static TorConnection open(InetSocketAddress control) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(control, CONNECT_MILLIS);
      return new TorConnection(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /// Sends a command and waits for the answer to it.
  TorReply ask(String command) throws IOException {
    socket.setSoTimeout(REPLY_MILLIS);
    socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
    TorReply reply = read();
    while (reply.code() >= ASYNCHRONOUS) {
      reply = read();
    }
    return reply;
  }

  /// Waits until Tor ends the connection, however long that takes.
  void awaitEnd() throws IOException {
    socket.setSoTimeout(0);
    while (true) {
      TorReply reply = read();
      if (reply.code() < ASYNCHRONOUS) {
        Log.debug(LogCategory.TOR, () -> "Received unexpected sync reply " + reply.code());
      }
    }
  }

  private TorReply read() throws IOException {
    List<String> lines = new ArrayList<>();
    while (lines.size() < MAX_REPLY_LINES) {
      String line = line();
      if (line.length() <= STATUS_CHARS) {
        continue;
      }
      lines.add(line.substring(STATUS_CHARS + 1));
      if (line.charAt(STATUS_CHARS) == ' ') {
        return new TorReply(code(line), lines);
      }
    }
    throw new IOException("an answer of more than " + MAX_REPLY_LINES + " lines");
  }

  private static int code(String line) {
    int code = 0;
    for (int i = 0; i < STATUS_CHARS; i++) {
      int digit = line.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return 0;
      }
      code = code * 10 + digit;
    }
    return code;
  }

  /// Without its end.
  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      int c = in.read();
      if (c < 0) {
        Log.debug(LogCategory.TOR, "End of stream");
        throw new EOFException("Tor ended the connection");
      }
      if (c == '\n') {
        int end = line.length();
        return line.substring(0, end > 0 && line.charAt(end - 1) == '\r' ? end - 1 : end);
      }
      if (line.length() == MAX_LINE_BYTES) {
        Log.info("tor: Disconnecting because MAX_LINE_LENGTH exceeded");
        throw new IOException("a line of more than " + MAX_LINE_BYTES + " bytes");
      }
      line.append((char) c);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
