package org.quantumcoin.node.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantumcoin.node.api.ConsoleAccess;
import org.quantumcoin.node.api.ConsoleAccess.Reply;
import tools.jackson.databind.JsonNode;

final class ConsoleTest {
  /// A console over a few methods that answer with what they were given.
  static Console console() {
    RpcRegistry registry = new RpcRegistry();
    registry.add(
        RpcMethod.of("echo", RpcCategory.UTIL)
            .help("Says what it was told.")
            .param(RpcParam.required("text", RpcType.STRING, "anything"))
            .param(RpcParam.optional("count", RpcType.NUMBER, "", "how often"))
            .param(
                RpcParam.options(
                    "options",
                    "more",
                    List.of(RpcParam.optional("loud|noisy", RpcType.BOOLEAN, "", "louder"))))
            .handler(call -> {
              JsonNode all = Json.array().add(call.get(0)).add(call.get(1)).add(call.get(2));
              return Json.object().put("path", call.path()).set("given", all);
            }));
    registry.add(
        RpcMethod.of("number", RpcCategory.UTIL)
            .param(RpcParam.optional("n", RpcType.NUMBER, "", "a number").unchecked())
            .handler(call -> call.has(0) ? call.get(0) : Json.number(7)));
    registry.add(
        RpcMethod.of("secret", RpcCategory.UTIL)
            .param(RpcParam.optional("passphrase", RpcType.STRING, "", "the passphrase"))
            .handler(_ -> Json.nothing()));
    registry.add(
        RpcMethod.of("broken", RpcCategory.HIDDEN)
            .handler(_ -> {
              throw new IllegalStateException("a fault");
            }));
    RpcDispatcher dispatcher = new RpcDispatcher(registry);
    dispatcher.ready();
    return new Console(dispatcher);
  }

  private final Console console = console();

  private String given(String line) {
    return switch (console.run(line, Optional.empty())) {
      case Reply.Result(String text) ->
          Json.write(JsonReader.read(text).orElseThrow().path("given"));
      case Reply.Failed(int code, String message) -> code + " " + message;
      case Reply.NotUnderstood(String message, int position) -> position + ": " + message;
    };
  }

  private String text(String line) {
    return switch (console.run(line, Optional.empty())) {
      case Reply.Result(String text) -> text;
      case Reply.Failed(int code, String message) -> code + " " + message;
      case Reply.NotUnderstood(String message, int position) -> position + ": " + message;
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "echo 5 ~ [\"5\",null,null]",
        "echo 5 5 ~ [\"5\",5,null]",
        "echo x 2 {\"loud\": true} ~ [\"x\",2,{\"loud\":true}]",
        "-named echo text=a=b count=3 ~ [\"a=b\",3,null]",
        "-named echo x noisy=true ~ [\"x\",null,{\"noisy\":true}]",
        "echo number() number() ~ [\"7\",7,null]",
        "echo(number([1,{\"a\": \"b c\"}])[1][a]) ~ [\"b c\",null,null]",
        "echo x two ~ -32700 Error parsing JSON: two"
      })
  void words_becomeWhatTheMethodWants(String line, String meaning) {
    assertThat(given(line)).isEqualTo(meaning);
  }

  @Test
  void results_arePrintedAsPeopleReadThem() {
    assertThat(text("number 5")).isEqualTo("5");
    assertThat(text("number word")).isEqualTo("word");
    assertThat(text("number [1]")).isEqualTo("[\n  1\n]");
    assertThat(text("secret")).isEmpty();
  }

  @Test
  void refusals_carryTheirCode() {
    assertThat(text("nothing")).isEqualTo("-32601 Method not found");
    assertThat(text("echo")).startsWith("-1 echo \"text\"");
    assertThat(text("broken")).isEqualTo("-1 a fault");
    assertThat(text("number()[x]")).startsWith("-8 Invalid result query");
    assertThat(text("number([1])[1]")).startsWith("-8 Invalid result query");
    assertThat(text("-named")).startsWith("-32601");
    assertThat(text("echo (")).startsWith("5: ");
  }

  @Test
  void wallet_isNamedInThePath() {
    assertThat(console.run("echo x", Optional.of("my wallet/ü+")))
        .isInstanceOfSatisfying(
            Reply.Result.class,
            result -> assertThat(result.text()).contains("\"/wallet/my%20wallet%2F%C3%BC%2B\""));
  }

  @Test
  void line_thatIsTooLong_isRefused() {
    assertThat(console.run("x".repeat(ConsoleAccess.MAX_LINE_CHARS + 1), Optional.empty()))
        .isInstanceOf(Reply.NotUnderstood.class);
  }

  @Test
  void methods_areThoseThatHelpLists() {
    assertThat(console.methods()).containsExactly("echo", "number", "secret");
    assertThat(console.help("echo").orElseThrow()).contains("Says what it was told.");
    assertThat(console.help("nothing")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "echo x 5 ~ echo x 5",
        "secret ~ secret",
        "secret hunter2 ~ secret(…)",
        "secret(hunter2) ~ secret(…)",
        "echo(secret(hunter2), 1)[given] ~ echo(secret(…), 1)[given]",
        "-named secret passphrase=hunter2 ~ -named secret(…)",
        "-named echo text=x ~ -named echo text=x",
        "-named secrett passphrase=hunter2 ~ -named secrett(…)",
        "secret 'hunter2 ~ secret(…)",
        "echo(secret(hunter2 ~ echo(…)",
        "echo( x ~ echo( x",
        "secrett hunter2 ~ secrett(…)",
        "(hunter2 ~ (…)",
        "echo L1aW4aubDFB7yfras2S1mN3bqg9nwySY8nkoLmJebSLD5BWv3ENZ ~ echo(…)"
      })
  void history_keepsNoSecret(String line, String kept) {
    assertThat(console.forHistory(line)).isEqualTo(kept);
  }
}
