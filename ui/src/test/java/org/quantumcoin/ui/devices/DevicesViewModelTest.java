package org.quantumcoin.ui.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.ui.devices.DevicesViewModel.Found;
import org.quantumcoin.ui.devices.DevicesViewModel.State;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.testing.FakeRole;
import org.quantumcoin.wallet.token.TokenDescription;
import org.quantumcoin.wallet.token.TokenKey;

class DevicesViewModelTest {
  private static final TokenDescription TOKEN =
      new TokenDescription("seat 3", "0001", "Maker", "Model", false);

  private final List<TokenKey> kept = new ArrayList<>();
  private final StringProperty library = new SimpleStringProperty("");
  private final DevicesViewModel model = new DevicesViewModel(library, FakeRole.work(), new Fake());

  private final class Fake implements Tokens {
    @Override
    public List<TokenDescription> list(Path file) {
      if (file.toString().equals("/broken")) {
        throw new IllegalStateException("It is broken.");
      }
      return file.toString().equals("/empty") ? List.of() : List.of(TOKEN);
    }

    @Override
    public List<TokenKey> keys(Path file, TokenDescription token, char[] pin) {
      if (!new String(pin).equals("1234")) {
        throw new IllegalStateException("wrong");
      }
      return List.copyOf(kept);
    }

    @Override
    public TokenKey makeKey(Path file, TokenDescription token, char[] pin, String label) {
      TokenKey key = new TokenKey(label, ByteString.EMPTY);
      kept.add(key);
      return key;
    }
  }

  @BeforeEach
  void english() {
    Messages.use(Locale.ENGLISH);
  }

  private State state() {
    return model.stateProperty().get();
  }

  @Test
  void look_withoutLibrary_saysSo() {
    model.look();
    assertThat(state()).isInstanceOf(State.Unnamed.class);
  }

  @Test
  void choose_keepsTheLibrary_andShowsWhatIsThere() {
    model.choose(Path.of("/lib"));
    assertThat(library.get()).isEqualTo("/lib");
    assertThat(state()).isEqualTo(new State.Seen(List.of(new Found(TOKEN, Optional.empty()))));
    model.choose(Path.of("/empty"));
    assertThat(state()).isEqualTo(new State.Seen(List.of()));
    model.choose(Path.of("/broken"));
    assertThat(state()).isEqualTo(new State.Failed("It is broken."));
  }

  @Test
  void open_wipesThePin_andKeepsWhatWasSeen() {
    model.choose(Path.of("/lib"));
    char[] wrong = "9999".toCharArray();
    model.open(TOKEN, wrong);
    assertThat(wrong).containsOnly('\0');
    assertThat(model.problemProperty().get()).isEqualTo("wrong");
    char[] pin = "1234".toCharArray();
    model.makeKey(TOKEN, pin, " treasury ");
    assertThat(pin).containsOnly('\0');
    assertThat(model.problemProperty().get()).isEmpty();
    assertThat(state()).isEqualTo(new State.Seen(List.of(new Found(TOKEN, Optional.of(kept)))));
    assertThat(kept).extracting(TokenKey::label).containsExactly("treasury");
  }

  @Test
  void makeKey_withoutName_makesNone() {
    model.choose(Path.of("/lib"));
    char[] pin = "1234".toCharArray();
    model.makeKey(TOKEN, pin, " ");
    assertThat(pin).containsOnly('\0');
    assertThat(kept).isEmpty();
    assertThat(model.problemProperty().get()).contains("Nothing was made");
  }
}
