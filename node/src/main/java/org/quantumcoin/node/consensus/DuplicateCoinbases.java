package org.quantumcoin.node.consensus;

import java.util.Set;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.primitives.BlockHash;

/// BIP-0030: no transaction may have the id of an earlier one that is not wholly spent, with its
/// two exceptions.
public final class DuplicateCoinbases {
  /// From here on a coinbase could repeat one from before BIP-0034 whose height bytes happen to say
  /// this height, so the look-ups are needed again (Core's `BIP34_IMPLIES_BIP30_LIMIT`).
  static final int BIP34_IMPLIES_BIP30_LIMIT = 1_983_702;

  /// The two blocks of Bitcoin, at heights 91,842 and 91,880, whose coinbases repeat earlier ones.
  private static final Set<BlockHash> REPEATS =
      Set.of(
          BlockHash.fromHex("00000000000a4d0a398161ffc163c503763b1f4360639393e0e4c8e300e0caec"),
          BlockHash.fromHex("00000000000743f190a18c5577a3c2d2a1f610ae9601ac046a38084ccb7cd721"));

  /// The two earlier blocks, at heights 91,722 and 91,812, whose coins those overwrote.
  private static final Set<BlockHash> OVERWRITTEN =
      Set.of(
          BlockHash.fromHex("00000000000271a2dc26e7667f8419f2e15416dc6955e5a6c6cdf3f2574dd08e"),
          BlockHash.fromHex("00000000000af0aed4792b1acee3d966af36cf5def14935db8de83d6f9306f2f"));

  private DuplicateCoinbases() {}

  /// Whether a block may overwrite coins.
  public static boolean mayOverwrite(BlockHash hash) {
    return REPEATS.contains(hash);
  }

  /// Whether a block's coinbase was overwritten later, so that its coins may be missing when it is
  /// disconnected.
  public static boolean wasOverwritten(BlockHash hash) {
    return OVERWRITTEN.contains(hash);
  }

  /// Whether a block's transactions have to be looked up; `bip34Ancestor` is the hash of its
  /// ancestor at the height at which BIP-0034 began, zero when there is none yet.
  public static boolean mustCheck(
      BlockHash hash, int height, BlockHash bip34Ancestor, NetworkParams.Consensus rules) {
    if (REPEATS.contains(hash)) {
      return false;
    }
    boolean coinbasesDiffer =
        height > rules.heights().bip34()
            && !rules.bip34Hash().hash().isZero()
            && rules.bip34Hash().equals(bip34Ancestor);
    return !coinbasesDiffer || height >= BIP34_IMPLIES_BIP30_LIMIT;
  }
}
