package org.quantumcoin.node.p2p.proxy;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.p2p.message.NetAddress;

/// Keeps a port of the router mapped to ours, so that others can connect to us from outside (Core's
/// `mapport.cpp`). Runs on a thread of its own until that is interrupted. Mappings are not taken
/// back at the end: they are short.
public final class PortMapper implements Runnable {
  /// RFC 6887, section 19.1, and RFC 6886.
  private static final int GATEWAY_PORT = 5351;

  /// Core's `PORT_MAPPING_REANNOUNCE_PERIOD`, twice, since it is renewed about halfway.
  private static final Duration LIFETIME = Duration.ofMinutes(40);

  /// Core's `PORT_MAPPING_RETRY_PERIOD`.
  private static final Duration RETRY = Duration.ofMinutes(5);

  /// A router that says less is wrong.
  private static final long MIN_LIFETIME_SECONDS = 30;

  private final int port;
  private final Router router;
  private final PortMappingClient client;
  private final Supplier<List<NetAddress>> ourAddresses;
  private final Consumer<NetAddress> mapped;
  private final SecureRandom random;
  private final byte[] nonce = new byte[PortMappingClient.NONCE_BYTES];

  /// Where the routers are.
  interface Router {
    Optional<InetAddress> ipv4();

    Optional<InetAddress> ipv6();
  }

  /// @param ourAddresses those of this machine's interfaces
  /// @param mapped is told of what leads to us now, each time it is renewed
  public PortMapper(
      int port,
      Supplier<List<NetAddress>> ourAddresses,
      Consumer<NetAddress> mapped,
      SecureRandom random) {
    this(
        port,
        new Router() {
          @Override
          public Optional<InetAddress> ipv4() {
            return DefaultGateway.ipv4();
          }

          @Override
          public Optional<InetAddress> ipv6() {
            return DefaultGateway.ipv6();
          }
        },
        new PortMappingClient(GATEWAY_PORT),
        ourAddresses,
        mapped,
        random);
  }

  PortMapper(
      int port,
      Router router,
      PortMappingClient client,
      Supplier<List<NetAddress>> ourAddresses,
      Consumer<NetAddress> mapped,
      SecureRandom random) {
    this.port = port;
    this.router = router;
    this.client = client;
    this.ourAddresses = ourAddresses;
    this.mapped = mapped;
    this.random = random;
    random.nextBytes(nonce);
  }

  /// A sentence for the operator where no router can be found; empty where one may be.
  public static Optional<String> obstacle() {
    return DefaultGateway.canBeFound()
        ? Optional.empty()
        : Optional.of(
            "The port cannot be mapped (-natpmp): this system does not tell which router leads out of its network. Map the port by hand on the router and name the address with -externalip, or start with -natpmp=0.");
  }

  @Override
  public void run() {
    boolean told = false;
    while (!Thread.currentThread().isInterrupted()) {
      Optional<Duration> lifetime = mapOnce();
      if (lifetime.isEmpty() && !told) {
        told = true;
        Log.warning(
            "No port could be mapped on the router (-natpmp), so nobody outside of its network can connect. Switch on PCP or NAT-PMP there, or map port %d by hand; it is tried again every %d minutes."
                .formatted(port, RETRY.toMinutes()));
      }
      try {
        Thread.sleep(lifetime.map(this::renewal).orElse(RETRY));
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  /// RFC 6887, section 11.2.1: somewhere between a half and five eighths.
  private Duration renewal(Duration lifetime) {
    long half = lifetime.toMillis() / 2;
    return Duration.ofMillis(half + random.nextLong(Math.max(1, lifetime.toMillis() / 8)));
  }

  /// Asks for all mappings once. Answers with the shortest time that one was given for; empty when
  /// there is none.
  Optional<Duration> mapOnce() {
    Attempt attempt = new Attempt();
    Optional<InetAddress> gateway4 = router.ipv4();
    if (gateway4.isEmpty()) {
      Log.debug(LogCategory.NET, "portmap: Could not determine IPv4 default gateway");
    } else {
      InetAddress gateway = gateway4.get();
      Log.debug(LogCategory.NET, () -> "portmap: gateway [IPv4]: " + gateway.getHostAddress());
      attempt.run(() -> mapIpv4(gateway));
    }
    Optional<InetAddress> gateway6 = router.ipv6();
    if (gateway6.isEmpty()) {
      Log.debug(LogCategory.NET, "portmap: Could not determine IPv6 default gateway");
    } else {
      InetAddress gateway = gateway6.get();
      Log.debug(LogCategory.NET, () -> "portmap: gateway [IPv6]: " + gateway.getHostAddress());
      for (NetAddress ours : ourAddresses.get()) {
        if (ours.isRoutable() && ours.network() == NetAddress.IPV6) {
          InetAddress local = ours.socketAddress().orElseThrow().getAddress();
          attempt.run(() -> client.pcp(nonce, gateway, local, port, LIFETIME.toSeconds()));
        }
      }
    }
    return attempt.result();
  }

  private PortMapping mapIpv4(InetAddress gateway) throws MappingException {
    try {
      return client.pcp(nonce, gateway, any(), port, LIFETIME.toSeconds());
    } catch (MappingException e) {
      if (e.kind() != MappingException.Kind.VERSION) {
        throw e;
      }
      Log.debug(
          LogCategory.NET,
          "portmap: Got unsupported PCP version response, falling back to NAT-PMP");
      return client.natpmp(gateway, port, LIFETIME.toSeconds());
    }
  }

  private static InetAddress any() {
    try {
      return Inet4Address.getByAddress(new byte[4]);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  private interface Request {
    PortMapping ask() throws MappingException;
  }

  /// What came of asking for several mappings.
  private final class Attempt {
    private long shortestSeconds = LIFETIME.toSeconds();
    private boolean any;
    private boolean noResources;

    void run(Request request) {
      try {
        PortMapping mapping = request.ask();
        Log.info("portmap: Added mapping " + mapping);
        mapped.accept(mapping.external());
        any = true;
        shortestSeconds = Math.min(shortestSeconds, mapping.lifetimeSeconds());
      } catch (MappingException e) {
        noResources |= e.kind() == MappingException.Kind.RESOURCES;
      }
    }

    Optional<Duration> result() {
      if (noResources) {
        Log.warning(
            "portmap: At least one mapping failed because of a NO_RESOURCES error. This usually indicates that the port is already used on the router. If this is the only instance running on the network, this will resolve itself automatically. Otherwise, you might want to choose a different P2P port to prevent this conflict.");
      }
      if (any && shortestSeconds < MIN_LIFETIME_SECONDS) {
        Log.warning(
            "portmap: Got impossibly short mapping lifetime of %d seconds"
                .formatted(shortestSeconds));
        return Optional.empty();
      }
      return any ? Optional.of(Duration.ofSeconds(shortestSeconds)) : Optional.empty();
    }
  }
}
