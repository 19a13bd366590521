package org.quantumcoin.node.p2p;

import io.netty.channel.Channel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.function.Consumer;

/// Where connections come from: the system's sockets ([SocketTransport]), or a simulation's links.
public interface Transport extends AutoCloseable {
  /// Accepts connections at an address and gives each to `accept`, on an event loop. Returns the
  /// address really bound, which tells the port when 0 was asked for.
  InetSocketAddress listen(InetSocketAddress address, Consumer<Channel> accept) throws IOException;

  /// Opens a connection to a resolved IP address with port, or to a socket in the file system;
  /// `opened` gets the channel on its event loop before anything is read, or `failed` the reason.
  void connect(SocketAddress address, Consumer<Channel> opened, Consumer<Throwable> failed);

  /// Ends every connection.
  @Override
  void close();
}
