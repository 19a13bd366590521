package org.quantumcoin.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantumcoin.wallet.TestPayments.foreignCoin;
import static org.quantumcoin.wallet.TestPayments.foreignScript;
import static org.quantumcoin.wallet.TestPayments.output;
import static org.quantumcoin.wallet.TestPayments.pay;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcDispatcher;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.wallet.descriptor.OutputType;
import org.quantumcoin.wallet.rpc.WalletRpc;
import org.quantumcoin.wallet.view.AddressFilter;
import org.quantumcoin.wallet.view.AddressList;
import org.quantumcoin.wallet.view.CoinFilter;
import org.quantumcoin.wallet.view.CoinsList;
import org.quantumcoin.wallet.view.History;
import org.quantumcoin.wallet.view.HistoryFilter;
import org.quantumcoin.wallet.view.HistoryOrder;
import org.quantumcoin.wallet.view.WalletSummary;
import tools.jackson.databind.JsonNode;

/// Measures a large wallet: `-Dwallet.scale=100000` is its number of transactions. It looks for ten
/// times as many scripts. Figures are printed; only what was read back is asserted, since how fast
/// a machine is varies.
@EnabledIfSystemProperty(named = "wallet.scale", matches = "\\d+")
class WalletScaleTest {
  private static final int TRANSACTIONS = Integer.getInteger("wallet.scale", 1_000);
  private static final int PER_BLOCK = 1_000;
  private static final int KINDS_OF_SCRIPT = 8;
  private static final int FOREIGN_IN_BLOCK = 2_000;
  private static final int OURS_IN_BLOCK = 5;
  private static final int PAGE = 50;
  private static final int ROUNDS = 5;

  @TempDir Path folder;
  private final FakeNode node = new FakeNode();
  private long foreignCoins;

  private Wallets open() {
    Instant now = Instant.ofEpochSecond(FakeNode.GENESIS_TIME);
    int gap = Math.max(10 * TRANSACTIONS / KINDS_OF_SCRIPT, 20);
    return Wallets.open(WalletsTest.config(folder, gap), node, () -> now);
  }

  private static <T> T timed(String what, Supplier<T> work) {
    long start = System.nanoTime();
    T result = work.get();
    double millis = (System.nanoTime() - start) / 1e6;
    System.out.printf(Locale.ROOT, "scale: %s: %.1f ms%n", what, millis);
    return result;
  }

  private Transaction receive(Script script) {
    return pay(
        List.of(foreignCoin(foreignCoins++)),
        new TxOut(10_000, script),
        new TxOut(1, foreignScript(foreignCoins)));
  }

  /// Every second one spends what the one before it received.
  private void fill(Wallet wallet) {
    ManagedDescriptor source =
        wallet.locked(() -> wallet.keys().active(OutputType.BECH32, false).orElseThrow());
    Deque<OutPoint> received = new ArrayDeque<>();
    int address = 0;
    for (int done = 0; done < TRANSACTIONS; ) {
      List<Transaction> block = new ArrayList<>();
      for (int i = 0; i < PER_BLOCK && done < TRANSACTIONS; i++, done++) {
        Script script = source.scripts(address++).getFirst();
        if (done % 2 == 0 || done < PER_BLOCK) {
          Transaction tx = receive(script);
          received.add(output(tx, 0));
          block.add(tx);
        } else {
          block.add(
              pay(
                  List.of(received.remove()),
                  new TxOut(4_000, foreignScript(done)),
                  new TxOut(5_000, script)));
        }
      }
      node.mine(block);
    }
  }

  private Block block(Wallet wallet) {
    List<Transaction> all = new ArrayList<>();
    for (int i = 0; i < FOREIGN_IN_BLOCK; i++) {
      all.add(receive(foreignScript(1_000_000_000L + foreignCoins)));
    }
    ManagedDescriptor source =
        wallet.locked(() -> wallet.keys().active(OutputType.BECH32, false).orElseThrow());
    int next = source.row().nextIndex();
    for (int i = 0; i < OURS_IN_BLOCK; i++) {
      all.add(receive(source.scripts(next + i).getFirst()));
    }
    Block made = Block.create(node.readBlock(node.tip().hash()).orElseThrow().header(), all);
    // Read again, so that no hash is known yet.
    return Block.parse(made.toBytes());
  }

  @Test
  void largeWallet_isMeasured() {
    try (Wallets wallets = open()) {
      Wallet wallet =
          timed("make scripts", () -> wallets.create("big", WalletOptions.DEFAULT, new byte[0]));
      boolean _ =
          timed(
              "add transactions",
              () -> {
                fill(wallet);
                wallets.awaitEvents();
                return true;
              });
      assertThat(wallet.locked(() -> wallet.ledger().size())).isEqualTo(TRANSACTIONS);
    }
    for (int round = 1; round < ROUNDS; round++) {
      try (Wallets wallets = open()) {
        Wallet wallet = timed("open", () -> wallets.load("big", Optional.empty()));
        assertThat(wallet.locked(() -> wallet.ledger().size())).isEqualTo(TRANSACTIONS);
      }
    }
    try (Wallets wallets = open()) {
      Wallet wallet = timed("open", () -> wallets.load("big", Optional.empty()));
      System.out.println("scale: scripts: " + wallet.locked(() -> wallet.keys().scriptCount()));
      RpcRegistry registry = new RpcRegistry();
      WalletRpc.register(registry, wallets, WalletRpc.StartupList.NONE, Optional.empty());
      RpcDispatcher dispatcher = new RpcDispatcher(registry);
      dispatcher.ready();
      for (int round = 0; round < ROUNDS; round++) {
        measureViews(wallet);
        long trusted =
            timed("balance", () -> wallet.locked(() -> wallet.ledger().balances(0).trusted()));
        assertThat(trusted).isPositive();
        JsonNode page =
            timed(
                "page",
                () ->
                    dispatcher.call(
                        "listtransactions", Json.array().add("*").add(PAGE), "", "/wallet/big"));
        assertThat(page.size()).isEqualTo(PAGE);
      }
      for (int round = 0; round < ROUNDS; round++) {
        Block block = block(wallet);
        int before = wallet.locked(() -> wallet.ledger().size());
        boolean _ =
            timed(
                "block",
                () -> {
                  wallet.blockConnected(node.tip(), block);
                  return true;
                });
        assertThat(wallet.locked(() -> wallet.ledger().size())).isEqualTo(before + OURS_IN_BLOCK);
      }
    }
  }

  /// What windows ask.
  private static void measureViews(Wallet wallet) {
    int total = timed("view: summary", () -> WalletSummary.of(wallet).transactions());
    assertThat(total).isEqualTo(TRANSACTIONS);
    assertThat(
            timed(
                "view: page of history",
                () -> History.page(wallet, HistoryFilter.ALL, TRANSACTIONS / 2, PAGE).lines()))
        .hasSize(PAGE);
    assertThat(
            timed(
                "view: page of history by amount",
                () ->
                    History.of(
                            wallet,
                            HistoryFilter.ALL,
                            new HistoryOrder(HistoryOrder.Column.AMOUNT, true))
                        .lines(0, PAGE)))
        .hasSize(PAGE);
    assertThat(
            timed(
                "view: history searched for a part of an address",
                () -> History.page(wallet, HistoryFilter.ALL.withText("q7x"), 0, PAGE).lines()))
        .isNotNull();
    assertThat(
            timed(
                "view: page of coins",
                () ->
                    CoinsList.of(wallet, CoinFilter.ALL, CoinsList.Column.AMOUNT, true)
                        .lines(0, PAGE)))
        .hasSize(PAGE);
    assertThat(
            timed(
                "view: page of addresses",
                () ->
                    AddressList.of(wallet, AddressFilter.ALL, AddressList.Column.BALANCE, true)
                        .lines(0, PAGE)))
        .hasSize(PAGE);
  }
}
