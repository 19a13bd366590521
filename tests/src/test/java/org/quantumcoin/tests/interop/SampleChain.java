package org.quantumcoin.tests.interop;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A short chain with payments of every common type, made by a bitcoind, and what its coins sum up
/// to.
public final class SampleChain {
  private static final String WALLET = "w";
  private static final List<String> TYPES = List.of("legacy", "p2sh-segwit", "bech32", "bech32m");

  private SampleChain() {}

  /// 101 blocks and `more` with four payments each.
  public static void make(Bitcoind bitcoind, int more) {
    bitcoind.call("createwallet", WALLET);
    mine(bitcoind, 101);
    for (int block = 0; block < more; block++) {
      for (String type : TYPES) {
        String address = bitcoind.call("getnewaddress", "", type).asString();
        bitcoind.call("sendtoaddress", address, "0.1");
      }
      mine(bitcoind, 1);
    }
  }

  public static void mine(Bitcoind bitcoind, int blocks) {
    bitcoind.call("generatetoaddress", blocks, bitcoind.call("getnewaddress").asString());
    // Its wallet hears of blocks and of its own payments a moment later than it answers.
    bitcoind.call("syncwithvalidationinterfacequeue");
  }

  /// What must be equal on two nodes at the same tip.
  public static Map<String, String> coins(Bitcoind node) {
    return comparable(node.call("gettxoutsetinfo", "muhash"));
  }

  /// The same of ours.
  public static Map<String, String> coins(OurNode node) {
    return comparable(node.call("gettxoutsetinfo", "muhash"));
  }

  private static Map<String, String> comparable(JsonNode info) {
    Map<String, String> fields = new LinkedHashMap<>();
    info.forEachEntry((name, value) -> fields.put(name, value.toString()));
    fields.remove("disk_size");
    return fields;
  }
}
