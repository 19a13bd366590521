package org.quantumcoin.node.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Base58Test {
  @Test
  void decode_ignoresBlanksAround_butNotWithin() {
    assertThat(Base58.decode(" \t\n skip \r ", 3)).hasValue(Hex.decode("971a55"));
    assertThat(Base58.decode("sk ip", 3)).isEmpty();
    assertThat(Base58.decode("skip\0", 3)).isEmpty();
    assertThat(Base58.decode("good0IOl", 100)).isEmpty();
  }

  @Test
  void decodeCheck_refusesAWrongChecksumAndTooLongAPayload() {
    byte[] payload = {5, 6, 7};
    String text = Base58.encodeCheck(payload);
    assertThat(Base58.decodeCheck(text, 3)).hasValue(payload);
    assertThat(Base58.decodeCheck(text, 2)).isEmpty();
    assertThat(Base58.decodeCheck(text + "1", 100)).isEmpty();
    assertThat(Base58.decodeCheck("", 100)).isEmpty();
  }
}
