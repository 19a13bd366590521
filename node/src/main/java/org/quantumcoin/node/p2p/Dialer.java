package org.quantumcoin.node.p2p;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.PeerNetwork;
import org.quantumcoin.node.p2p.proxy.Proxy;
import org.quantumcoin.node.p2p.proxy.ProxyException;
import org.quantumcoin.node.p2p.proxy.Socks5;

/// Opens connections: directly, through a proxy, or through the I2P router, whichever leads to the
/// network that an address is of (Core's `ConnectNode`).
final class Dialer {
  private final Transport transport;
  private final Reachability reach;
  private final Optional<I2pGate> i2p;
  private final Socks5 socks5;

  Dialer(PeerRuntime runtime, Reachability reach, Optional<I2pGate> i2p) {
    this.transport = runtime.transport();
    this.reach = reach;
    this.i2p = i2p;
    this.socks5 = new Socks5(transport::connect, runtime.keys());
  }

  /// What became of it. On some thread of the network's.
  interface Outcome {
    /// The channel stands, and nothing was read from it. On its event loop.
    void opened(Channel channel, Endpoints ends);

    /// There is no connection.
    ///
    /// @param addressToBlame false when nobody tried the address
    void failed(String why, boolean addressToBlame);
  }

  /// Connects to an address.
  void dial(NetAddress to, Outcome outcome) {
    Optional<Proxy> proxy = reach.proxy(to.routedNetwork());
    if (to.ownNetwork() == PeerNetwork.I2P && i2p.isPresent()) {
      i2p.get().dial(to, outcome);
    } else if (proxy.isPresent()) {
      throughProxy(proxy.get(), to, to.host(), to.port(), outcome);
    } else {
      directly(to, outcome);
    }
  }

  /// Connects to a name that is looked up by the proxy.
  void dialByName(Proxy proxy, String host, int port, Outcome outcome) {
    throughProxy(proxy, NetAddress.NONE, host, port, outcome);
  }

  private void throughProxy(Proxy proxy, NetAddress to, String host, int port, Outcome outcome) {
    socks5.connect(
        proxy,
        host,
        port,
        channel -> outcome.opened(channel, new Endpoints(to, local(channel), false)),
        cause -> failed(outcome, cause));
  }

  private static void failed(Outcome outcome, Throwable cause) {
    boolean tried = !(cause instanceof ProxyException e) || e.isPeerTried();
    outcome.failed(SocketTransport.message(cause), tried);
  }

  private void directly(NetAddress to, Outcome outcome) {
    Optional<InetSocketAddress> address = to.directAddress();
    if (address.isEmpty()) {
      outcome.failed(obstacle(to.ownNetwork()), true);
      return;
    }
    transport.connect(
        address.get(),
        channel -> outcome.opened(channel, new Endpoints(to, local(channel), false)),
        cause -> failed(outcome, cause));
  }

  private static String obstacle(PeerNetwork network) {
    return switch (network) {
      case ONION ->
          "there is no proxy for onion services: start Tor, or name its proxy with -onion or -proxy";
      case I2P -> "there is no I2P router: start one, and name its SAM port with -i2psam";
      default -> "this network is not known here";
    };
  }

  private static NetAddress local(Channel channel) {
    SocketAddress address = channel.localAddress();
    return address instanceof InetSocketAddress ip ? NetAddress.of(ip) : NetAddress.NONE;
  }
}
