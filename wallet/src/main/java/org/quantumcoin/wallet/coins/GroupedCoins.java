package org.quantumcoin.wallet.coins;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.wallet.descriptor.OutputType;

/// Candidates in groups, for every rung of the ladder: Core's `GroupOutputs`.
///
/// Where partial spends are avoided, coins of one script form one group (of at most a hundred);
/// else each coin is its own.
final class GroupedCoins {
  /// `positive` bring more than they cost; `mixed` are all.
  record Groups(List<OutputGroup> positive, List<OutputGroup> mixed) {
    Groups() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  private record Typed(OutputType type, OutputGroup group, boolean partial) {}

  private record Key(Script script, OutputType type) {}

  private final List<Typed> positive;
  private final List<Typed> mixed;

  GroupedCoins(List<PricedCoin> coins, SelectionParams params) {
    boolean subtractFee = params.subtractFeeFromOutputs();
    if (params.avoidPartialSpends()) {
      List<PricedCoin> worthIt =
          coins.stream().filter(coin -> coin.effectiveValueSats() > 0).toList();
      positive = byScript(worthIt, subtractFee);
      mixed = byScript(coins, subtractFee);
    } else {
      mixed = new ArrayList<>();
      for (PricedCoin coin : coins) {
        mixed.add(
            new Typed(coin.coin().type(), new OutputGroup(List.of(coin), subtractFee), false));
      }
      positive = mixed;
    }
  }

  private static List<Typed> byScript(List<PricedCoin> coins, boolean subtractFee) {
    Map<Key, List<PricedCoin>> byScript = new LinkedHashMap<>();
    for (PricedCoin coin : coins) {
      Key key = new Key(coin.coin().script(), coin.coin().type());
      byScript.computeIfAbsent(key, _ -> new ArrayList<>()).add(coin);
    }
    List<Typed> groups = new ArrayList<>();
    byScript.forEach((key, members) -> {
      for (int from = 0; from < members.size(); from += OutputGroup.MAX_ENTRIES) {
        int to = Math.min(members.size(), from + OutputGroup.MAX_ENTRIES);
        // The last of several groups of a script is the one that later coins may still join.
        boolean partial = to == members.size() && from > 0;
        groups.add(
            new Typed(
                key.type(), new OutputGroup(members.subList(from, to), subtractFee), partial));
      }
    });
    return groups;
  }

  /// By output type, those that a filter lets pass.
  Map<OutputType, Groups> eligible(EligibilityFilter filter) {
    Map<OutputType, Groups> result = new EnumMap<>(OutputType.class);
    Predicate<Typed> passes =
        typed ->
            filter.accepts(typed.group()) && (!typed.partial() || filter.includePartialGroups());
    for (Typed typed : positive) {
      if (passes.test(typed) && typed.group().amount() > 0) {
        result.computeIfAbsent(typed.type(), _ -> new Groups()).positive().add(typed.group());
      }
    }
    for (Typed typed : mixed) {
      if (passes.test(typed)) {
        result.computeIfAbsent(typed.type(), _ -> new Groups()).mixed().add(typed.group());
      }
    }
    return result;
  }

  static Groups together(Map<OutputType, Groups> byType) {
    Groups all = new Groups();
    byType
        .values()
        .forEach(groups -> {
          all.positive().addAll(groups.positive());
          all.mixed().addAll(groups.mixed());
        });
    return all;
  }

  /// Groups that no rung lets pass.
  List<OutputGroup> refusedByAll(List<EligibilityFilter> ladder) {
    return mixed.stream()
        .map(Typed::group)
        .filter(group -> ladder.stream().noneMatch(filter -> filter.accepts(group)))
        .toList();
  }
}
