package org.quantumcoin.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PaletteViewModelTest {
  private static final Command SEND = command("Send", "pay transfer");
  private static final Command RECEIVE = command("Receive", "address qr deposit");
  private static final Command SETTINGS = command("Settings", "options");
  private static final Command BLOCK = command("Block 17", "");

  private final PaletteViewModel model =
      new PaletteViewModel(
          List.of(SEND, RECEIVE, SETTINGS),
          typed -> typed.equals("17") ? List.of(BLOCK) : List.of());

  private static Command command(String title, String words) {
    return new Command(title, words, "", "fth-x", () -> {});
  }

  private List<Command> find(String typed) {
    model.queryProperty().set(typed);
    return model.matches();
  }

  @Test
  void everything_isListedBeforeAnythingIsTyped() {
    assertThat(find("")).containsExactly(SEND, RECEIVE, SETTINGS);
  }

  @Test
  void commands_areFoundByTitleOtherWordsAndLettersInOrder() {
    assertThat(find("se")).startsWith(SEND, SETTINGS);
    assertThat(find("PAY")).containsExactly(SEND);
    assertThat(find("rcv")).containsExactly(RECEIVE);
    assertThat(find("zzz")).isEmpty();
  }

  @Test
  void whatTheChainHas_comesFirst() {
    assertThat(find("17")).containsExactly(BLOCK);
  }

  @Test
  void selection_goesRound_andBackToTheTopWithEachLetter() {
    find("");
    model.move(-1);
    assertThat(model.selectedProperty().get()).isEqualTo(2);
    model.move(1);
    assertThat(model.selectedProperty().get()).isZero();
    model.move(1);
    find("s");
    assertThat(model.selectedProperty().get()).isZero();
  }
}
