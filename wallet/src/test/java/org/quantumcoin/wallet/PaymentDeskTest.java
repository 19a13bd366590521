package org.quantumcoin.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantumcoin.wallet.TestPayments.foreignScript;
import static org.quantumcoin.wallet.TestPayments.output;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.wallet.descriptor.OutputType;
import org.quantumcoin.wallet.spend.Drafted;
import org.quantumcoin.wallet.spend.PaymentDesk;
import org.quantumcoin.wallet.spend.PaymentDraft;
import org.quantumcoin.wallet.spend.PaymentDraft.Purpose;
import org.quantumcoin.wallet.spend.PaymentRequest;
import org.quantumcoin.wallet.spend.PrivacyCheck;
import org.quantumcoin.wallet.spend.Recipient;
import org.quantumcoin.wallet.spend.SendOutcome;
import org.quantumcoin.wallet.view.HistoryLine.State;
import org.quantumcoin.wallet.view.TxDetails;

/// Payments are sent as they were looked at, or not at all.
final class PaymentDeskTest {
  private static final byte[] PASSPHRASE = "correct horse".getBytes(StandardCharsets.UTF_8);
  private static final Script PAYEE = foreignScript(9);

  @TempDir Path folder;
  private WalletServer server;
  private Wallet wallet;
  private PaymentDesk desk;

  @BeforeEach
  void open() {
    server = new WalletServer(folder);
    wallet = server.make("one");
    desk = new PaymentDesk(wallet);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private OutPoint receive(long sats) {
    Script script = wallet.newAddress(OutputType.BECH32, "rent");
    return output(server.receive(server.addresses.encode(script).orElseThrow(), sats), 0);
  }

  private static PaymentRequest to(long sats) {
    return PaymentRequest.to(List.of(new Recipient(PAYEE, sats, false)));
  }

  private static PaymentRequest wishes() {
    return PaymentRequest.to(List.of());
  }

  private static PaymentDraft draft(Drafted drafted) {
    assertThat(drafted).isInstanceOf(PaymentDraft.class);
    return (PaymentDraft) drafted;
  }

  private Transaction sent(PaymentDraft draft) {
    SendOutcome outcome = desk.send(draft, Map.of(), "");
    assertThat(outcome).isInstanceOf(SendOutcome.Sent.class);
    server.wallets.awaitEvents();
    return ((SendOutcome.Sent) outcome).tx();
  }

  private String refused(PaymentDraft draft) {
    SendOutcome outcome = desk.send(draft, Map.of(), "");
    assertThat(outcome).isInstanceOf(SendOutcome.Refused.class);
    return ((SendOutcome.Refused) outcome).sentence();
  }

  private static List<OutPoint> spent(Transaction tx) {
    return tx.inputs().stream().map(TxIn::prevout).toList();
  }

  @Test
  void draft_showsEverythingAndChangesNothing() {
    wallet.setLabel(PAYEE, "Ben", AddressBook.SEND);
    OutPoint coin = receive(500_000);
    long revision = wallet.revision();
    PaymentDraft draft = draft(desk.draft(to(123_456)));
    assertThat(wallet.revision()).isEqualTo(revision);
    assertThat(draft.purpose()).isEqualTo(Purpose.PAYMENT);
    assertThat(draft.inputs())
        .singleElement()
        .satisfies(input -> {
          assertThat(input.outpoint()).isEqualTo(coin);
          assertThat(input.label()).isEqualTo("rent");
          assertThat(input.sats()).isEqualTo(500_000);
        });
    assertThat(draft.paidSats()).isEqualTo(123_456);
    assertThat(draft.inSats()).isEqualTo(500_000);
    assertThat(draft.changeSats()).hasValue(500_000 - 123_456 - draft.feeSats());
    assertThat(draft.rate()).isEqualTo(FeeRate.of(draft.feeSats(), draft.virtualSize()));
    assertThat(draft.outputs())
        .filteredOn(out -> !out.change())
        .singleElement()
        .satisfies(out -> {
          assertThat(out.label()).isEqualTo("Ben");
          assertThat(out.address()).isEqualTo(server.addresses.encode(PAYEE));
          assertThat(out.ours()).isFalse();
        });
    assertThat(draft.needsOthers()).isFalse();
    assertThat(draft.replaces()).isEmpty();
    assertThat(draft.warnings()).isEmpty();
  }

  @Test
  void fees_areOfferedByTheRulesOfDrafts() {
    receive(500_000);
    PaymentDesk.FeeOffer offer = desk.feeOffers(List.of(2, 144)).getFirst();
    assertThat(offer.targetBlocks()).isEqualTo(2);
    // The node in memory estimates nothing, so that it is the fallback fee.
    assertThat(offer.rate()).contains(new FeeRate(2_000));
    assertThat(draft(desk.draft(to(123_456))).rate()).isEqualTo(new FeeRate(2_000));
    assertThat(desk.leastFee()).isEqualTo(new FeeRate(1_000));
  }

  @Test
  void draft_ofMoreThanThereIs_isRefusedWithASentence() {
    receive(50_000);
    assertThat(desk.draft(to(60_000)))
        .isInstanceOfSatisfying(
            Drafted.Refused.class,
            refusal -> {
              assertThat(refusal.kind()).isEqualTo(WalletException.Kind.INSUFFICIENT_FUNDS);
              assertThat(refusal.sentence()).isNotEmpty();
            });
  }

  @Test
  void send_signsExactlyWhatWasDrafted() {
    receive(500_000);
    receive(400_000);
    PaymentDraft draft = draft(desk.draft(to(100_000)));
    assertThat(draft.warnings())
        .extracting(PrivacyCheck.Warning::kind)
        .contains(PrivacyCheck.Kind.ROUND_AMOUNT);
    SendOutcome outcome = desk.send(draft, Map.of("comment", "May"), "Rent");
    Transaction tx = ((SendOutcome.Sent) outcome).tx();
    assertThat(spent(tx)).isEqualTo(spent(draft.payment().tx()));
    assertThat(tx.outputs()).isEqualTo(draft.payment().tx().outputs());
    assertThat(tx.txid()).isEqualTo(draft.payment().tx().txid());
    server.wallets.awaitEvents();
    TxDetails details = TxDetails.of(wallet, tx.txid()).orElseThrow();
    assertThat(details.line().state()).isEqualTo(State.PENDING);
    assertThat(details.notes()).containsEntry("comment", "May");
    assertThat(details.label()).isEqualTo("Rent");
    assertThat(details.feeSats()).hasValue(draft.feeSats());
    assertThat(tx.virtualSize()).isLessThanOrEqualTo(draft.virtualSize());
    assertThat(refused(draft)).contains("spent meanwhile");
  }

  @Test
  void send_whenACoinIsFrozenMeanwhile_isRefused() {
    OutPoint coin = receive(500_000);
    PaymentDraft draft = draft(desk.draft(to(100_000)));
    wallet.freeze(List.of(coin), true);
    assertThat(refused(draft)).contains("frozen meanwhile");
    wallet.freeze(List.of(coin), false);
    Transaction _ = sent(draft);
  }

  @Test
  void send_ofAFrozenCoinThatWasChosen_isDone() {
    OutPoint coin = receive(500_000);
    wallet.freeze(List.of(coin), true);
    Map<OutPoint, OptionalLong> chosen = new LinkedHashMap<>();
    chosen.put(coin, OptionalLong.empty());
    Transaction tx = sent(draft(desk.draft(to(100_000).withCoins(chosen, false))));
    assertThat(spent(tx)).containsExactly(coin);
  }

  @Test
  void send_whenAnotherPaymentTookTheChangeAddress_isRefused() {
    OutPoint one = receive(500_000);
    OutPoint two = receive(400_000);
    PaymentDraft first =
        draft(desk.draft(to(100_000).withCoins(Map.of(one, OptionalLong.empty()), false)));
    PaymentDraft second =
        draft(desk.draft(to(110_000).withCoins(Map.of(two, OptionalLong.empty()), false)));
    Transaction _ = sent(first);
    assertThat(refused(second)).contains("change");
  }

  @Test
  void send_whileLocked_isRefusedAndDoneAfterwards() {
    wallet.encrypt(PASSPHRASE);
    receive(500_000);
    PaymentDraft draft = draft(desk.draft(to(100_000)));
    assertThat(desk.send(draft, Map.of(), ""))
        .isInstanceOfSatisfying(
            SendOutcome.Refused.class,
            refusal -> assertThat(refusal.kind()).isEqualTo(WalletException.Kind.LOCKED));
    wallet.unlock(PASSPHRASE, 60);
    Transaction _ = sent(draft);
  }

  @Test
  void drain_leavesNothing() {
    receive(500_000);
    receive(400_000);
    PaymentDraft draft = draft(desk.drain(to(0), Set.of(PAYEE), true));
    assertThat(draft.purpose()).isEqualTo(Purpose.DRAIN);
    assertThat(draft.changeSats()).isEmpty();
    assertThat(draft.paidSats()).isEqualTo(900_000 - draft.feeSats());
    Transaction _ = sent(draft);
    assertThat(wallet.locked(() -> wallet.ledger().balances(0).trusted())).isZero();
  }

  @Test
  void bump_paysMoreAndReplacesTheFirst() {
    receive(500_000);
    Transaction first = sent(draft(desk.draft(to(100_000))));
    PaymentDraft draft = draft(desk.bump(first.txid(), wishes()));
    assertThat(draft.purpose()).isEqualTo(Purpose.BUMP);
    assertThat(draft.replaces()).contains(first.txid());
    assertThat(draft.feeSats()).isGreaterThan(draft.replacedFeeSats().orElseThrow());
    Transaction second = sent(draft);
    assertThat(second.outputs()).contains(new TxOut(100_000, PAYEE));
    TxDetails details = TxDetails.of(wallet, second.txid()).orElseThrow();
    assertThat(details.replaces()).contains(first.txid());
    TxDetails replaced = TxDetails.of(wallet, first.txid()).orElseThrow();
    assertThat(replaced.replacedBy()).contains(second.txid());
    assertThat(desk.bump(first.txid(), wishes())).isInstanceOf(Drafted.Refused.class);
  }

  @Test
  void bump_ofWhatIsInABlockMeanwhile_isRefused() {
    receive(500_000);
    Transaction first = sent(draft(desk.draft(to(100_000))));
    PaymentDraft draft = draft(desk.bump(first.txid(), wishes()));
    server.node.mine(List.of(first));
    server.wallets.awaitEvents();
    assertThat(refused(draft)).contains("mined");
  }

  @Test
  void cancel_paysEverythingBack() {
    receive(500_000);
    Transaction first = sent(draft(desk.draft(to(100_000))));
    PaymentDraft draft = draft(desk.cancel(first.txid(), wishes()));
    assertThat(draft.purpose()).isEqualTo(Purpose.CANCEL);
    assertThat(draft.paidSats()).isZero();
    assertThat(draft.outputs()).singleElement().satisfies(out -> assertThat(out.ours()).isTrue());
    Transaction second = sent(draft);
    assertThat(second.outputs().getFirst().value()).isEqualTo(500_000 - draft.feeSats());
  }

  @Test
  void childPays_isRefusedWhereItIsNotNeeded() {
    receive(500_000);
    Transaction first = sent(draft(desk.draft(to(100_000))));
    // The node in memory says that nothing lacks any fee.
    assertThat(
            desk.childPays(
                first.txid(),
                wishes()
                    .withFee(
                        Optional.of(new FeeRate(20_000)), OptionalInt.empty(), Optional.empty())))
        .isInstanceOfSatisfying(
            Drafted.Refused.class,
            refusal -> assertThat(refusal.sentence()).contains("or more already"));
    assertThat(desk.childPays(TestPayments.foreignCoin(1).txid(), wishes()))
        .isInstanceOf(Drafted.Refused.class);
  }

  @Test
  void send_fromAWalletThatWatches_givesAPsbt() {
    Wallet watching =
        server.wallets.create("watching", new WalletOptions(true, true, false), new byte[0]);
    String descriptor =
        server
            .call(wallet, "listdescriptors")
            .get("descriptors")
            .valueStream()
            .filter(each -> each.get("desc").asString().startsWith("wpkh("))
            .filter(each -> !each.get("internal").asBoolean())
            .findFirst()
            .orElseThrow()
            .get("desc")
            .asString();
    var _ =
        server.call(
            watching,
            "importdescriptors",
            TreasuryDesk.json(
                "[{'desc':'%s','timestamp':'now','active':true},{'desc':'%s','timestamp':'now','active':true,'internal':true}]"
                    .formatted(quoted(descriptor), quoted(descriptor))));
    receive(500_000);
    PaymentDesk there = new PaymentDesk(watching);
    PaymentDraft draft =
        draft(
            there.draft(
                to(100_000)
                    .withChange(
                        Optional.of(foreignScript(10)), Optional.empty(), OptionalInt.empty())));
    assertThat(draft.needsOthers()).isTrue();
    assertThat(there.send(draft, Map.of(), ""))
        .isInstanceOfSatisfying(
            SendOutcome.PartlySigned.class,
            partly ->
                assertThat(partly.psbt().unsignedTx().txid())
                    .isEqualTo(draft.payment().tx().txid()));
  }

  private static String quoted(String descriptor) {
    // Hardened steps by h, since the text is within apostrophes.
    return descriptor.replace('\'', 'h');
  }
}
