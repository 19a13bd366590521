package org.quantumcoin.wallet.ur;

import static org.quantumcoin.wallet.ur.UrException.require;

import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.ByteWriter;

/// Bytes, and what they are: `crypto-psbt` (which `psbt` replaces), or `bytes` for anything else.
public record Ur(String type, ByteString content) {
  public static final String PSBT = "crypto-psbt";

  /// The later name of the same (BCR-2020-006).
  public static final String NEW_PSBT = "psbt";

  public static final String BYTES = "bytes";

  private static final int MAX_TYPE_CHARS = 40;

  public Ur {
    require(
        type.length() <= MAX_TYPE_CHARS && type.matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?"),
        "This kind of code is not known.");
    require(
        content.length() <= UrDecoder.MAX_CONTENT_BYTES,
        "This is too large for an animated code; use a file.");
  }

  public boolean isPsbt() {
    return type.equals(PSBT) || type.equals(NEW_PSBT);
  }

  /// The message that is cut into frames: the content as a byte string of CBOR.
  byte[] message() {
    ByteWriter out = new ByteWriter(content.length() + 5);
    Cbor.writeBytes(out, content.toBytes());
    return out.toByteArray();
  }

  static Ur ofMessage(String type, byte[] message) {
    Cbor in = new Cbor(message);
    in.skipTag();
    byte[] content = in.readBytes();
    in.expectEnd();
    return new Ur(type, ByteString.of(content));
  }
}
