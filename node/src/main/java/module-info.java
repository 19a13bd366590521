/// The validating node: consensus, chain storage, mempool, relay, mining and RPC. It knows nothing
/// of wallets or windows.
///
/// What each package may import is held by the dependency rules in the `tests` module; what each
/// other module may see is held here.
module org.quantumcoin.node {
  requires static org.jspecify;
  requires rocksdbjni;
  requires io.netty.buffer;
  requires io.netty.codec;
  requires io.netty.codec.http;
  requires io.netty.common;
  requires io.netty.handler;
  requires io.netty.transport;
  requires io.netty.transport.classes.epoll;
  requires io.netty.transport.unix.common;
  requires transitive tools.jackson.core;
  requires transitive tools.jackson.databind;

  exports org.quantumcoin.node.api;
  exports org.quantumcoin.node.primitives;
  exports org.quantumcoin.node.params;
  exports org.quantumcoin.node to
      org.quantumcoin.app;
  exports org.quantumcoin.node.chain to
      org.quantumcoin.wallet,
      org.quantumcoin.app;
  exports org.quantumcoin.node.consensus to
      org.quantumcoin.app;
  exports org.quantumcoin.node.index to
      org.quantumcoin.wallet,
      org.quantumcoin.app;
  exports org.quantumcoin.node.mempool to
      org.quantumcoin.app;
  exports org.quantumcoin.node.mining to
      org.quantumcoin.app;
  exports org.quantumcoin.node.p2p to
      org.quantumcoin.app;
  exports org.quantumcoin.node.p2p.message to
      org.quantumcoin.app;
  exports org.quantumcoin.node.p2p.proxy to
      org.quantumcoin.app;
  exports org.quantumcoin.node.storage to
      org.quantumcoin.app;
  exports org.quantumcoin.node.policy to
      org.quantumcoin.wallet,
      org.quantumcoin.app;
  exports org.quantumcoin.node.rpc to
      org.quantumcoin.wallet,
      org.quantumcoin.app;
  exports org.quantumcoin.node.log to
      org.quantumcoin.wallet,
      org.quantumcoin.ui,
      org.quantumcoin.app;
  exports org.quantumcoin.node.script to
      org.quantumcoin.wallet,
      org.quantumcoin.app;
  exports org.quantumcoin.node.script.sign to
      org.quantumcoin.wallet,
      org.quantumcoin.app;
  exports org.quantumcoin.node.encoding to
      org.quantumcoin.wallet,
      org.quantumcoin.app;
  exports org.quantumcoin.node.crypto to
      org.quantumcoin.wallet,
      org.quantumcoin.app;
}
