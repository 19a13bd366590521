package org.quantumcoin.wallet.treasury;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantumcoin.wallet.treasury.TestTreasury.COIN;
import static org.quantumcoin.wallet.treasury.TestTreasury.chain;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.wallet.audit.TreeHead;
import org.quantumcoin.wallet.descriptor.MultisigKind;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.psbt.PsbtException;
import org.quantumcoin.wallet.psbt.role.Extractor;
import org.quantumcoin.wallet.psbt.role.Finalizer;
import org.quantumcoin.wallet.psbt.role.MiniscriptSatisfier;

final class TreasuryStateTest {
  private final TestTreasury treasury = TestTreasury.of(Policy.quorum(2, 2));

  private static Transaction finish(TreasuryState state, ByteString proposal) throws PsbtException {
    Finalizer.Result result =
        new Finalizer(new MiniscriptSatisfier()).finish(state.combined(proposal));
    assertThat(result.complete()).isTrue();
    return Extractor.extract(result.psbt());
  }

  private ProposalState stateOf(ByteString proposal) {
    return treasury.view(proposal).state();
  }

  private static String refusal(EventSet.Result result) {
    return result instanceof EventSet.Result.Refused(String sentence) ? sentence : "";
  }

  @ParameterizedTest
  @EnumSource(MultisigKind.class)
  void proposal_goesThroughItsStates(MultisigKind kind) throws PsbtException {
    TestTreasury all = new TestTreasury(Policy.quorum(2, 2), kind);
    ByteString id = all.propose(0, COIN, 1);
    assertThat(all.view(id).state()).isEqualTo(ProposalState.PROPOSED);
    ByteString _ = all.approve(1, id);
    assertThat(all.view(id).because()).isEqualTo("1 of 2 have approved it.");
    ByteString _ = all.approve(2, id);
    assertThat(all.view(id).state()).isEqualTo(ProposalState.APPROVED);
    for (int seat : List.of(4, 0)) {
      ByteString _ = all.sign(seat, id);
    }
    assertThat(all.view(id).state()).isEqualTo(ProposalState.SIGNED);
    assertThat(all.view(id).because()).isEqualTo("2 of 3 have signed it.");
    assertThat(all.view(id).isFullySigned()).isFalse();
    ByteString _ = all.sign(2, id);
    assertThat(all.view(id).signers()).containsExactly(0, 2, 4);
    assertThat(all.view(id).warnings()).isEmpty();
    Transaction tx = finish(all.state(), id);
    ByteString _ = all.say(0, new EventBody.Broadcast(id, tx.txid()));
    assertThat(all.view(id).state()).isEqualTo(ProposalState.BROADCAST);
    assertThat(all.view(id).txid()).contains(tx.txid());
    assertThat(all.state(chain(0, tx)).find(id).orElseThrow().state())
        .isEqualTo(ProposalState.BROADCAST);
    ProposalView confirmed = all.state(chain(3, tx)).find(id).orElseThrow();
    assertThat(confirmed.state()).isEqualTo(ProposalState.CONFIRMED);
    assertThat(confirmed.confirmations()).isEqualTo(3);
    assertThat(all.state(chain(3, tx)).reserved()).isEmpty();
  }

  @Test
  void approval_ofTheProposer_doesNotCount() {
    ByteString id = treasury.propose(0, COIN, 1);
    ByteString _ = treasury.approve(0, id);
    ByteString _ = treasury.approve(1, id);
    assertThat(stateOf(id)).isEqualTo(ProposalState.PROPOSED);
    assertThat(treasury.view(id).warnings()).singleElement().asString().contains("own approval");
    ByteString _ = treasury.approve(1, id);
    assertThat(treasury.view(id).approvals()).isEqualTo(1);
  }

  @Test
  void rejection_stopsAndReleases_untilItIsTakenBack() {
    ByteString id = treasury.propose(0, COIN, 1);
    assertThat(treasury.state().reserved()).hasSize(1);
    ByteString _ = treasury.approve(1, id);
    ByteString _ = treasury.approve(2, id);
    ByteString _ = treasury.say(3, new EventBody.Rejected(id, "Too much."));
    assertThat(stateOf(id)).isEqualTo(ProposalState.REJECTED);
    assertThat(treasury.view(id).because()).isEqualTo("Seat 3 rejected it: Too much.");
    assertThat(treasury.state().reserved()).isEmpty();
    ByteString _ = treasury.approve(3, id);
    assertThat(stateOf(id)).isEqualTo(ProposalState.APPROVED);
  }

  @Test
  void deadline_isTheLastSecond() {
    ByteString id = treasury.propose(0, COIN, 1);
    long deadline = treasury.view(id).body().deadline();
    treasury.now = deadline;
    assertThat(stateOf(id)).isEqualTo(ProposalState.PROPOSED);
    treasury.now = deadline + 1;
    assertThat(stateOf(id)).isEqualTo(ProposalState.EXPIRED);
    assertThat(treasury.state().reserved()).isEmpty();
  }

  @Test
  void draft_isProposedByItsProposerOnly() {
    Psbt psbt = treasury.payment(treasury.fund(COIN), 1_000, 1);
    EventBody.Proposed body = treasury.proposal(psbt);
    ByteString id =
        treasury.say(
            0,
            new EventBody.Proposed(
                body.psbt(), body.note(), body.deadline(), true, Optional.empty()));
    assertThat(stateOf(id)).isEqualTo(ProposalState.DRAFT);
    ByteString _ = treasury.say(1, new EventBody.Submitted(id));
    assertThat(stateOf(id)).isEqualTo(ProposalState.DRAFT);
    ByteString _ = treasury.say(0, new EventBody.Submitted(id));
    assertThat(stateOf(id)).isEqualTo(ProposalState.PROPOSED);
  }

  @Test
  void replacement_byItsProposer_takesItsPlace() {
    OutPoint coin = treasury.fund(COIN);
    ByteString id = treasury.say(0, treasury.proposal(treasury.payment(coin, 1_000, 1)));
    EventBody.Proposed other = treasury.proposal(treasury.payment(coin, 2_000, 1));
    EventBody.Proposed replacing =
        new EventBody.Proposed(
            other.psbt(), other.note(), other.deadline(), false, Optional.of(id));
    ByteString foreign = treasury.say(1, replacing);
    assertThat(stateOf(id)).isEqualTo(ProposalState.PROPOSED);
    assertThat(treasury.state().reserved()).containsEntry(coin, id);
    ByteString second = treasury.say(0, replacing);
    assertThat(stateOf(id)).isEqualTo(ProposalState.REPLACED);
    assertThat(treasury.state().reserved()).containsEntry(coin, foreign);
    assertThat(stateOf(second)).isEqualTo(ProposalState.PROPOSED);
  }

  @Test
  void withdrawal_isItsProposersAffair() {
    ByteString id = treasury.propose(0, COIN, 1);
    ByteString _ = treasury.say(1, new EventBody.Withdrawn(id, "No."));
    assertThat(stateOf(id)).isEqualTo(ProposalState.PROPOSED);
    ByteString _ = treasury.say(0, new EventBody.Withdrawn(id, "Paid in cash."));
    assertThat(treasury.view(id).because()).isEqualTo("Seat 0 withdrew it: Paid in cash.");
  }

  @Test
  void coin_spentElsewhere_invalidates_andAReorganisationTakesItBack() {
    OutPoint coin = treasury.fund(COIN);
    ByteString id = treasury.say(0, treasury.proposal(treasury.payment(coin, 1_000, 1)));
    Transaction theft = treasury.payment(coin, 5_000, 9).unsignedTx();
    ProposalView view = treasury.state(chain(1, theft)).find(id).orElseThrow();
    assertThat(view.state()).isEqualTo(ProposalState.INVALIDATED);
    assertThat(view.because()).contains(theft.txid().toString());
    assertThat(treasury.state(chain(1, theft)).reserved()).isEmpty();
    assertThat(stateOf(id)).isEqualTo(ProposalState.PROPOSED);
  }

  @Test
  void signature_ofAnAlteredPayment_isNamedAndDoesNotCount() {
    OutPoint coin = treasury.fund(COIN);
    ByteString id = treasury.say(0, treasury.proposal(treasury.payment(coin, 1_000, 1)));
    ByteString _ = treasury.approve(1, id);
    ByteString _ = treasury.approve(2, id);
    Psbt altered = treasury.signed(3, treasury.payment(coin, 1_000, 2));
    ByteString _ = treasury.say(3, new EventBody.Signed(id, ByteString.of(altered.encode())));
    ProposalView view = treasury.view(id);
    assertThat(view.signers()).isEmpty();
    assertThat(view.warnings())
        .singleElement()
        .asString()
        .isEqualTo(
            "What Seat 3 signed does not count. The signed payment is not the one that was proposed: its output 0 pays to someone else.");
  }

  @Test
  void signature_thatIsBadOrForeign_cannotStandInTheWayOfAGoodOne() throws PsbtException {
    ByteString id = treasury.propose(0, COIN, 1);
    ByteString _ = treasury.approve(1, id);
    ByteString _ = treasury.approve(2, id);
    Psbt psbt = treasury.events.proposal(id).orElseThrow().psbt();
    Psbt others = treasury.signed(1, psbt);
    ByteString _ = treasury.say(3, new EventBody.Signed(id, ByteString.of(others.encode())));
    Psbt spoiled = treasury.signed(4, psbt);
    ByteString key = spoiled.inputs().getFirst().partialSignatures().firstKey();
    byte[] bytes =
        spoiled.inputs().getFirst().partialSignatures().firstEntry().getValue().toBytes();
    bytes[20] ^= 1;
    spoiled.inputs().getFirst().partialSignatures().put(key, ByteString.of(bytes));
    ByteString _ = treasury.say(4, new EventBody.Signed(id, ByteString.of(spoiled.encode())));
    assertThat(treasury.view(id).signers()).isEmpty();
    assertThat(treasury.view(id).warnings()).hasSize(2);
    for (int seat = 1; seat <= 4; seat++) {
      ByteString _ = treasury.sign(seat, id);
    }
    assertThat(treasury.view(id).signers()).hasSize(4);
    assertThat(finish(treasury.state(), id).inputs()).hasSize(1);
  }

  @Test
  void add_ofWhatASeatMayNot_isRefusedWithASentence() {
    ByteString id = treasury.propose(0, COIN, 1);
    assertThat(
            refusal(
                treasury.events.add(
                    treasury.draft(TestTreasury.AUDITOR, new EventBody.Approved(id)))))
        .isEqualTo("Audit may not do this (approved): the seat's roles are auditor.");
    Event good = treasury.draft(1, new EventBody.Approved(id));
    Event forged =
        new Event(
            good.treasury(),
            2,
            good.sequence(),
            good.time(),
            good.seen(),
            good.audit(),
            good.body(),
            good.signature());
    assertThat(refusal(treasury.events.add(forged)))
        .isEqualTo("The signature of an event of Seat 2 is not valid.");
    TestTreasury other = TestTreasury.of(Policy.quorum(1, 1));
    assertThat(refusal(treasury.events.add(other.draft(1, new EventBody.Approved(id)))))
        .contains("another treasury");
    assertThat(treasury.events.add(good)).isInstanceOf(EventSet.Result.Added.class);
    assertThat(treasury.events.add(good)).isInstanceOf(EventSet.Result.Known.class);
  }

  @Test
  void add_ofAPaymentOfForeignCoins_isRefused() {
    Psbt psbt = treasury.payment(treasury.fund(COIN), 1_000, 1);
    psbt.inputs().getFirst().derivations().clear();
    assertThat(refusal(treasury.events.add(treasury.draft(0, treasury.proposal(psbt)))))
        .contains("which is not the treasury's");
    EventBody.Proposed nonsense =
        new EventBody.Proposed(ByteString.fromHex("70736274ff00"), "", 1, false, Optional.empty());
    assertThat(refusal(treasury.events.add(treasury.draft(0, nonsense)))).contains("not valid");
  }

  @Test
  void change_thatOnlyClaimsToBeOurs_isAPayment() {
    OutPoint coin = treasury.fund(COIN);
    Psbt psbt =
        treasury.payment(
            coin,
            List.of(
                new TxOut(1_000, TestTreasury.payee(1)), new TxOut(2_000, TestTreasury.payee(2))));
    psbt.outputs()
        .get(1)
        .derivations()
        .putAll(treasury.payment(coin, 1_000, 3).outputs().get(1).derivations());
    ByteString id = treasury.say(0, treasury.proposal(psbt));
    assertThat(treasury.view(id).content().change()).isEmpty();
    assertThat(treasury.view(id).content().outgoingSats()).isEqualTo(COIN);
  }

  @Test
  void fork_isNamed_andNothingOfItCounts() {
    ByteString id = treasury.propose(0, COIN, 1);
    Event one = treasury.draft(1, new EventBody.Approved(id));
    Event other = treasury.draft(1, new EventBody.Rejected(id, "No."));
    assertThat(treasury.events.add(one)).isInstanceOf(EventSet.Result.Added.class);
    assertThat(treasury.view(id).approvals()).isEqualTo(1);
    assertThat(treasury.events.add(other)).isInstanceOf(EventSet.Result.Added.class);
    assertThat(treasury.view(id).votes()).isEmpty();
    assertThat(treasury.events.isWhole(1)).isFalse();
    assertThat(treasury.state().warnings())
        .singleElement()
        .asString()
        .startsWith("Seat 1 has shown different things to different seats");
  }

  @Test
  void event_countsOnceWhatItsSeatHadSeenIsHere() {
    ByteString id = treasury.propose(0, COIN, 1);
    ByteString first = treasury.approve(1, id);
    ByteString second = treasury.approve(2, id);
    EventSet late = new EventSet(treasury.charter);
    EventSet.Result _ = late.add(treasury.events.find(second).orElseThrow());
    EventSet.Result _ = late.add(treasury.events.find(first).orElseThrow());
    assertThat(late.counted()).isEmpty();
    assertThat(TreasuryState.of(late, ChainView.OFFLINE, treasury.now).warnings())
        .singleElement()
        .asString()
        .contains("Ask for a newer file");
    assertThat(late.isWhole(1)).isFalse();
    assertThat(late.isWhole(3)).isTrue();
    EventSet.Result _ = late.add(treasury.events.find(id).orElseThrow());
    assertThat(late.counted()).hasSize(3);
    assertThat(late.isWhole(1)).isTrue();
    assertThat(late.missing()).isEmpty();
  }

  @Test
  void event_thatDoesNotFollowItsOwn_doesNotCount() {
    ByteString id = treasury.propose(0, COIN, 1);
    Event skipping =
        Event.sign(
            treasury.events.charterId(),
            1,
            5,
            treasury.now,
            List.of(id),
            TreeHead.EMPTY,
            new EventBody.Approved(id),
            TestTreasury.signer(1));
    assertThat(treasury.events.add(skipping)).isInstanceOf(EventSet.Result.Added.class);
    assertThat(treasury.view(id).approvals()).isZero();
  }

  @Test
  void event_fromTheFuture_waits() {
    ByteString id = treasury.propose(0, COIN, 1);
    long today = treasury.now;
    treasury.now = today + TreasuryState.MAX_CLOCK_AHEAD_SECONDS;
    ByteString _ = treasury.approve(1, id);
    treasury.now = today;
    assertThat(treasury.view(id).approvals()).isZero();
    treasury.now = today + 1;
    assertThat(treasury.view(id).approvals()).isEqualTo(1);
  }

  @Test
  void policy_changesByItsOwnQuorum() {
    ByteString id = treasury.propose(0, COIN, 1);
    ByteString _ = treasury.approve(1, id);
    ByteString _ = treasury.approve(2, id);
    ByteString change =
        treasury.say(
            0,
            new EventBody.PolicyProposed(
                treasury.events.charterId(), Policy.quorum(3, 1), "More eyes"));
    assertThat(treasury.state().policies().changes().getFirst().state())
        .isEqualTo(PolicyChange.State.PROPOSED);
    assertThat(stateOf(id)).isEqualTo(ProposalState.APPROVED);
    ByteString _ = treasury.say(4, new EventBody.PolicyApproved(change));
    assertThat(treasury.state().policy()).isEqualTo(Policy.quorum(3, 1));
    assertThat(treasury.state().policies().currentId()).isEqualTo(change);
    assertThat(stateOf(id)).isEqualTo(ProposalState.PROPOSED);
    ByteString late =
        treasury.say(
            1,
            new EventBody.PolicyProposed(
                treasury.events.charterId(), Policy.quorum(1, 1), "Fewer"));
    assertThat(treasury.state().policies().changes())
        .filteredOn(each -> each.id().equals(late))
        .singleElement()
        .extracting(PolicyChange::state)
        .isEqualTo(PolicyChange.State.SUPERSEDED);
    ByteString rejected =
        treasury.say(1, new EventBody.PolicyProposed(change, Policy.quorum(1, 5), "Fewer"));
    assertThat(treasury.state().policies().currentId()).isEqualTo(rejected);
    ByteString _ = treasury.say(2, new EventBody.PolicyRejected(rejected, "Too late."));
    assertThat(treasury.state().policies().currentId()).isEqualTo(rejected);
  }

  @Test
  void policy_thatIsRejectedBeforeItsQuorum_doesNotCome() {
    ByteString change =
        treasury.say(
            0,
            new EventBody.PolicyProposed(
                treasury.events.charterId(), Policy.quorum(1, 1), "Fewer"));
    ByteString _ = treasury.say(1, new EventBody.PolicyRejected(change, "No."));
    ByteString _ = treasury.say(2, new EventBody.PolicyApproved(change));
    assertThat(treasury.state().policy()).isEqualTo(Policy.quorum(2, 2));
    assertThat(treasury.state().policies().changes().getFirst().state())
        .isEqualTo(PolicyChange.State.REJECTED);
    assertThat(
            refusal(
                treasury.events.add(
                    treasury.draft(
                        0,
                        new EventBody.PolicyProposed(
                            treasury.events.charterId(), Policy.quorum(6, 1), "")))))
        .contains("only 5 seats approve");
  }

  @Test
  void broadcast_thatIsOnlySaid_isNotBelieved() {
    ByteString id = treasury.propose(0, COIN, 1);
    ByteString _ = treasury.say(0, new EventBody.Broadcast(id, Txid.ZERO));
    assertThat(stateOf(id)).isEqualTo(ProposalState.PROPOSED);
  }
}
