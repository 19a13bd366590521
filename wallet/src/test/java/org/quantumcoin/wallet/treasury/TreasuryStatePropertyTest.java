package org.quantumcoin.wallet.treasury;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.wallet.audit.TreeHead;

/// Whatever way events take, seats that have the same ones see the same.
final class TreasuryStatePropertyTest {
  private static final int HISTORIES = 25;

  /// Seats speak without having seen all of each other, as they do where files travel slowly.
  private static List<Event> history(Random random, TestTreasury treasury) {
    List<EventSet> seats = new ArrayList<>();
    for (int i = 0; i < TestTreasury.SIGNERS; i++) {
      seats.add(new EventSet(treasury.charter));
    }
    List<ByteString> proposals = new ArrayList<>();
    List<ByteString> changes = new ArrayList<>(List.of(treasury.events.charterId()));
    List<OutPoint> coins = List.of(treasury.fund(1_000_000), treasury.fund(2_000_000));
    for (int step = 0; step < 60; step++) {
      treasury.now += random.nextInt(1_000);
      int seat = random.nextInt(seats.size());
      EventSet own = seats.get(seat);
      Event event =
          Event.sign(
              own.charterId(),
              seat,
              // Now and then a seat that was restored from a backup repeats a number.
              Math.max(0, own.nextSequence(seat) - (random.nextInt(60) == 0 ? 1 : 0)),
              treasury.now + random.nextInt(600) - 300,
              own.latest(),
              TreeHead.EMPTY,
              body(random, treasury, proposals, changes, coins),
              TestTreasury.signer(seat));
      assertThat(own.add(event)).isNotInstanceOf(EventSet.Result.Refused.class);
      switch (event.body()) {
        case EventBody.Proposed _ -> proposals.add(event.id());
        case EventBody.PolicyProposed _ -> changes.add(event.id());
        default -> {
          // Refers to one of these.
        }
      }
      EventSet heard = seats.get(random.nextInt(seats.size()));
      for (Event each : own.all()) {
        if (random.nextInt(10) >= 3) {
          EventSet.Result _ = heard.add(each);
        }
      }
    }
    for (EventSet each : seats) {
      each.all().forEach(treasury.events::add);
    }
    return new ArrayList<>(treasury.events.all());
  }

  private static EventBody body(
      Random random,
      TestTreasury treasury,
      List<ByteString> proposals,
      List<ByteString> changes,
      List<OutPoint> coins) {
    if (proposals.isEmpty() || random.nextInt(8) == 0) {
      OutPoint coin = coins.get(random.nextInt(coins.size()));
      EventBody.Proposed plain =
          treasury.proposal(treasury.payment(coin, 1_000 + random.nextInt(1_000), 1));
      Optional<ByteString> replaces =
          proposals.isEmpty() || random.nextBoolean()
              ? Optional.empty()
              : Optional.of(proposals.getLast());
      return new EventBody.Proposed(
          plain.psbt(), "", treasury.now + 20_000, random.nextInt(4) == 0, replaces);
    }
    ByteString id = proposals.get(random.nextInt(proposals.size()));
    ByteString change = changes.get(random.nextInt(changes.size()));
    return switch (random.nextInt(9)) {
      case 0 -> new EventBody.Rejected(id, "No.");
      case 1 -> new EventBody.Withdrawn(id, "No.");
      case 2 -> new EventBody.Submitted(id);
      case 3 -> new EventBody.PolicyProposed(change, Policy.quorum(1 + random.nextInt(4), 2), "");
      case 4 -> new EventBody.PolicyApproved(change);
      case 5 -> new EventBody.PolicyRejected(change, "No.");
      default -> new EventBody.Approved(id);
    };
  }

  private static String dump(EventSet events, long now) {
    return TestTreasury.dump(TreasuryState.of(events, ChainView.OFFLINE, now));
  }

  @Test
  void state_isTheSame_whateverTheOrder() {
    int forked = 0;
    for (int seed = 0; seed < HISTORIES; seed++) {
      Random random = new Random(seed);
      TestTreasury treasury = TestTreasury.of(Policy.quorum(2, 2));
      List<Event> all = history(random, treasury);
      String expected = dump(treasury.events, treasury.now);
      forked += treasury.events.forks().size();
      for (int round = 0; round < 4; round++) {
        EventSet set = new EventSet(treasury.charter);
        Collections.shuffle(all, random);
        // Some are lost, some come twice; later a whole file comes.
        for (Event each : all) {
          if (random.nextInt(10) >= 3) {
            EventSet.Result _ = set.add(each);
            EventSet.Result _ = set.add(each);
          }
        }
        String _ = dump(set, treasury.now);
        Collections.shuffle(all, random);
        all.forEach(set::add);
        assertThat(dump(set, treasury.now)).as("seed " + seed).isEqualTo(expected);
        assertThat(set.missing()).isEmpty();
      }
    }
    assertThat(forked).isPositive();
  }
}
