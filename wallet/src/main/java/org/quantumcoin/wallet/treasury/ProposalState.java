package org.quantumcoin.wallet.treasury;

import java.util.Locale;

/// How far a proposal has come.
public enum ProposalState {
  DRAFT,
  PROPOSED,
  APPROVED,
  REJECTED,
  /// By some of those who must; how many stands beside it.
  SIGNED,
  BROADCAST,
  CONFIRMED,
  EXPIRED,
  /// Its proposer made another in its place.
  REPLACED,
  WITHDRAWN,
  /// One of its coins was spent otherwise.
  INVALIDATED;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// May it still become a payment? Then its coins are reserved.
  public boolean isLive() {
    return switch (this) {
      case DRAFT, PROPOSED, APPROVED, SIGNED, BROADCAST -> true;
      case REJECTED, CONFIRMED, EXPIRED, REPLACED, WITHDRAWN, INVALIDATED -> false;
    };
  }

  /// Was it decided that it be paid?
  public boolean isCommitted() {
    return switch (this) {
      case APPROVED, SIGNED, BROADCAST, CONFIRMED -> true;
      case DRAFT, PROPOSED, REJECTED, EXPIRED, REPLACED, WITHDRAWN, INVALIDATED -> false;
    };
  }
}
