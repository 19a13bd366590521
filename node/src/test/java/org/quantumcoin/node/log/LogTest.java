package org.quantumcoin.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void reset() {
    file = folder.resolve("debug.log");
    Log.close();
    Log.disableAll();
    Log.level(LogLevel.DEBUG);
    Log.useClock(Clock.fixed(Instant.parse("2026-01-02T03:04:05.000678Z"), ZoneOffset.UTC));
  }

  @AfterEach
  void restore() {
    Log.close();
    Log.disableAll();
    Log.useClock(Clock.systemUTC());
  }

  @Test
  void lines_lookAsBitcoinCoreWritesThem() throws IOException {
    Log.open(options(true, false, false));
    Log.enable(LogCategory.NET);
    Log.info("plain 1");
    Log.warning("careful");
    Log.error("broken");
    Log.fatal("dead");
    Log.debug(LogCategory.NET, "peer");
    Log.debug(LogCategory.MEMPOOL, "silent");
    assertThat(Files.readString(file).strip().lines())
        .containsExactly(
            "2026-01-02T03:04:05Z plain 1",
            "2026-01-02T03:04:05Z [warning] careful",
            "2026-01-02T03:04:05Z [error] ERROR: broken",
            "2026-01-02T03:04:05Z [error] FATAL: dead",
            "2026-01-02T03:04:05Z [net] peer");
  }

  @Test
  void line_withMicrosAndThreadName_carriesBoth() throws IOException {
    Log.open(options(true, true, true));
    Thread.currentThread().setName("here");
    Log.info("x");
    assertThat(Files.readString(file)).endsWith("2026-01-02T03:04:05.000678Z [here] x\n");
  }

  @Test
  void earlyLines_areWrittenWhenTheFileOpens() throws IOException {
    Log.info("early");
    Log.open(options(false, false, false));
    assertThat(Files.readString(file)).isEqualTo("\n\n\n\n\nearly\n");
  }

  @Test
  void debug_whenCategoryIsOff_doesNotBuildItsText() throws IOException {
    Log.open(options(false, false, false));
    AtomicInteger built = new AtomicInteger();
    Log.debug(LogCategory.RPC, () -> "n" + built.incrementAndGet());
    Log.enable(LogCategory.RPC);
    Log.debug(LogCategory.RPC, () -> "n" + built.incrementAndGet());
    assertThat(built).hasValue(1);
  }

  @Test
  void trace_needsItsLevel() throws IOException {
    Log.open(options(false, false, false));
    Log.enable(LogCategory.NET);
    Log.trace(LogCategory.NET, () -> "unseen");
    Log.level(LogCategory.NET, LogLevel.TRACE);
    Log.trace(LogCategory.NET, () -> "seen");
    Log.level(LogCategory.NET, LogLevel.INFO);
    Log.debug(LogCategory.NET, "unseen");
    Log.level(LogCategory.NET, LogLevel.DEBUG);
    assertThat(Files.readString(file)).isEqualTo("\n\n\n\n\n[net:trace] seen\n");
  }

  @Test
  void controlCharacters_areEscaped() throws IOException {
    Log.open(options(false, false, false));
    Log.info("a\u001b[2Jb\rc");
    assertThat(Files.readString(file)).endsWith("a\\x1b[2Jb\\x0dc\n");
  }

  @Test
  void shrink_keepsTheTailOfALargeFile() throws IOException {
    Files.write(file, new byte[LogSink.SHRUNK_BYTES / 10 * 11 + 1]);
    Log.open(new LogOptions(Optional.of(file), false, true, false, false, false, true));
    assertThat(Files.size(file)).isEqualTo(LogSink.SHRUNK_BYTES + 5L);
  }

  @Test
  void shrink_leavesASmallFileAlone() throws IOException {
    Files.write(file, new byte[LogSink.SHRUNK_BYTES / 10 * 11]);
    Log.open(new LogOptions(Optional.of(file), false, true, false, false, false, true));
    assertThat(Files.size(file)).isEqualTo(LogSink.SHRUNK_BYTES / 10 * 11 + 5L);
  }

  private LogOptions options(boolean timestamps, boolean micros, boolean threads) {
    return new LogOptions(Optional.of(file), false, timestamps, micros, threads, false, false);
  }

  @Test
  void tail_hasLinesWithLevelAndCategory() throws IOException {
    Log.open(options(true, true, true));
    Log.enable(LogCategory.NET);
    long before = Log.tail().lastNumber();
    Log.warning("careful\u001b[2J");
    Log.debug(LogCategory.NET, "peer");
    Log.debug(LogCategory.MEMPOOL, "silent");
    List<LogLine> seen = Log.tail().after(before);
    assertThat(seen).extracting(LogLine::text).containsExactly("careful\\x1b[2J", "peer");
    assertThat(seen).extracting(LogLine::level).containsExactly(LogLevel.WARNING, LogLevel.DEBUG);
    assertThat(seen.getLast().category()).contains(LogCategory.NET);
    assertThat(seen.getLast().timeMillis())
        .isEqualTo(Instant.parse("2026-01-02T03:04:05.000678Z").toEpochMilli());
  }
}
