package org.quantumcoin.wallet.miniscript;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;
import org.quantumcoin.node.encoding.Hex;

/// Writes an expression as text, with what stands for longer forms: `pk`, `pkh`, `and_n`, and the
/// wrappers `t`, `l` and `u` (BIP-0379, "Translation table").
final class MiniscriptFormat {
  /// What is still to be written: text, or a part. A part behind the letters of wrappers needs a
  /// colon before it unless it is a wrapper itself.
  private sealed interface Pending {
    record Text(String text) implements Pending {}

    record Part(Miniscript node, boolean wrapped) implements Pending {}
  }

  private final IntFunction<String> keyText;
  private final StringBuilder out = new StringBuilder();
  private final Deque<Pending> pending = new ArrayDeque<>();

  MiniscriptFormat(IntFunction<String> keyText) {
    this.keyText = keyText;
  }

  String format(Miniscript root) {
    pending.push(new Pending.Part(root, false));
    while (!pending.isEmpty()) {
      switch (pending.pop()) {
        case Pending.Text(String text) -> out.append(text);
        case Pending.Part(Miniscript node, boolean wrapped) -> append(node, wrapped);
      }
    }
    return out.toString();
  }

  private static boolean is(Miniscript node, int sub, Fragment fragment) {
    return node.subs().get(sub).fragment() == fragment;
  }

  private void append(Miniscript node, boolean wrapped) {
    Fragment fragment = node.fragment();
    boolean key =
        fragment == Fragment.WRAP_C && (is(node, 0, Fragment.PK_K) || is(node, 0, Fragment.PK_H));
    if (fragment.isWrapper() && !key) {
      wrap(fragment.word(), node.subs().getFirst());
    } else if (fragment == Fragment.AND_V && is(node, 1, Fragment.JUST_1)) {
      wrap("t", node.subs().getFirst());
    } else if (fragment == Fragment.OR_I && is(node, 0, Fragment.JUST_0)) {
      wrap("l", node.subs().getLast());
    } else if (fragment == Fragment.OR_I && is(node, 1, Fragment.JUST_0)) {
      wrap("u", node.subs().getFirst());
    } else {
      out.append(wrapped ? ":" : "");
      if (key) {
        Miniscript inner = node.subs().getFirst();
        out.append(inner.fragment() == Fragment.PK_K ? "pk(" : "pkh(");
        out.append(keyText.apply(inner.keys().getFirst())).append(')');
      } else {
        function(node);
      }
    }
  }

  private void wrap(String letter, Miniscript inner) {
    out.append(letter);
    pending.push(new Pending.Part(inner, true));
  }

  private void function(Miniscript node) {
    switch (node.fragment()) {
      case JUST_0, JUST_1 -> out.append(node.fragment().word());
      case OLDER, AFTER -> leaf(node, Integer.toString(node.k()));
      case PK_K, PK_H -> leaf(node, keyText.apply(node.keys().getFirst()));
      case SHA256, HASH256, RIPEMD160, HASH160 -> leaf(node, Hex.encode(node.hash()));
      case MULTI, MULTI_A -> {
        StringBuilder inside = new StringBuilder().append(node.k());
        node.keys().forEach(key -> inside.append(',').append(keyText.apply(key)));
        leaf(node, inside.toString());
      }
      case THRESH -> {
        out.append("thresh(").append(node.k()).append(',');
        parts(node.subs());
      }
      case ANDOR -> {
        boolean andN = is(node, 2, Fragment.JUST_0);
        out.append(andN ? "and_n(" : "andor(");
        parts(andN ? node.subs().subList(0, 2) : node.subs());
      }
      default -> {
        out.append(node.fragment().word()).append('(');
        parts(node.subs());
      }
    }
  }

  private void leaf(Miniscript node, String inside) {
    out.append(node.fragment().word()).append('(').append(inside).append(')');
  }

  private void parts(List<Miniscript> subs) {
    List<Pending> items = new ArrayList<>();
    for (Miniscript sub : subs) {
      items.add(new Pending.Part(sub, false));
      items.add(new Pending.Text(","));
    }
    items.set(items.size() - 1, new Pending.Text(")"));
    items.reversed().forEach(pending::push);
  }
}
