package org.quantumcoin.tests.gui;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextInputControl;
import javafx.stage.Window;
import org.quantumcoin.app.Main;

/// The program as people start it, whose window is used by lines on its standard input: what is to
/// be done, where, and a text, with tabs between. Each gets a line for an answer as soon as it is
/// done. It ends when nobody is left to talk to.
final class DrivenDesktop {
  static final String DONE = "done";

  /// What was asked for is not in the window, or cannot be used yet.
  static final String ABSENT = "absent";

  private DrivenDesktop() {}

  public static void main(String[] args) {
    PrintStream answers = System.out;
    // What the program itself prints is no answer.
    System.setOut(System.err);
    Thread.ofPlatform().daemon().name("hands").start(() -> talk(answers));
    Main.main(args);
  }

  private static void talk(PrintStream answers) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String answer = answer(List.of(line.split("\t", -1)));
        answers.println(answer);
        answers.flush();
      }
    } catch (IOException _) {
      // As if the other end were closed.
    }
    Runtime.getRuntime().halt(1);
  }

  private static String answer(List<String> words) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    try {
      Platform.runLater(() -> answer.complete(act(words)));
    } catch (IllegalStateException _) {
      // The toolkit has not started yet.
      return ABSENT;
    }
    return answer.join();
  }

  private static String act(List<String> words) {
    Optional<Node> node = find(words.get(1));
    return switch (words.getFirst()) {
      case "press" -> node.map(DrivenDesktop::press).orElse(ABSENT);
      case "type" -> node.map(each -> type(each, words.get(2))).orElse(ABSENT);
      case "choose" -> node.map(each -> choose(each, words.get(2))).orElse(ABSENT);
      case "read" -> node.map(DrivenDesktop::read).orElse(ABSENT);
      default -> throw new IllegalArgumentException(words.toString());
    };
  }

  private static String press(Node node) {
    if (!(node instanceof ButtonBase button) || button.isDisabled()) {
      return ABSENT;
    }
    button.fire();
    return DONE;
  }

  private static String type(Node node, String text) {
    if (!(node instanceof TextInputControl field) || field.isDisabled()) {
      return ABSENT;
    }
    field.requestFocus();
    field.setText(text);
    return DONE;
  }

  private static String choose(Node node, String item) {
    if (!(node instanceof MenuButton menu)) {
      return ABSENT;
    }
    return menu.getItems().stream()
        .filter(each -> item.equals(each.getText()))
        .findFirst()
        .map(each -> {
          each.fire();
          return DONE;
        })
        .orElse(ABSENT);
  }

  private static String read(Node node) {
    return switch (node) {
      case Labeled label -> String.valueOf(label.getText()).replace('\n', ' ');
      case TextInputControl field -> field.getText().replace('\n', ' ');
      default -> ABSENT;
    };
  }

  private static Optional<Node> find(String selector) {
    for (Window window : new ArrayList<>(Window.getWindows())) {
      for (Node each : window.getScene().getRoot().lookupAll(selector)) {
        if (isVisible(each)) {
          return Optional.of(each);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isVisible(Node node) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (!each.isVisible()) {
        return false;
      }
    }
    return true;
  }
}
