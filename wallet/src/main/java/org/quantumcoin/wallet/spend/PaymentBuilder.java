package org.quantumcoin.wallet.spend;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.policy.Dust;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.node.script.TxoutType;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.WalletConfig;
import org.quantumcoin.wallet.WalletException;
import org.quantumcoin.wallet.coins.BumpFees;
import org.quantumcoin.wallet.coins.Candidate;
import org.quantumcoin.wallet.coins.CoinSelector;
import org.quantumcoin.wallet.coins.PricedCoin;
import org.quantumcoin.wallet.coins.Selection;
import org.quantumcoin.wallet.coins.SelectionFailure;
import org.quantumcoin.wallet.coins.SelectionParams;
import org.quantumcoin.wallet.coins.SelectionResult;
import org.quantumcoin.wallet.descriptor.OutputType;

/// Works out a payment: coins, fee, change. Core's `CreateTransaction`.
///
/// The steps are Core's and in its order, so that one request on one wallet costs the same here as
/// there: a fee rate; a change script of the kind that the payments suggest; selection of coins by
/// waste; change at a random place; inputs in random order; the height of the chain as lock time,
/// now and then an earlier one; and at the end the fee for the size that the signed transaction can
/// have at most. Within the wallet's lock.
public final class PaymentBuilder {
  /// Version, lock time, counts, and the witness's share of the overhead, in virtual bytes.
  private static final int OVERHEAD_VBYTES = 10;

  /// Core's `DUMMY_NESTED_P2WPKH_INPUT_SIZE`, for change that the wallet cannot spend.
  private static final int UNKNOWN_CHANGE_SPEND_VBYTES = 91;

  /// The highest that says "replaceable" (BIP-0125).
  static final int REPLACEABLE_SEQUENCE = 0xffff_fffd;

  /// Not final, so that the lock time counts.
  private static final int NOT_FINAL_SEQUENCE = 0xffff_fffe;

  private final Wallet wallet;
  private final WalletConfig.Spending usual;
  private final Random random;
  private final long now;

  /// @param now unix seconds
  public PaymentBuilder(Wallet wallet, Random random, long now) {
    this.wallet = wallet;
    this.usual = wallet.config().spending();
    this.random = random;
    this.now = now;
  }

  /// Throws [WalletException] with Core's words if it cannot be done.
  public Payment build(PaymentRequest request) {
    Payment best = build(request, usual.avoidPartialSpends());
    if (!usual.avoidPartialSpends()) {
      // Spending together what was paid to one address is free often enough (-maxapsfee=0).
      Optional<Payment> grouped = attempt(request);
      if (grouped.isPresent() && grouped.get().feeSats() <= best.feeSats()) {
        best = grouped.get();
      }
    }
    return best;
  }

  private Optional<Payment> attempt(PaymentRequest request) {
    try {
      return Optional.of(build(request, true));
    } catch (WalletException _) {
      return Optional.empty();
    }
  }

  private Payment build(PaymentRequest request, boolean avoidPartial) {
    FeeChoice fees = new FeeChoice(wallet);
    checkRecipients(request, fees.dustRate());
    FeeRate rate = fees.rate(request);
    Script changeScript =
        request.changeTo().orElseGet(() -> wallet.peekChangeAddress(changeType(request)));
    TxOut changeOut = new TxOut(0, changeScript);
    List<TxOut> payments =
        request.recipients().stream().map(to -> new TxOut(to.sats(), to.script())).toList();
    boolean receiversPay = request.recipients().stream().anyMatch(Recipient::paysFee);
    long sum = 0;
    for (TxOut payment : payments) {
      sum = Math.addExact(sum, payment.value());
    }
    int withoutInputs = OVERHEAD_VBYTES + ByteWriter.compactSizeLength(payments.size());
    for (TxOut payment : payments) {
      withoutInputs += payment.serializedSize();
    }
    int changeSpend = changeSpendVbytes(changeScript);
    SelectionParams params =
        SelectionParams.at(rate)
            .longTermFeeRate(usual.longTermFee())
            .discardFeeRate(fees.discardRate())
            .changeSize(changeOut.serializedSize(), changeSpend)
            .changeDust(Dust.threshold(changeOut, fees.discardRate()))
            .minChangeTarget(
                SelectionParams.randomChangeTarget(
                    sum / payments.size(), rate.fee(changeOut.serializedSize()), random))
            .withoutInputsVbytes(withoutInputs)
            .maxTxWeight(request.maxWeight().orElse(SelectionParams.MAX_STANDARD_TX_WEIGHT))
            .subtractFeeFromOutputs(receiversPay)
            .avoidPartialSpends(avoidPartial)
            .includeUnsafe(request.includeUnsafe())
            .allowOtherInputs(request.addCoins())
            .spendUnconfirmedChange(usual.spendUnconfirmedChange())
            .rejectLongChains(usual.rejectLongChains())
            .build();
    long target = Math.addExact(sum, receiversPay ? 0 : rate.fee(withoutInputs));
    if (target == 0 && request.coins().isEmpty()) {
      throw refused(
          "Transaction requires one destination of non-zero value, a non-zero feerate, or a pre-selected input");
    }
    Map<OutPoint, SpendableCoins.Known> coins =
        new SpendableCoins(wallet).candidates(request, rate);
    Selection selection = select(request, params, coins, target);
    return assemble(request, params, coins, selection, payments, changeScript);
  }

  private static WalletException refused(String message) {
    return new WalletException(WalletException.Kind.REFUSED, message);
  }

  private static void checkRecipients(PaymentRequest request, FeeRate dustRate) {
    if (request.recipients().isEmpty()) {
      throw refused("Transaction must have at least one recipient");
    }
    for (Recipient to : request.recipients()) {
      if (to.sats() < 0) {
        throw refused("Transaction amounts must not be negative");
      }
      if (Dust.isDust(new TxOut(to.sats(), to.script()), dustRate)) {
        throw refused("Transaction amount too small");
      }
    }
  }

  /// Where money of the wallet goes that is paid to nobody; not taken before it is used.
  public Script changeScript() {
    return wallet.peekChangeAddress(changeType(PaymentRequest.to(List.of())));
  }

  /// Core's `TransactionChangeType`: change that looks like one of the payments.
  private OutputType changeType(PaymentRequest request) {
    Optional<OutputType> said = request.changeType().or(usual::changeType);
    if (said.isPresent()) {
      return said.get();
    }
    if (usual.addressType() == OutputType.LEGACY) {
      return OutputType.LEGACY;
    }
    List<TxoutType> paid =
        request.recipients().stream().map(to -> ScriptTemplates.solve(to.script()).type()).toList();
    record Likeness(TxoutType paid, OutputType change) {}
    for (Likeness each :
        List.of(
            new Likeness(TxoutType.WITNESS_V1_TAPROOT, OutputType.BECH32M),
            new Likeness(TxoutType.WITNESS_V0_KEYHASH, OutputType.BECH32),
            new Likeness(TxoutType.SCRIPTHASH, OutputType.P2SH_SEGWIT),
            new Likeness(TxoutType.PUBKEYHASH, OutputType.LEGACY))) {
      if (paid.contains(each.paid()) && wallet.keys().active(each.change(), true).isPresent()) {
        return each.change();
      }
    }
    for (OutputType type : List.of(OutputType.BECH32M, OutputType.BECH32)) {
      if (wallet.keys().active(type, true).isPresent()) {
        return type;
      }
    }
    return usual.addressType();
  }

  private int changeSpendVbytes(Script changeScript) {
    return wallet
        .keys()
        .find(changeScript)
        .map(source -> wallet.keys().get(source.descriptor()).descriptor())
        .map(InputSizes::inputVirtualBytes)
        .orElse(OptionalInt.empty())
        .orElse(UNKNOWN_CHANGE_SPEND_VBYTES);
  }

  private BumpFees bumpFees(FeeRate rate) {
    return outpoints -> wallet.node().combinedBumpFee(outpoints, rate);
  }

  private Selection select(
      PaymentRequest request,
      SelectionParams params,
      Map<OutPoint, SpendableCoins.Known> coins,
      long target) {
    List<Candidate> preset = new ArrayList<>();
    List<Candidate> free = new ArrayList<>();
    coins.forEach((outpoint, known) ->
        (request.coins().containsKey(outpoint) ? preset : free).add(known.candidate()));
    SelectionResult result =
        new CoinSelector(params, bumpFees(params.effectiveFeeRate()), random)
            .select(free, preset, target);
    return switch (result) {
      case SelectionResult.Selected(Selection found) -> found;
      case SelectionResult.Failed(SelectionFailure failure) ->
          throw new WalletException(
              failure == SelectionFailure.INSUFFICIENT_FUNDS
                  ? WalletException.Kind.INSUFFICIENT_FUNDS
                  : WalletException.Kind.REFUSED,
              failure.message());
    };
  }

  private Payment assemble(
      PaymentRequest request,
      SelectionParams params,
      Map<OutPoint, SpendableCoins.Known> coins,
      Selection selection,
      List<TxOut> payments,
      Script changeScript) {
    List<TxOut> outputs = new ArrayList<>(payments);
    long change = selection.changeSats(params);
    OptionalInt changeAt = OptionalInt.empty();
    if (change > 0) {
      int at = request.changePosition().orElseGet(() -> random.nextInt(outputs.size() + 1));
      if (at > outputs.size()) {
        throw refused("Transaction change output index out of range");
      }
      outputs.add(at, new TxOut(change, changeScript));
      changeAt = OptionalInt.of(at);
    }
    List<PricedCoin> inputs = inputs(request, selection);
    List<InputSizes.Spend> spends =
        inputs.stream()
            .map(each -> coins.get(each.coin().outpoint()))
            .map(SpendableCoins.Known::spend)
            .toList();
    long weight =
        InputSizes.transactionWeight(outputs, spends)
            .orElseThrow(() -> refused("Missing solving data for estimating transaction size"));
    if (weight > params.maxTxWeight()) {
      throw refused("Transaction too large");
    }
    int virtualSize = Math.toIntExact(Math.ceilDiv(weight, Transaction.WITNESS_SCALE_FACTOR));
    long needed =
        Math.addExact(params.effectiveFeeRate().fee(virtualSize), selection.bumpFeesSats());
    settleFee(request, outputs, changeAt, selection.selectedValueSats(), needed);
    long fee = selection.selectedValueSats() - sum(outputs);
    if (fee < needed) {
      throw new IllegalStateException("fee " + fee + " below " + needed);
    }
    if (fee > usual.maxFeeSats()) {
      throw refused("Fee exceeds maximum configured by user (e.g. -maxtxfee, maxfeerate)");
    }
    List<TxIn> ins = new ArrayList<>();
    for (PricedCoin each : inputs) {
      OutPoint outpoint = each.coin().outpoint();
      ins.add(request.presets().input(outpoint, sequence(request, outpoint)));
    }
    Transaction tx =
        Transaction.create(
            request.version(), ins, outputs, LockTimeChoice.of(wallet, request, random, now));
    List<TxOut> spent = inputs.stream().map(each -> each.coin().out()).toList();
    return new Payment(
        tx, spent, fee, changeAt, virtualSize, request.presets().foreign().previous());
  }

  /// Those that were asked for in their order, then the others in random order.
  private List<PricedCoin> inputs(PaymentRequest request, Selection selection) {
    Map<OutPoint, PricedCoin> byOutpoint = new LinkedHashMap<>();
    selection.inputs().forEach(each -> byOutpoint.put(each.coin().outpoint(), each));
    List<PricedCoin> ordered = new ArrayList<>();
    for (OutPoint wanted : request.coins().keySet()) {
      PricedCoin coin = byOutpoint.remove(wanted);
      if (coin != null) {
        ordered.add(coin);
      }
    }
    List<PricedCoin> others = new ArrayList<>(byOutpoint.values());
    Collections.shuffle(others, random);
    ordered.addAll(others);
    return ordered;
  }

  private static long sum(List<TxOut> outputs) {
    long sum = 0;
    for (TxOut out : outputs) {
      sum = Math.addExact(sum, out.value());
    }
    return sum;
  }

  /// What is too much goes to the change; what receivers pay is taken from them.
  private void settleFee(
      PaymentRequest request,
      List<TxOut> outputs,
      OptionalInt changeAt,
      long selected,
      long needed) {
    long paid = selected - sum(outputs);
    if (changeAt.isPresent() && needed < paid) {
      int at = changeAt.getAsInt();
      outputs.set(at, new TxOut(outputs.get(at).value() + paid - needed, outputs.get(at).script()));
      paid = needed;
    }
    long payers = request.recipients().stream().filter(Recipient::paysFee).count();
    if (payers == 0) {
      return;
    }
    long reduce = needed - paid;
    long remainder = reduce % payers;
    for (int i = 0; i < request.recipients().size(); i++) {
      if (request.recipients().get(i).paysFee()) {
        int at = changeAt.isPresent() && i >= changeAt.getAsInt() ? i + 1 : i;
        long left = outputs.get(at).value() - reduce / payers - remainder;
        remainder = 0;
        if (left < 0) {
          throw refused("The transaction amount is too small to pay the fee");
        }
        TxOut reduced = new TxOut(left, outputs.get(at).script());
        if (Dust.isDust(reduced, wallet.node().feeLimits().dustRelay())) {
          throw refused(
              "The transaction amount is too small to send after the fee has been deducted");
        }
        outputs.set(at, reduced);
      }
    }
  }

  private int sequence(PaymentRequest request, OutPoint outpoint) {
    OptionalLong given = request.coins().getOrDefault(outpoint, OptionalLong.empty());
    if (given.isPresent()) {
      return (int) given.getAsLong();
    }
    return request.replaceable().orElse(usual.replaceable())
        ? REPLACEABLE_SEQUENCE
        : NOT_FINAL_SEQUENCE;
  }
}
