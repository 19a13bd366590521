package org.quantumcoin.node.p2p.message;

import org.quantumcoin.node.encoding.ByteWriter;

/// A transaction as it came, not yet looked at.
public final class TxMessage implements Message {
  public static final String COMMAND = "tx";

  private final byte[] bytes;

  /// Keeps the array.
  public TxMessage(byte[] bytes) {
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
