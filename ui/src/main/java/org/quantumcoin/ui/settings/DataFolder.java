package org.quantumcoin.ui.settings;

import java.nio.file.Path;
import javafx.scene.control.Button;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.control.FileRow;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.live.DataHome;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Prompts.Busy;
import org.quantumcoin.ui.task.FxBridge;

/// Moves chain and wallets to another folder, with the window covered meanwhile.
final class DataFolder {
  private final Desk desk;
  private final DataHome home;
  private final FxBridge bridge;
  private final FileRow row =
      FileRow.ofFolder("settings-folder-path", Messages.text("settings.folder.do"), this::confirm);

  DataFolder(Desk desk, DataHome home, FxBridge bridge) {
    this.desk = desk;
    this.home = home;
    this.bridge = bridge;
  }

  /// Where to move it, once somebody wants to.
  FileRow row() {
    return row;
  }

  Button button() {
    Button button = new Button(Messages.text("settings.folder.move"), new FontIcon("fth-folder"));
    button.setId("settings-folder");
    button.setDisable(!home.residence().movable());
    button.setOnAction(_ -> row.toggle());
    return button;
  }

  private void confirm(Path target) {
    desk.prompts()
        .confirm(
            Messages.text("settings.folder"),
            Messages.text("settings.folder.confirm", target),
            Messages.text("settings.folder.do"),
            () -> move(target));
  }

  private void move(Path target) {
    Busy busy =
        desk.prompts()
            .busy(
                Messages.text("settings.folder.moving"),
                Messages.text("settings.folder.moving.text"));
    desk.work()
        .run(
            () ->
                home.relocate(
                    target,
                    home.residence().pruneMib(),
                    part -> bridge.execute(() -> busy.at(part))),
            refused -> {
              busy.done();
              desk.prompts().notice(refused.orElse(Messages.text("settings.folder.moved")));
            },
            failed -> {
              busy.done();
              desk.prompts().notice(String.valueOf(failed.getMessage()));
            });
  }
}
