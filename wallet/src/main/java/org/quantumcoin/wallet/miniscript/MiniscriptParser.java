package org.quantumcoin.wallet.miniscript;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.encoding.Hex;

/// Reads an expression's text (Core's `Parse`).
///
/// Works with a stack of things to do instead of recursing. While it reads, it counts the bytes
/// that the script has at least, and gives up when they are too many: so a text can make no larger
/// tree than a script may be long.
final class MiniscriptParser {
  /// Parts of one `thresh`. Each part that can be satisfied at all takes a stack element, of which
  /// there are a thousand; Core has no such bound, and takes time with the square of the number.
  static final int MAX_THRESH_PARTS = 1_000;

  private static final int MAX_VALUE_DIGITS = 10;

  private sealed interface Step {
    /// An expression with or without wrappers before it.
    record Wrapped() implements Step {}

    /// An expression without wrappers.
    record Bare() implements Step {}

    /// Puts the last part into a wrapper.
    record Wrap(Fragment fragment) implements Step {}

    /// Makes an expression of the last parts, with a 0 or 1 added for short forms.
    record Build(Form form) implements Step {}

    /// Behind `count` parts of a `thresh`.
    record Thresh(int k, int count) implements Step {}

    record Expect(char c) implements Step {}
  }

  private enum Form {
    AND_V(Fragment.AND_V, 2),
    AND_B(Fragment.AND_B, 2),
    OR_B(Fragment.OR_B, 2),
    OR_C(Fragment.OR_C, 2),
    OR_D(Fragment.OR_D, 2),
    OR_I(Fragment.OR_I, 2),
    ANDOR(Fragment.ANDOR, 3),
    /// `and_n(X,Y)` is `andor(X,Y,0)`.
    AND_N(Fragment.ANDOR, 2),
    /// `t:X` is `and_v(X,1)`.
    T(Fragment.AND_V, 1),
    /// `u:X` is `or_i(X,0)`.
    U(Fragment.OR_I, 1),
    /// `l:X` is `or_i(0,X)`; its 0 was made before.
    L(Fragment.OR_I, 2);

    final Fragment fragment;
    final int parts;

    Form(Fragment fragment, int parts) {
      this.fragment = fragment;
      this.parts = parts;
    }
  }

  private final String text;
  private final MiniscriptContext context;
  private final KeyReader keys;
  private final Deque<Step> steps = new ArrayDeque<>();
  private final List<Miniscript> made = new ArrayList<>();
  private int at;

  /// What the script has at least. Every part yet to come has one byte in it already.
  private long scriptBytes = 1;

  MiniscriptParser(String text, MiniscriptContext context, KeyReader keys) {
    this.text = text;
    this.context = context;
    this.keys = keys;
  }

  Optional<Miniscript> parse() {
    steps.push(new Step.Wrapped());
    while (!steps.isEmpty()) {
      if (scriptBytes > context.maxScriptBytes() || !run(steps.pop())) {
        return Optional.empty();
      }
    }
    if (at != text.length()) {
      return Optional.empty();
    }
    assert made.size() == 1 && made.getFirst().scriptBytes() == scriptBytes : text;
    return Optional.of(DuplicateKeys.mark(made.getFirst(), keys::identity));
  }

  private boolean run(Step step) {
    return switch (step) {
      case Step.Wrapped _ -> wrappers();
      case Step.Bare _ -> expression();
      case Step.Wrap(Fragment fragment) -> {
        Miniscript inner = made.removeLast();
        if (fragment == Fragment.WRAP_V && inner.type().has("x")) {
          scriptBytes++;
        }
        yield add(Miniscript.of(context, fragment, inner));
      }
      case Step.Build(Form form) -> build(form);
      case Step.Thresh(int k, int count) -> thresh(k, count);
      case Step.Expect(char c) -> skip(c);
    };
  }

  private boolean add(Miniscript node) {
    made.add(node);
    return true;
  }

  private Miniscript constant(Fragment fragment) {
    return Miniscript.leaf(context, fragment);
  }

  private boolean skip(char c) {
    if (at >= text.length() || text.charAt(at) != c) {
      return false;
    }
    at++;
    return true;
  }

  /// Lowercase letters up to a colon.
  private boolean wrappers() {
    int colon = at;
    while (colon < text.length() && text.charAt(colon) >= 'a' && text.charAt(colon) <= 'z') {
      colon++;
    }
    if (colon > at && colon < text.length() && text.charAt(colon) == ':') {
      for (int i = at; i < colon; i++) {
        boolean repeatedV = i > at && text.charAt(i) == 'v' && text.charAt(i - 1) == 'v';
        // "vv" is never valid and would not make the script longer.
        if (repeatedV || scriptBytes > context.maxScriptBytes() || !wrapper(text.charAt(i))) {
          return false;
        }
      }
      at = colon + 1;
    }
    steps.push(new Step.Bare());
    return true;
  }

  private boolean wrapper(char letter) {
    switch (letter) {
      case 't' -> {
        scriptBytes += 1;
        steps.push(new Step.Build(Form.T));
      }
      case 'u' -> {
        scriptBytes += 4;
        steps.push(new Step.Build(Form.U));
      }
      case 'l' -> {
        scriptBytes += 4;
        made.add(constant(Fragment.JUST_0));
        steps.push(new Step.Build(Form.L));
      }
      default -> {
        Fragment fragment = Fragment.wrapper(letter);
        if (fragment == null) {
          return false;
        }
        scriptBytes +=
            switch (fragment) {
              case WRAP_A -> 2;
              case WRAP_D -> 3;
              case WRAP_J -> 4;
              case WRAP_V -> 0;
              default -> 1;
            };
        steps.push(new Step.Wrap(fragment));
      }
    }
    return true;
  }

  private boolean expression() {
    if (skip('0')) {
      return add(constant(Fragment.JUST_0));
    }
    if (skip('1')) {
      return add(constant(Fragment.JUST_1));
    }
    int open = text.indexOf('(', at);
    // The longest name has nine letters.
    if (open < 0 || open - at > 9) {
      return false;
    }
    String name = text.substring(at, open);
    at = open + 1;
    return switch (name) {
      case "pk" -> key(Fragment.PK_K, true);
      case "pkh" -> key(Fragment.PK_H, true);
      case "pk_k" -> key(Fragment.PK_K, false);
      case "pk_h" -> key(Fragment.PK_H, false);
      case "sha256" -> hash(Fragment.SHA256);
      case "hash256" -> hash(Fragment.HASH256);
      case "ripemd160" -> hash(Fragment.RIPEMD160);
      case "hash160" -> hash(Fragment.HASH160);
      case "older" -> lock(Fragment.OLDER);
      case "after" -> lock(Fragment.AFTER);
      case "multi" -> !context.isTapscript() && multi();
      case "multi_a" -> context.isTapscript() && multi();
      case "thresh" -> beginThresh();
      case "andor" -> begin(Form.ANDOR, 5);
      case "and_n" -> begin(Form.AND_N, 5);
      case "and_v" -> begin(Form.AND_V, 1);
      case "and_b" -> begin(Form.AND_B, 2);
      case "or_b" -> begin(Form.OR_B, 2);
      case "or_c" -> begin(Form.OR_C, 3);
      case "or_d" -> begin(Form.OR_D, 4);
      case "or_i" -> begin(Form.OR_I, 4);
      default -> false;
    };
  }

  /// Plans to read a form's parts with commas between them; `bytes` are those that it adds, and one
  /// for each part but the first.
  private boolean begin(Form form, int bytes) {
    scriptBytes += bytes;
    steps.push(new Step.Build(form));
    steps.push(new Step.Expect(')'));
    for (int i = 1; i < form.parts; i++) {
      steps.push(new Step.Wrapped());
      steps.push(new Step.Expect(','));
    }
    steps.push(new Step.Wrapped());
    return true;
  }

  private boolean build(Form form) {
    List<Miniscript> last = made.subList(made.size() - form.parts, made.size());
    List<Miniscript> parts = new ArrayList<>(last);
    last.clear();
    switch (form) {
      case AND_N, U -> parts.add(constant(Fragment.JUST_0));
      case T -> parts.add(constant(Fragment.JUST_1));
      default -> {}
    }
    return add(Miniscript.of(context, form.fragment, parts.toArray(Miniscript[]::new)));
  }

  /// Where the next such character stands in these brackets, with none of them inside others; -1 if
  /// nowhere.
  private int find(char wanted) {
    int level = 0;
    for (int i = at; i < text.length(); i++) {
      char c = text.charAt(i);
      if (level == 0 && c == wanted) {
        return i;
      }
      if (c == '(') {
        level++;
      } else if (c == ')' && --level < 0) {
        return -1;
      }
    }
    return -1;
  }

  /// What stands before the next such character, which is skipped; null if that is nothing.
  private @Nullable String until(char end) {
    int found = find(end);
    if (found <= at) {
      return null;
    }
    String taken = text.substring(at, found);
    at = found + 1;
    return taken;
  }

  private boolean key(Fragment fragment, boolean check) {
    String expression = until(')');
    OptionalInt key = expression == null ? OptionalInt.empty() : keys.read(expression);
    if (key.isEmpty()) {
      return false;
    }
    Miniscript node = Miniscript.key(context, fragment, key.getAsInt());
    scriptBytes += node.scriptBytes() - 1 + (check ? 1 : 0);
    return add(check ? Miniscript.of(context, Fragment.WRAP_C, node) : node);
  }

  private boolean hash(Fragment fragment) {
    String hex = until(')');
    if (hex == null || hex.length() != 2 * fragment.hashBytes() || !Hex.isHex(hex)) {
      return false;
    }
    Miniscript node = Miniscript.hash(context, fragment, Hex.decode(hex));
    scriptBytes += node.scriptBytes() - 1;
    return add(node);
  }

  /// A number from 1 to 2^31 - 1; -1 for anything else. Leading zeros are allowed, as in Core.
  private static int number(@Nullable String digits) {
    if (digits == null || !digits.matches("[0-9]+")) {
      return -1;
    }
    String bare = digits.replaceFirst("^0+", "");
    if (bare.isEmpty() || bare.length() > MAX_VALUE_DIGITS) {
      return -1;
    }
    long value = Long.parseLong(bare);
    return value <= Integer.MAX_VALUE ? (int) value : -1;
  }

  private boolean lock(Fragment fragment) {
    int value = number(until(')'));
    if (value < 0) {
      return false;
    }
    Miniscript node = Miniscript.lock(context, fragment, value);
    scriptBytes += node.scriptBytes() - 1;
    return add(node);
  }

  private boolean multi() {
    int k = number(until(','));
    List<Integer> found = new ArrayList<>();
    boolean more = k > 0;
    while (more) {
      int comma = find(',');
      String expression = until(comma < 0 ? ')' : ',');
      OptionalInt key = expression == null ? OptionalInt.empty() : keys.read(expression);
      if (key.isEmpty() || found.size() == context.maxMultiKeys()) {
        return false;
      }
      found.add(key.getAsInt());
      more = comma >= 0;
    }
    if (k < 1 || k > found.size()) {
      return false;
    }
    Miniscript node = Miniscript.multi(context, k, found);
    scriptBytes += node.scriptBytes() - 1;
    return add(node);
  }

  private boolean beginThresh() {
    int k = number(until(','));
    if (k < 1) {
      return false;
    }
    scriptBytes += 1 + ScriptLength.number(k);
    steps.push(new Step.Thresh(k, 1));
    steps.push(new Step.Wrapped());
    return true;
  }

  private boolean thresh(int k, int count) {
    if (skip(',')) {
      scriptBytes += 2;
      steps.push(new Step.Thresh(k, count + 1));
      steps.push(new Step.Wrapped());
      return count < MAX_THRESH_PARTS;
    }
    if (!skip(')') || k > count) {
      return false;
    }
    List<Miniscript> last = made.subList(made.size() - count, made.size());
    Miniscript node = Miniscript.thresh(context, k, last);
    last.clear();
    return add(node);
  }
}
