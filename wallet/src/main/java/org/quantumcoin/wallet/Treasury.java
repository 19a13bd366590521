package org.quantumcoin.wallet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.wallet.audit.TreeHead;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.store.AddressRow;
import org.quantumcoin.wallet.store.Bytes;
import org.quantumcoin.wallet.store.StoreException;
import org.quantumcoin.wallet.store.WalletStore;
import org.quantumcoin.wallet.treasury.ChainView;
import org.quantumcoin.wallet.treasury.Charter;
import org.quantumcoin.wallet.treasury.Event;
import org.quantumcoin.wallet.treasury.EventBody;
import org.quantumcoin.wallet.treasury.EventSet;
import org.quantumcoin.wallet.treasury.ProposalView;
import org.quantumcoin.wallet.treasury.ReviewReport;
import org.quantumcoin.wallet.treasury.Reviewer;
import org.quantumcoin.wallet.treasury.Seat;
import org.quantumcoin.wallet.treasury.TreasuryException;
import org.quantumcoin.wallet.treasury.TreasuryFile;
import org.quantumcoin.wallet.treasury.TreasuryState;

/// A wallet's seat in its treasury: the events it has, kept; what it says, signed. Within the
/// wallet's lock.
public final class Treasury {
  private static final String CHARTER = "treasury charter";
  private static final String SEEN = "seen ";

  /// Blocks within which a payment should confirm, for judging its fee.
  private static final int FEE_TARGET_BLOCKS = 6;

  private final Wallet wallet;
  private final WalletStore store;
  private final Identity identity;
  private final Journal journal;
  private final Charter charter;
  private final int seat;
  private final EventSet events;

  /// Ids of the descriptors that the treasury's addresses come from.
  private final Set<Hash256> descriptors;

  /// Ids in the order in which they came.
  private final List<ByteString> arrived = new ArrayList<>();

  private Treasury(
      Wallet wallet,
      WalletStore store,
      Identity identity,
      Journal journal,
      Charter charter,
      int seat) {
    this.wallet = wallet;
    this.store = store;
    this.identity = identity;
    this.journal = journal;
    this.charter = charter;
    this.seat = seat;
    this.events = new EventSet(charter);
    this.descriptors =
        Set.of(charter.setup().descriptor(false).id(), charter.setup().descriptor(true).id());
    journal.setSeat(charter.seats().get(seat).name());
  }

  /// The one that the store has.
  static Optional<Treasury> open(
      Wallet wallet, WalletStore store, Identity identity, Journal journal) {
    return store
        .property(CHARTER)
        .map(bytes -> {
          try {
            Charter charter = Charter.decode(bytes, wallet.config().params().addresses());
            int seat = identity.known().map(charter::seatOf).orElseThrow().orElseThrow();
            Treasury treasury = new Treasury(wallet, store, identity, journal, charter, seat);
            for (Bytes each : store.treasuryEvents()) {
              Event event = Event.decode(each.toArray());
              EventSet.Result _ = treasury.events.add(event);
              treasury.arrived.add(event.id());
            }
            return treasury;
          } catch (TreasuryException e) {
            throw new StoreException(
                StoreException.Kind.DAMAGED,
                "The wallet's treasury is damaged (%s). It was left as it is. The coins are safe as long as enough seats have their keys: restore the newest backup."
                    .formatted(e.sentence()),
                e);
          }
        });
  }

  /// Takes a seat; the caller commits.
  static Treasury join(
      Wallet wallet, WalletStore store, Identity identity, Journal journal, Charter charter) {
    if (store.property(CHARTER).isPresent()) {
      throw refused(
          "This wallet is a seat of a treasury already. Make another wallet for another treasury.");
    }
    OptionalInt seat = charter.seatOf(identity.key());
    if (seat.isEmpty()) {
      throw refused(
          "No seat of the treasury %s has this wallet's identity key %s. Give that key to whoever makes the treasury."
              .formatted(charter.name(), identity.key().toHex()));
    }
    store.putProperty(CHARTER, charter.encode());
    Treasury treasury = new Treasury(wallet, store, identity, journal, charter, seat.getAsInt());
    journal.record(
        "treasury",
        "The wallet takes the seat %s of the treasury %s (%s)."
            .formatted(treasury.own().name(), charter.name(), charter.checksumWords()),
        charter.id());
    return treasury;
  }

  private static WalletException refused(String sentence) {
    return new WalletException(WalletException.Kind.REFUSED, sentence);
  }

  public Charter charter() {
    return charter;
  }

  /// The place of this wallet's seat in the charter.
  public int seat() {
    return seat;
  }

  public Seat own() {
    return charter.seats().get(seat);
  }

  public EventSet events() {
    return events;
  }

  /// As it stands now, by this wallet's own chain.
  public TreasuryState state() {
    return TreasuryState.of(events, chain(), wallet.now());
  }

  private ChainView chain() {
    return coin ->
        wallet
            .ledger()
            .spender(coin)
            .map(tx -> new ChainView.Spend(tx.tx(), wallet.ledger().depth(tx)));
  }

  /// Says something as this seat; lasts when the call returns. The wallet must be unlocked.
  public ByteString say(EventBody body) {
    if (!events.isWhole(seat)) {
      throw refused(
          "What this seat said before is not all here, or was said twice; what it says now would not count. Import a newer file of another seat (importtreasury). Nothing was changed; the coins are safe.");
    }
    TreeHead head = journal.signHead().head();
    Event event =
        Event.sign(
            events.charterId(),
            seat,
            events.nextSequence(seat),
            wallet.now(),
            events.latest(),
            head,
            body,
            identity::sign);
    if (events.add(event) instanceof EventSet.Result.Refused(String sentence)) {
      throw refused(sentence + " Nothing was changed; the coins are safe.");
    }
    keep(event);
    journal.record("treasury", "This seat: %s.".formatted(body.word()), event.id());
    wallet.save();
    return event.id();
  }

  private void keep(Event event) {
    ByteString id = event.id();
    store.putTreasuryEvent(id.toBytes(), arrived.size(), event.encode());
    arrived.add(id);
  }

  /// What became of a file.
  ///
  /// @param refused sentences about events that were not taken
  public record Taken(int added, int known, List<String> refused) {}

  /// Takes the events of a file; lasts when the call returns.
  public Taken take(TreasuryFile file) {
    if (!file.treasury().equals(events.charterId())) {
      throw refused("The file belongs to another treasury. Nothing was taken from it.");
    }
    if (charter.seatOf(file.sender()).isEmpty()) {
      throw refused(
          "The file was signed by a key that no seat of the treasury has. Nothing was taken from it.");
    }
    int added = 0;
    int known = 0;
    List<String> refusals = new ArrayList<>();
    for (Event event : file.events()) {
      switch (events.add(event)) {
        case EventSet.Result.Added _ -> {
          keep(event);
          journal.record(
              "treasury",
              "Seat %s: %s (received)."
                  .formatted(charter.seats().get(event.seat()).name(), event.body().word()),
              event.id());
          added++;
        }
        case EventSet.Result.Known _ -> known++;
        case EventSet.Result.Refused(String sentence) -> refusals.add(sentence);
      }
    }
    wallet.save();
    return new Taken(added, known, refusals);
  }

  /// A file for others, or for one seat with what it has not shown to have seen. The wallet must be
  /// unlocked.
  public TreasuryFile export(OptionalInt forSeat, boolean withCharter) {
    Set<ByteString> seen = forSeat.isPresent() ? events.seenBy(forSeat.getAsInt()) : Set.of();
    List<Event> wanted =
        arrived.stream()
            .filter(id -> !seen.contains(id))
            .flatMap(id -> events.find(id).stream())
            .toList();
    TreasuryFile file =
        TreasuryFile.sign(
            events.charterId(),
            withCharter ? Optional.of(charter) : Optional.empty(),
            wanted,
            wallet.now(),
            journal.signHead(),
            identity.key(),
            identity::sign);
    wallet.save();
    return file;
  }

  /// Heads of a seat's audit log that came with its events: what its log must agree with.
  public List<TreeHead> heads(int ofSeat) {
    return events.all().stream().filter(event -> event.seat() == ofSeat).map(Event::audit).toList();
  }

  /// Whether a script is the treasury's: its coins are spent by proposals only.
  public boolean holds(Script script) {
    return wallet
        .keys()
        .find(script)
        .map(source -> wallet.keys().get(source.descriptor()).id())
        .filter(descriptors::contains)
        .isPresent();
  }

  /// Throws for a payment of the treasury's coins that comes by another way than a proposal.
  /// Whoever must spend without the other seats' approval can show the wallet's keys to another
  /// wallet; that is in the audit log.
  public void expectForeign(Collection<Script> spent) {
    if (spent.stream().anyMatch(this::holds)) {
      throw refused(
          "These are coins of the treasury %s, of which this wallet is a seat: it signs for them only what was proposed and approved (createproposal, signproposal). Nothing was signed; the coins are safe."
              .formatted(charter.name()));
    }
  }

  /// What this seat finds about a proposal by itself.
  public ReviewReport review(TreasuryState state, ProposalView proposal) {
    return ReviewReport.of(state, proposal, reviewer(proposal.id()));
  }

  /// Why this seat's signatures in a PSBT do not count for a proposal, if they do not.
  public Optional<String> refusalOf(ByteString proposal, Psbt signed) {
    return events.refusal(proposal, seat, signed);
  }

  /// Remembers that the seat has looked at a proposal as it is now.
  public void noteSeen(ByteString proposal) {
    store.putProperty(
        SEEN + proposal.toHex(), new ByteWriter().writeInt64(arrived.size()).toByteArray());
    wallet.save();
  }

  private Reviewer reviewer(ByteString proposal) {
    Optional<FeeRate> estimate = wallet.node().estimateFee(FEE_TARGET_BLOCKS, false);
    Optional<Set<ByteString>> before =
        store
            .property(SEEN + proposal.toHex())
            .map(bytes -> (int) new ByteReader(bytes).readInt64())
            .map(count -> new HashSet<>(arrived.subList(0, Math.min(count, arrived.size()))));
    return new Reviewer() {
      @Override
      public Optional<String> nameOf(Script script) {
        return wallet.book().find(script).map(AddressRow::label).filter(name -> !name.isEmpty());
      }

      @Override
      public Optional<TxOut> coin(OutPoint coin) {
        return wallet.ledger().ownOutput(coin);
      }

      @Override
      public Optional<FeeRate> estimate() {
        return estimate;
      }

      @Override
      public Optional<Set<ByteString>> seenBefore() {
        return before;
      }
    };
  }
}
