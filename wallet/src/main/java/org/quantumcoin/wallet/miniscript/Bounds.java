package org.quantumcoin.wallet.miniscript;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/// What satisfying and dissatisfying an expression may cost at most: operations, stack elements and
/// witness bytes (Core's `CalcOps`, `CalcStackSize` and `CalcWitnessSize`).
///
/// `operations` counts what stands in the script and is no push; `keys` are those of executed
/// `OP_CHECKMULTISIG`s, which count as well.
record Bounds(
    int operations,
    MaxInt keysSat,
    MaxInt keysDsat,
    StackEffect stackSat,
    StackEffect stackDsat,
    MaxInt bytesSat,
    MaxInt bytesDsat) {

  static Bounds of(
      Fragment fragment, int k, int keys, List<Miniscript> parts, MiniscriptContext context) {
    List<Bounds> subs = parts.stream().map(Miniscript::bounds).toList();
    return switch (fragment) {
      case JUST_0, JUST_1, PK_K, PK_H, OLDER, AFTER, SHA256, HASH256, RIPEMD160, HASH160 ->
          leaf(fragment, context);
      case MULTI, MULTI_A -> multi(k, keys, context);
      case WRAP_A, WRAP_S, WRAP_C, WRAP_D, WRAP_V, WRAP_J, WRAP_N ->
          wrapper(fragment, subs.getFirst(), parts.getFirst().type());
      case AND_V, AND_B -> and(fragment, subs.getFirst(), subs.getLast());
      case OR_B, OR_C, OR_D, OR_I -> or(fragment, subs.getFirst(), subs.getLast());
      case ANDOR -> andor(subs.get(0), subs.get(1), subs.get(2));
      case THRESH -> thresh(k, subs);
    };
  }

  /// With keys of `OP_CHECKMULTISIG` in neither way; a stack effect that does not exist means that
  /// there is no such way.
  private static Bounds simple(
      int operations, StackEffect sat, StackEffect dsat, int bytesSat, int bytesDsat) {
    return new Bounds(
        operations,
        sat.exists() ? MaxInt.ZERO : MaxInt.NONE,
        dsat.exists() ? MaxInt.ZERO : MaxInt.NONE,
        sat,
        dsat,
        sat.exists() ? MaxInt.of(bytesSat) : MaxInt.NONE,
        dsat.exists() ? MaxInt.of(bytesDsat) : MaxInt.NONE);
  }

  private static Bounds leaf(Fragment fragment, MiniscriptContext context) {
    StackEffect push = StackEffect.PUSH;
    int signature = 1 + context.signatureBytes();
    int key = 1 + context.keyBytes();
    return switch (fragment) {
      case JUST_0 -> simple(0, StackEffect.NONE, push, 0, 0);
      case JUST_1 -> simple(0, push, StackEffect.NONE, 0, 0);
      case OLDER, AFTER -> simple(1, push, StackEffect.NONE, 0, 0);
      case PK_K -> simple(0, push, push, signature, 1);
      case PK_H -> {
        // OP_DUP OP_HASH160 <hash> OP_EQUALVERIFY
        StackEffect effect = push.then(push).then(StackEffect.EQUALVERIFY);
        yield simple(3, effect, effect, signature + key, 1 + key);
      }
      default -> {
        // OP_SIZE <32> OP_EQUALVERIFY OP_HASH… <hash> OP_EQUAL
        StackEffect effect =
            push.then(push).then(StackEffect.EQUALVERIFY).then(push).then(StackEffect.CONSUME);
        yield simple(4, effect, StackEffect.NONE, 1 + 32, 0);
      }
    };
  }

  private static Bounds multi(int k, int keys, MiniscriptContext context) {
    int signature = 1 + context.signatureBytes();
    if (context.isTapscript()) {
      StackEffect effect = StackEffect.of(keys - 1, keys);
      return simple(keys + 1, effect, effect, k * signature + keys - k, keys);
    }
    // From k + 1 elements up to n + k + 3, down to one.
    StackEffect effect = StackEffect.of(k, k + keys + 2);
    MaxInt executed = MaxInt.of(keys);
    return new Bounds(
        1, executed, executed, effect, effect, MaxInt.of(k * signature + 1), MaxInt.of(k + 1));
  }

  private static Bounds wrapper(Fragment fragment, Bounds x, MiniscriptType type) {
    return switch (fragment) {
      case WRAP_S, WRAP_N -> x.with(1, x.stackSat, x.stackDsat);
      case WRAP_A -> x.with(2, x.stackSat, x.stackDsat);
      case WRAP_C ->
          x.with(1, x.stackSat.then(StackEffect.CONSUME), x.stackDsat.then(StackEffect.CONSUME));
      case WRAP_V ->
          x.with(type.has("x") ? 1 : 0, x.stackSat.then(StackEffect.CONSUME), StackEffect.NONE)
              .withDissatisfaction(MaxInt.NONE, MaxInt.NONE);
      case WRAP_D -> {
        StackEffect before = StackEffect.PUSH.then(StackEffect.IF);
        yield new Bounds(
            3 + x.operations,
            x.keysSat,
            MaxInt.ZERO,
            before.then(x.stackSat),
            before,
            x.bytesSat.plus(2),
            MaxInt.of(1));
      }
      case WRAP_J -> {
        StackEffect before = StackEffect.PUSH.then(StackEffect.IF);
        yield x.with(4, before.then(x.stackSat), before)
            .withDissatisfaction(MaxInt.ZERO, MaxInt.of(1));
      }
      default -> throw new IllegalStateException(fragment + " is no wrapper");
    };
  }

  private Bounds with(int moreOperations, StackEffect sat, StackEffect dsat) {
    return new Bounds(
        operations + moreOperations, keysSat, keysDsat, sat, dsat, bytesSat, bytesDsat);
  }

  private Bounds withDissatisfaction(MaxInt keys, MaxInt bytes) {
    return new Bounds(operations, keysSat, keys, stackSat, stackDsat, bytesSat, bytes);
  }

  private static Bounds and(Fragment fragment, Bounds x, Bounds y) {
    int operations = x.operations + y.operations;
    if (fragment == Fragment.AND_V) {
      return new Bounds(
          operations,
          x.keysSat.plus(y.keysSat),
          MaxInt.NONE,
          x.stackSat.then(y.stackSat),
          StackEffect.NONE,
          x.bytesSat.plus(y.bytesSat),
          MaxInt.NONE);
    }
    return new Bounds(
        operations + 1,
        x.keysSat.plus(y.keysSat),
        x.keysDsat.plus(y.keysDsat),
        x.stackSat.then(y.stackSat).then(StackEffect.CONSUME),
        x.stackDsat.then(y.stackDsat).then(StackEffect.CONSUME),
        x.bytesSat.plus(y.bytesSat),
        x.bytesDsat.plus(y.bytesDsat));
  }

  private static Bounds or(Fragment fragment, Bounds x, Bounds z) {
    int operations = x.operations + z.operations;
    MaxInt keysBothDsat = x.keysDsat.plus(z.keysDsat);
    MaxInt bytesBothDsat = x.bytesDsat.plus(z.bytesDsat);
    MaxInt keysSat = x.keysSat.or(z.keysSat.plus(x.keysDsat));
    MaxInt bytesSat = x.bytesSat.or(z.bytesSat.plus(x.bytesDsat));
    StackEffect notTaken = x.stackDsat.then(StackEffect.IF);
    return switch (fragment) {
      case OR_B ->
          new Bounds(
              operations + 1,
              x.keysSat.plus(z.keysDsat).or(z.keysSat.plus(x.keysDsat)),
              keysBothDsat,
              x.stackSat
                  .then(z.stackDsat)
                  .or(x.stackDsat.then(z.stackSat))
                  .then(StackEffect.CONSUME),
              x.stackDsat.then(z.stackDsat).then(StackEffect.CONSUME),
              x.bytesDsat.plus(z.bytesSat).or(x.bytesSat.plus(z.bytesDsat)),
              bytesBothDsat);
      case OR_C ->
          new Bounds(
              operations + 2,
              keysSat,
              MaxInt.NONE,
              x.stackSat.then(StackEffect.IF).or(notTaken.then(z.stackSat)),
              StackEffect.NONE,
              bytesSat,
              MaxInt.NONE);
      case OR_D ->
          new Bounds(
              operations + 3,
              keysSat,
              keysBothDsat,
              // OP_IFDUP copies what is not zero.
              x.stackSat.then(StackEffect.PUSH).then(StackEffect.IF).or(notTaken.then(z.stackSat)),
              notTaken.then(z.stackDsat),
              bytesSat,
              bytesBothDsat);
      default ->
          new Bounds(
              operations + 3,
              x.keysSat.or(z.keysSat),
              x.keysDsat.or(z.keysDsat),
              StackEffect.IF.then(x.stackSat.or(z.stackSat)),
              StackEffect.IF.then(x.stackDsat.or(z.stackDsat)),
              // A one takes a byte more than an empty element.
              x.bytesSat.plus(2).or(z.bytesSat.plus(1)),
              x.bytesDsat.plus(2).or(z.bytesDsat.plus(1)));
    };
  }

  private static Bounds andor(Bounds x, Bounds y, Bounds z) {
    StackEffect branch = StackEffect.IF;
    return new Bounds(
        3 + x.operations + y.operations + z.operations,
        y.keysSat.plus(x.keysSat).or(x.keysDsat.plus(z.keysSat)),
        x.keysDsat.plus(z.keysDsat),
        x.stackSat.then(branch).then(y.stackSat).or(x.stackDsat.then(branch).then(z.stackSat)),
        x.stackDsat.then(branch).then(z.stackDsat),
        x.bytesSat.plus(y.bytesSat).or(x.bytesDsat.plus(z.bytesSat)),
        x.bytesDsat.plus(z.bytesDsat));
  }

  private static Bounds thresh(int k, List<Bounds> subs) {
    int operations = subs.stream().mapToInt(sub -> sub.operations + 1).sum();
    List<MaxInt> keys =
        counted(
            list(subs, Bounds::keysSat), list(subs, Bounds::keysDsat), MaxInt::plus, MaxInt::or);
    List<MaxInt> bytes =
        counted(
            list(subs, Bounds::bytesSat), list(subs, Bounds::bytesDsat), MaxInt::plus, MaxInt::or);
    List<StackEffect> stack =
        counted(
            added(list(subs, Bounds::stackSat)),
            added(list(subs, Bounds::stackDsat)),
            StackEffect::then,
            StackEffect::or);
    StackEffect end = StackEffect.PUSH.then(StackEffect.CONSUME);
    return new Bounds(
        operations,
        keys.get(k),
        keys.getFirst(),
        stack.get(k).then(end),
        stack.getFirst().then(end),
        bytes.get(k),
        bytes.getFirst());
  }

  private static <T> List<T> list(List<Bounds> subs, Function<Bounds, T> field) {
    return subs.stream().map(field).toList();
  }

  /// Behind each part but the first stands an `OP_ADD`.
  private static List<StackEffect> added(List<StackEffect> effects) {
    List<StackEffect> result = new ArrayList<>(effects);
    for (int i = 1; i < result.size(); i++) {
      result.set(i, result.get(i).then(StackEffect.CONSUME));
    }
    return result;
  }

  /// For every number of satisfied parts, the union of all ways to choose them.
  private static <T> List<T> counted(
      List<T> sat, List<T> dsat, BinaryOperator<T> then, BinaryOperator<T> or) {
    List<T> ways = List.of(dsat.getFirst(), sat.getFirst());
    for (int i = 1; i < sat.size(); i++) {
      T yes = sat.get(i);
      T no = dsat.get(i);
      List<T> next = new ArrayList<>(ways.size() + 1);
      next.add(then.apply(ways.getFirst(), no));
      for (int j = 1; j < ways.size(); j++) {
        next.add(or.apply(then.apply(ways.get(j), no), then.apply(ways.get(j - 1), yes)));
      }
      next.add(then.apply(ways.getLast(), yes));
      ways = next;
    }
    return ways;
  }
}
