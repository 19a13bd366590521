package org.quantumcoin.node.rpc;

import java.net.InetSocketAddress;

/// One HTTP request: its method, its path with what follows a question mark, its `Authorization`
/// header (empty without one), its body, and who sent it.
// The body is read once and never compared.
@SuppressWarnings("ArrayRecordComponent")
public record HttpQuery(
    String method,
    String path,
    String parameters,
    String authorization,
    byte[] body,
    InetSocketAddress peer) {

  String peerText() {
    return peer.getAddress().getHostAddress() + ":" + peer.getPort();
  }
}
