package org.quantumcoin.wallet.rpc;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcException;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.wallet.token.TokenException;
import org.quantumcoin.wallet.token.TokenKey;
import org.quantumcoin.wallet.token.TokenLibrary;
import org.quantumcoin.wallet.token.TokenSession;

/// What the methods that use a token have in common. The library is named by an option alone: a
/// caller must not choose which code this program runs.
final class TokenCalls {
  private final Optional<Path> library;

  /// @param library empty without `-pkcs11`
  TokenCalls(Optional<Path> library) {
    this.library = library;
  }

  /// With failures of the token as error replies.
  static RpcMethod.Handler guarded(RpcMethod.Handler handler) {
    return call -> {
      try {
        return handler.handle(call);
      } catch (TokenException e) {
        RpcErrorCode code =
            switch (e.kind()) {
              case WRONG_PIN, PIN_LOCKED -> RpcErrorCode.WALLET_PASSPHRASE_INCORRECT;
              case NOT_THERE -> RpcErrorCode.INVALID_ADDRESS_OR_KEY;
              case NO_LIBRARY, REFUSED -> RpcErrorCode.WALLET_ERROR;
            };
        throw new RpcException(code, String.valueOf(e.getMessage()));
      }
    };
  }

  TokenLibrary library() {
    return TokenLibrary.open(
        library.orElseThrow(() ->
            new RpcException(
                RpcErrorCode.MISC_ERROR,
                "No token library is named. Start with -pkcs11=<file>, the library that came with the token.")));
  }

  /// Does something with a token; the PIN is wiped afterwards.
  <T> T with(String token, String pin, Function<TokenSession, T> work) {
    char[] secret = pin.toCharArray();
    try {
      return library().with(token, secret, work::apply);
    } finally {
      Arrays.fill(secret, '\0');
    }
  }

  /// The one key on the token.
  static TokenKey only(TokenSession session, String token) {
    List<TokenKey> keys = session.keys();
    if (keys.size() == 1) {
      return keys.getFirst();
    }
    throw new RpcException(
        RpcErrorCode.INVALID_PARAMETER,
        keys.isEmpty()
            ? "Token \"%s\" has no key that can sign; newtokenkey makes one.".formatted(token)
            : "Token \"%s\" has %d keys. Name the one you mean by token_key; listtokenkeys shows them."
                .formatted(token, keys.size()));
  }

  /// The key on the token that has this label or is this public key.
  static TokenKey find(TokenSession session, String token, String wanted) {
    List<TokenKey> found =
        session.keys().stream()
            .filter(key ->
                key.label().equals(wanted)
                    || Hex.encode(key.publicKey().toBytes()).equalsIgnoreCase(wanted))
            .toList();
    if (found.size() == 1) {
      return found.getFirst();
    }
    throw new RpcException(
        RpcErrorCode.INVALID_ADDRESS_OR_KEY,
        found.isEmpty()
            ? "Token \"%s\" has no key \"%s\"; listtokenkeys shows those it has."
                .formatted(token, wanted)
            : "Token \"%s\" has several keys called \"%s\". Name the one you mean by its public key."
                .formatted(token, wanted));
  }
}
