package org.quantumcoin.node.p2p;

import java.io.IOException;

/// `banlist.json`.
public final class BanListFuzzer {
  private BanListFuzzer() {}

  public static void fuzzerTestOneInput(byte[] input) {
    try {
      for (BanList.Ban ban : BanList.parse(input)) {
        if (!ban.range().masked().equals(ban.range())) {
          throw new AssertionError("a range with bits behind its mask: " + ban);
        }
      }
    } catch (IOException refused) {
      // The one way to refuse.
    }
  }
}
