package org.quantumcoin.wallet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
import org.quantumcoin.wallet.audit.AuditEntry;
import org.quantumcoin.wallet.audit.TreeHead;
import org.quantumcoin.wallet.coins.Ledger.OwnCoin;
import org.quantumcoin.wallet.coins.TxState;
import org.quantumcoin.wallet.coins.WalletTx;
import org.quantumcoin.wallet.descriptor.DerivedKey;
import org.quantumcoin.wallet.multisig.Cosigner;
import org.quantumcoin.wallet.multisig.CosignerKey;
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
            journal.setSeat(treasury.own().name());
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
    Treasury treasury = new Treasury(wallet, store, identity, journal, charter, seat.getAsInt());
    if (!treasury.isWatched()) {
      throw refused(
          "This wallet does not look for the coins of the treasury %s yet. Give it the treasury's setup first (importmultisigsetup). Nothing was changed."
              .formatted(charter.name()));
    }
    store.putProperty(CHARTER, charter.encode());
    journal.setSeat(treasury.own().name());
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
            .map(tx -> new ChainView.Spend(tx.tx(), wallet.ledger().depth(tx), blockTime(tx)));
  }

  private static long blockTime(WalletTx tx) {
    return tx.state() instanceof TxState.Confirmed confirmed ? confirmed.blockTime() : 0;
  }

  /// When this wallet heard of each event, by its audit log: the one clock that no other seat sets.
  private Map<ByteString, Long> heard() {
    Map<ByteString, Long> heard = new HashMap<>();
    for (AuditEntry entry : journal.log().entries()) {
      heard.putIfAbsent(entry.payload(), entry.time());
    }
    return heard;
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

  private boolean isOwn(ManagedDescriptor managed) {
    return descriptors.contains(managed.id());
  }

  private boolean isWatched() {
    return wallet.keys().all().stream().filter(this::isOwn).count() == descriptors.size();
  }

  /// Whether a script is one of those of the treasury that this wallet looks for.
  public boolean watches(Script script) {
    return wallet.keys().find(script, this::isOwn).isPresent();
  }

  /// The same of a coin; of many this is quick.
  public boolean watches(OwnCoin coin) {
    return isOwn(wallet.keys().get(coin.source().descriptor())) || watches(coin.out().script());
  }

  /// Whether a script is the treasury's: its coins are spent by proposals only. Also one that the
  /// wallet knows from another descriptor of its own, which may say the same in other words and
  /// reach further.
  public boolean holds(Script script) {
    return watches(script)
        || wallet
            .keys()
            .find(script)
            .map(source ->
                wallet.keys().expansion(source).keys().stream().map(DerivedKey::origin).toList())
            .filter(origins -> events.owns(script, origins))
            .isPresent();
  }

  /// Where the next change goes; nothing is taken before a proposal is made.
  public Script changeScript() {
    ManagedDescriptor change =
        wallet
            .keys()
            .find(charter.setup().descriptor(true).id())
            .orElseThrow(() ->
                refused(
                    "This wallet does not look for the treasury's coins. Give it the treasury's setup (importmultisigsetup). Nothing was changed."));
    return change.scripts(change.row().nextIndex()).getFirst();
  }

  /// Throws unless the seat's roles let it say something.
  public void expectMaySay(EventBody body) {
    events
        .refusal(seat, body)
        .ifPresent(why -> {
          throw refused(why + " Nothing was changed; the coins are safe.");
        });
  }

  /// The key of this seat, if it is one for every address, as those of tokens are.
  public Optional<ByteString> constantKey() {
    return charter.cosigner(own()).map(Cosigner::key).flatMap(Treasury::constant);
  }

  private static Optional<ByteString> constant(CosignerKey key) {
    return key instanceof CosignerKey.Constant(ByteString publicKey)
        ? Optional.of(publicKey)
        : Optional.empty();
  }

  /// Why a token must not sign by a key otherwise than for a proposal, if it is the key of a seat.
  /// That it was tried stands in the audit log when the call returns.
  public Optional<String> refusalOfToken(ByteString publicKey) {
    boolean isSeats =
        charter.setup().cosigners().stream()
            .flatMap(each -> constant(each.key()).stream())
            .anyMatch(publicKey::equals);
    if (!isSeats) {
      return Optional.empty();
    }
    noteRefusal("A token was asked to sign by the key %s.".formatted(publicKey.toHex()));
    return Optional.of(
        "The key %s is that of a seat of the treasury %s: the token signs by it only what was proposed and approved (signproposal). Nothing was signed; the coins are safe."
            .formatted(publicKey.toHex(), charter.name()));
  }

  private void noteRefusal(String what) {
    journal.record("refused", what + " It was not a proposal and was refused.", ByteString.EMPTY);
    wallet.save();
  }

  /// Throws for a payment of the treasury's coins that comes by another way than a proposal.
  /// Whoever must spend without the other seats' approval can show the wallet's keys to another
  /// wallet; that is in the audit log.
  public void expectForeign(Collection<Script> spent) {
    if (spent.stream().anyMatch(this::holds)) {
      noteRefusal("This wallet was asked to sign for coins of the treasury.");
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
    Map<ByteString, Long> heard = heard();
    return new Reviewer() {
      @Override
      public int seat() {
        return seat;
      }

      @Override
      public long heardAt(ByteString event) {
        return heard.getOrDefault(event, 0L);
      }

      @Override
      public boolean looksFor(Script script) {
        return watches(script);
      }

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
