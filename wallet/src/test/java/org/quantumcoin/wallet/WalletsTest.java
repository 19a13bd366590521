package org.quantumcoin.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quantumcoin.wallet.TestPayments.foreignCoin;
import static org.quantumcoin.wallet.TestPayments.foreignScript;
import static org.quantumcoin.wallet.TestPayments.output;
import static org.quantumcoin.wallet.TestPayments.pay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.params.Chain;
import org.quantumcoin.node.params.Coin;
import org.quantumcoin.node.params.Networks;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.wallet.audit.AuditEntry;
import org.quantumcoin.wallet.coins.Ledger.Balances;
import org.quantumcoin.wallet.coins.TxState;
import org.quantumcoin.wallet.descriptor.OutputType;
import org.quantumcoin.wallet.store.KdfCost;
import org.quantumcoin.wallet.store.StoreException;

class WalletsTest {
  private static final byte[] NO_PASSPHRASE = {};
  private static final byte[] PASSPHRASE = "correct horse".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private final FakeNode node = new FakeNode();

  static WalletConfig config(Path folder, int gap) {
    return new WalletConfig(
        Networks.find(Coin.BITCOIN, Chain.REGTEST).orElseThrow(),
        folder.resolve("wallets"),
        folder.resolve("watch.key"),
        gap,
        Optional.of(new KdfCost(8, 1, 1)),
        WalletConfig.Spending.DEFAULT,
        Optional.empty());
  }

  private Wallets open() {
    Instant now = Instant.ofEpochSecond(FakeNode.GENESIS_TIME);
    return Wallets.open(config(folder, 20), node, () -> now);
  }

  private static Balances balances(Wallets wallets, Wallet wallet) {
    wallets.awaitEvents();
    return wallet.locked(() -> wallet.ledger().balances(0, _ -> true));
  }

  private static Transaction payTo(Script script, int coin, long sats) {
    return pay(List.of(foreignCoin(coin)), new TxOut(sats, script), new TxOut(1, foreignScript(1)));
  }

  @Test
  void create_makesAWalletThatFollowsBlocksAndMempool() {
    try (Wallets wallets = open()) {
      Wallet wallet = wallets.create("one", WalletOptions.DEFAULT, NO_PASSPHRASE);
      Script script = wallet.newAddress(OutputType.BECH32, "rent");
      Transaction tx = payTo(script, 1, 1_000);
      node.addToPool(tx);
      assertThat(balances(wallets, wallet)).isEqualTo(new Balances(0, 1_000, 0));
      node.mine(List.of(tx));
      assertThat(balances(wallets, wallet)).isEqualTo(new Balances(1_000, 0, 0));
      assertThat(wallet.lastBlock()).isEqualTo(node.tip().hash());
      assertThat(wallets.names()).containsExactly("one");
      assertThat(wallets.list()).containsExactly(wallet);
    }
  }

  @Test
  void awaitTip_whenTheNodeShowsABlockBeforeItTellsOfIt_waits() throws Exception {
    try (Wallets wallets = open()) {
      Wallet wallet = wallets.create("one", WalletOptions.DEFAULT, NO_PASSPHRASE);
      Script script = wallet.newAddress(OutputType.BECH32, "rent");
      Runnable tell = node.mineSilently(List.of(payTo(script, 1, 1_000)));
      CompletableFuture<Balances> asked =
          CompletableFuture.supplyAsync(() -> {
            wallets.awaitTip(wallet);
            return wallet.locked(() -> wallet.ledger().balances(0));
          });
      // Long enough for whoever does not wait.
      assertThatThrownBy(() -> asked.get(100, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      tell.run();
      assertThat(asked.get(10, TimeUnit.SECONDS)).isEqualTo(new Balances(1_000, 0, 0));
    }
  }

  @Test
  void close_whenAWalletsFilesAreGone_closesTheOthersInOrder() {
    BlockHash last;
    try (Wallets wallets = open()) {
      Wallet gone = wallets.create("gone", WalletOptions.DEFAULT, NO_PASSPHRASE);
      Wallet whole = wallets.create("whole", WalletOptions.DEFAULT, NO_PASSPHRASE);
      node.mine(List.of());
      wallets.awaitEvents();
      last = whole.lastBlock();
      gone.close();
    }
    try (Wallets wallets = open()) {
      assertThat(wallets.load("gone", Optional.empty()).name()).isEqualTo("gone");
      Wallet whole = wallets.load("whole", Optional.empty());
      assertThat(last).isEqualTo(node.tip().hash());
      assertThat(whole.lastBlock()).isEqualTo(last);
    }
  }

  @Test
  void create_whenThereIsOne_isRefusedAndLeavesIt() {
    try (Wallets wallets = open()) {
      Wallet first = wallets.create("one", WalletOptions.DEFAULT, NO_PASSPHRASE);
      assertThatThrownBy(() -> wallets.create("one", WalletOptions.DEFAULT, NO_PASSPHRASE))
          .isInstanceOf(StoreException.class);
      assertThat(wallets.find("one")).contains(first);
    }
  }

  @Test
  void folder_whenNameLeadsElsewhere_isRefused() {
    try (Wallets wallets = open()) {
      for (String name : List.of(".", "..", "a/b", "a\\b", "a;b", "a:b", "\n", "x".repeat(201))) {
        assertThatThrownBy(() -> wallets.folder(name)).isInstanceOf(WalletException.class);
      }
      assertThat(wallets.folder("x".repeat(200)))
          .isEqualTo(folder.resolve("wallets").resolve("x".repeat(200)));
      assertThat(wallets.folder("")).isEqualTo(folder.resolve("wallets"));
    }
  }

  @Test
  void load_afterRestart_hasTheSameScriptsCoinsAndLabels() {
    Script script;
    Script next;
    try (Wallets wallets = open()) {
      Wallet wallet = wallets.create("one", WalletOptions.DEFAULT, NO_PASSPHRASE);
      script = wallet.newAddress(OutputType.BECH32M, "rent");
      next = wallet.peekChangeAddress(OutputType.LEGACY);
      node.mine(List.of(payTo(script, 1, 1_000)));
    }
    try (Wallets wallets = open()) {
      Wallet wallet = wallets.load("one", Optional.empty());
      assertThat(balances(wallets, wallet)).isEqualTo(new Balances(1_000, 0, 0));
      assertThat(wallet.peekChangeAddress(OutputType.LEGACY)).isEqualTo(next);
      assertThat(wallet.newAddress(OutputType.BECH32M, "")).isNotEqualTo(script);
      assertThat(wallet.locked(() -> wallet.book().find(script).orElseThrow().label()))
          .isEqualTo("rent");
      assertThatThrownBy(() -> wallets.load("one", Optional.empty()))
          .isInstanceOf(StoreException.class);
    }
  }

  @Test
  void load_catchesUpWithBlocksAndMempoolOfTheMeantime() {
    Script script;
    try (Wallets wallets = open()) {
      script =
          wallets
              .create("one", WalletOptions.DEFAULT, NO_PASSPHRASE)
              .newAddress(OutputType.BECH32, "");
    }
    node.mine(List.of(payTo(script, 1, 1_000)));
    node.mine(List.of());
    node.addToPool(payTo(script, 2, 200));
    try (Wallets wallets = open()) {
      Wallet wallet = wallets.load("one", Optional.empty());
      assertThat(balances(wallets, wallet)).isEqualTo(new Balances(1_000, 200, 0));
      assertThat(wallet.lastBlock()).isEqualTo(node.tip().hash());
    }
  }

  @Test
  void load_afterAReorganisationOfTheMeantime_followsTheOtherBranch() {
    Script script;
    Transaction lost;
    try (Wallets wallets = open()) {
      Wallet wallet = wallets.create("one", WalletOptions.DEFAULT, NO_PASSPHRASE);
      script = wallet.newAddress(OutputType.BECH32, "");
      lost = payTo(script, 1, 1_000);
      node.mine(List.of(lost));
      node.mine(List.of());
      assertThat(balances(wallets, wallet)).isEqualTo(new Balances(1_000, 0, 0));
    }
    node.disconnectTip();
    node.disconnectTip();
    node.mine(List.of());
    node.mine(List.of(payTo(script, 2, 70)));
    node.mine(List.of());
    try (Wallets wallets = open()) {
      Wallet wallet = wallets.load("one", Optional.empty());
      // The payment that was lost is sent again, and waits for a block.
      assertThat(balances(wallets, wallet)).isEqualTo(new Balances(70, 1_000, 0));
      assertThat(wallet.locked(() -> wallet.ledger().tipHeight())).isEqualTo(3);
      assertThat(node.pooledTransactions()).containsExactly(lost);
    }
  }

  @Test
  void reorganisation_whileOpen_isFollowed() {
    try (Wallets wallets = open()) {
      Wallet wallet = wallets.create("one", WalletOptions.DEFAULT, NO_PASSPHRASE);
      Transaction tx = payTo(wallet.newAddress(OutputType.BECH32, ""), 1, 1_000);
      node.mine(List.of(tx));
      node.disconnectTip();
      assertThat(balances(wallets, wallet)).isEqualTo(Balances.NOTHING);
      assertThat(wallet.locked(() -> wallet.ledger().find(tx.txid()).orElseThrow().state()))
          .isEqualTo(new TxState.Inactive(false));
      node.mine(List.of());
      node.mine(List.of(tx));
      assertThat(balances(wallets, wallet)).isEqualTo(new Balances(1_000, 0, 0));
    }
  }

  @Test
  void payment_whenBeyondTheNextAddress_movesTheGap() {
    try (Wallets wallets = open()) {
      Wallet wallet = wallets.create("one", WalletOptions.DEFAULT, NO_PASSPHRASE);
      int before = wallet.locked(() -> wallet.keys().scriptCount());
      Script last =
          wallet.locked(() ->
              wallet.keys().active(OutputType.BECH32, false).orElseThrow().scripts(19).getFirst());
      Script beyond =
          wallet.locked(() ->
              wallet.keys().active(OutputType.BECH32, false).orElseThrow().scripts(20).getFirst());
      node.mine(List.of(payTo(beyond, 1, 5)));
      assertThat(balances(wallets, wallet)).isEqualTo(Balances.NOTHING);
      node.mine(List.of(payTo(last, 2, 7)));
      assertThat(balances(wallets, wallet)).isEqualTo(new Balances(7, 0, 0));
      assertThat(wallet.locked(() -> wallet.keys().scriptCount())).isEqualTo(before + 20);
      node.mine(List.of(payTo(beyond, 3, 5)));
      assertThat(balances(wallets, wallet)).isEqualTo(new Balances(12, 0, 0));
    }
  }

  @Test
  void load_whenPassphraseIsSet_followsLocked_andUnlocksByItOnly() {
    Script script;
    try (Wallets wallets = open()) {
      Wallet wallet = wallets.create("one", WalletOptions.DEFAULT, PASSPHRASE);
      assertThat(wallet.isLocked()).isTrue();
      script = wallet.newAddress(OutputType.BECH32, "");
    }
    node.mine(List.of(payTo(script, 1, 1_000)));
    try (Wallets wallets = open()) {
      Wallet wallet = wallets.load("one", Optional.empty());
      assertThat(balances(wallets, wallet)).isEqualTo(new Balances(1_000, 0, 0));
      assertThat(wallet.isLocked()).isTrue();
      assertThatThrownBy(() -> wallet.unlock(new byte[] {1}, 60))
          .isInstanceOf(WalletException.class);
      wallet.unlock(PASSPHRASE, 60);
      assertThat(wallet.isLocked()).isFalse();
    }
  }

  @Test
  void unload_closesOnce_andTheWalletLoadsAgain() {
    try (Wallets wallets = open()) {
      wallets.create("one", WalletOptions.DEFAULT, NO_PASSPHRASE);
      assertThat(wallets.unload("one")).isTrue();
      assertThat(wallets.unload("one")).isFalse();
      assertThat(wallets.list()).isEmpty();
      assertThat(wallets.load("one", Optional.empty()).name()).isEqualTo("one");
    }
  }

  @Test
  void rescan_findsWhatWasPassedOver() {
    try (Wallets wallets = open()) {
      Wallet wallet = wallets.create("one", WalletOptions.DEFAULT, NO_PASSPHRASE);
      Script hidden =
          wallet.locked(() ->
              wallet.keys().active(OutputType.BECH32, false).orElseThrow().scripts(25).getFirst());
      Transaction tx = payTo(hidden, 1, 5);
      node.mine(List.of(tx));
      Transaction spend = pay(List.of(output(tx, 0)), new TxOut(4, foreignScript(3)));
      node.mine(List.of(spend));
      assertThat(balances(wallets, wallet)).isEqualTo(Balances.NOTHING);
      wallet.refill(30);
      assertThat(wallet.rescan(0, 10)).isEqualTo(new Rescan.Result(2, Rescan.End.COMPLETE));
      assertThat(wallet.locked(() -> wallet.ledger().size())).isEqualTo(2);
      assertThat(balances(wallets, wallet)).isEqualTo(Balances.NOTHING);
    }
  }

  /// A wallet with a payment in a block that it passed over, because it looked for fewer scripts.
  private Wallet withUnseenPayment(Wallets wallets) {
    Wallet wallet = wallets.create("one", WalletOptions.DEFAULT, NO_PASSPHRASE);
    Script hidden =
        wallet.locked(() ->
            wallet.keys().active(OutputType.BECH32, false).orElseThrow().scripts(25).getFirst());
    node.mine(List.of());
    node.mine(List.of(payTo(hidden, 1, 5)));
    node.mine(List.of());
    assertThat(balances(wallets, wallet)).isEqualTo(Balances.NOTHING);
    wallet.changeKeys(() -> {
      wallet.keys().activeOnes().forEach(each -> wallet.keys().topUp(each, 30));
      wallet.usedSince(FakeNode.GENESIS_TIME);
      return true;
    });
    return wallet;
  }

  /// Its balance once it looks through old blocks no more.
  private static Balances settled(Wallets wallets, Wallet wallet) throws InterruptedException {
    for (int i = 0; i < 1_000; i++) {
      if (!balances(wallets, wallet).equals(Balances.NOTHING) && wallet.runningRescan().isEmpty()) {
        break;
      }
      Thread.sleep(10);
    }
    return balances(wallets, wallet);
  }

  @Test
  void keysInUse_whenNobodyLookedForThem_areLookedForAtTheNextOpening()
      throws InterruptedException {
    try (Wallets wallets = open()) {
      Wallet _ = withUnseenPayment(wallets);
    }
    try (Wallets wallets = open()) {
      Wallet wallet = wallets.load("one", Optional.empty());
      assertThat(settled(wallets, wallet)).isEqualTo(new Balances(5, 0, 0));
    }
    AtomicInteger reads = new AtomicInteger();
    node.beforeRead(_ -> reads.incrementAndGet());
    try (Wallets wallets = open()) {
      Wallet wallet = wallets.load("one", Optional.empty());
      assertThat(wallet.catchUpOnKeys()).isEqualTo(new Rescan.Result(3, Rescan.End.COMPLETE));
      assertThat(reads).as("blocks looked at once more").hasValue(0);
    }
  }

  @Test
  void keysInUse_whenClosedMeanwhile_areLookedForAtTheNextOpening() throws InterruptedException {
    try (Wallets wallets = open()) {
      Wallet wallet = withUnseenPayment(wallets);
      AtomicBoolean closing = new AtomicBoolean();
      node.beforeRead(_ -> {
        if (!closing.getAndSet(true)) {
          Thread.ofVirtual().start(() -> wallets.unload("one"));
          while (wallet.runningRescan().orElseThrow().isGoingOn()) {
            Thread.onSpinWait();
          }
        }
      });
      assertThat(wallet.catchUpOnKeys()).isEqualTo(new Rescan.Result(0, Rescan.End.SUSPENDED));
    }
    node.beforeRead(_ -> {});
    try (Wallets wallets = open()) {
      Wallet wallet = wallets.load("one", Optional.empty());
      assertThat(settled(wallets, wallet)).isEqualTo(new Balances(5, 0, 0));
    }
  }

  @Test
  void keysInUse_whenABlockIsMissing_areLookedForOnceItIsThere() throws InterruptedException {
    Block lost = node.lose(node.tip().hash());
    try (Wallets wallets = open()) {
      Wallet wallet = withUnseenPayment(wallets);
      assertThat(wallet.catchUpOnKeys()).isEqualTo(new Rescan.Result(-1, Rescan.End.BLOCK_MISSING));
    }
    node.giveBack(lost);
    try (Wallets wallets = open()) {
      Wallet wallet = wallets.load("one", Optional.empty());
      assertThat(settled(wallets, wallet)).isEqualTo(new Balances(5, 0, 0));
    }
  }

  @Test
  void keysInUse_whenTheOwnerAborts_areNotLookedForAgain() {
    try (Wallets wallets = open()) {
      Wallet wallet = withUnseenPayment(wallets);
      node.beforeRead(_ -> assertThat(wallet.runningRescan().orElseThrow().abort()).isTrue());
      assertThat(wallet.catchUpOnKeys()).isEqualTo(new Rescan.Result(0, Rescan.End.ABORTED));
      node.beforeRead(_ -> {});
      assertThat(wallet.catchUpOnKeys()).isEqualTo(new Rescan.Result(3, Rescan.End.COMPLETE));
      assertThat(balances(wallets, wallet)).isEqualTo(Balances.NOTHING);
      assertThat(wallet.rescan(0, 10)).isEqualTo(new Rescan.Result(3, Rescan.End.COMPLETE));
      assertThat(balances(wallets, wallet)).isEqualTo(new Balances(5, 0, 0));
    }
  }

  @Test
  void changeKeys_whenItFails_leavesTheAuditLogAsItWas() {
    try (Wallets wallets = open()) {
      Wallet wallet = wallets.create("one", WalletOptions.DEFAULT, NO_PASSPHRASE);
      wallet.record("keys", "before");
      assertThatThrownBy(() ->
              wallet.changeKeys(() -> {
                wallet.journal().record("keys", "never", ByteString.EMPTY);
                throw new IllegalStateException("no");
              }))
          .isInstanceOf(IllegalStateException.class);
      wallet.record("keys", "after");
    }
    try (Wallets wallets = open()) {
      Wallet wallet = wallets.load("one", Optional.empty());
      assertThat(wallet.locked(() -> wallet.journal().log().entries()))
          .extracting(AuditEntry::text)
          .startsWith("before", "after");
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void create_makesAFolderThatOnlyItsOwnerReads() throws IOException {
    try (Wallets wallets = open()) {
      Wallet wallet = wallets.create("one", WalletOptions.DEFAULT, NO_PASSPHRASE);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(wallet.folder())))
          .isEqualTo("rwx------");
    }
  }

  /// A wallet that sent a payment of 4 to itself, which was in the mempool for a moment.
  private Wallet sent(Wallets wallets, Consumer<Transaction> meanwhile) {
    Wallet wallet = wallets.create("one", WalletOptions.DEFAULT, NO_PASSPHRASE);
    Transaction from = payTo(wallet.newAddress(OutputType.BECH32, ""), 1, 5);
    node.mine(List.of(from));
    wallets.awaitEvents();
    Transaction payment =
        pay(List.of(output(from, 0)), new TxOut(4, wallet.newAddress(OutputType.BECH32, "")));
    wallet.keepTransaction(payment, Map.of());
    node.beforeAnswer(() -> {
      meanwhile.accept(payment);
      wallets.awaitEvents();
    });
    assertThat(wallet.sendTransaction(payment)).isEmpty();
    return wallet;
  }

  @Test
  void send_whenABlockTakesItAtOnce_isConfirmed() {
    try (Wallets wallets = open()) {
      Wallet wallet = sent(wallets, payment -> node.mine(List.of(payment)));
      assertThat(balances(wallets, wallet)).isEqualTo(new Balances(4, 0, 0));
      assertThat(wallet.locked(() -> wallet.ledger().waiting())).isEmpty();
      assertThat(wallet.locked(() -> wallet.ledger().latestFirst().iterator().next().state()))
          .isInstanceOf(TxState.Confirmed.class);
    }
  }

  @Test
  void send_whenItLeavesTheMempoolAtOnce_waits() {
    try (Wallets wallets = open()) {
      Wallet wallet = sent(wallets, node::removeFromPool);
      assertThat(balances(wallets, wallet)).isEqualTo(Balances.NOTHING);
      assertThat(wallet.locked(() -> wallet.ledger().waiting())).hasSize(1);
    }
  }
}
