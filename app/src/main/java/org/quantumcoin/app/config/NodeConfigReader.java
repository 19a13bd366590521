package org.quantumcoin.app.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.NodeConfig;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.mempool.MempoolKeeper;
import org.quantumcoin.node.p2p.message.PeerNetwork;
import org.quantumcoin.node.params.Chain;
import org.quantumcoin.node.params.Coin;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.params.Networks;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Uint256;

/// Turns options into the node's settings, checking each as Bitcoin Core's start does
/// (`AppInitParameterInteraction`).
public final class NodeConfigReader {
  private static final int MIN_DB_CACHE_MIB = 4;

  /// Core's `MAX_SCRIPTCHECK_THREADS` and the writer.
  private static final int MAX_SCRIPT_THREADS = 16;

  private static final int MAX_BLOCK_WEIGHT = 4_000_000;
  private static final int MIN_RESERVED_WEIGHT = 2_000;

  private final Arguments arguments;
  private final NetworkParams params;
  private final List<String> interactions = new ArrayList<>();

  private NodeConfigReader(Arguments arguments, NetworkParams params) {
    this.arguments = arguments;
    this.params = params;
  }

  /// What was read, and the lines about options that changed others.
  public record Result(NodeConfig config, List<String> interactions) {}

  /// The chain must be selected; makes the data directories.
  public static Result read(Arguments arguments) throws ConfigException {
    NodeConfigReader reader = new NodeConfigReader(arguments, params(arguments));
    reader.interact();
    NodeConfig.Directories directories = reader.directories();
    NodeConfig config =
        new NodeConfig(
            reader.params,
            directories,
            reader.chainstate(),
            PeerConfigReader.read(arguments, reader.params, directories.chain()),
            reader.mempool(),
            reader.indexes(),
            reader.mining(),
            reader.commands(),
            RpcConfigReader.read(arguments, reader.params, directories.chain()));
    reader.refuseCombinations();
    return new Result(config, List.copyOf(reader.interactions));
  }

  /// The chain that the options select.
  public static NetworkParams params(Arguments arguments) throws ConfigException {
    Coin coin = arguments.selectedCoin();
    Chain chain = arguments.selectedChain();
    List<String> challenges = arguments.all("signetchallenge");
    if (chain == Chain.SIGNET && coin == Coin.BITCOIN && !challenges.isEmpty()) {
      if (challenges.size() != 1) {
        throw new ConfigException("-signetchallenge cannot be multiple values.");
      }
      try {
        return Networks.customSignet(
            Script.fromHex(challenges.getFirst()), arguments.all("signetseednode"));
      } catch (DecodeException | IllegalArgumentException _) {
        throw new ConfigException(
            "-signetchallenge must be hex, not '" + challenges.getFirst() + "'.");
      }
    }
    Optional<NetworkParams> found = Networks.find(coin, chain);
    if (found.isEmpty()) {
      throw new ConfigException(
          coin.displayName() + " has no chain " + chain.id() + ". Choose main, test or regtest.");
    }
    return RegtestOptions.apply(arguments, found.get());
  }

  // --- options that imply others ---

  private void interact() {
    if (!arguments.all("bind").isEmpty()) {
      imply("bind", "listen", true);
    }
    if (!arguments.all("whitebind").isEmpty()) {
      imply("whitebind", "listen", true);
    }
    boolean connects = !arguments.all("connect").isEmpty() || arguments.isNegated("connect");
    if (connects || arguments.getLong("maxconnections", 1) <= 0) {
      String cause = connects ? "connect" : "maxconnections";
      imply(cause, "dnsseed", false);
      imply(cause, "listen", false);
    }
    String proxy = arguments.get("proxy", "");
    if (!proxy.isEmpty() && !proxy.equals("0") && !arguments.isNegated("proxy")) {
      // Who wants a proxy does not want to be found.
      imply("proxy", "listen", false);
      imply("proxy", "natpmp", false);
      imply("proxy", "discover", false);
    }
    if (!arguments.getBoolean("listen", true)) {
      imply("listen=0", "natpmp", false);
      imply("listen=0", "discover", false);
      imply("listen=0", "listenonion", false);
      imply("listen=0", "i2pacceptincoming", false);
    }
    if (!arguments.all("externalip").isEmpty()) {
      imply("externalip", "discover", false);
    }
    if (arguments.getBoolean("whitelistforcerelay", false)) {
      imply("whitelistforcerelay=1", "whitelistrelay", true);
    }
    List<String> onlyNets = arguments.all("onlynet");
    boolean ip =
        onlyNets.stream()
            .map(ReachConfigReader::network)
            .flatMap(Optional::stream)
            .anyMatch(network -> network == PeerNetwork.IPV4 || network == PeerNetwork.IPV6);
    if (!onlyNets.isEmpty() && !ip && arguments.setSoftly("dnsseed", false)) {
      interactions.add(
          "parameter interaction: -onlynet excludes IPv4 and IPv6 -> setting -dnsseed=0");
    }
  }

  private void imply(String cause, String option, boolean value) {
    if (arguments.setSoftly(option, value)) {
      String set = cause.contains("=") ? "-" + cause : "-" + cause + " set";
      interactions.add(
          "parameter interaction: " + set + " -> setting -" + option + "=" + (value ? 1 : 0));
    }
  }

  private void refuseCombinations() throws ConfigException {
    if (arguments.getLong("prune", 0) != 0 && arguments.getBoolean("txindex", false)) {
      throw new ConfigException("Prune mode is incompatible with -txindex.");
    }
    boolean binds = !arguments.all("bind").isEmpty() || !arguments.all("whitebind").isEmpty();
    if (binds && !arguments.getBoolean("listen", true)) {
      throw new ConfigException("Cannot set -bind or -whitebind together with -listen=0");
    }
    if (!arguments.getBoolean("listen", true) && arguments.getBoolean("listenonion", true)) {
      throw new ConfigException("Cannot set -listen=0 together with -listenonion=1");
    }
    if (arguments.getBoolean("forcednsseed", false) && !arguments.getBoolean("dnsseed", true)) {
      throw new ConfigException("Cannot set -forcednsseed to true when setting -dnsseed to false.");
    }
    if (arguments.getLong("mocktime", 0) < 0) {
      throw new ConfigException(
          "-mocktime (" + arguments.getLong("mocktime", 0) + ") must not be negative");
    }
  }

  // --- the parts ---

  private NodeConfig.Directories directories() throws ConfigException {
    Path data = DataDirectory.base(arguments);
    String given = arguments.get("datadir", "");
    if (!given.isEmpty() && !Files.isDirectory(data)) {
      throw new ConfigException("Specified data directory \"" + given + "\" does not exist.");
    }
    DataDirectory.create(data);
    Path chain = data.resolve(params.dataFolder());
    DataDirectory.create(chain);
    Path blocks = chain.resolve("blocks");
    String blocksDir = arguments.get("blocksdir", "");
    if (!blocksDir.isEmpty()) {
      Path root = Path.of(blocksDir).toAbsolutePath().normalize();
      if (!Files.isDirectory(root)) {
        throw new ConfigException(
            "Specified blocks directory \"" + blocksDir + "\" does not exist.");
      }
      blocks = root.resolve(params.dataFolder()).resolve("blocks");
    }
    DataDirectory.create(blocks);
    return new NodeConfig.Directories(data, chain, blocks);
  }

  private NodeConfig.Chainstate chainstate() throws ConfigException {
    List<Path> imports = new ArrayList<>();
    for (String file : arguments.all("loadblock")) {
      imports.add(Path.of(file).toAbsolutePath().normalize());
    }
    return new NodeConfig.Chainstate(
        toInt(Math.max(arguments.getLong("dbcache", 450), MIN_DB_CACHE_MIB)),
        scriptThreads(arguments.getLong("par", 0), Runtime.getRuntime().availableProcessors()),
        assumeValid(),
        minimumChainWork(),
        arguments.getBoolean("reindex", false),
        arguments.getBoolean("reindex-chainstate", false),
        imports,
        toInt(arguments.getLong("checkblocks", 6)),
        toInt(arguments.getLong("checklevel", 3)),
        toInt(arguments.getLong("stopatheight", 0)),
        arguments.getBoolean("stopafterblockimport", false),
        arguments.getLong("maxtipage", 24 * 60 * 60),
        toInt(arguments.getLong("maxsigcachesize", 32)),
        arguments.getBoolean("blocksxor", true));
  }

  static int scriptThreads(long asked, int cores) {
    long threads = asked <= 0 ? asked + cores : asked;
    return toInt(Math.min(Math.max(threads, 1), MAX_SCRIPT_THREADS));
  }

  private BlockHash assumeValid() throws ConfigException {
    Optional<String> given = arguments.find("assumevalid");
    if (given.isEmpty()) {
      return params.checks().assumeValid();
    }
    return new BlockHash(
        number(
                given.get(),
                "Invalid assumevalid block hash specified (%s), must be up to %d hex digits (or 0 to disable)")
            .toHash());
  }

  private Uint256 minimumChainWork() throws ConfigException {
    Optional<String> given = arguments.find("minimumchainwork");
    return given.isEmpty()
        ? params.checks().minimumChainWork()
        : number(given.get(), "Invalid minimum work specified (%s), must be up to %d hex digits");
  }

  private static Uint256 number(String hex, String complaint) throws ConfigException {
    String digits = hex.startsWith("0x") || hex.startsWith("0X") ? hex.substring(2) : hex;
    try {
      return digits.isEmpty() ? Uint256.ZERO : Uint256.fromHex(digits);
    } catch (DecodeException | IllegalArgumentException _) {
      throw new ConfigException(complaint.formatted(hex, 64));
    }
  }

  private NodeConfig.Mempool mempool() throws ConfigException {
    long maxBytes = arguments.getLong("maxmempool", 300) * 1_000_000;
    long descendantKb = arguments.getLong("limitdescendantsize", 101);
    // Core: the mempool must hold forty of the largest packages.
    long least = descendantKb * 1_000 * 40;
    if (maxBytes < 0 || (maxBytes > 0 && maxBytes < least)) {
      throw new ConfigException(
          "-maxmempool must be at least " + Math.ceilDiv(least, 1_000_000L) + " MB");
    }
    boolean nonStandard =
        arguments.getBoolean("acceptnonstdtxn", !params.checks().requireStandard());
    if (nonStandard && !params.isTestChain()) {
      throw new ConfigException(
          "acceptnonstdtxn is not currently supported for " + params.chain().id() + " chain");
    }
    FeeRate incremental = feeRate("incrementalrelayfee", 1_000);
    FeeRate least1 = feeRate("minrelaytxfee", 1_000);
    // Allowing a lower relay fee than the increment would let replacements pay for less than they
    // cost, as Core has it.
    FeeRate minRelay =
        !arguments.isSet("minrelaytxfee") && incremental.compareTo(least1) > 0
            ? incremental
            : least1;
    return new NodeConfig.Mempool(
        maxBytes,
        arguments.getLong("mempoolexpiry", 336) * 3_600,
        minRelay,
        incremental,
        feeRate("dustrelayfee", 3_000),
        !nonStandard,
        arguments.getBoolean("datacarrier", true)
            ? toInt(arguments.getLong("datacarriersize", 83))
            : 0,
        arguments.getBoolean("permitbaremultisig", true),
        toInt(arguments.getLong("bytespersigop", 20)),
        toInt(arguments.getLong("limitancestorcount", 25)),
        toInt(arguments.getLong("limitancestorsize", 101) * 1_000),
        toInt(arguments.getLong("limitdescendantcount", 25)),
        toInt(descendantKb * 1_000),
        toInt(Math.max(0, arguments.getLong("maxorphantx", 100))),
        keep(),
        acceptStaleFeeEstimates());
  }

  private boolean acceptStaleFeeEstimates() throws ConfigException {
    boolean wanted = arguments.getBoolean("acceptstalefeeestimates", false);
    if (wanted && !params.isTestChain()) {
      throw new ConfigException(
          "acceptstalefeeestimates is not supported on " + params.chain().id() + " chain.");
    }
    return wanted;
  }

  /// Which filters are indexed, as Core reads it: the value that counts says yes or no, or each
  /// names a type, of which there is one.
  private NodeConfig.Indexes indexes() throws ConfigException {
    String value = arguments.get("blockfilterindex", "0");
    if (!List.of("", "0", "1").contains(value)) {
      for (String type : arguments.all("blockfilterindex")) {
        if (!type.equals("basic")) {
          throw new ConfigException("Unknown -blockfilterindex value " + type + ".");
        }
      }
    }
    NodeConfig.Indexes indexes = new NodeConfig.Indexes(!value.equals("0"));
    if (arguments.getBoolean("peerblockfilters", false) && !indexes.blockFilters()) {
      throw new ConfigException("Cannot set -peerblockfilters without -blockfilterindex.");
    }
    return indexes;
  }

  private MempoolKeeper.Keep keep() {
    if (!arguments.getBoolean("persistmempool", true)) {
      return MempoolKeeper.Keep.NOT;
    }
    return arguments.getBoolean("persistmempoolv1", false)
        ? MempoolKeeper.Keep.PLAIN
        : MempoolKeeper.Keep.OBFUSCATED;
  }

  private NodeConfig.Mining mining() throws ConfigException {
    long maxWeight = arguments.getLong("blockmaxweight", MAX_BLOCK_WEIGHT);
    if (maxWeight > MAX_BLOCK_WEIGHT) {
      throw new ConfigException(
          "Specified -blockmaxweight (%d) exceeds consensus maximum block weight (%d)"
              .formatted(maxWeight, MAX_BLOCK_WEIGHT));
    }
    long reserved = arguments.getLong("blockreservedweight", 8_000);
    if (reserved > MAX_BLOCK_WEIGHT) {
      throw new ConfigException(
          "Specified -blockreservedweight (%d) exceeds consensus maximum block weight (%d)"
              .formatted(reserved, MAX_BLOCK_WEIGHT));
    }
    if (reserved < MIN_RESERVED_WEIGHT) {
      throw new ConfigException(
          "Specified -blockreservedweight (%d) is lower than minimum safety value of (%d)"
              .formatted(reserved, MIN_RESERVED_WEIGHT));
    }
    return new NodeConfig.Mining(
        toInt(Math.max(0, arguments.getLong("miningthreads", 0))),
        arguments.find("miningaddress"),
        toInt(maxWeight),
        toInt(reserved),
        feeRate("blockmintxfee", 1_000),
        arguments.getBoolean("printpriority", false));
  }

  private NodeConfig.Commands commands() {
    return new NodeConfig.Commands(
        arguments.find("alertnotify"),
        arguments.find("blocknotify"),
        arguments.find("startupnotify"),
        arguments.find("shutdownnotify"));
  }

  private FeeRate feeRate(String option, long defaultSatPerKvb) throws ConfigException {
    Optional<String> given = arguments.find(option);
    if (given.isEmpty()) {
      return new FeeRate(defaultSatPerKvb);
    }
    Optional<Long> sats = Money.parse(given.get());
    if (sats.isEmpty()) {
      throw new ConfigException(
          "Invalid amount for -%s=<amount>: '%s'".formatted(option, given.get()));
    }
    return new FeeRate(sats.get());
  }

  static int toInt(long value) {
    return (int) Math.min(Math.max(value, Integer.MIN_VALUE), Integer.MAX_VALUE);
  }
}
