package org.quantumcoin.wallet.psbt.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.primitives.Amount;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.script.SigHash;
import org.quantumcoin.wallet.descriptor.Descriptor;
import org.quantumcoin.wallet.keys.ExtendedSecretKey;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.psbt.PsbtException;

/// The whole way of a payment: created, updated from public descriptors, signed by one after the
/// other, combined, finished, extracted; for each kind of output.
class SigningTest {
  private static final AddressPrefixes REGTEST =
      new AddressPrefixes(111, 196, 239, 0x043587cf, 0x04358394, "bcrt");
  private static final int INDEX = 3;
  private static final long VALUE = 100_000;

  private static String[] secrets() {
    String[] keys = new String[3];
    for (int i = 0; i < keys.length; i++) {
      byte[] seed = new byte[32];
      seed[0] = (byte) (i + 1);
      keys[i] = ExtendedSecretKey.fromSeed(seed).orElseThrow().encode(REGTEST);
    }
    return keys;
  }

  private static String publicOf(String secret) {
    return ExtendedSecretKey.decode(secret, REGTEST).orElseThrow().neuter().encode(REGTEST);
  }

  /// `@A`, `@B` and `@C` stand for the keys; a signer has one secret and the others' public keys.
  private static DescriptorKeys keys(String template, int withSecret) {
    String[] secrets = secrets();
    String text = template;
    for (int i = 0; i < secrets.length; i++) {
      String key = i == withSecret ? secrets[i] : publicOf(secrets[i]);
      text = text.replace("@" + (char) ('A' + i), key + "/0/*");
    }
    DescriptorKeys keys = new DescriptorKeys();
    try {
      keys.add(descriptor(text).expand(INDEX).orElseThrow());
    } catch (RuntimeException e) {
      keys.close();
      throw e;
    }
    return keys;
  }

  private static Descriptor descriptor(String text) {
    return Descriptor.parse(text, REGTEST, false).getFirst();
  }

  private static Script script(String template) {
    String text = template;
    String[] secrets = secrets();
    for (int i = 0; i < secrets.length; i++) {
      text = text.replace("@" + (char) ('A' + i), publicOf(secrets[i]) + "/0/*");
    }
    return descriptor(text).expand(INDEX).orElseThrow().scripts().getFirst();
  }

  private static Transaction funding(Script script) {
    TxIn input =
        new TxIn(new OutPoint(Txid.fromHex("11".repeat(32)), 0), Script.EMPTY, TxIn.SEQUENCE_FINAL);
    return Transaction.create(2, List.of(input), List.of(new TxOut(VALUE, script)), 0);
  }

  /// With change to the same script.
  private static Psbt updated(String template) {
    Transaction funding = funding(script(template));
    TxIn input = new TxIn(new OutPoint(funding.txid(), 0), Script.EMPTY, -3);
    TxOut change = new TxOut(VALUE - 1_000, script(template));
    Psbt psbt = Psbt.of(Transaction.create(2, List.of(input), List.of(change), 0));
    try (DescriptorKeys none = keys(template, -1)) {
      return new Updater(none, new MiniscriptSatisfier()).update(psbt, _ -> funding, Map.of());
    }
  }

  private static Signer.Result sign(Psbt psbt, String template, int signer) {
    try (DescriptorKeys keys = keys(template, signer)) {
      return new Signer(keys, new MiniscriptSatisfier()).sign(psbt, OptionalInt.empty(), false);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pkh(@A)",
        "wpkh(@A)",
        "sh(wpkh(@A))",
        "tr(@A)",
        "sh(multi(2,@A,@B,@C))",
        "wsh(sortedmulti(2,@A,@B,@C))",
        "sh(wsh(multi(2,@C,@B,@A)))",
        "tr(50929b74c1a04954b78b4b6035e97a5e078a5a0f28ec96d547bfee9ace803ac0,multi_a(2,@A,@B,@C))",
        "tr(50929b74c1a04954b78b4b6035e97a5e078a5a0f28ec96d547bfee9ace803ac0,{pk(@C),{pk(@A),multi_a(2,@B,@C)}})",
        "wsh(and_v(v:pk(@B),or_d(pk(@C),pkh(@A))))",
        "tr(50929b74c1a04954b78b4b6035e97a5e078a5a0f28ec96d547bfee9ace803ac0,and_v(v:pkh(@A),pk(@B)))",
        "wsh(thresh(2,pk(@A),s:pk(@B),s:pk(@C)))"
      })
  void payment_isSignedByOneAfterTheOther(String template) throws PsbtException {
    Psbt psbt = Psbt.fromBase64(updated(template).toBase64());
    assertThat(psbt.toVersion2().toVersion0().toBase64()).isEqualTo(psbt.toBase64());
    List<Psbt> parts = new ArrayList<>(List.of(psbt));
    parts.add(sign(psbt, template, 0).psbt());
    if (template.contains("(2,") || template.contains("and_v")) {
      parts.add(sign(psbt, template, 1).psbt());
    }
    Psbt combined = Combiner.combine(parts);
    assertThat(PsbtAnalysis.of(combined, Amount.MAX_MONEY, new MiniscriptSatisfier()).next())
        .isEqualTo(PsbtRole.FINALIZER);
    Finalizer.Result finished = new Finalizer(new MiniscriptSatisfier()).finish(combined);
    assertThat(finished.complete()).isTrue();
    Psbt read = Psbt.fromBase64(finished.psbt().toBase64());
    PsbtAnalysis analysis = PsbtAnalysis.of(read, Amount.MAX_MONEY, new MiniscriptSatisfier());
    Transaction tx = Extractor.extract(read);
    assertThat(analysis.next()).isEqualTo(PsbtRole.EXTRACTOR);
    assertThat(analysis.feeSats()).hasValue(1_000);
    assertThat(analysis.estimatedVirtualSize()).hasValue(tx.virtualSize());
  }

  @Test
  void sign_whenOthersAreMissing_saysWho() throws PsbtException {
    String template = "wsh(multi(2,@A,@B,@C))";
    Psbt psbt = updated(template);
    Signer.Result first = sign(psbt, template, 1);
    Signer.InputReport report = first.inputs().getFirst();
    assertThat(first.isComplete()).isFalse();
    assertThat(report.added()).hasSize(1);
    assertThat(report.missing()).hasSize(2);
    assertThat(report.refusal()).isEmpty();
    assertThat(psbt.inputs().getFirst().derivations().keySet()).containsAll(report.missing());
    assertThatThrownBy(() -> Extractor.extract(first.psbt())).isInstanceOf(PsbtException.class);
    assertThat(sign(first.psbt(), template, 2).isComplete()).isTrue();
  }

  @Test
  void sign_whenHashTypeDiffers_refuses() {
    String template = "wpkh(@A)";
    Psbt psbt = updated(template);
    psbt.inputs().getFirst().setSighashType(SigHash.NONE);
    try (DescriptorKeys keys = keys(template, 0)) {
      Signer signer = new Signer(keys, new MiniscriptSatisfier());
      Signer.Result other = signer.sign(psbt, OptionalInt.of(SigHash.ALL), false);
      assertThat(other.inputs().getFirst().refusal()).isPresent();
      assertThat(other.psbt().inputs().getFirst().partialSignatures()).isEmpty();
      // What a PSBT from outside asks for is no reason to sign less than everything.
      assertThat(signer.sign(psbt, OptionalInt.empty(), false).isComplete()).isFalse();
      assertThat(signer.sign(psbt, OptionalInt.of(SigHash.NONE), false).isComplete()).isTrue();
    }
  }

  @Test
  void sign_whenAmountIsForged_refuses() {
    String template = "wpkh(@A)";
    Psbt psbt = updated(template);
    psbt.inputs().getFirst().setWitnessUtxo(new TxOut(VALUE * 2, script(template)));
    assertThat(sign(psbt, template, 0).inputs().getFirst().refusal()).isPresent();
  }

  @Test
  void sign_inVersion2_closesWhatItCommitsTo() {
    String template = "wpkh(@A)";
    Psbt psbt = updated(template).toVersion2();
    psbt.setModifiable(Psbt.INPUTS_MODIFIABLE | Psbt.OUTPUTS_MODIFIABLE);
    assertThat(sign(psbt, template, 1).psbt().modifiable()).hasValue(3);
    assertThat(sign(psbt, template, 0).psbt().modifiable()).hasValue(0);
  }

  @Test
  void combine_whenTransactionsDiffer_throws() {
    Psbt one = updated("wpkh(@A)");
    Psbt other = updated("wpkh(@B)");
    assertThatThrownBy(() -> Combiner.combine(List.of(one, other)))
        .hasMessage("PSBTs not compatible (different transactions)");
  }

  @Test
  void update_marksChangeAsOurs() {
    Psbt psbt = updated("tr(@A,pk(@B))");
    assertThat(psbt.outputs().getFirst().tapInternalKey()).isNotNull();
    assertThat(psbt.outputs().getFirst().tapTree()).hasSize(1);
    assertThat(psbt.inputs().getFirst().tapDerivations()).hasSize(2);
    assertThat(psbt.inputs().getFirst().nonWitnessUtxo()).isNull();
    assertThat(Hex.encode(psbt.encode())).startsWith("70736274ff");
  }
}
