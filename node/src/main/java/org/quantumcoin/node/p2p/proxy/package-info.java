/// Programs that connect us to other nodes or other nodes to us, and how they are spoken to: SOCKS5
/// proxies, Tor's control port, I2P routers, and the home router that maps a port.
///
/// Each may hang, lie or answer garbage, so each answer has a bound and a time limit. Knows nothing
/// of peers: a connection that stands is handed over as a channel. What blocks runs on virtual
/// threads of its own. May import p2p.message and what stands above it; used by p2p. Follows RFC
/// 1928, 1929, 6886 and 6887, Tor's `control-spec`, I2P's SAM 3.1, and Core's `netbase.cpp`,
/// `torcontrol.cpp`, `i2p.cpp`, `common/pcp.cpp` and `mapport.cpp`.
@NullMarked
package org.quantumcoin.node.p2p.proxy;

import org.jspecify.annotations.NullMarked;
