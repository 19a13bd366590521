package org.quantumcoin.node.p2p.proxy;

import io.netty.channel.Channel;
import java.net.SocketAddress;
import java.util.function.Consumer;

/// Opens sockets for those who speak with proxies.
public interface ChannelOpener {
  /// `opened` gets the channel on its event loop before anything is read, or `failed` the reason.
  void connect(SocketAddress address, Consumer<Channel> opened, Consumer<Throwable> failed);
}
