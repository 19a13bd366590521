package org.quantumcoin.node.p2p.address;

import java.io.IOException;
import java.util.Random;

/// `peers.dat` and, with an odd first byte, `anchors.dat`. Their hashes are looked at last, so what
/// stands before them is read whatever they are.
public final class PeersFileFuzzer {
  private static final int MAGIC = 0x01020304;

  private PeersFileFuzzer() {}

  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    byte[] file = new byte[input.length + 3];
    file[0] = 4;
    file[1] = 3;
    file[2] = 2;
    file[3] = 1;
    System.arraycopy(input, 1, file, 4, input.length - 1);
    try {
      if ((input[0] & 1) != 0) {
        AnchorsFile.decode(file, MAGIC).forEach(each -> check(each.address().toString()));
      } else {
        check(
            Integer.toString(
                PeersFile.decode(file, MAGIC, new Random(1), NetGroups.RANGES).size()));
      }
    } catch (IOException refused) {
      check(String.valueOf(refused.getMessage()));
    }
  }

  private static void check(String text) {
    if (text.isEmpty()) {
      throw new AssertionError("nothing to show");
    }
  }
}
