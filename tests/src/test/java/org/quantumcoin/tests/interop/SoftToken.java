package org.quantumcoin.tests.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// A token in software (SoftHSM, of Debian's package `softhsm2`) in a folder of its own.
public final class SoftToken {
  public static final String PIN = "246810";
  public static final String LABEL = "seat five";
  private static final List<Path> LIBRARIES =
      List.of(
          Path.of("/usr/lib/softhsm/libsofthsm2.so"),
          Path.of("/usr/lib64/pkcs11/libsofthsm2.so"),
          Path.of("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"),
          Path.of("/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so"));

  private final Path config;

  private SoftToken(Path config) {
    this.config = config;
  }

  public static Path library() {
    return LIBRARIES.stream().filter(Files::isRegularFile).findFirst().orElse(Path.of(""));
  }

  /// Skips the test where SoftHSM is not installed.
  public static SoftToken make(Path folder) {
    Assumptions.assumeTrue(
        Files.isRegularFile(library()), "SoftHSM (package softhsm2) is not installed");
    try {
      Path tokens = Files.createDirectories(folder.resolve("tokens"));
      Path config = folder.resolve("softhsm2.conf");
      Files.writeString(
          config, "directories.tokendir = " + tokens + "\nobjectstore.backend = file\n");
      SoftToken token = new SoftToken(config);
      token.add();
      return token;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// For the variable `SOFTHSM2_CONF`.
  String config() {
    return config.toString();
  }

  /// Makes this JVM find the token, if it has not loaded the library yet.
  @SuppressWarnings("restricted") // Java cannot set a variable of its own process, and the library
  // knows no other way
  public void useHere() {
    Linker linker = Linker.nativeLinker();
    MethodHandle setenv =
        linker.downcallHandle(
            linker.defaultLookup().find("setenv").orElseThrow(),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT));
    try (Arena arena = Arena.ofConfined()) {
      int failed =
          (int)
              setenv.invokeExact(
                  arena.allocateFrom("SOFTHSM2_CONF"), arena.allocateFrom(config()), 1);
      Assumptions.assumeTrue(failed == 0, "the environment cannot be changed");
    } catch (Throwable e) { // what a method handle declares
      throw new IllegalStateException(e);
    }
  }

  /// An empty one.
  void add() {
    run("--init-token", "--free", "--label", LABEL, "--so-pin", "13579", "--pin", PIN);
  }

  /// As if it were taken out for good.
  void remove() {
    run("--delete-token", "--token", LABEL);
  }

  private void run(String... arguments) {
    List<String> command = new ArrayList<>(List.of("softhsm2-util"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SOFTHSM2_CONF", config());
    try {
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command + ": " + output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
