package org.quantumcoin.node.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.vectors.Vectors;
import tools.jackson.databind.JsonNode;

class SignatureHashVectorTest {
  @Test
  void legacySighash() {
    int count = 0;
    for (JsonNode test : Vectors.json("core/sighash.json")) {
      if (test.size() < 5) {
        continue;
      }
      Transaction tx = Transaction.parse(Hex.decode(test.get(0).asString()));
      Script script = Script.fromHex(test.get(1).asString());
      byte[] hash = SignatureHash.legacy(tx, test.get(2).asInt(), script, test.get(3).asInt());
      assertThat(Hex.encodeReversed(hash)).as("%s", test).isEqualTo(test.get(4).asString());
      count++;
    }
    Vectors.report("core/sighash", count);
  }

  /// The signed transactions verify, and every hash the document lists is one we compute.
  @Test
  void bip143() {
    int count = 0;
    for (JsonNode test : Vectors.json("bip143/bip143.json")) {
      Transaction signed = Transaction.parse(Hex.decode(test.get("signed_tx").asString()));
      List<TxOut> spent = new ArrayList<>();
      for (JsonNode out : test.get("script_pubkeys")) {
        long value =
            new BigDecimal(out.get("value_btc").asString()).movePointRight(8).longValueExact();
        spent.add(new TxOut(value, Script.fromHex(out.get("script").asString())));
      }
      PrecomputedTransactionData data = new PrecomputedTransactionData(signed, spent);
      RecordingChecker checker = new RecordingChecker(data);
      for (int i = 0; i < spent.size(); i++) {
        checker.use(i, spent.get(i).value());
        ScriptError error =
            ScriptVerifier.verify(
                signed.inputs().get(i).scriptSig(),
                spent.get(i).script(),
                signed.inputs().get(i).witness(),
                ScriptFlags.MANDATORY & ~ScriptFlags.DERSIG,
                checker);
        assertThat(error).as("%s input %d", test.get("name"), i).isEqualTo(ScriptError.OK);
      }
      for (JsonNode hash : test.get("sighashes")) {
        assertThat(checker.hashes).contains(hash.asString());
      }
      count++;
    }
    Vectors.report("bip143", count);
  }

  /// Notes the BIP-0143 hashes of all signatures it is asked about.
  private static final class RecordingChecker implements SignatureChecker {
    private final PrecomputedTransactionData data;
    private final List<String> hashes = new ArrayList<>();
    private SignatureChecker checker = NONE;
    private int index;
    private long amount;

    RecordingChecker(PrecomputedTransactionData data) {
      this.data = data;
    }

    void use(int input, long value) {
      index = input;
      amount = value;
      checker = new TransactionSignatureChecker(data, input, value);
    }

    @Override
    public boolean checkEcdsa(
        byte[] signature, byte[] key, byte[] code, int from, SigVersion version) {
      Script scriptCode = Script.slice(code, from, code.length - from);
      int type = signature[signature.length - 1] & 0xff;
      hashes.add(Hex.encode(SignatureHash.witnessV0(data, index, scriptCode, amount, type)));
      return checker.checkEcdsa(signature, key, code, from, version);
    }

    @Override
    public ScriptError checkSchnorr(
        byte[] signature, byte[] key, SigVersion version, ExecutionData execution) {
      return checker.checkSchnorr(signature, key, version, execution);
    }

    @Override
    public boolean checkLockTime(long lockTime) {
      return checker.checkLockTime(lockTime);
    }

    @Override
    public boolean checkSequence(long sequence) {
      return checker.checkSequence(sequence);
    }
  }

  @Test
  void bip341KeyPathSpending() {
    int count = 0;
    for (JsonNode test : Vectors.json("core/bip341_wallet_vectors.json").get("keyPathSpending")) {
      Transaction tx =
          Transaction.parse(Hex.decode(test.get("given").get("rawUnsignedTx").asString()));
      List<TxOut> spent = new ArrayList<>();
      for (JsonNode out : test.get("given").get("utxosSpent")) {
        Script script = Script.fromHex(out.get("scriptPubKey").asString());
        spent.add(new TxOut(out.get("amountSats").asLong(), script));
      }
      PrecomputedTransactionData data = new PrecomputedTransactionData(tx, spent);
      for (JsonNode input : test.get("inputSpending")) {
        checkKeyPathInput(data, input);
        count++;
      }
    }
    Vectors.report("core/bip341_wallet_vectors keyPathSpending", count);
  }

  private static void checkKeyPathInput(PrecomputedTransactionData data, JsonNode input) {
    JsonNode given = input.get("given");
    int index = given.get("txinIndex").asInt();
    int hashType = given.get("hashType").asInt();
    byte[] secret = Hex.decode(given.get("internalPrivkey").asString());
    JsonNode root = given.get("merkleRoot");
    byte[] internal = Secp256k1.xOnly(secret);
    byte[] tweak =
        Taproot.tweak(
            internal, root.isNull() ? Optional.empty() : Optional.of(Hex.decode(root.asString())));
    JsonNode expected = input.get("intermediary");
    assertThat(Hex.encode(internal)).isEqualTo(expected.get("internalPubkey").asString());
    assertThat(Hex.encode(tweak)).isEqualTo(expected.get("tweak").asString());
    assertThat(Hex.encode(Secp256k1.tweakSecretXOnly(secret, tweak).orElseThrow()))
        .isEqualTo(expected.get("tweakedPrivkey").asString());
    byte[] hash =
        SignatureHash.taproot(data, index, hashType, SigVersion.TAPROOT, ExecutionData.keyPath())
            .orElseThrow();
    assertThat(Hex.encode(hash)).isEqualTo(expected.get("sigHash").asString());
    byte[] signature = Secp256k1.signSchnorr(secret, hash, new byte[32], Optional.of(tweak));
    byte[] item = Arrays.copyOf(signature, hashType == SigHash.DEFAULT ? 64 : 65);
    if (item.length == 65) {
      item[64] = (byte) hashType;
    }
    assertThat(Hex.encode(item)).isEqualTo(input.get("expected").get("witness").get(0).asString());
    SignatureChecker checker =
        new TransactionSignatureChecker(data, index, data.spent().get(index).value());
    byte[] outputKey = data.spent().get(index).script().toBytes(2, 34);
    assertThat(checker.checkSchnorr(item, outputKey, SigVersion.TAPROOT, ExecutionData.keyPath()))
        .isEqualTo(ScriptError.OK);
  }

  @Test
  void bip341ScriptPubKeys() {
    int count = 0;
    for (JsonNode test : Vectors.json("core/bip341_wallet_vectors.json").get("scriptPubKey")) {
      byte[] internal = Hex.decode(test.get("given").get("internalPubkey").asString());
      JsonNode intermediary = test.get("intermediary");
      JsonNode tree = test.get("given").get("scriptTree");
      Optional<byte[]> root = tree.isNull() ? Optional.empty() : Optional.of(treeRoot(tree));
      root.ifPresent(
          r -> assertThat(Hex.encode(r)).isEqualTo(intermediary.get("merkleRoot").asString()));
      assertThat(Hex.encode(Taproot.tweak(internal, root)))
          .isEqualTo(intermediary.get("tweak").asString());
      byte[] output = Taproot.outputKey(internal, root).orElseThrow();
      byte[] outputKey = Arrays.copyOfRange(output, 1, 33);
      assertThat(Hex.encode(outputKey)).isEqualTo(intermediary.get("tweakedPubkey").asString());
      JsonNode expected = test.get("expected");
      assertThat(ScriptTemplates.payToTaproot(outputKey).toHex())
          .isEqualTo(expected.get("scriptPubKey").asString());
      if (expected.has("scriptPathControlBlocks")) {
        int i = 0;
        for (JsonNode control : expected.get("scriptPathControlBlocks")) {
          byte[] leaf = Hex.decode(intermediary.get("leafHashes").get(i++).asString());
          assertThat(Taproot.commitsTo(outputKey, Hex.decode(control.asString()), leaf)).isTrue();
        }
      }
      count++;
    }
    Vectors.report("core/bip341_wallet_vectors scriptPubKey", count);
  }

  private static byte[] treeRoot(JsonNode tree) {
    return tree.isArray()
        ? Taproot.branchHash(treeRoot(tree.get(0)), treeRoot(tree.get(1)))
        : Taproot.leafHash(
            tree.get("leafVersion").asInt(), Script.fromHex(tree.get("script").asString()));
  }
}
