package org.quantumcoin.node.p2p.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.sync.LoopbackNode;

/// Tor's control port in its moods.
@Timeout(60)
final class TorControllerTest {
  private static final InetSocketAddress TARGET =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 8334);
  private static final String PUBLISHED = "published " + TorServer.SERVICE + ".onion:8333";

  @TempDir Path folder;

  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

  /// A controller that runs until it is closed.
  private final class Running implements AutoCloseable {
    private final Thread thread;

    Running(TestServer server, @Nullable String password, boolean configuresProxy) {
      TorController.Options options =
          new TorController.Options(
              server.address(),
              Optional.ofNullable(password),
              configuresProxy,
              folder.resolve("key"));
      TorController controller =
          new TorController(
              options,
              8333,
              TARGET,
              new TorController.Listener() {
                @Override
                public void socksFound(InetSocketAddress socks) {
                  events.add("socks " + NetAddress.of(socks));
                }

                @Override
                public void published(NetAddress service) {
                  events.add("published " + service);
                }

                @Override
                public void withdrawn(NetAddress service) {
                  events.add("withdrawn " + service);
                }
              },
              new SecureRandom());
      thread = Thread.ofVirtual().start(controller);
    }

    @Override
    public void close() {
      thread.interrupt();
      try {
        assertThat(thread.join(Duration.ofSeconds(10))).as("ends at once").isTrue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  private static void awaitCommands(TorServer server, int count) {
    LoopbackNode.await(count + " commands", () -> server.commands().size() >= count);
  }

  private String next() throws InterruptedException {
    return String.valueOf(events.poll(30, TimeUnit.SECONDS));
  }

  private Path cookie() throws IOException {
    return Files.writeString(folder.resolve("cook \"ie"), "x".repeat(32));
  }

  private TorServer server(String methods) throws IOException {
    return new TorServer(methods, cookie(), "127.0.0.1:9150", false);
  }

  @Test
  void cookie_isProvenByBothSides_neverSent() throws Exception {
    try (TorServer server = TorServer.withCookie(folder.resolve("cookie"), "127.0.0.1:9150");
        Running _ = new Running(server, null, true)) {
      assertThat(next()).isEqualTo("socks 127.0.0.1:9150");
      assertThat(next()).isEqualTo(PUBLISHED);
      assertThat(String.join(" ", server.commands()))
          .contains("AUTHCHALLENGE SAFECOOKIE ")
          .doesNotContain("30313233343536373839");
      assertThat(server.commands())
          .last()
          .isEqualTo("ADD_ONION NEW:ED25519-V3 Port=8333,127.0.0.1:8334");
      assertThat(Files.readString(folder.resolve("key"))).isEqualTo(TorServer.KEY);
    }
  }

  @Test
  void whoeverDoesNotKnowTheCookie_isNotTalkedTo() throws Exception {
    try (TorServer server = new TorServer("SAFECOOKIE", cookie(), "127.0.0.1:9150", true);
        Running _ = new Running(server, null, true)) {
      awaitCommands(server, 2);
      server.cut();
      awaitCommands(server, 4);
      assertThat(server.commands()).noneMatch(command -> command.startsWith("AUTHENTICATE"));
      assertThat(events).isEmpty();
    }
  }

  @Test
  void password_isQuoted() throws Exception {
    try (TorServer server = server("HASHEDPASSWORD");
        Running _ = new Running(server, "se\"cret", false)) {
      assertThat(next()).isEqualTo(PUBLISHED);
      assertThat(server.commands()).noneMatch(command -> command.startsWith("GETINFO"));
    }
  }

  @Test
  void nothing_isEnoughWhereNothingIsAsked() throws Exception {
    try (TorServer server = server("NULL");
        Running _ = new Running(server, null, false)) {
      assertThat(next()).isEqualTo(PUBLISHED);
    }
  }

  @Test
  void wrongPassword_opensNothing() throws Exception {
    try (TorServer server = server("HASHEDPASSWORD");
        Running _ = new Running(server, "other", true)) {
      awaitCommands(server, 2);
      server.cut();
      awaitCommands(server, 4);
      assertThat(server.commands().get(2)).isEqualTo("PROTOCOLINFO 1");
      assertThat(events).isEmpty();
    }
  }

  @Test
  void keyInTheFile_isUsedAgain_alsoAfterTorWasRestarted() throws Exception {
    Files.writeString(folder.resolve("key"), TorServer.KEY);
    try (TorServer server = server("NULL");
        Running _ = new Running(server, null, false)) {
      assertThat(next()).isEqualTo(PUBLISHED);
      server.cut();
      assertThat(next()).isEqualTo("withdrawn " + TorServer.SERVICE + ".onion:8333");
      assertThat(next()).isEqualTo(PUBLISHED);
      assertThat(server.commands().stream().filter(c -> c.startsWith("ADD_ONION")))
          .hasSize(2)
          .allMatch(c -> c.startsWith("ADD_ONION " + TorServer.KEY + " "));
    }
  }

  /// Says one thing, whatever it is asked.
  private static final class Babbler extends TestServer {
    private final String answer;
    private final BlockingQueue<Boolean> ended = new LinkedBlockingQueue<>();

    Babbler(String answer) {
      this.answer = answer;
      start();
    }

    @Override
    void serve(Talk talk) throws IOException {
      talk.say(answer);
      try {
        hang(talk);
      } finally {
        ended.add(true);
      }
    }
  }

  @Test
  void endlessLines_andEndlessAnswers_areCut() throws Exception {
    for (String babble :
        List.of(
            "x".repeat(TorConnection.MAX_LINE_BYTES + 1),
            "250-a=b\r\n".repeat(TorConnection.MAX_REPLY_LINES))) {
      try (Babbler server = new Babbler(babble);
          Running _ = new Running(server, null, true)) {
        assertThat(server.ended.poll(30, TimeUnit.SECONDS)).isTrue();
        assertThat(events).isEmpty();
      }
    }
  }

  @Test
  void silentServer_doesNotHoldUpTheEnd() throws Exception {
    try (Babbler server = new Babbler("");
        Running running = new Running(server, null, true)) {
      assertThat(running.thread.isAlive()).isTrue();
    }
  }

  @Test
  void mapping_isCores() {
    assertThat(TorReply.mapping("METHODS=COOKIE,SAFECOOKIE COOKIEFILE=\"/home/x/c\""))
        .isEqualTo(Map.of("METHODS", "COOKIE,SAFECOOKIE", "COOKIEFILE", "/home/x/c"));
    assertThat(TorReply.mapping("Foo=Bar=Baz Spam=\"a\\\\b\\\"c\""))
        .isEqualTo(Map.of("Foo", "Bar=Baz", "Spam", "a\\b\"c"));
    assertThat(TorReply.mapping("Foo=\"Bar\\n\\t\\r Baz\\40\\1234\""))
        .isEqualTo(Map.of("Foo", "Bar\n\t\r Baz S4"));
    assertThat(TorReply.mapping("SOME=args,here MORE optional=arguments  here")).isEmpty();
    assertThat(TorReply.mapping("ARGS=\"unterminated")).isEmpty();
    assertThat(TorReply.mapping("")).isEmpty();
    assertThat(TorReply.mapping("OneArgument")).isEmpty();
  }
}
