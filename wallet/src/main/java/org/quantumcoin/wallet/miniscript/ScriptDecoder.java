package org.quantumcoin.wallet.miniscript;

import static org.quantumcoin.node.script.Opcodes.*;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.quantumcoin.node.primitives.Script;

/// Finds the expression that a script was written from (Core's `DecodeScript`).
///
/// Reads backwards, since the last operation tells most; no two valid expressions have the same
/// script but for what is written differently in text only. Where several readings of an `and_v`
/// would do, the one with it outside is taken.
final class ScriptDecoder {
  private sealed interface Step {
    /// One expression of type B, K or V that is no `and_v`.
    record Single() implements Step {}

    /// The same, and if there is more to read before it, an `and_v` of both.
    record Expression() implements Step {}

    /// An expression of type W.
    record Second() implements Step {}

    record MaybeAndV() implements Step {}

    /// Makes an expression of the last parts; the last one made stands first in the text.
    record Build(Fragment fragment) implements Step {}

    /// Wraps the last part once this operation was read.
    record Closed(Fragment fragment, int opcode) implements Step {}

    record ThreshPart(int k, int count) implements Step {}

    record ThreshEnd(int k, int count) implements Step {}

    /// Behind an `OP_ENDIF` and the expression before it.
    record Endif() implements Step {}

    record EndifNotif() implements Step {}

    record EndifElse() implements Step {}
  }

  private final ScriptTokens in;
  private final MiniscriptContext context;
  private final KeyFinder keys;
  private final Deque<Step> steps = new ArrayDeque<>();
  private final List<Miniscript> made = new ArrayList<>();

  private ScriptDecoder(ScriptTokens in, MiniscriptContext context, KeyFinder keys) {
    this.in = in;
    this.context = context;
    this.keys = keys;
  }

  static Optional<Miniscript> decode(Script script, MiniscriptContext context, KeyFinder keys) {
    if (script.length() > context.maxScriptBytes()) {
      return Optional.empty();
    }
    return ScriptTokens.of(script)
        .flatMap(tokens -> new ScriptDecoder(tokens, context, keys).decode());
  }

  private Optional<Miniscript> decode() {
    steps.push(new Step.Expression());
    while (!steps.isEmpty()) {
      if ((!made.isEmpty() && !made.getLast().isValid()) || !run(steps.pop())) {
        return Optional.empty();
      }
    }
    if (made.size() != 1 || in.remaining() > 0) {
      return Optional.empty();
    }
    Miniscript root = DuplicateKeys.mark(made.getFirst(), keys::identity);
    return Optional.of(root).filter(Miniscript::isValidTopLevel);
  }

  private boolean run(Step step) {
    return switch (step) {
      case Step.Single _ -> in.remaining() > 0 && single();
      case Step.Expression _ -> push(new Step.Single(), new Step.MaybeAndV());
      case Step.Second _ -> second();
      case Step.MaybeAndV _ -> maybeAndV();
      case Step.Build(Fragment fragment) -> build(fragment);
      case Step.Closed(Fragment fragment, int opcode) -> in.skip(opcode) && build(fragment);
      case Step.ThreshPart(int k, int count) -> threshPart(k, count);
      case Step.ThreshEnd(int k, int count) -> threshEnd(k, count);
      case Step.Endif _ -> endif();
      case Step.EndifNotif _ ->
          push(
              new Step.Single(), new Step.Build(in.skip(OP_IFDUP) ? Fragment.OR_D : Fragment.OR_C));
      case Step.EndifElse _ -> endifElse();
    };
  }

  /// Plans these steps, the first to be taken next.
  private boolean push(Step... next) {
    for (int i = next.length - 1; i >= 0; i--) {
      steps.push(next[i]);
    }
    return true;
  }

  private boolean add(Miniscript node) {
    made.add(node);
    return true;
  }

  private boolean build(Fragment fragment) {
    int count = fragment == Fragment.ANDOR ? 3 : fragment.isWrapper() ? 1 : 2;
    if (made.size() < count) {
      return false;
    }
    List<Miniscript> last = made.subList(made.size() - count, made.size());
    List<Miniscript> parts = new ArrayList<>(last.reversed());
    last.clear();
    if (fragment == Fragment.ANDOR) {
      // The script has the third part before the second one.
      Collections.swap(parts, 1, 2);
    }
    return add(Miniscript.of(context, fragment, parts.toArray(Miniscript[]::new)));
  }

  private boolean single() {
    int opcode = in.opcode(0);
    if (opcode == OP_1 || opcode == OP_0) {
      in.advance(1);
      return add(Miniscript.leaf(context, opcode == OP_1 ? Fragment.JUST_1 : Fragment.JUST_0));
    }
    int pushed = in.data(0).length;
    if (pushed == 33 || pushed == 32) {
      return key();
    }
    if (in.startsWith(OP_VERIFY, OP_EQUAL, ScriptTokens.ANY, OP_HASH160, OP_DUP)
        && in.data(2).length == 20) {
      return keyHash();
    }
    if (in.remaining() >= 2 && in.number(1) != ScriptTokens.NO_NUMBER) {
      if (opcode == OP_CHECKSEQUENCEVERIFY) {
        return lock(Fragment.OLDER);
      }
      if (opcode == OP_CHECKLOCKTIMEVERIFY) {
        return lock(Fragment.AFTER);
      }
    }
    Optional<Fragment> hash = hashFragment();
    if (hash.isPresent()) {
      byte[] bytes = in.data(1);
      in.advance(7);
      return add(Miniscript.hash(context, hash.get(), bytes));
    }
    if (in.remaining() >= 3 && opcode == OP_CHECKMULTISIG) {
      return multi();
    }
    if (in.remaining() >= 4 && opcode == OP_NUMEQUAL) {
      return multiA();
    }
    return wrapperOrPair(opcode);
  }

  /// In the wrappers and before `OP_BOOLAND` and `OP_BOOLOR` only a single expression is read:
  /// `and_v` outside of them has the same script, and is valid where the other is not.
  private boolean wrapperOrPair(int opcode) {
    switch (opcode) {
      case OP_CHECKSIG -> push(new Step.Single(), new Step.Build(Fragment.WRAP_C));
      case OP_VERIFY -> push(new Step.Single(), new Step.Build(Fragment.WRAP_V));
      case OP_0NOTEQUAL -> push(new Step.Single(), new Step.Build(Fragment.WRAP_N));
      case OP_ENDIF -> push(new Step.Expression(), new Step.Endif());
      case OP_BOOLAND -> push(new Step.Second(), new Step.Single(), new Step.Build(Fragment.AND_B));
      case OP_BOOLOR -> push(new Step.Second(), new Step.Single(), new Step.Build(Fragment.OR_B));
      case OP_EQUAL -> {
        long k = in.remaining() >= 3 ? in.number(1) : ScriptTokens.NO_NUMBER;
        if (k < 1 || k > MiniscriptParser.MAX_THRESH_PARTS) {
          return false;
        }
        in.advance(1);
        push(new Step.ThreshPart((int) k, 0));
      }
      default -> {
        return false;
      }
    }
    in.advance(1);
    return true;
  }

  private boolean key() {
    OptionalInt key = keys.find(in.data(0));
    in.advance(1);
    return key.isPresent() && add(Miniscript.key(context, Fragment.PK_K, key.getAsInt()));
  }

  private boolean keyHash() {
    OptionalInt key = keys.findByHash(in.data(2));
    in.advance(5);
    return key.isPresent() && add(Miniscript.key(context, Fragment.PK_H, key.getAsInt()));
  }

  private boolean lock(Fragment fragment) {
    long value = in.number(1);
    in.advance(2);
    return value >= 1
        && value <= Integer.MAX_VALUE
        && add(Miniscript.lock(context, fragment, (int) value));
  }

  private Optional<Fragment> hashFragment() {
    int any = ScriptTokens.ANY;
    if (!in.startsWith(OP_EQUAL, any, any, OP_VERIFY, OP_EQUAL, any, OP_SIZE)
        || in.number(5) != 32) {
      return Optional.empty();
    }
    int length = in.data(1).length;
    return switch (in.opcode(2)) {
      case OP_SHA256 -> Optional.of(Fragment.SHA256).filter(_ -> length == 32);
      case OP_HASH256 -> Optional.of(Fragment.HASH256).filter(_ -> length == 32);
      case OP_RIPEMD160 -> Optional.of(Fragment.RIPEMD160).filter(_ -> length == 20);
      case OP_HASH160 -> Optional.of(Fragment.HASH160).filter(_ -> length == 20);
      default -> Optional.empty();
    };
  }

  private boolean multi() {
    long n = in.number(1);
    if (context.isTapscript() || n < 1 || n > context.maxMultiKeys() || in.remaining() < 3 + n) {
      return false;
    }
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      if (in.data(2 + i).length != context.keyBytes()) {
        return false;
      }
      OptionalInt key = keys.find(in.data(2 + i));
      if (key.isEmpty()) {
        return false;
      }
      found.add(key.getAsInt());
    }
    long k = in.number(2 + (int) n);
    if (k < 1 || k > n) {
      return false;
    }
    in.advance(3 + (int) n);
    return add(Miniscript.multi(context, (int) k, found.reversed()));
  }

  private boolean multiA() {
    long k = in.number(1);
    if (!context.isTapscript() || k < 1 || k > context.maxMultiKeys()) {
      return false;
    }
    List<Integer> found = new ArrayList<>();
    boolean last = false;
    for (int i = 2; !last; i += 2) {
      if (in.remaining() < i + 2 || found.size() == context.maxMultiKeys()) {
        return false;
      }
      last = in.opcode(i) == OP_CHECKSIG;
      boolean pair = last || in.opcode(i) == OP_CHECKSIGADD;
      OptionalInt key =
          pair && in.data(i + 1).length == context.keyBytes()
              ? keys.find(in.data(i + 1))
              : OptionalInt.empty();
      if (key.isEmpty()) {
        return false;
      }
      found.add(key.getAsInt());
    }
    if (found.size() < k) {
      return false;
    }
    in.advance(2 + 2 * found.size());
    return add(Miniscript.multi(context, (int) k, found.reversed()));
  }

  private boolean second() {
    if (in.skip(OP_FROMALTSTACK)) {
      return push(new Step.Expression(), new Step.Closed(Fragment.WRAP_A, OP_TOALTSTACK));
    }
    return in.remaining() > 0
        && push(new Step.Expression(), new Step.Closed(Fragment.WRAP_S, OP_SWAP));
  }

  /// These operations end no expression, so what stands before them is not the first half of an
  /// `and_v`.
  private boolean maybeAndV() {
    if (in.remaining() > 0) {
      switch (in.opcode(0)) {
        case OP_IF, OP_ELSE, OP_NOTIF, OP_TOALTSTACK, OP_SWAP -> {}
        default -> push(new Step.Expression(), new Step.Build(Fragment.AND_V));
      }
    }
    return true;
  }

  private boolean threshPart(int k, int count) {
    if (in.remaining() == 0 || count >= MiniscriptParser.MAX_THRESH_PARTS) {
      return false;
    }
    return in.skip(OP_ADD)
        ? push(new Step.Second(), new Step.ThreshPart(k, count + 1))
        : push(new Step.Single(), new Step.ThreshEnd(k, count + 1));
  }

  private boolean threshEnd(int k, int count) {
    if (k > count || made.size() < count) {
      return false;
    }
    List<Miniscript> last = made.subList(made.size() - count, made.size());
    Miniscript node = Miniscript.thresh(context, k, last.reversed());
    last.clear();
    return add(node);
  }

  private boolean endif() {
    if (in.skip(OP_ELSE)) {
      return push(new Step.Expression(), new Step.EndifElse());
    }
    if (in.skip(OP_NOTIF)) {
      return in.remaining() > 0 && push(new Step.EndifNotif());
    }
    if (!in.skip(OP_IF)) {
      return false;
    }
    if (in.skip(OP_DUP)) {
      return build(Fragment.WRAP_D);
    }
    return in.skip(OP_0NOTEQUAL) && in.skip(OP_SIZE) && build(Fragment.WRAP_J);
  }

  private boolean endifElse() {
    if (in.skip(OP_IF)) {
      return build(Fragment.OR_I);
    }
    return in.skip(OP_NOTIF) && push(new Step.Single(), new Step.Build(Fragment.ANDOR));
  }
}
