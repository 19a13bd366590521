package org.quantumcoin.wallet.multisig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quantumcoin.wallet.multisig.Setups.MAIN;
import static org.quantumcoin.wallet.multisig.Setups.TEST;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quantumcoin.wallet.descriptor.MultisigKind;

class SetupFilesTest {
  private static void refused(String text, String part) {
    assertThatThrownBy(() -> SetupFiles.read(text, MAIN))
        .as(text)
        .isInstanceOf(MultisigException.class)
        .hasMessageContaining(part);
  }

  @ParameterizedTest
  @EnumSource
  void write_thenRead_givesTheSameSetup(SetupFormat format) {
    for (MultisigKind kind : MultisigKind.values()) {
      MultisigSetup setup = Setups.setup(2, 3, kind);
      boolean plain =
          format == SetupFormat.BSMS
              || format == SetupFormat.DESCRIPTOR
              || format == SetupFormat.BITCOIN_CORE
              || format == SetupFormat.SPECTER;
      if (kind == MultisigKind.P2TR && !plain) {
        assertThatThrownBy(() -> SetupFiles.write(setup, format))
            .isInstanceOf(MultisigException.class);
        continue;
      }
      String text = SetupFiles.write(setup, format);
      MultisigSetup read = SetupFiles.read(text, MAIN);
      assertThat(read.multipathDescriptor()).isEqualTo(setup.multipathDescriptor());
      assertThat(read.checksumWords()).isEqualTo(setup.checksumWords());
      assertThat(SetupFiles.read(SetupFiles.write(read, format), MAIN)).isEqualTo(read);
      boolean named =
          format == SetupFormat.SPARROW
              || format == SetupFormat.SPECTER
              || format == SetupFormat.CARAVAN;
      if (named) {
        assertThat(read).isEqualTo(setup);
      }
      assertThatThrownBy(() -> SetupFiles.read(text, TEST)).isInstanceOf(MultisigException.class);
    }
  }

  @Test
  void fixedOrder_isKeptWhereTheFormatCan() {
    MultisigSetup setup =
        new MultisigSetup("Fixed", 2, Setups.cosigners(3), MultisigKind.P2WSH, false, MAIN);
    MultisigSetup read = SetupFiles.read(SetupFiles.write(setup, SetupFormat.DESCRIPTOR), MAIN);
    assertThat(read.sorted()).isFalse();
    assertThat(read.address(3)).isEqualTo(setup.address(3));
    assertThatThrownBy(() -> SetupFiles.write(setup, SetupFormat.COLDCARD))
        .isInstanceOf(MultisigException.class);
  }

  /// As other programs write it: apostrophes, other letters, another order of fields.
  @Test
  void read_takesWhatOthersWrite() {
    MultisigSetup setup = Setups.setup(2, 2, MultisigKind.P2WSH);
    String receive = setup.descriptor(false).format();
    String bare = receive.substring(0, receive.indexOf('#'));
    assertThat(SetupFiles.read(bare.replaceAll("h(?=[/\\]])", "'"), MAIN).address(0))
        .isEqualTo(setup.address(0));
    String both = bare + "\n" + bare.replace("/0/*", "/1/*");
    assertThat(SetupFiles.read(both, MAIN).checksumWords()).isEqualTo(setup.checksumWords());
    String listed =
        "{\"wallet_name\": \"w\", \"descriptors\": [{\"desc\": \""
            + setup.descriptor(true).format()
            + "\", \"internal\": true}, {\"desc\": \""
            + receive
            + "\", \"internal\": false}]}";
    assertThat(SetupFiles.read(listed, MAIN).name()).isEqualTo("w");
    String coldcard =
        """
        # Coldcard Multisig setup file (exported from 1)
        #
        Name: My wallet
        Policy: 2 of 2
        Derivation: m/48'/0'/0'/2'
        Format: P2WSH

        %s: %s
        %s: %s
        """
            .formatted(
                setup.cosigners().get(0).origin().fingerprintHex(),
                setup.cosigners().get(0).key().encode(MAIN),
                setup.cosigners().get(1).origin().fingerprintHex(),
                setup.cosigners().get(1).key().encode(MAIN));
    assertThat(SetupFiles.read(coldcard, MAIN).checksumWords()).isEqualTo(setup.checksumWords());
    refused(coldcard.replace("2 of 2", "2 of 3"), "names 3 signers but has 2 keys");
    refused(coldcard.replace("2 of 2", "3 of 2"), "only 2 cosigners");
    refused(coldcard.replace("P2WSH\n", "P2XX\n"), "format of the addresses");
    refused(coldcard.replace("Derivation", "#"), "does not say at which path");
  }

  @Test
  void read_refusesWhatIsNoSetup() {
    refused("", "empty");
    refused("   ", "empty");
    refused("{", "damaged");
    refused("{}", "not a file of");
    refused("[]", "one descriptor or two");
    refused("hello", "not valid");
    refused("x".repeat(SetupFiles.MAX_CHARS + 1), "too long");
    refused("BSMS 2.0\na\nb\nc", "another version");
    refused("wpkh(" + Setups.cosigner(1).key().encode(MAIN) + "/0/*)", "not one of several");
    MultisigSetup setup = Setups.setup(2, 2, MultisigKind.P2WSH);
    String text = setup.descriptor(false).format();
    String bare = text.substring(0, text.indexOf('#'));
    refused(bare.replace("/0/*", "/2/*"), "usual paths");
    refused(bare.replace("/0/*", "/*"), "usual paths");
    refused(bare.replaceFirst("\\[[^]]*]", ""), "which device");
    refused(text.substring(0, text.length() - 1) + "q", "not valid");
    String secret =
        Setups.root(1).derive(setup.cosigners().get(0).origin().path()).orElseThrow().encode(MAIN);
    String leaked = bare.replace(setup.cosigners().get(0).key().encode(MAIN), secret);
    assertThatThrownBy(() -> SetupFiles.read(leaked, MAIN))
        .hasMessageContaining("secret key")
        .hasMessageNotContaining(secret);
  }

  @Test
  void bsms_whenTheFirstAddressIsAnother_isRefused() {
    MultisigSetup setup = Setups.setup(2, 2, MultisigKind.P2WSH);
    BsmsDescriptorRecord record = BsmsDescriptorRecord.of(setup);
    BsmsDescriptorRecord changed =
        new BsmsDescriptorRecord(record.descriptor(), record.paths(), setup.address(1));
    refused(changed.text(), "first address");
    refused(record.text().replace("/0/*,/1/*", "/2/*"), "paths other than");
    List<String> lines = new ArrayList<>(record.text().lines().toList());
    lines.removeLast();
    refused(String.join("\n", lines), "four lines");
  }

  @ParameterizedTest
  @EnumSource
  void constantKey_goesThroughFormatsThatKnowOne_andIsRefusedByTheOthers(SetupFormat format) {
    MultisigSetup setup = Setups.withToken(2, 3, MultisigKind.P2WSH);
    switch (format) {
      case BSMS, DESCRIPTOR, BITCOIN_CORE -> {
        String text = SetupFiles.write(setup, format);
        MultisigSetup read = SetupFiles.read(text, MAIN);
        assertThat(read.multipathDescriptor()).isEqualTo(setup.multipathDescriptor());
        assertThat(read.checksumWords()).isEqualTo(setup.checksumWords());
        assertThat(SetupFiles.write(read, format)).isEqualTo(text);
      }
      case SPARROW, SPECTER, CARAVAN, COLDCARD ->
          assertThatThrownBy(() -> SetupFiles.write(setup, format))
              .isInstanceOf(MultisigException.class)
              .hasMessageContaining("the key of Seat 3 is a single one, as a token has it");
    }
  }

  @Test
  void constantKey_inAFileOfAProgramThatKnowsNone_isRefused() {
    MultisigSetup setup = Setups.setup(2, 3, MultisigKind.P2WSH);
    String xpub = setup.cosigners().getLast().key().encode(MAIN);
    Cosigner token = Setups.tokenCosigner(3);
    for (SetupFormat format :
        List.of(SetupFormat.SPARROW, SetupFormat.CARAVAN, SetupFormat.COLDCARD)) {
      String text = SetupFiles.write(setup, format);
      refused(text.replace(xpub, token.key().encode(MAIN)), "The key of");
    }
    String descriptor = Setups.withToken(2, 3, MultisigKind.P2WSH).descriptor(false).format();
    refused("{\"label\": \"w\", \"descriptor\": \"" + descriptor + "\"}", "Specter knows");
    refused("wsh(multi(1," + token.expression(MAIN) + "))", "one address only");
  }
}
