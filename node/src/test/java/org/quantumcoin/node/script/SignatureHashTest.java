package org.quantumcoin.node.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;

class SignatureHashTest {
  private static final OutPoint PREVOUT = new OutPoint(Txid.fromHex("12".repeat(32)), 3);
  private static final Transaction TX =
      Transaction.create(
          2,
          List.of(new TxIn(PREVOUT, Script.EMPTY, 7)),
          List.of(new TxOut(5, Script.fromHex("51"))),
          9);

  /// The hash with a script code whose length and bytes are as given.
  private static byte[] expected(int length, String code) {
    ByteWriter out = new ByteWriter();
    out.writeInt32(2).writeCompactSize(1);
    PREVOUT.write(out);
    out.writeCompactSize(length).writeBytes(Hex.decode(code)).writeInt32(7);
    out.writeCompactSize(1);
    TX.outputs().getFirst().write(out);
    out.writeInt32(9).writeInt32(SigHash.ALL);
    return Sha256.hashTwice(out.toByteArray());
  }

  private static byte[] legacy(String code) {
    return SignatureHash.legacy(TX, 0, Script.fromHex(code), SigHash.ALL);
  }

  @Test
  void legacy_leavesSeparatorsOut() {
    assertThat(legacy("acab51ab")).isEqualTo(expected(2, "ac51"));
  }

  @Test
  void legacy_whenLastPushIsWhole_hashesAll() {
    assertThat(legacy("ac02aabb")).isEqualTo(expected(4, "ac02aabb"));
  }

  @Test
  void legacy_whenScriptBreaksOffWithinAPush_hashesUpToItsData() {
    assertThat(legacy("ac03aabb")).isEqualTo(expected(4, "ac03"));
    assertThat(legacy("ac4c03aabb")).isEqualTo(expected(5, "ac4c03"));
  }

  @Test
  void legacy_whenScriptBreaksOffWithinAPushesLength_hashesUpToTheOpcode() {
    assertThat(legacy("ac4d03")).isEqualTo(expected(3, "ac4d"));
    assertThat(legacy("ac4e010000")).isEqualTo(expected(5, "ac4e"));
  }

  @Test
  void legacy_whenScriptBreaksOffBehindASeparator_countsAndHashesBoth() {
    assertThat(legacy("acab03aaab")).isEqualTo(expected(4, "ac03"));
  }
}
