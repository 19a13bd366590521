package org.quantumcoin.wallet.psbt.role;

import java.util.Optional;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.node.script.SigHash;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.psbt.PsbtInput;

/// Why a signer must not sign an input (BIP-0174, "Signer", the checks it lists): a wrong coin or
/// script could make it sign away more than is shown.
final class SigningRefusal {
  private SigningRefusal() {}

  /// Empty if nothing speaks against it.
  static Optional<String> of(Psbt psbt, int index, int hashType) {
    PsbtInput input = psbt.inputs().get(index);
    if (input.sighashType().isPresent() && !isSameType(input.sighashType().getAsInt(), hashType)) {
      return Optional.of("Specified sighash value does not match value stored in PSBT");
    }
    if ((hashType & ~SigHash.ANYONECANPAY) == SigHash.SINGLE && index >= psbt.outputs().size()) {
      return Optional.of("SIGHASH_SINGLE has no output for this input");
    }
    return coin(input).or(() -> scripts(input));
  }

  /// The default is the same as ALL, in a shorter form.
  private static boolean isSameType(int one, int other) {
    return one == other || (one | other) == SigHash.ALL;
  }

  private static Optional<String> coin(PsbtInput input) {
    Transaction whole = input.nonWitnessUtxo();
    TxOut coin = input.witnessUtxo();
    if (whole == null && coin == null) {
      return Optional.of("The coin it spends is not in the PSBT");
    }
    if (whole != null) {
      Optional<TxOut> spent = input.spent();
      if (spent.isEmpty()) {
        return Optional.of("The previous transaction is not the one it spends");
      }
      if (coin != null && !coin.equals(spent.get())) {
        return Optional.of("The witness UTXO is not an output of the previous transaction");
      }
    }
    return Optional.empty();
  }

  private static Optional<String> scripts(PsbtInput input) {
    Optional<TxOut> spent = input.spent();
    if (spent.isEmpty()) {
      return Optional.empty();
    }
    Script script = spent.get().script();
    Script redeem = input.redeemScript();
    if (redeem != null) {
      if (!ScriptTemplates.payToScriptHash(redeem).equals(script)) {
        return Optional.of("The redeem script does not match the output script");
      }
      script = redeem;
    }
    Script witness = input.witnessScript();
    if (witness != null && !ScriptTemplates.payToWitnessScriptHash(witness).equals(script)) {
      return Optional.of("The witness script does not match the script it stands for");
    }
    boolean isWitness = ScriptTemplates.isWitnessProgram(script);
    boolean hidden = ScriptTemplates.isPayToScriptHash(script) && redeem == null;
    return input.nonWitnessUtxo() == null && !isWitness && !hidden
        ? Optional.of("A witness UTXO is given for an input that is not segwit")
        : Optional.empty();
  }
}
