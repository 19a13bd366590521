package org.quantumcoin.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.wallet.descriptor.OutputType;

/// The number by which windows know that a wallet has changed.
final class RevisionTest {
  private static final byte[] PASSPHRASE = "correct horse".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private final AtomicLong now = new AtomicLong(FakeNode.GENESIS_TIME);
  private WalletServer server;
  private Wallet wallet;

  @BeforeEach
  void open() {
    server = new WalletServer(folder, () -> Instant.ofEpochSecond(now.get()));
    wallet = server.make("one");
    server.wallets.awaitEvents();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private void assertGrows(Runnable change) {
    long before = wallet.revision();
    change.run();
    server.wallets.awaitEvents();
    assertThat(wallet.revision()).isGreaterThan(before);
  }

  @Test
  void everyChange_makesItGrow() {
    Script script = wallet.newAddress(OutputType.BECH32, "rent");
    String address = server.addresses.encode(script).orElseThrow();
    assertGrows(() -> wallet.newAddress(OutputType.BECH32, "more"));
    assertGrows(() -> wallet.setLabel(script, "house", AddressBook.RECEIVE));
    assertGrows(() -> server.receive(address, 50_000));
    assertGrows(() -> server.node.mine(List.of()));
    assertGrows(() -> server.node.disconnectTip());
    var coin = wallet.locked(() -> wallet.ledger().coins(false).getFirst().outpoint());
    assertGrows(() -> wallet.freeze(List.of(coin), true));
    assertGrows(() -> wallet.rescan(0, 1));
  }

  @Test
  void rescan_makesItGrowWithEveryBlock() {
    server.node.mine(List.of());
    server.node.mine(List.of());
    server.wallets.awaitEvents();
    Set<Long> seen = new HashSet<>();
    server.node.beforeRead(_ -> seen.add(wallet.revision()));
    wallet.rescan(0, 2);
    assertThat(seen).hasSize(3);
  }

  @Test
  void lockAndUnlock_makeItGrow() {
    assertGrows(() -> wallet.encrypt(PASSPHRASE));
    assertGrows(() -> wallet.unlock(PASSPHRASE, 60));
    assertGrows(() -> wallet.lock());
    wallet.unlock(PASSPHRASE, 60);
    long open = wallet.revision();
    now.addAndGet(60);
    assertThat(wallet.isLocked()).isTrue();
    assertThat(wallet.revision()).isGreaterThan(open);
  }

  @Test
  void questions_leaveIt() {
    long before = wallet.revision();
    assertThat(wallet.isLocked()).isFalse();
    assertThat(wallet.locked(() -> wallet.ledger().size())).isZero();
    assertThat(wallet.revision()).isEqualTo(before);
  }
}
