package org.quantumcoin.ui.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantumcoin.node.api.ConsoleAccess;
import org.quantumcoin.node.api.ConsoleAccess.Reply;
import org.quantumcoin.ui.console.ConsoleViewModel.Entry;
import org.quantumcoin.ui.console.ConsoleViewModel.Kind;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.task.Work;
import org.quantumcoin.ui.testing.FakeRole;

class ConsoleViewModelTest {
  private final Deque<Runnable> background = new ArrayDeque<>();
  private final ConsoleViewModel model =
      new ConsoleViewModel(
          () -> Optional.of(console()), Optional::empty, new Work(background::add, Runnable::run));

  @BeforeEach
  void english() {
    Messages.use(Locale.ENGLISH);
  }

  private static ConsoleAccess console() {
    return new FakeRole<>(ConsoleAccess.class)
        .answer(
            "run",
            given ->
                switch (String.valueOf(given[0])) {
                  case "bad" -> new Reply.Failed(-8, "no");
                  case "(" -> new Reply.NotUnderstood("What?", 0);
                  case "stop" -> new Reply.Result("");
                  default -> new Reply.Result("42");
                })
        .answer("methods", List.of("getblock", "getblockhash", "help", "stop"))
        .answer(
            "help",
            given ->
                given[0].equals("stop") ? Optional.of("stop ( wait )") : Optional.<String>empty())
        .answer(
            "forHistory",
            given -> String.valueOf(given[0]).startsWith("secret") ? "secret(…)" : given[0])
        .make();
  }

  private void run(String line) {
    assertThat(model.run(line)).as(line).isTrue();
    background.remove().run();
  }

  @Test
  void answers_areShownBeneathTheirCommand() {
    run(" count ");
    run("stop");
    run("bad");
    run("(");
    assertThat(model.entries())
        .containsExactly(
            new Entry(Kind.COMMAND, "count"),
            new Entry(Kind.RESULT, "42"),
            new Entry(Kind.COMMAND, "stop"),
            new Entry(Kind.RESULT, "Done."),
            new Entry(Kind.COMMAND, "bad"),
            new Entry(Kind.PROBLEM, "no (code -8)"),
            new Entry(Kind.COMMAND, "("),
            new Entry(Kind.PROBLEM, "What? See character 1."));
    model.clear();
    assertThat(model.entries()).isEmpty();
  }

  @Test
  void secrets_areNeitherShownNorRemembered() {
    run("secret hunter2");
    assertThat(model.entries().getFirst()).isEqualTo(new Entry(Kind.COMMAND, "secret(…)"));
    assertThat(model.previous()).contains("secret(…)");
  }

  @Test
  void commands_runOneAfterTheOther() {
    assertThat(model.run("  ")).isFalse();
    assertThat(model.run("one")).isTrue();
    assertThat(model.busyProperty().get()).isTrue();
    assertThat(model.run("two")).isFalse();
    background.remove().run();
    assertThat(model.busyProperty().get()).isFalse();
    assertThat(model.run("two")).isTrue();
  }

  @Test
  void history_isWalkedBackAndForth() {
    assertThat(model.previous()).isEmpty();
    run("one");
    run("two");
    run("two");
    assertThat(model.previous()).contains("two");
    assertThat(model.previous()).contains("one");
    assertThat(model.previous()).contains("one");
    assertThat(model.next()).isEqualTo("two");
    assertThat(model.next()).isEmpty();
    assertThat(model.next()).isEmpty();
    assertThat(model.previous()).contains("two");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "getb ~ getblock getblockhash",
        "getblockh ~ getblockhash",
        "block ~ getblock getblockhash",
        "getblock(getblockh ~ getblockhash",
        "help st ~ stop",
        "stop ~ ``",
        "getblock st ~ ``",
        "`` ~ ``",
        "zzz ~ ``"
      })
  void proposals_areMethodsWhereAMethodMayStand(String line, String methods) {
    assertThat(String.join(" ", model.proposals(line, line.length()))).isEqualTo(methods);
  }

  @Test
  void completion_replacesTheWordBeforeTheCursor() {
    assertThat(ConsoleViewModel.completed("getblock(getbl 1)", 14, "getblockhash"))
        .isEqualTo("getblock(getblockhash 1)");
  }

  @Test
  void help_isThatOfTheMethodTyped() {
    assertThat(model.help("stop 5")).contains("stop ( wait )");
    assertThat(model.help("sto")).isEmpty();
  }

  @Test
  void beforeTheNodeIsThere_commandsAreNotTaken() {
    ConsoleViewModel early =
        new ConsoleViewModel(Optional::empty, Optional::empty, FakeRole.work());
    assertThat(early.run("help")).isFalse();
    assertThat(early.proposals("he", 2)).isEmpty();
    assertThat(early.entries()).hasSize(1);
  }
}
