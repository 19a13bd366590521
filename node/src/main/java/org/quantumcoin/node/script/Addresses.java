package org.quantumcoin.node.script;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.quantumcoin.node.encoding.Base58;
import org.quantumcoin.node.encoding.Bech32;
import org.quantumcoin.node.encoding.Bech32Errors;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.primitives.Script;

/// Addresses of one network: output scripts as people write them, in Base58Check, bech32 (BIP-0173)
/// or bech32m (BIP-0350).
public final class Addresses {
  /// Bytes that Core decodes to find out whether only the checksum is wrong.
  private static final int MAX_UNCHECKED_BYTES = 100;

  private static final int HASH_BYTES = 20;

  private final AddressPrefixes prefixes;

  public Addresses(AddressPrefixes prefixes) {
    this.prefixes = prefixes;
  }

  /// What a text turned out to be.
  public sealed interface Decoded {
    /// The output script that the address stands for.
    record Valid(Script script) implements Decoded {}

    /// Why it is no address of this network, in Core's words, and the indices of characters that
    /// are wrong, as far as they can be told.
    record Invalid(String reason, List<Integer> positions) implements Decoded {}
  }

  /// The address of an output script; empty for scripts that have none, among them pay to a bare
  /// public key.
  public Optional<String> encode(Script script) {
    Solution solution = ScriptTemplates.solve(script);
    return switch (solution.type()) {
      case PUBKEYHASH -> Optional.of(base58(prefixes.pubkeyHash(), solution.parts().get(0)));
      case SCRIPTHASH -> Optional.of(base58(prefixes.scriptHash(), solution.parts().get(0)));
      case ANCHOR, WITNESS_V0_KEYHASH, WITNESS_V0_SCRIPTHASH, WITNESS_V1_TAPROOT, WITNESS_UNKNOWN ->
          Optional.of(segwit(script));
      case NONSTANDARD, PUBKEY, MULTISIG, NULL_DATA -> Optional.empty();
    };
  }

  private static String base58(int version, byte[] hash) {
    byte[] payload = new byte[1 + hash.length];
    payload[0] = (byte) version;
    System.arraycopy(hash, 0, payload, 1, hash.length);
    return Base58.encodeCheck(payload);
  }

  private String segwit(Script script) {
    int version = ScriptTemplates.witnessVersion(script);
    byte[] program = Bech32.toFiveBit(ScriptTemplates.witnessProgram(script));
    byte[] values = new byte[1 + program.length];
    values[0] = (byte) version;
    System.arraycopy(program, 0, values, 1, program.length);
    return Bech32.encode(
        version == 0 ? Bech32.Encoding.BECH32 : Bech32.Encoding.BECH32M, prefixes.bech32(), values);
  }

  /// The script of an address; empty for any other text.
  public Optional<Script> script(String text) {
    return decode(text) instanceof Decoded.Valid(Script script)
        ? Optional.of(script)
        : Optional.empty();
  }

  /// Core's `DecodeDestination`.
  public Decoded decode(String text) {
    String hrp = prefixes.bech32();
    boolean looksLikeBech32 =
        text.length() >= hrp.length()
            && text.substring(0, hrp.length()).toLowerCase(Locale.ROOT).equals(hrp);
    return looksLikeBech32 ? decodeSegwit(text) : decodeBase58(text);
  }

  private static Decoded invalid(String reason) {
    return new Decoded.Invalid(reason, List.of());
  }

  private Decoded decodeBase58(String text) {
    Optional<byte[]> decoded = Base58.decodeCheck(text, HASH_BYTES + 1);
    if (decoded.isEmpty()) {
      return invalid(
          Base58.decode(text, MAX_UNCHECKED_BYTES).isEmpty()
              ? "Invalid or unsupported Segwit (Bech32) or Base58 encoding."
              : "Invalid checksum or length of Base58 address (P2PKH or P2SH)");
    }
    byte[] payload = decoded.get();
    int version = payload.length == 0 ? -1 : payload[0] & 0xff;
    if (version != prefixes.pubkeyHash() && version != prefixes.scriptHash()) {
      return invalid("Invalid or unsupported Base58-encoded address.");
    }
    if (payload.length != HASH_BYTES + 1) {
      return invalid("Invalid length for Base58 address (P2PKH or P2SH)");
    }
    byte[] hash = Arrays.copyOfRange(payload, 1, payload.length);
    return new Decoded.Valid(
        version == prefixes.pubkeyHash()
            ? ScriptTemplates.payToPubkeyHash(hash)
            : ScriptTemplates.payToScriptHash(hash));
  }

  private Decoded decodeSegwit(String text) {
    Optional<Bech32.Decoded> decoded = Bech32.decode(text);
    if (decoded.isEmpty()) {
      return Bech32Errors.locate(text)
          .map(located -> new Decoded.Invalid(located.message(), located.positions()))
          .orElseGet(() -> new Decoded.Invalid("", List.of()));
    }
    byte[] values = decoded.get().values();
    if (values.length == 0) {
      return invalid("Empty Bech32 data section");
    }
    if (!decoded.get().hrp().equals(prefixes.bech32())) {
      return invalid(
          "Invalid or unsupported prefix for Segwit (Bech32) address (expected "
              + prefixes.bech32()
              + ", got "
              + decoded.get().hrp()
              + ").");
    }
    int version = values[0];
    boolean bech32 = decoded.get().encoding() == Bech32.Encoding.BECH32;
    if (version == 0 && !bech32) {
      return invalid("Version 0 witness address must use Bech32 checksum");
    }
    if (version != 0 && bech32) {
      return invalid("Version 1+ witness address must use Bech32m checksum");
    }
    return Bech32.toEightBit(values, 1)
        .map(program -> program(version, program))
        .orElseGet(() -> invalid("Invalid padding in Bech32 data section"));
  }

  private static Decoded program(int version, byte[] program) {
    int length = program.length;
    String size = "(" + length + (length == 1 ? " byte)" : " bytes)");
    if (version == 0 && length != 20 && length != 32) {
      return invalid("Invalid Bech32 v0 address program size " + size + ", per BIP141");
    }
    if (version > 16) {
      return invalid("Invalid Bech32 address witness version");
    }
    if (length < 2 || length > 40) {
      return invalid("Invalid Bech32 address program size " + size);
    }
    return new Decoded.Valid(ScriptTemplates.payToWitness(version, program));
  }
}
