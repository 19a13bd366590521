package org.quantumcoin.wallet.token;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_PROTECTED_AUTHENTICATION_PATH;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_TOKEN_INITIALIZED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_CRYPTOKI_ALREADY_INITIALIZED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKU_USER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.quantumcoin.node.log.Log;
import org.xipki.pkcs11.wrapper.Logger;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.PKCS11Module;
import org.xipki.pkcs11.wrapper.Session;
import org.xipki.pkcs11.wrapper.Slot;
import org.xipki.pkcs11.wrapper.StaticLogger;
import org.xipki.pkcs11.wrapper.Token;
import org.xipki.pkcs11.wrapper.TokenInfo;

/// The maker's library for a kind of token (`-pkcs11`), and the tokens it finds.
///
/// PKCS #11 initialises a library once in a process and keeps one login for all sessions with a
/// token, so a library is opened once and used by one thread at a time.
public final class TokenLibrary {
  private static final Map<Path, TokenLibrary> OPEN = new ConcurrentHashMap<>();

  static {
    StaticLogger.setLogger(new Quiet());
  }

  private final Path file;
  private final PKCS11Module module;

  /// Work on a token after its PIN was accepted.
  public interface Work<T> extends Function<TokenSession, T> {}

  private TokenLibrary(Path file, PKCS11Module module) {
    this.file = file;
    this.module = module;
  }

  /// Throws [TokenException] if the file is no such library.
  public static TokenLibrary open(Path file) {
    return OPEN.computeIfAbsent(file.toAbsolutePath().normalize(), TokenLibrary::load);
  }

  private static TokenLibrary load(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new TokenException(
          TokenException.Kind.NO_LIBRARY,
          "There is no token library at %s. Name the file that came with the token by -pkcs11; keys on tokens are not touched by this."
              .formatted(file));
    }
    try {
      PKCS11Module module = PKCS11Module.getInstance(file.toString());
      initialize(module);
      return new TokenLibrary(file, module);
    } catch (IOException | org.xipki.pkcs11.wrapper.TokenException | LinkageError e) {
      throw new TokenException(
          TokenException.Kind.NO_LIBRARY,
          "The token library %s cannot be used: %s. Check that it is for this computer; keys on tokens are not touched by this."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static void initialize(PKCS11Module module) throws PKCS11Exception {
    try {
      module.initialize();
    } catch (PKCS11Exception e) {
      if (e.getErrorCode() != CKR_CRYPTOKI_ALREADY_INITIALIZED) {
        throw e;
      }
    }
  }

  private record Found(TokenDescription description, Token token) {}

  /// The tokens that are there and were set up by their maker's program.
  public synchronized List<TokenDescription> tokens() {
    return found().stream().map(Found::description).toList();
  }

  private List<Found> found() {
    List<Found> tokens = new ArrayList<>();
    try {
      for (Slot slot : module.getSlotList(true)) {
        Token token = slot.getToken();
        TokenInfo info = token.getTokenInfo();
        if (info.hasFlagBit(CKF_TOKEN_INITIALIZED)) {
          tokens.add(
              new Found(
                  new TokenDescription(
                      info.getLabel().strip(),
                      info.getSerialNumber().strip(),
                      info.getManufacturerID().strip(),
                      info.getModel().strip(),
                      info.hasFlagBit(CKF_PROTECTED_AUTHENTICATION_PATH)),
                  token));
        }
      }
      return tokens;
    } catch (PKCS11Exception e) {
      throw TokenErrors.of(e, "The tokens of " + file + " cannot be listed");
    }
  }

  /// Does something with the token of that label or serial number. Throws [TokenException].
  ///
  /// @param pin belongs to the caller, who wipes it; not used with a PIN pad
  public synchronized <T> T with(String name, char[] pin, Work<T> work) {
    Found found = find(name);
    try {
      Session session = found.token().openSession(true);
      try {
        session.login(CKU_USER, found.description().pinPad() ? null : pin);
        return work.apply(new TokenSession(found.description(), session));
      } finally {
        end(session);
      }
    } catch (PKCS11Exception e) {
      throw TokenErrors.of(e, "Token \"" + name + "\" cannot be opened");
    }
  }

  private Found find(String name) {
    List<Found> named = found().stream().filter(each -> each.description().isNamed(name)).toList();
    if (named.size() > 1) {
      throw new TokenException(
          TokenException.Kind.NOT_THERE,
          "Several tokens are called \"%s\". Name the one you mean by its serial number."
              .formatted(name));
    }
    if (named.isEmpty()) {
      throw new TokenException(
          TokenException.Kind.NOT_THERE,
          "There is no token \"%s\". Nothing was signed. Put it in and try again; listtokens tells which are there."
              .formatted(name));
    }
    return named.getFirst();
  }

  /// The next user has to give the PIN again.
  private static void end(Session session) {
    try {
      session.logout();
      session.closeSession();
    } catch (PKCS11Exception e) {
      // A token that was pulled out has ended its session by itself.
      Log.info("A token's session ended by itself: " + e.getMessage());
    }
  }

  /// The wrapper tells every call on the console otherwise.
  private static final class Quiet implements Logger {
    @Override
    public void info(String format, Object... arguments) {}

    @Override
    public void warn(String format, Object... arguments) {}

    @Override
    public void error(String format, Object... arguments) {}

    @Override
    public void debug(String format, Object... arguments) {}

    @Override
    public void trace(String format, Object... arguments) {}

    @Override
    public boolean isDebugEnabled() {
      return false;
    }

    @Override
    public boolean isInfoEnabled() {
      return false;
    }

    @Override
    public boolean isWarnEnabled() {
      return false;
    }

    @Override
    public boolean isTraceEnabled() {
      return false;
    }
  }
}
