package org.quantumcoin.ui.control;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.format.Messages;

/// Which token, by which library, and its PIN. The library is code that this program runs: the
/// person names it, nobody else.
public final class TokenCard extends VBox {
  /// What is done with a token. The receiver takes the PIN when it needs it, and wipes it.
  public interface Use {
    void with(Path library, String token, Supplier<char[]> pin);
  }

  /// @param id of the first part; those of the others begin with it
  /// @param library the file's name, kept by the caller
  /// @param action the verb on the button
  public TokenCard(String id, StringProperty library, String action, Use use) {
    getStyleClass().addAll("card", "form");
    setId(id);
    TextField file = new TextField();
    file.setId(id + "-library");
    file.textProperty().bindBidirectional(library);
    // The page for devices offers those that are there.
    file.setPromptText("opensc-pkcs11.so");
    file.setPrefColumnCount(24);
    TextField token = new TextField();
    token.setId(id + "-name");
    PasswordField pin = new PasswordField();
    pin.setId(id + "-pin");
    pin.setPrefColumnCount(8);
    Button choose = new Button(Messages.text("token.choose"), new FontIcon("fth-folder"));
    choose.setOnAction(_ ->
        HandOver.open(
            this,
            path -> library.set(path.toString()),
            new FileChooser.ExtensionFilter("PKCS #11", "*.so", "*.dll", "*.dylib")));
    StringProperty problem = new SimpleStringProperty("");
    Button act = new Button(action, new FontIcon("fth-hard-drive"));
    act.setId(id + "-use");
    act.setOnAction(_ -> {
      try {
        problem.set("");
        use.with(Path.of(library.get().strip()), token.getText().strip(), () -> take(pin));
      } catch (InvalidPathException _) {
        problem.set(Messages.text("token.nofile"));
      }
    });
    pin.setOnAction(_ -> act.fire());
    FlowPane fields =
        new FlowPane(
            8,
            8,
            Fields.titled(Messages.text("token.library"), file),
            Fields.titled(Messages.text("token.name"), token),
            Fields.titled(Messages.text("token.pin"), pin));
    Label hint = new Label(Messages.text("token.hint"));
    hint.setWrapText(true);
    hint.getStyleClass().addAll("text-muted", "text-small");
    getChildren()
        .addAll(fields, hint, Fields.problem(id + "-problem", problem), new Toolbar(act, choose));
  }

  private static char[] take(PasswordField field) {
    byte[] bytes = SecretText.take(field);
    CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
    char[] pin = Arrays.copyOf(text.array(), text.length());
    Arrays.fill(text.array(), '\0');
    Arrays.fill(bytes, (byte) 0);
    return pin;
  }
}
