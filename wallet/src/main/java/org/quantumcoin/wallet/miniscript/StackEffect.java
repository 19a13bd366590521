package org.quantumcoin.wallet.miniscript;

/// What a set of executions does to the stack (Core's `SatInfo`): by how much the stack may be
/// higher at the start than at the end (`net`), and by how much higher at any moment (`peak`); or
/// nothing for the empty set.
///
/// [#then] runs one of ours and then one of theirs, [#or] unites the sets; `then` distributes over
/// `or`, so branches are joined where they end instead of being followed one by one.
record StackEffect(boolean exists, int net, int peak) {
  static final StackEffect NONE = new StackEffect(false, 0, 0);
  static final StackEffect EMPTY = of(0, 0);
  static final StackEffect PUSH = of(-1, 0);
  static final StackEffect IF = of(1, 1);

  /// `OP_ADD`, `OP_BOOLAND`, `OP_EQUAL` and the like, `OP_CHECKSIG`, `OP_VERIFY`.
  static final StackEffect CONSUME = of(1, 1);

  static final StackEffect EQUALVERIFY = of(2, 2);

  static StackEffect of(int net, int peak) {
    return new StackEffect(true, net, peak);
  }

  StackEffect then(StackEffect next) {
    return exists && next.exists ? of(net + next.net, Math.max(next.peak, next.net + peak)) : NONE;
  }

  StackEffect or(StackEffect other) {
    if (!exists || !other.exists) {
      return exists ? this : other;
    }
    return of(Math.max(net, other.net), Math.max(peak, other.peak));
  }
}
