package org.quantumcoin.node.script.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.crypto.Hash160;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.script.PrecomputedTransactionData;
import org.quantumcoin.node.script.ScriptCheck;
import org.quantumcoin.node.script.ScriptFlags;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.node.script.SigHash;
import org.quantumcoin.node.script.Taproot;

class TransactionSignerTest {
  private static final long AMOUNT = 10_000;

  private static SecretKey key(int n) {
    return SecretKey.of(Sha256.hash(new byte[] {(byte) n}), true).orElseThrow();
  }

  private static KeyStore store(int... keys) {
    KeyStore store = new KeyStore();
    for (int n : keys) {
      store.addKey(key(n));
    }
    return store;
  }

  private static Transaction spend(int inputs, int outputs) {
    List<TxIn> ins = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      ins.add(
          new TxIn(
              new OutPoint(Txid.fromHex("22".repeat(32)), i), Script.EMPTY, TxIn.SEQUENCE_FINAL));
    }
    List<TxOut> outs = new ArrayList<>();
    for (int i = 0; i < outputs; i++) {
      outs.add(new TxOut(1000 + i, ScriptTemplates.payToPubkeyHash(new byte[20])));
    }
    return Transaction.create(2, ins, outs, 0);
  }

  private static TransactionSigner.Result sign(
      Transaction tx, SigningProvider provider, int hashType, Script... scripts) {
    List<Optional<TxOut>> spent = new ArrayList<>();
    for (Script script : scripts) {
      spent.add(Optional.of(new TxOut(AMOUNT, script)));
    }
    return TransactionSigner.sign(tx, spent, provider, hashType);
  }

  private static Script multisig(int required, int... keys) {
    return ScriptTemplates.multisig(
        required, Arrays.stream(keys).mapToObj(n -> key(n).publicKey()).toList());
  }

  @Test
  void sign_completesEveryStandardForm() {
    KeyStore store = store(1, 2, 3);
    byte[] keyHash = Hash160.hash(key(1).publicKey());
    Script wpkh = ScriptTemplates.payToWitnessPubkeyHash(keyHash);
    Script multisig = multisig(2, 1, 2, 9);
    Script wsh = ScriptTemplates.payToWitnessScriptHash(multisig);
    store.addScript(multisig);
    store.addScript(wsh);
    store.addScript(wpkh);
    store.addTaproot(key(2).xOnly(), Optional.empty());
    byte[] output = Taproot.outputKey(key(2).xOnly(), Optional.empty()).orElseThrow();
    Script[] scripts = {
      ScriptTemplates.payToPubkey(key(1).publicKey()),
      ScriptTemplates.payToPubkeyHash(keyHash),
      multisig,
      ScriptTemplates.payToScriptHash(multisig),
      wpkh,
      ScriptTemplates.payToScriptHash(wpkh),
      wsh,
      ScriptTemplates.payToScriptHash(wsh),
      ScriptTemplates.payToTaproot(Arrays.copyOfRange(output, 1, 33)),
      ScriptTemplates.payToTaproot(key(3).xOnly())
    };
    for (int type :
        new int[] {
          SigHash.DEFAULT,
          SigHash.ALL,
          SigHash.NONE,
          SigHash.SINGLE,
          SigHash.ALL | SigHash.ANYONECANPAY,
          SigHash.SINGLE | SigHash.ANYONECANPAY
        }) {
      TransactionSigner.Result result =
          sign(spend(scripts.length, scripts.length), store, type, scripts);
      assertThat(result.errors()).as("hash type %d", type).isEmpty();
      List<TxOut> spent = Arrays.stream(scripts).map(s -> new TxOut(AMOUNT, s)).toList();
      PrecomputedTransactionData data = new PrecomputedTransactionData(result.tx(), spent);
      for (int i = 0; i < scripts.length; i++) {
        assertThat(new ScriptCheck(data, i, spent.get(i), ScriptFlags.STANDARD).run().isOk())
            .isTrue();
      }
      assertThat(sign(result.tx(), new KeyStore(), type, scripts).tx()).isEqualTo(result.tx());
    }
  }

  @Test
  void sign_byOneOwnerAfterTheOther_completesAMultisig() {
    Script multisig = multisig(2, 1, 2, 3);
    Script wsh = ScriptTemplates.payToWitnessScriptHash(multisig);
    for (Script script :
        List.of(
            multisig,
            ScriptTemplates.payToScriptHash(multisig),
            wsh,
            ScriptTemplates.payToScriptHash(wsh))) {
      KeyStore third = store(3);
      third.addScript(multisig);
      third.addScript(wsh);
      TransactionSigner.Result half = sign(spend(1, 1), third, SigHash.ALL, script);
      assertThat(half.isComplete()).isFalse();
      assertThat(half.errors().get(0))
          .isEqualTo(
              "CHECK(MULTI)SIG failing with non-zero signature (possibly need more signatures)");
      // The second owner knows no script: it stands in the input by now.
      assertThat(sign(half.tx(), store(1), SigHash.ALL, script).errors()).isEmpty();
    }
  }

  @Test
  void sign_saysWhatIsMissing() {
    Script script = ScriptTemplates.payToPubkeyHash(Hash160.hash(key(1).publicKey()));
    TransactionSigner.Result result = sign(spend(1, 1), store(2), SigHash.ALL, script);
    assertThat(result.errors().get(0))
        .isEqualTo("Unable to sign input, invalid stack size (possibly missing key)");
    TransactionSigner.Result unknown =
        TransactionSigner.sign(spend(1, 1), List.of(Optional.empty()), store(1), SigHash.ALL);
    assertThat(unknown.errors().get(0)).isEqualTo("Input not found or already spent");
    Script wpkh = ScriptTemplates.payToWitnessPubkeyHash(Hash160.hash(key(1).publicKey()));
    TransactionSigner.Result noAmount =
        TransactionSigner.sign(
            spend(1, 1),
            List.of(Optional.of(new TxOut(TransactionSigner.UNKNOWN_AMOUNT, wpkh))),
            store(1),
            SigHash.ALL);
    assertThat(noAmount.isComplete()).isFalse();
  }

  @Test
  void sign_withSingle_leavesInputsWithoutAnOutputAlone() {
    Script script = ScriptTemplates.payToPubkeyHash(Hash160.hash(key(1).publicKey()));
    TransactionSigner.Result result = sign(spend(2, 1), store(1), SigHash.SINGLE, script, script);
    assertThat(result.errors()).containsOnlyKeys(1);
    assertThat(result.tx().inputs().get(1).scriptSig().isEmpty()).isTrue();
  }

  @Test
  void sign_withoutAnyKey_leavesCoresPlaceholders() {
    Script multisig = multisig(3, 1, 2, 3);
    Script wsh = ScriptTemplates.payToWitnessScriptHash(multisig);
    KeyStore store = new KeyStore();
    store.addScript(multisig);
    TransactionSigner.Result result = sign(spend(1, 1), store, SigHash.ALL, wsh);
    assertThat(result.tx().inputs().get(0).witness().size()).isEqualTo(4);
    assertThat(result.isComplete()).isFalse();
  }

  @Test
  void secretKey_showsNothing() {
    assertThat(key(1).toString()).isEqualTo("SecretKey[…]");
  }
}
