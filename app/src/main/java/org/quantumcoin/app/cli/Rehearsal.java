package org.quantumcoin.app.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Runs the client against a socket of its own, so that the start-up cache made meanwhile holds
/// what a real call needs. Run when the program is packaged, with a scratch folder as its argument.
final class Rehearsal {
  private static final String ANSWER =
      "{\"jsonrpc\":\"2.0\",\"result\":{\"chain\":\"main\",\"blocks\":1,\"difficulty\":1.5,\"list\":[true,null]},\"id\":1}\n";
  private static final String REFUSAL =
      "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-8,\"message\":\"Block height out of range\"},\"id\":1}\n";

  private Rehearsal() {}

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Files.writeString(folder.resolve("quantumcoin.conf"), "rpcuser=u\n[main]\nrpcpassword=p\n");
    try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread answers = new Thread(() -> answer(server));
      answers.setDaemon(true);
      answers.start();
      String port = "-rpcport=" + server.getLocalPort();
      String data = "-datadir=" + folder;
      run(data, port, "getblockchaininfo");
      run(data, port, "getblockhash", "7");
      run(data, port, "-named", "getblock", "blockhash=00", "verbosity=2");
    }
    run("-regtest", "-datadir=" + folder, "-rpcport=1", "getblockcount");
    run("-version");
  }

  private static void run(String... args) {
    int unused = new CliMain(new ByteArrayInputStream(new byte[0]), quiet(), quiet()).run(args);
    if (unused > 1 && unused != 8) {
      throw new IllegalStateException("rehearsal ended with " + unused);
    }
  }

  private static PrintStream quiet() {
    return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
  }

  private static void answer(ServerSocket server) {
    for (int call = 0; ; call++) {
      try (Socket client = server.accept()) {
        InputStream in = client.getInputStream();
        byte[] request = new byte[4096];
        int read = in.read(request);
        if (read <= 0) {
          continue;
        }
        byte[] body = (call == 1 ? REFUSAL : ANSWER).getBytes(StandardCharsets.UTF_8);
        String head =
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: "
                + body.length
                + "\r\nconnection: close\r\n\r\n";
        client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().write(body);
      } catch (IOException _) {
        return;
      }
    }
  }
}
