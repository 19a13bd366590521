package org.quantumcoin.node.p2p.message;

import org.quantumcoin.node.encoding.ByteWriter;

/// A block as it came, not yet looked at: parsing it is work for a preparation worker.
public final class BlockMessage implements Message {
  public static final String COMMAND = "block";

  private final byte[] bytes;

  /// Keeps the array.
  public BlockMessage(byte[] bytes) {
    this.bytes = bytes;
  }

  /// The array itself, which nobody writes to.
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public String command() {
    return COMMAND;
  }

  @Override
  public void write(ByteWriter out) {
    out.writeBytes(bytes);
  }
}
