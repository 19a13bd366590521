package org.quantumcoin.node.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A numbered sequence of append-only files such as `blk00000.dat`, each byte XORed with a key that
/// repeats every eight bytes of the file's length.
///
/// Writing belongs to one thread; reading is for any.
final class FlatFiles implements AutoCloseable {
  /// Files kept open for reading; a chain has thousands, readers mostly want the same few.
  private static final int MAX_OPEN_FILES = 32;

  private final Path folder;
  private final String prefix;
  private final byte[] key;
  private final boolean plain;
  private final Map<Integer, FileChannel> open = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Integer, Integer> pins = new HashMap<>();
  private final Set<Integer> unsynced = new HashSet<>();

  FlatFiles(Path folder, String prefix, byte[] key) {
    this.folder = folder;
    this.prefix = prefix;
    this.key = key.clone();
    boolean zero = true;
    for (byte b : key) {
      zero &= b == 0;
    }
    this.plain = zero;
  }

  Path path(int number) {
    return folder.resolve("%s%05d.dat".formatted(prefix, number));
  }

  boolean exists(int number) {
    return Files.exists(path(number));
  }

  /// Bytes in a file; zero when there is none.
  long length(int number) {
    try {
      return Files.size(path(number));
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw failure("read the size of", number, e);
    }
  }

  private synchronized FileChannel pin(int number, boolean create) throws IOException {
    FileChannel channel = open.get(number);
    if (channel == null) {
      channel =
          create
              ? FileChannel.open(
                  path(number),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE)
              : FileChannel.open(path(number), StandardOpenOption.READ, StandardOpenOption.WRITE);
      open.put(number, channel);
    }
    pins.merge(number, 1, Integer::sum);
    closeIdle();
    return channel;
  }

  private void closeIdle() throws IOException {
    Iterator<Map.Entry<Integer, FileChannel>> oldest = open.entrySet().iterator();
    while (open.size() > MAX_OPEN_FILES && oldest.hasNext()) {
      Map.Entry<Integer, FileChannel> entry = oldest.next();
      int number = entry.getKey();
      if (!pins.containsKey(number) && !unsynced.contains(number)) {
        entry.getValue().close();
        oldest.remove();
      }
    }
  }

  private synchronized void unpin(int number) {
    pins.computeIfPresent(number, (_, count) -> count == 1 ? null : count - 1);
  }

  /// Fills the array from a position; false when the file ends before that or is missing.
  boolean read(int number, long position, byte[] target) {
    if (position < 0) {
      return false;
    }
    @Nullable FileChannel channel = null;
    try {
      channel = pin(number, false);
      ByteBuffer buffer = ByteBuffer.wrap(target);
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, position + buffer.position()) < 0) {
          return false;
        }
      }
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw failure("read", number, e);
    } finally {
      if (channel != null) {
        unpin(number);
      }
    }
    applyKey(target, position);
    return true;
  }

  /// Writes the array at a position. The array is scrambled in passing and must not be used again.
  void write(int number, long position, byte[] bytes, int length) {
    applyKey(bytes, position);
    @Nullable FileChannel channel = null;
    try {
      channel = pin(number, true);
      synchronized (this) {
        unsynced.add(number);
      }
      ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
      while (buffer.hasRemaining()) {
        channel.write(buffer, position + buffer.position());
      }
    } catch (IOException e) {
      throw failure("write", number, e);
    } finally {
      if (channel != null) {
        unpin(number);
      }
    }
  }

  private void applyKey(byte[] bytes, long position) {
    if (plain) {
      return;
    }
    int at = (int) (position & 7);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= key[(at + i) & 7];
    }
  }

  /// Makes everything written so far outlive a power cut.
  void sync() {
    Set<Integer> numbers;
    synchronized (this) {
      numbers = new HashSet<>(unsynced);
    }
    for (int number : numbers) {
      boolean pinned = false;
      try {
        FileChannel channel = pin(number, true);
        pinned = true;
        channel.force(false);
        synchronized (this) {
          unsynced.remove(number);
        }
      } catch (IOException e) {
        throw failure("write", number, e);
      } finally {
        if (pinned) {
          unpin(number);
        }
      }
    }
  }

  /// The numbers of the files that are there, in order; one that is missing leaves a gap.
  List<Integer> numbers() {
    List<Integer> numbers = new ArrayList<>();
    Pattern name = Pattern.compile(Pattern.quote(prefix) + "([0-9]{5})\\.dat");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, prefix + "*.dat")) {
      for (Path file : files) {
        Matcher matcher = name.matcher(file.getFileName().toString());
        if (matcher.matches()) {
          numbers.add(Integer.valueOf(matcher.group(1)));
        }
      }
    } catch (IOException e) {
      throw new StorageException(
          "Could not list the folder "
              + folder
              + " ("
              + e.getMessage()
              + "). Wallets and funds are safe. Check that the disk is connected, then start again.",
          e);
    }
    Collections.sort(numbers);
    return numbers;
  }

  /// Deletes all files.
  synchronized void deleteAll() {
    close();
    for (int number : numbers()) {
      try {
        Files.delete(path(number));
      } catch (IOException e) {
        throw failure("delete", number, e);
      }
    }
  }

  private StorageException failure(String verb, int number, IOException cause) {
    return new StorageException(
        "Could not "
            + verb
            + " the file "
            + path(number)
            + " ("
            + cause.getMessage()
            + "). Wallets and funds are safe, and nothing that was confirmed before is lost. Check that the disk is"
            + " connected and has free space, then start again.",
        cause);
  }

  @Override
  public synchronized void close() {
    for (Map.Entry<Integer, FileChannel> entry : open.entrySet()) {
      try {
        entry.getValue().close();
      } catch (IOException e) {
        throw failure("close", entry.getKey(), e);
      }
    }
    open.clear();
  }
}
