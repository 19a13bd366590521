package org.quantumcoin.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantumcoin.wallet.TestPayments.foreignCoin;
import static org.quantumcoin.wallet.TestPayments.foreignScript;
import static org.quantumcoin.wallet.TestPayments.output;
import static org.quantumcoin.wallet.TestPayments.pay;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.wallet.descriptor.OutputType;
import org.quantumcoin.wallet.view.AccountLine;
import org.quantumcoin.wallet.view.AddressActivity;
import org.quantumcoin.wallet.view.AddressFilter;
import org.quantumcoin.wallet.view.AddressLine;
import org.quantumcoin.wallet.view.AddressLine.Purpose;
import org.quantumcoin.wallet.view.AddressList;
import org.quantumcoin.wallet.view.CoinFilter;
import org.quantumcoin.wallet.view.CoinLine;
import org.quantumcoin.wallet.view.CoinTag;
import org.quantumcoin.wallet.view.CoinsList;
import org.quantumcoin.wallet.view.History;
import org.quantumcoin.wallet.view.HistoryFilter;
import org.quantumcoin.wallet.view.HistoryLine;
import org.quantumcoin.wallet.view.HistoryLine.Kind;
import org.quantumcoin.wallet.view.HistoryLine.State;
import org.quantumcoin.wallet.view.HistoryOrder;
import org.quantumcoin.wallet.view.PayeeLine;
import org.quantumcoin.wallet.view.TxAction;
import org.quantumcoin.wallet.view.TxAction.Reason;
import org.quantumcoin.wallet.view.TxDetails;
import org.quantumcoin.wallet.view.WalletSummary;
import org.quantumcoin.wallet.view.WalletSummary.Guard;

/// What windows show of a wallet, read from a wallet on a node in memory.
final class WalletViewTest {
  private static final byte[] PASSPHRASE = "correct horse".getBytes(StandardCharsets.UTF_8);
  private static final int SPACING_SECONDS = 600;

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

  private Script address(String label) {
    return wallet.newAddress(OutputType.BECH32, label);
  }

  private String text(Script script) {
    return server.addresses.encode(script).orElseThrow();
  }

  private Transaction receive(Script script, long sats) {
    return server.receive(text(script), sats);
  }

  private void mineEmpty(int blocks) {
    for (int i = 0; i < blocks; i++) {
      server.node.mine(List.of());
    }
    server.wallets.awaitEvents();
  }

  /// Spends one of the wallet's coins, unsigned as nobody here checks.
  private Transaction spend(OutPoint coin, TxOut... outputs) {
    Transaction tx = pay(List.of(coin), outputs);
    server.node.addToPool(tx);
    server.wallets.awaitEvents();
    return tx;
  }

  private Script change() {
    return wallet.newChangeAddress(OutputType.BECH32);
  }

  private List<HistoryLine> lines(HistoryFilter filter) {
    return History.page(wallet, filter, 0, 100).lines();
  }

  private HistoryLine line(Txid txid) {
    return lines(HistoryFilter.ALL).stream()
        .filter(each -> each.txid().equals(txid))
        .findFirst()
        .orElseThrow();
  }

  private TxDetails details(Txid txid) {
    return TxDetails.of(wallet, txid).orElseThrow();
  }

  private Reason reason(Txid txid, TxAction.Kind kind) {
    TxAction action = details(txid).action(kind);
    assertThat(action.isPossible()).isEqualTo(action.reason() == Reason.NONE);
    assertThat(action.sentence().isEmpty()).isEqualTo(action.isPossible());
    return action.reason();
  }

  // The wallet.

  @Test
  void summary_tellsBalancesAndWhatGuardsThem() {
    receive(address("rent"), 50_000);
    server.node.addToPool(pay(List.of(foreignCoin(1)), new TxOut(7_000, address("gift"))));
    server.wallets.awaitEvents();
    WalletSummary summary = WalletSummary.of(wallet);
    assertThat(summary.name()).isEqualTo("one");
    assertThat(summary.trustedSats()).isEqualTo(50_000);
    assertThat(summary.pendingSats()).isEqualTo(7_000);
    assertThat(summary.immatureSats()).isZero();
    assertThat(summary.transactions()).isEqualTo(2);
    assertThat(summary.height()).isEqualTo(1);
    assertThat(summary.guard()).isEqualTo(Guard.NONE);
    assertThat(summary.treasury()).isEmpty();
    assertThat(summary.scan()).isEmpty();
    assertThat(summary.revision()).isEqualTo(wallet.revision());
    wallet.encrypt(PASSPHRASE);
    assertThat(WalletSummary.of(wallet).guard()).isEqualTo(Guard.LOCKED);
    wallet.unlock(PASSPHRASE, 60);
    summary = WalletSummary.of(wallet);
    assertThat(summary.guard()).isEqualTo(Guard.UNLOCKED);
    assertThat(summary.unlockedUntil()).hasValue(FakeNode.GENESIS_TIME + 60);
  }

  @Test
  void summary_ofOneThatAvoidsReuse_setsUsedCoinsApart() {
    assertThat(wallet.setAvoidReuse(true)).isTrue();
    Script used = address("rent");
    Transaction first = receive(used, 50_000);
    spend(output(first, 0), new TxOut(49_000, foreignScript(9)));
    receive(used, 20_000);
    WalletSummary summary = WalletSummary.of(wallet);
    assertThat(summary.trustedSats()).isZero();
    assertThat(summary.usedSats()).isEqualTo(20_000);
  }

  // History.

  @Test
  void history_tellsWhatEachTransactionIs() {
    Script rent = address("rent");
    Transaction in = receive(rent, 50_000);
    Transaction out =
        spend(output(in, 0), new TxOut(20_000, foreignScript(9)), new TxOut(29_000, change()));
    Transaction self = spend(output(out, 1), new TxOut(28_500, change()));
    HistoryLine received = line(in.txid());
    assertThat(received.kind()).isEqualTo(Kind.RECEIVED);
    assertThat(received.state()).isEqualTo(State.CONFIRMED);
    assertThat(received.depth()).isEqualTo(1);
    assertThat(received.netSats()).isEqualTo(50_000);
    assertThat(received.feeSats()).isEmpty();
    assertThat(received.label()).isEqualTo("rent");
    assertThat(received.addresses()).containsExactly(text(rent));
    HistoryLine sent = line(out.txid());
    assertThat(sent.kind()).isEqualTo(Kind.SENT);
    assertThat(sent.state()).isEqualTo(State.PENDING);
    assertThat(sent.depth()).isZero();
    assertThat(sent.netSats()).isEqualTo(-21_000);
    assertThat(sent.feeSats()).hasValue(1_000);
    assertThat(sent.addresses()).containsExactly(text(foreignScript(9)));
    HistoryLine moved = line(self.txid());
    assertThat(moved.kind()).isEqualTo(Kind.TO_SELF);
    assertThat(moved.netSats()).isEqualTo(-500);
    assertThat(moved.addresses()).hasSize(1);
  }

  @Test
  void history_tellsHowLongMinedCoinsHaveToRipen() {
    Script script = address("");
    Transaction coinbase = TestPayments.coinbase(700, script);
    // The block's first transaction is a coinbase to nobody, made by the node in memory.
    server.node.mine(List.of(coinbase));
    server.wallets.awaitEvents();
    HistoryLine mined = line(coinbase.txid());
    assertThat(mined.kind()).isEqualTo(Kind.MINED);
    assertThat(mined.state()).isEqualTo(State.IMMATURE);
    assertThat(mined.blocksToMaturity()).isEqualTo(100);
    mineEmpty(99);
    assertThat(line(coinbase.txid()).blocksToMaturity()).isEqualTo(1);
    assertThat(line(coinbase.txid()).state()).isEqualTo(State.IMMATURE);
    mineEmpty(1);
    assertThat(line(coinbase.txid()).blocksToMaturity()).isZero();
    assertThat(line(coinbase.txid()).state()).isEqualTo(State.CONFIRMED);
    assertThat(reason(coinbase.txid(), TxAction.Kind.BUMP)).isEqualTo(Reason.MINED);
  }

  @Test
  void history_tellsWhatBecameOfPaymentsThatLost() {
    Transaction in = receive(address(""), 50_000);
    Transaction first = spend(output(in, 0), new TxOut(20_000, foreignScript(9)));
    server.node.removeFromPool(first);
    server.wallets.awaitEvents();
    assertThat(line(first.txid()).state()).isEqualTo(State.WAITING);
    Transaction second = spend(output(in, 0), new TxOut(19_000, foreignScript(10)));
    assertThat(line(first.txid()).state()).isEqualTo(State.REPLACED);
    server.node.mine(List.of(second));
    server.wallets.awaitEvents();
    assertThat(line(first.txid()).state()).isEqualTo(State.CONFLICTED);
    assertThat(line(first.txid()).depth()).isEqualTo(-1);
    assertThat(details(first.txid()).conflicts()).containsExactly(second.txid());
    assertThat(reason(first.txid(), TxAction.Kind.ABANDON)).isEqualTo(Reason.CONFLICTED);
  }

  @Test
  void history_isFilteredAndSortedAndPaged() {
    Transaction rent = receive(address("rent of May"), 50_000);
    Transaction gift = receive(address("gift"), 90_000);
    Transaction third = receive(address("=1+1"), 10_000);
    Transaction out = spend(output(rent, 0), new TxOut(49_000, foreignScript(9)));
    LabelExchange.labelTransaction(wallet, out.txid(), "Coffee");
    assertThat(lines(HistoryFilter.ALL))
        .extracting(HistoryLine::txid)
        .containsExactly(out.txid(), third.txid(), gift.txid(), rent.txid());
    assertThat(lines(HistoryFilter.ALL.withText("MAY")))
        .extracting(HistoryLine::txid)
        .containsExactly(rent.txid());
    assertThat(lines(HistoryFilter.ALL.withText("coff")))
        .extracting(HistoryLine::txid)
        .containsExactly(out.txid());
    assertThat(lines(HistoryFilter.ALL.withText(gift.txid().toString().substring(3, 20))))
        .extracting(HistoryLine::txid)
        .containsExactly(gift.txid());
    String payee = text(foreignScript(9));
    assertThat(lines(HistoryFilter.ALL.withText(payee)))
        .extracting(HistoryLine::txid)
        .containsExactly(out.txid());
    assertThat(lines(HistoryFilter.ALL.withText(payee.substring(payee.length() - 12))))
        .extracting(HistoryLine::txid)
        .containsExactly(out.txid());
    assertThat(lines(HistoryFilter.ALL.withText("nowhere"))).isEmpty();
    assertThat(lines(HistoryFilter.ALL.withKinds(Set.of(Kind.SENT)))).hasSize(1);
    assertThat(lines(HistoryFilter.ALL.withStates(Set.of(State.CONFIRMED)))).hasSize(3);
    long time = line(gift.txid()).time();
    assertThat(lines(HistoryFilter.ALL.between(OptionalLong.of(time), OptionalLong.of(time))))
        .extracting(HistoryLine::txid)
        .contains(gift.txid());
    assertThat(
            lines(
                HistoryFilter.ALL.between(
                    OptionalLong.of(time + SPACING_SECONDS * 100L), OptionalLong.empty())))
        .isEmpty();
    History byAmount =
        History.of(wallet, HistoryFilter.ALL, new HistoryOrder(HistoryOrder.Column.AMOUNT, false));
    assertThat(byAmount.lines(0, 9))
        .extracting(HistoryLine::netSats)
        .containsExactly(-50_000L, 10_000L, 50_000L, 90_000L);
    assertThat(byAmount.lines(1, 2))
        .extracting(HistoryLine::netSats)
        .containsExactly(10_000L, 50_000L);
    assertThat(byAmount.lines(4, 2)).isEmpty();
    assertThat(byAmount.lines(-1, Integer.MAX_VALUE)).hasSize(4);
    assertThat(byAmount.size()).isEqualTo(4);
    assertThat(History.page(wallet, HistoryFilter.ALL, 1, 1).total()).isEqualTo(4);
  }

  @Test
  void csv_hasALineForEachAndNoFormula() throws IOException {
    receive(address("=1+1"), 10_000);
    receive(address("a \"b\", c"), 20_000);
    StringWriter text = new StringWriter();
    History.csv(wallet, HistoryFilter.ALL, text);
    List<String> lines = text.toString().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.getFirst()).startsWith("time,kind,state,");
    assertThat(text.toString())
        .contains("received,confirmed,", ",0.00010000,,'=1+1,", ",\"a \"\"b\"\", c\",");
    StringWriter addresses = new StringWriter();
    AddressList.csv(wallet, AddressFilter.ALL, addresses);
    assertThat(addresses.toString().lines()).hasSize(3);
    assertThat(addresses.toString()).contains("receive,m/84'/1'/0'/0/0,'=1+1,0.00010000,");
  }

  // One transaction.

  @Test
  void details_tellWhereMoneyComesFromAndGoes() {
    Transaction in = receive(address("rent"), 50_000);
    Script changeScript = change();
    wallet.setLabel(foreignScript(9), "Ben", AddressBook.SEND);
    Transaction out =
        spend(output(in, 0), new TxOut(20_000, foreignScript(9)), new TxOut(29_000, changeScript));
    TxDetails details = details(out.txid());
    assertThat(details.inputs())
        .singleElement()
        .satisfies(input -> {
          assertThat(input.ours()).isTrue();
          assertThat(input.sats()).hasValue(50_000);
          assertThat(input.label()).isEqualTo("rent");
        });
    assertThat(details.outputs()).extracting(TxDetails.Output::change).containsExactly(false, true);
    assertThat(details.outputs()).extracting(TxDetails.Output::label).containsExactly("Ben", "");
    assertThat(details.feeSats()).hasValue(1_000);
    assertThat(details.virtualSize()).isEqualTo(out.virtualSize());
    assertThat(details.rate()).isPresent();
    assertThat(details.block()).isEmpty();
    TxDetails before = details(in.txid());
    assertThat(before.outputs().getFirst().spentBy()).contains(out.txid());
    assertThat(before.block().orElseThrow().height()).isEqualTo(1);
    assertThat(before.inputs().getFirst().sats()).isEmpty();
    assertThat(before.feeSats()).isEmpty();
    assertThat(TxDetails.of(wallet, Txid.ZERO)).isEmpty();
  }

  @Test
  void actions_areThoseThatCanBeDone() {
    Transaction in = receive(address(""), 50_000);
    assertThat(reason(in.txid(), TxAction.Kind.BUMP)).isEqualTo(Reason.CONFIRMED);
    assertThat(reason(in.txid(), TxAction.Kind.CHILD_PAYS)).isEqualTo(Reason.CONFIRMED);
    Transaction out =
        spend(output(in, 0), new TxOut(20_000, foreignScript(9)), new TxOut(29_000, change()));
    assertThat(reason(out.txid(), TxAction.Kind.BUMP)).isEqualTo(Reason.NONE);
    assertThat(reason(out.txid(), TxAction.Kind.CANCEL)).isEqualTo(Reason.NONE);
    assertThat(reason(out.txid(), TxAction.Kind.CHILD_PAYS)).isEqualTo(Reason.NONE);
    assertThat(reason(out.txid(), TxAction.Kind.ABANDON)).isEqualTo(Reason.IN_MEMPOOL);
    wallet.freeze(List.of(output(out, 1)), true);
    assertThat(reason(out.txid(), TxAction.Kind.CHILD_PAYS)).isEqualTo(Reason.NO_COIN);
    Transaction child = spend(output(out, 1), new TxOut(28_000, foreignScript(10)));
    assertThat(reason(out.txid(), TxAction.Kind.BUMP)).isEqualTo(Reason.HAS_CHILDREN);
    server.node.removeFromPool(child);
    server.wallets.awaitEvents();
    assertThat(reason(child.txid(), TxAction.Kind.CHILD_PAYS)).isEqualTo(Reason.NOT_IN_MEMPOOL);
    assertThat(reason(child.txid(), TxAction.Kind.ABANDON)).isEqualTo(Reason.NONE);
    abandon(child.txid());
    assertThat(line(child.txid()).state()).isEqualTo(State.ABANDONED);
    assertThat(reason(child.txid(), TxAction.Kind.BUMP)).isEqualTo(Reason.ABANDONED);
    Transaction gift = pay(List.of(foreignCoin(77)), new TxOut(5_000, address("")));
    server.node.addToPool(gift);
    server.wallets.awaitEvents();
    assertThat(reason(gift.txid(), TxAction.Kind.BUMP)).isEqualTo(Reason.FOREIGN_COINS);
    assertThat(reason(gift.txid(), TxAction.Kind.CHILD_PAYS)).isEqualTo(Reason.NONE);
  }

  private void abandon(Txid txid) {
    assertThat(wallet.abandon(wallet.locked(() -> wallet.ledger().find(txid).orElseThrow())))
        .isTrue();
  }

  // Coins.

  private List<CoinLine> coins(CoinFilter filter) {
    return CoinsList.of(wallet, filter, CoinsList.Column.AMOUNT, true).lines(0, 100);
  }

  @Test
  void coins_tellWhatIsToBeSaidOfThem() {
    Script used = address("rent");
    Transaction first = receive(used, 50_000);
    receive(used, 40_000);
    receive(address("gift"), 30_000);
    Transaction out =
        spend(output(first, 0), new TxOut(10_000, foreignScript(9)), new TxOut(39_000, change()));
    List<CoinLine> all = coins(CoinFilter.ALL);
    assertThat(all).extracting(CoinLine::sats).containsExactly(40_000L, 39_000L, 30_000L);
    assertThat(all.get(0).tags()).containsExactly(CoinTag.REUSED);
    assertThat(all.get(1).tags()).containsExactlyInAnyOrder(CoinTag.CHANGE, CoinTag.UNCONFIRMED);
    assertThat(all.get(2).tags()).isEmpty();
    assertThat(all.get(2).label()).isEqualTo("gift");
    assertThat(all.get(2).depth()).isEqualTo(1);
    assertThat(coins(CoinFilter.ALL.withText("gif"))).hasSize(1);
    LabelExchange.labelCoin(wallet, output(out, 1), "for tea");
    assertThat(coins(CoinFilter.ALL.withText("TEA")))
        .singleElement()
        .satisfies(coin -> assertThat(coin.label()).isEqualTo("for tea"));
    LabelExchange.labelCoin(wallet, output(out, 1), "");
    assertThat(coins(CoinFilter.ALL.withText(out.txid().toString()))).hasSize(1);
    assertThat(coins(CoinFilter.ALL.withTags(Set.of(CoinTag.CHANGE), Set.of()))).hasSize(1);
    assertThat(coins(CoinFilter.ALL.withTags(Set.of(), Set.of(CoinTag.CHANGE)))).hasSize(2);
    CoinsList byLabel = CoinsList.of(wallet, CoinFilter.ALL, CoinsList.Column.LABEL, false);
    assertThat(byLabel.lines(0, 9)).extracting(CoinLine::label).containsExactly("", "gift", "rent");
    assertThat(byLabel.sats()).isEqualTo(109_000);
    assertThat(CoinsList.of(wallet, CoinFilter.ALL, CoinsList.Column.DEPTH, false).lines(0, 1))
        .extracting(CoinLine::depth)
        .containsExactly(0);
  }

  @Test
  void coins_areFrozenAndFreedTogether() {
    OutPoint one = output(receive(address(""), 50_000), 0);
    OutPoint two = output(receive(address(""), 40_000), 0);
    OutPoint foreign = foreignCoin(5);
    assertThat(CoinsList.freeze(wallet, List.of(one, two, foreign), true)).isEqualTo(2);
    assertThat(CoinsList.freeze(wallet, List.of(one, two), true)).isZero();
    assertThat(coins(CoinFilter.SPENDABLE)).isEmpty();
    assertThat(coins(CoinFilter.ALL)).allMatch(coin -> coin.is(CoinTag.FROZEN));
    assertThat(CoinsList.freeze(wallet, List.of(one), false)).isEqualTo(1);
    assertThat(coins(CoinFilter.SPENDABLE)).extracting(CoinLine::outpoint).containsExactly(one);
  }

  // Addresses.

  private List<AddressLine> addresses(AddressFilter filter) {
    return AddressList.of(wallet, filter, AddressList.Column.BALANCE, true).lines(0, 100);
  }

  @Test
  void addresses_tellWhereTheyComeFromAndWhatTheyHold() {
    Script rent = address("rent");
    Script gift = address("gift");
    Transaction first = receive(rent, 50_000);
    receive(rent, 40_000);
    Script changeScript = change();
    spend(output(first, 0), new TxOut(10_000, foreignScript(9)), new TxOut(39_000, changeScript));
    List<AddressLine> all = addresses(AddressFilter.ALL);
    assertThat(all).extracting(AddressLine::script).containsExactly(rent, changeScript, gift);
    AddressLine line = all.getFirst();
    assertThat(line.address()).contains(text(rent));
    assertThat(line.purpose()).isEqualTo(Purpose.RECEIVE);
    assertThat(line.index()).isZero();
    assertThat(line.path()).contains("m/84'/1'/0'/0/0");
    assertThat(line.type()).isEqualTo(OutputType.BECH32);
    assertThat(line.label()).isEqualTo("rent");
    assertThat(line.receivedSats()).isEqualTo(90_000);
    assertThat(line.balanceSats()).isEqualTo(40_000);
    assertThat(line.timesPaid()).isEqualTo(2);
    assertThat(all.get(1).purpose()).isEqualTo(Purpose.CHANGE);
    assertThat(addresses(AddressFilter.ALL.withPurposes(Set.of(Purpose.CHANGE)))).hasSize(1);
    assertThat(addresses(AddressFilter.ALL.withUse(AddressFilter.Use.UNUSED)))
        .extracting(AddressLine::script)
        .containsExactly(gift);
    assertThat(addresses(AddressFilter.ALL.withUse(AddressFilter.Use.FUNDED))).hasSize(2);
    assertThat(addresses(AddressFilter.ALL.withText("GIF")))
        .extracting(AddressLine::script)
        .containsExactly(gift);
    assertThat(addresses(AddressFilter.ALL.withText(text(changeScript))))
        .extracting(AddressLine::script)
        .containsExactly(changeScript);
    AddressList byIndex = AddressList.of(wallet, AddressFilter.ALL, AddressList.Column.INDEX, true);
    assertThat(byIndex.lines(0, 2)).extracting(AddressLine::script).containsExactly(gift, rent);
    assertThat(byIndex.size()).isEqualTo(3);
    AddressFilter account =
        new AddressFilter(
            "", OptionalInt.of(line.account()), Set.of(Purpose.values()), AddressFilter.Use.ANY);
    assertThat(addresses(account)).hasSize(2);
  }

  @Test
  void activity_tellsWhatCameInAtOneAddress() {
    Script rent = address("rent");
    receive(rent, 50_000);
    Transaction pending = pay(List.of(foreignCoin(1)), new TxOut(7_000, rent));
    server.node.addToPool(pending);
    server.wallets.awaitEvents();
    AddressActivity activity = AddressActivity.of(wallet, rent);
    assertThat(activity.receivedSats()).isEqualTo(57_000);
    assertThat(activity.payments())
        .extracting(AddressActivity.Payment::state)
        .containsExactlyInAnyOrder(State.PENDING, State.CONFIRMED);
    server.node.removeFromPool(pending);
    server.wallets.awaitEvents();
    assertThat(AddressActivity.of(wallet, rent).receivedSats()).isEqualTo(50_000);
    assertThat(AddressActivity.of(wallet, address("new")).payments()).isEmpty();
  }

  @Test
  void accounts_tellWhereAddressesComeFrom() {
    address("");
    List<AccountLine> accounts = AddressList.accounts(wallet);
    assertThat(accounts).hasSize(8).allMatch(AccountLine::active).allMatch(AccountLine::secret);
    assertThat(accounts).extracting(AccountLine::givenOut).contains(1, 0);
    assertThat(accounts).allMatch(each -> each.keys() == 1);
    wallet.encrypt(PASSPHRASE);
    accounts = AddressList.accounts(wallet);
    assertThat(accounts).hasSize(16);
    assertThat(accounts.subList(8, 16))
        .noneMatch(AccountLine::active)
        .extracting(AccountLine::purpose)
        .contains(Purpose.RECEIVE, Purpose.CHANGE);
  }

  @Test
  void others_areThoseOfTheAddressBook() {
    wallet.setLabel(foreignScript(9), "Ben", AddressBook.SEND);
    wallet.setLabel(foreignScript(10), "ana", AddressBook.SEND);
    Transaction in = receive(address("mine"), 50_000);
    Transaction out = spend(output(in, 0), new TxOut(10_000, foreignScript(9)));
    List<PayeeLine> others = AddressList.others(wallet, "");
    assertThat(others).extracting(PayeeLine::label).containsExactly("ana", "Ben");
    assertThat(others.get(1).paidSats()).isEqualTo(10_000);
    assertThat(others.get(1).timesPaid()).isEqualTo(1);
    assertThat(others.get(1).lastPaid()).hasValue(line(out.txid()).time());
    assertThat(others.get(0).lastPaid()).isEmpty();
    assertThat(AddressList.others(wallet, "BEN")).hasSize(1);
  }
}
