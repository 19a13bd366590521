package org.quantumcoin.node.index;

import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.storage.RecordFiles.Place;

/// What the database has of one filter.
///
/// @param hash double SHA-256 of the filter
/// @param header what commits to it and to those before
/// @param place where its record stands in the files
/// @param length the record's bytes
record FilterRecord(BlockHash block, Hash256 hash, Hash256 header, Place place, int length) {
  /// Throws [org.quantumcoin.node.encoding.DecodeException] for what is none.
  static FilterRecord parse(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    FilterRecord record =
        new FilterRecord(
            BlockHash.read(in),
            Hash256.read(in),
            Hash256.read(in),
            new Place(in.readInt32(), in.readInt32()),
            in.readInt32());
    in.expectEnd();
    return record;
  }

  byte[] toBytes() {
    ByteWriter out = new ByteWriter(3 * Hash256.SIZE_BYTES + 3 * Integer.BYTES);
    block.write(out);
    hash.write(out);
    header.write(out);
    out.writeInt32(place.file()).writeInt32(place.offset()).writeInt32(length);
    return out.toByteArray();
  }
}
