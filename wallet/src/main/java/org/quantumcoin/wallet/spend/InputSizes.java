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

  /// An input's descriptor, which tells how it is spent.
  static boolean isSegwit(Descriptor descriptor) {
    Optional<OutputType> type = descriptor.outputType();
    return type.isPresent()
        && (type.get() == OutputType.P2SH_SEGWIT
            || type.get() == OutputType.BECH32
            || type.get() == OutputType.BECH32M);
  }

  static OptionalLong inputWeight(Descriptor descriptor, boolean segwitTx) {
    OptionalLong satisfaction = descriptor.maxSatisfactionWeight(false);
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
    OptionalLong weight = inputWeight(descriptor, true);
    return weight.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(Math.toIntExact(Math.ceilDiv(weight.getAsLong(), WITNESS_SCALE)));
  }

  /// Of the whole transaction; empty if one input's size is not known.
  static OptionalLong transactionWeight(List<TxOut> outputs, List<Descriptor> inputs) {
    boolean segwit = inputs.stream().anyMatch(InputSizes::isSegwit);
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
    for (Descriptor input : inputs) {
      OptionalLong each = inputWeight(input, segwit);
      if (each.isEmpty()) {
        return OptionalLong.empty();
      }
      weight += each.getAsLong();
    }
    return OptionalLong.of(weight);
  }
}
