package org.quantumcoin.ui.devices;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.StringProperty;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.task.Work;
import org.quantumcoin.wallet.token.TokenDescription;
import org.quantumcoin.wallet.token.TokenException;
import org.quantumcoin.wallet.token.TokenKey;

/// Which tokens are there, and the keys of those whose PIN was given. Only the person names the
/// library: it is code that this program runs.
final class DevicesViewModel {
  /// Where makers and systems put their libraries.
  private static final List<String> USUAL =
      List.of(
          "/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so",
          "/usr/lib64/opensc-pkcs11.so",
          "/usr/lib/x86_64-linux-gnu/libykcs11.so",
          "/usr/lib/x86_64-linux-gnu/pkcs11/yubihsm_pkcs11.so",
          "/usr/lib/softhsm/libsofthsm2.so",
          "/usr/lib64/pkcs11/libsofthsm2.so",
          "/Library/OpenSC/lib/opensc-pkcs11.so",
          "/usr/local/lib/libykcs11.dylib",
          "C:\\Windows\\System32\\opensc-pkcs11.dll",
          "C:\\Program Files\\Yubico\\Yubico PIV Tool\\bin\\libykcs11.dll");

  /// What is on a token, once its PIN was accepted.
  record Found(TokenDescription token, Optional<List<TokenKey>> keys) {}

  /// What there is to see.
  sealed interface State {
    /// No library was named yet; `usual` are those that were found in their usual places.
    record Unnamed(List<Path> usual) implements State {}

    record Looking() implements State {}

    /// It works; perhaps no token is in.
    record Seen(List<Found> tokens) implements State {}

    /// A sentence: what is wrong and what to do.
    record Failed(String sentence) implements State {}
  }

  private final StringProperty library;
  private final Work work;
  private final Tokens tokens;
  private final Map<TokenDescription, List<TokenKey>> keys = new HashMap<>();
  private final ReadOnlyObjectWrapper<State> state =
      new ReadOnlyObjectWrapper<>(new State.Looking());

  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();

  /// @param library the file's name, kept by the preferences
  DevicesViewModel(StringProperty library, Work work, Tokens tokens) {
    this.library = library;
    this.work = work;
    this.tokens = tokens;
  }

  private Optional<Path> file() {
    String text = library.get().strip();
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  /// Looks which tokens are in.
  void look() {
    problem.set("");
    Optional<Path> file = file();
    if (file.isEmpty()) {
      work.run(
          () -> USUAL.stream().map(Path::of).filter(Files::isRegularFile).toList(),
          usual -> state.set(new State.Unnamed(usual)),
          this::failed);
      return;
    }
    state.set(new State.Looking());
    start(
        () -> tokens.list(file.get()),
        found -> {
          keys.keySet().retainAll(found);
          show(found);
        },
        failed -> state.set(new State.Failed(sentence(failed))));
  }

  private void show(List<TokenDescription> found) {
    state.set(
        new State.Seen(
            found.stream()
                .map(each -> new Found(each, Optional.ofNullable(keys.get(each))))
                .toList()));
  }

  /// Reads a token's keys. The PIN is wiped here.
  void open(TokenDescription token, char[] pin) {
    use(pin, file -> tokens.keys(file, token, pin), found -> keys.put(token, found));
  }

  /// Makes a key that never leaves the token. The PIN is wiped here.
  void makeKey(TokenDescription token, char[] pin, String label) {
    if (label.isBlank()) {
      Arrays.fill(pin, '\0');
      problem.set(Messages.text("devices.key.nameless"));
      return;
    }
    use(
        pin,
        file -> {
          TokenKey _ = tokens.makeKey(file, token, pin, label.strip());
          return tokens.keys(file, token, pin);
        },
        found -> keys.put(token, found));
  }

  private interface Use {
    List<TokenKey> on(Path library);
  }

  private void use(char[] pin, Use use, Consumer<List<TokenKey>> taken) {
    Optional<Path> file = file();
    if (file.isEmpty() || busy.get()) {
      Arrays.fill(pin, '\0');
      return;
    }
    problem.set("");
    start(
        () -> {
          try {
            return use.on(file.get());
          } finally {
            Arrays.fill(pin, '\0');
          }
        },
        found -> {
          taken.accept(found);
          if (state.get() instanceof State.Seen(List<Found> seen)) {
            show(seen.stream().map(Found::token).toList());
          }
        },
        failed -> problem.set(sentence(failed)));
  }

  private <T> void start(Callable<T> task, Consumer<T> done, Consumer<Exception> failed) {
    busy.set(true);
    work.run(
        task,
        result -> {
          busy.set(false);
          done.accept(result);
        },
        problemNow -> {
          busy.set(false);
          failed.accept(problemNow);
        });
  }

  private void failed(Exception failed) {
    problem.set(sentence(failed));
  }

  private static String sentence(Exception failed) {
    return failed instanceof TokenException token
        ? switch (token.kind()) {
          case WRONG_PIN -> Messages.text("devices.wrongpin");
          case PIN_LOCKED -> Messages.text("devices.pinlocked");
          case NO_LIBRARY -> Messages.text("devices.nolibrary");
          case NOT_THERE -> Messages.text("devices.gone");
          case REFUSED -> String.valueOf(token.getMessage());
        }
        : String.valueOf(failed.getMessage());
  }

  /// The library that is used from now on.
  void choose(Path file) {
    library.set(file.toString());
    keys.clear();
    look();
  }

  StringProperty libraryProperty() {
    return library;
  }

  ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }
}
