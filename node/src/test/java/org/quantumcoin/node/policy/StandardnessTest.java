package org.quantumcoin.node.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.primitives.Witness;
import org.quantumcoin.node.script.Opcodes;
import org.quantumcoin.node.script.ScriptBuilder;
import org.quantumcoin.node.script.ScriptTemplates;

class StandardnessTest {
  private static final PolicyLimits LIMITS = PolicyLimits.DEFAULT;
  private static final FeeRate DUST = LIMITS.dustRelayFee();
  private static final Script P2PKH = ScriptTemplates.payToPubkeyHash(new byte[20]);
  private static final TxOut PAYMENT = new TxOut(100_000, P2PKH);

  private static TxIn input(Script scriptSig, Witness witness) {
    OutPoint prevout = new OutPoint(Txid.fromHex("33".repeat(32)), 0);
    return new TxIn(prevout, scriptSig, TxIn.SEQUENCE_FINAL, witness);
  }

  private static Transaction tx(int version, Script scriptSig, TxOut... outputs) {
    return Transaction.create(
        version, List.of(input(scriptSig, Witness.EMPTY)), List.of(outputs), 0);
  }

  private static Transaction tx(TxOut... outputs) {
    return tx(2, Script.EMPTY, outputs);
  }

  private static Transaction witnessTx(Script scriptSig, List<byte[]> items) {
    return Transaction.create(2, List.of(input(scriptSig, Witness.of(items))), List.of(PAYMENT), 0);
  }

  private static Script opReturn(int dataBytes) {
    return new ScriptBuilder().op(Opcodes.OP_RETURN).push(new byte[dataBytes]).build();
  }

  private static List<byte[]> keys(int count) {
    List<byte[]> keys = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      keys.add(Secp256k1.publicKey(Sha256.hash(new byte[] {(byte) i}), true));
    }
    return keys;
  }

  @Test
  void versions_fromOneToThree_areStandard() {
    assertThat(Standardness.checkTx(tx(0, Script.EMPTY, PAYMENT), LIMITS)).hasValue("version");
    for (int version = 1; version <= 3; version++) {
      assertThat(Standardness.checkTx(tx(version, Script.EMPTY, PAYMENT), LIMITS)).isEmpty();
    }
    assertThat(Standardness.checkTx(tx(4, Script.EMPTY, PAYMENT), LIMITS)).hasValue("version");
    assertThat(Standardness.checkTx(tx(-1, Script.EMPTY, PAYMENT), LIMITS)).hasValue("version");
  }

  @Test
  void weight_upTo400000_isStandard() {
    // Weight grows by 4 a byte outside the witness; one item of a witness fills up to the limit.
    int base = witnessTx(Script.EMPTY, List.of(new byte[300_000])).weight();
    byte[] exact = new byte[300_000 + Standardness.MAX_WEIGHT - base];
    assertThat(witnessTx(Script.EMPTY, List.of(exact)).weight()).isEqualTo(400_000);
    assertThat(Standardness.checkTx(witnessTx(Script.EMPTY, List.of(exact)), LIMITS)).isEmpty();
    byte[] above = new byte[exact.length + 1];
    assertThat(Standardness.checkTx(witnessTx(Script.EMPTY, List.of(above)), LIMITS))
        .hasValue("tx-size");
  }

  @Test
  void scriptSig_upTo1650Bytes_ofPushesOnly_isStandard() {
    Script longest = Script.of(new byte[1650]);
    assertThat(Standardness.checkTx(tx(2, longest, PAYMENT), LIMITS)).isEmpty();
    assertThat(Standardness.checkTx(tx(2, Script.of(new byte[1651]), PAYMENT), LIMITS))
        .hasValue("scriptsig-size");
    assertThat(Standardness.checkTx(tx(2, Script.fromHex("61"), PAYMENT), LIMITS))
        .hasValue("scriptsig-not-pushonly");
  }

  @Test
  void opReturn_ofUpTo83Bytes_andOneOfIt_isStandard() {
    TxOut fits = new TxOut(0, opReturn(80));
    assertThat(fits.script().length()).isEqualTo(83);
    assertThat(Standardness.checkTx(tx(PAYMENT, fits), LIMITS)).isEmpty();
    assertThat(Standardness.checkTx(tx(PAYMENT, new TxOut(0, opReturn(81))), LIMITS))
        .hasValue("scriptpubkey");
    assertThat(Standardness.checkTx(tx(PAYMENT, fits, fits), LIMITS)).hasValue("multi-op-return");
    PolicyLimits none = new PolicyLimits(OptionalInt.empty(), true, DUST, 20);
    assertThat(Standardness.checkTx(tx(fits), none)).hasValue("scriptpubkey");
  }

  @Test
  void bareMultisig_ofUpToThreeKeys_isStandard_unlessSwitchedOff() {
    TxOut three = new TxOut(100_000, ScriptTemplates.multisig(3, keys(3)));
    TxOut four = new TxOut(100_000, ScriptTemplates.multisig(1, keys(4)));
    assertThat(Standardness.checkTx(tx(three), LIMITS)).isEmpty();
    assertThat(Standardness.checkTx(tx(four), LIMITS)).hasValue("scriptpubkey");
    PolicyLimits strict = new PolicyLimits(LIMITS.maxDataCarrierBytes(), false, DUST, 20);
    assertThat(Standardness.checkTx(tx(three), strict)).hasValue("bare-multisig");
  }

  @Test
  void dust_hasCoresThresholds() {
    assertThat(Dust.threshold(new TxOut(0, P2PKH), DUST)).isEqualTo(546);
    assertThat(Dust.threshold(new TxOut(0, ScriptTemplates.payToScriptHash(new byte[20])), DUST))
        .isEqualTo(540);
    assertThat(Dust.threshold(new TxOut(0, ScriptTemplates.payToWitness(0, new byte[20])), DUST))
        .isEqualTo(294);
    assertThat(Dust.threshold(new TxOut(0, ScriptTemplates.payToWitness(0, new byte[32])), DUST))
        .isEqualTo(330);
    assertThat(Dust.threshold(new TxOut(0, ScriptTemplates.payToTaproot(new byte[32])), DUST))
        .isEqualTo(330);
    assertThat(Dust.threshold(new TxOut(0, Script.fromHex("51024e73")), DUST)).isEqualTo(240);
    assertThat(Dust.threshold(new TxOut(0, opReturn(3)), DUST)).isZero();
    assertThat(Dust.isDust(new TxOut(545, P2PKH), DUST)).isTrue();
    assertThat(Dust.isDust(new TxOut(546, P2PKH), DUST)).isFalse();
  }

  @Test
  void oneDustOutput_isStandard_withoutFeeOnly() {
    TxOut dust = new TxOut(545, P2PKH);
    assertThat(Standardness.checkTx(tx(dust), LIMITS)).isEmpty();
    assertThat(Standardness.checkTx(tx(dust, dust), LIMITS)).hasValue("dust");
    assertThat(Standardness.checkDustWithFee(tx(dust), 0, 0, LIMITS)).isEmpty();
    assertThat(Standardness.checkDustWithFee(tx(dust), 1, 1, LIMITS)).hasValue("dust");
    assertThat(Standardness.checkDustWithFee(tx(dust), 0, 1, LIMITS)).hasValue("dust");
    assertThat(Standardness.checkDustWithFee(tx(PAYMENT), 1, 1, LIMITS)).isEmpty();
  }

  @Test
  void redeemScript_ofUpTo15SigOps_isStandard() {
    Script fits = Script.fromHex("ac".repeat(15));
    Script tooMany = Script.fromHex("ac".repeat(16));
    TxOut spent = new TxOut(1, ScriptTemplates.payToScriptHash(new byte[20]));
    assertThat(Standardness.checkInputs(tx(2, push(fits), PAYMENT), List.of(spent))).isEmpty();
    assertThat(Standardness.checkInputs(tx(2, push(tooMany), PAYMENT), List.of(spent)))
        .hasValue("bad-txns-nonstandard-inputs");
    assertThat(Standardness.checkInputs(tx(2, Script.EMPTY, PAYMENT), List.of(spent)))
        .hasValue("bad-txns-nonstandard-inputs");
    for (String unknown : List.of("51", "5202" + "0000")) {
      TxOut odd = new TxOut(1, Script.fromHex(unknown));
      assertThat(Standardness.checkInputs(tx(PAYMENT), List.of(odd)))
          .hasValue("bad-txns-nonstandard-inputs");
    }
    assertThat(Standardness.checkInputs(tx(PAYMENT), List.of(PAYMENT))).isEmpty();
  }

  private static Script push(Script script) {
    return new ScriptBuilder().push(script.toBytes()).build();
  }

  @Test
  void scriptWitness_hasLimits() {
    TxOut spent = new TxOut(1, ScriptTemplates.payToWitness(0, new byte[32]));
    assertThat(witnesses(spent, items(100, 80, 3600))).isTrue();
    assertThat(witnesses(spent, items(101, 80, 3600))).isFalse();
    assertThat(witnesses(spent, items(100, 81, 3600))).isFalse();
    assertThat(witnesses(spent, items(100, 80, 3601))).isFalse();
    assertThat(witnesses(PAYMENT, items(1, 1, 1))).isFalse();
    assertThat(witnesses(new TxOut(1, Script.fromHex("51024e73")), items(0, 0, 0))).isFalse();
  }

  @Test
  void taprootWitness_hasNoAnnex_andShortItems() {
    TxOut spent = new TxOut(1, ScriptTemplates.payToTaproot(new byte[32]));
    byte[] control = Hex.decode("c0" + "00".repeat(32));
    byte[] otherLeaf = Hex.decode("c2" + "00".repeat(32));
    byte[] script = new byte[10_000];
    assertThat(witnesses(spent, List.of(new byte[64]))).isTrue();
    assertThat(witnesses(spent, List.of(new byte[64], new byte[] {0x50}))).isFalse();
    assertThat(witnesses(spent, List.of(new byte[80], script, control))).isTrue();
    assertThat(witnesses(spent, List.of(new byte[81], script, control))).isFalse();
    assertThat(witnesses(spent, List.of(new byte[81], script, otherLeaf))).isTrue();
    assertThat(witnesses(spent, List.of(script, new byte[0]))).isFalse();
  }

  private static boolean witnesses(TxOut spent, List<byte[]> items) {
    return Standardness.checkWitnesses(witnessTx(Script.EMPTY, items), List.of(spent)).isEmpty();
  }

  private static List<byte[]> items(int count, int size, int scriptSize) {
    List<byte[]> items = new ArrayList<>(Collections.nCopies(count, new byte[size]));
    items.add(new byte[scriptSize]);
    return items;
  }

  @Test
  void virtualSize_countsSigOps() {
    assertThat(Standardness.virtualSize(401, 0, 20)).isEqualTo(101);
    assertThat(Standardness.virtualSize(400, 20, 20)).isEqualTo(100);
    assertThat(Standardness.virtualSize(400, 21, 20)).isEqualTo(105);
  }
}
