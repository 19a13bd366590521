package org.quantumcoin.node.rpc;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.quantumcoin.node.rpc.ConsoleLine.Argument;
import org.quantumcoin.node.rpc.ConsoleLine.Call;

/// Knows what of a line must not be kept in a history.
///
/// By method: those with a parameter that is a passphrase, a PIN, a key or recovery words, and some
/// more. By value: what looks like a private key. And everything said to a name that is no method,
/// since that may be one of the former with a slip of the finger.
final class SensitiveCalls {
  private static final String HIDDEN = "(…)";

  /// Their parameters have harmless names, or carry keys within descriptors; as in Core's window.
  private static final Set<String> METHODS =
      Set.of(
          "importdescriptors", "sweepprivkeys", "descriptorprocesspsbt", "createwalletdescriptor");

  private static final Pattern PARAMETER =
      Pattern.compile("(.*_)?(|old|new)passphrase|privkeys?|pin|words|seed|password");

  /// Base58: extended private keys (BIP-0032, SLIP-0132), private keys alone and encrypted
  /// (BIP-0038).
  private static final Pattern KEY =
      Pattern.compile(
          "[xyztuvYZUV]prv[1-9A-HJ-NP-Za-km-z]{40,}"
              + "|(?<![0-9A-Za-z])[5KL9c][1-9A-HJ-NP-Za-km-z]{50,51}(?![0-9A-Za-z])"
              + "|6P[1-9A-HJ-NP-Za-km-z]{50,}");

  private final RpcRegistry registry;

  SensitiveCalls(RpcRegistry registry) {
    this.registry = registry;
  }

  boolean isSensitive(String method) {
    Optional<RpcMethod> found = registry.find(method);
    return found.isEmpty() || METHODS.contains(method) || takesSecrets(found.get().params());
  }

  private static boolean takesSecrets(List<RpcParam> params) {
    for (RpcParam param : params) {
      for (String name : param.names().split("\\|", -1)) {
        if (PARAMETER.matcher(name).matches()) {
          return true;
        }
      }
      if (takesSecrets(param.inner())) {
        return true;
      }
    }
    return false;
  }

  /// The line without what must not be kept.
  String redact(String line) {
    String bare = line.strip();
    try {
      StringBuilder kept = new StringBuilder();
      Call call = ConsoleLine.parse(bare);
      if (call.method().equals(Console.NAMED)) {
        return redactNamed(bare, call);
      }
      int end = redact(bare, call, kept, 0);
      return kept.append(bare, end, bare.length()).toString();
    } catch (ConsoleSyntaxException _) {
      return redactBroken(bare);
    }
  }

  /// Copies the line from `done` on to the call's end, secrets left out; answers where it is.
  private int redact(String line, Call call, StringBuilder kept, int done) {
    String said = line.substring(call.from(), call.to());
    if (!said.isBlank() && (isSensitive(call.method()) || hasKey(call))) {
      kept.append(line, done, call.from()).append(HIDDEN);
      return call.to();
    }
    int at = done;
    for (Argument argument : call.arguments()) {
      if (argument instanceof Call inner) {
        at = redact(line, inner, kept, at);
      }
    }
    return at;
  }

  private static boolean hasKey(Call call) {
    return call.arguments().stream()
        .anyMatch(argument ->
            argument instanceof ConsoleLine.Word(String text) && KEY.matcher(text).find());
  }

  private String redactNamed(String line, Call call) {
    boolean harmless =
        !call.arguments().isEmpty()
            && call.arguments().stream().allMatch(ConsoleLine.Word.class::isInstance)
            && call.arguments().getFirst() instanceof ConsoleLine.Word(String method)
            && !isSensitive(method)
            && !hasKey(call);
    return harmless ? line : firstWords(line, 2) + HIDDEN;
  }

  /// Whatever a line that makes no sense may hold, of it only the method is kept; all of it where
  /// it can hold no secret.
  private String redactBroken(String line) {
    boolean sensitive = KEY.matcher(line).find();
    for (String word : line.split("[^A-Za-z0-9_]+", -1)) {
      boolean method = registry.find(word).isPresent();
      sensitive |= method && isSensitive(word);
    }
    String first = firstWords(line, 1);
    if (!sensitive && registry.find(first).isPresent()) {
      return line;
    }
    return registry.find(first).isPresent() ? first + HIDDEN : HIDDEN;
  }

  private static String firstWords(String line, int count) {
    String[] words = line.split("[\\s(,]+", count + 1);
    return String.join(" ", List.of(words).subList(0, Math.min(count, words.length)));
  }
}
