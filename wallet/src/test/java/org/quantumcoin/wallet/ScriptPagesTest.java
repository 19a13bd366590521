package org.quantumcoin.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.params.Chain;
import org.quantumcoin.node.params.Coin;
import org.quantumcoin.node.params.Networks;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.wallet.coins.ScriptIndex;
import org.quantumcoin.wallet.coins.ScriptSource;
import org.quantumcoin.wallet.descriptor.Descriptor;
import org.quantumcoin.wallet.store.DescriptorRow;
import org.quantumcoin.wallet.store.KdfCost;
import org.quantumcoin.wallet.store.KeyFile;
import org.quantumcoin.wallet.store.WalletKeys;
import org.quantumcoin.wallet.store.WalletStore;

class ScriptPagesTest {
  private static final int GAP = 20;

  /// The root key of BIP-0032's first test vector.
  private static final String RANGED =
      "wpkh(xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2gZ29ESFjqJoCu1Rupje8YtGqsefD265TMg7usUDFdp6W1EGMcet8/*)";

  @TempDir Path folder;
  private final AddressPrefixes prefixes =
      Networks.find(Coin.BITCOIN, Chain.MAIN).orElseThrow().addresses();
  private final Descriptor descriptor = Descriptor.parse(RANGED, prefixes, false).getFirst();
  private final WalletKeys keys = WalletKeys.random();
  private final KeyFile file =
      KeyFile.create("test", keys, new byte[0], new KdfCost(8, 1, 1), Optional.empty());

  private KeyRing ring(WalletStore store) {
    return KeyRing.open(store, prefixes, new Vault(file.walletId()), new ScriptIndex(1, 2), GAP);
  }

  private Script script(int index) {
    return descriptor.expand(index).orElseThrow().scripts().getFirst();
  }

  private void assertKnows(KeyRing ring, int from, int to) {
    assertThat(ring.scriptCount()).isEqualTo(to - from);
    for (int i = from; i < to; i++) {
      assertThat(ring.find(script(i))).as("index " + i).contains(new ScriptSource(0, i, 0));
    }
    assertThat(ring.find(script(to))).isEmpty();
    assertThat(from == 0 || ring.find(script(from - 1)).isEmpty()).isTrue();
  }

  private static ManagedDescriptor put(KeyRing ring, Descriptor given, int start, int end) {
    return ring.put(given, 0, DescriptorRow.Role.RECEIVING, start, end, start);
  }

  @Test
  void range_whenItGrowsDownwards_isWholeAfterReopening() {
    try (WalletStore store = WalletStore.create(folder, file, keys.data())) {
      KeyRing ring = ring(store);
      ManagedDescriptor _ = put(ring, descriptor, 500, 800);
      assertKnows(ring, 500, 800);
      ManagedDescriptor _ = put(ring, descriptor, 100, 500);
      assertKnows(ring, 100, 800);
      assertKnows(ring(store), 100, 800);
    }
  }

  @Test
  void range_whenItSpansPages_isWholeAfterReopening() {
    try (WalletStore store = WalletStore.create(folder, file, keys.data())) {
      ManagedDescriptor _ = put(ring(store), descriptor, 990, 2_010);
      assertKnows(ring(store), 990, 2_010);
    }
  }

  @Test
  void addresses_whenGivenOut_growTheLastPage_thatIsWholeAfterReopening() {
    try (WalletStore store = WalletStore.create(folder, file, keys.data())) {
      KeyRing ring = ring(store);
      ManagedDescriptor managed = put(ring, descriptor, 0, 970);
      for (int given = 0; given < 1_000; given++) {
        assertThat(ring.next(managed)).isEqualTo(script(given));
        if (given % 83 == 0 || given > 975) {
          assertThat(ring(store).scriptCount()).isEqualTo(ring.scriptCount());
        }
      }
      assertKnows(ring(store), 0, 1_000 + GAP);
    }
  }
}
