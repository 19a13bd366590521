package org.quantumcoin.app.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Changes single settings of a configuration file that people write by hand: everything else in
/// it, comments and order included, stays.
public final class ConfigEdit {
  private ConfigEdit() {}

  /// Sets `name` above all sections, or takes it out; the file is replaced in one step. A file that
  /// is not there begins with it.
  public static void set(Path file, String name, Optional<String> value) throws IOException {
    List<String> lines =
        Files.exists(file) ? new ArrayList<>(Files.readAllLines(file)) : new ArrayList<>();
    int end = 0;
    while (end < lines.size() && !lines.get(end).strip().startsWith("[")) {
      end++;
    }
    List<String> head = lines.subList(0, end);
    head.removeIf(line -> names(line, name));
    value.ifPresent(text -> head.add(name + "=" + text));
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel out =
        FileChannel.open(
            beside,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      String text = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean names(String line, String name) {
    int equals = line.indexOf('=');
    return equals >= 0 && line.substring(0, equals).strip().equals(name);
  }
}
