package org.quantumcoin.wallet.treasury;

import static org.quantumcoin.wallet.treasury.TreasuryException.require;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.wallet.keys.KeyOrigin;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.psbt.PsbtException;
import org.quantumcoin.wallet.psbt.PsbtInput;
import org.quantumcoin.wallet.psbt.PsbtOutput;
import org.quantumcoin.wallet.psbt.TapDerivation;

/// What a proposal does, worked out from its PSBT and the charter alone.
///
/// @param tx without signatures
/// @param coins that it spends, all of them proven to be the treasury's
/// @param spent what these coins are, in the same order
/// @param payments to others, in the order of the outputs
/// @param change proven to come back to the treasury
public record Content(
    Transaction tx,
    List<OutPoint> coins,
    List<TxOut> spent,
    List<TxOut> payments,
    List<TxOut> change,
    long feeSats) {
  public Content {
    coins = List.copyOf(coins);
    spent = List.copyOf(spent);
    payments = List.copyOf(payments);
    change = List.copyOf(change);
  }

  /// What leaves the treasury, fee included.
  public long outgoingSats() {
    return payments.stream().mapToLong(TxOut::value).sum() + feeSats;
  }

  /// A PSBT of a size that events have. Throws [TreasuryException].
  static Psbt decode(ByteString psbt) {
    try {
      return Psbt.decode(psbt.toBytes());
    } catch (PsbtException e) {
      throw new TreasuryException("The payment in the event is not valid: " + e.getMessage());
    }
  }

  /// Throws [TreasuryException] for a payment that the treasury could not make.
  static Content of(Psbt psbt, SetupScripts scripts) {
    List<OutPoint> coins = new ArrayList<>();
    List<TxOut> spent = new ArrayList<>();
    Set<OutPoint> once = new HashSet<>();
    long in = 0;
    for (PsbtInput input : psbt.inputs()) {
      TxOut coin =
          input
              .spent()
              .orElseThrow(() ->
                  new TreasuryException(
                      "The payment does not say which coins it spends; make it again."));
      require(
          scripts.find(coin.script(), origins(input)).isPresent(),
          "The payment spends the coin %s, which is not the treasury's."
              .formatted(input.prevout()));
      require(once.add(input.prevout()), "The payment spends a coin twice.");
      coins.add(input.prevout());
      spent.add(coin);
      in = plus(in, coin.value());
    }
    require(!coins.isEmpty(), "The payment spends no coin.");
    long out = 0;
    List<TxOut> payments = new ArrayList<>();
    List<TxOut> change = new ArrayList<>();
    for (PsbtOutput output : psbt.outputs()) {
      TxOut paid = output.txOut();
      boolean ours =
          scripts
              .find(paid.script(), origins(output))
              .filter(SetupScripts.Place::change)
              .isPresent();
      (ours ? change : payments).add(paid);
      out = plus(out, paid.value());
    }
    require(in >= out, "The payment spends more than its coins are worth.");
    return new Content(psbt.unsignedTx(), coins, spent, payments, change, in - out);
  }

  private static long plus(long sum, long value) {
    require(
        value >= 0 && sum <= Long.MAX_VALUE / 2 - value, "The payment has an impossible amount.");
    return sum + value;
  }

  private static List<KeyOrigin> origins(PsbtInput input) {
    return origins(input.derivations().values(), input.tapDerivations().values());
  }

  private static List<KeyOrigin> origins(PsbtOutput output) {
    return origins(output.derivations().values(), output.tapDerivations().values());
  }

  private static List<KeyOrigin> origins(
      Collection<KeyOrigin> plain, Collection<TapDerivation> taproot) {
    return Stream.concat(plain.stream(), taproot.stream().map(TapDerivation::origin)).toList();
  }

  static Optional<SetupScripts.Place> place(PsbtInput input, TxOut coin, SetupScripts scripts) {
    return scripts.find(coin.script(), origins(input));
  }

  /// Does it spend the same coins on the same outputs?
  boolean isSamePayment(Transaction other) {
    return coins.equals(other.inputs().stream().map(in -> in.prevout()).toList())
        && tx.outputs().equals(other.outputs());
  }

  /// How another transaction differs, in a few words.
  String difference(Transaction other) {
    for (int i = 0; i < Math.max(tx.outputs().size(), other.outputs().size()); i++) {
      if (i >= tx.outputs().size()) {
        return "it has %d outputs more".formatted(other.outputs().size() - i);
      }
      if (i >= other.outputs().size()) {
        return "it lacks output %d".formatted(i);
      }
      if (tx.outputs().get(i).value() != other.outputs().get(i).value()) {
        return "its output %d has %d satoshis instead of %d"
            .formatted(i, other.outputs().get(i).value(), tx.outputs().get(i).value());
      }
      if (!tx.outputs().get(i).equals(other.outputs().get(i))) {
        return "its output %d pays to someone else".formatted(i);
      }
    }
    return "it spends other coins, or at other times";
  }
}
