package org.quantumcoin.node.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Witness;

class InterpreterTest {
  private static ScriptError verify(String scriptSig, String scriptPubKey, int flags) {
    return ScriptVerifier.verify(
        ScriptAssembler.parse(scriptSig),
        ScriptAssembler.parse(scriptPubKey),
        Witness.EMPTY,
        flags,
        SignatureChecker.NONE);
  }

  @Test
  void operations_upTo201_areAllowed() {
    assertThat(verify("1", "NOP ".repeat(201), 0)).isEqualTo(ScriptError.OK);
    assertThat(verify("1", "NOP ".repeat(202), 0)).isEqualTo(ScriptError.OP_COUNT);
  }

  @Test
  void stack_upTo1000Elements_isAllowed() {
    assertThat(verify("1 ".repeat(1000), "NOP", 0)).isEqualTo(ScriptError.OK);
    assertThat(verify("1 ".repeat(1001), "NOP", 0)).isEqualTo(ScriptError.STACK_SIZE);
  }

  @Test
  void script_upTo10000Bytes_isAllowed() {
    String push = "0x4d0802" + "00".repeat(520) + " DROP ";
    String nearly = push.repeat(19) + "1 ";
    Script base = ScriptAssembler.parse(nearly);
    int rest = 10_000 - base.length();
    assertThat(verify("", nearly + "0x00 ".repeat(rest - 1) + "1", 0)).isEqualTo(ScriptError.OK);
    assertThat(verify("", nearly + "0x00 ".repeat(rest) + "1", 0))
        .isEqualTo(ScriptError.SCRIPT_SIZE);
  }

  @Test
  void element_upTo520Bytes_isAllowed_evenWhereItIsNotExecuted() {
    String fits = "0x4d0802" + "00".repeat(520);
    String tooLong = "0x4d0902" + "00".repeat(521);
    assertThat(verify("1", fits + " DROP", 0)).isEqualTo(ScriptError.OK);
    assertThat(verify("1", tooLong + " DROP", 0)).isEqualTo(ScriptError.PUSH_SIZE);
    assertThat(verify("1", "0 IF " + tooLong + " ENDIF", 0)).isEqualTo(ScriptError.PUSH_SIZE);
  }

  @Test
  void conditionals_nestWithinBranchesNotTaken() {
    assertThat(verify("1 ".repeat(101), "IF ".repeat(100) + "ENDIF ".repeat(100), 0))
        .isEqualTo(ScriptError.OK);
    assertThat(verify("0", "IF IF 0 ELSE 0 ENDIF ELSE 1 ENDIF", 0)).isEqualTo(ScriptError.OK);
    assertThat(verify("1", "IF 1 ELSE IF RETURN ENDIF ELSE 0 ENDIF", 0))
        .isEqualTo(ScriptError.EVAL_FALSE);
    assertThat(verify("1", "IF 1", 0)).isEqualTo(ScriptError.UNBALANCED_CONDITIONAL);
  }

  @Test
  void findAndDelete_worksAtOperationBoundaries() {
    byte[] signature = Hex.decode("3001");
    Script withPush = ScriptAssembler.parse("0x023001 0x023001 DUP 0x023001 CHECKSIG");
    assertThat(FindAndDelete.signature(withPush.toBytes(), 0, signature))
        .isEqualTo(ScriptAssembler.parse("DUP CHECKSIG").toBytes());
    byte[] inside = ScriptAssembler.parse("0x0403023001 CHECKSIG").toBytes();
    assertThat(FindAndDelete.signature(inside, 0, signature)).isSameAs(inside);
    byte[] zeros = ScriptAssembler.parse("0 1 0 CHECKSIG").toBytes();
    assertThat(FindAndDelete.signature(zeros, 0, new byte[0]))
        .isEqualTo(ScriptAssembler.parse("1 CHECKSIG").toBytes());
    byte[] fromBehind = FindAndDelete.signature(withPush.toBytes(), 3, signature);
    assertThat(fromBehind).isEqualTo(ScriptAssembler.parse("DUP CHECKSIG").toBytes());
  }

  @Test
  void payToAnchor_isSpentByAnyone_butNotNested() {
    Script anchor = ScriptAssembler.parse("1 0x024e73");
    assertThat(ScriptTemplates.isPayToAnchor(anchor)).isTrue();
    assertThat(
            ScriptVerifier.verify(
                Script.EMPTY, anchor, Witness.EMPTY, ScriptFlags.STANDARD, SignatureChecker.NONE))
        .isEqualTo(ScriptError.OK);
    Script nested = ScriptTemplates.payToScriptHash(anchor);
    Script scriptSig = new ScriptBuilder().push(anchor.toBytes()).build();
    assertThat(
            ScriptVerifier.verify(
                scriptSig, nested, Witness.EMPTY, ScriptFlags.STANDARD, SignatureChecker.NONE))
        .isEqualTo(ScriptError.DISCOURAGE_UPGRADABLE_WITNESS_PROGRAM);
  }

  @Test
  void witness_whereNoneIsExpected_isRefused() {
    assertThat(
            ScriptVerifier.verify(
                Script.EMPTY,
                ScriptAssembler.parse("1"),
                Witness.of(List.of(new byte[0])),
                ScriptFlags.MANDATORY,
                SignatureChecker.NONE))
        .isEqualTo(ScriptError.WITNESS_UNEXPECTED);
  }
}
