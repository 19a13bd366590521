package org.quantumcoin.wallet.shared;

import java.security.SecureRandom;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.wallet.Treasury;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.WalletException;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.psbt.PsbtException;
import org.quantumcoin.wallet.psbt.role.Extractor;
import org.quantumcoin.wallet.psbt.role.Finalizer;
import org.quantumcoin.wallet.psbt.role.MiniscriptSatisfier;
import org.quantumcoin.wallet.spend.Drafted;
import org.quantumcoin.wallet.spend.Payment;
import org.quantumcoin.wallet.spend.PaymentBuilder;
import org.quantumcoin.wallet.spend.PaymentDesk;
import org.quantumcoin.wallet.spend.PaymentDraft;
import org.quantumcoin.wallet.spend.PaymentRequest;
import org.quantumcoin.wallet.spend.WalletPsbts;
import org.quantumcoin.wallet.treasury.EventBody;
import org.quantumcoin.wallet.treasury.ProposalView;
import org.quantumcoin.wallet.treasury.TreasuryState;

/// Where a seat proposes payments of its treasury, decides, signs and sends. What it must not do is
/// refused by a [WalletException] whose sentence says why, and whether anything was changed.
///
/// Proposals are named by their ids in hexadecimal digits. Every method locks the wallet for as
/// long as it takes; for no window's thread.
public final class ProposalDesk {
  public static final long USUAL_DEADLINE_HOURS = 7 * 24;
  private static final long MAX_DEADLINE_HOURS = 365 * 24;
  private static final long HOUR_SECONDS = 3_600;
  private static final int ID_CHARS = 64;

  private final Wallet wallet;

  public ProposalDesk(Wallet wallet) {
    this.wallet = wallet;
  }

  /// What goes with a payment that is proposed.
  ///
  /// @param hours after which it is void and its coins are free
  /// @param draft not to be approved yet
  /// @param replaces a proposal of this seat that it takes the place of
  public record Terms(String note, long hours, boolean draft, Optional<String> replaces) {
    public static Terms of(String note, long hours) {
      return new Terms(note, hours, false, Optional.empty());
    }
  }

  static WalletException refused(String sentence) {
    return new WalletException(WalletException.Kind.REFUSED, sentence);
  }

  static ByteString id(String hex) {
    if (hex.length() != ID_CHARS || !Hex.isHex(hex)) {
      throw new WalletException(
          WalletException.Kind.BAD_PARAMETER,
          "An id has 64 hexadecimal digits; see listproposals.");
    }
    return ByteString.fromHex(hex);
  }

  static Treasury treasury(Wallet wallet) {
    return wallet
        .treasury()
        .orElseThrow(() ->
            refused(
                "This wallet is no seat of a treasury. Use createtreasury or jointreasury first."));
  }

  static ProposalView proposal(TreasuryState state, ByteString id) {
    return state
        .find(id)
        .orElseThrow(() ->
            new WalletException(
                WalletException.Kind.INVALID,
                "There is no proposal %s here. Ask its proposer for a newer file, or see listproposals."
                    .formatted(id.toHex())));
  }

  private void expectUnlocked() {
    if (wallet.isLocked()) {
      throw new WalletException(
          WalletException.Kind.LOCKED, "The wallet is locked. Nothing was changed.");
    }
  }

  private <T> T bySeat(Function<Treasury, T> work) {
    expectUnlocked();
    return wallet.locked(() -> work.apply(treasury(wallet)));
  }

  // Proposing.

  /// Works a payment of the treasury's coins out, to be looked at.
  public Drafted draft(PaymentRequest asked) {
    return drafted(
        () -> new PaymentDesk(wallet).draft(request(treasury(wallet), asked, Optional.empty())));
  }

  /// All coins of the treasury, or those that are named; see [PaymentDesk#drain].
  public Drafted drain(PaymentRequest asked, Set<Script> sharers) {
    return drafted(() ->
        new PaymentDesk(wallet)
            .drain(request(treasury(wallet), asked, Optional.empty()), sharers, false));
  }

  private Drafted drafted(Supplier<Drafted> work) {
    try {
      return wallet.locked(work);
    } catch (WalletException e) {
      return new Drafted.Refused(e.kind(), String.valueOf(e.getMessage()));
    }
  }

  /// Proposes what was looked at, or refuses if something has come between. Gives the proposal's
  /// id.
  public String propose(PaymentDraft draft, Terms terms) {
    return bySeat(treasury -> {
      treasury.expectMaySay(proposing());
      new PaymentDesk(wallet).expectAsDrafted(draft);
      return say(treasury, draft.payment(), terms);
    });
  }

  /// Works a payment out and proposes it.
  public String propose(PaymentRequest asked, Terms terms) {
    return bySeat(treasury -> {
      PaymentRequest request = request(treasury, asked, terms.replaces());
      Payment payment = new PaymentBuilder(wallet, new SecureRandom(), wallet.now()).build(request);
      return say(treasury, payment, terms);
    });
  }

  private static EventBody proposing() {
    return new EventBody.Proposed(ByteString.EMPTY, "", 0, false, Optional.empty());
  }

  private static PaymentRequest request(
      Treasury treasury, PaymentRequest asked, Optional<String> replaces) {
    treasury.expectMaySay(proposing());
    if (asked.changeTo().isPresent() || asked.changeType().isPresent()) {
      throw new WalletException(
          WalletException.Kind.BAD_PARAMETER,
          "The change of a proposal goes back to the treasury. Leave changeAddress and change_type out. Nothing was changed.");
    }
    PaymentRequest request =
        asked
            .withCoinsOf(treasury::watches)
            .withChange(
                Optional.of(treasury.changeScript()), Optional.empty(), asked.changePosition());
    if (replaces.isEmpty()) {
      return request;
    }
    // Of the two at most one can ever be paid.
    Map<OutPoint, OptionalLong> replaced = coins(treasury, id(replaces.get()));
    if (request.coins().isEmpty()) {
      return request.withCoins(replaced, true);
    }
    if (Collections.disjoint(request.coins().keySet(), replaced.keySet())) {
      throw refused(
          "A proposal that takes another's place must spend one of its coins, or both could be paid. Nothing was changed; the coins are safe.");
    }
    return request;
  }

  /// Of a proposal that this seat made.
  private static Map<OutPoint, OptionalLong> coins(Treasury treasury, ByteString id) {
    ProposalView view = proposal(treasury.state(), id);
    if (view.proposer() != treasury.seat()) {
      throw refused(
          "Only a proposal of this seat can be replaced by it. Nothing was changed; the coins are safe.");
    }
    Map<OutPoint, OptionalLong> coins = new LinkedHashMap<>();
    view.content().coins().forEach(coin -> coins.put(coin, OptionalLong.empty()));
    return coins;
  }

  private String say(Treasury treasury, Payment payment, Terms terms) {
    Psbt psbt = WalletPsbts.update(wallet, Psbt.of(payment.tx()), true);
    ByteString id =
        treasury.say(
            new EventBody.Proposed(
                ByteString.of(psbt.encode()),
                terms.note(),
                wallet.now() + Math.clamp(terms.hours(), 0, MAX_DEADLINE_HOURS) * HOUR_SECONDS,
                terms.draft(),
                terms.replaces().map(ProposalDesk::id)));
    payment
        .changePosition()
        .ifPresent(at -> wallet.takeChange(payment.tx().outputs().get(at).script()));
    treasury.noteSeen(id);
    return id.toHex();
  }

  // Deciding.

  /// Approves, unless this seat's own review forbids it.
  public void approve(String id) {
    decide(
        id,
        new EventBody.Approved(id(id)),
        (rules, decision) ->
            rules.toApprove(decision.treasury().review(decision.state(), decision.view())));
  }

  /// Stops a payment; the other seats read the reason.
  public void reject(String id, String reason) {
    if (reason.isBlank()) {
      throw new WalletException(
          WalletException.Kind.BAD_PARAMETER,
          "A rejection needs a reason: the other seats read it. Nothing was changed.");
    }
    decide(id, new EventBody.Rejected(id(id), reason), (rules, _) -> rules.toReject());
  }

  /// Takes a proposal of this seat back.
  public void withdraw(String id, String reason) {
    decide(id, new EventBody.Withdrawn(id(id), reason), (rules, _) -> rules.toWithdraw());
  }

  /// Makes a draft of this seat a proposal.
  public void submit(String id) {
    decide(id, new EventBody.Submitted(id(id)), (rules, _) -> rules.toSubmit());
  }

  private record Decision(Treasury treasury, TreasuryState state, ProposalView view) {}

  private interface Rule {
    Optional<String> refusal(SeatRules rules, Decision decision);
  }

  private void decide(String id, EventBody body, Rule rule) {
    bySeat(treasury -> {
      // Before it is looked for: whoever may not say it need not know what there is.
      treasury.expectMaySay(body);
      TreasuryState state = treasury.state();
      ProposalView view = proposal(state, id(id));
      expect(rule.refusal(new SeatRules(treasury, view), new Decision(treasury, state, view)));
      return treasury.say(body);
    });
  }

  static void expect(Optional<String> refusal) {
    refusal.ifPresent(why -> {
      throw refused(why);
    });
  }

  // Sending.

  /// Sends what has all its signatures, and says so.
  public Txid broadcast(String id) {
    expectUnlocked();
    Transaction tx =
        wallet.locked(() -> {
          Treasury treasury = treasury(wallet);
          ProposalView view = proposal(treasury.state(), id(id));
          // Before it is sent: afterwards it would be too late to refuse.
          expect(new SeatRules(treasury, view).toSend());
          return finished(treasury, view);
        });
    wallet
        .sendTransaction(tx)
        .ifPresent(reason -> {
          throw refused(
              "The network does not take the payment (%s). Nothing was paid; the coins are safe. Find out why, or propose it again."
                  .formatted(reason));
        });
    return bySeat(treasury -> {
      String note = treasury.state().find(id(id)).map(view -> view.body().note()).orElse("");
      wallet.keepTransaction(tx, Map.of("comment", note));
      ByteString _ = treasury.say(new EventBody.Broadcast(id(id), tx.txid()));
      return tx.txid();
    });
  }

  private static Transaction finished(Treasury treasury, ProposalView view) {
    try {
      Finalizer.Result result =
          new Finalizer(new MiniscriptSatisfier()).finish(treasury.state().combined(view.id()));
      return Extractor.extract(result.psbt());
    } catch (PsbtException e) {
      throw refused(
          "The signatures do not make the payment valid (%s). Nothing was paid; the coins are safe."
              .formatted(e.getMessage()));
    }
  }

  // Looking.

  /// All proposals: what waits for this seat first, by deadline; then what may still be paid, by
  /// deadline; then what is over, the newest first. Empty for a wallet that is no seat.
  public List<ProposalLine> inbox() {
    return wallet.locked(() ->
        wallet
            .treasury()
            .map(treasury -> new ProposalReader(wallet, treasury).inbox())
            .orElse(List.of()));
  }

  /// A proposal with this seat's own review of it.
  public ProposalDetails details(String id) {
    return wallet.locked(() -> {
      Treasury treasury = treasury(wallet);
      return new ProposalReader(wallet, treasury).details(proposal(treasury.state(), id(id)));
    });
  }

  /// Its payment with all signatures that count, for a device elsewhere.
  public Psbt payment(String id) {
    return wallet.locked(() -> {
      TreasuryState state = treasury(wallet).state();
      return state.combined(proposal(state, id(id)).id());
    });
  }

  /// The seat has looked at a proposal as it is now: changes are told from here on.
  public void noteSeen(String id) {
    wallet.locked(() -> {
      Treasury treasury = treasury(wallet);
      treasury.noteSeen(proposal(treasury.state(), id(id)).id());
      return id;
    });
  }
}
