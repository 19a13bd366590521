package org.quantumcoin.node.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.crypto.Hash160;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.primitives.Witness;

class SignatureCacheTest {
  private static byte[] hash(int n) {
    return Sha256.hash(new byte[] {(byte) n, (byte) (n >> 8), (byte) (n >> 16)});
  }

  @Test
  void recentHashes_keepWhatFits_andForgetWhenErased() {
    RecentHashes hashes = new RecentHashes(1 << 20, new Random(1));
    int half = hashes.capacity() / 2;
    for (int i = 0; i < half; i++) {
      hashes.add(hash(i));
    }
    int kept = 0;
    for (int i = 0; i < half; i++) {
      kept += hashes.contains(hash(i), false) ? 1 : 0;
    }
    assertThat(kept).isGreaterThan(half * 95 / 100);
    assertThat(hashes.contains(hash(half), false)).isFalse();
    hashes.add(hash(half));
    assertThat(hashes.contains(hash(half), true)).isTrue();
    assertThat(hashes.contains(hash(half), false)).isFalse();
  }

  @Test
  void recentHashes_stayWithinTheirMemory_andGoOnLearning() {
    RecentHashes hashes = new RecentHashes(10_000, new Random(1));
    assertThat(hashes.sizeBytes()).isLessThanOrEqualTo(10_000);
    for (int i = 0; i < 10_000; i++) {
      hashes.add(hash(i));
      assertThat(hashes.contains(hash(i), false)).isTrue();
    }
    assertThat(new RecentHashes(0, new Random(1)).capacity()).isEqualTo(8);
  }

  @Test
  void signatureCache_answersForTheVerySameSignatureOnly() {
    byte[] secret = hash(1);
    byte[] key = Secp256k1.publicKey(secret, true);
    byte[] keyHash = Hash160.hash(key);
    TxOut spent = new TxOut(1000, ScriptTemplates.payToWitnessPubkeyHash(keyHash));
    Transaction unsigned = transaction(Witness.EMPTY);
    byte[] sighash =
        SignatureHash.witnessV0(
            new PrecomputedTransactionData(unsigned, List.of(spent)),
            0,
            ScriptTemplates.payToPubkeyHash(keyHash),
            1000,
            SigHash.ALL);
    byte[] der = Secp256k1.signEcdsa(secret, sighash);
    byte[] signature = Arrays.copyOf(der, der.length + 1);
    signature[der.length] = SigHash.ALL;
    Transaction signed = transaction(Witness.of(List.of(signature, key)));
    PrecomputedTransactionData data = new PrecomputedTransactionData(signed, List.of(spent));
    SignatureCache cache = new SignatureCache(1 << 16, new SplittableRandom(1));
    ScriptCheck storing = new ScriptCheck(data, 0, spent, ScriptFlags.STANDARD, cache, true);
    ScriptCheck using = new ScriptCheck(data, 0, spent, ScriptFlags.STANDARD, cache, false);
    assertThat(storing.run()).isEqualTo(ScriptError.OK);
    byte[] entry = cache.ecdsaEntry(sighash, signature, key);
    assertThat(cache.contains(entry, false)).isTrue();
    assertThat(using.run()).isEqualTo(ScriptError.OK);
    assertThat(cache.contains(entry, false)).isFalse();
    assertThat(using.run()).isEqualTo(ScriptError.OK);
    assertThat(cache.contains(entry, false)).isFalse();
    TxOut other = new TxOut(1001, spent.script());
    PrecomputedTransactionData wrong = new PrecomputedTransactionData(signed, List.of(other));
    assertThat(new ScriptCheck(wrong, 0, other, ScriptFlags.STANDARD, cache, true).run())
        .isEqualTo(ScriptError.SIG_NULLFAIL);
  }

  private static Transaction transaction(Witness witness) {
    OutPoint prevout = new OutPoint(Txid.fromHex("11".repeat(32)), 0);
    TxIn input = new TxIn(prevout, Script.EMPTY, TxIn.SEQUENCE_FINAL, witness);
    return Transaction.create(2, List.of(input), List.of(new TxOut(900, Script.EMPTY)), 0);
  }
}
