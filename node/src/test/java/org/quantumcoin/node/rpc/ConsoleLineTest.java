package org.quantumcoin.node.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantumcoin.node.rpc.ConsoleLine.Argument;
import org.quantumcoin.node.rpc.ConsoleLine.Call;
import org.quantumcoin.node.rpc.ConsoleLine.Word;

final class ConsoleLineTest {
  /// A call as `method<argument|…>[query]…`, so that a line and what it means fit side by side.
  private static String show(String line) throws ConsoleSyntaxException {
    return show(ConsoleLine.parse(line));
  }

  private static String show(Argument argument) {
    return switch (argument) {
      case Word(String text) -> text;
      case Call call ->
          call.method()
              + "<"
              + String.join("|", call.arguments().stream().map(ConsoleLineTest::show).toList())
              + ">"
              + String.join("", call.query().stream().map(key -> "[" + key + "]").toList());
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "getblockcount ~ getblockcount<>",
        "getblockcount() ~ getblockcount<>",
        "`  getblockhash   0  ` ~ getblockhash<0>",
        "getblock abc, 1 ~ getblock<abc|1>",
        "getblock abc , 1 ~ getblock<abc|1>",
        "getblock(abc 1) ~ getblock<abc|1>",
        "getblock( abc , 1 ) ~ getblock<abc|1>",
        "getblock(getblockhash(0),1)[tx][0] ~ getblock<getblockhash<0>|1>[tx][0]",
        "getblock getblockhash(0) 1 ~ getblock<getblockhash<0>|1>",
        "a(b(c(1)[x]) 2) ~ a<b<c<1>[x]>|2>",
        "a 'one two' \"three, four\" ~ a<one two|three, four>",
        "a \"say \\\"hi\\\" \\\\ \\n\" ~ a<say \"hi\" \\ \\n>",
        "a 'no \\ escape' ~ a<no \\ escape>",
        "a one\\ two \\(x\\) ~ a<one two|(x)>",
        "a pre'fi'x ~ a<prefix>",
        "a '' \"\" ~ a<|>",
        "a [1, 2] {\"b c\": [3, \"]\"]} ~ a<[1, 2]|{\"b c\": [3, \"]\"]}>",
        "a(x,[1, 2]) ~ a<x|[1, 2]>",
        "a[0] ~ a[0]<>"
      })
  void line_isTakenApart(String line, String meaning) throws ConsoleSyntaxException {
    assertThat(show(line)).isEqualTo(meaning);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "`` ~ 0",
        "`   ` ~ 3",
        "( ~ 0",
        "'quoted' 1 ~ 0",
        "a( ~ 2",
        "a(1 ~ 3",
        "a(1)) ~ 4",
        "a(1) b ~ 5",
        "a 1) ~ 3",
        "a , 1 ~ 2",
        "a 1,,2 ~ 4",
        "a(1,) ~ 4",
        "a 'open ~ 7",
        "a \"open ~ 7",
        "a x\\ ~ 4",
        "a [1 ~ 4",
        "a(1)[x ~ 4",
        "a 'b'(1) ~ 5",
        "a [1]2 ~ 5"
      })
  void line_thatMakesNoSense_saysFromWhereOn(String line, int position) {
    ConsoleSyntaxException wrong =
        catchThrowableOfType(ConsoleSyntaxException.class, () -> ConsoleLine.parse(line));
    assertThat(wrong).as(line).isNotNull();
    assertThat(wrong.position()).isEqualTo(position);
    assertThat(wrong.getMessage()).endsWith(".");
  }

  @Test
  void calls_areNestedSoDeep_andNoDeeper() throws ConsoleSyntaxException {
    int most = ConsoleLine.MAX_DEPTH;
    assertThat(ConsoleLine.parse("a(".repeat(most) + ")".repeat(most)).arguments()).hasSize(1);
    assertThat(
            catchThrowableOfType(
                ConsoleSyntaxException.class, () -> ConsoleLine.parse("a(".repeat(most + 1))))
        .hasMessageContaining("deeply");
  }

  @Test
  void call_knowsWhereItsArgumentsStand() throws ConsoleSyntaxException {
    String line = "echo(getblock(x, 1)[tx], 2)";
    Call outer = ConsoleLine.parse(line);
    assertThat(line.substring(outer.from(), outer.to())).isEqualTo("(getblock(x, 1)[tx], 2)");
    assertThat(outer.arguments()).hasSize(2);
    if (outer.arguments().getFirst() instanceof Call inner) {
      assertThat(line.substring(inner.from(), inner.to())).isEqualTo("(x, 1)");
      assertThat(inner.query()).isEqualTo(List.of("tx"));
    }
  }
}
