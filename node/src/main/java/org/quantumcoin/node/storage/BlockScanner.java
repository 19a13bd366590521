package org.quantumcoin.node.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.quantumcoin.node.encoding.ByteReader;

/// Finds blocks in a file of records by their magic, passing over whatever is damaged between them.
public final class BlockScanner {
  /// Smaller than any block: a header and an empty list.
  private static final int MIN_BLOCK_BYTES = 81;

  private static final int WINDOW_BYTES = 1 << 20;

  private BlockScanner() {}

  /// Fills the array from a position, or says that the bytes are not there.
  interface Source {
    boolean read(long position, byte[] target);
  }

  /// A record's offset and bytes.
  interface Sink {
    void found(int offset, byte[] bytes);
  }

  /// Reads a file of blocks from elsewhere, such as `bootstrap.dat` (`-loadblock`); it is never
  /// scrambled.
  public static void scanFile(Path file, int magic, Consumer<byte[]> each) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      scan(
          magic,
          channel.size(),
          (position, target) -> readFully(channel, position, target),
          (_, bytes) -> each.accept(bytes));
    } catch (IOException e) {
      throw new StorageException(
          "Could not read blocks from the file "
              + file
              + " ("
              + e.getMessage()
              + "). Nothing was changed.",
          e);
    }
  }

  private static boolean readFully(FileChannel channel, long position, byte[] target) {
    ByteBuffer buffer = ByteBuffer.wrap(target);
    try {
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, position + buffer.position()) < 0) {
          return false;
        }
      }
    } catch (IOException e) {
      throw new StorageException(
          "Could not read blocks from a file (" + e.getMessage() + "). Nothing was changed.", e);
    }
    return true;
  }

  static void scan(int magic, long length, Source source, Sink sink) {
    long position = 0;
    while (position + BlockFiles.HEAD_BYTES + MIN_BLOCK_BYTES <= length) {
      long found = findMagic(magic, position, length, source);
      if (found < 0) {
        return;
      }
      byte[] head = new byte[BlockFiles.HEAD_BYTES];
      if (!source.read(found, head)) {
        return;
      }
      int size = new ByteReader(head, 4, 4).readInt32();
      long start = found + BlockFiles.HEAD_BYTES;
      if (size < MIN_BLOCK_BYTES || size > ByteReader.MAX_SIZE || start + size > length) {
        position = found + 1;
        continue;
      }
      byte[] bytes = new byte[size];
      if (!source.read(start, bytes)) {
        return;
      }
      sink.found((int) start, bytes);
      position = start + size;
    }
  }

  private static long findMagic(int magic, long from, long length, Source source) {
    long position = from;
    while (position + 4 <= length) {
      byte[] window = new byte[(int) Math.min(WINDOW_BYTES, length - position)];
      if (!source.read(position, window)) {
        return -1;
      }
      ByteReader in = new ByteReader(window);
      for (int i = 0; i + 4 <= window.length; i++) {
        if (window[i] == (byte) magic && new ByteReader(in.array(), i, 4).readInt32() == magic) {
          return position + i;
        }
      }
      position += window.length - 3;
    }
    return -1;
  }
}
