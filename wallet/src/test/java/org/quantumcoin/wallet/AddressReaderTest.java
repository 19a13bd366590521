package org.quantumcoin.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantumcoin.wallet.TestPayments.foreignScript;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.wallet.view.AddressReader;
import org.quantumcoin.wallet.view.PayeeText.Invalid;
import org.quantumcoin.wallet.view.PayeeText.Payee;
import org.quantumcoin.wallet.view.PayeeText.Problem;

final class AddressReaderTest {
  @TempDir Path folder;
  private WalletServer server;
  private AddressReader reader;
  private String address;

  @BeforeEach
  void open() {
    server = new WalletServer(folder);
    reader = AddressReader.of(server.wallets);
    address = reader.address(foreignScript(7)).orElseThrow();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Invalid invalid(String text) {
    assertThat(reader.read(text)).as(text).isInstanceOf(Invalid.class);
    Invalid invalid = (Invalid) reader.read(text);
    assertThat(invalid.sentence()).endsWith(".");
    return invalid;
  }

  @Test
  void address_isReadWithSpaceAroundIt() {
    assertThat(reader.read(" " + address + "\n"))
        .isEqualTo(new Payee(foreignScript(7), address, OptionalLong.empty(), "", ""));
    assertThat(AddressReader.of(server.make("one")).read(address)).isInstanceOf(Payee.class);
  }

  @Test
  void link_isReadAndMadeAgain() {
    String link = reader.link(address, OptionalLong.of(150_000), "Ana & Ben", "rent");
    assertThat(link).startsWith(reader.scheme() + ":" + address + "?amount=0.0015");
    assertThat(reader.read(link))
        .isEqualTo(
            new Payee(foreignScript(7), address, OptionalLong.of(150_000), "Ana & Ben", "rent"));
    assertThat(reader.link(address, OptionalLong.empty(), "", "")).isEqualTo("bitcoin:" + address);
  }

  @Test
  void mistake_isPointedAt() {
    char other = address.charAt(12) == 'q' ? 'p' : 'q';
    Invalid invalid = invalid(address.substring(0, 12) + other + address.substring(13));
    assertThat(invalid.problem()).isEqualTo(Problem.MISTYPED);
    assertThat(invalid.positions()).containsExactly(12);
    assertThat(invalid.sentence()).contains("13");
    assertThat(invalid("mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfo").problem()).isEqualTo(Problem.MISTYPED);
  }

  @Test
  void otherNetworks_areNamed() {
    assertThat(invalid("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4").sentence())
        .isEqualTo("This is an address of Bitcoin. This is Bitcoin's practice network (regtest).");
    assertThat(invalid("1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2").problem())
        .isEqualTo(Problem.OTHER_NETWORK);
    assertThat(invalid("quantumcoin:whoever").problem()).isEqualTo(Problem.OTHER_NETWORK);
    assertThat(invalid("bitcoin:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4").problem())
        .isEqualTo(Problem.OTHER_NETWORK);
  }

  @Test
  void anythingElse_isRefused() {
    assertThat(invalid(" ").problem()).isEqualTo(Problem.EMPTY);
    assertThat(invalid("a".repeat(201)).problem()).isEqualTo(Problem.TOO_LONG);
    assertThat(invalid("Ben").problem()).isEqualTo(Problem.NOT_AN_ADDRESS);
    for (String link :
        List.of(
            "http://example.org",
            "bitcoin:",
            "bitcoin:" + address + "?amount=x",
            "bitcoin:" + address + "?req-new=1",
            "bitcoin:?lightning=x",
            ":")) {
      assertThat(invalid(link).problem()).as(link).isEqualTo(Problem.BAD_LINK);
    }
  }
}
