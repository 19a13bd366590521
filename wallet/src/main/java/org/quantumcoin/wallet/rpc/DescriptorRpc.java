package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.HIDDEN;
import static org.quantumcoin.node.rpc.RpcCategory.UTIL;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.index.Indexes;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcException;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.node.script.TxoutType;
import org.quantumcoin.wallet.descriptor.Descriptor;
import org.quantumcoin.wallet.descriptor.DescriptorException;
import org.quantumcoin.wallet.descriptor.Expansion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Methods that explain and use descriptors.
public final class DescriptorRpc {
  /// Core's `DEFAULT_MAX_TRIES`.
  private static final long DEFAULT_MAX_TRIES = 1_000_000;

  private final AddressPrefixes prefixes;
  private final Addresses addresses;
  private final BlockGenerator generator;
  private final CoinsScanRpc scan;
  private final BlocksScanRpc blocksScan;

  /// `stopping` completes when the node begins to stop; a scan ends then.
  public DescriptorRpc(
      ChainManager chain,
      Indexes indexes,
      BlockGenerator generator,
      CompletableFuture<Void> stopping) {
    this.prefixes = chain.params().addresses();
    this.addresses = new Addresses(prefixes);
    this.generator = generator;
    this.scan = new CoinsScanRpc(chain, prefixes, stopping);
    this.blocksScan = new BlocksScanRpc(chain, indexes, prefixes, stopping);
  }

  /// Adds the methods.
  public void register(RpcRegistry registry) {
    scan.register(registry);
    blocksScan.register(registry);
    registry.add(
        RpcMethod.of("getdescriptorinfo", UTIL)
            .help("Analyses a descriptor.")
            .param(RpcParam.required("descriptor", RpcType.STRING, "The descriptor."))
            .result(
                """
                {                                   (json object)
                  "descriptor" : "str",             (string) The descriptor in canonical form, without private keys.
                  "multipath_expansion" : [...],    (json array, optional) All descriptors that a multipath one stands for
                  "checksum" : "str",               (string) The checksum for the input descriptor
                  "isrange" : true|false,           (boolean) Whether the descriptor is ranged
                  "issolvable" : true|false,        (boolean) Whether the descriptor is solvable
                  "hasprivatekeys" : true|false     (boolean) Whether the input descriptor contained at least one private key
                }\
                """)
            .example("\"wpkh(0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798)\"")
            .handler(this::info));
    registry.add(
        RpcMethod.of("deriveaddresses", UTIL)
            .help("Derives one or more addresses corresponding to an output descriptor.")
            .param(RpcParam.required("descriptor", RpcType.STRING, "The descriptor."))
            .param(
                RpcParam.optional(
                    "range",
                    RpcType.RANGE,
                    "",
                    "If a ranged descriptor is used, this specifies the end or the range (in [begin,end] notation) to derive."))
            .result(
                "[ \"str\", ... ]    (json array) the addresses; one array for each descriptor of a multipath one")
            .example("\"wpkh(xpub.../0/*)#checksum\" \"[0,2]\"")
            .handler(this::deriveAddresses));
    registry.add(
        RpcMethod.of("generatetodescriptor", HIDDEN)
            .help(
                "Mine to a specified descriptor and return the block hashes (before the RPC call returns).")
            .param(
                RpcParam.required("num_blocks", RpcType.NUMBER, "How many blocks are generated."))
            .param(
                RpcParam.required(
                    "descriptor",
                    RpcType.STRING,
                    "The descriptor to send the newly generated coins to."))
            .param(
                RpcParam.optional(
                    "maxtries",
                    RpcType.NUMBER,
                    Long.toString(DEFAULT_MAX_TRIES),
                    "How many iterations to try."))
            .result("[ \"hex\", ... ]    (json array) hashes of blocks generated")
            .example("11 \"mydesc\"")
            .handler(this::generate));
  }

  private List<Descriptor> parse(String text, boolean requireChecksum) {
    return parse(text, prefixes, requireChecksum);
  }

  /// Parses, with a fault as the error reply that Core gives.
  static List<Descriptor> parse(String text, AddressPrefixes prefixes, boolean requireChecksum) {
    try {
      return Descriptor.parse(text, prefixes, requireChecksum);
    } catch (DescriptorException e) {
      throw badKey(String.valueOf(e.getMessage()));
    }
  }

  static RpcException badKey(String message) {
    return new RpcException(RpcErrorCode.INVALID_ADDRESS_OR_KEY, message);
  }

  private static RpcException invalid(String message) {
    return new RpcException(RpcErrorCode.INVALID_PARAMETER, message);
  }

  private JsonNode info(RpcCall call) {
    String text = call.string(0);
    List<Descriptor> parsed = parse(text, false);
    Descriptor first = parsed.getFirst();
    ObjectNode info = Json.object().put("descriptor", first.format());
    if (parsed.size() > 1) {
      ArrayNode all = info.putArray("multipath_expansion");
      parsed.forEach(descriptor -> all.add(descriptor.format()));
    }
    return info.put("checksum", Descriptor.checksum(text))
        .put("isrange", first.isRange())
        .put("issolvable", first.isSolvable())
        .put("hasprivatekeys", parsed.stream().anyMatch(Descriptor::hasSecrets));
  }

  private JsonNode deriveAddresses(RpcCall call) {
    DescriptorRange range =
        call.has(1) ? DescriptorRange.of(call.get(1)) : DescriptorRange.ONLY_ZERO;
    List<Descriptor> parsed = parse(call.string(0), true);
    boolean ranged = parsed.getFirst().isRange();
    if (!ranged && call.has(1)) {
      throw invalid("Range should not be specified for an un-ranged descriptor");
    }
    if (ranged && !call.has(1)) {
      throw invalid("Range must be specified for a ranged descriptor");
    }
    if (parsed.size() == 1) {
      return addressesOf(parsed.getFirst(), range);
    }
    ArrayNode all = Json.array();
    parsed.forEach(descriptor -> all.add(addressesOf(descriptor, range)));
    return all;
  }

  private ArrayNode addressesOf(Descriptor descriptor, DescriptorRange range) {
    ArrayNode found = Json.array();
    // The last index may be the largest int, behind which comes a negative one.
    for (int i = range.first(); i >= 0 && i <= range.last(); i++) {
      List<Script> scripts = expand(descriptor, i).scripts();
      for (Script script : scripts) {
        Optional<String> address = addresses.encode(script);
        if (address.isPresent()) {
          found.add(address.get());
        } else if (scripts.size() == 1
            || ScriptTemplates.solve(script).type() != TxoutType.PUBKEY) {
          // Of combo's scripts the bare key has no address, and none is missed.
          throw badKey("Descriptor does not have a corresponding address");
        }
      }
    }
    return found;
  }

  private static Expansion expand(Descriptor descriptor, int index) {
    return descriptor
        .expand(index)
        .orElseThrow(() -> badKey("Cannot derive script without private keys"));
  }

  private JsonNode generate(RpcCall call) {
    int blocks = call.integer(0);
    long maxTries = call.longInteger(2, DEFAULT_MAX_TRIES);
    ArrayNode hashes = Json.array();
    generator
        .generate(blocks, coinbaseScript(call.string(1), prefixes), maxTries)
        .forEach(hash -> hashes.add(hash.toString()));
    return hashes;
  }

  /// The one script that a coinbase pays to a descriptor (Core's `getScriptFromDescriptor`), also
  /// for `generateblock`. Fails with an [RpcException].
  public static Script coinbaseScript(String text, AddressPrefixes prefixes) {
    List<Descriptor> parsed = parse(text, prefixes, false);
    if (parsed.size() > 1) {
      throw invalid("Multipath descriptor not accepted");
    }
    Descriptor descriptor = parsed.getFirst();
    if (descriptor.isRange()) {
      throw invalid("Ranged descriptor not accepted. Maybe pass through deriveaddresses first?");
    }
    List<Script> scripts = expand(descriptor, 0).scripts();
    return switch (scripts.size()) {
      case 1 -> scripts.get(0);
      // combo: the witness form of a compressed key, else the key's hash.
      case 4 -> scripts.get(2);
      default -> scripts.get(1);
    };
  }
}
