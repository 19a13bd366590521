package org.quantumcoin.node.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Records of bytes, appended to numbered files such as `fltr00000.dat`.
///
/// What the records mean, where each stands and how long it is, is remembered by whoever writes
/// them; so is where the next one belongs, and what stands behind that place counts for nothing.
/// Writing belongs to one thread; reading is for any.
public final class RecordFiles implements AutoCloseable {
  private static final byte[] UNSCRAMBLED = new byte[8];

  private final FlatFiles files;
  private final int maxFileBytes;

  /// Number of a file, and a record's first byte in it.
  public record Place(int file, int offset) {
    public static final Place FIRST = new Place(0, 0);

    /// Behind a record of so many bytes that stands here.
    public Place after(int length) {
      return new Place(file, Math.addExact(offset, length));
    }
  }

  private RecordFiles(FlatFiles files, int maxFileBytes) {
    this.files = files;
    this.maxFileBytes = maxFileBytes;
  }

  /// Makes the folder if need be. A file that would grow beyond `maxFileBytes` is left for the
  /// next.
  public static RecordFiles open(Path folder, String prefix, int maxFileBytes) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new StorageException(
          "Could not make the folder "
              + folder
              + " ("
              + e.getMessage()
              + "). Wallets and funds are safe. Check that the disk is connected and may be written to, then start again.",
          e);
    }
    return new RecordFiles(new FlatFiles(folder, prefix, UNSCRAMBLED), maxFileBytes);
  }

  /// Writes a record at a place, or at the start of the next file where it does not fit any more,
  /// and returns where it stands.
  public Place append(Place next, byte[] record) {
    boolean fits = next.offset == 0 || (long) next.offset + record.length <= maxFileBytes;
    Place place = fits ? next : new Place(next.file + 1, 0);
    files.write(place.file, place.offset, record, record.length);
    return place;
  }

  /// So many bytes from a place on; empty where the file ends before.
  public Optional<byte[]> read(Place place, int length) {
    byte[] record = new byte[length];
    return files.read(place.file, place.offset, record) ? Optional.of(record) : Optional.empty();
  }

  /// Makes everything written so far outlive a power cut.
  public void sync() {
    files.sync();
  }

  /// Bytes on disk.
  public long diskBytes() {
    return files.numbers().stream().mapToLong(files::length).sum();
  }

  @Override
  public void close() {
    files.close();
  }
}
