package org.quantumcoin.wallet.multisig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantumcoin.wallet.multisig.Setups.MAIN;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quantumcoin.wallet.descriptor.MultisigKind;

/// Damaged files: a setup that is sound, or the one exception.
class SetupFilesFuzzTest {
  private static final int TRIES = 400;
  private static final String[] PARTS = {
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\n",
    "/**",
    "xprv",
    "0",
    "-1",
    "99999999999",
    "null",
    "\u0000",
    "\ud800",
    "#",
    "multi(",
    ")",
    "[00000000]",
    "é"
  };

  static String damage(String text, SplittableRandom random) {
    StringBuilder damaged = new StringBuilder(text);
    for (int n = random.nextInt(4); n >= 0 && !damaged.isEmpty(); n--) {
      int at = random.nextInt(damaged.length());
      switch (random.nextInt(5)) {
        case 0 -> damaged.setCharAt(at, (char) random.nextInt(128));
        case 1 -> damaged.deleteCharAt(at);
        case 2 -> damaged.insert(at, PARTS[random.nextInt(PARTS.length)]);
        case 3 -> damaged.setLength(at);
        default -> {
          int end = Math.min(damaged.length(), at + random.nextInt(200));
          damaged.insert(random.nextInt(damaged.length()), damaged.substring(at, end));
        }
      }
    }
    return damaged.toString();
  }

  @ParameterizedTest
  @EnumSource
  void read_givesASoundSetupOrTheException(SetupFormat format) {
    SplittableRandom random = new SplittableRandom(format.title().length());
    boolean knowsSingleKeys =
        EnumSet.of(SetupFormat.BSMS, SetupFormat.DESCRIPTOR, SetupFormat.BITCOIN_CORE)
            .contains(format);
    MultisigSetup setup =
        knowsSingleKeys
            ? Setups.withToken(2, 3, MultisigKind.P2WSH)
            : Setups.setup(2, 3, MultisigKind.P2WSH);
    String text = SetupFiles.write(setup, format);
    int read = 0;
    for (int i = 0; i < TRIES; i++) {
      try {
        MultisigSetup found = SetupFiles.read(damage(text, random), MAIN);
        assertThat(found.address(0)).startsWith("bc1");
        read++;
      } catch (MultisigException e) {
        assertThat(e.getMessage()).endsWith(".");
      }
    }
    assertThat(read).isLessThan(TRIES);
  }

  @Test
  void bsmsRecords_giveARecordOrTheException() {
    SplittableRandom random = new SplittableRandom(8);
    BsmsToken token = BsmsToken.parse("a54044308ceac9b7");
    String key =
        BsmsKeyRecord.sign(token, Setups.cosigner(1), "Seat 1", Setups.root(1), MAIN).text();
    List<String> sound = new ArrayList<>();
    for (int i = 0; i < TRIES; i++) {
      try {
        BsmsKeyRecord record = BsmsKeyRecord.parse(damage(key, random));
        sound.add(record.cosigner(MAIN).name());
      } catch (MultisigException e) {
        assertThat(e.getMessage()).endsWith(".");
      }
      try {
        String encrypted = damage(token.encrypt(key), random);
        assertThat(token.decrypt(encrypted)).isEqualTo(key);
      } catch (MultisigException e) {
        assertThat(e.getMessage()).endsWith(".");
      }
    }
    assertThat(sound).allMatch("Seat 1"::equals);
  }
}
