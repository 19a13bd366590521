package org.quantumcoin.node.p2p.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class I2pDestinationTest {
  private static final byte[] BYTES = {(byte) 0xfb, (byte) 0xff, (byte) 0xfe};

  @Test
  void base64_hasLettersOfItsOwn() throws IOException {
    assertThat(I2pDestination.encode(BYTES)).isEqualTo("-~~-");
    assertThat(I2pDestination.decode("-~~-")).isEqualTo(BYTES);
    assertThatThrownBy(() -> I2pDestination.decode("no!"))
        .isInstanceOf(IOException.class)
        .hasMessage("Cannot decode Base64: \"no!\"");
  }

  @Test
  void publicPart_endsBehindItsCertificate() throws IOException {
    byte[] key = new byte[500];
    assertThat(I2pDestination.ofPrivateKey(key)).hasSize(387);
    key[386] = 113;
    assertThat(I2pDestination.ofPrivateKey(key)).hasSize(500);
    key[386] = 114;
    assertThatThrownBy(() -> I2pDestination.ofPrivateKey(key))
        .hasMessage(
            "Certificate length (114) designates that the private key should be 501 bytes, but it is only 500 bytes");
    assertThatThrownBy(() -> I2pDestination.ofPrivateKey(new byte[386]))
        .hasMessage("The private key is too short (386 < 387)");
  }
}
