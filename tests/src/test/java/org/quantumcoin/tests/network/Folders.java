package org.quantumcoin.tests.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// Disks of simulated nodes: folders in memory where the system has such, since thousands of nodes
/// would otherwise wait for a real disk to sync.
final class Folders {
  private static final Path MEMORY = Path.of("/dev/shm");

  private Folders() {}

  static Path make() {
    try {
      return Files.isWritable(MEMORY)
          ? Files.createTempDirectory(MEMORY, "simulated-")
          : Files.createTempDirectory("simulated-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
