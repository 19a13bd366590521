package org.quantumcoin.wallet.spend;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.wallet.descriptor.Descriptor;
import org.quantumcoin.wallet.descriptor.OutputType;

/// How heavy inputs and transactions will be when they are signed: Core's `MaxInputWeight` and
/// `CalculateMaximumSignedTxSize`. Sizes in weight units or virtual bytes, as named.
final class InputSizes {
  private static final int WITNESS_SCALE = Transaction.WITNESS_SCALE_FACTOR;

  /// Txid, index and sequence number.
  private static final int FIXED_BYTES = 32 + 4 + 4;

  private InputSizes() {}

  /// How an input will be spent.
  ///
  /// @param weight if the caller knows it
  /// @param byOthers whose signatures may be a byte longer than ours
  record Spend(Descriptor descriptor, OptionalLong weight, boolean byOthers) {
    static Spend own(Descriptor descriptor) {
      return new Spend(descriptor, OptionalLong.empty(), false);
    }

    /// In virtual bytes, as part of a transaction with witnesses. As in Core, with signatures of
    /// ours.
    OptionalInt virtualBytes() {
      return weight.isPresent()
          ? OptionalInt.of(Math.toIntExact(Math.ceilDiv(weight.getAsLong(), WITNESS_SCALE)))
          : inputVirtualBytes(descriptor);
    }

    private OptionalLong weight(boolean segwitTx) {
      return weight.isPresent() ? weight : inputWeight(descriptor, segwitTx, byOthers);
    }
  }

  /// An input's descriptor, which tells how it is spent.
  private static boolean isSegwit(Descriptor descriptor) {
    Optional<OutputType> type = descriptor.outputType();
    return type.isPresent()
        && (type.get() == OutputType.P2SH_SEGWIT
            || type.get() == OutputType.BECH32
            || type.get() == OutputType.BECH32M);
  }

  private static OptionalLong inputWeight(
      Descriptor descriptor, boolean segwitTx, boolean maxSignatures) {
    OptionalLong satisfaction = descriptor.maxSatisfactionWeight(maxSignatures);
    OptionalLong elements = descriptor.maxSatisfactionElements();
    if (satisfaction.isEmpty() || elements.isEmpty()) {
      return OptionalLong.empty();
    }
    boolean segwit = isSegwit(descriptor);
    long weight = satisfaction.getAsLong();
    long scriptSigLength = segwit ? 1 : ByteWriter.compactSizeLength(weight / WITNESS_SCALE);
    long stackLength =
        segwit ? ByteWriter.compactSizeLength(elements.getAsLong()) : segwitTx ? 1 : 0;
    return OptionalLong.of((FIXED_BYTES + scriptSigLength) * WITNESS_SCALE + stackLength + weight);
  }

  /// In virtual bytes, as part of a transaction with witnesses.
  static OptionalInt inputVirtualBytes(Descriptor descriptor) {
    OptionalLong weight = inputWeight(descriptor, true, false);
    return weight.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(Math.toIntExact(Math.ceilDiv(weight.getAsLong(), WITNESS_SCALE)));
  }

  /// Of the whole transaction; empty if one input's size is not known.
  static OptionalLong transactionWeight(List<TxOut> outputs, List<Spend> inputs) {
    boolean segwit = inputs.stream().map(Spend::descriptor).anyMatch(InputSizes::isSegwit);
    long weight =
        (4L
                + 4
                + ByteWriter.compactSizeLength(inputs.size())
                + ByteWriter.compactSizeLength(outputs.size()))
            * WITNESS_SCALE;
    weight += segwit ? 2 : 0;
    for (TxOut out : outputs) {
      weight += (long) out.serializedSize() * WITNESS_SCALE;
    }
    for (Spend input : inputs) {
      OptionalLong each = input.weight(segwit);
      if (each.isEmpty()) {
        return OptionalLong.empty();
      }
      weight += each.getAsLong();
    }
    return OptionalLong.of(weight);
  }
}
