package org.quantumcoin.node.p2p;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.proxy.PortMapper;
import org.quantumcoin.node.p2p.proxy.Proxy;
import org.quantumcoin.node.p2p.proxy.TorController;

/// What runs beside the node so that others can reach it: Tor's control, the I2P router, the mapped
/// port. Each has a thread of its own, which waits nearly always; what they find out goes to the
/// peer thread.
final class ReachServices implements AutoCloseable {
  private final P2pConfig config;
  private final PeerRuntime runtime;
  private final Reachability reach;
  private final LocalAddresses local;
  private final Optional<I2pGate> i2p;
  private final List<Thread> threads = new ArrayList<>();

  /// Takes what comes in through the I2P router.
  interface Door {
    void accepted(Channel channel, Endpoints ends);
  }

  ReachServices(
      P2pConfig config, PeerRuntime runtime, Reachability reach, LocalAddresses local, Door door) {
    this.config = config;
    this.runtime = runtime;
    this.reach = reach;
    this.local = local;
    this.i2p = config.reach().i2p().map(options -> gate(options, door));
  }

  private I2pGate gate(ReachOptions.I2p options, Door door) {
    return new I2pGate(
        options,
        runtime,
        new I2pGate.Listener() {
          @Override
          public void published(NetAddress address) {
            runtime
                .thread()
                .execute(() -> {
                  boolean _ = local.add(address, LocalAddresses.MANUAL);
                });
          }

          @Override
          public void withdrawn(NetAddress address) {
            runtime.thread().execute(() -> local.remove(address));
          }

          @Override
          public void accepted(Channel channel, Endpoints ends) {
            door.accepted(channel, ends);
          }
        });
  }

  Optional<I2pGate> i2p() {
    return i2p;
  }

  /// @param listening what is listened at, with ports that the system gave
  /// @param onion where what comes in through Tor arrives
  /// @param virtualPort that others find us at through Tor
  void start(
      List<InetSocketAddress> listening, Optional<InetSocketAddress> onion, int virtualPort) {
    i2p.filter(I2pGate::acceptsIncoming).ifPresent(gate -> start("i2paccept", gate));
    Optional<InetSocketAddress> target =
        onion.isPresent() ? onion : listening.stream().findFirst().map(ReachServices::dialable);
    config
        .reach()
        .tor()
        .ifPresent(options -> {
          if (target.isPresent()) {
            start("torcontrol", controller(options, virtualPort, target.get()));
          }
        });
    if (config.reach().own().mapPort()) {
      Optional<String> obstacle = PortMapper.obstacle();
      if (obstacle.isPresent()) {
        Log.warning(obstacle.get());
      } else {
        start(
            "mapport",
            new PortMapper(
                local.listenPort(), LocalAddresses::ofInterfaces, this::mapped, runtime.keys()));
      }
    }
  }

  /// Tor runs on this machine, as a rule: what listens everywhere is reached here.
  private static InetSocketAddress dialable(InetSocketAddress bound) {
    return bound.getAddress().isAnyLocalAddress()
        ? new InetSocketAddress(InetAddress.getLoopbackAddress(), bound.getPort())
        : bound;
  }

  private TorController controller(
      TorController.Options options, int virtualPort, InetSocketAddress target) {
    return new TorController(
        options,
        virtualPort,
        target,
        new TorController.Listener() {
          @Override
          public void socksFound(InetSocketAddress socks) {
            runtime.thread().execute(() -> reach.useOnionProxy(new Proxy(socks, true)));
          }

          @Override
          public void published(NetAddress service) {
            runtime
                .thread()
                .execute(() -> {
                  boolean _ = local.add(service, LocalAddresses.MANUAL);
                });
          }

          @Override
          public void withdrawn(NetAddress service) {
            runtime.thread().execute(() -> local.remove(service));
          }
        },
        runtime.keys());
  }

  private void mapped(NetAddress external) {
    runtime
        .thread()
        .execute(() -> {
          boolean _ = local.add(external, LocalAddresses.MAPPED);
        });
  }

  private void start(String name, Runnable service) {
    threads.add(Thread.ofVirtual().name(name).start(service));
  }

  @Override
  public void close() {
    i2p.ifPresent(I2pGate::close);
    threads.forEach(Thread::interrupt);
  }
}
