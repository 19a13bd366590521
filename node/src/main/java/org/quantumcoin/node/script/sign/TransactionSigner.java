package org.quantumcoin.node.script.sign;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.script.PrecomputedTransactionData;
import org.quantumcoin.node.script.ScriptError;
import org.quantumcoin.node.script.ScriptFlags;
import org.quantumcoin.node.script.ScriptVerifier;
import org.quantumcoin.node.script.SigHash;
import org.quantumcoin.node.script.TransactionSignatureChecker;

/// Signs a transaction with the keys at hand: Core's `SignTransaction`.
public final class TransactionSigner {
  /// The value of a [TxOut] whose amount the caller does not know; old scripts can be signed
  /// without.
  public static final long UNKNOWN_AMOUNT = -1;

  private TransactionSigner() {}

  /// The transaction as far as it could be signed, and why an input is not valid, by its index and
  /// in Core's words.
  public record Result(Transaction tx, SortedMap<Integer, String> errors) {
    public boolean isComplete() {
      return errors.isEmpty();
    }
  }

  /// `spent` are the outputs that the inputs spend, in their order, empty where one is not known.
  /// `hashType` is SIGHASH_DEFAULT for "all outputs and inputs, in the shortest form".
  public static Result sign(
      Transaction tx, List<Optional<TxOut>> spent, SigningProvider provider, int hashType) {
    return sign(tx, spent, provider, ScriptSatisfier.NONE, hashType);
  }

  /// With a satisfier for scripts that are none of the standard templates.
  public static Result sign(
      Transaction tx,
      List<Optional<TxOut>> spent,
      SigningProvider provider,
      ScriptSatisfier satisfier,
      int hashType) {
    boolean allKnown = spent.stream().allMatch(Optional::isPresent);
    List<TxOut> known = allKnown ? spent.stream().map(Optional::orElseThrow).toList() : List.of();
    PrecomputedTransactionData data = new PrecomputedTransactionData(tx, known);
    boolean single = (hashType & ~SigHash.ANYONECANPAY) == SigHash.SINGLE;
    List<TxIn> inputs = new ArrayList<>(tx.inputs());
    for (int i = 0; i < inputs.size(); i++) {
      // Without an output of its own, SINGLE would sign the number one, and with it everything.
      if (spent.get(i).isPresent() && (!single || i < tx.outputs().size())) {
        inputs.set(i, InputSigner.sign(data, i, spent.get(i).get(), hashType, provider, satisfier));
      }
    }
    Transaction signed = Transaction.create(tx.version(), inputs, tx.outputs(), tx.lockTime());
    return new Result(signed, errors(signed, spent, known));
  }

  private static SortedMap<Integer, String> errors(
      Transaction tx, List<Optional<TxOut>> spent, List<TxOut> known) {
    PrecomputedTransactionData data = new PrecomputedTransactionData(tx, known);
    SortedMap<Integer, String> errors = new TreeMap<>();
    for (int i = 0; i < tx.inputs().size(); i++) {
      if (spent.get(i).isEmpty()) {
        errors.put(i, "Input not found or already spent");
        continue;
      }
      TxOut out = spent.get(i).get();
      TxIn input = tx.inputs().get(i);
      if (out.value() == UNKNOWN_AMOUNT && !input.witness().isEmpty()) {
        errors.put(i, "Missing amount");
        continue;
      }
      ScriptError error =
          ScriptVerifier.verify(
              input.scriptSig(),
              out.script(),
              input.witness(),
              ScriptFlags.STANDARD,
              new TransactionSignatureChecker(data, i, out.value()));
      if (!error.isOk()) {
        errors.put(i, describe(error));
      }
    }
    return errors;
  }

  private static String describe(ScriptError error) {
    return switch (error) {
      case INVALID_STACK_OPERATION ->
          "Unable to sign input, invalid stack size (possibly missing key)";
      case SIG_NULLFAIL ->
          "CHECK(MULTI)SIG failing with non-zero signature (possibly need more signatures)";
      default -> error.text();
    };
  }
}
