package org.quantumcoin.node.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The statuses and texts are those that Bitcoin Core 29 gives to the same requests.
final class RpcServerTest {
  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private final RpcRegistry registry = new RpcRegistry();
  private final RpcDispatcher dispatcher = new RpcDispatcher(registry);
  private final CountDownLatch release = new CountDownLatch(1);
  private final CountDownLatch entered = new CountDownLatch(1);
  private RpcServer server;

  @BeforeEach
  void open() throws IOException {
    new ControlRpc(
            dispatcher, new ControlRpc.Host(Clock.systemUTC(), _ -> {}, true, "/log", () -> {}))
        .register();
    registry.add(
        RpcMethod.of("wait", RpcCategory.HIDDEN)
            .handler(_ -> {
              entered.countDown();
              try {
                release.await();
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
              return Json.string("waited");
            }));
    server = RpcServer.open(config(2, 1), dispatcher);
    dispatcher.ready();
  }

  @AfterEach
  void close() {
    release.countDown();
    server.close();
    client.close();
  }

  private RpcConfig config(int threads, int queue) {
    return new RpcConfig(
        true,
        List.of(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0)),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(
            new RpcUser("anna", "salt", hmac("salt", "secret")),
            new RpcUser("few", "salt", hmac("salt", "secret"))),
        Optional.of(folder.resolve(".cookie")),
        Optional.empty(),
        threads,
        queue,
        30,
        Map.of("few", Set.of("uptime")),
        false);
  }

  private static String hmac(String salt, String password) {
    try {
      javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
      mac.init(
          new javax.crypto.spec.SecretKeySpec(salt.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return java.util.HexFormat.of()
          .formatHex(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest.Builder request(String credentials) {
    String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    return HttpRequest.newBuilder(uri("/")).header("Authorization", "Basic " + basic);
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.addresses().getFirst().getPort() + path);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> post(String body) {
    return send(request(cookie()).POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  private String cookie() {
    try {
      return Files.readString(folder.resolve(".cookie"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        // Version 1: both fields, errors are HTTP errors.
        "{'method':'echo','params':[1],'id':7} ~ 200 ~ {'result':[1],'error':null,'id':7}",
        "{'method':'echo','params':[1]} ~ 200 ~ {'result':[1],'error':null}",
        "{'method':'echo','id':null} ~ 200 ~ {'result':[],'error':null,'id':null}",
        "{'jsonrpc':'1.0','method':'echo','id':'a'} ~ 200 ~ {'result':[],'error':null,'id':'a'}",
        "{'method':'nope','id':1} ~ 404 ~ {'result':null,'error':{'code':-32601,'message':'Method not found'},'id':1}",
        "{'id':1} ~ 400 ~ {'result':null,'error':{'code':-32600,'message':'Missing method'},'id':1}",
        "{'method':5,'id':1} ~ 400 ~ {'result':null,'error':{'code':-32600,'message':'Method must be a string'},'id':1}",
        "{'method':'echo','params':5,'id':1} ~ 400 ~ {'result':null,'error':{'code':-32600,'message':'Params must be an array or object'},'id':1}",
        "{'method':'logging','params':[1],'id':1} ~ 500 ~ {'result':null,'error':{'code':-3,'message':'Wrong type passed:\\n{\\n    \\'Position 1 (include)\\': \\'JSON value of type number is not of expected type array\\'\\n}'},'id':1}",
        "{'jsonrpc':'3.0','method':'echo','id':1} ~ 400 ~ {'result':null,'error':{'code':-32600,'message':'JSON-RPC version not supported'},'id':1}",
        "{'jsonrpc':2,'method':'echo','id':1} ~ 400 ~ {'result':null,'error':{'code':-32600,'message':'jsonrpc field must be a string'},'id':1}",
        "nonsense ~ 500 ~ {'result':null,'error':{'code':-32700,'message':'Parse error'},'id':null}",
        "{'a':1,'a':2} ~ 500 ~ {'result':null,'error':{'code':-32700,'message':'Parse error'},'id':null}",
        "5 ~ 500 ~ {'result':null,'error':{'code':-32700,'message':'Top-level object parse error'},'id':null}",
        // Version 2: one field, errors are answers, no id means no answer.
        "{'jsonrpc':'2.0','method':'echo','id':7} ~ 200 ~ {'jsonrpc':'2.0','result':[],'id':7}",
        "{'jsonrpc':'2.0','method':'nope','id':7} ~ 200 ~ {'jsonrpc':'2.0','error':{'code':-32601,'message':'Method not found'},'id':7}",
        "{'jsonrpc':'2.0','id':7} ~ 400 ~ {'jsonrpc':'2.0','error':{'code':-32600,'message':'Missing method'},'id':7}",
        "{'jsonrpc':'2.0','method':'echo'} ~ 204 ~ ``",
        "{'jsonrpc':'2.0','method':'nope'} ~ 204 ~ ``",
        "{'jsonrpc':'2.0','method':'echo','id':null} ~ 200 ~ {'jsonrpc':'2.0','result':[],'id':null}",
        // Batches never fail as a whole.
        "[] ~ 200 ~ []",
        "[{'method':'echo','id':1},{'jsonrpc':'2.0','method':'echo','id':2}] ~ 200 ~ [{'result':[],'error':null,'id':1},{'jsonrpc':'2.0','result':[],'id':2}]",
        "[{'method':'nope','id':1}] ~ 200 ~ [{'result':null,'error':{'code':-32601,'message':'Method not found'},'id':1}]",
        "[{'jsonrpc':'2.0','method':'echo'}] ~ 204 ~ ``",
        "[5] ~ 200 ~ [{'result':null,'error':{'code':-32600,'message':'Invalid Request object'},'id':null}]",
        // Named parameters.
        "{'method':'echo','params':{'arg1':5},'id':1} ~ 200 ~ {'result':[null,5],'error':null,'id':1}",
        "{'method':'echo','params':{'args':[1,2],'arg2':5},'id':1} ~ 200 ~ {'result':[1,2,5],'error':null,'id':1}",
        "{'method':'echo','params':{'args':[1,2],'arg1':5},'id':1} ~ 500 ~ {'result':null,'error':{'code':-8,'message':'Parameter arg1 specified twice both as positional and named argument'},'id':1}",
        "{'method':'echo','params':{'foo':5},'id':1} ~ 500 ~ {'result':null,'error':{'code':-8,'message':'Unknown named parameter foo'},'id':1}"
      })
  void protocol_answersAsBitcoinCore(String body, int status, String reply) {
    HttpResponse<String> response = post(body.replace('\'', '"'));
    assertThat(response.body().strip()).isEqualTo(reply.replace("\\'", "\\\"").replace('\'', '"'));
    assertThat(response.statusCode()).isEqualTo(status);
  }

  @Test
  void tooManyParameters_areAnsweredWithTheHelp() {
    HttpResponse<String> response = post("{\"method\":\"uptime\",\"params\":[1],\"id\":1}");
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).contains("\"code\":-1").contains("uptime\\n\\nReturns the total");
  }

  @Test
  void get_isRefused() {
    HttpResponse<String> response = send(request(cookie()).GET().build());
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.body()).isEqualTo("JSONRPC server handles only POST requests");
  }

  @Test
  void unknownPath_isNotFound() {
    HttpRequest asked = HttpRequest.newBuilder(uri("/none")).GET().build();
    assertThat(send(asked).statusCode()).isEqualTo(404);
  }

  @Test
  void registeredPath_isAnsweredWithoutPassword() {
    server.paths().addPrefix("/hello", q -> HttpReply.of(200, "text/plain", q.parameters()));
    assertThat(send(HttpRequest.newBuilder(uri("/hello/x?a=1")).GET().build()).body())
        .isEqualTo("a=1");
  }

  @Test
  void noOrWrongPassword_isUnauthorized() {
    HttpRequest none =
        HttpRequest.newBuilder(uri("/")).POST(HttpRequest.BodyPublishers.ofString("{}")).build();
    HttpResponse<String> response = send(none);
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate"))
        .hasValue("Basic realm=\"jsonrpc\"");
    long start = System.nanoTime();
    HttpRequest wrong =
        request("__cookie__:wrong").POST(HttpRequest.BodyPublishers.ofString("{}")).build();
    assertThat(send(wrong).statusCode()).isEqualTo(401);
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(250_000_000L);
  }

  @Test
  void rpcauthUser_isKnownByHash_andHeldToItsWhitelist() {
    String uptime = "{\"method\":\"uptime\"}";
    String echo = "{\"method\":\"echo\"}";
    assertThat(postAs("anna:secret", echo)).isEqualTo(200);
    assertThat(postAs("anna:wrong", echo)).isEqualTo(401);
    assertThat(postAs("few:secret", uptime)).isEqualTo(200);
    assertThat(postAs("few:secret", echo)).isEqualTo(403);
    assertThat(postAs("few:secret", "[" + uptime + "," + echo + "]")).isEqualTo(403);
  }

  private int postAs(String credentials, String body) {
    return send(request(credentials).POST(HttpRequest.BodyPublishers.ofString(body)).build())
        .statusCode();
  }

  @Test
  void cookie_isTheOwnersAlone_andGoesWithTheServer() throws IOException {
    assertThat(cookie()).matches("__cookie__:[0-9a-f]{64}");
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(".cookie"))))
        .isEqualTo("rw-------");
    server.close();
    assertThat(folder.resolve(".cookie")).doesNotExist();
  }

  @Test
  void warmup_isTold() {
    dispatcher.warmup("Loading block index…");
    assertThat(post("{\"method\":\"uptime\"}").body())
        .contains("{\"code\":-28,\"message\":\"Loading block index…\"}");
  }

  @Test
  void workQueue_beyondItsDepth_is503() throws Exception {
    server.close();
    server = RpcServer.open(config(1, 1), dispatcher);
    HttpRequest waits =
        request(cookie())
            .POST(HttpRequest.BodyPublishers.ofString("{\"method\":\"wait\"}"))
            .build();
    List<CompletableFuture<HttpResponse<String>>> room = new ArrayList<>();
    room.add(client.sendAsync(waits, HttpResponse.BodyHandlers.ofString()));
    entered.await();
    CompletableFuture<HttpResponse<String>> second =
        client.sendAsync(waits, HttpResponse.BodyHandlers.ofString());
    CompletableFuture<HttpResponse<String>> third =
        client.sendAsync(waits, HttpResponse.BodyHandlers.ofString());
    HttpResponse<?> refused = (HttpResponse<?>) CompletableFuture.anyOf(second, third).get();
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.body()).isEqualTo("Work queue depth exceeded");
    release.countDown();
    assertThat(room.getFirst().get().statusCode()).isEqualTo(200);
  }

  @Test
  void largeBody_isRefused() {
    HttpRequest large =
        request(cookie())
            .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[RpcServer.MAX_BODY_BYTES + 1]))
            .build();
    try {
      assertThat(client.send(large, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(413);
    } catch (IOException _) {
      // The server may have hung up before all was sent.
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void deepNesting_isNoJson() {
    String deep = "[".repeat(513) + "]".repeat(513);
    assertThat(post("{\"method\":\"echo\",\"params\":" + deep + "}").body())
        .contains("Parse error");
  }

  @Test
  void takenPort_isNamed() {
    RpcConfig base = config(1, 1);
    RpcConfig taken =
        new RpcConfig(
            true,
            server.addresses(),
            List.of(),
            base.user(),
            base.password(),
            List.of(),
            Optional.of(folder.resolve("other")),
            Optional.empty(),
            1,
            1,
            30,
            Map.of(),
            false);
    assertThatThrownBy(() -> RpcServer.open(taken, new RpcDispatcher(registry)))
        .hasMessageContaining(
            "Another process already listens on 127.0.0.1 port "
                + server.addresses().getFirst().getPort());
  }

  @Test
  void help_listsByCategory_withoutHiddenOnes() {
    assertThat(registry.help(""))
        .isEqualTo(
            """
            == Control ==
            getmemoryinfo ( "mode" )
            getrpcinfo
            help ( "command" )
            logging ( ["include_category",...] ["exclude_category",...] )
            stop
            uptime\
            """);
    assertThat(registry.help("nope")).isEqualTo("help: unknown command: nope");
  }
}
