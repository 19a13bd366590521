package org.quantumcoin.tests.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.rpc.ControlRpc;
import org.quantumcoin.node.rpc.RpcConfig;
import org.quantumcoin.node.rpc.RpcDispatcher;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcServer;

/// The same HTTP requests to bitcoind and to a server of ours get the same status and body.
final class JsonRpcInteropTest {
  // Left out: versions of the protocol that do not exist, which Core 29 refuses and this relative
  // of
  // its takes for version 1.
  private static final String[] BODIES = {
    "{'method':'echo','params':[1],'id':7}",
    "{'method':'echo','params':[1]}",
    "{'method':'echo','id':null}",
    "{'jsonrpc':'1.0','method':'echo','id':'a'}",
    "{'jsonrpc':'1.1','method':'echo','id':'a'}",
    "{'jsonrpc':null,'method':'echo','id':1}",
    "{'method':'nope','id':1}",
    "{'id':1}",
    "{}",
    "{'method':5,'id':1}",
    "{'method':null,'id':1}",
    "{'method':'echo','params':5,'id':1}",
    "{'method':'echo','params':null,'id':1}",
    "{'method':'setmocktime','params':['x'],'id':1}",
    "{'method':'setmocktime','params':[-1],'id':1}",
    "{'method':'setmocktime','params':[1.5],'id':1}",
    "{'method':'setmocktime','params':[99999999999999999999],'id':1}",
    "{'method':'setmocktime','params':[0],'id':1}",
    "{'method':'logging','params':[1],'id':1}",
    "{'method':'logging','params':[1,2],'id':1}",
    "{'method':'logging','params':[['nope']],'id':1}",
    "{'method':'logging','params':[[5]],'id':1}",
    "{'method':'getmemoryinfo','params':['nope'],'id':1}",
    "{'method':'help','params':['nope'],'id':1}",
    "nonsense",
    "",
    "5",
    "null",
    "'x'",
    "{'method':'echo'}x",
    "{'jsonrpc':'2.0','method':'echo','id':7}",
    "{'jsonrpc':'2.0','method':'echo','params':['é€',1.50,null,true,{'a':[]}],'id':7}",
    "{'jsonrpc':'2.0','method':'nope','id':7}",
    "{'jsonrpc':'2.0','id':7}",
    "{'jsonrpc':'2.0','method':'echo'}",
    "{'jsonrpc':'2.0','method':'nope'}",
    "{'jsonrpc':'2.0','method':'echo','id':null}",
    "{'jsonrpc':'2.0','method':'echo','id':{'a':1}}",
    "[]",
    "[5]",
    "[[]]",
    "[{'method':'echo','id':1},5,{'jsonrpc':'2.0','method':'echo','id':2},5]",
    "[{'method':'nope','id':1}]",
    "[{'jsonrpc':'2.0','method':'echo'}]",
    "[{'jsonrpc':'2.0','method':'echo'},{'method':'echo','id':1}]",
    "{'method':'echo','params':{'arg1':5},'id':1}",
    "{'method':'echo','params':{'args':[1,2],'arg2':5},'id':1}",
    "{'method':'echo','params':{'args':[1,2],'arg1':5},'id':1}",
    "{'method':'echo','params':{'args':5,'arg1':5},'id':1}",
    "{'method':'echo','params':{'foo':5},'id':1}",
    "{'method':'echo','params':{},'id':1}",
  };

  @TempDir Path folder;

  private record Answer(int status, String body) {}

  private static Answer send(HttpClient client, HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpRequest.Builder at(int port, String path, String credentials) {
    String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("Authorization", "Basic " + basic);
  }

  @Test
  void everyRequest_getsBitcoindsStatusAndBody() throws IOException {
    Bitcoind.assumeAvailable();
    RpcDispatcher dispatcher = new RpcDispatcher(new RpcRegistry());
    new ControlRpc(
            dispatcher, new ControlRpc.Host(Clock.systemUTC(), _ -> {}, true, "/log", () -> {}))
        .register();
    dispatcher.ready();
    try (Bitcoind bitcoind = Bitcoind.start();
        RpcServer ours = RpcServer.open(config(), dispatcher);
        HttpClient client = HttpClient.newHttpClient()) {
      String theirCookie = Files.readString(bitcoind.dataDir().resolve("regtest/.cookie"));
      String ourCookie = Files.readString(folder.resolve(".cookie"));
      int ourPort = ours.addresses().getFirst().getPort();
      SoftAssertions all = new SoftAssertions();
      for (String body : BODIES) {
        HttpRequest.BodyPublisher content =
            HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'));
        all.assertThat(send(client, at(ourPort, "/", ourCookie).POST(content)))
            .as(body)
            .isEqualTo(send(client, at(bitcoind.rpcPort(), "/", theirCookie).POST(content)));
      }
      for (String path : List.of("/", "/nope", "/wallet/x")) {
        all.assertThat(send(client, at(ourPort, path, ourCookie).GET()).status())
            .as(path)
            .isEqualTo(send(client, at(bitcoind.rpcPort(), path, theirCookie).GET()).status());
      }
      all.assertAll();
      System.out.println("JSON-RPC requests compared: " + BODIES.length);
    }
  }

  private RpcConfig config() {
    return new RpcConfig(
        true,
        List.of(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0)),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.of(folder.resolve(".cookie")),
        Optional.empty(),
        4,
        16,
        30,
        Map.of(),
        false);
  }
}
