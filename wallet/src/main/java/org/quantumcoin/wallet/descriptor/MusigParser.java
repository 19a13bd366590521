package org.quantumcoin.wallet.descriptor;

import static org.quantumcoin.wallet.descriptor.DescriptorParser.require;

import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.wallet.keys.KeyPath;

/// Reads `musig(KEY,KEY,…)` with the path behind it (BIP-0390).
final class MusigParser {
  /// As many as one transaction's witness could show; BIP-0327 has no bound.
  private static final int MAX_PARTICIPANTS = 999;

  private final AddressPrefixes prefixes;
  private final boolean allowed;

  /// Allowed in taproot only, since only there one key may stand for many without anyone seeing it.
  MusigParser(AddressPrefixes prefixes, boolean allowed) {
    this.prefixes = prefixes;
    this.allowed = allowed;
  }

  List<KeyExpression> parse(String text) {
    require(allowed, "musig() is only allowed in tr() and rawtr()");
    int close = text.lastIndexOf(')');
    require(close > 0, "Too many ')' in musig() expression");
    List<List<KeyExpression>> participants = participants(text.substring(6, close));
    List<String> parts = new ArrayList<>(TextCursor.split(text.substring(close + 1), '/'));
    require(parts.getFirst().isEmpty(), "Invalid characters after musig() expression");
    KeyPathParser parser = new KeyPathParser();
    KeyRange range = parts.size() > 1 ? parser.takeRange(parts) : KeyRange.NONE;
    List<KeyPath> paths = parser.parse(parts, true);
    check(participants, paths, range);
    int alternatives = participants.stream().mapToInt(List::size).max().orElse(1);
    List<KeyExpression> result = new ArrayList<>();
    for (int i = 0; i < Math.max(alternatives, paths.size()); i++) {
      List<KeyExpression> chosen = new ArrayList<>();
      for (List<KeyExpression> keys : participants) {
        chosen.add(keys.get(keys.size() == 1 ? 0 : i));
      }
      result.add(new MusigKey(chosen, paths.get(paths.size() == 1 ? 0 : i), range));
    }
    return result;
  }

  private List<List<KeyExpression>> participants(String inside) {
    TextCursor cursor = new TextCursor(inside);
    List<List<KeyExpression>> participants = new ArrayList<>();
    require(!cursor.isEmpty(), "musig(): Must contain key expressions");
    do {
      if (!participants.isEmpty()) {
        DescriptorParser.expectComma(cursor, "musig()");
      }
      String key = cursor.expression().rest();
      require(!key.startsWith("musig("), "musig() cannot be nested in another musig()");
      require(participants.size() < MAX_PARTICIPANTS, "musig() has too many keys");
      try {
        // Whole keys go into the aggregate, as in witness version 0.
        participants.add(KeyParser.parse(key, prefixes, ParseContext.P2WSH));
      } catch (DescriptorException e) {
        throw new DescriptorException("musig(): " + e.getMessage());
      }
    } while (!cursor.isEmpty());
    return participants;
  }

  private static void check(
      List<List<KeyExpression>> participants, List<KeyPath> paths, KeyRange range) {
    List<KeyExpression> keys = participants.stream().map(List::getFirst).toList();
    boolean derives = range != KeyRange.NONE || !paths.getFirst().steps().isEmpty();
    require(
        range != KeyRange.HARDENED && paths.stream().noneMatch(KeyPath::hasHardened),
        "musig() cannot have hardened child derivation");
    require(
        !derives || keys.stream().noneMatch(KeyExpression::isRanged),
        "musig(): Cannot have ranged participant keys if musig() also has derivation");
    require(
        !derives || keys.stream().allMatch(key -> key.extendedKey().isPresent()),
        "musig(): derivation requires all participants to be xpubs or xprvs");
    int alternatives = participants.stream().mapToInt(List::size).max().orElse(1);
    require(
        participants.stream().allMatch(p -> p.size() == 1 || p.size() == alternatives),
        "musig(): Multipath derivation paths have mismatched lengths");
    require(
        alternatives == 1 || paths.size() == 1,
        "Cannot have multipath participant keys if musig() is also multipath");
  }
}
