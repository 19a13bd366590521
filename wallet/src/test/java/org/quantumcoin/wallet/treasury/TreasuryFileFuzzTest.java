package org.quantumcoin.wallet.treasury;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantumcoin.wallet.treasury.TestTreasury.COIN;
import static org.quantumcoin.wallet.treasury.TestTreasury.PREFIXES;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.encoding.ByteString;

/// Whatever is in a file, the answer is what it holds or a sentence.
final class TreasuryFileFuzzTest {
  private static final int ROUNDS = 30_000;

  private interface Reading {
    void read(byte[] bytes);
  }

  private static byte[] mutated(Random random, byte[] good) {
    byte[] bytes =
        Arrays.copyOf(
            good, good.length - (random.nextInt(4) == 0 ? random.nextInt(good.length) : 0));
    for (int edit = random.nextInt(4); edit >= 0 && bytes.length > 0; edit--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return bytes;
  }

  private static void fuzz(byte[] good, int rounds, Reading reading) {
    Random random = new Random(11);
    for (int round = 0; round < rounds; round++) {
      byte[] bytes =
          random.nextInt(10) == 0 ? random(random, random.nextInt(300)) : mutated(random, good);
      try {
        reading.read(bytes);
      } catch (TreasuryException e) {
        assertThat(e.sentence()).endsWith(".");
      }
    }
  }

  private static byte[] random(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  @Test
  void decode_ofEvents_neverFailsOtherwise() {
    TestTreasury treasury = TestTreasury.of(Policy.quorum(2, 2));
    ByteString id = treasury.propose(0, COIN, 1);
    ByteString _ = treasury.sign(1, id);
    for (Event event : treasury.events.all()) {
      fuzz(event.encode(), ROUNDS, bytes -> assertThat(Event.decode(bytes)).isNotNull());
    }
    Event policy =
        treasury.draft(
            0,
            new EventBody.PolicyProposed(treasury.events.charterId(), Policy.quorum(2, 2), "Note"));
    fuzz(policy.encode(), ROUNDS, bytes -> assertThat(Event.decode(bytes)).isNotNull());
  }

  @Test
  void decode_ofCharters_neverFailsOtherwise() {
    byte[] good = TestTreasury.of(Policy.quorum(2, 2)).charter.encode();
    fuzz(good, 3_000, bytes -> assertThat(Charter.decode(bytes, PREFIXES)).isNotNull());
  }

  @Test
  void decode_ofFiles_neverFailsOtherwise() {
    byte[] start = "QCTREASURY".getBytes(StandardCharsets.US_ASCII);
    fuzz(start, 3_000, bytes -> assertThat(TreasuryFile.decode(bytes, PREFIXES)).isNotNull());
  }

  /// A seat may be hostile too: its events are well signed and hold anything.
  @Test
  void add_ofHostilePayments_answers() {
    TestTreasury treasury = TestTreasury.of(Policy.quorum(2, 2));
    byte[] good = treasury.payment(treasury.fund(COIN), 1_000, 1).encode();
    ByteString id = treasury.propose(0, COIN, 1);
    byte[] signed = treasury.signed(1, treasury.events.proposal(id).orElseThrow().psbt()).encode();
    Random random = new Random(12);
    for (int round = 0; round < 1_500; round++) {
      ByteString psbt = ByteString.of(mutated(random, round % 2 == 0 ? good : signed));
      Event event =
          round % 2 == 0
              ? treasury.draft(
                  0, new EventBody.Proposed(psbt, "", treasury.now, false, Optional.empty()))
              : treasury.draft(1, new EventBody.Signed(id, psbt));
      EventSet set = new EventSet(treasury.charter);
      treasury.events.all().forEach(set::add);
      EventSet.Result _ = set.add(event);
      assertThat(TreasuryState.of(set, ChainView.OFFLINE, treasury.now).proposals()).isNotEmpty();
    }
  }
}
