package org.quantumcoin.node.mempool;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.quantumcoin.node.primitives.Wtxid;

/// What became of transactions that were judged together.
///
/// `error` is Core's text, empty when all are in the pool now (or would be). `members` lacks those
/// whose judgement was left open when another one ended it.
public record PackageAcceptance(Outcome outcome, String error, Map<Wtxid, Member> members) {
  public PackageAcceptance {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  public enum Outcome {
    /// All are in the pool.
    TAKEN,
    /// The package as a whole broke a rule (Core's `PCKG_POLICY`).
    PACKAGE_REFUSED,
    /// One of them did (Core's `PCKG_TX`); others may be in the pool.
    MEMBER_REFUSED
  }

  /// What became of one of them.
  public sealed interface Member {
    record Judged(TxAcceptance answer) implements Member {}

    /// It was in the pool before.
    record InPool(long feeSats, long virtualSize) implements Member {}

    /// It was in the pool before, with another witness; the one offered was not looked at.
    record OtherWitness(Wtxid wtxid) implements Member {}
  }
}
