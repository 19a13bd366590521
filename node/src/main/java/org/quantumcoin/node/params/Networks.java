package org.quantumcoin.node.params;

import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.primitives.Script;

/// Finds the constants of a network.
public final class Networks {
  private Networks() {}

  /// Empty when the coin has no such network: testnet4 and signet are Bitcoin's alone.
  public static Optional<NetworkParams> find(Coin coin, Chain chain) {
    return all().stream().filter(p -> p.coin() == coin && p.chain() == chain).findFirst();
  }

  /// A signet of one's own, which differs from the default one by its challenge and so by its magic
  /// (BIP-0325).
  public static NetworkParams customSignet(Script challenge, List<String> seeds) {
    return BitcoinNetworks.signet(challenge, seeds);
  }

  /// Every network there is.
  public static List<NetworkParams> all() {
    return Holder.ALL;
  }

  /// Deferred, so that asking for nothing builds nothing.
  private static final class Holder {
    static final List<NetworkParams> ALL =
        List.of(
            OwnNetworks.quantumcoinMain(),
            OwnNetworks.quantumcoinTest(),
            OwnNetworks.quantumcoinRegtest(),
            OwnNetworks.forthcoinMain(),
            OwnNetworks.forthcoinTest(),
            OwnNetworks.forthcoinRegtest(),
            BitcoinNetworks.main(),
            BitcoinNetworks.test(),
            BitcoinNetworks.testnet4(),
            BitcoinNetworks.signet(),
            BitcoinNetworks.regtest());
  }
}
