package org.quantumcoin.wallet.miniscript;

import java.util.List;

/// The type of an expression from the types of its parts (BIP-0379, "Type system"; the letters for
/// malleability and timelocks are those of Core's `ComputeType`).
final class TypeRules {
  /// BIP-0065: from here on a number is a time.
  private static final int LOCKTIME_THRESHOLD = 500_000_000;

  /// BIP-0068: a relative lock with this bit counts in 512 seconds, not in blocks.
  private static final int SEQUENCE_LOCKTIME_TYPE_FLAG = 1 << 22;

  private static final MiniscriptType NONE = MiniscriptType.NONE;

  private TypeRules() {}

  static MiniscriptType compute(
      Fragment fragment, int k, List<Miniscript> subs, MiniscriptContext context) {
    MiniscriptType type =
        switch (subs.size()) {
          case 0 -> leaf(fragment, k);
          case 1 ->
              fragment == Fragment.THRESH ? thresh(k, subs) : wrapper(fragment, subs, context);
          case 2 -> fragment == Fragment.THRESH ? thresh(k, subs) : pair(fragment, subs);
          case 3 -> fragment == Fragment.THRESH ? thresh(k, subs) : andor(subs);
          default -> thresh(k, subs);
        };
    return type.checked();
  }

  private static MiniscriptType leaf(Fragment fragment, int k) {
    return switch (fragment) {
      case PK_K -> MiniscriptType.of("Konudemsxk");
      case PK_H -> MiniscriptType.of("Knudemsxk");
      case OLDER -> {
        boolean time = (k & SEQUENCE_LOCKTIME_TYPE_FLAG) != 0;
        yield MiniscriptType.of("Bzfmxk").or(time ? "g" : "h");
      }
      case AFTER -> MiniscriptType.of("Bzfmxk").or(k >= LOCKTIME_THRESHOLD ? "i" : "j");
      case SHA256, HASH256, RIPEMD160, HASH160 -> MiniscriptType.of("Bonudmk");
      case JUST_1 -> MiniscriptType.of("Bzufmxk");
      case JUST_0 -> MiniscriptType.of("Bzudemsxk");
      case MULTI -> MiniscriptType.of("Bnudemsk");
      case MULTI_A -> MiniscriptType.of("Budemsk");
      default -> throw new IllegalStateException(fragment + " has parts");
    };
  }

  private static MiniscriptType wrapper(
      Fragment fragment, List<Miniscript> subs, MiniscriptContext context) {
    MiniscriptType x = subs.getFirst().type();
    MiniscriptType locks = x.keep("ghijk");
    return switch (fragment) {
      case WRAP_A -> locks.orIf(x.has("B"), "W").or(x.keep("udfems")).or("x");
      case WRAP_S -> locks.orIf(x.has("Bo"), "W").or(x.keep("udfemsx"));
      case WRAP_C -> locks.orIf(x.has("K"), "B").or(x.keep("ondfem")).or("us");
      case WRAP_D ->
          locks
              .orIf(x.has("Vz"), "B")
              .orIf(x.has("z"), "o")
              .orIf(x.has("f"), "e")
              .or(x.keep("ms"))
              // Only tapscript makes it consensus that OP_IF takes exactly 0 or 1 (MINIMALIF).
              .orIf(context.isTapscript(), "u")
              .or("ndx");
      case WRAP_V -> locks.orIf(x.has("B"), "V").or(x.keep("zonms")).or("fx");
      case WRAP_J ->
          locks.orIf(x.has("Bn"), "B").orIf(x.has("f"), "e").or(x.keep("oums")).or("ndx");
      case WRAP_N -> locks.or(x.keep("Bzondfems")).or("ux");
      default -> throw new IllegalStateException(fragment + " is no wrapper");
    };
  }

  /// Do two expressions that are satisfied together keep to one kind of lock?
  private static boolean locksAgree(MiniscriptType x, MiniscriptType y) {
    return x.and(y).has("k")
        && !((x.has("g") && y.has("h"))
            || (x.has("h") && y.has("g"))
            || (x.has("i") && y.has("j"))
            || (x.has("j") && y.has("i")));
  }

  private static MiniscriptType pair(Fragment fragment, List<Miniscript> subs) {
    MiniscriptType x = subs.getFirst().type();
    MiniscriptType y = subs.getLast().type();
    MiniscriptType both = x.and(y);
    MiniscriptType either = x.or(y);
    MiniscriptType locks = either.keep("ghij");
    return switch (fragment) {
      case AND_V -> andV(x, y);
      case AND_B -> andB(x, y);
      case OR_B ->
          locks
              .orIf(x.has("Bd") && y.has("Wd"), "B")
              .orIf(either.has("z"), either, "o")
              .orIf(either.has("s") && both.has("e"), both, "m")
              .or(both.keep("zsek"))
              .or("dux");
      case OR_D ->
          locks
              .orIf(x.has("Bdu"), y, "B")
              .orIf(y.has("z"), x, "o")
              .orIf(x.has("e") && either.has("s"), both, "m")
              .or(both.keep("zsk"))
              .or(y.keep("ufde"))
              .or("x");
      case OR_C ->
          locks
              .orIf(x.has("Bdu"), y, "V")
              .orIf(y.has("z"), x, "o")
              .orIf(x.has("e") && either.has("s"), both, "m")
              .or(both.keep("zsk"))
              .or("fx");
      case OR_I ->
          locks
              .or(both.keep("VBKufsk"))
              .orIf(both.has("z"), "o")
              .orIf(either.has("f"), either, "e")
              .orIf(either.has("s"), both, "m")
              .or(either.keep("d"))
              .or("x");
      default -> throw new IllegalStateException(fragment + " has no two parts");
    };
  }

  private static MiniscriptType andV(MiniscriptType x, MiniscriptType y) {
    MiniscriptType either = x.or(y);
    return NONE.orIf(x.has("V"), y, "KVB")
        .or(x.keep("n"))
        .orIf(x.has("z"), y, "n")
        .orIf(either.has("z"), either, "o")
        .or(x.and(y).keep("dmz"))
        .or(either.keep("sghij"))
        .orIf(y.has("f") || x.has("s"), "f")
        .or(y.keep("ux"))
        .orIf(locksAgree(x, y), "k");
  }

  private static MiniscriptType andB(MiniscriptType x, MiniscriptType y) {
    MiniscriptType both = x.and(y);
    MiniscriptType either = x.or(y);
    return NONE.orIf(y.has("W"), x, "B")
        .orIf(either.has("z"), either, "o")
        .or(x.keep("n"))
        .orIf(x.has("z"), y, "n")
        .orIf(both.has("s"), both, "e")
        .or(both.keep("dzm"))
        .orIf(both.has("f") || x.has("sf") || y.has("sf"), "f")
        .or(either.keep("sghij"))
        .or("ux")
        .orIf(locksAgree(x, y), "k");
  }

  private static MiniscriptType andor(List<Miniscript> subs) {
    MiniscriptType x = subs.get(0).type();
    MiniscriptType y = subs.get(1).type();
    MiniscriptType z = subs.get(2).type();
    MiniscriptType yz = y.and(z);
    MiniscriptType any = x.or(y).or(z);
    return NONE.orIf(x.has("Bdu"), yz, "BKV")
        .or(x.and(yz).keep("z"))
        .orIf(x.or(yz).has("z"), x.or(yz), "o")
        .or(yz.keep("u"))
        .orIf(x.has("s") || y.has("f"), z, "fe")
        .or(z.keep("d"))
        .orIf(x.has("e") && any.has("s"), x.and(yz), "m")
        .or(z.and(x.or(y)).keep("s"))
        .or("x")
        .or(any.keep("ghij"))
        .orIf(locksAgree(x, y) && z.has("k"), "k");
  }

  private static MiniscriptType thresh(int k, List<Miniscript> subs) {
    boolean allE = true;
    boolean allM = true;
    int arguments = 0;
    int signed = 0;
    MiniscriptType locks = MiniscriptType.of("k");
    for (int i = 0; i < subs.size(); i++) {
      MiniscriptType t = subs.get(i).type();
      if (!t.has(i == 0 ? "Bdu" : "Wdu")) {
        return NONE;
      }
      allE &= t.has("e");
      allM &= t.has("m");
      signed += t.has("s") ? 1 : 0;
      arguments = Math.min(2, arguments + (t.has("z") ? 0 : t.has("o") ? 1 : 2));
      // Only where two parts are needed do their locks meet.
      boolean agree = k <= 1 ? locks.and(t).has("k") : locksAgree(locks, t);
      locks = locks.or(t).keep("ghij").orIf(agree, "k");
    }
    int n = subs.size();
    return locks
        .or("Bdu")
        .orIf(arguments == 0, "z")
        .orIf(arguments == 1, "o")
        .orIf(allE && signed == n, "e")
        .orIf(allE && allM && signed >= n - k, "m")
        .orIf(signed >= n - k + 1, "s");
  }
}
