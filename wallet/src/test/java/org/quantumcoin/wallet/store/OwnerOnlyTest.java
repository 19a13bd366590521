package org.quantumcoin.wallet.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerOnlyTest {
  private static final int TIMES = 300;

  @TempDir Path folder;

  /// A kill in a moment without the file would have lost both.
  @Test
  void replace_neverLeavesAMomentWithoutTheFile() throws IOException {
    Path file = folder.resolve("file");
    OwnerOnly.replace(file, new byte[] {0});
    AtomicBoolean ending = new AtomicBoolean();
    AtomicInteger missing = new AtomicInteger();
    CompletableFuture<Void> watching =
        CompletableFuture.runAsync(() -> {
          while (!ending.get()) {
            if (!Files.exists(file)) {
              missing.incrementAndGet();
            }
          }
        });
    for (int i = 1; i <= TIMES; i++) {
      OwnerOnly.replace(file, new byte[] {(byte) i});
    }
    ending.set(true);
    watching.join();
    assertThat(missing).hasValue(0);
    assertThat(file).hasBinaryContent(new byte[] {(byte) TIMES});
  }

  @Test
  void replace_takesAwayWhatACrashLeft_andOnlyTheOwnerReads() throws IOException {
    Path file = folder.resolve("file");
    Files.writeString(folder.resolve("file.new"), "half");
    OwnerOnly.replace(file, new byte[] {7});
    assertThat(folder.toFile().list()).containsExactly("file");
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }
}
