package org.quantumcoin.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LogTailTest {
  private static void add(LogTail tail, String text) {
    tail.add(1, LogLevel.INFO, Optional.empty(), text);
  }

  @Test
  void after_givesWhatIsNewer_oldestFirst() {
    LogTail tail = new LogTail();
    assertThat(tail.lastNumber()).isZero();
    assertThat(tail.after(0)).isEmpty();
    add(tail, "one");
    add(tail, "two");
    add(tail, "three");
    assertThat(tail.after(0)).extracting(LogLine::text).containsExactly("one", "two", "three");
    assertThat(tail.after(1)).extracting(LogLine::number).containsExactly(2L, 3L);
    assertThat(tail.after(3)).isEmpty();
    assertThat(tail.after(99)).isEmpty();
  }

  @Test
  void tail_keepsSoManyLines_andTheirNumbers() {
    LogTail tail = new LogTail();
    for (int i = 0; i <= LogTail.MAX_LINES; i++) {
      add(tail, "line " + i);
    }
    List<LogLine> all = tail.after(0);
    assertThat(all).hasSize(LogTail.MAX_LINES);
    assertThat(all.getFirst().number()).isEqualTo(2);
    assertThat(all.getLast().number()).isEqualTo(LogTail.MAX_LINES + 1);
  }

  @Test
  void tail_keepsSoManyCharacters_andCutsLongLines() {
    LogTail tail = new LogTail();
    String longest = "x".repeat(LogTail.MAX_LINE_CHARS + 1);
    for (int i = 0; i < 1_000; i++) {
      add(tail, longest);
    }
    List<LogLine> all = tail.after(0);
    assertThat(all.getFirst().text()).hasSize(LogTail.MAX_LINE_CHARS + 1).endsWith("…");
    assertThat(all.stream().mapToInt(line -> line.text().length()).sum())
        .isLessThanOrEqualTo(LogTail.MAX_CHARS);
  }
}
