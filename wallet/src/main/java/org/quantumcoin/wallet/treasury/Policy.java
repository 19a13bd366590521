package org.quantumcoin.wallet.treasury;

import static org.quantumcoin.wallet.treasury.TreasuryException.require;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.primitives.Script;

/// The rules that each seat holds a payment against.
///
/// @param perPaymentSats the most that one payment may take out of the treasury, fee included; 0
///   for no limit, as for the two below
/// @param perDaySats within any 24 hours
/// @param perMonthSats within any 30 days
/// @param allowListOnly whether addresses that are not allowed are refused, not only named
/// @param coolingHours for which a newly allowed address is not paid yet
/// @param tiers of how many must approve; the first from 0 on
/// @param adminApprovals of administrators that a change of policy needs, its proposer's included
public record Policy(
    long perPaymentSats,
    long perDaySats,
    long perMonthSats,
    boolean allowListOnly,
    int coolingHours,
    List<AllowedAddress> allowed,
    List<QuorumTier> tiers,
    Optional<TimeWindow> window,
    int adminApprovals) {
  public static final int MAX_ALLOWED = 1_000;
  public static final int MAX_TIERS = 10;
  private static final int MAX_COOLING_HOURS = 24 * 365;
  private static final int MAX_ALLOWED_NAME_CHARS = 80;
  private static final int MAX_SCRIPT_BYTES = 100;

  public Policy {
    allowed = List.copyOf(allowed);
    tiers = List.copyOf(tiers);
    require(perPaymentSats >= 0 && perDaySats >= 0 && perMonthSats >= 0, "A limit is below zero.");
    require(
        coolingHours >= 0 && coolingHours <= MAX_COOLING_HOURS,
        "New addresses can wait for a year at most.");
    require(
        allowed.size() <= MAX_ALLOWED,
        "At most %d addresses can be allowed.".formatted(MAX_ALLOWED));
    Set<Script> scripts = new HashSet<>();
    for (AllowedAddress each : allowed) {
      require(
          each.name().length() <= MAX_ALLOWED_NAME_CHARS
              && each.name().chars().noneMatch(Character::isISOControl),
          "The name of an allowed address is too long.");
      require(
          !each.script().isEmpty() && each.script().length() <= MAX_SCRIPT_BYTES,
          "An allowed address is not valid.");
      require(scripts.add(each.script()), "An address is allowed twice.");
    }
    checkTiers(tiers);
    require(adminApprovals >= 1, "A change of policy needs at least one administrator.");
  }

  private static void checkTiers(List<QuorumTier> tiers) {
    require(
        !tiers.isEmpty() && tiers.size() <= MAX_TIERS && tiers.getFirst().fromSats() == 0,
        "There must be from 1 to %d quorums, the first from 0 on.".formatted(MAX_TIERS));
    QuorumTier before = new QuorumTier(-1, 0);
    for (QuorumTier tier : tiers) {
      require(
          tier.fromSats() > before.fromSats() && tier.approvals() >= before.approvals(),
          "Quorums must go up with the amount.");
      before = tier;
    }
  }

  /// Nothing but a quorum.
  public static Policy quorum(int approvals, int adminApprovals) {
    return new Policy(
        0,
        0,
        0,
        false,
        0,
        List.of(),
        List.of(new QuorumTier(0, approvals)),
        Optional.empty(),
        adminApprovals);
  }

  /// How many must approve what takes so much out of the treasury.
  public int approvalsFor(long sats) {
    int needed = 0;
    for (QuorumTier tier : tiers) {
      if (sats >= tier.fromSats()) {
        needed = tier.approvals();
      }
    }
    return needed;
  }

  public Optional<AllowedAddress> find(Script script) {
    return allowed.stream().filter(each -> each.script().equals(script)).findFirst();
  }

  void write(ByteWriter out) {
    out.writeInt64(perPaymentSats).writeInt64(perDaySats).writeInt64(perMonthSats);
    out.writeByte(allowListOnly ? 1 : 0).writeInt32(coolingHours);
    out.writeCompactSize(allowed.size());
    for (AllowedAddress each : allowed) {
      out.writeVarBytes(each.script().toBytes()).writeVarString(each.name());
    }
    out.writeCompactSize(tiers.size());
    for (QuorumTier tier : tiers) {
      out.writeInt64(tier.fromSats()).writeInt32(tier.approvals());
    }
    out.writeByte(window.isPresent() ? 1 : 0);
    window.ifPresent(each -> each.write(out));
    out.writeInt32(adminApprovals);
  }

  static Policy read(ByteReader in) {
    long perPayment = in.readInt64();
    long perDay = in.readInt64();
    long perMonth = in.readInt64();
    boolean only = in.readByte() == 1;
    int cooling = in.readInt32();
    List<AllowedAddress> allowed = new ArrayList<>();
    for (int left = Math.min(in.readCount(2), MAX_ALLOWED + 1); left > 0; left--) {
      Script script = Script.of(in.readVarBytes());
      allowed.add(new AllowedAddress(script, in.readVarString(4 * MAX_ALLOWED_NAME_CHARS)));
    }
    List<QuorumTier> tiers = new ArrayList<>();
    for (int left = Math.min(in.readCount(12), MAX_TIERS + 1); left > 0; left--) {
      tiers.add(new QuorumTier(in.readInt64(), in.readInt32()));
    }
    Optional<TimeWindow> window =
        in.readByte() == 1 ? Optional.of(TimeWindow.read(in)) : Optional.empty();
    return new Policy(
        perPayment, perDay, perMonth, only, cooling, allowed, tiers, window, in.readInt32());
  }

  public ByteString encode() {
    ByteWriter out = new ByteWriter();
    write(out);
    return ByteString.of(out.toByteArray());
  }
}
