package org.quantumcoin.tests.interop;

import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.index.Indexes;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.JsonReader;
import org.quantumcoin.node.rpc.RpcDispatcher;
import org.quantumcoin.node.rpc.RpcException;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.wallet.rpc.DescriptorRpc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Descriptor methods answer what bitcoind answers, errors too.
final class DescriptorRpcInteropTest {
  private static final ObjectMapper PLAIN = new ObjectMapper();
  private static final String KEY =
      "0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798";
  private static final String OTHER_KEY =
      "02c6047f9441ed7d6d3045406e95c07cd85c778e4b8cef3ca7abac09b95c709ee5";
  private static final String THIRD_KEY =
      "02f9308a019258c31049344f85f89d5229b531c845836f99b08601f113bce036f9";
  private static final String UNCOMPRESSED =
      "0479be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8";
  private static final String TREE =
      "tpubD6NzVbkrYhZ4WaWSyoBvQwbpLkojyoTZPRsgXELWz3Popb3qkjcJyJUGLnL4qHHoQvao8ESaAstxYSnhyswJ76uZPStJRJCTKvosUCJZL5B";
  private static final String SECRET = "cVpF924EspNh8KjYsfhgY96mmxvT6DgdWiTYMtMjuM74hJaU5psW";

  /// What each descriptor's coins in the test chain are paid to, and what a scan is asked for.
  private static final List<String> PAID =
      List.of(
          "pk(" + KEY + ")",
          "pk(" + UNCOMPRESSED + ")",
          "pkh(" + KEY + ")",
          "wpkh(" + KEY + ")",
          "sh(wpkh(" + OTHER_KEY + "))",
          "multi(1," + KEY + "," + OTHER_KEY + ")",
          "sh(multi(2," + KEY + "," + UNCOMPRESSED + "))",
          "wsh(multi(2," + OTHER_KEY + "," + KEY + "))",
          "sh(wsh(pkh(" + KEY + ")))",
          "tr(" + KEY.substring(2) + ")",
          "rawtr(" + OTHER_KEY.substring(2) + ")",
          "tr(" + KEY.substring(2) + ",pk(" + THIRD_KEY.substring(2) + "))",
          "tr([deadbeef/1h/2]"
              + KEY
              + ",{pk("
              + THIRD_KEY
              + "),{multi_a(2,"
              + OTHER_KEY
              + ","
              + THIRD_KEY
              + "),pk("
              + OTHER_KEY
              + ")}})",
          "wpkh([00112233/84h/1h]" + THIRD_KEY + ")",
          "combo(" + OTHER_KEY + ")",
          "combo(" + UNCOMPRESSED + ")",
          "raw(6a)",
          "raw(51)",
          "addr(bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080)");

  @TempDir static Path folder;
  private static Bitcoind bitcoind;
  private static ChainCopy copy;
  private static RpcDispatcher dispatcher;

  @BeforeAll
  static void payToEachDescriptor() {
    Bitcoind.assumeAvailable();
    bitcoind = Bitcoind.start();
    PAID.forEach(descriptor -> bitcoind.call("generatetodescriptor", 2, descriptor));
    for (String child : List.of("/0/0", "/0/7", "/1/7")) {
      bitcoind.call("generatetodescriptor", 1, "wpkh(" + TREE + child + ")");
      bitcoind.call("generatetodescriptor", 1, "tr(" + TREE + child + ")");
    }
    copy = new ChainCopy(folder);
    copy.follow(bitcoind);
    RpcRegistry registry = new RpcRegistry();
    dispatcher = new RpcDispatcher(registry);
    new DescriptorRpc(copy.chain, Indexes.NONE, (_, _, _) -> List.of(), dispatcher.stopping())
        .register(registry);
    dispatcher.ready();
  }

  @AfterAll
  static void stop() {
    if (copy != null) {
      copy.close();
    }
    if (bitcoind != null) {
      bitcoind.close();
    }
  }

  private static String ours(String method, JsonNode params) {
    try {
      // Through the reader that the other side's answer came through, which drops amounts' zeros.
      return PLAIN.readTree(Json.write(dispatcher.call(method, params, "", "/"))).toString();
    } catch (RpcException e) {
      return e.code().code() + " " + e.getMessage();
    }
  }

  private static String theirs(String method, JsonNode params) {
    try {
      return bitcoind.call(method, params.valueStream().toArray()).toString();
    } catch (Bitcoind.RpcException e) {
      return e.code() + " " + e.getMessage();
    }
  }

  /// `params` in JSON, with ' for ".
  private static void same(SoftAssertions all, String method, String params) {
    JsonNode list = JsonReader.read("[" + params.replace('\'', '"') + "]").orElseThrow();
    all.assertThat(ours(method, list)).as(method + " " + params).isEqualTo(theirs(method, list));
  }

  @Test
  void descriptorInfo_isTheSame() {
    SoftAssertions all = new SoftAssertions();
    PAID.forEach(descriptor -> same(all, "getdescriptorinfo", "'" + descriptor + "'"));
    same(all, "getdescriptorinfo", "'wpkh(" + SECRET + ")'");
    same(all, "getdescriptorinfo", "'wpkh(" + TREE + "/1h/*)'");
    same(all, "getdescriptorinfo", "'wpkh(" + TREE + "/1/*)'");
    same(all, "getdescriptorinfo", "'wpkh(" + TREE + "/<0;1>/*)'");
    same(all, "getdescriptorinfo", "'raw(51)#8lvh9jxk'");
    same(all, "getdescriptorinfo", "'raw(51)#8lvh9jxx'");
    same(all, "getdescriptorinfo", "''");
    same(all, "getdescriptorinfo", "'wpkh(1)'");
    all.assertAll();
  }

  @Test
  void derivedAddresses_areTheSame() {
    SoftAssertions all = new SoftAssertions();
    for (String descriptor : PAID) {
      same(all, "deriveaddresses", "'" + summed(descriptor) + "'");
      same(all, "deriveaddresses", "'" + descriptor + "'");
    }
    String ranged = "'" + summed("wpkh(" + TREE + "/0/*)") + "'";
    for (String range :
        List.of(
            "3",
            "[2,4]",
            "[4,2]",
            "[-1,2]",
            "-1",
            "2147483648",
            "[2147483646,2147483647]",
            "1000000",
            "'x'",
            "[1]",
            "[1,2,3]",
            "null",
            "1.5")) {
      same(all, "deriveaddresses", ranged + "," + range);
    }
    same(all, "deriveaddresses", ranged);
    same(all, "deriveaddresses", "'" + summed("wpkh(" + KEY + ")") + "',0");
    same(all, "deriveaddresses", "'" + summed("wpkh(" + TREE + "/<0;1>/*)") + "',1");
    same(all, "deriveaddresses", "'" + summed("combo(" + TREE + "/*)") + "',1");
    same(all, "deriveaddresses", "'" + summed("wpkh(" + TREE + "/*h)") + "',1");
    all.assertAll();
  }

  private static String summed(String descriptor) {
    return descriptor
        + "#"
        + bitcoind.call("getdescriptorinfo", descriptor).get("checksum").asString();
  }

  @Test
  void scans_findTheSame() {
    SoftAssertions all = new SoftAssertions();
    for (String descriptor : PAID) {
      same(all, "scantxoutset", "'start',['" + descriptor + "']");
    }
    same(all, "scantxoutset", "'start',['" + String.join("','", PAID) + "']");
    for (String object :
        List.of(
            "'wpkh(" + TREE + "/0/*)'",
            "{'desc':'wpkh(" + TREE + "/0/*)','range':6}",
            "{'desc':'wpkh(" + TREE + "/<0;1>/*)','range':[5,7]}",
            "{'desc':'tr(" + TREE + "/1/*)','range':7}",
            "'wpkh(" + SECRET + ")'",
            "'wpkh(" + TREE + "/*h)'",
            "{'range':6}",
            "{'desc':5}",
            "5",
            "'nonsense'")) {
      same(all, "scantxoutset", "'start',[" + object + "]");
    }
    same(all, "scantxoutset", "'start'");
    same(all, "scantxoutset", "'start',[]");
    same(all, "scantxoutset", "'status'");
    same(all, "scantxoutset", "'abort'");
    same(all, "scantxoutset", "'dance'");
    all.assertAll();
  }

  @Test
  void generateToDescriptor_refusesTheSame() {
    SoftAssertions all = new SoftAssertions();
    for (String descriptor :
        List.of("wpkh(" + TREE + "/*)", "wpkh(" + TREE + "/<0;1>)", "wpkh(" + TREE + "/1h)", "x")) {
      same(all, "generatetodescriptor", "1,'" + descriptor + "'");
    }
    all.assertAll();
  }
}
