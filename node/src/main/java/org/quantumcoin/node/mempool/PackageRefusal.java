package org.quantumcoin.node.mempool;

import java.util.Map;
import org.quantumcoin.node.mempool.PackageAcceptance.Member;
import org.quantumcoin.node.mempool.PackageAcceptance.Outcome;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.Wtxid;

/// Ends the judgement of a package from wherever it has got to, like [Refusal] that of one
/// transaction.
final class PackageRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// What Core says of a package for whose refusal one of its members is the reason.
  static final String MEMBER_FAILED = "transaction failed";

  private final transient PackageAcceptance answer;

  private PackageRefusal(PackageAcceptance answer) {
    super(null, null, false, false);
    this.answer = answer;
  }

  /// The package as a whole breaks a rule.
  static PackageRefusal policy(String reason, String detail) {
    String error = detail.isEmpty() ? reason : reason + ", " + detail;
    return new PackageRefusal(new PackageAcceptance(Outcome.PACKAGE_REFUSED, error, Map.of()));
  }

  /// A member does.
  static PackageRefusal member(String error, Transaction member, TxAcceptance answer) {
    return members(error, Map.of(member.wtxid(), new Member.Judged(answer)));
  }

  /// A member does, and of others something is known too.
  static PackageRefusal members(String error, Map<Wtxid, Member> members) {
    return new PackageRefusal(new PackageAcceptance(Outcome.MEMBER_REFUSED, error, members));
  }

  PackageAcceptance answer() {
    return answer;
  }
}
