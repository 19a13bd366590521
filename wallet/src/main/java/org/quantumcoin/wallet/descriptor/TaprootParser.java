package org.quantumcoin.wallet.descriptor;

import static org.quantumcoin.wallet.descriptor.DescriptorParser.require;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Reads what stands inside `tr(…)` (BIP-0386): the internal key and, behind a comma, a tree of
/// scripts in braces.
final class TaprootParser {
  /// BIP-0341: a control block has at most so many nodes.
  private static final int MAX_DEPTH = 128;

  private final DescriptorParser parser;
  private final List<List<DescriptorNode>> scripts = new ArrayList<>();
  private final List<Integer> depths = new ArrayList<>();

  TaprootParser(DescriptorParser parser) {
    this.parser = parser;
  }

  List<DescriptorNode> parse(TextCursor expr) {
    List<KeyExpression> keys = parser.keys("tr(): ", expr.expression().rest(), ParseContext.P2TR);
    if (!expr.isEmpty()) {
      DescriptorParser.expectComma(expr, "tr");
      parseTree(expr);
    }
    return combine(keys);
  }

  /// Core's loop: for every level down to the current one it knows whether that is a right branch,
  /// and reads one script a round.
  private void parseTree(TextCursor expr) {
    Deque<Boolean> branches = new ArrayDeque<>();
    do {
      while (expr.skip("{")) {
        branches.push(false);
        require(
            branches.size() <= MAX_DEPTH, "tr() supports at most " + MAX_DEPTH + " nesting levels");
      }
      scripts.add(parser.leaf(expr.expression()));
      depths.add(branches.size());
      while (!branches.isEmpty() && branches.peek()) {
        require(expr.skip("}"), "tr(): expected '}' after script expression");
        branches.pop();
      }
      if (!branches.isEmpty()) {
        require(expr.skip(","), "tr(): expected ',' after script expression");
        branches.pop();
        branches.push(true);
      }
    } while (!branches.isEmpty());
    require(expr.isEmpty(), "tr(): expected ')' after script expression");
  }

  private List<DescriptorNode> combine(List<KeyExpression> keys) {
    int paths = Math.max(keys.size(), scripts.stream().mapToInt(List::size).max().orElse(1));
    require(
        scripts.stream().allMatch(s -> s.size() == 1 || s.size() == paths),
        "tr(): Multipath subscripts have mismatched lengths");
    require(
        keys.size() == 1 || keys.size() == paths,
        "tr(): Multipath internal key mismatches multipath subscripts lengths");
    List<DescriptorNode> nodes = new ArrayList<>();
    for (int i = 0; i < paths; i++) {
      List<DescriptorNode.Leaf> leaves = new ArrayList<>();
      for (int j = 0; j < scripts.size(); j++) {
        List<DescriptorNode> alternatives = scripts.get(j);
        DescriptorNode script = alternatives.get(alternatives.size() == 1 ? 0 : i);
        leaves.add(new DescriptorNode.Leaf(depths.get(j), script));
      }
      nodes.add(new DescriptorNode.Tr(keys.get(keys.size() == 1 ? 0 : i), List.copyOf(leaves)));
    }
    return nodes;
  }
}
