package org.quantumcoin.wallet.miniscript;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.encoding.Hex;

class MiniscriptTest {
  private static final String A = key(1);
  private static final String B = key(2);
  private static final String C = key(3);

  private static String key(int secret) {
    byte[] bytes = new byte[32];
    bytes[31] = (byte) secret;
    return Hex.encode(Secp256k1.publicKey(bytes, true));
  }

  private static Optional<Miniscript> read(String text) {
    return Miniscript.parse(text, MiniscriptContext.P2WSH, new HexKeys(MiniscriptContext.P2WSH));
  }

  private static String insanity(String text, MiniscriptContext context) {
    HexKeys keys = new HexKeys(context);
    return Miniscript.parse(text, context, keys)
        .orElseThrow()
        .insanity(keys::text)
        .map(why -> why.replace(A, "A").replace(B, "B").replace(C, "C"))
        .orElse("sane");
  }

  private static String insanity(String text) {
    return insanity(text, MiniscriptContext.P2WSH);
  }

  @Test
  void insanity_namesTheFirstPartInCoresWords() {
    assertThat(insanity("pk(" + A + ")")).isEqualTo("sane");
    assertThat(insanity("and_v(v:pk(" + A + "),pk(" + A + "))"))
        .isEqualTo("and_v(v:pk(A),pk(A)) is not sane: contains duplicate public keys");
    assertThat(insanity("or_i(pk(" + A + "),older(5))"))
        .isEqualTo("or_i(pk(A),older(5)) is not sane: witnesses without signature exist");
    assertThat(insanity("and_v(v:after(5),and_v(v:after(500000000),pk(" + A + ")))"))
        .isEqualTo(
            "and_v(v:after(5),and_v(v:after(500000000),pk(A))) is not sane: contains mixes of"
                + " timelocks expressed in blocks and seconds");
    assertThat(insanity("andor(pk(" + A + "),sha256(" + "00".repeat(32) + "),older(1))"))
        .contains("is not sane: witnesses without signature exist");
    assertThat(insanity("or_b(older(1),a:older(2))")).contains("is invalid");
    assertThat(insanity("thresh(1,pk(" + A + "),s:pk(" + B + "),a:0)")).isEqualTo("sane");
    assertThat(insanity("and_v(v:pk(" + A + "),0)"))
        .isEqualTo("and_v(v:pk(A),0) is not satisfiable");
    assertThat(insanity("and_v(" + "v:pk_k(" + A + "),1)")).contains("is invalid");
    assertThat(insanity("and_b(or_i(older(1),1),s:pk(" + A + "))"))
        .isEqualTo("or_i(older(1),1) is not sane: malleable witnesses exist");
  }

  @Test
  void insanity_whenTooManyOperations_isSaid() {
    String parts = "";
    for (int i = 1; i <= 40; i++) {
      parts += (i == 1 ? "" : ",a:") + "pkh(" + key(i) + ")";
    }
    // 40 times five operations and more: over 201.
    assertThat(insanity("thresh(40," + parts + ")"))
        .endsWith(" is not sane: needs witnesses that may exceed resource limits");
    assertThat(insanity("thresh(40," + parts + ")", MiniscriptContext.TAPSCRIPT)).isEqualTo("sane");
  }

  @Test
  void parse_refusesWhatIsNoMiniscript() {
    for (String text :
        new String[] {
          "",
          "2",
          "pk()",
          "pk(" + A,
          "pk(" + A + "))",
          ":pk(" + A + ")",
          "z:pk(" + A + ")",
          "vv:pk(" + A + ")",
          "older(0)",
          "older(-1)",
          "older(2147483648)",
          "older()",
          "older(1",
          "after(1x)",
          "thresh(0,pk(" + A + "))",
          "thresh(2,pk(" + A + "))",
          "thresh(1)",
          "multi(1)",
          "multi(0," + A + ")",
          "multi(2," + A + ")",
          "multi_a(1," + A + ")",
          "sha256(00)",
          "hash160(" + "0g".repeat(20) + ")",
          "and_v(v:1)",
          "and_v(v:1,1,1)",
          "or_x(1,1)",
          "pk(" + A + ") ",
          "older(00000000000000000000000)"
        }) {
      assertThat(read(text)).as(text).isEmpty();
    }
    assertThat(read("older(007)").orElseThrow().k()).isEqualTo(7);
    assertThat(read("older(2147483647)")).isPresent();
  }

  @Test
  void format_usesTheShortForms() {
    for (String text :
        new String[] {
          "t:or_c(pk(" + A + "),v:pkh(" + B + "))",
          "lltvln:after(1231488000)",
          "and_n(pk(" + A + "),older(5))",
          "u:and_v(v:pk_k(" + A + "),1)",
          "thresh(2,pk(" + A + "),sln:older(5),a:multi(1," + B + "," + C + "))",
          "c:or_i(pk_k(" + A + "),pk_h(" + B + "))",
          "dv:older(144)"
        }) {
      HexKeys keys = new HexKeys(MiniscriptContext.P2WSH);
      Miniscript node = Miniscript.parse(text, MiniscriptContext.P2WSH, keys).orElseThrow();
      String shown = node.format(keys::text);
      String expected = text.equals("u:and_v(v:pk_k(" + A + "),1)") ? "utv:pk_k(" + A + ")" : text;
      assertThat(shown).isEqualTo(expected);
    }
  }

  @Test
  void parse_whenVeryDeep_neitherOverflowsNorTakesLong() {
    MiniscriptContext tapscript = MiniscriptContext.TAPSCRIPT;
    String deep = "n".repeat(300_000) + ":pk(" + A + ")";
    HexKeys keys = new HexKeys(tapscript);
    Miniscript node = Miniscript.parse(deep, tapscript, keys).orElseThrow();
    assertThat(node.isSane()).isTrue();
    assertThat(Miniscript.decode(node.script(keys::bytes), tapscript, keys)).isPresent();
    assertThat(node.format(keys::text)).hasSize(300_000 + 4 + 64 + 1);
    assertThat(Miniscript.parse("n".repeat(400_000) + ":1", tapscript, keys)).isEmpty();
    String broad = "thresh(1,pk(" + A + ")" + ",a:0".repeat(MiniscriptParser.MAX_THRESH_PARTS);
    assertThat(Miniscript.parse(broad + ")", tapscript, keys)).isEmpty();
    assertThat(Miniscript.parse(broad.substring(0, broad.length() - 4) + ")", tapscript, keys))
        .isPresent();
  }
}
