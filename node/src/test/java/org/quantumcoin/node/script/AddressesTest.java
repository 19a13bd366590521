package org.quantumcoin.node.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.encoding.Bech32;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.script.Addresses.Decoded;

/// Reasons and positions are those of Core's functional test of `validateaddress`.
class AddressesTest {
  private static final Addresses REGTEST =
      new Addresses(new AddressPrefixes(111, 196, 239, 0x043587cf, 0x04358394, "bcrt"));

  private static void expectInvalid(String text, String reason, Integer... positions) {
    assertThat(REGTEST.decode(text)).isEqualTo(new Decoded.Invalid(reason, List.of(positions)));
  }

  @Test
  void decode_acceptsEitherCase() {
    assertThat(REGTEST.script("bcrt1qtmp74ayg7p24uslctssvjm06q5phz4yrxucgnv")).isPresent();
    assertThat(REGTEST.script("BCRT1QPLMTZKC2XHARPPZDLNPAQL78RSHJ68U33RAH7R")).isPresent();
    assertThat(REGTEST.script("mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn")).isPresent();
  }

  @Test
  void decode_pointsAtWrongCharacters() {
    expectInvalid("bcrt1q049edschfnwystcqnsvyfpj23mpsg3jcedq9xv", "Invalid Bech32 checksum", 9);
    expectInvalid("BCRT1QPLMTZKC2XHARPPZDLNPAQL78RSHJ68U32RAH7R", "Invalid Bech32 checksum", 38);
    expectInvalid(
        "bcrt1qax9suht3qv95sw33xavx8crpxduefdrsvgsklu", "Invalid Bech32 checksum", 22, 43);
    expectInvalid("bcrt1q04oldschfnwystcqnsvyfpj23mpsg3jcedq9xv", "Invalid Base 32 character", 8);
    expectInvalid("bcrt1" + "q".repeat(87), "Bech32 string too long", 90, 91);
    expectInvalid("bcrt1Qtmp", "Invalid character or mixed case", 5);
  }

  @Test
  void decode_saysWhatIsWrong() {
    expectInvalid("bcrtq049ldschfnwystcqnsvyfpj23mpsg3jcedq9xv", "Missing separator");
    expectInvalid(
        "17VZNX1SN5NtKa8UQFxwQbFeFc3iqRYhem", "Invalid or unsupported Base58-encoded address.");
    expectInvalid(
        "mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJJfn",
        "Invalid checksum or length of Base58 address (P2PKH or P2SH)");
    expectInvalid(
        "asfah14i8fajz0123f", "Invalid or unsupported Segwit (Bech32) or Base58 encoding.");
    expectInvalid(
        segwit(Bech32.Encoding.BECH32M, 0, 20),
        "Version 0 witness address must use Bech32 checksum");
    expectInvalid(
        segwit(Bech32.Encoding.BECH32, 1, 32),
        "Version 1+ witness address must use Bech32m checksum");
    expectInvalid(
        segwit(Bech32.Encoding.BECH32, 0, 21),
        "Invalid Bech32 v0 address program size (21 bytes), per BIP141");
    expectInvalid(
        segwit(Bech32.Encoding.BECH32M, 17, 32), "Invalid Bech32 address witness version");
    expectInvalid(
        segwit(Bech32.Encoding.BECH32M, 2, 41), "Invalid Bech32 address program size (41 bytes)");
    expectInvalid(
        segwit(Bech32.Encoding.BECH32M, 2, 1), "Invalid Bech32 address program size (1 byte)");
    assertThat(REGTEST.script(segwit(Bech32.Encoding.BECH32M, 2, 2))).isPresent();
    assertThat(REGTEST.script(segwit(Bech32.Encoding.BECH32M, 16, 40))).isPresent();
  }

  private static String segwit(Bech32.Encoding encoding, int version, int size) {
    byte[] program = Bech32.toFiveBit(new byte[size]);
    byte[] values = new byte[1 + program.length];
    values[0] = (byte) version;
    System.arraycopy(program, 0, values, 1, program.length);
    return Bech32.encode(encoding, "bcrt", values);
  }

  @Test
  void encode_hasNoAddressForBareKeysAndData() {
    assertThat(REGTEST.encode(ScriptAssembler.parse("RETURN 0x0101"))).isEmpty();
    assertThat(REGTEST.encode(ScriptAssembler.parse("1"))).isEmpty();
    assertThat(REGTEST.encode(ScriptAssembler.parse("1 0x024e73"))).isPresent();
  }
}
