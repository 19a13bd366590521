package org.quantumcoin.node.primitives;

import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;

/// An output as it came: `value` in satoshis may be anything a signed 64-bit number holds until a
/// rule has judged it.
public record TxOut(long value, Script script) {
  public static TxOut read(ByteReader in) {
    long value = in.readInt64();
    return new TxOut(value, Script.read(in));
  }

  public void write(ByteWriter out) {
    out.writeInt64(value);
    script.write(out);
  }

  public int serializedSize() {
    return 8 + ByteWriter.compactSizeLength(script.length()) + script.length();
  }
}
