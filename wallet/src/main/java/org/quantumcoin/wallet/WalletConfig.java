package org.quantumcoin.wallet;

import java.nio.file.Path;
import java.util.Optional;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.wallet.descriptor.OutputType;
import org.quantumcoin.wallet.store.KdfCost;

/// How wallets are kept and how they spend, for all wallets of a node.
///
/// @param folder where wallets are (`-walletdir`), each in a folder of its own
/// @param watchKey this computer's key for following wallets without passphrase
/// @param gap scripts looked for beyond the last one used (`-keypool`)
/// @param kdf what a passphrase costs to try; measured when it is first needed if empty
/// @param receiveCommand run for each transaction that concerns a wallet (`-walletnotify`)
public record WalletConfig(
    NetworkParams params,
    Path folder,
    Path watchKey,
    int gap,
    Optional<KdfCost> kdf,
    Spending spending,
    Optional<String> receiveCommand) {

  /// What payments are like where a call says nothing else.
  ///
  /// @param addressType kind of new addresses (`-addresstype`)
  /// @param changeType kind of change; empty to look like the payment (`-changetype`)
  /// @param fallbackFee used where no estimate is known; zero for none (`-fallbackfee`)
  /// @param discardFee change that is not worth spending at it is dropped (`-discardfee`)
  /// @param longTermFee what coins are expected to cost later (`-consolidatefeerate`)
  /// @param minFee the least that is ever paid (`-mintxfee`)
  /// @param payFee paid instead of estimates; zero for estimates (`-paytxfee`)
  /// @param maxFeeSats the most that one transaction may pay (`-maxtxfee`)
  /// @param confirmTarget blocks (`-txconfirmtarget`)
  public record Spending(
      OutputType addressType,
      Optional<OutputType> changeType,
      FeeRate fallbackFee,
      FeeRate discardFee,
      FeeRate longTermFee,
      FeeRate minFee,
      FeeRate payFee,
      long maxFeeSats,
      int confirmTarget,
      boolean replaceable,
      boolean spendUnconfirmedChange,
      boolean avoidPartialSpends,
      boolean rejectLongChains,
      boolean broadcast) {
    /// Core's `DEFAULT_TRANSACTION_MAXFEE`.
    private static final long DEFAULT_MAX_FEE_SATS = 10_000_000;

    /// As Core does it where nothing is said.
    public static final Spending DEFAULT =
        new Spending(
            OutputType.BECH32,
            Optional.empty(),
            FeeRate.ZERO,
            new FeeRate(10_000),
            new FeeRate(10_000),
            new FeeRate(1_000),
            FeeRate.ZERO,
            DEFAULT_MAX_FEE_SATS,
            6,
            true,
            true,
            false,
            true,
            true);
  }

  /// Core's `DEFAULT_KEYPOOL_SIZE`.
  public static final int DEFAULT_GAP = 1_000;

  /// What a key file calls this network.
  String network() {
    return params.coin().id() + ":" + params.chain().id();
  }
}
