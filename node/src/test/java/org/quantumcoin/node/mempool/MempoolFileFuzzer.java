package org.quantumcoin.node.mempool;

import java.io.IOException;

/// `mempool.dat`.
public final class MempoolFileFuzzer {
  private MempoolFileFuzzer() {}

  public static void fuzzerTestOneInput(byte[] input) {
    try {
      MempoolFile.Rest rest = MempoolFile.read(input, saved -> saved.tx().wtxid());
      if (rest.unbroadcast().size() > input.length) {
        throw new AssertionError("more ids than bytes");
      }
    } catch (IOException refused) {
      // The one way to refuse.
    }
  }
}
