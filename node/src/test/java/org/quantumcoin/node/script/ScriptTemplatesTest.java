package org.quantumcoin.node.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.Script;

class ScriptTemplatesTest {
  private static byte[] key(int n, boolean compressed) {
    return Secp256k1.publicKey(Sha256.hash(new byte[] {(byte) n}), compressed);
  }

  private static TxoutType type(String assembly) {
    return ScriptTemplates.solve(ScriptAssembler.parse(assembly)).type();
  }

  @Test
  void solve_findsEveryStandardForm() {
    byte[] hash20 = new byte[20];
    byte[] hash32 = new byte[32];
    assertThat(ScriptTemplates.solve(ScriptTemplates.payToPubkey(key(1, true))).type())
        .isEqualTo(TxoutType.PUBKEY);
    assertThat(ScriptTemplates.solve(ScriptTemplates.payToPubkey(key(1, false))).type())
        .isEqualTo(TxoutType.PUBKEY);
    assertThat(ScriptTemplates.solve(ScriptTemplates.payToPubkeyHash(hash20)).type())
        .isEqualTo(TxoutType.PUBKEYHASH);
    assertThat(ScriptTemplates.solve(ScriptTemplates.payToScriptHash(hash20)).type())
        .isEqualTo(TxoutType.SCRIPTHASH);
    assertThat(ScriptTemplates.solve(ScriptTemplates.payToWitness(0, hash20)).type())
        .isEqualTo(TxoutType.WITNESS_V0_KEYHASH);
    assertThat(ScriptTemplates.solve(ScriptTemplates.payToWitness(0, hash32)).type())
        .isEqualTo(TxoutType.WITNESS_V0_SCRIPTHASH);
    assertThat(ScriptTemplates.solve(ScriptTemplates.payToTaproot(hash32)).type())
        .isEqualTo(TxoutType.WITNESS_V1_TAPROOT);
    assertThat(ScriptTemplates.solve(ScriptTemplates.payToWitness(2, hash32)).type())
        .isEqualTo(TxoutType.WITNESS_UNKNOWN);
    assertThat(ScriptTemplates.solve(ScriptTemplates.payToWitness(0, new byte[21])).type())
        .isEqualTo(TxoutType.NONSTANDARD);
    assertThat(type("1 0x024e73")).isEqualTo(TxoutType.ANCHOR);
    assertThat(type("RETURN 0x0401020304 5")).isEqualTo(TxoutType.NULL_DATA);
    assertThat(type("RETURN DUP")).isEqualTo(TxoutType.NONSTANDARD);
    assertThat(type("")).isEqualTo(TxoutType.NONSTANDARD);
  }

  @Test
  void solve_takesMultisigsOfUpTo20Keys() {
    List<byte[]> keys = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      keys.add(key(i, true));
    }
    Solution solution = ScriptTemplates.solve(ScriptTemplates.multisig(17, keys));
    assertThat(solution.type()).isEqualTo(TxoutType.MULTISIG);
    assertThat(solution.requiredSignatures()).isEqualTo(17);
    assertThat(solution.multisigKeys()).hasSize(20);
    keys.add(key(21, true));
    assertThat(ScriptTemplates.solve(ScriptTemplates.multisig(1, keys)).type())
        .isEqualTo(TxoutType.NONSTANDARD);
    assertThat(ScriptTemplates.solve(ScriptTemplates.multisig(3, keys.subList(0, 2))).type())
        .isEqualTo(TxoutType.NONSTANDARD);
    assertThat(ScriptTemplates.solve(ScriptTemplates.multisig(0, keys.subList(0, 2))).type())
        .isEqualTo(TxoutType.NONSTANDARD);
  }

  @Test
  void asm_printsNumbersNamesAndHashTypes() {
    assertThat(
            ScriptAsm.format(
                ScriptAssembler.parse("0 -1 16 0x02ff00 0x05ffffffffff DUP CHECKSIGADD")))
        .isEqualTo("0 -1 16 255 ffffffffff OP_DUP OP_CHECKSIGADD");
    assertThat(ScriptAsm.format(Script.fromHex("76bb05aa"))).isEqualTo("OP_DUP OP_UNKNOWN [error]");
    String der = Hex.encode(Secp256k1.signEcdsa(Sha256.hash(new byte[1]), new byte[32]));
    Script script = new ScriptBuilder().push(Hex.decode(der + "83")).build();
    assertThat(ScriptAsm.formatWithHashTypes(script)).isEqualTo(der + "[SINGLE|ANYONECANPAY]");
    assertThat(ScriptAsm.format(script)).isEqualTo(der + "83");
  }

  @Test
  void sigOps_ofEachKind() {
    Script multisig = ScriptTemplates.multisig(1, List.of(key(1, true), key(2, true)));
    assertThat(SigOps.count(multisig, false)).isEqualTo(20);
    assertThat(SigOps.count(multisig, true)).isEqualTo(2);
    assertThat(SigOps.count(Script.fromHex("acad05ac"), false)).isEqualTo(2);
    Script redeem = new ScriptBuilder().push(multisig.toBytes()).build();
    assertThat(SigOps.redeemCount(redeem)).isEqualTo(2);
    assertThat(SigOps.redeemCount(ScriptAssembler.parse("NOP 0x01ac"))).isZero();
    assertThat(SigOps.redeemCount(Script.EMPTY)).isZero();
  }

  @Test
  void flags_parseWhatTheyFormat() {
    assertThat(ScriptFlags.parse(ScriptFlags.format(ScriptFlags.STANDARD)))
        .isEqualTo(ScriptFlags.STANDARD);
    assertThat(ScriptFlags.format(0)).isEqualTo("NONE");
    assertThat(ScriptFlags.parse("P2SH,TAPROOT")).isEqualTo(1 | (1 << 17));
  }
}
