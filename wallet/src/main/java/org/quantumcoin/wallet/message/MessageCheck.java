package org.quantumcoin.wallet.message;

import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.script.Opcodes;
import org.quantumcoin.node.script.PrecomputedTransactionData;
import org.quantumcoin.node.script.ScriptError;
import org.quantumcoin.node.script.ScriptFlags;
import org.quantumcoin.node.script.ScriptVerifier;
import org.quantumcoin.node.script.TransactionSignatureChecker;

/// Checks *to_sign* (BIP-0322, "Verification").
final class MessageCheck {
  private MessageCheck() {}

  /// What is wrong with its form, if anything.
  static Optional<MessageVerdict> form(Transaction tx, Transaction toSpend) {
    TxIn first = tx.inputs().getFirst();
    if (!first.prevout().equals(new OutPoint(toSpend.txid(), 0))) {
      return Optional.of(
          GenericMessage.invalid("It is a signature of another message or address."));
    }
    boolean pure =
        tx.outputs().size() == 1
            && tx.outputs().getFirst().value() == 0
            && tx.outputs().getFirst().script().length() == 1
            && tx.outputs().getFirst().script().at(0) == Opcodes.OP_RETURN;
    if (!pure) {
      return Optional.of(GenericMessage.invalid("The signature pays to somebody."));
    }
    return tx.version() == 0 || tx.version() == 2
        ? Optional.empty()
        : Optional.of(new MessageVerdict.Inconclusive("The signature has a version yet unknown."));
  }

  /// Do all inputs spend their coins, by the rules that the network relays by?
  static MessageVerdict spends(
      Transaction tx, List<TxOut> spent, List<MessageVerdict.ProvenCoin> coins) {
    PrecomputedTransactionData data = new PrecomputedTransactionData(tx, spent);
    for (int i = 0; i < spent.size(); i++) {
      TxIn input = tx.inputs().get(i);
      ScriptError error =
          ScriptVerifier.verify(
              input.scriptSig(),
              spent.get(i).script(),
              input.witness(),
              ScriptFlags.STANDARD,
              new TransactionSignatureChecker(data, i, spent.get(i).value()));
      switch (error) {
        case OK -> {}
        case DISCOURAGE_UPGRADABLE_NOPS,
            DISCOURAGE_UPGRADABLE_WITNESS_PROGRAM,
            DISCOURAGE_UPGRADABLE_TAPROOT_VERSION,
            DISCOURAGE_OP_SUCCESS,
            DISCOURAGE_UPGRADABLE_PUBKEYTYPE -> {
          return new MessageVerdict.Inconclusive("The address has rules yet unknown.");
        }
        default -> {
          return GenericMessage.invalid("Somebody else signed, or another message.");
        }
      }
    }
    return new MessageVerdict.Valid(
        tx.lockTimeUnsigned(), tx.inputs().getFirst().sequenceUnsigned(), coins);
  }
}
