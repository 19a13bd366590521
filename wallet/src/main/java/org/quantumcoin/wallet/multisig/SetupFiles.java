package org.quantumcoin.wallet.multisig;

import static org.quantumcoin.wallet.multisig.MultisigException.require;

import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.JsonReader;
import tools.jackson.databind.JsonNode;

/// Reads and writes setups in every format.
public final class SetupFiles {
  /// Twenty cosigners take some 5,000 characters in the wordiest format.
  public static final int MAX_CHARS = 100_000;

  private SetupFiles() {}

  /// Finds out by itself which format it is. Throws [MultisigException].
  public static MultisigSetup read(String text, AddressPrefixes prefixes) {
    require(text.length() <= MAX_CHARS, "The file is too long for a wallet of several signers.");
    String bare = text.strip();
    require(!bare.isEmpty(), "The file is empty.");
    if (bare.startsWith("\ufeff")) {
      bare = bare.substring(1);
    }
    if (bare.startsWith("{") || bare.startsWith("[")) {
      return readJson(bare, prefixes);
    }
    if (bare.startsWith("BSMS")) {
      return BsmsDescriptorRecord.parse(bare).setup("", prefixes);
    }
    boolean lines = bare.lines().anyMatch(line -> line.strip().startsWith("Policy:"));
    return lines ? ColdcardFormat.read(bare, prefixes) : DescriptorFormat.read("", bare, prefixes);
  }

  private static MultisigSetup readJson(String text, AddressPrefixes prefixes) {
    JsonNode root =
        JsonReader.read(text)
            .orElseThrow(() -> new MultisigException("The file is damaged: it is not valid JSON."));
    if (root.isArray() || root.has("descriptors")) {
      return CoreFormat.read(root, prefixes);
    }
    if (root.has("keystores")) {
      return SparrowFormat.read(root, prefixes);
    }
    if (root.has("extendedPublicKeys")) {
      return CaravanFormat.read(root, prefixes);
    }
    if (root.has("descriptor")) {
      return SpecterFormat.read(root, prefixes);
    }
    throw new MultisigException(
        "This is not a file of Sparrow, Specter, Caravan or Bitcoin Core with several signers.");
  }

  /// Throws [MultisigException] where the format has no way to say it.
  public static String write(MultisigSetup setup, SetupFormat format) {
    return switch (format) {
      case BSMS -> BsmsDescriptorRecord.of(setup).text();
      case DESCRIPTOR -> setup.multipathDescriptor() + "\n";
      case BITCOIN_CORE -> pretty(CoreFormat.write(setup));
      case SPARROW -> pretty(SparrowFormat.write(setup));
      case SPECTER -> pretty(SpecterFormat.write(setup));
      case CARAVAN -> pretty(CaravanFormat.write(setup));
      case COLDCARD -> ColdcardFormat.write(setup);
    };
  }

  private static String pretty(JsonNode value) {
    return Json.writePretty(value, 2) + "\n";
  }
}
