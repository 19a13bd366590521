package org.quantumcoin.wallet.view;

import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;
import org.quantumcoin.wallet.view.HistoryLine.Kind;
import org.quantumcoin.wallet.view.HistoryLine.State;

/// Which transactions a list is to have.
///
/// @param text a part of an address, a label, a comment or a transaction id; empty for all
/// @param kinds one of these
/// @param states one of these
/// @param from not before, in unix seconds
/// @param to not after, in unix seconds
public record HistoryFilter(
    String text, Set<Kind> kinds, Set<State> states, OptionalLong from, OptionalLong to) {
  public static final HistoryFilter ALL =
      new HistoryFilter(
          "",
          EnumSet.allOf(Kind.class),
          EnumSet.allOf(State.class),
          OptionalLong.empty(),
          OptionalLong.empty());

  public HistoryFilter {
    kinds = Set.copyOf(kinds);
    states = Set.copyOf(states);
  }

  public HistoryFilter withText(String wanted) {
    return new HistoryFilter(wanted, kinds, states, from, to);
  }

  public HistoryFilter withKinds(Set<Kind> wanted) {
    return new HistoryFilter(text, wanted, states, from, to);
  }

  public HistoryFilter withStates(Set<State> wanted) {
    return new HistoryFilter(text, kinds, wanted, from, to);
  }

  public HistoryFilter between(OptionalLong earliest, OptionalLong latest) {
    return new HistoryFilter(text, kinds, states, earliest, latest);
  }

  boolean takesAll() {
    return text.isBlank()
        && kinds.size() == Kind.values().length
        && states.size() == State.values().length
        && from.isEmpty()
        && to.isEmpty();
  }

  boolean takesTime(long time) {
    return time >= from.orElse(Long.MIN_VALUE) && time <= to.orElse(Long.MAX_VALUE);
  }
}
