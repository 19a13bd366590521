package org.quantumcoin.node.storage;

import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;

/// What a pair of block and undo files holds (Core's `CBlockFileInfo`): blocks, bytes used, and the
/// ranges of heights and block times in unix seconds.
public record FileInfo(
    int blocks,
    int sizeBytes,
    int undoBytes,
    int firstHeight,
    int lastHeight,
    long firstTime,
    long lastTime) {
  static final FileInfo EMPTY = new FileInfo(0, 0, 0, 0, 0, 0, 0);

  public static FileInfo read(ByteReader in) {
    return new FileInfo(
        (int) in.readVarInt(),
        (int) in.readVarInt(),
        (int) in.readVarInt(),
        (int) in.readVarInt(),
        (int) in.readVarInt(),
        in.readVarInt(),
        in.readVarInt());
  }

  public void write(ByteWriter out) {
    out.writeVarInt(blocks)
        .writeVarInt(sizeBytes)
        .writeVarInt(undoBytes)
        .writeVarInt(firstHeight)
        .writeVarInt(lastHeight)
        .writeVarInt(firstTime)
        .writeVarInt(lastTime);
  }

  /// With one more block that ends at `newSize`.
  FileInfo withBlock(int height, long time, int newSize) {
    if (blocks == 0) {
      return new FileInfo(1, Math.max(sizeBytes, newSize), undoBytes, height, height, time, time);
    }
    return new FileInfo(
        blocks + 1,
        Math.max(sizeBytes, newSize),
        undoBytes,
        Math.min(firstHeight, height),
        Math.max(lastHeight, height),
        Math.min(firstTime, time),
        Math.max(lastTime, time));
  }

  FileInfo withUndoBytes(int bytes) {
    return new FileInfo(blocks, sizeBytes, bytes, firstHeight, lastHeight, firstTime, lastTime);
  }
}
