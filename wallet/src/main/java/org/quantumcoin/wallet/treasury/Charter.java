package org.quantumcoin.wallet.treasury;

import static org.quantumcoin.wallet.treasury.TreasuryException.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.quantumcoin.node.crypto.TaggedHash;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.wallet.keys.Mnemonic;
import org.quantumcoin.wallet.keys.MnemonicLanguage;
import org.quantumcoin.wallet.multisig.Cosigner;
import org.quantumcoin.wallet.multisig.MultisigException;
import org.quantumcoin.wallet.multisig.MultisigSetup;
import org.quantumcoin.wallet.multisig.SetupFiles;

/// What a treasury begins with and never changes: who holds its keys, who sits in it, and its first
/// policy. Other people are another treasury, to which the coins are sent.
///
/// @param createdAt unix seconds
public record Charter(
    String name, long createdAt, MultisigSetup setup, List<Seat> seats, Policy policy) {
  public static final int MAX_SEATS = 30;
  static final int MAX_BYTES = 500_000;
  private static final int MAX_NAME_CHARS = 80;
  private static final int MAX_SETUP_CHARS = 10_000;
  private static final int VERSION = 1;
  private static final int WORDS = 6;
  private static final TaggedHash ID = new TaggedHash("QuantumCoin/treasury/charter");

  public Charter {
    seats = List.copyOf(seats);
    require(
        !name.isBlank()
            && name.length() <= MAX_NAME_CHARS
            && name.chars().noneMatch(Character::isISOControl),
        "The name of a treasury has from 1 to %d characters.".formatted(MAX_NAME_CHARS));
    require(createdAt >= 0, "The time at which the treasury was made is not valid.");
    require(
        !seats.isEmpty() && seats.size() <= MAX_SEATS,
        "A treasury has from 1 to %d seats.".formatted(MAX_SEATS));
    checkSeats(setup, seats);
    checkPolicy(policy, seats);
  }

  private static void checkSeats(MultisigSetup setup, List<Seat> seats) {
    Set<String> names = new HashSet<>();
    Set<ByteString> identities = new HashSet<>();
    Set<Integer> fingerprints = new HashSet<>();
    for (Seat seat : seats) {
      require(names.add(seat.name()), "Two seats are called %s.".formatted(seat.name()));
      require(
          identities.add(seat.identity()),
          "The identity key of %s is there twice.".formatted(seat.name()));
      seat.fingerprint()
          .ifPresent(fingerprint -> {
            require(
                cosigner(setup, fingerprint).isPresent(),
                "The seat %s has the fingerprint %08x, which no cosigner has."
                    .formatted(seat.name(), fingerprint));
            require(
                fingerprints.add(fingerprint),
                "Two seats have the fingerprint %08x.".formatted(fingerprint));
          });
    }
    require(
        fingerprints.size() >= setup.threshold(),
        "%d signatures are needed, but only %d seats sign."
            .formatted(setup.threshold(), fingerprints.size()));
    require(count(seats, Role.PROPOSER) > 0, "No seat may propose payments.");
  }

  private static long count(List<Seat> seats, Role role) {
    return seats.stream().filter(seat -> seat.may(role)).count();
  }

  private static void checkPolicy(Policy policy, List<Seat> seats) {
    long approvers = count(seats, Role.APPROVER);
    int most = policy.tiers().getLast().approvals();
    require(
        most <= approvers,
        "The policy asks for %d approvals, but only %d seats approve.".formatted(most, approvers));
    long admins = count(seats, Role.ADMIN);
    require(
        admins == 0 || policy.adminApprovals() <= admins,
        "A change of policy would need %d administrators, but there are %d."
            .formatted(policy.adminApprovals(), admins));
  }

  /// Throws [TreasuryException] for a policy that these seats could never fulfil.
  public void check(Policy changed) {
    checkPolicy(changed, seats);
  }

  /// The cosigner that a seat is, if it signs.
  public Optional<Cosigner> cosigner(Seat seat) {
    return seat.fingerprint().isPresent()
        ? cosigner(setup, seat.fingerprint().getAsInt())
        : Optional.empty();
  }

  static Optional<Cosigner> cosigner(MultisigSetup setup, int fingerprint) {
    return setup.cosigners().stream()
        .filter(each -> each.origin().fingerprint() == fingerprint)
        .findFirst();
  }

  public OptionalInt seatOf(ByteString identity) {
    for (int i = 0; i < seats.size(); i++) {
      if (seats.get(i).identity().equals(identity)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  public byte[] encode() {
    ByteWriter out = new ByteWriter();
    out.writeByte(VERSION).writeVarString(name).writeInt64(createdAt);
    out.writeVarString(setup.name()).writeVarString(setup.multipathDescriptor());
    out.writeCompactSize(seats.size());
    seats.forEach(seat -> seat.write(out));
    policy.write(out);
    return out.toByteArray();
  }

  /// Throws [TreasuryException].
  public static Charter decode(byte[] bytes, AddressPrefixes prefixes) {
    require(bytes.length <= MAX_BYTES, "The charter is too large.");
    try {
      ByteReader in = new ByteReader(bytes);
      require(in.readByte() == VERSION, "The charter was made by a later version of this program.");
      String name = in.readVarString(4 * MAX_NAME_CHARS);
      long createdAt = in.readInt64();
      String setupName = in.readVarString(4 * MAX_NAME_CHARS);
      MultisigSetup setup = setup(setupName, in.readVarString(MAX_SETUP_CHARS), prefixes);
      List<Seat> seats = new ArrayList<>();
      for (int left = Math.min(in.readCount(34), MAX_SEATS + 1); left > 0; left--) {
        seats.add(Seat.read(in));
      }
      Charter charter = new Charter(name, createdAt, setup, seats, Policy.read(in));
      in.expectEnd();
      require(Arrays.equals(charter.encode(), bytes), "The charter is not in its one form.");
      return charter;
    } catch (DecodeException e) {
      throw new TreasuryException("The charter is damaged: " + e.getMessage() + ".");
    } catch (MultisigException e) {
      throw new TreasuryException("The charter's keys are not valid. " + e.getMessage());
    }
  }

  private static MultisigSetup setup(String name, String descriptor, AddressPrefixes prefixes) {
    MultisigSetup read = SetupFiles.read(descriptor, prefixes);
    return new MultisigSetup(
        name, read.threshold(), read.cosigners(), read.kind(), read.sorted(), prefixes);
  }

  public ByteString id() {
    return ByteString.of(ID.hash(encode()));
  }

  /// Six words that are the same for everyone with the same charter, to be compared aloud before
  /// anything is paid in: 66 bits of its id.
  public String checksumWords() {
    try (Mnemonic words =
        Mnemonic.ofEntropy(id().slice(0, 16).toBytes(), MnemonicLanguage.ENGLISH)) {
      return String.join(" ", words.words().subList(0, WORDS));
    }
  }
}
