package org.quantumcoin.node.policy;

import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Witness;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.node.script.ScriptVerifier;
import org.quantumcoin.node.script.SigOps;
import org.quantumcoin.node.script.Solution;
import org.quantumcoin.node.script.Taproot;
import org.quantumcoin.node.script.TxoutType;

/// Which transactions are ordinary enough to relay.
///
/// The limits keep what has no honest use and would cost others: oversized scripts, many signature
/// checks in few bytes, data in witnesses. Answers are Core's reject reasons; empty means standard.
public final class Standardness {
  public static final int MAX_VERSION = 3;

  /// Weight units (Core's `MAX_STANDARD_TX_WEIGHT`).
  public static final int MAX_WEIGHT = 400_000;

  /// Without witness; a transaction of 64 bytes could pass for a node of the merkle tree
  /// (CVE-2017-12842).
  public static final int MIN_NON_WITNESS_BYTES = 65;

  /// A fifth of what a block may have.
  public static final int MAX_SIGOP_COST = 16_000;

  /// Outputs of dust that a transaction without fee may have for its child to spend.
  public static final int MAX_DUST_OUTPUTS = 1;

  /// A 15-of-15 multisig of compressed keys in pay-to-script-hash has 1,627 bytes.
  private static final int MAX_SCRIPT_SIG_BYTES = 1650;

  private static final int MAX_P2SH_SIGOPS = 15;
  private static final int MAX_BARE_MULTISIG_KEYS = 3;
  private static final int MAX_WITNESS_SCRIPT_BYTES = 3600;
  private static final int MAX_WITNESS_ITEMS = 100;
  private static final int MAX_WITNESS_ITEM_BYTES = 80;

  private Standardness() {}

  /// Core's `IsStandardTx`.
  public static Optional<String> checkTx(Transaction tx, PolicyLimits limits) {
    if (tx.version() < 1 || tx.version() > MAX_VERSION) {
      return Optional.of("version");
    }
    if (tx.weight() > MAX_WEIGHT) {
      return Optional.of("tx-size");
    }
    for (TxIn input : tx.inputs()) {
      if (input.scriptSig().length() > MAX_SCRIPT_SIG_BYTES) {
        return Optional.of("scriptsig-size");
      }
      if (!ScriptTemplates.isPushOnly(input.scriptSig())) {
        return Optional.of("scriptsig-not-pushonly");
      }
    }
    int dataOutputs = 0;
    for (TxOut output : tx.outputs()) {
      Solution solution = ScriptTemplates.solve(output.script());
      if (!isStandard(output.script(), solution, limits)) {
        return Optional.of("scriptpubkey");
      }
      if (solution.type() == TxoutType.NULL_DATA) {
        dataOutputs++;
      } else if (solution.type() == TxoutType.MULTISIG && !limits.permitBareMultisig()) {
        return Optional.of("bare-multisig");
      }
    }
    if (Dust.of(tx, limits.dustRelayFee()).size() > MAX_DUST_OUTPUTS) {
      return Optional.of("dust");
    }
    return dataOutputs > 1 ? Optional.of("multi-op-return") : Optional.empty();
  }

  /// Core's `IsStandard` for an output script.
  private static boolean isStandard(Script script, Solution solution, PolicyLimits limits) {
    return switch (solution.type()) {
      case NONSTANDARD -> false;
      case MULTISIG -> solution.multisigKeys().size() <= MAX_BARE_MULTISIG_KEYS;
      case NULL_DATA ->
          limits.maxDataCarrierBytes().isPresent()
              && script.length() <= limits.maxDataCarrierBytes().getAsInt();
      default -> true;
    };
  }

  /// Core's `PreCheckEphemeralTx`: dust is for a child to spend, so a transaction that pays a fee,
  /// which could be mined without that child, must have none. Fees in satoshis, as paid and as
  /// prioritised.
  public static Optional<String> checkDustWithFee(
      Transaction tx, long baseFee, long modifiedFee, PolicyLimits limits) {
    boolean paysFee = baseFee != 0 || modifiedFee != 0;
    return paysFee && !Dust.of(tx, limits.dustRelayFee()).isEmpty()
        ? Optional.of("dust")
        : Optional.empty();
  }

  /// Core's `AreInputsStandard`. `spent` are the outputs spent, in the order of the inputs.
  public static Optional<String> checkInputs(Transaction tx, List<TxOut> spent) {
    for (int i = 0; i < spent.size(); i++) {
      TxoutType type = ScriptTemplates.solve(spent.get(i).script()).type();
      boolean standard =
          switch (type) {
            case NONSTANDARD, WITNESS_UNKNOWN -> false;
            case SCRIPTHASH -> hasFewSigOps(tx.inputs().get(i).scriptSig());
            default -> true;
          };
      if (!standard) {
        return Optional.of("bad-txns-nonstandard-inputs");
      }
    }
    return Optional.empty();
  }

  private static boolean hasFewSigOps(Script scriptSig) {
    return ScriptVerifier.topAfter(scriptSig)
        .map(redeem -> SigOps.count(Script.of(redeem), true) <= MAX_P2SH_SIGOPS)
        .orElse(false);
  }

  /// Core's `IsWitnessStandard`. `spent` are the outputs spent, in the order of the inputs.
  public static Optional<String> checkWitnesses(Transaction tx, List<TxOut> spent) {
    for (int i = 0; i < spent.size(); i++) {
      TxIn input = tx.inputs().get(i);
      if (!input.witness().isEmpty() && !isWitnessStandard(input, spent.get(i).script())) {
        return Optional.of("bad-witness-nonstandard");
      }
    }
    return Optional.empty();
  }

  /// Whether it spends a witness program for which a witness is needed, bare or in
  /// pay-to-script-hash: without a witness it may be somebody's work who took it off.
  public static boolean spendsWitnessProgram(Transaction tx, List<TxOut> spent) {
    for (int i = 0; i < spent.size(); i++) {
      Script script = spent.get(i).script();
      if (ScriptTemplates.isPayToScriptHash(script)) {
        script =
            ScriptVerifier.topAfter(tx.inputs().get(i).scriptSig()).map(Script::of).orElse(script);
      }
      if (ScriptTemplates.isWitnessProgram(script) && !ScriptTemplates.isPayToAnchor(script)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWitnessStandard(TxIn input, Script scriptPubKey) {
    if (ScriptTemplates.isPayToAnchor(scriptPubKey)) {
      return false;
    }
    boolean nested = ScriptTemplates.isPayToScriptHash(scriptPubKey);
    Script program = scriptPubKey;
    if (nested) {
      Optional<byte[]> redeem = ScriptVerifier.topAfter(input.scriptSig());
      if (redeem.isEmpty()) {
        return false;
      }
      program = Script.of(redeem.get());
    }
    boolean has32Bytes = program.length() == 34;
    return switch (ScriptTemplates.witnessVersion(program)) {
      case -1 -> false;
      case 0 -> !has32Bytes || isScriptWitnessStandard(input.witness());
      case 1 -> !has32Bytes || nested || isTaprootWitnessStandard(input.witness());
      default -> true;
    };
  }

  private static boolean isScriptWitnessStandard(Witness witness) {
    int items = witness.size() - 1;
    return witness.itemLength(items) <= MAX_WITNESS_SCRIPT_BYTES
        && items <= MAX_WITNESS_ITEMS
        && areItemsStandard(witness, items);
  }

  private static boolean areItemsStandard(Witness witness, int items) {
    for (int i = 0; i < items; i++) {
      if (witness.itemLength(i) > MAX_WITNESS_ITEM_BYTES) {
        return false;
      }
    }
    return true;
  }

  /// No annex, and in tapscript short items.
  private static boolean isTaprootWitnessStandard(Witness witness) {
    int items = witness.size();
    if (items < 2) {
      return true;
    }
    Script control = witness.itemAsScript(items - 1);
    if (control.isEmpty() || control.at(0) == Taproot.ANNEX_TAG) {
      return false;
    }
    boolean tapscript = (control.at(0) & Taproot.LEAF_MASK) == Taproot.LEAF_TAPSCRIPT;
    return !tapscript || areItemsStandard(witness, items - 2);
  }

  /// Core's `GetVirtualTransactionSize`: many signature operations in few bytes count as more
  /// bytes.
  public static long virtualSize(long weight, long sigOpCost, int bytesPerSigOp) {
    return Math.ceilDiv(
        Math.max(weight, sigOpCost * bytesPerSigOp), Transaction.WITNESS_SCALE_FACTOR);
  }
}
