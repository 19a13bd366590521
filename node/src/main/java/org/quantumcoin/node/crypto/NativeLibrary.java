package org.quantumcoin.node.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/// Finds libsecp256k1 for this machine and loads it.
///
/// An installed program has the library unpacked in a folder that the property
/// [#DIRECTORY_PROPERTY] names. Otherwise it is taken from the class path and written to a file of
/// our own: the system's loader reads files only.
@SuppressWarnings("restricted") // loading native code is what this class is for
final class NativeLibrary {
  static final String DIRECTORY_PROPERTY = "quantumcoin.native.dir";

  private static final String RESOURCE_ROOT = "fr/acinq/secp256k1/jni/native/";

  private NativeLibrary() {}

  /// Throws [IllegalStateException] when this machine has no library; nothing of ours works without
  /// it.
  static SymbolLookup load() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    boolean windows = system.contains("win") && !system.contains("darwin");
    boolean mac = system.contains("mac") || system.contains("darwin");
    String file = windows ? "secp256k1-jni.dll" : "libsecp256k1-jni." + (mac ? "dylib" : "so");
    String directory = System.getProperty(DIRECTORY_PROPERTY);
    if (directory != null) {
      Path unpacked = Path.of(directory, file);
      if (Files.isRegularFile(unpacked)) {
        return SymbolLookup.libraryLookup(unpacked, Arena.global());
      }
    }
    String folder =
        mac
            ? "darwin"
            : (windows ? "mingw-" : "linux-") + architecture(System.getProperty("os.arch", ""));
    return loadResource(RESOURCE_ROOT + folder + "/" + file);
  }

  private static String architecture(String name) {
    return name.equals("amd64") ? "x86_64" : name;
  }

  private static SymbolLookup loadResource(String resource) {
    try (InputStream in = NativeLibrary.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no secp256k1 library for this system: " + resource);
      }
      // Temporary files are made readable and writable by their owner alone, so nobody can swap the
      // code before it is loaded.
      Path file = Files.createTempFile("secp256k1-", ".lib");
      try {
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        return SymbolLookup.libraryLookup(file, Arena.global());
      } finally {
        discard(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack the secp256k1 library", e);
    }
  }

  /// A loaded library's file can go at once, except on Windows, where it goes with the process.
  private static void discard(Path file) {
    try {
      Files.delete(file);
    } catch (IOException _) {
      file.toFile().deleteOnExit();
    }
  }
}
