package org.quantumcoin.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.params.Chain;
import org.quantumcoin.node.params.Coin;

final class ArgumentsTest {
  @TempDir Path folder;

  private static Arguments line(String... args) throws ConfigException {
    return Arguments.parse(NodeOptions.table(), args);
  }

  private Arguments file(String text, String... args) throws ConfigException, IOException {
    Files.writeString(folder.resolve("quantumcoin.conf"), text);
    String[] all = new String[args.length + 1];
    all[0] = "-datadir=" + folder;
    System.arraycopy(args, 0, all, 1, args.length);
    Arguments arguments = line(all);
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    arguments.readConfigFiles(new PrintStream(errors, true, StandardCharsets.UTF_8));
    arguments.selectChain();
    return arguments;
  }

  @Test
  void option_withOneOrTwoDashes_isTheSame() throws ConfigException {
    assertThat(line("-port=1").get("port", "")).isEqualTo("1");
    assertThat(line("--port=1").get("port", "")).isEqualTo("1");
  }

  @Test
  void option_givenTwice_lastCounts() throws ConfigException {
    assertThat(line("-port=1", "-port=2").get("port", "")).isEqualTo("2");
  }

  @Test
  void option_withoutValue_isTrue() throws ConfigException {
    assertThat(line("-listen").getBoolean("listen", false)).isTrue();
    assertThat(line("-listen=").getBoolean("listen", false)).isTrue();
    assertThat(line("-listen=0").getBoolean("listen", true)).isFalse();
    assertThat(line("-listen=yes").getBoolean("listen", true)).isFalse();
    assertThat(line("-listen=01").getBoolean("listen", false)).isTrue();
  }

  @Test
  void negation_isFalse_andTwiceNegatedIsTrue() throws ConfigException {
    assertThat(line("-nolisten").getBoolean("listen", true)).isFalse();
    assertThat(line("-nolisten=1").getBoolean("listen", true)).isFalse();
    assertThat(line("-nolisten=0").getBoolean("listen", false)).isTrue();
    assertThat(line("-nolisten=0").notices()).hasSize(1);
  }

  @Test
  void unknownOption_isRefusedWithCoresText() {
    assertThatThrownBy(() -> line("-foo")).hasMessage("Invalid parameter -foo");
    assertThatThrownBy(() -> line("--foo=1")).hasMessage("Invalid parameter --foo=1");
    assertThatThrownBy(() -> line("-regtest.port=1"))
        .hasMessage("Invalid parameter -regtest.port=1");
    assertThatThrownBy(() -> line("-nodatadir"))
        .hasMessage("Negating of -datadir is meaningless and therefore forbidden");
    assertThatThrownBy(() -> line("-includeconf=x"))
        .hasMessage("-includeconf cannot be used from commandline; -includeconf=\"x\"");
  }

  @Test
  void words_startAtTheFirstWithoutADash() throws ConfigException {
    assertThat(line("-listen", "regtest", "-port=1").words()).containsExactly("regtest", "-port=1");
  }

  @Test
  void number_isReadAsFarAsItGoes() throws ConfigException {
    assertThat(line("-par=12abc").getLong("par", 0)).isEqualTo(12);
    assertThat(line("-par=-3").getLong("par", 0)).isEqualTo(-3);
    assertThat(line("-par=x").getLong("par", 7)).isZero();
    assertThat(line("-par=99999999999999999999").getLong("par", 0)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void list_afterNegation_startsAnew() throws ConfigException {
    assertThat(line("-addnode=a", "-noaddnode", "-addnode=b").all("addnode")).containsExactly("b");
    assertThat(line("-addnode=a", "-noaddnode").all("addnode")).isEmpty();
  }

  @Test
  void chain_comesFromFlagOrName() throws ConfigException {
    assertThat(line().selectedChain()).isEqualTo(Chain.MAIN);
    assertThat(line("-regtest").selectedChain()).isEqualTo(Chain.REGTEST);
    assertThat(line("-testnet").selectedChain()).isEqualTo(Chain.TEST);
    assertThat(line("-chain=testnet4").selectedChain()).isEqualTo(Chain.TESTNET4);
    assertThat(line("-regtest=0").selectedChain()).isEqualTo(Chain.MAIN);
    assertThatThrownBy(() -> line("-chain=foo").selectedChain()).hasMessage("Unknown chain foo.");
    assertThatThrownBy(() -> line("-chain=main", "-regtest").selectedChain())
        .hasMessage(
            "Invalid combination of -regtest, -signet, -testnet, -testnet4 and -chain. Can use at most one.");
  }

  @Test
  void coin_isQuantumcoinUnlessNamed() throws ConfigException {
    assertThat(line().selectedCoin()).isEqualTo(Coin.QUANTUMCOIN);
    assertThat(line("-coin=bitcoin").selectedCoin()).isEqualTo(Coin.BITCOIN);
    assertThatThrownBy(() -> line("-coin=x").selectedCoin()).isInstanceOf(ConfigException.class);
  }

  @Test
  void file_firstValueCounts_andCommandLineBeatsIt() throws Exception {
    String text = "rpcthreads=3\nrpcthreads=4\n";
    assertThat(file(text).get("rpcthreads", "")).isEqualTo("3");
    assertThat(file(text, "-rpcthreads=5").get("rpcthreads", "")).isEqualTo("5");
  }

  @Test
  void file_listsAreAddedToTheCommandLines() throws Exception {
    String text = "addnode=c\naddnode=d\n";
    assertThat(file(text, "-addnode=a").all("addnode")).containsExactly("a", "c", "d");
    assertThat(file(text, "-noaddnode").all("addnode")).isEmpty();
    assertThat(file(text, "-noaddnode", "-addnode=b").all("addnode"))
        .containsExactly("b", "c", "d");
  }

  @Test
  void file_sectionOfTheChain_beatsTheDefaultSection() throws Exception {
    String text = "rpcthreads=1\n[regtest]\nrpcthreads=2\n[main]\nrpcthreads=3\n";
    assertThat(file(text, "-regtest").get("rpcthreads", "")).isEqualTo("2");
    assertThat(file(text).get("rpcthreads", "")).isEqualTo("3");
    assertThat(file("regtest.rpcthreads=2\n", "-regtest").get("rpcthreads", "")).isEqualTo("2");
  }

  @Test
  void file_networkOnlyOption_countsInTheDefaultSectionOnMainOnly() throws Exception {
    assertThat(file("port=1234\n").get("port", "")).isEqualTo("1234");
    Arguments onRegtest = file("port=1234\n", "-regtest");
    assertThat(onRegtest.find("port")).isEmpty();
    assertThat(onRegtest.notices())
        .containsExactly(
            new Arguments.Notice(
                true,
                "Config setting for -port only applied on regtest network when in [regtest] section."));
    assertThat(file("[regtest]\nport=1234\n", "-regtest").get("port", "")).isEqualTo("1234");
    assertThat(file("noconnect=1\n", "-regtest").isNegated("connect")).isTrue();
  }

  @Test
  void file_canChooseTheChain() throws Exception {
    assertThat(file("regtest=1\n").selectedChain()).isEqualTo(Chain.REGTEST);
    assertThat(file("chain=regtest\n").selectedChain()).isEqualTo(Chain.REGTEST);
    assertThat(file("regtest=1\n", "-noregtest").selectedChain()).isEqualTo(Chain.REGTEST);
  }

  @Test
  void file_unknownKeyOrSection_isAWarning() throws Exception {
    Arguments read = file("foo=1\n[bar]\nlisten=1\n");
    assertThat(read.notices())
        .extracting(Arguments.Notice::text)
        .containsExactlyInAnyOrder(
            "Ignoring unknown configuration value foo",
            "%s:2 Section [bar] is not recognized.".formatted(folder.resolve("quantumcoin.conf")));
  }

  @Test
  void file_withAMistake_isRefusedWithCoresText() {
    assertThatThrownBy(() -> file("-listen=1\n"))
        .hasMessage(
            "parse error on line 1: -listen=1, options in configuration file must be specified without leading -");
    assertThatThrownBy(() -> file("\nnolisten\n"))
        .hasMessage(
            "parse error on line 2: nolisten, if you intended to specify a negated option, use nolisten=1 instead");
    assertThatThrownBy(() -> file("rpcpassword=a#b\n"))
        .hasMessage(
            "parse error on line 1, using # in rpcpassword can be ambiguous and should be avoided");
    assertThatThrownBy(() -> file("conf=x\n"))
        .hasMessage(
            "conf cannot be set in the configuration file; use includeconf= if you want to include additional config files");
  }

  @Test
  void file_includesAnother() throws Exception {
    Files.writeString(folder.resolve("more.conf"), "rpcthreads=9\n");
    assertThat(file("includeconf=more.conf\n").get("rpcthreads", "")).isEqualTo("9");
    assertThat(file("includeconf=more.conf\n", "-noincludeconf").find("rpcthreads")).isEmpty();
    assertThatThrownBy(() -> file("includeconf=none.conf\n"))
        .hasMessage("Failed to include configuration file none.conf");
  }

  @Test
  void conf_namedButMissing_isRefused() {
    assertThatThrownBy(() -> file("", "-conf=none.conf"))
        .hasMessage(
            "specified config file \"%s\" could not be opened."
                .formatted(folder.resolve("none.conf")));
  }

  @Test
  void describe_starsSecrets() throws Exception {
    assertThat(file("rpcpassword=secret\n", "-listen=0").describe())
        .isEqualTo(
            List.of(
                "Config file arg: rpcpassword=****",
                "Command-line arg: datadir=\"" + folder + "\"",
                "Command-line arg: listen=\"0\""));
  }

  @Test
  void help_isLaidOutAsCores() {
    OptionTable table =
        new OptionTable()
            .add(OptionGroup.OPTIONS, "datadir=<dir>", "word ".repeat(20).strip())
            .add(OptionGroup.OPTIONS, "secret", "x", OptionFlag.DEBUG_ONLY);
    assertThat(table.help(false))
        .isEqualTo(
            "Options:\n\n  -datadir=<dir>\n       %s\n       %s\n\n"
                .formatted("word ".repeat(14).strip(), "word ".repeat(6).strip()));
    assertThat(table.help(true)).contains("  -secret\n       x\n");
  }
}
