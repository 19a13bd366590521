package org.quantumcoin.wallet.descriptor;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.node.script.TxoutType;

/// What an input costs that spends an output of a descriptor: sizes that fees are worked out from
/// before anything is signed (Core's `MaxSatisfactionWeight` and its relatives).
///
/// As in Core, a `tr` is taken to be spent by its key, and miniscript to be signed with the longest
/// signatures whatever was asked.
final class SatisfactionSize {
  private static final int WITNESS_SCALE_FACTOR = 4;

  private final boolean maxSignatures;

  private SatisfactionSize(boolean maxSignatures) {
    this.maxSignatures = maxSignatures;
  }

  /// Weight units of signature script and witness, without the counts before them; empty where that
  /// is not known. Signatures have 71 bytes with their hash type if we make them, since ours are
  /// ground to be short, and 72 if others may.
  static OptionalLong maxWeight(DescriptorNode node, boolean maxSignatures) {
    return new SatisfactionSize(maxSignatures).weight(node);
  }

  private int signatureBytes() {
    return maxSignatures ? 72 : 71;
  }

  private OptionalLong weight(DescriptorNode node) {
    return switch (node) {
      case DescriptorNode.Pk _, DescriptorNode.Pkh _, DescriptorNode.Multi _ ->
          map(bytes(node), bytes -> bytes * WITNESS_SCALE_FACTOR);
      case DescriptorNode.Wpkh _, DescriptorNode.Wsh _ -> bytes(node);
      case DescriptorNode.Sh(DescriptorNode inner) -> {
        boolean segwit =
            inner instanceof DescriptorNode.Wpkh || inner instanceof DescriptorNode.Wsh;
        // The inner script is pushed outside the witness.
        long redeem = (1 + scriptBytes(inner)) * WITNESS_SCALE_FACTOR;
        yield map(bytes(inner), bytes -> redeem + bytes * (segwit ? 1 : WITNESS_SCALE_FACTOR));
      }
      case DescriptorNode.Tr _, DescriptorNode.RawTr _ -> OptionalLong.of(1 + 65);
      case DescriptorNode.Combo _,
          DescriptorNode.MultiA _,
          DescriptorNode.Mini _,
          DescriptorNode.Addr _,
          DescriptorNode.Raw _ ->
          OptionalLong.empty();
    };
  }

  private static OptionalLong map(OptionalLong value, LongUnaryOperator function) {
    return value.isPresent() ? OptionalLong.of(function.applyAsLong(value.getAsLong())) : value;
  }

  /// Bytes of what satisfies it, wherever that stands.
  private OptionalLong bytes(DescriptorNode node) {
    int signature = 1 + signatureBytes();
    return switch (node) {
      case DescriptorNode.Pk(KeyExpression _, boolean xOnly) ->
          OptionalLong.of(xOnly ? 1 + 65 : signature);
      case DescriptorNode.Pkh(KeyExpression key) -> OptionalLong.of(signature + 1 + key.size());
      case DescriptorNode.Wpkh _ -> OptionalLong.of(signature + 1 + 33);
      case DescriptorNode.Multi multi -> OptionalLong.of(1 + (long) signature * multi.threshold());
      case DescriptorNode.MultiA multi ->
          OptionalLong.of(
              66L * multi.threshold() + multi.keyExpressions().size() - multi.threshold());
      case DescriptorNode.Mini mini ->
          mini.miniscript().witnessBytes().stream().mapToLong(n -> n).findFirst();
      case DescriptorNode.Wsh(DescriptorNode inner) -> {
        long script = scriptBytes(inner);
        yield map(bytes(inner), bytes -> compactSizeBytes(script) + script + bytes);
      }
      case DescriptorNode.Sh _,
          DescriptorNode.Combo _,
          DescriptorNode.Tr _,
          DescriptorNode.RawTr _,
          DescriptorNode.Addr _,
          DescriptorNode.Raw _ ->
          OptionalLong.empty();
    };
  }

  private static int compactSizeBytes(long value) {
    return value < 0xfd ? 1 : value <= 0xffff ? 3 : 5;
  }

  /// Bytes of the script that the function stands for.
  static long scriptBytes(DescriptorNode node) {
    return switch (node) {
      case DescriptorNode.Pk(KeyExpression key, boolean xOnly) -> 2 + (xOnly ? 32 : key.size());
      case DescriptorNode.Pkh _ -> 25;
      case DescriptorNode.Wpkh _ -> 22;
      case DescriptorNode.Multi multi ->
          1
              + number(multi.keyExpressions().size())
              + number(multi.threshold())
              + multi.keyExpressions().stream().mapToLong(key -> 1 + key.size()).sum();
      case DescriptorNode.MultiA multi ->
          34L * multi.keyExpressions().size() + number(multi.threshold()) + 1;
      case DescriptorNode.Mini mini -> mini.miniscript().scriptBytes();
      case DescriptorNode.Sh _ -> 23;
      case DescriptorNode.Wsh _, DescriptorNode.Tr _, DescriptorNode.RawTr _ -> 34;
      case DescriptorNode.Addr(String _, Script script) -> script.length();
      case DescriptorNode.Raw(Script script) -> script.length();
      case DescriptorNode.Combo _ ->
          throw new IllegalStateException("combo stands for several scripts");
    };
  }

  /// Bytes of the push of a number up to 999.
  private static int number(int value) {
    return value <= 16 ? 1 : value <= 0x7f ? 2 : 3;
  }

  /// Elements of the witness, the script among them; empty where that is not known.
  static OptionalLong maxElements(DescriptorNode node) {
    return switch (node) {
      case DescriptorNode.Pk _, DescriptorNode.Tr _, DescriptorNode.RawTr _ -> OptionalLong.of(1);
      case DescriptorNode.Pkh _, DescriptorNode.Wpkh _ -> OptionalLong.of(2);
      case DescriptorNode.Multi multi -> OptionalLong.of(1L + multi.threshold());
      case DescriptorNode.MultiA multi -> OptionalLong.of(multi.keyExpressions().size());
      case DescriptorNode.Mini mini ->
          mini.miniscript().stackItems().stream().mapToLong(n -> n).findFirst();
      case DescriptorNode.Sh(DescriptorNode inner) -> map(maxElements(inner), n -> n + 1);
      case DescriptorNode.Wsh(DescriptorNode inner) -> map(maxElements(inner), n -> n + 1);
      case DescriptorNode.Combo _, DescriptorNode.Addr _, DescriptorNode.Raw _ ->
          OptionalLong.empty();
    };
  }

  /// Core's `GetOutputType`.
  static Optional<OutputType> outputType(DescriptorNode node) {
    return switch (node) {
      case DescriptorNode.Pkh _ -> Optional.of(OutputType.LEGACY);
      case DescriptorNode.Wpkh _, DescriptorNode.Wsh _ -> Optional.of(OutputType.BECH32);
      case DescriptorNode.Sh(DescriptorNode inner) ->
          Optional.of(
              outputType(inner).equals(Optional.of(OutputType.BECH32))
                  ? OutputType.P2SH_SEGWIT
                  : OutputType.LEGACY);
      case DescriptorNode.Tr _, DescriptorNode.RawTr _ -> Optional.of(OutputType.BECH32M);
      case DescriptorNode.Addr(String _, Script script) -> outputType(script);
      case DescriptorNode.Raw(Script script) -> outputType(script);
      case DescriptorNode.Pk _,
          DescriptorNode.Multi _,
          DescriptorNode.MultiA _,
          DescriptorNode.Mini _,
          DescriptorNode.Combo _ ->
          Optional.empty();
    };
  }

  private static Optional<OutputType> outputType(Script script) {
    TxoutType type = ScriptTemplates.solve(script).type();
    return switch (type) {
      case PUBKEYHASH, SCRIPTHASH -> Optional.of(OutputType.LEGACY);
      case WITNESS_V0_KEYHASH, WITNESS_V0_SCRIPTHASH -> Optional.of(OutputType.BECH32);
      case WITNESS_V1_TAPROOT, WITNESS_UNKNOWN -> Optional.of(OutputType.BECH32M);
      case NONSTANDARD, PUBKEY, MULTISIG, NULL_DATA, ANCHOR -> Optional.empty();
    };
  }
}
