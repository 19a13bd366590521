package org.quantumcoin.node.vectors;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The published test vectors: files below the folder that the environment variable `VECTORS_DIR`
/// names. Without that folder a test that asks for a file is reported skipped.
public final class Vectors {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Vectors() {}

  public static Path folder() {
    String named = System.getenv("VECTORS_DIR");
    return named != null && !named.isEmpty()
        ? Path.of(named)
        : Path.of(System.getProperty("project.root", "."), "..", "shared", "vectors").normalize();
  }

  /// The file at a path below the folder; skips the test when it is not there.
  public static Path file(String path) {
    Path file = folder().resolve(path);
    assumeTrue(Files.exists(file), () -> "no test vectors at " + file);
    return file;
  }

  public static byte[] bytes(String path) {
    try {
      return Files.readAllBytes(file(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String text(String path) {
    return new String(bytes(path), StandardCharsets.UTF_8);
  }

  public static List<String> lines(String path) {
    return text(path).lines().toList();
  }

  public static JsonNode json(String path) {
    return MAPPER.readTree(bytes(path));
  }

  /// Says how many cases of a family have passed.
  public static void report(String family, int count) {
    System.out.println("vectors: " + family + " " + count);
  }
}
