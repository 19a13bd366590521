package org.quantumcoin.ui.devices;

import java.nio.file.Path;
import java.util.List;
import org.quantumcoin.wallet.token.TokenDescription;
import org.quantumcoin.wallet.token.TokenKey;
import org.quantumcoin.wallet.token.TokenLibrary;
import org.quantumcoin.wallet.token.TokenSession;

/// The tokens of this computer, by their maker's library. May wait for a device; PINs belong to the
/// caller.
interface Tokens {
  List<TokenDescription> list(Path library);

  List<TokenKey> keys(Path library, TokenDescription token, char[] pin);

  TokenKey makeKey(Path library, TokenDescription token, char[] pin, String label);

  /// Those that are there.
  static Tokens real() {
    return new Tokens() {
      @Override
      public List<TokenDescription> list(Path library) {
        return TokenLibrary.open(library).tokens();
      }

      @Override
      public List<TokenKey> keys(Path library, TokenDescription token, char[] pin) {
        return TokenLibrary.open(library).with(token.serial(), pin, TokenSession::keys);
      }

      @Override
      public TokenKey makeKey(Path library, TokenDescription token, char[] pin, String label) {
        return TokenLibrary.open(library)
            .with(token.serial(), pin, session -> session.makeKey(label));
      }
    };
  }
}
