package org.quantumcoin.node.p2p.address;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.p2p.message.TimedAddress;

/// `anchors.dat` in Core's format: the block-relay-only peers that there were at shutdown, which
/// are connected to first at the next start. So an attacker who makes a node restart does not get
/// all of its connections anew.
public final class AnchorsFile {
  /// Core's `MAX_BLOCK_RELAY_ONLY_ANCHORS`.
  public static final int MAX_ANCHORS = 2;

  private static final long MAX_FILE_BYTES = 1 << 20;
  private static final int MIN_ADDRESS_BYTES = 12;

  private final Path file;
  private final int magic;

  public AnchorsFile(Path file, int magic) {
    this.file = file;
    this.magic = magic;
  }

  /// Reads and deletes it, so that a crash in between cannot lead to the same peers again and
  /// again. One that makes no sense counts as none.
  public List<TimedAddress> take() {
    List<TimedAddress> anchors = List.of();
    if (!Files.exists(file)) {
      return anchors;
    }
    try {
      if (Files.size(file) <= MAX_FILE_BYTES) {
        anchors = decode(Files.readAllBytes(file), magic);
        Log.info("Loaded %d addresses from \"%s\"".formatted(anchors.size(), file.getFileName()));
      }
    } catch (IOException e) {
      Log.warning("Cannot use the anchors in " + file + ": " + e.getMessage());
    }
    delete();
    return List.copyOf(anchors.subList(0, Math.min(anchors.size(), MAX_ANCHORS)));
  }

  private void delete() {
    try {
      boolean _ = Files.deleteIfExists(file);
    } catch (IOException e) {
      Log.warning("Cannot delete the anchors in " + file + ": " + e.getMessage());
    }
  }

  public void write(List<TimedAddress> anchors) {
    try {
      ChecksummedFile.replace(file, encode(anchors, magic));
    } catch (IOException e) {
      Log.error("Could not write the anchors to " + file + ": " + e.getMessage());
    }
  }

  static byte[] encode(List<TimedAddress> anchors, int magic) {
    ByteWriter out = new ByteWriter().writeCompactSize(anchors.size());
    anchors.forEach(anchor -> AddressCodec.write(out, anchor));
    return ChecksummedFile.bytes(out, magic);
  }

  static List<TimedAddress> decode(byte[] bytes, int magic) throws IOException {
    ByteReader in = ChecksummedFile.open(bytes, magic);
    List<TimedAddress> anchors = new ArrayList<>();
    try {
      int count = in.readCount(MIN_ADDRESS_BYTES);
      for (int i = 0; i < count; i++) {
        anchors.add(AddressCodec.read(in, true));
      }
      in.expectEnd();
    } catch (DecodeException e) {
      throw new IOException(e.getMessage(), e);
    }
    ChecksummedFile.checkHash(bytes);
    return anchors;
  }
}
