package org.quantumcoin.node.p2p.message;

import java.util.Arrays;
import org.quantumcoin.node.encoding.ByteWriter;

/// A message that an operator made up (`sendmsgtopeer`). Nothing is known of its bytes.
public final class RawMessage implements Message {
  private final String command;
  private final byte[] bytes;

  /// @param command up to [MessageCodec#COMMAND_BYTES] printable characters
  public RawMessage(String command, byte[] bytes) {
    this.command = command;
    this.bytes = bytes.clone();
  }

  @Override
  public String command() {
    return command;
  }

  @Override
  public void write(ByteWriter out) {
    out.writeBytes(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RawMessage that
        && command.equals(that.command)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * command.hashCode() + Arrays.hashCode(bytes);
  }
}
