package org.quantumcoin.wallet.ur;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.ByteWriter;

/// Whatever a camera sees, the answer is bytes or a sentence.
final class UrFuzzTest {
  private static final int ROUNDS = 20_000;

  private static void receive(UrDecoder decoder, String text) {
    try {
      boolean _ = decoder.receive(text);
    } catch (UrException e) {
      assertThat(e.getMessage()).endsWith(".");
    }
  }

  @Test
  void receive_ofMutatedFrames_neverFailsOtherwise() {
    Random random = new Random(5);
    byte[] content = new byte[500];
    random.nextBytes(content);
    List<String> frames = new UrEncoder(new Ur(Ur.PSBT, ByteString.of(content)), 60).frames(20);
    UrDecoder decoder = new UrDecoder();
    for (int round = 0; round < ROUNDS; round++) {
      StringBuilder text = new StringBuilder(frames.get(random.nextInt(frames.size())));
      for (int edit = random.nextInt(3); edit > 0; edit--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.insert(at, (char) random.nextInt(128));
          default -> text.setCharAt(at, (char) ('a' + random.nextInt(26)));
        }
      }
      receive(decoder, text.toString());
    }
    assertThat(decoder.result().orElseThrow().content()).isEqualTo(ByteString.of(content));
  }

  /// Frames with good checksums and any numbers.
  @Test
  void receive_ofHostileFrames_isBounded() {
    Random random = new Random(6);
    for (int round = 0; round < ROUNDS; round++) {
      UrDecoder decoder = new UrDecoder();
      ByteWriter out = new ByteWriter();
      Cbor.write(out, Cbor.ARRAY, random.nextInt(20) == 0 ? random.nextInt(30) : 5);
      long sequence = number(random);
      long count = number(random);
      Cbor.write(out, Cbor.UNSIGNED, sequence);
      Cbor.write(out, Cbor.UNSIGNED, count);
      Cbor.write(out, Cbor.UNSIGNED, number(random));
      Cbor.write(out, Cbor.UNSIGNED, number(random));
      Cbor.writeBytes(out, new byte[random.nextInt(40)]);
      byte[] body = out.toByteArray();
      if (random.nextInt(3) == 0) {
        body[random.nextInt(body.length)] = (byte) random.nextInt();
      }
      receive(decoder, "ur:bytes/%d-%d/%s".formatted(sequence, count, Bytewords.encode(body)));
      receive(decoder, "ur:bytes/" + Bytewords.encode(body));
    }
  }

  private static long number(Random random) {
    return random.nextInt(3) == 0
        ? random.nextInt(30)
        : random.nextLong() >>> 32 >>> random.nextInt(32);
  }

  /// As many fragments as are taken, each frame a mixture, for as long as somebody likes.
  @Test
  void receive_ofEndlessMixtures_keepsNoMoreThanTheMessage() {
    Random random = new Random(7);
    UrDecoder decoder = new UrDecoder();
    int count = UrDecoder.MAX_FRAGMENTS;
    for (int round = 0; round < 300; round++) {
      byte[] data = new byte[10];
      random.nextBytes(data);
      long sequence = count + 1L + random.nextInt(1_000_000);
      Frame frame = new Frame(sequence, count, count * 10, 77, ByteString.of(data));
      receive(
          decoder,
          "ur:bytes/%d-%d/%s".formatted(sequence, count, Bytewords.encode(frame.encode())));
    }
    assertThat(decoder.received()).isLessThanOrEqualTo(300);
    assertThat(decoder.expected()).isEqualTo(count);
  }
}
