package org.quantumcoin.tests.interop;

import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;

/// Makes cases by the batch: first a transaction that funds all their coins, then, once a block has
/// it, the transactions that spend them, a share of which is damaged.
final class CaseGenerator {
  private static final int DAMAGED_PERCENT = 38;

  private final Chance chance;
  private final LockGenerator locks;
  private final Mutator mutator;
  private final List<OutPoint> funds;
  private long fundsValue;

  /// `funds` are coins that anyone can spend, of this value together.
  CaseGenerator(Chance chance, List<OutPoint> funds, long fundsValue) {
    this.chance = chance;
    this.locks = new LockGenerator(chance);
    this.mutator = new Mutator(chance);
    this.funds = new ArrayList<>(funds);
    this.fundsValue = fundsValue;
  }

  /// A transaction to be judged.
  ///
  /// @param damage what was changed after it was signed; empty for nothing
  record Case(List<String> kinds, String damage, Transaction tx, List<TxOut> spent) {}

  private record Plan(TxTimes times, List<LockGenerator.Lock> locks, int firstOutput) {}

  /// Cases whose coins wait for the funding transaction to be in the chain.
  final class Batch {
    private final List<Plan> plans = new ArrayList<>();
    private final Transaction funding;

    private Batch(int cases, int height, long medianTimePast) {
      List<TxOut> coins = new ArrayList<>();
      for (int i = 0; i < cases; i++) {
        TxTimes times = TxTimes.any(chance, height, medianTimePast);
        List<LockGenerator.Lock> needed = new ArrayList<>();
        int first = coins.size();
        for (int coin = chance.percent(75) ? 1 : chance.between(2, 4); coin > 0; coin--) {
          LockGenerator.Lock lock = locks.any(times);
          needed.add(lock);
          coins.add(new TxOut(chance.between(50_000, 150_000), lock.script()));
        }
        plans.add(new Plan(times, needed, first));
      }
      funding = fund(coins);
    }

    Transaction funding() {
      return funding;
    }

    int size() {
      return plans.size();
    }

    Case get(int number) {
      return spend(plans.get(number), funding);
    }
  }

  /// Cases for a chain of that height, from which the next block takes the funding.
  Batch batch(int cases, int height, long medianTimePast) {
    return new Batch(cases, height, medianTimePast);
  }

  private Transaction fund(List<TxOut> coins) {
    List<TxIn> inputs = new ArrayList<>();
    for (OutPoint from : funds) {
      inputs.add(new TxIn(from, Script.EMPTY, TxIn.SEQUENCE_FINAL));
    }
    fundsValue -= coins.stream().mapToLong(TxOut::value).sum();
    List<TxOut> outputs = new ArrayList<>(coins);
    outputs.add(new TxOut(fundsValue, BlockMaker.ANYONE));
    Transaction tx = Transaction.create(2, inputs, outputs, 0);
    funds.clear();
    funds.add(new OutPoint(tx.txid(), coins.size()));
    return tx;
  }

  private Case spend(Plan plan, Transaction funding) {
    TxDraft draft = new TxDraft(plan.times().version(), plan.times().lockTime());
    List<TxOut> spent = new ArrayList<>();
    long value = 0;
    for (int i = 0; i < plan.locks().size(); i++) {
      int output = plan.firstOutput() + i;
      spent.add(funding.outputs().get(output));
      value += spent.get(i).value();
      OutPoint coin = new OutPoint(funding.txid(), output);
      draft.inputs.add(new TxDraft.Input(coin, plan.times().sequence()));
    }
    long paid = chance.percent(2) ? value : value * chance.between(30, 80) / 100;
    int outputs = chance.percent(70) ? 1 : chance.between(2, 3);
    for (int i = 0; i < outputs; i++) {
      draft.outputs.add(new TxOut(paid / outputs, locks.payee()));
    }
    Transaction unsigned = draft.build();
    for (int i = 0; i < spent.size(); i++) {
      Spend spend = new Spend(unsigned, i, spent);
      plan.locks().get(i).unlock().accept(spend, draft.inputs.get(i));
    }
    String damage = "";
    if (chance.percent(DAMAGED_PERCENT)) {
      damage = mutator.mutate(draft);
    }
    List<String> kinds = plan.locks().stream().map(LockGenerator.Lock::kind).toList();
    return new Case(kinds, damage, draft.build(), List.copyOf(spent));
  }
}
