package org.quantumcoin.wallet.descriptor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.quantumcoin.node.encoding.DescriptorChecksum;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.wallet.miniscript.Miniscript;
import org.quantumcoin.wallet.miniscript.MiniscriptContext;

/// Reads descriptors: Core's `Parse`, with its order of checks, since that decides which error
/// comes out.
///
/// Every function gives a list: one node, or one for each value of a multipath step (BIP-0389).
final class DescriptorParser {
  private static final int MAX_MULTISIG_KEYS = 20;

  /// Core's `MAX_PUBKEYS_PER_MULTI_A`: the stack holds a thousand elements.
  private static final int MAX_MULTI_A_KEYS = 999;

  private static final int MAX_BARE_MULTISIG_KEYS = 3;
  private static final int MAX_REDEEM_BYTES = 520;

  /// A text without its checksum, and that checksum.
  record Payload(String text, String checksum) {}

  private final AddressPrefixes prefixes;

  private DescriptorParser(AddressPrefixes prefixes) {
    this.prefixes = prefixes;
  }

  static List<Descriptor> parse(String text, AddressPrefixes prefixes, boolean requireChecksum) {
    TextCursor cursor = new TextCursor(checkedPayload(text, requireChecksum).text());
    List<DescriptorNode> nodes =
        new DescriptorParser(prefixes).script(cursor.expression(), ParseContext.TOP);
    if (!cursor.isEmpty()) {
      throw new DescriptorException("'" + cursor.rest() + "' is not a valid descriptor function");
    }
    return nodes.stream().map(node -> new Descriptor(node, prefixes)).toList();
  }

  /// Core's `CheckChecksum`.
  static Payload checkedPayload(String text, boolean requireChecksum) {
    List<String> parts = TextCursor.split(text, '#');
    if (parts.size() > 2) {
      throw new DescriptorException("Multiple '#' symbols");
    }
    if (parts.size() == 1 && requireChecksum) {
      throw new DescriptorException("Missing checksum");
    }
    if (parts.size() == 2 && parts.get(1).length() != DescriptorChecksum.LENGTH) {
      throw new DescriptorException(
          "Expected 8 character checksum, not " + parts.get(1).length() + " characters");
    }
    String checksum = DescriptorChecksum.of(parts.get(0));
    if (checksum.isEmpty()) {
      throw new DescriptorException("Invalid characters in payload");
    }
    if (parts.size() == 2 && !checksum.equals(parts.get(1))) {
      throw new DescriptorException(
          "Provided checksum '"
              + parts.get(1)
              + "' does not match computed checksum '"
              + checksum
              + "'");
    }
    return new Payload(parts.get(0), checksum);
  }

  private List<DescriptorNode> script(TextCursor expr, ParseContext context) {
    boolean top = context == ParseContext.TOP;
    boolean topOrSh = top || context == ParseContext.P2SH;
    if (expr.enter("pk")) {
      boolean xOnly = context == ParseContext.P2TR;
      return keyed("pk(): ", expr, context, key -> new DescriptorNode.Pk(key, xOnly));
    }
    if (context != ParseContext.P2TR && expr.enter("pkh")) {
      return keyed("pkh(): ", expr, context, DescriptorNode.Pkh::new);
    }
    if (expr.enter("combo")) {
      require(top, "Can only have combo() at top level");
      return keyed("combo(): ", expr, context, DescriptorNode.Combo::new);
    }
    Optional<List<DescriptorNode>> multisig = multisig(expr, context);
    if (multisig.isPresent()) {
      return multisig.get();
    }
    if (expr.enter("wpkh")) {
      require(topOrSh, "Can only have wpkh() at top level or inside sh()");
      return keyed("wpkh(): ", expr, ParseContext.P2WPKH, DescriptorNode.Wpkh::new);
    }
    if (expr.enter("sh")) {
      require(top, "Can only have sh() at top level");
      return wrap(expr, ParseContext.P2SH, DescriptorNode.Sh::new);
    }
    if (expr.enter("wsh")) {
      require(topOrSh, "Can only have wsh() at top level or inside sh()");
      return wrap(expr, ParseContext.P2WSH, DescriptorNode.Wsh::new);
    }
    if (expr.enter("addr")) {
      require(top, "Can only have addr() at top level");
      return List.of(address(expr.rest()));
    }
    if (expr.enter("tr")) {
      require(top, "Can only have tr at top level");
      return new TaprootParser(this).parse(expr);
    }
    if (expr.enter("rawtr")) {
      require(top, "Can only have rawtr at top level");
      return rawTaproot(expr);
    }
    if (expr.enter("raw")) {
      require(top, "Can only have raw() at top level");
      require(!expr.isEmpty() && Hex.isHex(expr.rest()), "Raw script is not hex");
      return List.of(new DescriptorNode.Raw(Script.fromHex(expr.rest())));
    }
    Optional<List<DescriptorNode>> miniscript = miniscript(expr.rest(), context);
    if (miniscript.isPresent()) {
      return miniscript.get();
    }
    require(context != ParseContext.P2SH, "A function is needed within P2SH");
    require(context != ParseContext.P2WSH, "A function is needed within P2WSH");
    throw new DescriptorException("'" + expr.rest() + "' is not a valid descriptor function");
  }

  /// What is no other function may be a miniscript; empty if it is none. As in Core it is read as a
  /// tapscript's where it may not stand at all, which decides what is said about its keys.
  private Optional<List<DescriptorNode>> miniscript(String text, ParseContext context) {
    boolean witness = context == ParseContext.P2WSH;
    MiniscriptKeys keys =
        new MiniscriptKeys(prefixes, witness ? ParseContext.P2WSH : ParseContext.P2TR);
    Optional<Miniscript> parsed =
        Miniscript.parse(
            text, witness ? MiniscriptContext.P2WSH : MiniscriptContext.TAPSCRIPT, keys);
    if (keys.error().isPresent()) {
      throw keys.error().get();
    }
    if (parsed.isEmpty()) {
      return Optional.empty();
    }
    require(
        witness || context == ParseContext.P2TR,
        "Miniscript expressions can only be used in wsh or tr.");
    Miniscript node = parsed.get();
    Optional<String> insanity = node.insanity(keys::format);
    if (insanity.isPresent()) {
      throw new DescriptorException(insanity.get());
    }
    return Optional.of(
        alternatives(
            keys.all(),
            "Miniscript: Multipath derivation paths have mismatched lengths",
            chosen -> new DescriptorNode.Mini(node, chosen)));
  }

  /// One node for each value of a multipath step.
  private static List<DescriptorNode> alternatives(
      List<List<KeyExpression>> keys,
      String mismatch,
      Function<List<KeyExpression>, DescriptorNode> function) {
    int paths = keys.stream().mapToInt(List::size).max().orElse(1);
    require(keys.stream().allMatch(k -> k.size() == 1 || k.size() == paths), mismatch);
    List<DescriptorNode> nodes = new ArrayList<>();
    for (int i = 0; i < paths; i++) {
      int path = i;
      nodes.add(function.apply(keys.stream().map(k -> k.get(k.size() == 1 ? 0 : path)).toList()));
    }
    return nodes;
  }

  static void require(boolean condition, String message) {
    if (!condition) {
      throw new DescriptorException(message);
    }
  }

  /// Skips the comma that must come next; there is something left to read.
  static void expectComma(TextCursor expr, String where) {
    if (!expr.skip(",")) {
      throw new DescriptorException(where + ": expected ',', got '" + expr.rest().charAt(0) + "'");
    }
  }

  List<KeyExpression> keys(String prefix, String text, ParseContext context) {
    try {
      return KeyParser.parse(text, prefixes, context);
    } catch (DescriptorException e) {
      throw new DescriptorException(prefix + e.getMessage());
    }
  }

  List<DescriptorNode> leaf(TextCursor expr) {
    return script(expr, ParseContext.P2TR);
  }

  private List<DescriptorNode> keyed(
      String prefix,
      TextCursor expr,
      ParseContext context,
      Function<KeyExpression, DescriptorNode> function) {
    return keys(prefix, expr.rest(), context).stream().map(function).toList();
  }

  private List<DescriptorNode> wrap(
      TextCursor expr, ParseContext context, Function<DescriptorNode, DescriptorNode> function) {
    TextCursor inner = expr.expression();
    List<DescriptorNode> nodes = script(inner, context);
    require(expr.isEmpty(), "'" + expr.rest() + "' is not a valid descriptor function");
    return nodes.stream().map(function).toList();
  }

  private DescriptorNode address(String text) {
    Script script =
        new Addresses(prefixes)
            .script(text)
            .orElseThrow(() -> new DescriptorException("Address is not valid"));
    return new DescriptorNode.Addr(text, script);
  }

  private List<DescriptorNode> rawTaproot(TextCursor expr) {
    TextCursor key = expr.expression();
    require(expr.isEmpty(), "rawtr(): only one key expected.");
    return keyed("rawtr(): ", key, ParseContext.P2TR, DescriptorNode.RawTr::new);
  }

  private Optional<List<DescriptorNode>> multisig(TextCursor expr, ParseContext context) {
    boolean taproot = context == ParseContext.P2TR;
    for (boolean sorted : new boolean[] {false, true}) {
      if (expr.enter(sorted ? "sortedmulti" : "multi")) {
        require(!taproot, "Can only have multi/sortedmulti at top level, in sh(), or in wsh()");
        return Optional.of(multi(expr, context, sorted));
      }
      if (expr.enter(sorted ? "sortedmulti_a" : "multi_a")) {
        require(taproot, "Can only have multi_a/sortedmulti_a inside tr()");
        return Optional.of(multi(expr, context, sorted));
      }
    }
    return Optional.empty();
  }

  private List<DescriptorNode> multi(TextCursor expr, ParseContext context, boolean sorted) {
    String threshold = expr.expression().rest();
    require(threshold.matches("[0-9]{1,9}"), "Multi threshold '" + threshold + "' is not valid");
    int required = Integer.parseInt(threshold);
    List<List<KeyExpression>> keys = new ArrayList<>();
    int scriptBytes = 3;
    while (!expr.isEmpty()) {
      expectComma(expr, "Multi");
      List<KeyExpression> parsed = keys("Multi: ", expr.expression().rest(), context);
      scriptBytes += parsed.get(0).size() + 1;
      keys.add(parsed);
    }
    checkMulti(keys.size(), required, scriptBytes, context);
    return alternatives(
        keys,
        "multi(): Multipath derivation paths have mismatched lengths",
        chosen ->
            context == ParseContext.P2TR
                ? new DescriptorNode.MultiA(required, chosen, sorted)
                : new DescriptorNode.Multi(required, chosen, sorted));
  }

  private static void checkMulti(int keys, int required, int scriptBytes, ParseContext context) {
    boolean taproot = context == ParseContext.P2TR;
    int max = taproot ? MAX_MULTI_A_KEYS : MAX_MULTISIG_KEYS;
    require(
        keys >= 1 && keys <= max,
        "Cannot have "
            + keys
            + (taproot ? " keys in multi_a" : " keys in multisig")
            + "; must have between 1 and "
            + max
            + " keys, inclusive");
    require(required >= 1, "Multisig threshold cannot be " + required + ", must be at least 1");
    require(
        required <= keys,
        "Multisig threshold cannot be larger than the number of keys; threshold is "
            + required
            + " but only "
            + keys
            + " keys specified");
    require(
        context != ParseContext.TOP || keys <= MAX_BARE_MULTISIG_KEYS,
        "Cannot have " + keys + " pubkeys in bare multisig; only at most 3 pubkeys");
    require(
        context != ParseContext.P2SH || scriptBytes <= MAX_REDEEM_BYTES,
        "P2SH script is too large, "
            + scriptBytes
            + " bytes is larger than "
            + MAX_REDEEM_BYTES
            + " bytes");
  }
}
