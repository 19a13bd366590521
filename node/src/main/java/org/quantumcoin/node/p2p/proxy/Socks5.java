package org.quantumcoin.node.p2p.proxy;

import io.netty.channel.Channel;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Consumer;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;

/// Opens connections through SOCKS5 proxies (Core's `ConnectThroughProxy`). Names are never looked
/// up here: the proxy gets them as they are.
public final class Socks5 {
  private final ChannelOpener opener;
  private final Socks5Credentials credentials;

  public Socks5(ChannelOpener opener, SecureRandom random) {
    this.opener = opener;
    this.credentials = new Socks5Credentials(random);
  }

  /// Opens a connection to a host; `opened` gets the channel on its event loop once the proxy has
  /// connected it, before anything of the other side is read. `failed` gets the reason: a
  /// [ProxyException] tells whether the proxy tried the host.
  public void connect(
      Proxy proxy, String host, int port, Consumer<Channel> opened, Consumer<Throwable> failed) {
    Log.debug(
        LogCategory.PROXY,
        () -> "Using proxy: %s to connect to %s:%d".formatted(proxy.label(), host, port));
    Optional<String> login =
        proxy.randomizeCredentials() ? Optional.of(credentials.fresh()) : Optional.empty();
    opener.connect(
        proxy.address(),
        channel ->
            channel.pipeline().addLast(new Socks5Handshake(host, port, login, opened, failed)),
        cause ->
            failed.accept(
                new ProxyException(
                    "the proxy " + proxy.label() + " cannot be reached: " + cause.getMessage(),
                    false)));
  }
}
