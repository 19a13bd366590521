package org.quantumcoin.node.p2p.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.p2p.sync.TxAnnouncements.Entry;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.primitives.Wtxid;

final class TxAnnouncementsTest {
  private static Entry entry(int number, long rate, int ancestors) {
    String hex = "%064x".formatted(number);
    return new Entry(Wtxid.fromHex(hex), Txid.fromHex(hex), rate, ancestors);
  }

  @Test
  void parentsComeFirst_thenWhatPaysMost_whateverTheOrderOfArrival() {
    Entry child = entry(1, 90_000, 2);
    Entry poor = entry(2, 1_000, 1);
    Entry rich = entry(3, 5_000, 1);
    TxAnnouncements announcements = new TxAnnouncements();
    List.of(child, poor, rich).forEach(announcements::add);
    List<Entry> taken = new ArrayList<>();
    for (Entry next = announcements.take(); next != null; next = announcements.take()) {
      taken.add(next);
    }
    assertThat(taken).containsExactly(rich, poor, child);
    assertThat(announcements.size()).isZero();
  }
}
