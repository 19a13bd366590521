package org.quantumcoin.ui.shell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.collections.ObservableSet;
import javafx.collections.SetChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.page.Navigator;
import org.quantumcoin.ui.page.Place;

/// The pages at the left: icons with words, or icons alone where there is little room or the person
/// wants it so. Arrow keys go up and down.
final class Rail extends VBox {
  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

  /// Narrower windows, measured in the size of the text, have room for icons alone.
  private static final double LEAST_EMS = 56;

  private final List<Button> items = new ArrayList<>();
  private final List<Button> headings = new ArrayList<>();
  private final List<Runnable> refolding = new ArrayList<>();
  private final ObservableSet<Place.Section> folded;
  private final Button collapse = new Button();
  private final BooleanProperty wanted;
  private boolean expanded = true;

  Rail(
      Collection<Place> places,
      Navigator navigator,
      BooleanProperty expandedWanted,
      ObservableSet<Place.Section> folded) {
    this.wanted = expandedWanted;
    this.folded = folded;
    folded.addListener((SetChangeListener<Place.Section>) _ -> refold());
    getStyleClass().add("rail");
    setId("rail");
    setAccessibleRole(AccessibleRole.TOOL_BAR);
    setAccessibleText(Messages.text("shell.rail"));
    VBox list = new VBox();
    list.getStyleClass().add("rail-items");
    for (Place.Section section : Place.Section.values()) {
      List<Place> inIt = places.stream().filter(place -> place.section() == section).toList();
      if (!inIt.isEmpty()) {
        VBox items = new VBox();
        inIt.forEach(place -> items.getChildren().add(item(place, navigator)));
        heading(section, items).ifPresent(list.getChildren()::add);
        list.getChildren().add(items);
      }
    }
    ScrollPane scroll = new ScrollPane(list);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFocusTraversable(false);
    scroll.getStyleClass().add("rail-scroll");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    collapse.setId("rail-collapse");
    collapse.getStyleClass().add("rail-item");
    collapse.setMaxWidth(Double.MAX_VALUE);
    collapse.setAlignment(Pos.CENTER_LEFT);
    collapse.setOnAction(_ -> wanted.set(!wanted.get()));
    getChildren().addAll(scroll, collapse);
    addEventFilter(KeyEvent.KEY_PRESSED, this::arrow);
    navigator.hereProperty().subscribe(stop -> mark(stop.place()));
    wanted.subscribe(_ -> requestLayout());
    show(wanted.get());
  }

  /// Folds its section away and back.
  private Optional<Node> heading(Place.Section section, VBox items) {
    if (section == Place.Section.HOME) {
      return Optional.empty();
    }
    Button heading = new Button(section.title());
    heading.setId("rail-section-" + section.name().toLowerCase(Locale.ROOT));
    heading.getStyleClass().add("rail-heading");
    heading.setMaxWidth(Double.MAX_VALUE);
    heading.setAlignment(Pos.CENTER_LEFT);
    heading.setContentDisplay(ContentDisplay.RIGHT);
    heading.setOnAction(_ -> {
      if (!folded.remove(section)) {
        folded.add(section);
      }
    });
    headings.add(heading);
    Runnable show =
        () -> {
          boolean hidden = expanded && folded.contains(section);
          items.setVisible(!hidden);
          items.setManaged(!hidden);
          heading.setGraphic(new FontIcon(hidden ? "fth-chevron-down" : "fth-chevron-up"));
          heading.setAccessibleText(
              Messages.text(hidden ? "shell.rail.unfold" : "shell.rail.fold", section.title()));
        };
    refolding.add(show);
    return Optional.of(heading);
  }

  private Button item(Place place, Navigator navigator) {
    Button item = new Button(place.title(), new FontIcon(place.icon()));
    item.setId("rail-" + place.id());
    item.getStyleClass().add("rail-item");
    item.setMaxWidth(Double.MAX_VALUE);
    item.setAlignment(Pos.CENTER_LEFT);
    item.setAccessibleText(place.title());
    item.setUserData(place);
    item.setOnAction(_ -> navigator.go(place));
    items.add(item);
    return item;
  }

  private void refold() {
    refolding.forEach(Runnable::run);
  }

  /// The page that is shown is never folded away.
  private void mark(Place place) {
    folded.remove(place.section());
    for (Button item : items) {
      item.pseudoClassStateChanged(CURRENT, item.getUserData() == place);
    }
  }

  private void arrow(KeyEvent event) {
    int step = event.getCode() == KeyCode.DOWN ? 1 : event.getCode() == KeyCode.UP ? -1 : 0;
    int at = event.getTarget() instanceof Button button ? items.indexOf(button) : -1;
    if (step != 0 && at >= 0) {
      items.get(Math.clamp(at + step, 0, items.size() - 1)).requestFocus();
      event.consume();
    }
  }

  /// Told by the shell how much room the window has.
  void fit(double windowWidth, double fontPixels) {
    boolean now = wanted.get() && windowWidth / fontPixels >= LEAST_EMS;
    if (now != expanded) {
      show(now);
    }
  }

  private void show(boolean withWords) {
    expanded = withWords;
    pseudoClassStateChanged(PseudoClass.getPseudoClass("collapsed"), !withWords);
    ContentDisplay display = withWords ? ContentDisplay.LEFT : ContentDisplay.GRAPHIC_ONLY;
    for (Button item : items) {
      item.setContentDisplay(display);
      item.setTooltip(withWords ? null : new Tooltip(item.getText()));
    }
    for (Button heading : headings) {
      heading.setVisible(withWords);
    }
    refold();
    String words = Messages.text(withWords ? "shell.rail.collapse" : "shell.rail.expand");
    collapse.setText(words);
    collapse.setAccessibleText(words);
    collapse.setContentDisplay(display);
    collapse.setGraphic(new FontIcon(withWords ? "fth-chevrons-left" : "fth-chevrons-right"));
  }
}
