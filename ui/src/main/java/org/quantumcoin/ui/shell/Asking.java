package org.quantumcoin.ui.shell;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.control.SecretText;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.page.Prompts;
import org.quantumcoin.ui.task.Work;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.WalletException;

/// Questions laid over the window, and notices at its foot.
final class Asking extends StackPane implements Prompts {
  private static final Duration NOTICE = Duration.seconds(6);
  private static final double WIDTH = 440;

  private final Work work;

  /// How long a wallet stays unlocked that was unlocked for a task.
  private final LongSupplier unlockMinutes;

  private final Label notice = new Label();
  private final PauseTransition noticeEnd = new PauseTransition(NOTICE);
  private Runnable restoreFocus = () -> {};
  private boolean busy;

  Asking(Work work, LongSupplier unlockMinutes) {
    this.work = work;
    this.unlockMinutes = unlockMinutes;
    setPickOnBounds(false);
    notice.getStyleClass().add("notice");
    notice.setId("notice");
    notice.setGraphic(new FontIcon("fth-info"));
    notice.setWrapText(true);
    notice.setVisible(false);
    notice.setMouseTransparent(true);
    StackPane.setAlignment(notice, Pos.BOTTOM_CENTER);
    noticeEnd.setOnFinished(_ -> notice.setVisible(false));
    getChildren().add(notice);
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE && isAsking() && !busy) {
            close();
            event.consume();
          }
        });
  }

  @Override
  public void notice(String text) {
    notice.setText(text);
    notice.setVisible(true);
    noticeEnd.playFromStart();
  }

  boolean isAsking() {
    return getChildren().size() > 1;
  }

  private void close() {
    getChildren().removeIf(each -> each != notice);
    restoreFocus.run();
  }

  private void ask(String title, Node first, Node... more) {
    Node focused = getScene().getFocusOwner();
    restoreFocus = focused == null ? () -> {} : focused::requestFocus;
    Label heading = new Label(title);
    heading.getStyleClass().add("dialog-title");
    heading.setWrapText(true);
    VBox box = new VBox(heading, first);
    box.getChildren().addAll(more);
    box.getStyleClass().addAll("card", "dialog");
    box.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    box.setAccessibleRole(AccessibleRole.DIALOG);
    box.setAccessibleText(title);
    StackPane cover = new StackPane(box);
    cover.getStyleClass().add("cover");
    getChildren().removeIf(each -> each != notice);
    getChildren().addFirst(cover);
  }

  private static Label words(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    return label;
  }

  private Node buttons(Button action) {
    Button cancel = new Button(Messages.text("dialog.cancel"));
    cancel.setId("dialog-cancel");
    cancel.setCancelButton(true);
    cancel.setOnAction(_ -> close());
    action.setId("dialog-ok");
    action.setDefaultButton(true);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox row = new HBox(gap, cancel, action);
    row.getStyleClass().add("dialog-buttons");
    return row;
  }

  @Override
  public void confirm(String title, String text, String action, Runnable yes) {
    Button button = new Button(action);
    button.setOnAction(_ -> {
      close();
      yes.run();
    });
    ask(title, words(text), buttons(button));
    button.requestFocus();
  }

  @Override
  public void unlocked(Wallet wallet, Runnable then) {
    work.run(
        wallet::isLocked,
        locked -> {
          if (locked) {
            askPassphrase(wallet, then);
          } else {
            then.run();
          }
        },
        failed -> notice(String.valueOf(failed.getMessage())));
  }

  @Override
  public Busy busy(String title, String text) {
    ProgressBar bar = new ProgressBar(0);
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.setId("busy");
    bar.setAccessibleText(title);
    ask(title, words(text), bar);
    busy = true;
    return new Busy() {
      @Override
      public void at(double part) {
        bar.setProgress(part);
      }

      @Override
      public void done() {
        busy = false;
        close();
      }
    };
  }

  /// What is said at the foot of the window now.
  Optional<String> noticeNow() {
    return notice.isVisible() ? Optional.of(notice.getText()) : Optional.empty();
  }

  private void askPassphrase(Wallet wallet, Runnable then) {
    PasswordField field = new PasswordField();
    field.setId("passphrase");
    field.setPromptText(Messages.text("unlock.passphrase"));
    field.setAccessibleText(Messages.text("unlock.passphrase"));
    Label wrong = words("");
    wrong.setId("passphrase-wrong");
    wrong.getStyleClass().add("text-danger");
    wrong.setVisible(false);
    wrong.setManaged(false);
    Button button = new Button(Messages.text("shell.unlock"));
    Consumer<Exception> refuse =
        failed -> {
          boolean mistyped =
              failed instanceof WalletException e
                  && e.kind() == WalletException.Kind.WRONG_PASSPHRASE;
          wrong.setText(
              mistyped ? Messages.text("unlock.wrong") : String.valueOf(failed.getMessage()));
          wrong.setVisible(true);
          wrong.setManaged(true);
          button.setDisable(false);
          field.requestFocus();
        };
    button.setOnAction(_ -> {
      byte[] passphrase = SecretText.take(field);
      long seconds = TimeUnit.MINUTES.toSeconds(unlockMinutes.getAsLong());
      button.setDisable(true);
      work.run(
          () -> {
            try {
              wallet.unlock(passphrase, seconds);
              return true;
            } finally {
              Arrays.fill(passphrase, (byte) 0);
            }
          },
          _ -> {
            close();
            then.run();
          },
          refuse);
    });
    ask(
        Messages.text("unlock.title", wallet.name()),
        words(Messages.text("unlock.text", unlockMinutes.getAsLong())),
        field,
        wrong,
        buttons(button));
    field.requestFocus();
  }
}
