package org.quantumcoin.app;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.app.config.WalletConfigReader;
import org.quantumcoin.node.FullNode;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.WalletException;
import org.quantumcoin.wallet.Wallets;
import org.quantumcoin.wallet.rpc.SweepRpc;
import org.quantumcoin.wallet.rpc.WalletRpc;
import org.quantumcoin.wallet.spend.KeySweeper;
import org.quantumcoin.wallet.store.StoreException;

/// Opens the wallets of a node: those that the options name and those that were left for the next
/// start.
final class WalletStart {
  /// Wallets that follow a node, the list of those to open at the next start, and what moves the
  /// coins of keys from elsewhere into them.
  record Opened(Wallets wallets, StartupWallets startup, KeySweeper sweeper) {}

  private WalletStart() {}

  /// Follows the node from now on; nothing with `-disablewallet`.
  static Optional<Opened> run(NodeProcess process, FullNode node) throws ConfigException {
    Optional<WalletConfigReader.Setup> setup = process.wallets();
    if (setup.isEmpty()) {
      return Optional.empty();
    }
    StartupWallets startup =
        StartupWallets.open(process.config().directories().chain().resolve("settings.json"));
    Wallets wallets = Wallets.open(setup.get().config(), node.api(), process.clock());
    process.onClose("wallets", wallets::close);
    WalletRpc.register(process.registry(), wallets, startup, setup.get().tokenLibrary());
    KeySweeper sweeper =
        new KeySweeper(SweepRpc.ofChain(node.chain(), process.dispatcher().stopping()));
    new SweepRpc(wallets, sweeper).register(process.registry());
    Set<String> names = new LinkedHashSet<>(setup.get().names());
    names.addAll(startup.names());
    for (String name : names) {
      load(wallets, name);
    }
    return Optional.of(new Opened(wallets, startup, sweeper));
  }

  private static void load(Wallets wallets, String name) throws ConfigException {
    try {
      Wallet wallet = wallets.load(name, Optional.empty());
      Log.info("[" + name + "] Wallet file format h2, " + wallet.folder());
    } catch (StoreException e) {
      if (e.kind() != StoreException.Kind.NOT_FOUND) {
        throw new ConfigException(String.valueOf(e.getMessage()));
      }
      Log.warning("Skipping -wallet path that doesn't exist. " + e.getMessage());
    } catch (WalletException e) {
      if (e.kind() == WalletException.Kind.BEHIND) {
        // The node has to run to fetch what is missing.
        Log.error("[" + name + "] is not open. " + e.getMessage());
        return;
      }
      throw new ConfigException(String.valueOf(e.getMessage()));
    }
  }

  /// A list that could not be kept is a warning: the wallets themselves are open.
  static void warn(String what, IOException e) {
    Log.warning(
        "The list of wallets to open at the next start cannot be " + what + ": " + e.getMessage());
  }
}
