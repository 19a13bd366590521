package org.quantumcoin.node.mining;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.primitives.Uint256;

/// Our mining kernels and one in C, compiled here, in turns on one thread. Without a compiler the
/// other side is OpenSSL, whose SHA-256 of 64 bytes is two compressions, as many as a nonce takes.
///
/// A run of its own, by `-Dmining.seconds=3`, the time of each turn.
@EnabledIfSystemProperty(named = "mining.seconds", matches = "[0-9]+")
final class MiningKernelRace {
  private static final int SECONDS = Integer.getInteger("mining.seconds", 3);
  private static final int ROUNDS = 3;
  private static final int PORTION = 1 << 18;

  /// Nothing is found at this: only a hash of zero would do.
  private static final Uint256 HOPELESS = Uint256.ZERO;

  private final byte[] header = new byte[80];
  private int nonce;

  @TempDir Path folder;

  /// Tries a portion of nonces.
  private interface Kernel {
    long scan(byte[] header, int first, int count) throws Throwable;
  }

  @Test
  void ourKernels_besideOneInC() throws Throwable {
    new Random(1).nextBytes(header);
    HashKernel fastest = HashKernel.create();
    HashKernel fallback = new DigestKernel();
    try (Arena arena = Arena.ofConfined()) {
      Optional<Kernel> inC = compiled(arena);
      double ours = 0;
      double digest = 0;
      double theirs = 0;
      for (int round = 0; round < ROUNDS; round++) {
        ours = Math.max(ours, rate((bytes, first, n) -> fastest.scan(bytes, first, n, HOPELESS)));
        digest =
            Math.max(digest, rate((bytes, first, n) -> fallback.scan(bytes, first, n, HOPELESS)));
        theirs = Math.max(theirs, inC.isPresent() ? rate(inC.get()) : openSsl());
      }
      System.out.printf(
          "mining kernel: %s %.2f, %s %.2f, %s %.2f million nonces a second on one core; ratio %.2f%n",
          fastest.getClass().getSimpleName(),
          ours / 1e6,
          fallback.getClass().getSimpleName(),
          digest / 1e6,
          inC.isPresent() ? "C" : "OpenSSL",
          theirs / 1e6,
          ours / theirs);
    }
  }

  private double rate(Kernel kernel) throws Throwable {
    long begin = System.nanoTime();
    long end = begin + TimeUnit.SECONDS.toNanos(SECONDS);
    long tried = 0;
    long now = begin;
    while (now < end) {
      assertThat(kernel.scan(header, nonce, PORTION)).isEqualTo(HashKernel.NONE);
      nonce += PORTION;
      tried += PORTION;
      now = System.nanoTime();
    }
    return tried * 1e9 / (now - begin);
  }

  /// The kernel in C, if there is a compiler; it finds the same nonce as ours, or the race would
  /// not be one.
  @SuppressWarnings("restricted") // the library was made a moment ago, of our own source
  private Optional<Kernel> compiled(Arena arena) throws Throwable {
    Path source = folder.resolve("kernel.c");
    try (InputStream in =
        Objects.requireNonNull(MiningKernelRace.class.getResourceAsStream("kernel.c"))) {
      Files.copy(in, source);
    }
    Path library = folder.resolve("kernel.so");
    List<String> command = new ArrayList<>(List.of("cc", "-O3", "-shared", "-fPIC"));
    Path processor = Path.of("/proc/cpuinfo");
    if (Files.exists(processor) && Files.readString(processor).contains(" sha_ni ")) {
      command.addAll(List.of("-msha", "-msse4.1"));
    }
    command.addAll(List.of("-o", library.toString(), source.toString()));
    boolean made;
    try {
      made = run(command) == 0;
    } catch (IOException noCompiler) {
      made = false;
    }
    if (!made) {
      return Optional.empty();
    }
    MethodHandle scan =
        Linker.nativeLinker()
            .downcallHandle(
                SymbolLookup.libraryLookup(library, arena).findOrThrow("scan"),
                FunctionDescriptor.of(
                    ValueLayout.JAVA_LONG,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT));
    MemorySegment bytes = arena.allocate(header.length);
    MemorySegment.copy(header, 0, bytes, ValueLayout.JAVA_BYTE, 0, header.length);
    int top = 0xfff;
    Uint256 target = new Uint256(-1, -1, -1, (long) top << 32 | 0xffffffffL);
    long found = (long) scan.invokeExact(bytes, 0, Integer.MAX_VALUE, top);
    assertThat(found).isEqualTo(HashKernel.create().scan(header, 0, Integer.MAX_VALUE, target));
    return Optional.of((_, first, count) -> (long) scan.invokeExact(bytes, first, count, 0));
  }

  private int run(List<String> command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("out").toFile())
        .start()
        .waitFor();
  }

  private double openSsl() throws IOException, InterruptedException {
    run(
        List.of(
            "openssl", "speed", "-mr", "-seconds", "" + SECONDS, "-bytes", "64", "-evp", "sha256"));
    // "+F:…:sha256:323486208.00": bytes a second.
    List<String> lines = Files.readAllLines(folder.resolve("out"));
    String last = lines.stream().filter(line -> line.startsWith("+F:")).findFirst().orElseThrow();
    return Double.parseDouble(last.substring(last.lastIndexOf(':') + 1)) / 64;
  }
}
