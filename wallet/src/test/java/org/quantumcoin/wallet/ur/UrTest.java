package org.quantumcoin.wallet.ur;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.encoding.ByteString;

/// The frames here were made by another program (Sparrow's library).
final class UrTest {
  private static final String SINGLE =
      "ur:bytes/hdfzaeatbabzcecndrehetfhfggtghhpidinjoktkblplkmunyoypdperprysssbtdtavtvdwyykztaxbkbycsctdsdpeefrfwgagdhghyihjzjkknlylomymtntoxpyprrhfedsrhds";
  private static final List<String> FRAMES =
      List.of(
          "ur:crypto-psbt/1-4/lpadaacsfwcyfedsrhdsgyhdfzaeatbabzcecndrehetfhfggtghhpidoytkbyry",
          "ur:crypto-psbt/2-4/lpaoaacsfwcyfedsrhdsgyinjoktkblplkmunyoypdperprysssbtdtalkgrtton",
          "ur:crypto-psbt/3-4/lpaxaacsfwcyfedsrhdsgyvtvdwyykztaxbkbycsctdsdpeefrfwgagdlpmoskby",
          "ur:crypto-psbt/4-4/lpaaaacsfwcyfedsrhdsgyhghyihjzjkknlylomymtntoxpyprrhaeaesehllnzo",
          "ur:crypto-psbt/5-4/lpahaacsfwcyfedsrhdsgylnldztvtaavtaacxcebedwaeieaeiertwmhyksdlzt",
          "ur:crypto-psbt/6-4/lpamaacsfwcyfedsrhdsgyrlrhlunlmykklunlmsldrkldneldzogagdjkztwsve",
          "ur:crypto-psbt/7-4/lpataacsfwcyfedsrhdsgyldmsnllukkmynllurhrlldndldzmldndldwpfhzefn",
          "ur:crypto-psbt/8-4/lpayaacsfwcyfedsrhdsgylnldztvtaavtaacxcebedwaeieaeiertwmmuemldjp",
          "ur:crypto-psbt/9-4/lpasaacsfwcyfedsrhdsgyhdfzaeatbabzcecndrehetfhfggtghhpidiagtstem");

  private static ByteString sevens() {
    byte[] bytes = new byte[64];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 7);
    }
    return ByteString.of(bytes);
  }

  private static ByteString random(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return ByteString.of(bytes);
  }

  private static Ur decode(List<String> frames) {
    UrDecoder decoder = new UrDecoder();
    for (String frame : frames) {
      boolean _ = decoder.receive(frame);
    }
    return decoder.result().orElseThrow();
  }

  @Test
  void frames_areThoseOfOtherPrograms() {
    assertThat(new UrEncoder(new Ur(Ur.BYTES, sevens()), 1_000).next()).isEqualTo(SINGLE);
    assertThat(new UrEncoder(new Ur(Ur.PSBT, sevens()), 20).frames(5)).isEqualTo(FRAMES);
  }

  @Test
  void decode_takesMixturesAlone() {
    Ur wanted = new Ur(Ur.PSBT, sevens());
    assertThat(decode(FRAMES)).isEqualTo(wanted);
    assertThat(decode(FRAMES.stream().map(f -> f.toUpperCase(Locale.ROOT)).toList()))
        .isEqualTo(wanted);
    UrEncoder encoder = new UrEncoder(wanted, 20);
    List<String> mixtures = encoder.frames(60).subList(4, 64);
    assertThat(decode(mixtures)).isEqualTo(wanted);
    assertThat(decode(List.of(SINGLE)).content()).isEqualTo(sevens());
  }

  @Test
  void decode_bearsThirtyPercentLostRepeatedAndShuffled() {
    Random random = new Random(30);
    for (int round = 0; round < 60; round++) {
      Ur wanted = new Ur(Ur.PSBT, random(random, 1 + random.nextInt(12_000)));
      UrEncoder encoder = new UrEncoder(wanted, 50 + random.nextInt(150));
      UrDecoder decoder = new UrDecoder();
      int shown = 0;
      List<String> seen = new ArrayList<>();
      while (decoder.result().isEmpty()) {
        seen.clear();
        for (int i = 0; i < 10; i++, shown++) {
          String frame = encoder.next();
          if (random.nextInt(10) >= 3) {
            seen.add(frame);
            seen.add(frame);
          }
        }
        Collections.shuffle(seen, random);
        seen.forEach(decoder::receive);
        assertThat(shown).isLessThan(3 * encoder.count() + 60);
      }
      assertThat(decoder.result()).contains(wanted);
      assertThat(decoder.received()).isEqualTo(decoder.expected());
    }
  }

  @Test
  void decode_ofTheLargest_isPossible() {
    Ur largest = new Ur(Ur.BYTES, ByteString.of(new byte[UrDecoder.MAX_CONTENT_BYTES]));
    assertThat(decode(new UrEncoder(largest, 1_000).frames(0))).isEqualTo(largest);
    assertThatThrownBy(() -> new UrEncoder(largest, 100))
        .isInstanceOf(UrException.class)
        .hasMessageContaining("choose larger ones");
    assertThatThrownBy(
            () -> new Ur(Ur.BYTES, ByteString.of(new byte[UrDecoder.MAX_CONTENT_BYTES + 1])))
        .isInstanceOf(UrException.class);
  }

  @Test
  void receive_ofAnotherMessage_isRefusedAndHarmsNothing() {
    UrDecoder decoder = new UrDecoder();
    assertThat(decoder.receive(FRAMES.get(0))).isTrue();
    assertThat(decoder.receive(FRAMES.get(0))).isFalse();
    String other = new UrEncoder(new Ur(Ur.PSBT, random(new Random(1), 64)), 20).next();
    assertThatThrownBy(() -> decoder.receive(other)).hasMessageContaining("something else");
    assertThatThrownBy(() -> decoder.receive(SINGLE)).hasMessageContaining("something else");
    FRAMES.subList(1, 4).forEach(decoder::receive);
    assertThat(decoder.result().orElseThrow().content()).isEqualTo(sevens());
    decoder.reset();
    assertThat(decoder.receive(SINGLE)).isTrue();
    assertThat(decoder.receive(SINGLE)).isFalse();
  }

  @Test
  void receive_whenAFrameLies_startsOver() {
    UrDecoder decoder = new UrDecoder();
    Frame genuine = Frame.decode(Bytewords.decode(FRAMES.get(0).split("/", -1)[2]));
    Frame lie =
        new Frame(
            1,
            genuine.count(),
            genuine.messageBytes(),
            genuine.checksum(),
            ByteString.of(new byte[genuine.data().length()]));
    boolean _ = decoder.receive("ur:crypto-psbt/1-4/" + Bytewords.encode(lie.encode()));
    FRAMES.subList(1, 3).forEach(decoder::receive);
    assertThatThrownBy(() -> decoder.receive(FRAMES.get(3))).hasMessageContaining("do not add up");
    FRAMES.forEach(decoder::receive);
    assertThat(decoder.result().orElseThrow().content()).isEqualTo(sevens());
  }

  @Test
  void receive_ofDamagedCodes_saysWhatIsWrong() {
    UrDecoder decoder = new UrDecoder();
    assertThatThrownBy(() -> decoder.receive("bitcoin:abc")).hasMessageContaining("ur:");
    assertThatThrownBy(() -> decoder.receive("ur:bytes/ae")).hasMessageContaining("missing");
    assertThatThrownBy(() -> decoder.receive(SINGLE.replace("hdfz", "hdfa")))
        .isInstanceOf(UrException.class);
    assertThatThrownBy(() -> decoder.receive(FRAMES.get(0).replace("/1-4/", "/2-4/")))
        .hasMessageContaining("contradict");
  }
}
