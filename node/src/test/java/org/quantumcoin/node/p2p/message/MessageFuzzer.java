package org.quantumcoin.node.p2p.message;

import java.util.Arrays;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.Transaction;

/// Payloads of every message. The first byte of the input chooses the command.
public final class MessageFuzzer {
  static final String[] COMMANDS = {
    "addr",
    "addrv2",
    "block",
    "blocktxn",
    "cmpctblock",
    "feefilter",
    "getblocktxn",
    "getblocks",
    "getdata",
    "getheaders",
    "headers",
    "inv",
    "notfound",
    "ping",
    "pong",
    "sendcmpct",
    "tx",
    "version",
    "cfcheckpt",
    "cfheaders",
    "cfilter",
    "filteradd",
    "filterload",
    "getcfcheckpt",
    "getcfheaders",
    "getcfilters",
    "merkleblock",
  };

  private MessageFuzzer() {}

  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    String command = COMMANDS[(input[0] & 0xff) % COMMANDS.length];
    try {
      Message message = MessageCodec.decode(command, Arrays.copyOfRange(input, 1, input.length));
      switch (message) {
        case BlockMessage block -> checkSame(block.bytes(), Block.parse(block.bytes()).toBytes());
        case TxMessage tx -> checkSame(tx.bytes(), Transaction.parse(tx.bytes()).toBytes());
        // Its text is cleaned when it is read, so it need not be what it was.
        case Version said -> write(said);
        default -> checkRoundTrip(message);
      }
    } catch (DecodeException refused) {
      // The one way to refuse.
    }
  }

  private static byte[] write(Message message) {
    ByteWriter out = new ByteWriter();
    message.write(out);
    return out.toByteArray();
  }

  private static void checkRoundTrip(Message message) {
    byte[] once = write(message);
    checkSame(once, write(MessageCodec.decode(message.command(), once)));
  }

  private static void checkSame(byte[] one, byte[] other) {
    if (!Arrays.equals(one, other)) {
      throw new AssertionError("written differently than it was read");
    }
  }
}
