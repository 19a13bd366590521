package org.quantumcoin.wallet.treasury;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quantumcoin.wallet.treasury.TestTreasury.COIN;
import static org.quantumcoin.wallet.treasury.TestTreasury.PREFIXES;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.wallet.audit.SignedHead;
import org.quantumcoin.wallet.audit.TreeHead;

final class TreasuryFileTest {
  private static TestTreasury treasury() {
    TestTreasury treasury = TestTreasury.of(Policy.quorum(2, 2));
    ByteString id = treasury.propose(0, COIN, 1);
    ByteString _ = treasury.approve(1, id);
    ByteString _ = treasury.say(2, new EventBody.Rejected(id, "Too m\u00fcch."));
    ByteString _ = treasury.say(0, new EventBody.Withdrawn(id, ""));
    ByteString _ =
        treasury.say(
            0,
            new EventBody.PolicyProposed(treasury.events.charterId(), Policy.quorum(3, 2), "More"));
    return treasury;
  }

  private static TreasuryFile file(TestTreasury treasury, boolean withCharter) {
    SignedHead head =
        SignedHead.sign(TreeHead.EMPTY, 5, false, hash -> TestTreasury.signer(3).sign(hash));
    return TreasuryFile.sign(
        treasury.events.charterId(),
        withCharter ? Optional.of(treasury.charter) : Optional.empty(),
        new ArrayList<>(treasury.events.all()),
        treasury.now,
        head,
        TestTreasury.identity(3),
        TestTreasury.signer(3));
  }

  @Test
  void decode_isWhatWasEncoded() {
    TestTreasury treasury = treasury();
    for (boolean withCharter : new boolean[] {false, true}) {
      TreasuryFile file = file(treasury, withCharter);
      TreasuryFile read = TreasuryFile.decode(file.encode(), PREFIXES);
      assertThat(read.events()).isEqualTo(file.events());
      assertThat(read.charter().map(Charter::id)).isEqualTo(file.charter().map(Charter::id));
      assertThat(read.encode()).isEqualTo(file.encode());
    }
  }

  @Test
  void decode_findsEveryChangedByte() {
    byte[] bytes = file(treasury(), true).encode();
    Random random = new Random(3);
    for (int at = 0; at < bytes.length; at++) {
      byte before = bytes[at];
      bytes[at] ^= (byte) (1 << random.nextInt(8));
      assertThatThrownBy(() -> TreasuryFile.decode(bytes, PREFIXES))
          .isInstanceOf(TreasuryException.class)
          .message()
          .endsWith(".");
      bytes[at] = before;
    }
    assertThat(TreasuryFile.decode(bytes, PREFIXES)).isNotNull();
  }

  @Test
  void charter_isReadAsItWasWritten_andItsWordsAreStable() {
    Charter charter = treasury().charter;
    Charter read = Charter.decode(charter.encode(), PREFIXES);
    assertThat(read.id()).isEqualTo(charter.id());
    assertThat(read.seats()).isEqualTo(charter.seats());
    assertThat(read.setup().multipathDescriptor()).isEqualTo(charter.setup().multipathDescriptor());
    assertThat(read.checksumWords().split(" ")).hasSize(6);
    Charter other = new Charter("Other", 1, charter.setup(), charter.seats(), Policy.quorum(2, 2));
    assertThat(other.checksumWords()).isNotEqualTo(charter.checksumWords());
  }

  @Test
  void charter_thatCannotWork_isRefused() {
    Charter good = treasury().charter;
    assertThatThrownBy(
            () -> new Charter("T", 1, good.setup(), good.seats().subList(0, 2), good.policy()))
        .hasMessage("3 signatures are needed, but only 2 seats sign.");
    assertThatThrownBy(() -> new Charter("T", 1, good.setup(), good.seats(), Policy.quorum(6, 1)))
        .hasMessageContaining("only 5 seats approve");
    List<Seat> twice = new ArrayList<>(good.seats());
    twice.set(
        1,
        new Seat("X", good.seats().get(0).identity(), Set.of(Role.AUDITOR), OptionalInt.empty()));
    assertThatThrownBy(() -> new Charter("T", 1, good.setup(), twice, good.policy()))
        .hasMessageContaining("is there twice");
    List<Seat> foreign = new ArrayList<>(good.seats());
    foreign.set(0, new Seat("X", TestTreasury.identity(9), Set.of(Role.SIGNER), OptionalInt.of(7)));
    assertThatThrownBy(() -> new Charter("T", 1, good.setup(), foreign, good.policy()))
        .hasMessage("The seat X has the fingerprint 00000007, which no cosigner has.");
    assertThatThrownBy(
            () -> new Seat("X", TestTreasury.identity(9), Set.of(Role.SIGNER), OptionalInt.empty()))
        .hasMessageContaining("fingerprint");
  }
}
