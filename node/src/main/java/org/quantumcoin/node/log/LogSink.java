package org.quantumcoin.node.log;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// The file and console behind [Log]. A line is one write, so that a crash loses nothing that was
/// logged and lines of several threads never mix.
///
/// Lines that come before the file is open are kept, up to [#MAX_EARLY_CHARS], and written first.
final class LogSink {
  /// Core's bound on lines kept before the file is open: the newest matter less than the first, so
  /// what does not fit is counted and dropped.
  static final int MAX_EARLY_CHARS = 1_000_000;

  /// What `-shrinkdebugfile` keeps of a file that has grown a tenth beyond it.
  static final int SHRUNK_BYTES = 10_000_000;

  private final ArrayDeque<String> early = new ArrayDeque<>();
  private int earlyChars;
  private int earlyDropped;
  private boolean open;
  private @Nullable OutputStream file;
  private @Nullable OutputStream console;

  synchronized void open(LogOptions options) throws IOException {
    if (open) {
      throw new IllegalStateException("the log is already open");
    }
    if (options.file().isPresent()) {
      Path path = options.file().get();
      if (options.shrink()) {
        shrink(path);
      }
      file = new FileOutputStream(path.toFile(), true);
      // Core's gap between two runs in one file.
      file.write("\n\n\n\n\n".getBytes(StandardCharsets.US_ASCII));
    }
    console = options.console() ? new FileOutputStream(FileDescriptor.out) : null;
    open = true;
    for (String line : early) {
      emit(line);
    }
    if (earlyDropped > 0) {
      emit("Early logging buffer overflowed, " + earlyDropped + " log lines discarded.\n");
    }
    early.clear();
    earlyChars = 0;
    earlyDropped = 0;
  }

  synchronized void write(String line) {
    if (open) {
      emit(line);
    } else if (earlyChars + line.length() > MAX_EARLY_CHARS) {
      earlyDropped++;
    } else {
      early.add(line);
      earlyChars += line.length();
    }
  }

  synchronized void close() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException _) {
      // There is nowhere left to say it.
    }
    file = null;
    console = null;
    open = false;
  }

  private void emit(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    // A full disk or a closed pipe must not stop the node: the log is the one place where a failed
    // write is let go.
    writeQuietly(console, bytes);
    writeQuietly(file, bytes);
  }

  private static void writeQuietly(@Nullable OutputStream out, byte[] bytes) {
    if (out == null) {
      return;
    }
    try {
      out.write(bytes);
    } catch (IOException _) {
      // See emit.
    }
  }

  private static void shrink(Path path) throws IOException {
    if (!Files.exists(path) || Files.size(path) <= SHRUNK_BYTES / 10 * 11L) {
      return;
    }
    byte[] tail = new byte[SHRUNK_BYTES];
    try (RandomAccessFile old = new RandomAccessFile(path.toFile(), "r")) {
      old.seek(old.length() - SHRUNK_BYTES);
      old.readFully(tail);
    }
    Files.write(path, tail);
  }
}
