package org.quantumcoin.node.index;

import java.util.Arrays;
import java.util.List;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Script;

/// Filters, and what the index keeps of them. The first byte of the input chooses.
public final class BlockFilterFuzzer {
  private static final List<Script> WANTED =
      List.of(Script.fromHex("51"), Script.fromHex("0014" + "ab".repeat(20)));

  private BlockFilterFuzzer() {}

  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    byte[] rest = Arrays.copyOfRange(input, 1, input.length);
    try {
      switch (input[0] & 3) {
        case 0 -> {
          boolean _ = new BlockFilter(BlockHash.ZERO, ByteString.of(rest)).matchesAny(WANTED);
        }
        case 1 -> checkSame(rest, FilterRecord.parse(rest).toBytes());
        case 2 -> {
          SavedPosition position = SavedPosition.parse(rest);
          if (!SavedPosition.parse(position.toBytes()).equals(position)) {
            throw new AssertionError("written differently than it was read");
          }
        }
        default -> {
          var _ = BlockFilterIndex.parse(rest);
        }
      }
    } catch (DecodeException refused) {
      // The one way to refuse.
    }
  }

  private static void checkSame(byte[] one, byte[] other) {
    if (!Arrays.equals(one, other)) {
      throw new AssertionError("written differently than it was read");
    }
  }
}
