package org.quantumcoin.app.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/// One HTTP POST over a plain socket: all the HTTP that the client needs, without the time that
/// loading a full client takes.
final class RpcConnection {
  record Response(int status, String body) {}

  private static final int MAX_HEADER_BYTES = 64 * 1024;

  private RpcConnection() {}

  /// @param timeoutMillis for connecting and between bytes; 0 waits for ever
  static Response post(
      String host, int port, String path, String credentials, String body, int timeoutMillis)
      throws IOException {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    String head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: "
            + host
            + "\r\nConnection: close\r\nContent-Type: application/json\r\nAuthorization: Basic "
            + basic
            + "\r\nContent-Length: "
            + content.length
            + "\r\n\r\n";
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), timeoutMillis);
      socket.setSoTimeout(timeoutMillis);
      OutputStream out = socket.getOutputStream();
      byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
      byte[] all = new byte[start.length + content.length];
      System.arraycopy(start, 0, all, 0, start.length);
      System.arraycopy(content, 0, all, start.length, content.length);
      out.write(all);
      out.flush();
      return read(socket.getInputStream());
    }
  }

  private static Response read(InputStream in) throws IOException {
    String statusLine = line(in);
    int space = statusLine.indexOf(' ');
    if (!statusLine.startsWith("HTTP/") || space < 0 || statusLine.length() < space + 4) {
      throw new IOException("not an HTTP answer");
    }
    int status = Integer.parseInt(statusLine.substring(space + 1, space + 4));
    int length = -1;
    boolean chunked = false;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring("content-length:".length()).strip());
      }
      chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
    }
    byte[] body = chunked ? chunks(in) : length >= 0 ? in.readNBytes(length) : in.readAllBytes();
    return new Response(status, new String(body, StandardCharsets.UTF_8));
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      String size = line(in);
      int semicolon = size.indexOf(';');
      int length =
          Integer.parseInt((semicolon < 0 ? size : size.substring(0, semicolon)).strip(), 16);
      if (length == 0) {
        return body.toByteArray();
      }
      body.writeBytes(in.readNBytes(length));
      line(in);
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0 || line.length() > MAX_HEADER_BYTES) {
        throw new IOException("answer ended too early");
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }
}
