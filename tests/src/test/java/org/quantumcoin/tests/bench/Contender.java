package org.quantumcoin.tests.bench;

import org.quantumcoin.tests.interop.Bitcoind;
import org.quantumcoin.tests.interop.OurNode;
import tools.jackson.databind.JsonNode;

/// A running node of either kind, as a race asks it.
record Contender(String name, int p2pPort, long pid, Rpc rpc) {
  interface Rpc {
    JsonNode call(String method, Object... parameters);
  }

  static Contender of(Bitcoind node) {
    return new Contender("theirs", node.p2pPort(), node.pid(), node::call);
  }

  static Contender of(OurNode node) {
    return new Contender("ours", node.p2pPort(), node.pid(), node::call);
  }

  JsonNode call(String method, Object... parameters) {
    return rpc.call(method, parameters);
  }

  String tip() {
    return call("getbestblockhash").asString();
  }

  int mempoolSize() {
    return call("getmempoolinfo").get("size").asInt();
  }

  @Override
  public String toString() {
    return name;
  }
}
