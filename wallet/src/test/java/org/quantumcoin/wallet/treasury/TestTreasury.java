package org.quantumcoin.wallet.treasury;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.wallet.audit.TreeHead;
import org.quantumcoin.wallet.descriptor.Descriptor;
import org.quantumcoin.wallet.descriptor.MultisigKind;
import org.quantumcoin.wallet.keys.AccountPath;
import org.quantumcoin.wallet.keys.ExtendedSecretKey;
import org.quantumcoin.wallet.keys.KeyOrigin;
import org.quantumcoin.wallet.keys.KeyPath;
import org.quantumcoin.wallet.multisig.Cosigner;
import org.quantumcoin.wallet.multisig.MultisigSetup;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.psbt.role.DescriptorKeys;
import org.quantumcoin.wallet.psbt.role.MiniscriptSatisfier;
import org.quantumcoin.wallet.psbt.role.Signer;
import org.quantumcoin.wallet.psbt.role.Updater;

/// Three of five who may everything, and a sixth seat that only audits. Keys come from small seeds.
final class TestTreasury {
  static final AddressPrefixes PREFIXES =
      new AddressPrefixes(0, 5, 128, 0x0488b21e, 0x0488ade4, "bc");
  static final long START = 1_800_000_000L;
  static final long COIN = 100_000_000L;
  static final int SIGNERS = 5;
  static final int AUDITOR = 5;

  final Charter charter;
  final EventSet events;
  private final Map<OutPoint, Transaction> funding = new HashMap<>();
  private final Map<ByteString, Long> heard = new HashMap<>();
  private int nextCoin;
  long now = START + 10;

  TestTreasury(Policy policy, MultisigKind kind) {
    List<Cosigner> cosigners = new ArrayList<>();
    List<Seat> seats = new ArrayList<>();
    Set<Role> all = EnumSet.complementOf(EnumSet.of(Role.AUDITOR));
    KeyPath path = AccountPath.BIP48_P2WSH.account(false, 0);
    for (int i = 0; i < SIGNERS; i++) {
      ExtendedSecretKey root = root(i);
      String name = "Seat " + i;
      KeyOrigin origin = new KeyOrigin(root.fingerprint(), path);
      cosigners.add(new Cosigner(name, origin, root.derive(path).orElseThrow().neuter(), ""));
      seats.add(new Seat(name, identity(i), all, OptionalInt.of(root.fingerprint())));
    }
    seats.add(new Seat("Audit", identity(AUDITOR), Set.of(Role.AUDITOR), OptionalInt.empty()));
    MultisigSetup setup = MultisigSetup.sorted("Treasury", 3, cosigners, kind, PREFIXES);
    charter = new Charter("Treasury", START, setup, seats, policy);
    events = new EventSet(charter);
  }

  static TestTreasury of(Policy policy) {
    return new TestTreasury(policy, MultisigKind.P2WSH);
  }

  private static ExtendedSecretKey root(int seat) {
    byte[] seed = new byte[16];
    seed[0] = (byte) (seat + 1);
    return ExtendedSecretKey.fromSeed(seed).orElseThrow();
  }

  static byte[] secret(int seat) {
    byte[] secret = new byte[32];
    secret[0] = 7;
    secret[31] = (byte) (seat + 1);
    return secret;
  }

  static ByteString identity(int seat) {
    return ByteString.of(Secp256k1.xOnly(secret(seat)));
  }

  static Event.EventSigner signer(int seat) {
    return hash -> Secp256k1.signSchnorr(secret(seat), hash, new byte[32]);
  }

  /// An address of somebody.
  static Script payee(int number) {
    byte[] script = new byte[22];
    script[1] = 20;
    script[21] = (byte) number;
    return Script.of(script);
  }

  /// The event that a seat would make now, without taking it.
  Event draft(int seat, EventBody body) {
    return Event.sign(
        events.charterId(),
        seat,
        events.nextSequence(seat),
        now,
        events.latest(),
        TreeHead.EMPTY,
        body,
        signer(seat));
  }

  /// Makes it and takes it, a second later than the one before.
  ByteString say(int seat, EventBody body) {
    now++;
    return take(draft(seat, body));
  }

  private ByteString take(Event event) {
    if (!(events.add(event) instanceof EventSet.Result.Added)) {
      throw new AssertionError(events.add(event));
    }
    heard.put(event.id(), now);
    return event.id();
  }

  /// The same with a time of the seat's choice, and as if it had seen nothing but what it said.
  ByteString sayBackdated(int seat, long time, EventBody body) {
    now++;
    List<ByteString> own =
        events.latest().stream()
            .filter(id -> events.find(id).orElseThrow().seat() == seat)
            .toList();
    return take(
        Event.sign(
            events.charterId(),
            seat,
            events.nextSequence(seat),
            time,
            own,
            TreeHead.EMPTY,
            body,
            signer(seat)));
  }

  /// A seat that heard everything when it was said, and knows the treasury's coins unless its node
  /// is offline.
  Reviewer reviewer(int seat, boolean online) {
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
        return true;
      }

      @Override
      public Optional<String> nameOf(Script script) {
        return Optional.empty();
      }

      @Override
      public Optional<TxOut> coin(OutPoint coin) {
        return Optional.ofNullable(funding.get(coin))
            .filter(_ -> online)
            .map(tx -> tx.outputs().get(coin.index()));
      }

      @Override
      public Optional<FeeRate> estimate() {
        return Optional.empty();
      }

      @Override
      public Optional<Set<ByteString>> seenBefore() {
        return Optional.empty();
      }
    };
  }

  Script own(boolean change, int index) {
    return charter.setup().descriptor(change).expand(index).orElseThrow().scripts().getFirst();
  }

  OutPoint fund(long sats) {
    int index = nextCoin++;
    TxIn from =
        new TxIn(new OutPoint(Txid.fromHex("%064x".formatted(index + 1)), 0), Script.EMPTY, -1);
    Transaction tx =
        Transaction.create(2, List.of(from), List.of(new TxOut(sats, own(false, index))), 0);
    OutPoint coin = new OutPoint(tx.txid(), 0);
    funding.put(coin, tx);
    return coin;
  }

  /// A payment of one coin to somebody, the rest less a fee as change.
  Psbt payment(OutPoint coin, long sats, int payee) {
    Transaction from = Objects.requireNonNull(funding.get(coin));
    long change = from.outputs().getFirst().value() - sats - 10_000;
    List<TxOut> outs = new ArrayList<>(List.of(new TxOut(sats, payee(payee))));
    if (change > 0) {
      outs.add(new TxOut(change, own(true, nextCoin)));
    }
    return payment(coin, outs);
  }

  Psbt payment(OutPoint coin, List<TxOut> outs) {
    Transaction tx = Transaction.create(2, List.of(new TxIn(coin, Script.EMPTY, -3)), outs, 0);
    return update(Psbt.of(tx));
  }

  Psbt update(Psbt psbt) {
    DescriptorKeys keys = new DescriptorKeys();
    for (int i = 0; i <= nextCoin; i++) {
      keys.add(charter.setup().descriptor(false).expand(i).orElseThrow());
      keys.add(charter.setup().descriptor(true).expand(i).orElseThrow());
    }
    return new Updater(keys, new MiniscriptSatisfier())
        .update(
            psbt,
            txid ->
                funding.values().stream()
                    .filter(tx -> tx.txid().equals(txid))
                    .findFirst()
                    .orElse(null),
            Map.of());
  }

  EventBody.Proposed proposal(Psbt psbt) {
    return new EventBody.Proposed(
        ByteString.of(psbt.encode()), "Rent", now + 100_000, false, Optional.empty());
  }

  /// A new proposal of a seat, of a new coin.
  ByteString propose(int seat, long sats, int payee) {
    return say(seat, proposal(payment(fund(10 * COIN), sats, payee)));
  }

  /// What a seat's device makes of a payment.
  Psbt signed(int seat, Psbt psbt) {
    ExtendedSecretKey root = root(seat);
    Cosigner own = charter.setup().cosigners().get(seat);
    String secret = root.derive(own.origin().path()).orElseThrow().encode(PREFIXES);
    String text =
        charter.setup().descriptor(false).format().replace(own.key().encode(PREFIXES), secret);
    Descriptor descriptor =
        Descriptor.parse(text.substring(0, text.indexOf('#')), PREFIXES, false).getFirst();
    try (DescriptorKeys keys = new DescriptorKeys()) {
      for (int i = 0; i <= nextCoin; i++) {
        keys.add(descriptor.expand(i).orElseThrow());
      }
      return new Signer(keys, new MiniscriptSatisfier())
          .sign(psbt, OptionalInt.empty(), false)
          .psbt();
    }
  }

  ByteString sign(int seat, ByteString proposal) {
    Psbt psbt = events.proposal(proposal).orElseThrow().psbt();
    return say(seat, new EventBody.Signed(proposal, ByteString.of(signed(seat, psbt).encode())));
  }

  ByteString approve(int seat, ByteString proposal) {
    return say(seat, new EventBody.Approved(proposal));
  }

  TreasuryState state() {
    return state(ChainView.OFFLINE);
  }

  TreasuryState state(ChainView chain) {
    return TreasuryState.of(events, chain, now);
  }

  ProposalView view(ByteString proposal) {
    return state().find(proposal).orElseThrow();
  }

  /// A chain in which some transactions are, so deep.
  static ChainView chain(int confirmations, Transaction... txs) {
    return chainAt(START, confirmations, txs);
  }

  /// The same with the time of their block.
  static ChainView chainAt(long time, int confirmations, Transaction... txs) {
    Map<OutPoint, ChainView.Spend> spends = new HashMap<>();
    for (Transaction tx : txs) {
      tx.inputs()
          .forEach(in -> spends.put(in.prevout(), new ChainView.Spend(tx, confirmations, time)));
    }
    return coin -> Optional.ofNullable(spends.get(coin));
  }

  /// All that there is to see, for comparing.
  static String dump(TreasuryState state) {
    return state.proposals()
        + "\n"
        + state.policies().changes()
        + "\n"
        + state.policies().currentId()
        + state.policies().since()
        + "\n"
        + state.reserved().entrySet().stream().map(Object::toString).sorted().toList()
        + "\n"
        + state.warnings();
  }
}
