package org.quantumcoin.wallet.multisig;

import static org.quantumcoin.wallet.multisig.MultisigException.require;

import java.util.Optional;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.rpc.JsonReader;
import org.quantumcoin.wallet.descriptor.MultisigKind;
import tools.jackson.databind.JsonNode;

/// One signer's key, as programs and devices write it for a setup that does not exist yet: a key
/// with its origin, a key record of BIP-0129, or the file that a Coldcard writes for its cosigners.
public final class CosignerFile {
  /// A device's file with the keys of all kinds of addresses has some 3,000.
  public static final int MAX_CHARS = 20_000;

  private CosignerFile() {}

  /// Reads it; throws [MultisigException].
  ///
  /// @param name what the cosigner is called, where the file does not say it better
  /// @param kind which of the keys of a device is wanted
  public static Cosigner read(
      String name, String text, MultisigKind kind, AddressPrefixes prefixes) {
    require(text.length() <= MAX_CHARS, "This is too long for the key of one cosigner.");
    String bare = text.strip();
    if (bare.startsWith("\ufeff")) {
      bare = bare.substring(1);
    }
    require(!bare.isEmpty(), "There is no key here.");
    if (bare.startsWith("BSMS")) {
      BsmsKeyRecord record = BsmsKeyRecord.parse(bare);
      require(
          record.hasValidSignature(prefixes),
          "The signature of the key record is not valid: it was changed on the way. Ask for it again.");
      Cosigner read = record.cosigner(prefixes);
      return name.isBlank() ? read : new Cosigner(name, read.origin(), read.key(), read.device());
    }
    return bare.startsWith("{")
        ? ofDevice(name, bare, kind, prefixes)
        : Cosigner.ofExpression(name, bare, "", prefixes);
  }

  /// `xfp` and, by kind of address, a key and its path.
  private static Cosigner ofDevice(
      String name, String text, MultisigKind kind, AddressPrefixes prefixes) {
    JsonNode root =
        JsonReader.read(text)
            .orElseThrow(() -> new MultisigException("The file is damaged: it is not valid JSON."));
    String field =
        switch (kind) {
          case P2WSH -> "p2wsh";
          case P2SH_P2WSH -> root.has("p2sh_p2wsh") ? "p2sh_p2wsh" : "p2wsh_p2sh";
          case P2SH -> "p2sh";
          case P2TR -> "p2tr";
        };
    Optional<String> fingerprint = text(root, "xfp");
    Optional<String> key = text(root, field);
    Optional<String> path = text(root, field + "_deriv");
    require(
        fingerprint.isPresent() && key.isPresent() && path.isPresent(),
        "The file has no key for wallets of several signers of this kind (%s)."
            .formatted(kind.word()));
    return Cosigner.of(
        name,
        fingerprint.orElseThrow(),
        path.orElseThrow(),
        key.orElseThrow(),
        "Coldcard",
        prefixes);
  }

  private static Optional<String> text(JsonNode root, String name) {
    JsonNode value = root.path(name);
    return value.isString() ? Optional.of(value.asString()) : Optional.empty();
  }
}
