package org.quantumcoin.wallet.descriptor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.quantumcoin.wallet.keys.KeyPath;

/// Reads the paths of one key expression (Core's `ParseKeyPath`).
final class KeyPathParser {
  /// Core keeps one mark for a whole expression: the hardened step read last decides how all are
  /// printed.
  private boolean apostrophe;

  boolean usesApostrophe() {
    return apostrophe;
  }

  /// Takes a `*` off the end of the parts.
  KeyRange takeRange(List<String> parts) {
    String last = parts.getLast();
    KeyRange range =
        switch (last) {
          case "*" -> KeyRange.UNHARDENED;
          case "*'", "*h" -> KeyRange.HARDENED;
          default -> KeyRange.NONE;
        };
    if (range == KeyRange.HARDENED) {
      apostrophe = last.equals("*'");
    }
    if (range != KeyRange.NONE) {
      parts.removeLast();
    }
    return range;
  }

  /// The steps behind the first part; a multipath step gives one path for each of its values.
  List<KeyPath> parse(List<String> parts, boolean allowMultipath) {
    List<Integer> steps = new ArrayList<>();
    int placeholder = -1;
    List<Integer> values = List.of();
    for (String part : parts.subList(1, parts.size())) {
      if (part.startsWith("<") && part.endsWith(">")) {
        if (!allowMultipath) {
          throw new DescriptorException(
              "Key path value '"
                  + part
                  + "' specifies multipath in a section where multipath is not allowed");
        }
        if (placeholder >= 0) {
          throw new DescriptorException("Multiple multipath key path specifiers found");
        }
        values = parseMultipath(part.substring(1, Math.max(1, part.length() - 1)));
        placeholder = steps.size();
        steps.add(0);
      } else {
        steps.add(parseStep(part));
      }
    }
    if (placeholder < 0) {
      return List.of(new KeyPath(steps));
    }
    List<KeyPath> paths = new ArrayList<>();
    for (int value : values) {
      steps.set(placeholder, value);
      paths.add(new KeyPath(steps));
    }
    return paths;
  }

  private List<Integer> parseMultipath(String text) {
    List<String> parts = TextCursor.split(text, ';');
    if (parts.size() < 2) {
      throw new DescriptorException("Multipath key path specifiers must have at least two items");
    }
    List<Integer> values = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    for (String part : parts) {
      int value = parseStep(part);
      if (!seen.add(value)) {
        throw new DescriptorException(
            "Duplicated key path value "
                + Integer.toUnsignedString(value)
                + " in multipath specifier");
      }
      values.add(value);
    }
    return values;
  }

  private int parseStep(String text) {
    String digits = text;
    boolean hardened = text.endsWith("'") || text.endsWith("h");
    if (hardened) {
      apostrophe = text.endsWith("'");
      digits = text.substring(0, text.length() - 1);
    }
    if (!digits.matches("[0-9]{1,10}") || Long.parseLong(digits) > 0xffffffffL) {
      throw new DescriptorException("Key path value '" + digits + "' is not a valid uint32");
    }
    long value = Long.parseLong(digits);
    if (value > Integer.MAX_VALUE) {
      throw new DescriptorException("Key path value " + value + " is out of range");
    }
    return (int) value | (hardened ? KeyPath.HARDENED : 0);
  }
}
