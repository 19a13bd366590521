package org.quantumcoin.node.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Witness;
import org.quantumcoin.node.vectors.Vectors;
import tools.jackson.databind.JsonNode;

class ScriptVectorTest {
  /// BIP-0341: a point of which nobody knows the secret.
  private static final byte[] NUMS =
      Hex.decode("50929b74c1a04954b78b4b6035e97a5e078a5a0f28ec96d547bfee9ace803ac0");

  @Test
  void scriptTests() {
    int count = 0;
    for (JsonNode test : Vectors.json("core/script_tests.json")) {
      if (test.size() > 1) {
        runCase(test);
        count++;
      }
    }
    Vectors.report("core/script_tests", count);
  }

  private static void runCase(JsonNode test) {
    int at = 0;
    long amount = 0;
    List<byte[]> items = new ArrayList<>();
    byte[] outputKey = new byte[33];
    if (test.get(0).isArray()) {
      JsonNode first = test.get(at++);
      int last = first.size() - 1;
      amount = new BigDecimal(first.get(last).asString()).movePointRight(8).longValueExact();
      for (int i = 0; i < last; i++) {
        String text = first.get(i).asString();
        if (text.startsWith("#SCRIPT#")) {
          Script leaf = ScriptAssembler.parse(text.substring(8));
          byte[] root = Taproot.leafHash(Taproot.LEAF_TAPSCRIPT, leaf);
          outputKey = Taproot.outputKey(NUMS, Optional.of(root)).orElseThrow();
          items.add(leaf.toBytes());
        } else if (text.equals("#CONTROLBLOCK#")) {
          byte[] control = new byte[33];
          control[0] = (byte) (Taproot.LEAF_TAPSCRIPT | (outputKey[0] & 1));
          System.arraycopy(NUMS, 0, control, 1, 32);
          items.add(control);
        } else {
          items.add(Hex.decode(text));
        }
      }
    }
    Script scriptSig = ScriptAssembler.parse(test.get(at).asString());
    String keyHex = "0x" + Hex.encode(Arrays.copyOfRange(outputKey, 1, 33));
    Script scriptPubKey =
        ScriptAssembler.parse(test.get(at + 1).asString().replace("#TAPROOTOUTPUT#", keyHex));
    int flags = ScriptFlags.parse(test.get(at + 2).asString());
    if ((flags & ScriptFlags.CLEANSTACK) != 0) {
      flags |= ScriptFlags.P2SH | ScriptFlags.WITNESS;
    }
    String expected = test.get(at + 3).asString();
    TxOut spent = new TxOut(amount, scriptPubKey);
    Transaction tx = spend(spent, scriptSig, Witness.of(items));
    PrecomputedTransactionData data = new PrecomputedTransactionData(tx, List.of(spent));
    ScriptError error = new ScriptCheck(data, 0, spent, flags).run();
    assertThat(nameInVectors(error, expected)).as("%s", test).isEqualTo(expected);
  }

  private static String nameInVectors(ScriptError error, String expected) {
    // The vectors are younger than Core 29, whose reasons we give: an IF without a condition has
    // since become a stack error.
    if (error == ScriptError.UNBALANCED_CONDITIONAL
        && expected.equals(ScriptError.INVALID_STACK_OPERATION.name())) {
      return ScriptError.INVALID_STACK_OPERATION.name();
    }
    return error == ScriptError.SIG_NULLFAIL ? "NULLFAIL" : error.name();
  }

  private static Transaction spend(TxOut spent, Script scriptSig, Witness witness) {
    Script zeros = ScriptAssembler.parse("0 0");
    Transaction credit =
        Transaction.create(
            1, List.of(new TxIn(OutPoint.NULL, zeros, TxIn.SEQUENCE_FINAL)), List.of(spent), 0);
    TxIn input = new TxIn(new OutPoint(credit.txid(), 0), scriptSig, TxIn.SEQUENCE_FINAL, witness);
    return Transaction.create(
        1, List.of(input), List.of(new TxOut(spent.value(), Script.EMPTY)), 0);
  }

  @Test
  void scriptNumbers() {
    int count = 0;
    for (JsonNode test : Vectors.json("wallet/script_number.json")) {
      byte[] bytes = Hex.decode(test.get("hex").asString());
      long number = test.get("number").asLong();
      assertThat(ScriptNumber.encode(number)).isEqualTo(bytes);
      int maxBytes = test.has("bytes") ? test.get("bytes").asInt() : ScriptNumber.MAX_BYTES;
      assertThat(ScriptNumber.decode(bytes, true, maxBytes)).as("%s", test).isEqualTo(number);
      count++;
    }
    Vectors.report("wallet/script_number", count);
  }

  @Test
  void bitcoinjsScripts() {
    JsonNode root = Vectors.json("wallet/script.json");
    int count = 0;
    for (JsonNode test : root.get("valid")) {
      Script script = Script.fromHex(test.get("script").asString());
      List<String> pushes = new ArrayList<>();
      ScriptCursor cursor = new ScriptCursor(script);
      while (cursor.next()) {
        pushes.add(Hex.encode(pushedBy(cursor)));
      }
      assertThat(cursor.isAtEnd()).isTrue();
      if (test.has("stack")) {
        List<String> expected = new ArrayList<>();
        test.get("stack").forEach(item -> expected.add(item.asString()));
        assertThat(pushes).as("%s", test).isEqualTo(expected);
        assertThat(ScriptTemplates.isPushOnly(script)).isTrue();
      }
      count++;
    }
    for (JsonNode test : root.get("valid2")) {
      if (!test.has("outputHex")) {
        assertThat(ScriptTemplates.isPushOnly(Script.fromHex(test.get("inputHex").asString())))
            .isTrue();
        count++;
        continue;
      }
      TxoutType type =
          ScriptTemplates.solve(Script.fromHex(test.get("outputHex").asString())).type();
      assertThat(type.text()).as("%s", test).isEqualTo(typeNamed(test.get("type").asString()));
      count++;
    }
    for (JsonNode test : root.get("invalid").get("decompile")) {
      ScriptCursor cursor = new ScriptCursor(Script.fromHex(test.get("script").asString()));
      while (cursor.next()) {
        assertThat(cursor.isBroken()).isFalse();
      }
      assertThat(cursor.isBroken()).as("%s", test).isTrue();
      count++;
    }
    Vectors.report("wallet/script", count);
  }

  private static byte[] pushedBy(ScriptCursor cursor) {
    int opcode = cursor.opcode();
    return opcode == Opcodes.OP_1NEGATE || Opcodes.isSmallInteger(opcode)
        ? ScriptNumber.encode(Opcodes.smallInteger(opcode))
        : cursor.data();
  }

  private static String typeNamed(String bitcoinjs) {
    return bitcoinjs.equals("witnesspubkeyhash")
        ? "witness_v0_keyhash"
        : bitcoinjs.equals("witnessscripthash") ? "witness_v0_scripthash" : bitcoinjs;
  }

  @Test
  void signatureEncodings() {
    int count = 0;
    for (JsonNode test : Vectors.json("keys/sig_canonical.json")) {
      assertThat(SignatureEncoding.isStrictDer(Hex.decode(test.asString()))).isTrue();
      count++;
    }
    for (JsonNode test : Vectors.json("keys/sig_noncanonical.json")) {
      if (Hex.isHex(test.asString())) {
        byte[] signature = Hex.decode(test.asString());
        assertThat(SignatureEncoding.check(signature, ScriptFlags.STRICTENC))
            .as("%s", test)
            .isNotEqualTo(ScriptError.OK);
        count++;
      }
    }
    for (JsonNode test : Vectors.json("wallet/signature.json").get("valid")) {
      assertThat(SignatureEncoding.isStrictDer(Hex.decode(test.get("hex").asString()))).isTrue();
      count++;
    }
    Vectors.report("keys/sig_*", count);
  }
}
