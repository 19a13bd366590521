package org.quantumcoin.app;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.quantumcoin.node.log.Log;

/// One window for each chain's folder: a second start hands what it was to open to the first, by a
/// local socket in that folder, and ends.
///
/// Whoever can connect could as well type into the window; what is handed over only fills in forms.
final class SingleInstance implements AutoCloseable {
  private static final String FILE = "desktop.sock";
  private static final String GREETING = "quantumcoin-desktop 1";
  private static final byte[] TAKEN = "taken\n".getBytes(StandardCharsets.UTF_8);

  /// Of one message: more than any link with its message, and a handful of paths.
  private static final int MAX_BYTES = 64 * 1024;

  private static final int MAX_THINGS = 50;

  /// Talks at a time; who comes beyond them waits.
  private static final int MAX_TALKS = 4;

  /// A window that is there answers in moments; one that hangs is none.
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final ServerSocketChannel server;
  private final Path file;
  private final Semaphore talks = new Semaphore(MAX_TALKS);
  private final Consumer<List<String>> receiver;

  private SingleInstance(ServerSocketChannel server, Path file, Consumer<List<String>> receiver) {
    this.server = server;
    this.file = file;
    this.receiver = receiver;
  }

  /// Gives `things` (links and absolute paths; none to bring the window to the front) to the window
  /// that has this folder. False if there is none.
  static boolean handOver(Path folder, List<String> things) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return false;
    }
    AtomicBoolean taken = new AtomicBoolean();
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      Thread talk = Thread.ofVirtual().start(() -> taken.set(talk(channel, file, things)));
      if (!talk.join(PATIENCE)) {
        return false;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException | UnsupportedOperationException _) {
      return false;
    }
    return taken.get();
  }

  private static boolean talk(SocketChannel channel, Path file, List<String> things) {
    try {
      channel.connect(UnixDomainSocketAddress.of(file));
      List<String> lines = new ArrayList<>(List.of(GREETING));
      things.stream().map(each -> each.replaceAll("\\R", " ")).forEach(lines::add);
      String message = String.join("\n", lines) + "\n";
      channel.write(ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8)));
      channel.shutdownOutput();
      return Arrays.equals(read(channel), TAKEN);
    } catch (IOException | IllegalArgumentException _) {
      return false;
    }
  }

  /// Everything up to the end, which must not be far.
  private static byte[] read(SocketChannel channel) throws IOException {
    byte[] all = Channels.newInputStream(channel).readNBytes(MAX_BYTES + 1);
    if (all.length > MAX_BYTES) {
      throw new IOException("too long a message");
    }
    return all;
  }

  /// Waits for other starts from now on; `receiver` is called on a thread of its own. Empty where
  /// the system has no such sockets or the folder's name is too long for one: then a second start
  /// is told that the folder is in use.
  static Optional<SingleInstance> listen(Path folder, Consumer<List<String>> receiver) {
    Path file = folder.resolve(FILE);
    try {
      UnixDomainSocketAddress address = UnixDomainSocketAddress.of(file);
      ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        Files.deleteIfExists(file);
        server.bind(address);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
          Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
      } catch (IOException | IllegalArgumentException e) {
        server.close();
        throw e;
      }
      SingleInstance instance = new SingleInstance(server, file, receiver);
      Thread.ofVirtual().name("single-instance").start(instance::accept);
      return Optional.of(instance);
    } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
      Log.info("Other starts of the desktop cannot hand over what they open: " + e.getMessage());
      return Optional.empty();
    }
  }

  private void accept() {
    try {
      while (true) {
        talks.acquire();
        SocketChannel channel = server.accept();
        Thread.ofVirtual().start(() -> answer(channel));
      }
    } catch (ClosedChannelException | InterruptedException _) {
      // The program ends.
    } catch (IOException e) {
      Log.warning("Other starts of the desktop are not heard any more: " + e.getMessage());
    }
  }

  private void answer(SocketChannel channel) {
    try (channel) {
      Thread me = Thread.currentThread();
      Thread.ofVirtual()
          .start(() -> {
            try {
              if (!me.join(PATIENCE)) {
                channel.close();
              }
            } catch (IOException | InterruptedException _) {
              // It has ended.
            }
          });
      List<String> lines = new String(read(channel), StandardCharsets.UTF_8).lines().toList();
      if (lines.isEmpty() || !lines.getFirst().equals(GREETING) || lines.size() > MAX_THINGS + 1) {
        return;
      }
      receiver.accept(List.copyOf(lines.subList(1, lines.size())));
      channel.write(ByteBuffer.wrap(TAKEN));
    } catch (IOException _) {
      // Whoever it was has gone.
    } finally {
      talks.release();
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      Log.warning("The socket of the desktop cannot be removed: " + e.getMessage());
    }
  }
}
