package org.quantumcoin.wallet.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.params.AddressPrefixes;

/// Damaged texts: a descriptor that can be written and read again, or the one exception.
class DescriptorFuzzTest {
  private static final AddressPrefixes MAIN =
      new AddressPrefixes(0, 5, 128, 0x0488b21e, 0x0488ade4, "bc");
  private static final String XPUB =
      "xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2gZ29ESFjqJoCu1Rupje8YtGqsefD26"
          + "5TMg7usUDFdp6W1EGMcet8";
  private static final String KEY =
      "03a34b99f22c790c4e36b2b3c2c35a36db06226e41c692fc82b8b56ac1c540c5bd";
  private static final List<String> TEXTS =
      List.of(
          "wpkh([deadbeef/1h/2]" + XPUB + "/3/<4;5>/*)",
          "sh(wsh(sortedmulti(1," + KEY + "," + XPUB + "/*)))",
          "tr(" + KEY + ",{pk(" + XPUB + "/*),{multi_a(1," + KEY + "),older(5)}})",
          "tr(musig(" + XPUB + "," + XPUB + ")/0/*,and_v(v:pk(" + KEY + "),older(9)))",
          "wsh(or_d(multi(1," + KEY + "),and_v(v:pkh(" + XPUB + "/1/*),older(144))))",
          "combo(" + KEY + ")",
          "raw(6a0102)");
  private static final String[] PARTS = {
    "(",
    ")",
    "{",
    "}",
    ",",
    "/",
    "*",
    "<",
    ">",
    ";",
    "'",
    "h",
    "[",
    "]",
    "#",
    "0",
    "2147483648",
    "musig(",
    "v:",
    "pk(",
    "wsh(",
    "tr(",
    "\u0000",
    "é"
  };

  private static String damage(String text, SplittableRandom random) {
    StringBuilder damaged = new StringBuilder(text);
    for (int n = random.nextInt(4); n >= 0 && !damaged.isEmpty(); n--) {
      int at = random.nextInt(damaged.length());
      switch (random.nextInt(4)) {
        case 0 -> damaged.setCharAt(at, (char) random.nextInt(32, 127));
        case 1 -> damaged.deleteCharAt(at);
        case 2 -> damaged.insert(at, PARTS[random.nextInt(PARTS.length)]);
        default -> damaged.setLength(at);
      }
    }
    return damaged.toString();
  }

  @Test
  void parse_givesADescriptorOrTheException() {
    SplittableRandom random = new SplittableRandom(9);
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      String text = damage(TEXTS.get(i % TEXTS.size()), random);
      try {
        for (Descriptor descriptor : Descriptor.parse(text, MAIN, false)) {
          String shown = descriptor.format();
          assertThat(Descriptor.parse(shown, MAIN, true).getFirst().format()).isEqualTo(shown);
          Optional<Expansion> _ = descriptor.expand(1);
          assertThat(descriptor.maxSatisfactionWeight(true)).isNotNull();
          read++;
        }
      } catch (DescriptorException e) {
        assertThat(e.getMessage()).isNotNull();
      }
    }
    assertThat(read).isGreaterThan(100);
  }

  @Test
  void parse_whenVeryDeepOrLong_endsSoon() {
    for (String text :
        List.of(
            "(".repeat(200_000),
            "wsh(".repeat(50_000),
            "tr(" + KEY + "," + "{".repeat(100_000),
            "wsh(" + "n:".repeat(100_000),
            "wsh(" + "and_v(".repeat(50_000),
            "wsh(" + "musig(".repeat(50_000),
            "wsh(multi(1" + ",a".repeat(100_000) + "))",
            "pk(" + "/0".repeat(200_000) + ")")) {
      try {
        Descriptor.parse(text, MAIN, false);
      } catch (DescriptorException e) {
        assertThat(e.getMessage()).isNotNull();
      }
    }
  }
}
