package org.quantumcoin.node.consensus;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.quantumcoin.node.primitives.Amount;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;

/// What makes a transaction valid apart from its scripts.
public final class TxRules {
  /// Weight units a block may have (BIP-0141), which bounds a transaction too.
  public static final int MAX_BLOCK_WEIGHT = 4_000_000;

  /// Blocks that must be on top of a coinbase before it may be spent.
  public static final int COINBASE_MATURITY = 100;

  /// Up to how many inputs are compared pairwise for duplicates before a set is cheaper.
  private static final int PAIRWISE_INPUTS = 8;

  private TxRules() {}

  /// The checks that need nothing but the transaction (Core's `CheckTransaction`).
  public static Optional<Violation> check(Transaction tx, long maxMoney) {
    if (tx.inputs().isEmpty()) {
      return broken("bad-txns-vin-empty", "");
    }
    if (tx.outputs().isEmpty()) {
      return broken("bad-txns-vout-empty", "");
    }
    if ((long) tx.baseSize() * Transaction.WITNESS_SCALE_FACTOR > MAX_BLOCK_WEIGHT) {
      return broken("bad-txns-oversize", "");
    }
    long total = 0;
    for (TxOut output : tx.outputs()) {
      if (output.value() < 0) {
        return broken("bad-txns-vout-negative", "");
      }
      if (output.value() > maxMoney) {
        return broken("bad-txns-vout-toolarge", "");
      }
      // Cannot overflow: at most maxMoney twice.
      total += output.value();
      if (total > maxMoney) {
        return broken("bad-txns-txouttotal-toolarge", "");
      }
    }
    // Spending one coin twice in one transaction would inflate the supply (CVE-2018-17144).
    if (hasDuplicateInput(tx.inputs())) {
      return broken("bad-txns-inputs-duplicate", "");
    }
    if (tx.isCoinbase()) {
      int length = tx.inputs().get(0).scriptSig().length();
      if (length < 2 || length > 100) {
        return broken("bad-cb-length", "");
      }
    } else {
      for (TxIn input : tx.inputs()) {
        if (input.prevout().isNull()) {
          return broken("bad-txns-prevout-null", "");
        }
      }
    }
    return Optional.empty();
  }

  private static boolean hasDuplicateInput(List<TxIn> inputs) {
    int count = inputs.size();
    if (count <= PAIRWISE_INPUTS) {
      for (int i = 1; i < count; i++) {
        for (int j = 0; j < i; j++) {
          if (inputs.get(i).prevout().equals(inputs.get(j).prevout())) {
            return true;
          }
        }
      }
      return false;
    }
    Set<OutPoint> seen = HashSet.newHashSet(count);
    for (TxIn input : inputs) {
      if (!seen.add(input.prevout())) {
        return true;
      }
    }
    return false;
  }

  /// What became of a transaction's amounts.
  public sealed interface InputsVerdict {
    /// The fee in satoshis, never negative.
    record Valid(long fee) implements InputsVerdict {}

    record Invalid(Violation violation) implements InputsVerdict {}
  }

  /// Maturity and amounts, given the coins that the inputs spend, in their order (Core's
  /// `CheckTxInputs`).
  public static InputsVerdict checkInputs(
      Transaction tx, List<Coin> spent, int spendHeight, long maxMoney) {
    long valueIn = 0;
    for (Coin coin : spent) {
      if (coin.coinbase() && spendHeight - coin.height() < COINBASE_MATURITY) {
        return invalid(
            "bad-txns-premature-spend-of-coinbase",
            "tried to spend coinbase at depth " + (spendHeight - coin.height()));
      }
      long value = coin.out().value();
      if (value < 0 || value > maxMoney) {
        return invalid("bad-txns-inputvalues-outofrange", "");
      }
      valueIn += value;
      if (valueIn > maxMoney) {
        return invalid("bad-txns-inputvalues-outofrange", "");
      }
    }
    long valueOut = valueOut(tx);
    if (valueIn < valueOut) {
      return invalid(
          "bad-txns-in-belowout",
          "value in ("
              + Amount.formatShort(valueIn)
              + ") < value out ("
              + Amount.formatShort(valueOut)
              + ")");
    }
    return new InputsVerdict.Valid(valueIn - valueOut);
  }

  /// Sum of the outputs of a transaction that [#check] passed, in satoshis.
  public static long valueOut(Transaction tx) {
    long total = 0;
    for (TxOut output : tx.outputs()) {
      total = Math.addExact(total, output.value());
    }
    return total;
  }

  private static InputsVerdict invalid(String reason, String detail) {
    return new InputsVerdict.Invalid(Violation.consensus(reason, detail));
  }

  private static Optional<Violation> broken(String reason, String detail) {
    return Optional.of(Violation.consensus(reason, detail));
  }
}
