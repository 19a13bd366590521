package org.quantumcoin.node.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;

/// The `blocks` folder in Bitcoin Core's format: `blk?????.dat`, `rev?????.dat` and `xor.dat`.
///
/// A block's record is the network's magic, a length, and the block; an undo record is the same
/// with a checksum over the parent's hash and the undo data behind it. Appending belongs to one
/// thread; reading is for any. What is appended outlives a crash of the process at once, a power
/// cut after [#sync()].
public final class BlockFiles implements AutoCloseable {
  /// Core's `MAX_BLOCKFILE_SIZE`, 128 MiB.
  public static final int MAX_FILE_BYTES = 0x8000000;

  /// Magic and length before a block.
  public static final int HEAD_BYTES = 8;

  /// Nothing on disk may claim to be longer than a message may be.
  private static final int MAX_RECORD_BYTES = ByteReader.MAX_SIZE;

  private static final int CHECKSUM_BYTES = 32;

  private final FlatFiles blocks;
  private final FlatFiles undo;
  private final int magic;

  /// Written by one thread, summed up by others.
  private final ConcurrentSkipListMap<Integer, FileInfo> infos;

  private BlockFiles(FlatFiles blocks, FlatFiles undo, int magic, Map<Integer, FileInfo> infos) {
    this.blocks = blocks;
    this.undo = undo;
    this.magic = magic;
    this.infos = new ConcurrentSkipListMap<>(infos);
  }

  /// Opens a folder, making it if need be. `infos` is what the block index remembers; `scramble`
  /// gives a new folder a random key, as Core does by default so that no virus scanner sees
  /// patterns in other people's data. `genesis` is what the first file begins with.
  public static BlockFiles open(
      Path folder, int magic, Block genesis, Map<Integer, FileInfo> infos, boolean scramble) {
    try {
      Files.createDirectories(folder);
      byte[] key = ScrambleKey.load(folder, record(magic, genesis).toByteArray(), scramble);
      return new BlockFiles(
          new FlatFiles(folder, "blk", key), new FlatFiles(folder, "rev", key), magic, infos);
    } catch (IOException e) {
      throw new StorageException(
          "Could not open the folder of blocks "
              + folder
              + " ("
              + e.getMessage()
              + "). No funds are affected."
              + " Check that the disk is connected and may be written to.",
          e);
    }
  }

  private static ByteWriter record(int magic, Block block) {
    ByteWriter out = new ByteWriter(block.totalSize() + HEAD_BYTES);
    out.writeInt32(magic).writeInt32(block.totalSize());
    block.write(out);
    return out;
  }

  /// Appends a block. `height` and `time` are remembered for pruning.
  public FilePosition append(Block block, int height, long time) {
    ByteWriter out = record(magic, block);
    int file = infos.isEmpty() ? 0 : infos.lastKey();
    FileInfo info = infos.getOrDefault(file, FileInfo.EMPTY);
    if (info.sizeBytes() + out.size() >= MAX_FILE_BYTES) {
      sync();
      file++;
      info = infos.getOrDefault(file, FileInfo.EMPTY);
    }
    int start = info.sizeBytes();
    int size = out.size();
    blocks.write(file, start, out.toByteArray(), size);
    infos.put(file, info.withBlock(height, time, start + size));
    return new FilePosition(file, start + HEAD_BYTES);
  }

  /// Takes note of a block that a file holds already, while a folder is read in again.
  public void noteExisting(FilePosition at, int size, int height, long time) {
    infos.put(
        at.file(),
        infos.getOrDefault(at.file(), FileInfo.EMPTY).withBlock(height, time, at.offset() + size));
  }

  /// The bytes of a block.
  public byte[] readBlock(FilePosition at) {
    byte[] head = new byte[HEAD_BYTES];
    if (!blocks.read(at.file(), at.offset() - (long) HEAD_BYTES, head)) {
      throw damagedBlock(blocks.path(at.file()), "it ends before a block that should be in it");
    }
    ByteReader in = new ByteReader(head);
    int foundMagic = in.readInt32();
    int length = in.readInt32();
    if (foundMagic != magic || length <= 0 || length > MAX_RECORD_BYTES) {
      throw damagedBlock(blocks.path(at.file()), "there is no block at byte " + at.offset());
    }
    byte[] bytes = new byte[length];
    if (!blocks.read(at.file(), at.offset(), bytes)) {
      throw damagedBlock(blocks.path(at.file()), "it ends in the middle of a block");
    }
    return bytes;
  }

  /// Appends undo data to the file that belongs to a block's file, and returns its offset.
  public int appendUndo(int file, byte[] data, BlockHash parent) {
    FileInfo info = infos.getOrDefault(file, FileInfo.EMPTY);
    ByteWriter out = new ByteWriter(data.length + HEAD_BYTES + CHECKSUM_BYTES);
    out.writeInt32(magic)
        .writeInt32(data.length)
        .writeBytes(data)
        .writeBytes(undoChecksum(data, parent));
    int start = info.undoBytes();
    int size = out.size();
    undo.write(file, start, out.toByteArray(), size);
    infos.put(file, info.withUndoBytes(start + size));
    return start + HEAD_BYTES;
  }

  /// Undo data as it was appended; a wrong checksum is a [StorageException] that names the file.
  public byte[] readUndo(FilePosition at, BlockHash parent) {
    byte[] head = new byte[HEAD_BYTES];
    if (!undo.read(at.file(), at.offset() - (long) HEAD_BYTES, head)) {
      throw damagedUndo(undo.path(at.file()), "it ends before undo data that should be in it");
    }
    ByteReader in = new ByteReader(head);
    int foundMagic = in.readInt32();
    int length = in.readInt32();
    if (foundMagic != magic || length < 0 || length > MAX_RECORD_BYTES) {
      throw damagedUndo(undo.path(at.file()), "there is no undo data at byte " + at.offset());
    }
    byte[] bytes = new byte[length + CHECKSUM_BYTES];
    if (!undo.read(at.file(), at.offset(), bytes)) {
      throw damagedUndo(undo.path(at.file()), "it ends in the middle of undo data");
    }
    byte[] data = Arrays.copyOf(bytes, length);
    if (!Arrays.equals(
        undoChecksum(data, parent), Arrays.copyOfRange(bytes, length, length + CHECKSUM_BYTES))) {
      throw damagedUndo(
          undo.path(at.file()),
          "undo data at byte " + at.offset() + " does not match its checksum");
    }
    return data;
  }

  private static byte[] undoChecksum(byte[] data, BlockHash parent) {
    return Sha256.local().update(parent.hash().toBytes()).update(data).finishTwice();
  }

  private static DamagedFileException damagedBlock(Path file, String what) {
    return new DamagedFileException(
        "The file "
            + file
            + " is damaged: "
            + what
            + ". Wallets and funds are safe. There is nothing to do: the block is fetched again from other nodes.");
  }

  /// As the sentences of this class, when the bytes of a block turn out not to be that block.
  public DamagedFileException notTheBlock(FilePosition at, BlockHash expected) {
    return damagedBlock(
        blocks.path(at.file()),
        "the bytes at " + at.offset() + " are not block " + expected + " as it was stored");
  }

  private static DamagedFileException damagedUndo(Path file, String what) {
    return new DamagedFileException(
        "The file "
            + file
            + " is damaged: "
            + what
            + ". Wallets and funds are safe. There is nothing to do: the undo data is worked out again from the"
            + " blocks.");
  }

  /// The numbers of the block files that are there, in order.
  public List<Integer> fileNumbers() {
    return blocks.numbers();
  }

  public long fileLength(int file) {
    return blocks.length(file);
  }

  /// Finds every record in a block file and hands on where it stands and its bytes; what lies
  /// between records is skipped, as in Core's import.
  public void scan(int file, BiConsumer<FilePosition, byte[]> each) {
    BlockScanner.scan(
        magic,
        fileLength(file),
        (position, target) -> blocks.read(file, position, target),
        (offset, bytes) -> each.accept(new FilePosition(file, offset), bytes));
  }

  /// Deletes all undo files: they are written anew when the chain is rebuilt from its blocks.
  public void deleteUndo() {
    undo.deleteAll();
  }

  /// What each pair of files holds.
  public Map<Integer, FileInfo> infos() {
    return Map.copyOf(infos);
  }

  /// Bytes used by blocks and undo data.
  public long totalBytes() {
    return infos.values().stream().mapToLong(i -> (long) i.sizeBytes() + i.undoBytes()).sum();
  }

  /// Makes everything appended so far outlive a power cut.
  public void sync() {
    blocks.sync();
    undo.sync();
  }

  @Override
  public void close() {
    blocks.close();
    undo.close();
  }
}
