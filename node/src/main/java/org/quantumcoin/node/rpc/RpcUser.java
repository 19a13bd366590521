package org.quantumcoin.node.rpc;

import java.util.Optional;

/// A user of `-rpcauth=<name>:<salt>$<hash>`: the hash is HMAC-SHA256 of the password under the
/// salt's text, in hex.
public record RpcUser(String name, String salt, String hash) {
  /// Empty when the text is not of that form.
  public static Optional<RpcUser> parse(String text) {
    int colon = text.indexOf(':');
    int dollar = text.indexOf('$');
    boolean wellFormed =
        colon >= 0
            && dollar > colon
            && text.indexOf(':', colon + 1) < 0
            && text.indexOf('$', dollar + 1) < 0;
    return wellFormed
        ? Optional.of(
            new RpcUser(
                text.substring(0, colon),
                text.substring(colon + 1, dollar),
                text.substring(dollar + 1)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "RpcUser[" + name + "]";
  }
}
