package org.quantumcoin.wallet.shared;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.primitives.Amount;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.node.script.Solution;
import org.quantumcoin.node.script.TxoutType;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.keys.KeyOrigin;
import org.quantumcoin.wallet.multisig.MultisigSetup;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.psbt.PsbtException;
import org.quantumcoin.wallet.psbt.PsbtInput;
import org.quantumcoin.wallet.psbt.role.Extractor;
import org.quantumcoin.wallet.psbt.role.Finalizer;
import org.quantumcoin.wallet.psbt.role.MiniscriptSatisfier;
import org.quantumcoin.wallet.psbt.role.PsbtAnalysis;
import org.quantumcoin.wallet.store.AddressRow;

/// Reads what a PSBT pays and who has signed it, with what a wallet knows. Within its lock.
final class PsbtReader {
  private final Wallet wallet;
  private final Addresses addresses;
  private final Map<String, String> names = new HashMap<>();

  /// By fingerprint: whether it signed in every input so far.
  private final Map<String, Boolean> signers = new LinkedHashMap<>();

  private int signatures = Integer.MAX_VALUE;
  private int needed = 1;

  /// @param setup of the wallet, for the names of its signers
  PsbtReader(Wallet wallet, Optional<MultisigSetup> setup) {
    this.wallet = wallet;
    this.addresses = new Addresses(wallet.config().params().addresses());
    setup.ifPresent(each ->
        each.cosigners()
            .forEach(cosigner -> names.put(cosigner.origin().fingerprintHex(), cosigner.name())));
  }

  /// @param psbt with what the wallet knows of it
  PsbtDetails read(Psbt psbt) {
    PsbtAnalysis analysis = PsbtAnalysis.of(psbt, Amount.MAX_MONEY, new MiniscriptSatisfier());
    List<PsbtDetails.In> inputs = new ArrayList<>();
    for (PsbtInput input : psbt.inputs()) {
      inputs.add(in(input));
      countSignatures(input);
    }
    Optional<Transaction> finished = analysis.error().isEmpty() ? finished(psbt) : Optional.empty();
    boolean complete = finished.isPresent();
    boolean ours = inputs.stream().anyMatch(PsbtDetails.In::ours);
    return new PsbtDetails(
        finished
            .map(Transaction::txid)
            .or(() -> Optional.of(psbt.unsignedTx().txid()).filter(_ -> isSegwitAlone(psbt))),
        inputs,
        psbt.unsignedTx().outputs().stream().map(this::out).toList(),
        analysis.feeSats(),
        analysis.estimatedFeeRate(),
        signers.entrySet().stream()
            .map(each ->
                new PsbtDetails.Party(
                    names.getOrDefault(each.getKey(), ""), each.getKey(), each.getValue()))
            .sorted(Comparator.comparing(PsbtDetails.Party::name))
            .toList(),
        psbt.inputs().isEmpty() ? 0 : Math.min(signatures, needed),
        needed,
        complete,
        ours && !complete && !wallet.options().watchOnly(),
        analysis.error());
  }

  private static Optional<Transaction> finished(Psbt psbt) {
    Finalizer.Result result = new Finalizer(new MiniscriptSatisfier()).finish(psbt);
    try {
      return result.complete() ? Optional.of(Extractor.extract(result.psbt())) : Optional.empty();
    } catch (PsbtException _) {
      return Optional.empty();
    }
  }

  /// Then no signature is part of what the id is made of.
  private static boolean isSegwitAlone(Psbt psbt) {
    return psbt.inputs().stream()
        .allMatch(input ->
            input
                .spent()
                .filter(out -> ScriptTemplates.isWitnessProgram(out.script()))
                .isPresent());
  }

  private boolean isOurs(Script script) {
    return wallet.keys().find(script).isPresent();
  }

  private PsbtDetails.In in(PsbtInput input) {
    Optional<TxOut> coin = input.spent();
    return new PsbtDetails.In(
        input.prevout().toString(),
        coin.flatMap(out -> addresses.encode(out.script())),
        coin.isPresent() ? OptionalLong.of(coin.get().value()) : OptionalLong.empty(),
        coin.filter(out -> isOurs(out.script())).isPresent());
  }

  private PsbtDetails.Out out(TxOut out) {
    Optional<AddressRow> row = wallet.book().find(out.script());
    boolean ours = isOurs(out.script());
    boolean change =
        ours
            && row.isEmpty()
            && wallet
                .keys()
                .find(out.script())
                .filter(source -> wallet.keys().get(source.descriptor()).isChange())
                .isPresent();
    return new PsbtDetails.Out(
        addresses.encode(out.script()),
        row.map(AddressRow::label).orElse(""),
        out.value(),
        ours,
        change);
  }

  // Signatures.

  private void countSignatures(PsbtInput input) {
    Optional<Solution> quorum = quorum(input);
    int asked = quorum.map(Solution::requiredSignatures).orElse(1);
    needed = Math.max(needed, asked);
    if (input.isFinal()) {
      return;
    }
    input
        .derivations()
        .forEach((key, origin) -> count(origin, key, input.partialSignatures().containsKey(key)));
    input
        .tapDerivations()
        .forEach((key, derivation) -> count(derivation.origin(), key, signedByTaproot(input, key)));
    quorum.ifPresent(each ->
        each.multisigKeys().stream()
            .map(ByteString::of)
            .filter(key -> !input.derivations().containsKey(key))
            .forEach(key ->
                signers.merge(
                    key.toHex(), input.partialSignatures().containsKey(key), Boolean::logicalAnd)));
    signatures = Math.min(signatures, signatures(input));
  }

  /// None where an input is final: then they are not told apart any more.
  static int signatures(PsbtInput input) {
    return input.partialSignatures().size()
        + input.tapScriptSignatures().size()
        + (input.tapKeySignature() == null ? 0 : 1);
  }

  private void count(KeyOrigin origin, ByteString key, boolean signed) {
    // Zero is what programs write that do not know.
    String name = origin.fingerprint() == 0 ? key.toHex() : origin.fingerprintHex();
    signers.merge(name, signed, Boolean::logicalAnd);
  }

  private static boolean signedByTaproot(PsbtInput input, ByteString key) {
    ByteString internal = input.tapInternalKey();
    return (internal != null && internal.equals(key) && input.tapKeySignature() != null)
        || input.tapScriptSignatures().keySet().stream()
            .anyMatch(leaf -> leaf.xOnlyKey().equals(key));
  }

  /// The keys and their number, where some of several have to sign.
  private static Optional<Solution> quorum(PsbtInput input) {
    return Stream.concat(
            Stream.ofNullable(input.witnessScript()), Stream.ofNullable(input.redeemScript()))
        .map(ScriptTemplates::solve)
        .filter(solution -> solution.type() == TxoutType.MULTISIG)
        .findFirst();
  }
}
