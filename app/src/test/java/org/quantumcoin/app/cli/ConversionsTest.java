package org.quantumcoin.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConversionsTest {
  private static String positional(String method, String... words) throws CliException {
    return CliJson.write(Conversions.positional(method, List.of(words)));
  }

  private static String named(String method, String... words) throws CliException {
    return CliJson.write(Conversions.named(method, List.of(words)));
  }

  @Test
  void numbersAndObjects_areJson_addressesAreNot() throws CliException {
    assertThat(positional("getblockhash", "5")).isEqualTo("[5]");
    assertThat(positional("generatetoaddress", "5", "addr", "7")).isEqualTo("[5,\"addr\",7]");
    assertThat(positional("getblock", "00ff", "1")).isEqualTo("[\"00ff\",1]");
    assertThat(positional("addconnection", "1", "2", "true")).isEqualTo("[\"1\",\"2\",true]");
    assertThat(positional("waitfornewblock", "0")).isEqualTo("[0]");
    assertThat(positional("walletprocesspsbt", "a", "true")).isEqualTo("[\"a\",true]");
  }

  @Test
  void unknownMethod_hasStringsOnly() throws CliException {
    assertThat(positional("foo", "1", "[]")).isEqualTo("[\"1\",\"[]\"]");
    assertThat(positional("echo", "1")).isEqualTo("[\"1\"]");
    assertThat(positional("echojson", "1", "{\"a\":[]}")).isEqualTo("[1,{\"a\":[]}]");
  }

  @Test
  void wordThatIsNoJson_isRefused() {
    assertThatThrownBy(() -> positional("getblockhash", "x")).hasMessage("Error parsing JSON: x");
  }

  @Test
  void named_areTakenApart_theRestGoesIntoArgs() throws CliException {
    assertThat(named("getblock", "blockhash=00ff", "verbosity=2"))
        .isEqualTo("{\"blockhash\":\"00ff\",\"verbosity\":2}");
    assertThat(named("getblock", "00ff", "verbosity=2"))
        .isEqualTo("{\"verbosity\":2,\"args\":[\"00ff\"]}");
    assertThat(named("getblock", "verbosity=2", "verbosity=1")).isEqualTo("{\"verbosity\":1}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "-0.10", "1e5", "null", "true", "\"a\\u00e9\"", "[]", "{\"a\":{}}"})
  void json_isReadAndWritten(String text) throws CliJson.Malformed {
    String expected = text.replace("\\u00e9", "é");
    assertThat(CliJson.write(CliJson.parse(text))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "01", "[1,]", "{", "\"", "tru", "1 2", "-", "1.", "{a:1}"})
  void json_malformed_isRefused(String text) {
    assertThatThrownBy(() -> CliJson.parse(text)).isInstanceOf(CliJson.Malformed.class);
  }

  @Test
  void words_areExpanded() throws CliException {
    assertThat(WordCommands.expand(List.of("get-height"))).containsExactly("getblockcount");
    assertThat(WordCommands.expand(List.of("mining-status"))).containsExactly("getmininginfo");
    assertThat(WordCommands.expand(List.of("connect", "host", "1")))
        .containsExactly("addnode", "host:1", "onetry");
    assertThat(WordCommands.expand(List.of("connect", "::1", "1")))
        .containsExactly("addnode", "[::1]:1", "onetry");
    assertThat(WordCommands.expand(List.of("connect", "host")))
        .containsExactly("addnode", "host", "onetry");
    assertThatThrownBy(() -> WordCommands.expand(List.of("connect")))
        .isInstanceOf(CliException.class);
  }
}
