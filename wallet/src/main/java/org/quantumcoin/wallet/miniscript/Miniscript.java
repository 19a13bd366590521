package org.quantumcoin.wallet.miniscript;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import org.quantumcoin.node.primitives.Script;

/// An expression with all its parts (BIP-0379).
///
/// What follows from the text alone is worked out when a part is made: its type, what it may cost,
/// the length of its script. Keys are numbers that the caller gave out when the text or the script
/// was read, so one tree serves every index of a ranged descriptor.
///
/// A tree from outside may be as deep as its text is long, so nothing here recurses.
public final class Miniscript {
  /// Core's `MAX_OPS_PER_SCRIPT`; tapscript has no such limit.
  private static final int MAX_OPERATIONS = 201;

  /// Core's `MAX_STANDARD_P2WSH_STACK_ITEMS`.
  private static final int MAX_P2WSH_STACK_ITEMS = 100;

  /// Core's `MAX_STACK_SIZE`.
  private static final int MAX_STACK_ITEMS = 1_000;

  private final Fragment fragment;
  private final int k;
  private final List<Integer> keys;
  private final byte[] hash;
  private final List<Miniscript> subs;
  private final MiniscriptContext context;
  private final MiniscriptType type;
  private final Bounds bounds;
  private final int scriptBytes;

  /// Set once, by [DuplicateKeys] before the reader hands the tree out.
  private boolean duplicateKeys;

  private Miniscript(
      MiniscriptContext context,
      Fragment fragment,
      int k,
      List<Integer> keys,
      byte[] hash,
      List<Miniscript> subs) {
    this.context = context;
    this.fragment = fragment;
    this.k = k;
    this.keys = keys;
    this.hash = hash;
    this.subs = subs;
    this.type = TypeRules.compute(fragment, k, subs, context);
    this.bounds = Bounds.of(fragment, k, keys.size(), subs, context);
    this.scriptBytes = ScriptLength.of(this);
  }

  static Miniscript leaf(MiniscriptContext context, Fragment fragment) {
    return new Miniscript(context, fragment, 0, List.of(), new byte[0], List.of());
  }

  static Miniscript key(MiniscriptContext context, Fragment fragment, int key) {
    return new Miniscript(context, fragment, 0, List.of(key), new byte[0], List.of());
  }

  static Miniscript lock(MiniscriptContext context, Fragment fragment, int value) {
    return new Miniscript(context, fragment, value, List.of(), new byte[0], List.of());
  }

  static Miniscript hash(MiniscriptContext context, Fragment fragment, byte[] hash) {
    return new Miniscript(context, fragment, 0, List.of(), hash, List.of());
  }

  static Miniscript multi(MiniscriptContext context, int threshold, List<Integer> keys) {
    Fragment fragment = context.isTapscript() ? Fragment.MULTI_A : Fragment.MULTI;
    return new Miniscript(context, fragment, threshold, List.copyOf(keys), new byte[0], List.of());
  }

  static Miniscript thresh(MiniscriptContext context, int threshold, List<Miniscript> subs) {
    return new Miniscript(
        context, Fragment.THRESH, threshold, List.of(), new byte[0], List.copyOf(subs));
  }

  static Miniscript of(MiniscriptContext context, Fragment fragment, Miniscript... subs) {
    return new Miniscript(context, fragment, 0, List.of(), new byte[0], List.of(subs));
  }

  /// Reads a text; empty for anything that is no expression, whatever is wrong with it. That it is
  /// valid or sane is not said by that.
  public static Optional<Miniscript> parse(String text, MiniscriptContext context, KeyReader keys) {
    return new MiniscriptParser(text, context, keys).parse();
  }

  /// The expression behind a script (Core's `FromScript`); empty if there is none that is valid.
  public static Optional<Miniscript> decode(
      Script script, MiniscriptContext context, KeyFinder keys) {
    return ScriptDecoder.decode(script, context, keys);
  }

  public Fragment fragment() {
    return fragment;
  }

  /// The number in it: how many of a `thresh` or `multi`, or a lock's value; else 0.
  public int k() {
    return k;
  }

  /// The numbers of the keys directly in it.
  public List<Integer> keys() {
    return keys;
  }

  /// A hash fragment's hash.
  public byte[] hash() {
    return hash.clone();
  }

  public List<Miniscript> subs() {
    return subs;
  }

  public MiniscriptContext context() {
    return context;
  }

  MiniscriptType type() {
    return type;
  }

  Bounds bounds() {
    return bounds;
  }

  void markDuplicateKeys() {
    duplicateKeys = true;
  }

  /// The letters of its type, in the order of Core's documentation; nothing if it is ill-typed.
  public String typeLetters() {
    return type.toString();
  }

  /// Bytes of its script.
  public int scriptBytes() {
    return scriptBytes;
  }

  /// Operations to satisfy it, of which P2WSH allows 201; empty if it cannot be satisfied.
  public OptionalInt operations() {
    return bounds.keysSat().plus(bounds.operations()).toOptional();
  }

  private int leaves() {
    return type.has("V") || type.equals(MiniscriptType.NONE) ? 0 : 1;
  }

  /// Witness elements to satisfy it, at most; empty if it cannot be satisfied.
  public OptionalInt stackItems() {
    return bounds.stackSat().exists()
        ? OptionalInt.of(bounds.stackSat().net() + leaves())
        : OptionalInt.empty();
  }

  /// Elements on the stack while it runs, at most; empty if it cannot be satisfied.
  public OptionalInt executionStackItems() {
    return bounds.stackSat().exists()
        ? OptionalInt.of(bounds.stackSat().peak() + leaves())
        : OptionalInt.empty();
  }

  /// Bytes of its witness without the script, at most, with signatures of the longest form; empty
  /// if it cannot be satisfied.
  public OptionalInt witnessBytes() {
    return bounds.bytesSat().toOptional();
  }

  /// Has it a type, and is its script not too long?
  public boolean isValid() {
    return !type.equals(MiniscriptType.NONE) && scriptBytes <= context.maxScriptBytes();
  }

  /// Can it stand as a script of its own?
  public boolean isValidTopLevel() {
    return isValid() && type.has("B");
  }

  /// Is there always a way to satisfy it that nobody else can turn into another one?
  public boolean isNonMalleable() {
    return type.has("m");
  }

  /// Does every way to satisfy it take a signature?
  public boolean needsSignature() {
    return type.has("s");
  }

  /// Does no way to satisfy it need a height and a time at once?
  public boolean keepsToOneTimelockKind() {
    return type.has("k");
  }

  public boolean hasDuplicateKeys() {
    return duplicateKeys;
  }

  public boolean isSatisfiable() {
    return bounds.stackSat().exists();
  }

  /// Does every satisfaction keep to the limits of consensus and policy?
  public boolean hasValidSatisfactions() {
    return isValid() && keepsOperationLimit() && keepsStackLimit();
  }

  boolean keepsOperationLimit() {
    return context.isTapscript() || operations().orElse(0) <= MAX_OPERATIONS;
  }

  boolean keepsStackLimit() {
    return context.isTapscript()
        ? executionStackItems().orElse(0) <= MAX_STACK_ITEMS
        : stackItems().orElse(0) <= MAX_P2WSH_STACK_ITEMS;
  }

  /// Does it mean what it seems to mean? (Core's `IsSaneSubexpression`)
  boolean isSanePart() {
    return hasValidSatisfactions()
        && isNonMalleable()
        && keepsToOneTimelockKind()
        && !duplicateKeys;
  }

  /// Is it safe to send coins to? (Core's `IsSane`)
  public boolean isSane() {
    return isValidTopLevel() && isSanePart() && needsSignature();
  }

  /// The first part that is not sane and has no insane part itself.
  Optional<Miniscript> findInsanePart() {
    return fold((node, found) ->
        found.stream()
            .flatMap(Optional::stream)
            .findFirst()
            .or(() -> node.isSanePart() ? Optional.empty() : Optional.of(node)));
  }

  /// What keeps it from being safe, in the words of Core's descriptor parser; empty if nothing.
  public Optional<String> insanity(IntFunction<String> keyText) {
    if (isSane() && isSatisfiable()) {
      return Optional.empty();
    }
    Miniscript culprit = findInsanePart().orElse(this);
    String text = culprit.format(keyText);
    if (!culprit.isValid()) {
      return Optional.of(text + " is invalid");
    }
    if (isSane()) {
      return Optional.of(text + " is not satisfiable");
    }
    String why = "";
    if (!culprit.isNonMalleable()) {
      why = ": malleable witnesses exist";
    } else if (culprit == this && !needsSignature()) {
      why = ": witnesses without signature exist";
    } else if (!culprit.keepsToOneTimelockKind()) {
      why = ": contains mixes of timelocks expressed in blocks and seconds";
    } else if (culprit.duplicateKeys) {
      why = ": contains duplicate public keys";
    } else if (!culprit.hasValidSatisfactions()) {
      why = ": needs witnesses that may exceed resource limits";
    }
    return Optional.of(text + " is not sane" + why);
  }

  /// Its script. Keys come in 33 bytes, or in 32 for tapscript.
  public Script script(IntFunction<byte[]> keyBytes) {
    return new ScriptWriter(keyBytes).write(this);
  }

  /// Its text, with the shortest way to write each part.
  public String format(IntFunction<String> keyText) {
    return new MiniscriptFormat(keyText).format(this);
  }

  /// The smallest witness that nobody can change, without the script; empty if what the satisfier
  /// has does not make one.
  public Optional<List<byte[]>> satisfy(Satisfier satisfier) {
    return new Satisfaction(satisfier).of(this);
  }

  /// Works out a value for every part from those of its own parts, from the leaves up.
  <R> R fold(BiFunction<Miniscript, List<R>, R> up) {
    Deque<Miniscript> nodes = new ArrayDeque<>();
    Deque<Integer> expanded = new ArrayDeque<>();
    List<R> results = new ArrayList<>();
    nodes.push(this);
    expanded.push(0);
    while (!nodes.isEmpty()) {
      Miniscript node = nodes.element();
      int done = expanded.pop();
      if (done < node.subs.size()) {
        expanded.push(done + 1);
        nodes.push(node.subs.get(done));
        expanded.push(0);
      } else {
        nodes.pop();
        List<R> parts = results.subList(results.size() - node.subs.size(), results.size());
        R result = up.apply(node, Collections.unmodifiableList(parts));
        parts.clear();
        results.add(result);
      }
    }
    return results.getFirst();
  }
}
