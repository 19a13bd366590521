package org.quantumcoin.node.p2p;

import java.security.SecureRandom;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/// What connections run on. A program has the system's; a simulation brings a clock, chance,
/// threads and links of its own, so that a whole network replays from one seed.
///
/// @param random for choices that nobody should foresee
/// @param keys for the keys of encrypted connections
/// @param thread ended with the manager, like `transport`
/// @param io runs what may block, such as reading a file or looking up a name, beside everything
///   else
public record PeerRuntime(
    TimeSource time,
    RandomGenerator random,
    SecureRandom keys,
    PeerThread thread,
    Transport transport,
    Executor io) {
  static PeerRuntime system(P2pConfig config, TimeSource time, RandomGenerator random) {
    return new PeerRuntime(
        time,
        random,
        new SecureRandom(),
        new MessageThread(),
        new SocketTransport(config.connectTimeout()),
        task -> Thread.ofVirtual().name("peer-io").start(task));
  }
}
