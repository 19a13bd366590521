package org.quantumcoin.node.p2p.proxy;

import io.netty.channel.Channel;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.p2p.message.NetAddress;

/// An address of ours on I2P, as long as a connection to the router keeps it alive (SAM 3.1; Core's
/// `i2p::sam::Session`). Made when it is first needed, and again when it is gone.
///
/// A persistent one has its key in a file and can be connected to; a transient one gets another
/// address each time. Its methods block; for virtual threads, several at once.
public final class SamSession implements AutoCloseable {
  private static final int ID_BYTES = 5;

  /// Nobody may connect for as long as the node runs.
  private static final Duration FOREVER = Duration.ofDays(10_000);

  private final ChannelOpener opener;
  private final InetSocketAddress router;
  private final Optional<Path> keyFile;
  private final SecureRandom random;

  /// Keeps the session alive.
  private @Nullable SamDialog control;

  private String id = "";
  private NetAddress address = NetAddress.NONE;

  /// Being asked for a session.
  private volatile @Nullable SamDialog creating;

  private volatile boolean closed;

  /// @param keyFile of a persistent session
  public SamSession(
      ChannelOpener opener, InetSocketAddress router, Optional<Path> keyFile, SecureRandom random) {
    this.opener = opener;
    this.router = router;
    this.keyFile = keyFile;
    this.random = random;
  }

  /// A connection through the router, which waits to be taken over.
  public static final class Stream {
    private final SamDialog dialog;
    private final NetAddress ours;
    private final NetAddress peer;

    private Stream(SamDialog dialog, NetAddress ours, NetAddress peer) {
      this.dialog = dialog;
      this.ours = ours;
      this.peer = peer;
    }

    /// Our address, as the other side sees it.
    public NetAddress ours() {
      return ours;
    }

    public NetAddress peer() {
      return peer;
    }

    /// `next` gets the channel on its event loop, before anything of the other side is read.
    public void handOver(Consumer<Channel> next) {
      dialog.handOver(next);
    }
  }

  /// What waits at the router for somebody to connect.
  public static final class Listening {
    private final SamDialog dialog;
    private final NetAddress ours;

    private Listening(SamDialog dialog, NetAddress ours) {
      this.dialog = dialog;
      this.ours = ours;
    }

    public NetAddress ours() {
      return ours;
    }
  }

  /// Connects to a peer.
  public Stream connect(NetAddress to) throws ProxyException {
    if (to.port() != I2pDestination.PORT) {
      // The router would connect to port 0 all the same.
      Log.debug(
          LogCategory.I2P,
          () ->
              "Error connecting to %s, connection refused due to arbitrary port %d"
                  .formatted(to, to.port()));
      throw new ProxyException("connection refused due to arbitrary port " + to.port(), true);
    }
    boolean peerTried = false;
    SamDialog dialog = null;
    try {
      String session;
      NetAddress ours;
      synchronized (this) {
        create();
        session = id;
        ours = address;
      }
      dialog = SamDialog.open(opener, router);
      SamReply lookup = dialog.ask("NAMING LOOKUP NAME=" + to.host());
      lookup.expectOk();
      SamReply reply =
          dialog.ask(
              "STREAM CONNECT ID=%s DESTINATION=%s SILENT=false"
                  .formatted(session, lookup.get("VALUE")));
      String result = reply.get("RESULT");
      if (result.equals("OK")) {
        return new Stream(dialog, ours, to);
      }
      if (result.equals("INVALID_ID")) {
        disconnect();
        throw new IOException("Invalid session id");
      }
      peerTried = result.equals("CANT_REACH_PEER") || result.equals("TIMEOUT");
      throw new IOException("\"" + reply + "\"");
    } catch (IOException e) {
      if (dialog != null) {
        dialog.close();
      }
      Log.debug(LogCategory.I2P, () -> "Error connecting to %s: %s".formatted(to, e.getMessage()));
      checkControl();
      throw new ProxyException(String.valueOf(e.getMessage()), peerTried);
    }
  }

  /// Asks the router for the next connection to us. Throws when it will not have it.
  public Listening listen() throws IOException {
    SamDialog dialog = null;
    try {
      String session;
      NetAddress ours;
      synchronized (this) {
        create();
        session = id;
        ours = address;
      }
      dialog = SamDialog.open(opener, router);
      SamReply reply = dialog.ask("STREAM ACCEPT ID=%s SILENT=false".formatted(session));
      String result = reply.get("RESULT");
      if (result.equals("OK")) {
        return new Listening(dialog, ours);
      }
      if (result.equals("INVALID_ID")) {
        disconnect();
      }
      throw new IOException("\"" + reply + "\"");
    } catch (IOException e) {
      if (dialog != null) {
        dialog.close();
      }
      if (!closed) {
        Log.error("Couldn't listen: " + e.getMessage());
      }
      checkControl();
      throw e;
    }
  }

  /// Waits until somebody connects.
  public Stream accept(Listening listening) throws IOException {
    SamDialog dialog = listening.dialog;
    String line = "";
    try {
      line = dialog.line(FOREVER);
      // Routers may say more of the peer behind its destination.
      byte[] destination = I2pDestination.decode(line.split(" ", 2)[0]);
      return new Stream(dialog, listening.ours, I2pDestination.address(destination));
    } catch (InterruptedIOException e) {
      Log.debug(LogCategory.I2P, "Accept was interrupted");
      dialog.close();
      throw e;
    } catch (IOException e) {
      dialog.close();
      boolean broken = line.contains("RESULT=I2P_ERROR");
      String why =
          broken
              ? "unexpected reply that hints the session is unusable: " + line
              : String.valueOf(e.getMessage());
      Log.debug(
          LogCategory.I2P,
          () -> "Error accepting%s: %s".formatted(broken ? " (will close the session)" : "", why));
      if (broken) {
        disconnect();
      } else {
        checkControl();
      }
      throw e;
    }
  }

  private synchronized void create() throws IOException {
    SamDialog standing = control;
    if (standing != null && standing.isOpen()) {
      return;
    }
    if (closed) {
      throw new InterruptedIOException("the session is closed");
    }
    String kind = keyFile.isPresent() ? "persistent" : "transient";
    byte[] fresh = new byte[ID_BYTES];
    random.nextBytes(fresh);
    String session = HexFormat.of().formatHex(fresh);
    Log.debug(
        LogCategory.I2P,
        () -> "Creating %s SAM session %s with %s".formatted(kind, session, NetAddress.of(router)));
    SamDialog dialog = SamDialog.open(opener, router);
    creating = dialog;
    boolean made = false;
    try {
      if (closed) {
        throw new InterruptedIOException("the session is closed");
      }
      byte[] privateKey =
          keyFile.isPresent()
              ? createPersistent(dialog, session, keyFile.get())
              : createTransient(dialog, session);
      address = I2pDestination.address(I2pDestination.ofPrivateKey(privateKey));
      made = true;
    } finally {
      creating = null;
      if (!made) {
        dialog.close();
      }
    }
    id = session;
    control = dialog;
    Log.info(
        "%s SAM session %s created, my address=%s"
            .formatted(
                kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1),
                session,
                address));
  }

  /// The encryption types are those that routers of all ages understand; few tunnels do for few
  /// connections.
  private static byte[] createTransient(SamDialog dialog, String session) throws IOException {
    SamReply reply =
        dialog.ask(
            "SESSION CREATE STYLE=STREAM ID=%s DESTINATION=TRANSIENT SIGNATURE_TYPE=7 i2cp.leaseSetEncType=4,0 inbound.quantity=1 outbound.quantity=1"
                .formatted(session));
    reply.expectOk();
    return I2pDestination.decode(reply.get("DESTINATION"));
  }

  private static byte[] createPersistent(SamDialog dialog, String session, Path file)
      throws IOException {
    Optional<byte[]> kept = KeyFile.read(file);
    byte[] key;
    if (kept.isPresent()) {
      key = kept.get();
    } else {
      // 7 is Ed25519; by default it would be DSA. The name of it is newer than some routers.
      SamReply made = dialog.ask("DEST GENERATE SIGNATURE_TYPE=7");
      key = I2pDestination.decode(made.get("PRIV"));
      try {
        KeyFile.write(file, key);
      } catch (IOException e) {
        throw new IOException("Cannot save I2P private key to \"" + file + "\"", e);
      }
    }
    dialog
        .ask(
            "SESSION CREATE STYLE=STREAM ID=%s DESTINATION=%s i2cp.leaseSetEncType=4,0 inbound.quantity=3 outbound.quantity=3"
                .formatted(session, I2pDestination.encode(key)))
        .expectOk();
    return key;
  }

  private synchronized void checkControl() {
    SamDialog standing = control;
    if (standing != null && !standing.isOpen()) {
      Log.debug(LogCategory.I2P, "Control socket error: not connected");
      disconnect();
    }
  }

  private synchronized void disconnect() {
    SamDialog standing = control;
    if (standing != null) {
      Log.info("Destroying SAM session " + id);
      standing.close();
      control = null;
      id = "";
    }
  }

  /// Ends the session, and with it all of its streams.
  @Override
  public void close() {
    closed = true;
    SamDialog asked = creating;
    if (asked != null) {
      // Whoever waits for its answer holds the lock.
      asked.close();
    }
    disconnect();
  }
}
