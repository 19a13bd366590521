package org.quantumcoin.wallet.miniscript;

import static org.quantumcoin.wallet.miniscript.WitnessStack.EMPTY;
import static org.quantumcoin.wallet.miniscript.WitnessStack.NONE;
import static org.quantumcoin.wallet.miniscript.WitnessStack.ONE;
import static org.quantumcoin.wallet.miniscript.WitnessStack.ZERO;
import static org.quantumcoin.wallet.miniscript.WitnessStack.ZERO_32;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the smallest witness that nobody can change (BIP-0379, "Satisfaction"; Core's
/// `ProduceInput`).
///
/// For every part from the leaves up, the best way to satisfy it and the best way to dissatisfy it;
/// where there is a choice, [WitnessStack#or] makes it.
final class Satisfaction {
  private record Ways(WitnessStack dsat, WitnessStack sat) {}

  private final Satisfier satisfier;

  Satisfaction(Satisfier satisfier) {
    this.satisfier = satisfier;
  }

  Optional<List<byte[]>> of(Miniscript root) {
    WitnessStack best = root.<Ways>fold(this::checkedWays).sat();
    return best.isAvailable() && best.isSigned() && !best.isMalleable()
        ? Optional.of(best.elements())
        : Optional.empty();
  }

  /// What the type promises has to hold.
  private Ways checkedWays(Miniscript node, List<Ways> subs) {
    Ways ways = ways(node, subs);
    MiniscriptType type = node.type();
    assert !type.has("d") || (ways.dsat.isAvailable() && !ways.dsat.isSigned()) : type;
    assert !type.has("s") || !ways.sat.isAvailable() || ways.sat.isSigned() : type;
    assert !type.has("f") || !ways.dsat.isAvailable() || ways.dsat.isSigned() : type;
    assert !type.has("m") || !ways.sat.isMalleable() : type;
    assert !type.has("me") || !ways.dsat.isMalleable() : type;
    return ways;
  }

  private Ways ways(Miniscript node, List<Ways> subs) {
    return switch (node.fragment()) {
      case JUST_0 -> new Ways(EMPTY, NONE);
      case JUST_1 -> new Ways(NONE, EMPTY);
      case OLDER -> new Ways(NONE, satisfier.isOlder(node.k()) ? EMPTY : NONE);
      case AFTER -> new Ways(NONE, satisfier.isAfter(node.k()) ? EMPTY : NONE);
      case PK_K -> new Ways(ZERO, signature(node.keys().getFirst()));
      case PK_H -> {
        WitnessStack key = WitnessStack.of(satisfier.keyBytes(node.keys().getFirst()));
        yield new Ways(ZERO.plus(key), signature(node.keys().getFirst()).plus(key));
      }
      case SHA256, HASH256, RIPEMD160, HASH160 ->
          new Ways(
              ZERO_32,
              satisfier.preimage(node.fragment(), node.hash()).map(WitnessStack::of).orElse(NONE));
      case MULTI -> multi(node);
      case MULTI_A -> multiA(node);
      case THRESH -> thresh(node.k(), subs);
      case WRAP_A, WRAP_S, WRAP_C, WRAP_N -> subs.getFirst();
      case WRAP_D -> new Ways(ZERO, subs.getFirst().sat.plus(ONE));
      case WRAP_V -> new Ways(NONE, subs.getFirst().sat);
      case WRAP_J -> {
        Ways x = subs.getFirst();
        // Another dissatisfaction with a nonzero element may exist; whether it does is not kept.
        boolean another = x.dsat.isAvailable() && !x.dsat.isSigned();
        yield new Ways(another ? ZERO.malleable() : ZERO, x.sat);
      }
      case AND_V, AND_B -> and(node.fragment(), subs.getFirst(), subs.getLast());
      case OR_B, OR_C, OR_D, OR_I -> or(node.fragment(), subs.getFirst(), subs.getLast());
      case ANDOR -> andor(subs.get(0), subs.get(1), subs.get(2));
    };
  }

  private WitnessStack signature(int key) {
    return satisfier.signature(key).map(WitnessStack::ofSignature).orElse(NONE);
  }

  /// For every number up to `k` of the keys, the best stack with so many signatures.
  private Ways multi(Miniscript node) {
    // OP_CHECKMULTISIG takes an element too many.
    List<WitnessStack> best = List.of(ZERO);
    for (int key : node.keys()) {
      WitnessStack signature = signature(key);
      List<WitnessStack> next = new ArrayList<>();
      next.add(best.getFirst());
      for (int j = 1; j <= node.k() && j <= best.size(); j++) {
        WitnessStack with = best.get(j - 1).plus(signature);
        next.add(j < best.size() ? best.get(j).or(with) : with);
      }
      best = next;
    }
    WitnessStack none = ZERO;
    for (int i = 0; i < node.k(); i++) {
      none = none.plus(ZERO);
    }
    return new Ways(none, best.get(node.k()));
  }

  /// The first key's signature stands on top.
  private Ways multiA(Miniscript node) {
    List<WitnessStack> best = List.of(EMPTY);
    for (int key : node.keys().reversed()) {
      WitnessStack signature = signature(key);
      List<WitnessStack> next = new ArrayList<>();
      next.add(best.getFirst().plus(ZERO));
      for (int j = 1; j <= node.k() && j <= best.size(); j++) {
        WitnessStack with = best.get(j - 1).plus(signature);
        next.add(j < best.size() ? best.get(j).plus(ZERO).or(with) : with);
      }
      best = next;
    }
    return new Ways(best.getFirst(), best.get(node.k()));
  }

  private static Ways thresh(int k, List<Ways> subs) {
    List<WitnessStack> best = List.of(EMPTY);
    for (Ways sub : subs.reversed()) {
      List<WitnessStack> next = new ArrayList<>(best.size() + 1);
      next.add(best.getFirst().plus(sub.dsat));
      for (int j = 1; j <= best.size(); j++) {
        WitnessStack with = best.get(j - 1).plus(sub.sat);
        next.add(j < best.size() ? best.get(j).plus(sub.dsat).or(with) : with);
      }
      best = next;
    }
    // Satisfying none is the proper way to dissatisfy; any other number but k does it as well.
    WitnessStack dsat = NONE;
    for (int i = 0; i < best.size(); i++) {
      if (i != k) {
        dsat = dsat.or(i == 0 ? best.get(i) : best.get(i).malleable());
      }
    }
    return new Ways(dsat, best.get(k));
  }

  private static Ways and(Fragment fragment, Ways x, Ways y) {
    WitnessStack sat = y.sat.plus(x.sat);
    if (fragment == Fragment.AND_V) {
      return new Ways(y.dsat.plus(x.sat), sat);
    }
    WitnessStack dsat =
        y.dsat.plus(x.dsat).or(y.sat.plus(x.dsat).malleable()).or(y.dsat.plus(x.sat).malleable());
    return new Ways(dsat, sat);
  }

  private static Ways or(Fragment fragment, Ways x, Ways z) {
    WitnessStack neither = z.dsat.plus(x.dsat);
    WitnessStack second = z.sat.plus(x.dsat);
    return switch (fragment) {
      // Who satisfies both lets others take one back.
      case OR_B ->
          new Ways(neither, z.dsat.plus(x.sat).or(second).or(z.sat.plus(x.sat).malleable()));
      case OR_C -> new Ways(NONE, x.sat.or(second));
      case OR_D -> new Ways(neither, x.sat.or(second));
      default ->
          new Ways(x.dsat.plus(ONE).or(z.dsat.plus(ZERO)), x.sat.plus(ONE).or(z.sat.plus(ZERO)));
    };
  }

  private static Ways andor(Ways x, Ways y, Ways z) {
    return new Ways(
        y.dsat.plus(x.sat).or(z.dsat.plus(x.dsat)), y.sat.plus(x.sat).or(z.sat.plus(x.dsat)));
  }
}
