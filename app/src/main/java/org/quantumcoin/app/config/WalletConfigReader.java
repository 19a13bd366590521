package org.quantumcoin.app.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.NodeConfig;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.wallet.WalletConfig;
import org.quantumcoin.wallet.descriptor.OutputType;
import org.quantumcoin.wallet.store.KdfCost;

/// The options about wallets.
public final class WalletConfigReader {
  private static final String WATCH_KEY_FILE = "watch.key";
  private static final int KIB_PER_MIB = 1024;
  private static final int KDF_ITERATIONS = 3;

  private WalletConfigReader() {}

  /// What was asked for: empty with `-disablewallet`.
  ///
  /// @param names wallets to open at the start (`-wallet`)
  /// @param tokenLibrary for keys on tokens (`-pkcs11`)
  public record Setup(WalletConfig config, List<String> names, Optional<Path> tokenLibrary) {}

  public static Optional<Setup> read(Arguments arguments, NodeConfig node) throws ConfigException {
    return arguments.getBoolean("disablewallet", false)
        ? Optional.empty()
        : Optional.of(read(arguments, node.params(), node.directories().chain()));
  }

  /// The same for a program without a node.
  ///
  /// @param chain the folder of the chain's files
  public static Setup read(Arguments arguments, NetworkParams params, Path chain)
      throws ConfigException {
    WalletConfig config =
        new WalletConfig(
            params,
            folder(arguments, chain),
            chain.resolve(WATCH_KEY_FILE),
            Math.clamp(arguments.getLong("keypool", WalletConfig.DEFAULT_GAP), 1, 1_000_000),
            kdf(arguments),
            spending(arguments),
            arguments.find("walletnotify").filter(command -> !command.isEmpty()));
    Optional<Path> tokenLibrary =
        arguments.find("pkcs11").filter(file -> !file.isEmpty()).map(Path::of);
    return new Setup(config, arguments.all("wallet"), tokenLibrary);
  }

  private static Path folder(Arguments arguments, Path chain) throws ConfigException {
    Optional<String> given = arguments.find("walletdir").filter(text -> !text.isEmpty());
    if (given.isEmpty()) {
      return chain.resolve("wallets");
    }
    Path folder = Path.of(given.get());
    if (!folder.isAbsolute()) {
      throw new ConfigException("Specified -walletdir \"" + folder + "\" is a relative path");
    }
    if (!Files.exists(folder)) {
      throw new ConfigException("Specified -walletdir \"" + folder + "\" does not exist");
    }
    if (!Files.isDirectory(folder)) {
      throw new ConfigException("Specified -walletdir \"" + folder + "\" is not a directory");
    }
    return folder;
  }

  private static Optional<KdfCost> kdf(Arguments arguments) throws ConfigException {
    if (!arguments.isSet("walletkdfmemory")) {
      return Optional.empty();
    }
    try {
      int memory =
          Math.multiplyExact(
              NodeConfigReader.toInt(arguments.getLong("walletkdfmemory", 0)), KIB_PER_MIB);
      return Optional.of(new KdfCost(memory, KDF_ITERATIONS, 1));
    } catch (ArithmeticException | IllegalArgumentException _) {
      throw new ConfigException("-walletkdfmemory must be from 1 to 1024 MiB.");
    }
  }

  private static WalletConfig.Spending spending(Arguments arguments) throws ConfigException {
    WalletConfig.Spending usual = WalletConfig.Spending.DEFAULT;
    OutputType addressType =
        type(arguments, "addresstype", "Unknown address type '%s'").orElse(usual.addressType());
    return new WalletConfig.Spending(
        addressType,
        type(arguments, "changetype", "Unknown change type '%s'"),
        feeRate(arguments, "fallbackfee", usual.fallbackFee()),
        feeRate(arguments, "discardfee", usual.discardFee()),
        feeRate(arguments, "consolidatefeerate", usual.longTermFee()),
        feeRate(arguments, "mintxfee", usual.minFee()),
        feeRate(arguments, "paytxfee", usual.payFee()),
        feeRate(arguments, "maxtxfee", new FeeRate(usual.maxFeeSats())).satPerKvb(),
        Math.clamp(arguments.getLong("txconfirmtarget", usual.confirmTarget()), 1, 1008),
        arguments.getBoolean("walletrbf", usual.replaceable()),
        arguments.getBoolean("spendzeroconfchange", usual.spendUnconfirmedChange()),
        arguments.getBoolean("avoidpartialspends", usual.avoidPartialSpends()),
        arguments.getBoolean("walletrejectlongchains", usual.rejectLongChains()),
        arguments.getBoolean("walletbroadcast", usual.broadcast()));
  }

  private static Optional<OutputType> type(Arguments arguments, String option, String complaint)
      throws ConfigException {
    Optional<String> name = arguments.find(option).filter(text -> !text.isEmpty());
    for (OutputType type : OutputType.values()) {
      if (type != OutputType.UNKNOWN && name.equals(Optional.of(type.rpcName()))) {
        return Optional.of(type);
      }
    }
    if (name.isPresent()) {
      throw new ConfigException(complaint.formatted(name.get()));
    }
    return Optional.empty();
  }

  private static FeeRate feeRate(Arguments arguments, String option, FeeRate otherwise)
      throws ConfigException {
    Optional<String> given = arguments.find(option);
    return given.isEmpty()
        ? otherwise
        : new FeeRate(
            Money.parse(given.get())
                .orElseThrow(() ->
                    new ConfigException(
                        "Invalid amount for -%s=<amount>: '%s'".formatted(option, given.get()))));
  }
}
