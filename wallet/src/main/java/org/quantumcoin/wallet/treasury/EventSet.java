package org.quantumcoin.wallet.treasury;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.wallet.keys.KeyOrigin;
import org.quantumcoin.wallet.psbt.Psbt;

/// The events that a seat has, of all seats. It only grows; joining two of them is their union, so
/// the order in which events arrive, and whether they arrive twice, leaves no trace.
///
/// Whether an event is taken depends on nothing but itself and the charter: its signature, its
/// seat's roles, the soundness of what it holds. It counts once everything that its seat had seen
/// is here as well. A seat that gave two events one number has shown different things to different
/// people: none of its events from that number on count, for anyone. Not safe for several threads.
public final class EventSet {
  /// A seat that speaks once an hour for a year stays below.
  public static final int MAX_EVENTS_PER_SEAT = 10_000;

  private final Charter charter;
  private final ByteString charterId;
  private final SetupScripts scripts;
  private final Map<ByteString, Event> events = new TreeMap<>();
  private final Map<Place, Set<ByteString>> places = new TreeMap<>();
  private final Map<ByteString, Proposal> proposals = new HashMap<>();
  private final Map<ByteString, SignatureResult> signatures = new HashMap<>();
  private final int[] counts = new int[Charter.MAX_SEATS];
  private @Nullable Settled settled;

  private record Place(int seat, long sequence) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparingInt(Place::seat).thenComparingLong(Place::sequence);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  /// A proposal's payment, worked out once.
  record Proposal(Psbt psbt, Content content, Signatures signatures) {}

  /// What a seat's signed payment came to.
  ///
  /// @param refusal why it does not count
  record SignatureResult(Optional<Psbt> signed, Optional<String> refusal) {}

  /// An event that counts, with its time: that of its seat's clock, but not before anything that it
  /// had seen.
  public record Counted(ByteString id, Event event, long time) {}

  /// A seat has given two events one number.
  public record Fork(int seat, long sequence) {}

  private record Settled(List<Counted> counted, List<Fork> forks, Set<ByteString> missing) {}

  /// What became of an event that was offered.
  public sealed interface Result {
    record Added() implements Result {}

    record Known() implements Result {}

    record Refused(String sentence) implements Result {}
  }

  public EventSet(Charter charter) {
    this.charter = charter;
    this.charterId = charter.id();
    this.scripts = new SetupScripts(charter.setup());
  }

  public Charter charter() {
    return charter;
  }

  public ByteString charterId() {
    return charterId;
  }

  public Result add(Event event) {
    ByteString id = event.id();
    if (events.containsKey(id)) {
      return new Result.Known();
    }
    try {
      check(event);
      if (event.body() instanceof EventBody.Proposed proposed) {
        Psbt psbt = Content.decode(proposed.psbt());
        Content content = Content.of(psbt, scripts);
        proposals.put(
            id,
            new Proposal(
                psbt, content, new Signatures(psbt, content, scripts, charter.setup().kind())));
      }
    } catch (TreasuryException e) {
      return new Result.Refused(e.sentence());
    }
    events.put(id, event);
    places.computeIfAbsent(new Place(event.seat(), event.sequence()), _ -> new TreeSet<>()).add(id);
    counts[event.seat()]++;
    settled = null;
    return new Result.Added();
  }

  private void check(Event event) {
    TreasuryException.require(
        event.treasury().equals(charterId), "The event belongs to another treasury.");
    TreasuryException.require(
        event.seat() < charter.seats().size(), "The event is of a seat that there is not.");
    Seat seat = charter.seats().get(event.seat());
    refusal(event.seat(), event.body())
        .ifPresent(why -> {
          throw new TreasuryException(why);
        });
    if (event.body() instanceof EventBody.PolicyProposed proposed) {
      charter.check(proposed.policy());
    }
    TreasuryException.require(
        counts[event.seat()] < MAX_EVENTS_PER_SEAT,
        "%s has made more events than are taken.".formatted(seat.name()));
    TreasuryException.require(
        event.isSignedBy(seat.identity()),
        "The signature of an event of %s is not valid.".formatted(seat.name()));
  }

  /// All that were taken, those that do not count yet included.
  public Collection<Event> all() {
    return Collections.unmodifiableCollection(events.values());
  }

  public Optional<Event> find(ByteString id) {
    return Optional.ofNullable(events.get(id));
  }

  Optional<Proposal> proposal(ByteString id) {
    return Optional.ofNullable(proposals.get(id));
  }

  /// Whether a script is the treasury's, at one of the places that these origins name.
  public boolean owns(Script script, Collection<KeyOrigin> origins) {
    return scripts.find(script, origins).isPresent();
  }

  /// Why a seat may not say this, if its roles do not let it.
  public Optional<String> refusal(int seat, EventBody body) {
    Seat speaker = charter.seats().get(seat);
    return body.roles().stream().anyMatch(speaker::may)
        ? Optional.empty()
        : Optional.of(
            "%s may not do this (%s): the seat's roles are %s."
                .formatted(speaker.name(), body.word(), speaker.roleWords()));
  }

  /// Why the signatures of a seat in a PSBT would not count for a proposal, if they would not.
  public Optional<String> refusal(ByteString id, int seat, Psbt signed) {
    Proposal proposal = proposals.get(id);
    OptionalInt fingerprint = charter.seats().get(seat).fingerprint();
    if (proposal == null || fingerprint.isEmpty()) {
      return Optional.of("This seat does not sign.");
    }
    try {
      Psbt _ = proposal.signatures().of(signed, fingerprint.getAsInt());
      return Optional.empty();
    } catch (TreasuryException e) {
      return Optional.of(e.sentence());
    }
  }

  /// The signatures that an event brings to its proposal; checked once.
  SignatureResult signature(ByteString id, Event event, EventBody.Signed signed) {
    Proposal proposal = proposals.get(signed.proposal());
    if (proposal == null) {
      return new SignatureResult(Optional.empty(), Optional.of("Its proposal is not here."));
    }
    return signatures.computeIfAbsent(
        id,
        _ -> {
          OptionalInt fingerprint = charter.seats().get(event.seat()).fingerprint();
          try {
            Psbt sent = Content.decode(signed.psbt());
            return new SignatureResult(
                Optional.of(proposal.signatures().of(sent, fingerprint.orElseThrow())),
                Optional.empty());
          } catch (TreasuryException e) {
            return new SignatureResult(Optional.empty(), Optional.of(e.sentence()));
          }
        });
  }

  /// Those that count, by time.
  public List<Counted> counted() {
    return settled().counted();
  }

  public List<Fork> forks() {
    return settled().forks();
  }

  /// Ids of events that others had seen and that are not here.
  public Set<ByteString> missing() {
    return settled().missing();
  }

  private Settled settled() {
    Settled known = settled;
    if (known == null) {
      known = settle();
      settled = known;
    }
    return known;
  }

  private Settled settle() {
    Map<ByteString, Integer> waitingFor = new HashMap<>();
    Map<ByteString, List<ByteString>> followers = new HashMap<>();
    Set<ByteString> missing = new TreeSet<>();
    Deque<ByteString> ready = new ArrayDeque<>();
    events.forEach((id, event) -> {
      waitingFor.put(id, event.seen().size());
      for (ByteString cause : event.seen()) {
        followers.computeIfAbsent(cause, _ -> new ArrayList<>()).add(id);
        if (!events.containsKey(cause)) {
          missing.add(cause);
        }
      }
      if (event.seen().isEmpty()) {
        ready.add(id);
      }
    });
    Map<Integer, Long> forkedFrom = new HashMap<>();
    places.forEach((place, ids) -> {
      if (ids.size() > 1) {
        forkedFrom.putIfAbsent(place.seat(), place.sequence());
      }
    });
    Map<ByteString, Long> times = new HashMap<>();
    List<Counted> counted = new ArrayList<>();
    while (!ready.isEmpty()) {
      ByteString id = ready.remove();
      Event event = events.get(id);
      if (event == null || !followsItsOwn(event)) {
        continue;
      }
      long time = event.time();
      for (ByteString cause : event.seen()) {
        time = Math.max(time, times.getOrDefault(cause, 0L));
      }
      times.put(id, time);
      if (event.sequence() < forkedFrom.getOrDefault(event.seat(), Long.MAX_VALUE)) {
        counted.add(new Counted(id, event, time));
      }
      for (ByteString follower : followers.getOrDefault(id, List.of())) {
        if (waitingFor.merge(follower, -1, Integer::sum) == 0) {
          ready.add(follower);
        }
      }
    }
    counted.sort(Comparator.comparingLong(Counted::time).thenComparing(Counted::id));
    List<Fork> forks = new ArrayList<>();
    forkedFrom.forEach((seat, sequence) -> forks.add(new Fork(seat, sequence)));
    return new Settled(List.copyOf(counted), List.copyOf(forks), missing);
  }

  private boolean followsItsOwn(Event event) {
    if (event.sequence() == 0) {
      return true;
    }
    for (ByteString id : event.seen()) {
      Event cause = events.get(id);
      if (cause != null
          && cause.seat() == event.seat()
          && cause.sequence() == event.sequence() - 1) {
        return true;
      }
    }
    return false;
  }

  /// The last event of each seat that has one, as the next event of a seat names them.
  public List<ByteString> latest() {
    Map<Integer, Counted> last = new TreeMap<>();
    for (Counted each : counted()) {
      last.merge(
          each.event().seat(),
          each,
          (one, other) -> one.event().sequence() >= other.event().sequence() ? one : other);
    }
    return last.values().stream().map(Counted::id).sorted().toList();
  }

  /// The number of a seat's next event. Events that wait for others have numbers too.
  public long nextSequence(int seat) {
    long next = 0;
    for (Event event : events.values()) {
      if (event.seat() == seat) {
        next = Math.max(next, event.sequence() + 1);
      }
    }
    return next;
  }

  /// Whether all that a seat has said counts here. A seat that lacks events of its own, as after a
  /// restored backup, would give a number twice.
  public boolean isWhole(int seat) {
    long counted = counted().stream().filter(each -> each.event().seat() == seat).count();
    return counted == nextSequence(seat);
  }

  /// What a seat must have seen: all that led to its last event, and that event.
  public Set<ByteString> seenBy(int seat) {
    Deque<ByteString> open = new ArrayDeque<>();
    for (Map.Entry<ByteString, Event> each : events.entrySet()) {
      if (each.getValue().seat() == seat) {
        open.add(each.getKey());
      }
    }
    Set<ByteString> seen = new HashSet<>();
    while (!open.isEmpty()) {
      ByteString id = open.remove();
      Event event = events.get(id);
      if (event != null && seen.add(id)) {
        open.addAll(event.seen());
      }
    }
    return seen;
  }
}
