package org.quantumcoin.wallet.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.psbt.PsbtException;
import org.quantumcoin.wallet.psbt.PsbtInput;

/// A signed message whose further inputs prove coins (BIP-0322, "Full (Proof of Funds)"): a
/// finished PSBT, since the coins have to be shown with it.
final class FundsProof {
  private FundsProof() {}

  static MessageVerdict verify(Transaction toSpend, byte[] bytes) {
    Psbt psbt;
    try {
      psbt = Psbt.decode(bytes);
    } catch (PsbtException _) {
      return GenericMessage.invalid("The signature is no PSBT.");
    }
    List<TxIn> inputs = new ArrayList<>();
    List<TxOut> spent = new ArrayList<>();
    List<MessageVerdict.ProvenCoin> coins = new ArrayList<>();
    Transaction unsigned = psbt.unsignedTx();
    for (PsbtInput input : psbt.inputs()) {
      boolean first = inputs.isEmpty();
      Optional<TxOut> coin = first ? Optional.of(toSpend.outputs().getFirst()) : coin(psbt, input);
      if (coin.isEmpty() || !input.isFinal()) {
        return GenericMessage.invalid("An input of the proof lacks its coin or its signature.");
      }
      inputs.add(
          unsigned
              .inputs()
              .get(inputs.size())
              .withScriptSig(input.finalScriptSig())
              .withWitness(input.finalWitness()));
      spent.add(coin.get());
      if (!first) {
        coins.add(new MessageVerdict.ProvenCoin(input.prevout(), coin.get()));
      }
    }
    if (inputs.isEmpty()) {
      return GenericMessage.invalid("The proof has no inputs.");
    }
    Transaction tx =
        Transaction.create(unsigned.version(), inputs, unsigned.outputs(), unsigned.lockTime());
    return MessageCheck.form(tx, toSpend).orElseGet(() -> MessageCheck.spends(tx, spent, coins));
  }

  /// Of several coins that one transaction made, the first input shows it for all.
  private static Optional<TxOut> coin(Psbt psbt, PsbtInput input) {
    long index = input.prevout().indexUnsigned();
    Optional<TxOut> own = input.spent();
    if (own.isPresent()) {
      return own;
    }
    for (PsbtInput other : psbt.inputs()) {
      Transaction whole = other.nonWitnessUtxo();
      if (whole != null
          && index < whole.outputs().size()
          && whole.txid().equals(input.prevout().txid())) {
        return Optional.of(whole.outputs().get((int) index));
      }
    }
    return Optional.empty();
  }
}
