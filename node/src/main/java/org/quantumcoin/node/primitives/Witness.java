package org.quantumcoin.node.primitives;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.Hex;

/// The witness of one input: a stack of byte strings (BIP-0141). Slices of an array nobody writes
/// to.
public final class Witness {
  public static final Witness EMPTY = new Witness(new byte[0], new int[0], new int[0]);

  private final byte[] bytes;
  private final int[] offsets;
  private final int[] lengths;

  private Witness(byte[] bytes, int[] offsets, int[] lengths) {
    this.bytes = bytes;
    this.offsets = offsets;
    this.lengths = lengths;
  }

  /// Copies the items.
  public static Witness of(List<byte[]> items) {
    if (items.isEmpty()) {
      return EMPTY;
    }
    ByteWriter out = new ByteWriter();
    int[] offsets = new int[items.size()];
    int[] lengths = new int[items.size()];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = out.size();
      lengths[i] = items.get(i).length;
      out.writeBytes(items.get(i));
    }
    return new Witness(out.toByteArray(), offsets, lengths);
  }

  public static Witness read(ByteReader in) {
    int count = in.readCount(1);
    if (count == 0) {
      return EMPTY;
    }
    int[] offsets = new int[count];
    int[] lengths = new int[count];
    for (int i = 0; i < count; i++) {
      lengths[i] = in.readCompactSize();
      offsets[i] = in.skip(lengths[i]);
    }
    return new Witness(in.array(), offsets, lengths);
  }

  public void write(ByteWriter out) {
    out.writeCompactSize(offsets.length);
    for (int i = 0; i < offsets.length; i++) {
      out.writeCompactSize(lengths[i]).writeBytes(bytes, offsets[i], lengths[i]);
    }
  }

  /// Bytes that [#write] puts out.
  public int serializedSize() {
    int size = ByteWriter.compactSizeLength(offsets.length);
    for (int length : lengths) {
      size += ByteWriter.compactSizeLength(length) + length;
    }
    return size;
  }

  /// Number of items.
  public int size() {
    return offsets.length;
  }

  public boolean isEmpty() {
    return offsets.length == 0;
  }

  /// A copy of an item; 0 is the bottom of the stack.
  public byte[] item(int index) {
    Objects.checkIndex(index, offsets.length);
    return Arrays.copyOfRange(bytes, offsets[index], offsets[index] + lengths[index]);
  }

  public int itemLength(int index) {
    return lengths[index];
  }

  /// An item as a script, sharing its bytes.
  public Script itemAsScript(int index) {
    Objects.checkIndex(index, offsets.length);
    return Script.slice(bytes, offsets[index], lengths[index]);
  }

  public String itemHex(int index) {
    Objects.checkIndex(index, offsets.length);
    return Hex.encode(bytes, offsets[index], lengths[index]);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Witness that) || size() != that.size()) {
      return false;
    }
    for (int i = 0; i < size(); i++) {
      if (!itemAsScript(i).equals(that.itemAsScript(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = 0; i < size(); i++) {
      hash = 31 * hash + itemAsScript(i).hashCode();
    }
    return hash;
  }
}
