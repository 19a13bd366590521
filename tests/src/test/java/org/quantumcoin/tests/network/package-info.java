/// Networks of our nodes in one process, on virtual time and virtual links, drawn and replayed from
/// a seed: partitions, lost connections, clocks that are wrong, and peers that do harm.
///
/// The nodes are the real ones, from the codec to the coins on disk. Only clock, chance, threads
/// and sockets are [org.quantumcoin.tests.network.SimulatedNetwork]'s.
///
/// And one of our nodes over real sockets among peers that wish it ill
/// ([org.quantumcoin.tests.network.HostilePeersTest]).
@NullMarked
package org.quantumcoin.tests.network;

import org.jspecify.annotations.NullMarked;
