package org.quantumcoin.node.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class Bip324CipherTest {
  private static final byte[] MAGIC = {1, 2, 3, 4};
  private static final byte[] NOTHING = new byte[0];

  private final Random random = new Random(324);
  private final Bip324Cipher initiator;
  private final Bip324Cipher responder;

  Bip324CipherTest() {
    byte[] one = bytes(32);
    byte[] other = bytes(32);
    byte[] oneKey = EllSwift.publicKey(one, bytes(32));
    byte[] otherKey = EllSwift.publicKey(other, bytes(32));
    initiator = Bip324Cipher.create(one, oneKey, otherKey, true, MAGIC);
    responder = Bip324Cipher.create(other, otherKey, oneKey, false, MAGIC);
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] opened(Bip324Cipher by, byte[] packet, byte[] aad) {
    int length = by.decryptLength(Arrays.copyOf(packet, Bip324Cipher.LENGTH_BYTES));
    assertThat(length).isEqualTo(packet.length - Bip324Cipher.EXPANSION_BYTES);
    byte[] rest = Arrays.copyOfRange(packet, Bip324Cipher.LENGTH_BYTES, packet.length);
    return by.decrypt(rest, aad).orElseThrow();
  }

  @Test
  void bothSides_understandEachOther_overManyKeys() {
    assertThat(initiator.sessionId()).isEqualTo(responder.sessionId());
    assertThat(initiator.sendTerminator()).isEqualTo(responder.receiveTerminator());
    assertThat(initiator.receiveTerminator()).isEqualTo(responder.sendTerminator());
    for (int i = 0; i < 1000; i++) {
      byte[] contents = bytes(random.nextInt(300));
      byte[] aad = i % 7 == 0 ? bytes(20) : NOTHING;
      boolean ignore = i % 5 == 0;
      byte[] there = opened(responder, initiator.encrypt(contents, aad, ignore), aad);
      assertThat(Bip324Cipher.isIgnored(there)).isEqualTo(ignore);
      assertThat(Arrays.copyOfRange(there, 1, there.length)).isEqualTo(contents);
      byte[] back = opened(initiator, responder.encrypt(contents, NOTHING, false), NOTHING);
      assertThat(Arrays.copyOfRange(back, 1, back.length)).isEqualTo(contents);
    }
  }

  @Test
  void anyChangedBit_isFound() {
    byte[] packet = initiator.encrypt(bytes(10), NOTHING, false);
    responder.decryptLength(Arrays.copyOf(packet, Bip324Cipher.LENGTH_BYTES));
    byte[] rest = Arrays.copyOfRange(packet, Bip324Cipher.LENGTH_BYTES, packet.length);
    for (int i = 0; i < rest.length; i++) {
      byte[] changed = rest.clone();
      changed[i] ^= 1;
      assertThat(responder.decrypt(changed, NOTHING)).isEqualTo(Optional.empty());
    }
    assertThat(responder.decrypt(rest, bytes(1))).isEqualTo(Optional.empty());
    assertThat(responder.decrypt(rest, NOTHING)).isPresent();
  }
}
