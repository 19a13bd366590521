package org.quantumcoin.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantumcoin.wallet.TestPayments.foreignCoin;
import static org.quantumcoin.wallet.TestPayments.foreignScript;
import static org.quantumcoin.wallet.TestPayments.output;
import static org.quantumcoin.wallet.TestPayments.pay;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.wallet.descriptor.OutputType;
import org.quantumcoin.wallet.view.WalletNews;
import org.quantumcoin.wallet.view.WalletNews.News;

final class WalletNewsTest {
  @TempDir Path folder;
  private WalletServer server;
  private Wallet wallet;

  @BeforeEach
  void open() {
    server = new WalletServer(folder);
    wallet = server.make("one");
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Script address() {
    return wallet.newAddress(OutputType.BECH32, "");
  }

  private Transaction pool(Transaction tx) {
    server.node.addToPool(tx);
    server.wallets.awaitEvents();
    return tx;
  }

  private void mine(Transaction... transactions) {
    server.node.mine(List.of(transactions));
    server.wallets.awaitEvents();
  }

  private Transaction incoming(long coin, long sats) {
    return pay(List.of(foreignCoin(coin)), new TxOut(sats, address()));
  }

  @Test
  void payment_isToldOnceWhenItComes_andOnceWhenABlockHasIt() {
    WalletNews news = new WalletNews(wallet);
    assertThat(news.since(false)).isEmpty();
    Transaction tx = pool(incoming(1, 7_000));
    assertThat(news.since(false)).containsExactly(new News.Received(tx.txid(), 7_000));
    assertThat(news.since(false)).isEmpty();
    mine(tx);
    assertThat(news.since(false)).containsExactly(new News.Confirmed(tx.txid(), 7_000));
    mine();
    assertThat(news.since(false)).isEmpty();
  }

  @Test
  void paymentStraightInABlock_isToldOnce() {
    WalletNews news = new WalletNews(wallet);
    Transaction tx = incoming(1, 7_000);
    mine(tx);
    assertThat(news.since(false)).containsExactly(new News.Received(tx.txid(), 7_000));
    mine();
    assertThat(news.since(false)).isEmpty();
  }

  @Test
  void whatWasThere_isNoNews_butItsBlockIs() {
    mine(incoming(1, 7_000));
    Transaction waiting = pool(incoming(2, 8_000));
    WalletNews news = new WalletNews(wallet);
    assertThat(news.since(false)).isEmpty();
    mine(waiting);
    assertThat(news.since(false)).containsExactly(new News.Confirmed(waiting.txid(), 8_000));
  }

  @Test
  void ownPayment_isToldWhenABlockHasIt() {
    Transaction funds = incoming(1, 50_000);
    mine(funds);
    WalletNews news = new WalletNews(wallet);
    Transaction out =
        pool(
            pay(
                List.of(output(funds, 0)),
                new TxOut(30_000, foreignScript(1)),
                new TxOut(19_000, wallet.newChangeAddress(OutputType.BECH32))));
    assertThat(news.since(false)).isEmpty();
    mine(out);
    assertThat(news.since(false)).containsExactly(new News.Confirmed(out.txid(), -31_000));
  }

  @Test
  void replacement_isTheSamePayment() {
    WalletNews news = new WalletNews(wallet);
    Transaction first = pool(incoming(1, 7_000));
    assertThat(news.since(false)).hasSize(1);
    server.node.removeFromPool(first);
    Transaction second = pool(incoming(1, 6_900));
    assertThat(news.since(false)).isEmpty();
    mine(second);
    assertThat(news.since(false)).containsExactly(new News.Confirmed(second.txid(), 6_900));
  }

  @Test
  void whatCameInQuiet_isNotToldLater() {
    WalletNews news = new WalletNews(wallet);
    Transaction tx = pool(incoming(1, 7_000));
    assertThat(news.since(true)).isEmpty();
    assertThat(news.since(false)).isEmpty();
    mine(tx);
    assertThat(news.since(false)).hasSize(1);
  }
}
