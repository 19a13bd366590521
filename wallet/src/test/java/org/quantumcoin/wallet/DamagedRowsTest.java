package org.quantumcoin.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.wallet.descriptor.OutputType;
import org.quantumcoin.wallet.store.Bytes;
import org.quantumcoin.wallet.store.KeyFile;
import org.quantumcoin.wallet.store.StoreException;
import org.quantumcoin.wallet.store.TxRow;
import org.quantumcoin.wallet.store.WalletKeys;
import org.quantumcoin.wallet.store.WalletStore;

/// Databases that are in order themselves, with rows that are not.
class DamagedRowsTest {
  @TempDir Path folder;
  private final FakeNode node = new FakeNode();

  private Wallets open() {
    Instant now = Instant.ofEpochSecond(FakeNode.GENESIS_TIME);
    return Wallets.open(WalletsTest.config(folder, 20), node, () -> now);
  }

  @BeforeEach
  void makeWallet() {
    try (Wallets wallets = open()) {
      Wallet wallet = wallets.create("savings", WalletOptions.DEFAULT, new byte[0]);
      TxOut paid = new TxOut(5_000, wallet.newAddress(OutputType.BECH32, ""));
      node.mine(List.of(TestPayments.pay(List.of(TestPayments.foreignCoin(1)), paid)));
      wallets.awaitEvents();
    }
  }

  private void damage(Consumer<WalletStore> how) {
    Path home = folder.resolve("wallets").resolve("savings");
    KeyFile file = KeyFile.read(home.resolve("wallet.dat"));
    try (WalletKeys keys = file.unwrap(new byte[0]).orElseThrow();
        WalletStore store = WalletStore.open(home, file, keys.data())) {
      how.accept(store);
      store.commit();
    }
  }

  /// Twice: a wallet that does not open leaves nothing open, and can be replaced by its backup.
  private void assertDamaged(String what) {
    try (Wallets wallets = open()) {
      for (int round = 0; round < 2; round++) {
        StoreException refusal =
            catchThrowableOfType(
                StoreException.class, () -> wallets.load("savings", Optional.empty()));
        assertThat(refusal).isNotNull();
        assertThat(refusal.kind()).as(refusal.getMessage()).isEqualTo(StoreException.Kind.DAMAGED);
        assertThat(refusal).hasMessageContaining(what).hasMessageContaining("backup");
      }
    }
  }

  @Test
  void listOfScripts_thatIsCutShort_isDamage() {
    damage(store -> store.putScriptPage(1, 0, new byte[] {1, 2, 3}));
    assertDamaged("list of its own scripts");
  }

  @Test
  void transaction_thatIsAnother_isDamage() {
    damage(store -> {
      TxRow[] found = new TxRow[1];
      store.readTransactions(row -> found[0] = row).join();
      TxRow row = found[0];
      byte[] raw = row.raw().toArray();
      raw[raw.length - 1] ^= 1;
      store.putTransaction(
          new TxRow(
              row.txid(),
              row.position(),
              Bytes.of(raw),
              row.receivedAt(),
              row.smartTime(),
              row.state(),
              row.block(),
              row.height(),
              row.place(),
              row.blockTime(),
              row.notes(),
              row.ours()));
    });
    assertDamaged("transaction");
  }
}
